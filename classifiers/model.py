"""What is a trained model? The vocabulary, the heads and the thresholds, as plain arrays and words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from classifiers.calibration import Calibration
from classifiers.cues import Cues
from classifiers.errors import ModelMismatch
from classifiers.features import Vocabulary
from classifiers.groups import GROUPS
from classifiers.heads import HEADS, Heads

FORMAT: Final = 2  # goes up when a model of before cannot be read any more
HEAD_ARRAYS: Final = ("words", "meaning", "intercepts")
CALIBRATION_ARRAYS: Final = ("slopes", "offsets", "cuts", "offers")
THRESHOLDS: Final = ("enough", "confidence_slope", "confidence_offset")


@dataclass(frozen=True)
class Model:
    """Everything a reading needs but the encoder."""

    vocabulary: Vocabulary
    heads: Heads
    alone: Calibration  #: for reading by words alone
    together: Calibration | None = None  #: for reading with the encoder; None where none taught the heads
    encoder: str = ""  #: SHA-256 of the encoder that taught them

    def calibration(self, encoder: str) -> Calibration:
        """The one for reading with this encoder; for words alone where it is another or none."""
        return self.together if self.together and encoder and encoder == self.encoder else self.alone

    def to_plain(self) -> dict[str, Any]:
        """As words, numbers and arrays, fit for a file that cannot run code."""
        plain = {
            "format": FORMAT,
            "heads": "\n".join(HEADS),
            "terms": "\n".join(self.vocabulary.terms),
            "rarity": self.vocabulary.rarity,
            "cues": dict(self.vocabulary.cues.patterns),
            "encoder": self.encoder,
            **{name: getattr(self.heads, name).astype(np.float32) for name in HEAD_ARRAYS},
            **_calibration_to_plain("alone", self.alone),
        }
        return plain | _calibration_to_plain("together", self.together) if self.together else plain


def _calibration_to_plain(name: str, calibration: Calibration) -> dict[str, Any]:
    arrays = {f"{name} {key}": getattr(calibration, key) for key in CALIBRATION_ARRAYS}
    return {**arrays, f"{name} thresholds": np.array([getattr(calibration, key) for key in THRESHOLDS])}


def from_plain(plain: Mapping[str, Any]) -> Model:
    """Build a model from what `to_plain` gave.

    Raises:
        ModelMismatch: it answers other questions, or its arrays do not fit each other.
    """
    if plain["format"] != FORMAT or tuple(plain["heads"].split("\n")) != HEADS:
        raise ModelMismatch("The model answers other questions than this release asks. Train again.")
    terms = tuple(plain["terms"].split("\n"))
    rarity = np.asarray(plain["rarity"], dtype=np.float64)
    heads = Heads(**{name: np.asarray(plain[name], dtype=np.float64) for name in HEAD_ARRAYS})
    width = heads.meaning.shape[0]
    fits = {"words": (len(terms), len(HEADS)), "meaning": (width, len(HEADS)), "intercepts": (2, len(HEADS))}
    if rarity.shape != (len(terms),) or any(
        getattr(heads, name).shape != shape for name, shape in fits.items()
    ):
        raise ModelMismatch("The arrays of the model file do not fit each other. Train again.")
    return Model(
        Vocabulary(terms, rarity, Cues(plain["cues"])),
        heads,
        _calibration_from_plain("alone", plain),
        _calibration_from_plain("together", plain) if "together offsets" in plain else None,
        str(plain["encoder"]),
    )


def _calibration_from_plain(name: str, plain: Mapping[str, Any]) -> Calibration:
    arrays = {key: np.asarray(plain[f"{name} {key}"], dtype=np.float64) for key in CALIBRATION_ARRAYS}
    fits = {
        "slopes": (2, len(HEADS)),
        "offsets": (len(HEADS),),
        "cuts": (len(HEADS),),
        "offers": (1 + len(GROUPS),),
    }
    if any(arrays[key].shape != shape for key, shape in fits.items()):
        raise ModelMismatch("The thresholds of the model file do not fit its heads. Train again.")
    enough, slope, offset = map(float, plain[f"{name} thresholds"])
    slopes, offsets, cuts, offers = (arrays[key] for key in CALIBRATION_ARRAYS)
    return Calibration(slopes, offsets, cuts, offers, enough, slope, offset)
