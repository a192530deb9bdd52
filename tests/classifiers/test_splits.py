"""A batch stands on one side, and a new one trains."""

from pathlib import Path

import pytest

from classifiers.errors import ClassifierError
from classifiers.examples import Example
from classifiers.splits import Splits, divide, load_splits


def test_rows_go_to_the_side_of_their_batch_and_a_new_batch_trains(rows: tuple[Example, ...]) -> None:
    sides = divide(rows, Splits(calibrate=frozenset({"t2"}), test=frozenset({"t3"})))

    assert {row.batch for row in sides.train} == {"t1"}
    assert {row.batch for row in sides.calibrate} == {"t2"}
    assert {row.batch for row in sides.test} == {"t3"}
    assert len(sides.train) + len(sides.calibrate) + len(sides.test) == len(rows)


def test_a_batch_on_two_sides_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "splits.toml"
    file.write_text('train = ["a1"]\ntest = ["a1"]\n', encoding="utf-8")

    with pytest.raises(ClassifierError, match="'a1' is in train and in test"):
        load_splits(file)


def test_without_a_file_every_batch_trains(tmp_path: Path) -> None:
    assert load_splits(tmp_path / "none.toml") == Splits()


def test_the_splits_of_this_release_name_a_test_batch() -> None:
    assert load_splits().test
