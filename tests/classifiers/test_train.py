"""Training is the same every time, holds back by batch and records what it did."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from classifiers.errors import ClassifierError
from classifiers.examples import Example
from classifiers.registry import find_current, read_meta
from classifiers.splits import Splits
from classifiers.train import hash_rows, main, train

from .conftest import ROWS


def test_the_same_rows_in_any_order_give_the_same_hash(rows: tuple[Example, ...]) -> None:
    assert hash_rows(rows) == hash_rows(tuple(reversed(rows)))
    assert hash_rows(rows) != hash_rows(rows[1:])


def test_training_twice_gives_the_same_version_and_promotes_nothing(
    rows: tuple[Example, ...], tmp_path: Path
) -> None:
    steps: list[tuple[int, int]] = []
    splits = Splits(test=frozenset({"t3"}))

    first = train(
        rows, registry_dir=tmp_path, splits=splits, progress=lambda done, of: steps.append((done, of))
    )
    second = train(rows, registry_dir=tmp_path, splits=splits)

    assert first == second
    assert find_current(tmp_path) is None
    assert [done for done, _ in steps] == list(range(1, steps[0][1] + 1))


def test_the_record_says_which_batches_taught_and_how_it_went(
    rows: tuple[Example, ...], tmp_path: Path
) -> None:
    created = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    version = train(rows, registry_dir=tmp_path, splits=Splits(test=frozenset({"t3"})), created=created)

    meta = read_meta(tmp_path, version)
    assert meta["batches"] == {"train": ["t1", "t2"], "calibrate": [], "test": ["t3"]}
    assert meta["created"] == "2026-11-22T09:00:00+00:00"
    assert meta["test"]["messages"] == 14
    assert meta["held_back"]["messages"] == 28
    assert meta["test_hash"] == hash_rows([row for row in rows if row.batch == "t3"])
    assert meta["corrections"] == 0


def test_the_record_counts_what_staff_corrected(rows: tuple[Example, ...], tmp_path: Path) -> None:
    corrected = [replace(row, batch="corrections-example-2026-W47") for row in rows if row.batch == "t2"]

    version = train(
        [*(row for row in rows if row.batch != "t2"), *corrected], registry_dir=tmp_path, splits=Splits()
    )

    meta = read_meta(tmp_path, version)
    assert (meta["corrections"], meta["rows"], meta["test_hash"]) == (14, 42, "")


def test_batches_kept_for_calibration_do_not_teach(rows: tuple[Example, ...], tmp_path: Path) -> None:
    version = train(
        rows, registry_dir=tmp_path, splits=Splits(calibrate=frozenset({"t2"}), test=frozenset({"t3"}))
    )

    meta = read_meta(tmp_path, version)
    assert meta["rows"] == 14
    assert meta["held_back"]["messages"] == 14


def test_one_batch_alone_cannot_be_held_back(rows: tuple[Example, ...], tmp_path: Path) -> None:
    with pytest.raises(ClassifierError, match="at least two batches"):
        train([row for row in rows if row.batch == "t1"], registry_dir=tmp_path, splits=Splits())


def test_the_command_trains_a_folder_and_promotes_the_result(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rows").mkdir()
    (tmp_path / "rows" / "rows.jsonl").write_bytes(ROWS.read_bytes())

    main(["--out", str(tmp_path / "models"), "--rows", str(tmp_path / "rows")])

    printed = capsys.readouterr()
    assert printed.out.strip() == find_current(tmp_path / "models")
    assert "Training" in printed.err
    assert (
        json.loads((tmp_path / "models" / printed.out.strip() / "meta.json").read_text(encoding="utf-8"))[
            "test"
        ]
        is None
    )
