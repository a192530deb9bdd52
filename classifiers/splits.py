"""Which batches does the model learn from, which set its thresholds, and which only judge it?

By batch, never by row: rows of one batch were written in one sitting and resemble each other.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from classifiers.errors import ClassifierError
from classifiers.examples import Example

SPLITS_FILE: Final = Path(__file__).parent.parent / "training_data" / "splits.toml"


@dataclass(frozen=True)
class Splits:
    """Names of batches. One named nowhere trains; without `calibrate` the training rows are cross-fitted."""

    calibrate: frozenset[str] = frozenset()
    test: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Sides:
    """The rows on each side."""

    train: tuple[Example, ...]
    calibrate: tuple[Example, ...]
    test: tuple[Example, ...]


def load_splits(file: Path = SPLITS_FILE) -> Splits:
    """Read `splits.toml`; where there is none, every batch trains.

    Raises:
        ClassifierError: a batch stands on two sides.
    """
    if not file.exists():
        return Splits()
    named = tomllib.loads(file.read_text(encoding="utf-8"))
    sides = {side: frozenset(named.get(side, ())) for side in ("train", "calibrate", "test")}
    _refuse_two_sides(file, sides)
    return Splits(calibrate=sides["calibrate"], test=sides["test"])


def _refuse_two_sides(file: Path, sides: dict[str, frozenset[str]]) -> None:
    for one, other in (("train", "calibrate"), ("train", "test"), ("calibrate", "test")):
        both = sorted(sides[one] & sides[other])
        if both:
            raise ClassifierError(
                f"{file}: the batch {both[0]!r} is in {one} and in {other}; it may be in one only."
            )


def divide(rows: Iterable[Example], splits: Splits) -> Sides:
    """Put each row on the side of its batch."""
    rows = tuple(rows)
    return Sides(
        train=tuple(row for row in rows if row.batch not in splits.calibrate | splits.test),
        calibrate=tuple(row for row in rows if row.batch in splits.calibrate),
        test=tuple(row for row in rows if row.batch in splits.test),
    )
