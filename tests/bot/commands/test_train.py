"""`hark train`: a new version in the registry, named on stdout; it reads once it is promoted."""

import shutil
from pathlib import Path

import pytest

from tests.bot.commands.conftest import REPOSITORY, Hark


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    made = tmp_path / "rows"
    made.mkdir()
    shutil.copy(REPOSITORY / "tests/classifiers/data/rows.jsonl", made / "rows.jsonl")
    (made / "splits.toml").write_text('test = ["t3"]\n', encoding="utf-8")
    return made


def test_a_trained_version_waits_until_it_is_promoted(hark: Hark, folder: Path, rows: Path) -> None:
    trained = hark("train", "--rows", rows)
    waits = (folder / ".hark/models/current").exists()
    promoted = hark("train", "--rows", rows, "--promote")

    assert (trained.status, len(trained.lines)) == (0, 1)
    assert (folder / ".hark/models" / trained.out.strip() / "model.skops").is_file()
    assert "It reads once it is promoted" in trained.err
    assert not waits
    assert promoted.out == trained.out, "the same rows give the same version"
    assert (folder / ".hark/models/current").read_text(encoding="utf-8") == trained.out
    assert "It reads from now on." in promoted.err


def test_too_few_rows_are_one_sentence(hark: Hark, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()

    ran = hark("train", "--rows", tmp_path / "none")

    assert (ran.status, ran.out) == (1, "")
    assert (
        ran.err.splitlines()[-1]
        == "hark: Rows of at least two batches are needed, so that one can be held back."
    )
