"""What is a trained model? The vocabulary, the heads and the thresholds, as plain arrays and words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from classifiers.cues import Cues
from classifiers.errors import ModelMismatch
from classifiers.features import Vocabulary
from classifiers.heads import HEADS, Heads

FORMAT: Final = 1  # goes up when a model of before cannot be read any more
HEAD_ARRAYS: Final = ("coefficients", "intercepts", "slopes", "offsets", "cuts")


@dataclass(frozen=True)
class Model:
    """Everything a reading needs."""

    vocabulary: Vocabulary
    heads: Heads
    offer: float  #: probability of dissatisfaction from which the choice is offered
    enough: float  #: confidence below which a person decides
    confidence_slope: float
    confidence_offset: float

    def to_plain(self) -> dict[str, Any]:
        """As words, numbers and arrays, fit for a file that cannot run code."""
        return {
            "format": FORMAT,
            "heads": "\n".join(HEADS),
            "terms": "\n".join(self.vocabulary.terms),
            "rarity": self.vocabulary.rarity,
            "cues": dict(self.vocabulary.cues.patterns),
            **{name: getattr(self.heads, name).astype(np.float32) for name in HEAD_ARRAYS},
            "thresholds": np.array([self.offer, self.enough, self.confidence_slope, self.confidence_offset]),
        }


def from_plain(plain: Mapping[str, Any]) -> Model:
    """Build a model from what `to_plain` gave.

    Raises:
        ModelMismatch: it answers other questions, or its arrays do not fit each other.
    """
    if plain["format"] != FORMAT or tuple(plain["heads"].split("\n")) != HEADS:
        raise ModelMismatch("The model answers other questions than this release asks. Train again.")
    terms = tuple(plain["terms"].split("\n"))
    arrays = {name: np.asarray(plain[name], dtype=np.float64) for name in HEAD_ARRAYS}
    expected = {name: (len(HEADS),) for name in HEAD_ARRAYS} | {"coefficients": (len(terms), len(HEADS))}
    if {name: array.shape for name, array in arrays.items()} != expected or len(plain["rarity"]) != len(
        terms
    ):
        raise ModelMismatch("The arrays of the model file do not fit each other. Train again.")
    vocabulary = Vocabulary(terms, np.asarray(plain["rarity"], dtype=np.float64), Cues(plain["cues"]))
    offer, enough, slope, offset = (float(value) for value in plain["thresholds"])
    return Model(vocabulary, Heads(**arrays), offer, enough, slope, offset)
