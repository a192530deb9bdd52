"""What would change if another version read? The same rows read by two, and each message they read otherwise.

Pure: two readers and rows in, a value out; `comparison_page.py` sets it out for people.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Protocol

from classifiers.evaluate import figures, gets_the_choice
from classifiers.examples import Example
from classifiers.labels import Kind, Topic
from classifiers.reading import Reading

AT_ONCE: Final = 20  # messages between two steps of a progress bar
ASPECTS: Final = ("offered", "kind", "explicit", "topic")  # what weighs most for the resident comes first


class Reads(Protocol):
    """One version; `classifiers.predict.Classifier` is one."""

    version: str

    def read_many(self, messages: Sequence[tuple[str, str, str]]) -> list[Reading]:
        """Read (subject, text, channel) each; same order."""
        ...


class Turn(StrEnum):
    WORSE = "worse"
    BETTER = "better"
    NEITHER = "neither"  # wrong before and wrong now


@dataclass(frozen=True)
class Answer:
    """What is said of one message, by a version or by people."""

    offered: bool  #: the writer gets the choice to complain, or a log
    kind: Kind
    explicit: bool
    topic: Topic


@dataclass(frozen=True)
class Change:
    """One message that two versions read otherwise."""

    row: Example
    was: Answer
    now: Answer
    truth: Answer
    turn: Turn
    decided_by: str  #: the first of `ASPECTS` that only one version got right; "" where none did

    @property
    def changed(self) -> tuple[str, ...]:
        """In which of `ASPECTS` the two differ."""
        return tuple(name for name in ASPECTS if getattr(self.was, name) != getattr(self.now, name))


@dataclass(frozen=True)
class Comparison:
    """Two versions on the same rows."""

    was: str
    now: str
    figures_was: dict[str, Any]  #: as `classifiers.evaluate.evaluate` counts
    figures_now: dict[str, Any]
    changes: tuple[Change, ...]  #: worse ones first, and of those the complaints that lost the choice

    def count(self, turn: Turn) -> int:
        """How many messages took this turn."""
        return sum(change.turn is turn for change in self.changes)


def compare(
    was: Reads,
    now: Reads,
    rows: Sequence[Example],
    *,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Comparison:
    """Read the rows with both and hold the readings against each other and against what people said."""
    of = 2 * len(rows)
    before = _read(was, rows, lambda done: progress(done, of))
    after = _read(now, rows, lambda done: progress(len(rows) + done, of))
    changes = [
        change(row, one, other)
        for row, one, other in zip(rows, map(_answer, before), map(_answer, after), strict=True)
        if one != other
    ]
    return Comparison(
        was.version,
        now.version,
        figures(list(zip(rows, before, strict=True))),
        figures(list(zip(rows, after, strict=True))),
        tuple(sorted(changes, key=_gravity)),
    )


def _read(reader: Reads, rows: Sequence[Example], step: Callable[[int], None]) -> list[Reading]:
    read: list[Reading] = []
    for start in range(0, len(rows), AT_ONCE):
        read += reader.read_many([row.message for row in rows[start : start + AT_ONCE]])
        step(len(read))
    return read


def _answer(read: Reading) -> Answer:
    return Answer(gets_the_choice(read), read.kind, read.explicit, read.topic)


def change(row: Example, was: Answer, now: Answer) -> Change:
    """Say whether a change is for the better: the first of `ASPECTS` decides that only one of the two got right."""
    truth = Answer(row.explicit or row.kind is Kind.COMPLAINT, row.kind, row.explicit, row.topic)
    for aspect in ASPECTS:
        true, before, after = (getattr(answer, aspect) for answer in (truth, was, now))
        if (before == true) != (after == true):
            turn = Turn.BETTER if after == true else Turn.WORSE
            return Change(row, was, now, truth, turn, aspect)
    return Change(row, was, now, truth, Turn.NEITHER, "")


def _gravity(change: Change) -> tuple[int, int, bool]:
    aspect = ASPECTS.index(change.decided_by) if change.decided_by else len(ASPECTS)
    return list(Turn).index(change.turn), aspect, not change.truth.offered
