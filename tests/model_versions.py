"""Which versions can a registry hold? One trained on the 42 rows of the tests, and others made from it at once."""

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from classifiers.examples import load_files
from classifiers.heads import HEADS
from classifiers.promotions import Promotion
from classifiers.registry import let_read, load_classifier, read_meta, save_model
from classifiers.splits import Splits
from classifiers.train import train

ROWS = Path(__file__).parent / "classifiers" / "data" / "rows.jsonl"
SPLITS = Splits(test=frozenset({"t3"}))
SUNDAY = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def a_registry(folder: Path) -> str:
    """A registry with one version, which reads since setup; its name."""
    version = train(load_files([ROWS]), registry_dir=folder, splits=SPLITS, created=SUNDAY)
    let_read(folder, Promotion.at_setup(version, SUNDAY))
    return version


def a_version_like(folder: Path, other: str, name: str, **changes: Any) -> str:
    """The same model under another name; `changes` are made in its record."""
    shutil.copytree(folder / other, folder / name)
    file = folder / name / "meta.json"
    file.write_text(json.dumps(read_meta(folder, name) | {"version": name} | changes), encoding="utf-8")
    return name


def a_deaf_version(folder: Path, other: str, **changes: Any) -> str:
    """A version that offers nobody the choice, with a record that says the same as the other's but for `changes`."""
    model = load_classifier(folder, other).model
    cuts = model.alone.cuts.copy()
    cuts[[HEADS.index("dissatisfied"), HEADS.index("explicit")]] = 2.0
    deaf = replace(model, alone=replace(model.alone, cuts=cuts, offers=model.alone.offers * 0 + 2.0))
    known = {
        key: value for key, value in read_meta(folder, other).items() if key not in ("version", "sha256")
    }
    return save_model(folder, deaf, {**known, **changes})


def a_test(missed: int, of: int = 100) -> dict[str, Any]:
    """What a record says of a test in which so many complaints were missed."""
    share = {"share": missed / of if of else 0.0, "low": 0.0, "high": 1.0}
    return {
        "missed_complaints": {"count": missed, "of": of, **share},
        "needless_offers": {"count": 1, "of": 50, "share": 0.02, "low": 0.0, "high": 0.1},
        "macro_f1": 0.9,
    }
