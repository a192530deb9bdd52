"""Which questions does the model answer, and what is the answer of each to a message?

Every question has two linear heads (logistic regression): one over words, one over meaning, the encoder's vector.
Each kind is kept as one stacked coefficient matrix, so that answering all questions is two multiplications.
`fitting.py` trains them, `calibration.py` weighs the two against each other; answering needs numpy alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifiers.labels import Choice, Signal, Topic

QUESTIONS: Final = ("survey", "dissatisfied", "wants_action", "explicit")
TOPICS: Final = tuple(f"topic {topic}" for topic in Topic)
SIGNALS: Final = tuple(f"signal {signal}" for signal in Signal)
CHOICES: Final = tuple(f"choice {choice}" for choice in (Choice.YES, Choice.NO, Choice.CALL))
HEADS: Final = QUESTIONS + TOPICS + SIGNALS + CHOICES
WORDS, MEANING = 0, 1  #: the first axis of scores and of their weights

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]
Row = tuple[NDArray[np.intp], Floats]  # columns that are not zero, and their values


@dataclass(frozen=True)
class Heads:
    """All heads, stacked in the order of HEADS.

    Attributes:
        words: coefficients over the vocabulary, shape (n_features, n_heads).
        meaning: coefficients over the vector, shape (width, n_heads); width 0 where no encoder taught them.
        intercepts: shape (2, n_heads).
    """

    words: Floats
    meaning: Floats
    intercepts: Floats

    @property
    def width(self) -> int:
        """How many numbers a vector has; 0: these heads read by words alone."""
        return int(self.meaning.shape[0])

    def scores(self, rows: Sequence[Row], vectors: NDArray[np.float32] | None = None) -> Floats:
        """Distances from each head's dividing line: shape (2, n_messages, n_heads).

        Args:
            vectors: shape (n_messages, width); without them the scores of meaning are zero.
        """
        scores = np.zeros((2, len(rows), len(HEADS)))
        for number, (columns, values) in enumerate(rows):
            scores[WORDS, number] = values @ self.words[columns] + self.intercepts[WORDS]
        if vectors is not None and self.width:
            scores[MEANING] = vectors.astype(np.float64) @ self.meaning + self.intercepts[MEANING]
        return scores


def sigmoid(scores: Floats) -> Floats:
    """From a score to a probability."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scores, -35.0, 35.0))))
