"""The datasheet says what is in the rows today, not what was in them once."""

from dataclasses import replace

import pytest

from classifiers.datasheet import BEGIN, END, FOLDER, SHEET, counted, nearest_in_other_batches, with_counted
from classifiers.examples import Example, load_answers, load_folder
from classifiers.labels import Kind, Topic
from classifiers.splits import load_splits

HOW_TO_MEND = "training_data/DATASHEET.md is stale: run .venv/bin/python -m classifiers.datasheet --write"


def a_row(number: int, batch: str, text: str) -> Example:
    return Example(
        f"{batch}-{number}",
        batch,
        "email",
        "en",
        "",
        text,
        Kind.ENQUIRY,
        False,
        False,
        Topic.OTHER,
        frozenset(),
    )


def test_the_sheet_counts_the_rows_that_are_there() -> None:
    part = counted(load_folder(FOLDER), load_splits(FOLDER / "splits.toml"), load_answers(FOLDER / "choices"))
    sheet = SHEET.read_text(encoding="utf-8")

    assert with_counted(sheet, part) == sheet, HOW_TO_MEND


def test_a_row_is_compared_with_rows_of_other_batches_only() -> None:
    rows = [
        a_row(1, "x", "the lift is stuck again"),
        a_row(2, "x", "the lift is stuck again"),
        a_row(1, "y", "thank you for the flowers"),
        a_row(2, "y", "Thank you for the flowers"),
    ]

    _, alone = nearest_in_other_batches(rows)
    nearest, together = nearest_in_other_batches([rows[0], replace(rows[1], batch="y"), *rows[2:]])

    assert alone.max() < 0.5
    assert nearest[0] == 1
    assert together[0] == pytest.approx(1.0)


def test_a_sheet_without_its_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="needs the lines"):
        with_counted("# A sheet without marks", "counts")


def test_only_what_stands_between_the_marks_is_replaced() -> None:
    assert with_counted(f"before\n{BEGIN}old{END}\nafter", "new") == f"before\n{BEGIN}\n\nnew\n\n{END}\nafter"
