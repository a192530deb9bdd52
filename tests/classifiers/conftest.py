"""A small model, trained once for all tests of this room."""

import shutil
from pathlib import Path

import pytest

from classifiers.examples import Example, load_files
from classifiers.predict import Classifier
from classifiers.registry import load_classifier
from tests.model_versions import ROWS, a_registry

__all__ = ["ROWS"]


@pytest.fixture(scope="session")
def rows() -> tuple[Example, ...]:
    return load_files([ROWS])


@pytest.fixture(scope="session")
def registry_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("registry")
    a_registry(folder)
    return folder


@pytest.fixture
def copy(registry_dir: Path, tmp_path: Path) -> Path:
    """A registry of the test's own."""
    return Path(shutil.copytree(registry_dir, tmp_path / "copy"))


@pytest.fixture(scope="session")
def classifier(registry_dir: Path) -> Classifier:
    return load_classifier(registry_dir)
