"""Which questions does the model answer, and what is the answer of each to a message?

Every question has one linear head (logistic regression); they are kept as one stacked coefficient matrix, so that
answering all of them is one multiplication. `fitting.py` trains them; answering needs numpy alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifiers.labels import Signal, Topic

QUESTIONS: Final = ("survey", "dissatisfied", "wants_action", "explicit")
TOPICS: Final = tuple(f"topic {topic}" for topic in Topic)
SIGNALS: Final = tuple(f"signal {signal}" for signal in Signal)
HEADS: Final = QUESTIONS + TOPICS + SIGNALS

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]
Row = tuple[NDArray[np.intp], Floats]  # columns that are not zero, and their values


@dataclass(frozen=True)
class Heads:
    """All heads, stacked in the order of HEADS.

    Attributes:
        coefficients: shape (n_features, n_heads).
        intercepts: shape (n_heads,).
        slopes: with `offsets` the sigmoid of each head, shape (n_heads,).
        cuts: the probability from which the answer of each head is yes, shape (n_heads,).
    """

    coefficients: Floats
    intercepts: Floats
    slopes: Floats
    offsets: Floats
    cuts: Floats

    def scores(self, rows: Sequence[Row]) -> Floats:
        """Distances from each head's dividing line: shape (n_messages, n_heads)."""
        each = [values @ self.coefficients[columns] + self.intercepts for columns, values in rows]
        return np.array(each).reshape(len(rows), len(HEADS))

    def probabilities(self, scores: Floats) -> Floats:
        """Calibrated probabilities, same shape."""
        return sigmoid(scores * self.slopes + self.offsets)


def sigmoid(scores: Floats) -> Floats:
    """From a score to a probability."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scores, -35.0, 35.0))))
