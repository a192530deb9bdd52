"""A small model, trained once for all tests of this room."""

from pathlib import Path

import pytest

from classifiers.examples import Example, load_files
from classifiers.predict import Classifier
from classifiers.registry import load_classifier, promote
from classifiers.splits import Splits
from classifiers.train import train

ROWS = Path(__file__).parent / "data" / "rows.jsonl"


@pytest.fixture(scope="session")
def rows() -> tuple[Example, ...]:
    return load_files([ROWS])


@pytest.fixture(scope="session")
def registry_dir(rows: tuple[Example, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("registry")
    promote(folder, train(rows, registry_dir=folder, splits=Splits(test=frozenset({"t3"}))))
    return folder


@pytest.fixture(scope="session")
def classifier(registry_dir: Path) -> Classifier:
    return load_classifier(registry_dir)
