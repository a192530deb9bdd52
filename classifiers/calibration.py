"""What follows from a score? Its probability, and from which probability on something is done.

A model has two of these: one for reading with the encoder, one for reading by words alone.
`calibrate.py` fits them on rows that taught no head.
"""

from dataclasses import dataclass

import numpy as np

from classifiers.groups import GROUPS
from classifiers.heads import HEADS, QUESTIONS, Floats, sigmoid
from classifiers.kinds import Answers


@dataclass(frozen=True)
class Calibration:
    """Sigmoids and thresholds, in the order of HEADS.

    Attributes:
        slopes: how much the score by words and the score by meaning count, shape (2, n_heads).
        offsets: shape (n_heads,).
        cuts: the probability from which the answer of each head is yes, shape (n_heads,).
    """

    slopes: Floats
    offsets: Floats
    cuts: Floats
    offers: Floats  #: probability of dissatisfaction from which the choice is offered: to anyone, then in each of GROUPS
    enough: float  #: confidence below which a person decides
    confidence_slope: float
    confidence_offset: float

    @property
    def offer(self) -> float:
        """The probability of dissatisfaction from which anyone is offered the choice. Code: 1.3"""
        return float(self.offers[0])

    def offer_in(self, groups: frozenset[str]) -> float:
        """The same for a writer of these groups: never higher, lower where such writers would be missed more."""
        return min(self.offer, *(float(self.offers[1 + GROUPS.index(group)]) for group in groups), 1.0)

    def probabilities(self, scores: Floats) -> Floats:
        """Calibrated probabilities: shape (n_messages, n_heads), from scores of shape (2, n_messages, n_heads)."""
        return sigmoid((scores * self.slopes[:, None, :]).sum(axis=0) + self.offsets)

    def levels(self) -> Answers:
        """From which probability on each of the four questions is a yes."""
        return Answers(**{name: float(self.cuts[HEADS.index(name)]) for name in QUESTIONS})

    def even_out(self, shares: Floats) -> Floats:
        """Turn the product of the heads' answers into how often such a product proved right."""
        bounded = np.clip(shares, 1e-4, 1 - 1e-4)
        return sigmoid(np.log(bounded / (1 - bounded)) * self.confidence_slope + self.confidence_offset)


NOT_CALIBRATED = Calibration(
    slopes=np.ones((2, len(HEADS))),
    offsets=np.zeros(len(HEADS)),
    cuts=np.full(len(HEADS), 0.5),
    offers=np.concatenate([[0.5], np.ones(len(GROUPS))]),
    enough=0.0,
    confidence_slope=1.0,
    confidence_offset=0.0,
)  #: of a model whose thresholds are still to be set
