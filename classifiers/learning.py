"""How does a model learn? Rows teach the heads; rows that taught none set every sigmoid and threshold.

With batches kept for calibration, those set them. Without any, each batch is judged by heads that never saw it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from classifiers.calibrate import calibrate
from classifiers.calibration import NOT_CALIBRATED
from classifiers.cues import Cues, load_patterns
from classifiers.encoder.remembered import remember_vectors
from classifiers.encoder.running import WIDTH, Encoder, Vectors
from classifiers.encoder.text import shown_text
from classifiers.errors import ClassifierError
from classifiers.examples import Example
from classifiers.features import Counts, count_terms, learn_vocabulary, list_terms
from classifiers.fitting import fit_heads, stack
from classifiers.heads import HEADS, Floats
from classifiers.model import Model
from classifiers.splits import Sides
from classifiers.words import parse_message

MOST_FOLDS: Final = 6

Progress = Callable[[int, int], None]  # done, of how many


@dataclass(frozen=True)
class Learnt:
    """A model, and the scores of rows that taught none of the heads that gave them: shape (2, n_rows, n_heads)."""

    model: Model
    held: Sequence[Example]
    held_scores: Floats
    test: Sequence[Example]
    test_scores: Floats


def fit_model(
    sides: Sides,
    *,
    encoder: Encoder | None = None,
    remembered: Path,
    progress: Progress = lambda done, of: None,
) -> Learnt:
    """Fit vocabulary, heads and thresholds, and score what did not teach.

    Args:
        encoder: teaches the heads what messages mean; without it they learn words alone.
        remembered: the file in which its vectors are kept between trainings.
    """
    cues, held = Cues(load_patterns()), sides.calibrate or sides.train
    folds = list(_folds(sides))
    rows = list(dict.fromkeys((*sides.train, *held, *sides.test)))
    fits = 1 if sides.calibrate else 1 + len(folds)
    step = _counter(progress, fits * len(HEADS) + (len(rows) if encoder else 0))
    shown = _show(rows, cues, encoder, remembered, step)
    scores = np.zeros((2, len(held), len(HEADS)))
    model = _fit(sides.train, shown, cues, step)
    for teaching, judged in folds:
        fitted = model if sides.calibrate else _fit(teaching, shown, cues, step)
        scores[:, judged] = _scored(fitted, [held[place] for place in judged], shown)
    model = _calibrated(model, held, scores, encoder)
    return Learnt(model, held, scores, sides.test, _scored(model, sides.test, shown))


@dataclass(frozen=True)
class Shown:
    """The rows as the heads see them, by id."""

    counted: Mapping[str, Counts]
    vectors: Mapping[str, Vectors] | None

    def vectors_of(self, rows: Sequence[Example]) -> Vectors | None:
        """Shape (n_rows, width); None where no encoder teaches."""
        if self.vectors is None:
            return None
        found = np.array([self.vectors[row.id] for row in rows], dtype=np.float32)
        return found.reshape(len(rows), WIDTH)


def _show(
    rows: Sequence[Example], cues: Cues, encoder: Encoder | None, remembered: Path, step: Callable[[], None]
) -> Shown:
    parsed = {row.id: parse_message(*row.message) for row in rows}
    counted = {name: count_terms(list_terms(message, cues)) for name, message in parsed.items()}
    if encoder is None:
        return Shown(counted, None)
    texts = [shown_text(message) for message in parsed.values()]
    vectors = remember_vectors(encoder, texts, remembered, each=step)
    return Shown(counted, dict(zip(parsed, vectors, strict=True)))


def _folds(sides: Sides) -> Iterator[tuple[list[Example], list[int]]]:
    """Who teaches and which held-back rows are then judged; never of the same batch."""
    if sides.calibrate:
        yield list(sides.train), list(range(len(sides.calibrate)))
        return
    batches = sorted({row.batch for row in sides.train})
    if len(batches) < 2:
        raise ClassifierError("Rows of at least two batches are needed, so that one can be held back.")
    for fold in range(min(MOST_FOLDS, len(batches))):
        out = set(batches[fold::MOST_FOLDS])
        yield (
            [row for row in sides.train if row.batch not in out],
            [place for place, row in enumerate(sides.train) if row.batch in out],
        )


def _fit(rows: Sequence[Example], shown: Shown, cues: Cues, step: Callable[[], None]) -> Model:
    """A model that is not calibrated yet."""
    vocabulary = learn_vocabulary([shown.counted[row.id] for row in rows], cues)
    matrix = stack([vocabulary.row(shown.counted[row.id]) for row in rows], len(vocabulary.terms))
    return Model(vocabulary, fit_heads(matrix, shown.vectors_of(rows), rows, each=step), NOT_CALIBRATED)


def _scored(model: Model, rows: Sequence[Example], shown: Shown) -> Floats:
    return model.heads.scores(
        [model.vocabulary.row(shown.counted[row.id]) for row in rows], shown.vectors_of(rows)
    )


def _calibrated(model: Model, held: Sequence[Example], scores: Floats, encoder: Encoder | None) -> Model:
    """The same model with sigmoids and thresholds from the held-back scores."""
    alone = calibrate(scores, held, with_meaning=False)
    if encoder is None:
        return replace(model, alone=alone)
    together = calibrate(scores, held, with_meaning=True)
    return replace(model, alone=alone, together=together, encoder=encoder.sha256)


def _counter(progress: Progress, of: int) -> Callable[[], None]:
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        progress(done, of)

    return step
