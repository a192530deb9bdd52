"""How do rows become a model? Held-back scores set the thresholds, then every row but the test batches teaches.

`python -m classifiers.train --out classifiers/shipped` trains the shipped model and promotes it there.
"""

import hashlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import numpy as np

from classifiers.calibrate import choose_cuts, enough_from, even_out, fit_sigmoid, fit_sigmoids, offer_from
from classifiers.cues import Cues, load_patterns
from classifiers.errors import ClassifierError
from classifiers.evaluate import evaluate, figures
from classifiers.examples import Example, load_folder
from classifiers.features import Counts, count_terms, learn_vocabulary, list_terms
from classifiers.fitting import askable, fit_heads, stack, truths
from classifiers.heads import HEADS, QUESTIONS, Floats, Heads
from classifiers.kinds import Answers, derive_kind, share_of
from classifiers.labels import Kind
from classifiers.language import guess_language
from classifiers.model import Model
from classifiers.predict import Classifier
from classifiers.reading import Reading
from classifiers.registry import promote, save_model
from classifiers.splits import SPLITS_FILE, Sides, Splits, divide, load_splits
from classifiers.words import parse_message

TRAINING_DATA: Final = SPLITS_FILE.parent
MOST_FOLDS: Final = 6

Progress = Callable[[int, int], None]  # done, of how many


def train(
    rows: Sequence[Example],
    *,
    registry_dir: Path,
    progress: Progress = lambda done, of: None,
    splits: Splits | None = None,
    created: datetime | None = None,
) -> str:
    """Train on these rows and keep the model as a new version; it reads nothing until it is promoted.

    Args:
        splits: which batches calibrate and test; `training_data/splits.toml` where not given.
        created: the instant to record.
    Returns:
        the version.
    Raises:
        ClassifierError: the rows are of fewer than two batches, so nothing can be held back.
    """
    sides = divide(rows, splits if splits is not None else load_splits())
    model, held_back = fit_model(sides, progress=progress)
    return save_model(registry_dir, model, _meta(rows, sides, model, held_back, created))


def fit_model(sides: Sides, *, progress: Progress = lambda done, of: None) -> tuple[Model, list[Reading]]:
    """Fit vocabulary, heads and thresholds.

    Returns:
        the model, and what it reads in the held-back rows by scores of fits that never saw them.
    """
    cues = Cues(load_patterns())
    held = sides.calibrate or sides.train
    parsed = {row.id: parse_message(*row.message) for row in sides.train + held}
    listed = {name: list(list_terms(message, cues)) for name, message in parsed.items()}
    counted = {name: count_terms(terms) for name, terms in listed.items()}
    folds = list(_folds(sides))
    step = _counter(progress, (len(folds) + 1) * len(HEADS))
    scores = np.zeros((len(held), len(HEADS)))
    for teaching, judged in folds:
        fitted = _fit(teaching, counted, cues, step)
        scores[judged] = fitted.heads.scores(
            [fitted.vocabulary.row(counted[held[place].id]) for place in judged]
        )
    model = _calibrated(_fit(sides.train, counted, cues, step), held, scores)
    read = Classifier(model, "new").read_scored(
        [parsed[row.id] for row in held], [listed[row.id] for row in held], scores
    )
    return model, read


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


def _fit(
    rows: Sequence[Example], counted: Mapping[str, Counts], cues: Cues, step: Callable[[], None]
) -> Model:
    """A model that is not calibrated yet."""
    vocabulary = learn_vocabulary([counted[row.id] for row in rows], cues)
    matrix = stack([vocabulary.row(counted[row.id]) for row in rows], len(vocabulary.terms))
    coefficients, intercepts = fit_heads(matrix, rows, each=step)
    ones = np.ones(len(HEADS))
    return Model(vocabulary, Heads(coefficients, intercepts, ones, 0 * ones, 0.5 * ones), 0.5, 0.0, 1.0, 0.0)


def _calibrated(model: Model, held: Sequence[Example], scores: Floats) -> Model:
    """The same model with sigmoids and thresholds from the held-back scores."""
    truth, asked = truths(held), askable(held)
    slopes, offsets = fit_sigmoids(scores, truth, asked)
    sketch = Heads(model.heads.coefficients, model.heads.intercepts, slopes, offsets, model.heads.cuts)
    probabilities = sketch.probabilities(scores)
    cuts = choose_cuts(probabilities, truth, asked)
    heads = Heads(sketch.coefficients, sketch.intercepts, slopes, offsets, cuts)
    answers = [Answers(**dict(zip(QUESTIONS, map(float, row), strict=False))) for row in probabilities[:, :4]]
    levels = Answers(**dict(zip(QUESTIONS, map(float, cuts), strict=False)))
    kinds = [derive_kind(each, levels) for each in answers]
    shares = np.array([share_of(kind, each) for kind, each in zip(kinds, answers, strict=True)])
    slope, offset = _fit_confidence(
        shares, np.array([kind is row.kind for kind, row in zip(kinds, held, strict=True)])
    )
    readable = np.array([guess_language(row.text) in ("en", "") for row in held])
    certain = even_out(shares, slope, offset) * readable
    unhappy = readable & [
        row.kind is Kind.COMPLAINT for row in held
    ]  # others go to a person, with the choice
    chosen = np.array([each.explicit >= levels.explicit for each in answers])
    offer = offer_from(probabilities[unhappy, QUESTIONS.index("dissatisfied")], chosen[unhappy])
    return Model(model.vocabulary, heads, offer, enough_from(certain), slope, offset)


def _fit_confidence(shares: Floats, right: np.ndarray[Any, np.dtype[np.bool_]]) -> tuple[float, float]:
    bounded = np.clip(shares, 1e-4, 1 - 1e-4)
    return fit_sigmoid(np.log(bounded / (1 - bounded)), right)


def _counter(progress: Progress, of: int) -> Callable[[], None]:
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        progress(done, of)

    return step


def hash_rows(rows: Sequence[Example]) -> str:
    """The hash of the rows, whatever their order."""
    lines = sorted(
        json.dumps({**asdict(row), "signals": sorted(row.signals)}, sort_keys=True) for row in rows
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _meta(
    rows: Sequence[Example],
    sides: Sides,
    model: Model,
    held_back: Sequence[Reading],
    created: datetime | None,
) -> dict[str, Any]:
    held = sides.calibrate or sides.train
    return {
        "created": created.isoformat(timespec="seconds") if created else "",
        "data_hash": hash_rows(rows),
        "rows": len(sides.train),
        "batches": {
            side: sorted({row.batch for row in getattr(sides, side)})
            for side in ("train", "calibrate", "test")
        },
        "features": len(model.vocabulary.terms),
        "thresholds": {"offer": round(model.offer, 4), "enough": round(model.enough, 4)},
        "held_back": figures(list(zip(held, held_back, strict=True))),
        "test": evaluate(Classifier(model, "new"), sides.test) if sides.test else None,
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Train the rows of a folder into a registry and promote the result there."""
    import argparse
    import time

    parser = argparse.ArgumentParser(prog="python -m classifiers.train", description=main.__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the registry, e.g. classifiers/shipped")
    parser.add_argument(
        "--rows", type=Path, default=TRAINING_DATA, help="a folder of *.jsonl and splits.toml"
    )
    chosen = parser.parse_args(arguments)
    version = train(
        load_folder(chosen.rows),
        registry_dir=chosen.out,
        progress=_on_stderr,
        splits=load_splits(chosen.rows / "splits.toml"),
        created=datetime.fromtimestamp(time.time(), UTC),
    )
    promote(chosen.out, version)
    sys.stderr.write("\n")
    sys.stdout.write(f"{version}\n")


def _on_stderr(done: int, of: int) -> None:
    if done == of or done % 20 == 0:
        sys.stderr.write(f"\rTraining: {done} of {of} steps")
        sys.stderr.flush()


if __name__ == "__main__":
    main()
