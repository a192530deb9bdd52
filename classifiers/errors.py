"""What can go wrong with the classifiers, and who must act?

ClassifierError
  ModelMissing     no model to read with; train one or promote one
  ModelMismatch    a model file that is corrupt, foreign or of another version; the current one stays
  ModelRefused     a version that misses more complaints than the current one; it stays, unless forced with a reason
  BadTrainingRow   a row that cannot be learnt from; says the file, the line and what is wrong
"""

from pathlib import Path


class ClassifierError(Exception):
    """Something is wrong with the classifier."""


class ModelMissing(ClassifierError):
    """There is no model here. Run `hark train`, or `make setup` for the shipped one."""


class ModelMismatch(ClassifierError):
    """The model file cannot be used as it is; keep the current one and train again."""


class ModelRefused(ClassifierError):
    """The version may not read: it misses more than the one that does. Train again, or force it with a reason."""


class BadTrainingRow(ClassifierError):
    """A training row cannot be used.

    Args:
        file: where the row stands.
        line: counted from 1; 0 where the fault is in the whole file.
        what: the fault, in words for whoever mends the row.
    """

    def __init__(self, file: Path, line: int, what: str) -> None:
        super().__init__(f"{file}, line {line}: {what}")
        self.file = file
        self.line = line
        self.what = what
