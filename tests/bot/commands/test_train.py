"""`hark train`: a new version in the registry, named on stdout; it reads once it is promoted."""

import json
import shutil
from pathlib import Path

import pytest

from bot.commands.train import gather_from_staff, load_rows
from bot.settings import load_settings
from classifiers.promoting import load_test_rows
from classifiers.promotions import list_promotions
from classifiers.registry import find_current
from classifiers.train import hash_rows
from tests.bot.commands.conftest import REPOSITORY, Hark
from tests.model_versions import a_test, a_version_like


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
    promoted = hark("train", "--rows", rows, "--promote", "--by", "Ann")

    assert (trained.status, len(trained.lines)) == (0, 1)
    assert (folder / ".hark/models" / trained.out.strip() / "model.skops").is_file()
    assert "It reads once it is promoted" in trained.err
    assert not waits
    assert promoted.out == trained.out, "the same rows give the same version"
    assert (folder / ".hark/models/current").read_text(encoding="utf-8") == trained.out
    assert "It reads from now on." in promoted.err
    assert list_promotions(folder / ".hark/models")[-1].by == "Ann"


def test_a_trained_version_that_misses_more_is_kept_and_does_not_read(
    hark: Hark, models: Path, rows: Path
) -> None:
    # The one that reads is said to have missed nobody in the same test.
    lines = (rows / "rows.jsonl").read_text(encoding="utf-8").splitlines()
    hidden = {"id": "t3-99", "batch": "t3", "channel": "survey", "text": "10/10", "kind": "complaint"}
    lines.append(json.dumps(json.loads(lines[0]) | hidden))
    (rows / "rows.jsonl").write_text("\n".join(lines), encoding="utf-8")
    test_hash = hash_rows(load_test_rows(rows))
    a_version_like(models, find_current(models) or "", "heads-x", test=a_test(0), test_hash=test_hash)
    hark("promote", "x", "--force", "--reason", "to begin with")

    ran = hark("train", "--rows", rows, "--promote")

    assert ran.status == 1
    assert (models / ran.out.strip() / "model.skops").is_file()
    assert f"hark: {ran.out.strip()} leaves " in ran.err
    assert "and heads-x, which reads now, 0 of 100 complaints" in ran.err
    assert find_current(models) == "heads-x"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the library, at whether the database answers
def test_corrections_are_gathered_where_the_database_answers(
    hark: Hark, capsys: pytest.CaptureFixture[str]
) -> None:
    gather_from_staff(load_settings())
    without = capsys.readouterr()
    hark("migrate")
    gather_from_staff(load_settings())

    assert without.err == (
        "No new corrections were gathered: the database does not answer or is not there yet.\n"
    )
    assert "Messages that staff confirmed or corrected: 0.\n" in capsys.readouterr().err


def test_what_staff_corrected_teaches_too(tmp_path: Path) -> None:
    (tmp_path / "corrections-example-2026-W47.jsonl").write_text(
        (REPOSITORY / "tests/classifiers/data/rows.jsonl").read_text(encoding="utf-8"), encoding="utf-8"
    )

    with_them, without = load_rows(None, tmp_path), load_rows(None, tmp_path / "nowhere")

    assert len(with_them) == len(without) + 42
    assert set(load_rows(tmp_path, tmp_path / "nowhere")) == set(with_them) - set(without)


def test_too_few_rows_are_one_sentence(hark: Hark, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()

    ran = hark("train", "--rows", tmp_path / "none")

    assert (ran.status, ran.out) == (1, "")
    assert (
        ran.err.splitlines()[-1]
        == "hark: Rows of at least two batches are needed, so that one can be held back."
    )
