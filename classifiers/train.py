"""How do rows become a new version? They teach a model, and its record says which did and how it went.

`python -m classifiers.train --out classifiers/shipped` trains the shipped model and promotes it there.
"""

import hashlib
import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any, Final

from classifiers.encoder.running import Encoder, find_encoder
from classifiers.evaluate import Pair, choice_figures, figures
from classifiers.examples import CORRECTIONS, Example, answers_of, load_training, messages_of
from classifiers.heads import Floats
from classifiers.learning import Learnt, Progress, fit_model
from classifiers.predict import Classifier
from classifiers.promotions import Promotion
from classifiers.registry import SHIPPED, let_read, save_model
from classifiers.splits import SPLITS_FILE, Sides, Splits, divide, load_splits

TRAINING_DATA: Final = SPLITS_FILE.parent
MADE_WITH: Final = ("scikit-learn", "numpy", "scipy", "skops", "onnxruntime", "tokenizers")
REMEMBERED: Final = "vectors.npz"  #: where a registry keeps what the encoder made of the rows


def train(
    rows: Sequence[Example],
    *,
    registry_dir: Path,
    progress: Progress = lambda done, of: None,
    splits: Splits | None = None,
    created: datetime | None = None,
    encoder: Encoder | None = None,
) -> str:
    """Train on these rows and keep the model as a new version; it reads nothing until it is promoted.

    Args:
        splits: which batches calibrate and test; `training_data/splits.toml` where not given.
        created: the instant to record.
        encoder: teaches the heads what messages mean; without it they learn words alone.
    Returns:
        the version.
    Raises:
        ClassifierError: the rows are of fewer than two batches, so nothing can be held back.
    """
    sides = divide(rows, splits if splits is not None else load_splits())
    remembered = _what_is_remembered(registry_dir)
    learnt = fit_model(sides, encoder=encoder, remembered=remembered, progress=progress)
    return save_model(registry_dir, learnt.model, _meta(rows, sides, learnt, encoder, created))


def _what_is_remembered(registry_dir: Path) -> Path:
    """The vectors of a registry; a new one begins with those of the shipped model, so that nobody waits for them."""
    remembered, shipped = registry_dir / REMEMBERED, SHIPPED / REMEMBERED
    if not remembered.is_file() and shipped.is_file():
        registry_dir.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(shipped, remembered)
    return remembered


def hash_rows(rows: Sequence[Example]) -> str:
    """The hash of the rows, whatever their order."""
    lines = sorted(
        json.dumps({**asdict(row), "signals": sorted(row.signals)}, sort_keys=True) for row in rows
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _meta(
    rows: Sequence[Example], sides: Sides, learnt: Learnt, encoder: Encoder | None, created: datetime | None
) -> dict[str, Any]:
    classifier, model = Classifier(learnt.model, "new", encoder), learnt.model
    held = _read(classifier, learnt.held, learnt.held_scores)
    test = [pair for pair in _read(classifier, learnt.test, learnt.test_scores) if pair[0].choice is None]
    return {
        "created": created.isoformat(timespec="seconds") if created else "",
        "data_hash": hash_rows(rows),
        "rows": len(messages_of(sides.train)),
        "answers": len(answers_of(sides.train)),
        "corrections": sum(row.batch.startswith(CORRECTIONS) for row in sides.train),
        "batches": {
            side: sorted({row.batch for row in getattr(sides, side)})
            for side in ("train", "calibrate", "test")
        },
        "libraries": {name: version_of(name) for name in MADE_WITH},
        "features": len(model.vocabulary.terms),
        "encoder": model.encoder,
        "thresholds": _thresholds(classifier),
        "held_back": figures([pair for pair in held if pair[0].choice is None]),
        "held_back_choices": choice_figures([pair for pair in held if pair[0].choice is not None]),
        "test": figures(test) if test else None,
        "test_hash": hash_rows([row for row, _ in test]) if test else "",
    }


def _read(classifier: Classifier, rows: Sequence[Example], scores: Floats) -> list[Pair]:
    return list(zip(rows, classifier.read_scored([row.message for row in rows], scores), strict=True))


def _thresholds(classifier: Classifier) -> dict[str, float]:
    set_at = classifier.calibration
    return {"offer": round(set_at.offer, 4), "enough": round(set_at.enough, 4)}


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
    made_at = datetime.fromtimestamp(time.time(), UTC)
    version = train(
        load_training(chosen.rows),
        registry_dir=chosen.out,
        progress=_on_stderr,
        splits=load_splits(chosen.rows / "splits.toml"),
        created=made_at,
        encoder=find_encoder(),
    )
    let_read(chosen.out, Promotion.at_setup(version, made_at))
    sys.stderr.write("\n")
    sys.stdout.write(f"{version}\n")


def _on_stderr(done: int, of: int) -> None:
    """A line that moves on a screen; ten lines where the words are kept in a file."""
    on_screen = sys.stderr.isatty()
    if done == of or done % (20 if on_screen else max(of // 10, 1)) == 0:
        start = "\r" if on_screen else "\n"
        sys.stderr.write(f"{start}Training: {done} of {of} steps")
        sys.stderr.flush()


if __name__ == "__main__":
    main()
