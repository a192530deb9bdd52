"""Something always reads: a model that cannot be used is said once and the one before, or the shipped one, goes on."""

from pathlib import Path

import pytest
import structlog

from bot.wiring import ModelReader
from classifiers.errors import ModelMissing
from classifiers.registry import CURRENT
from tests.model_versions import a_registry, a_version_like


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shipped")
    a_registry(folder)
    return folder


@pytest.fixture
def models(shipped: Path, tmp_path: Path) -> Path:
    version = (shipped / CURRENT).read_text(encoding="utf-8").strip()
    (tmp_path / version).symlink_to(shipped / version)
    (tmp_path / CURRENT).write_text(version, encoding="utf-8")
    return tmp_path


def a_broken_one(models: Path) -> None:
    name = a_version_like(models, (models / CURRENT).read_text(encoding="utf-8").strip(), "heads-broken")
    (models / name / "model.skops").write_bytes(b"not a model")
    (models / CURRENT).write_text(name, encoding="utf-8")


def test_another_version_reads_from_the_next_message_on(models: Path, shipped: Path) -> None:
    reader = ModelReader(models, shipped)
    before = reader()
    name = a_version_like(models, (models / CURRENT).read_text(encoding="utf-8"), "heads-another")

    (models / CURRENT).write_text(name, encoding="utf-8")

    assert reader() is not before


def test_a_broken_version_is_said_once_and_the_one_before_goes_on(models: Path, shipped: Path) -> None:
    reader = ModelReader(models, shipped)
    before = reader()
    a_broken_one(models)

    with structlog.testing.capture_logs() as lines:
        again = [reader(), reader()]

    assert again == [before, before]
    assert len(lines) == 1
    assert "Train again" in lines[0]["remark"]


def test_at_a_start_with_a_broken_version_the_shipped_one_reads(models: Path, shipped: Path) -> None:
    a_broken_one(models)

    reading = ModelReader(models, shipped)().read_many([("", "nobody came", "email")])

    assert len(reading) == 1


def test_with_nothing_to_read_with_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="make setup"):
        ModelReader(tmp_path, tmp_path)()
