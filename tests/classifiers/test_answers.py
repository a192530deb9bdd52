"""Answers to the choice are rows of their own: they teach one question, and are refused where they are no answers."""

import json
from pathlib import Path

import pytest

from classifiers.errors import BadTrainingRow
from classifiers.examples import load_answers
from classifiers.fitting import askable, truths
from classifiers.heads import CHOICES, HEADS
from classifiers.labels import Choice

ROW = {"id": "x-1", "channel": "email", "subject": "", "text": "Go on then", "choice": "yes"}


def written(folder: Path, **changes: object) -> Path:
    (folder / "x.jsonl").write_text(json.dumps({**ROW, **changes}) + "\n", encoding="utf-8")
    return folder


def test_an_answer_has_its_choice_and_the_batch_of_its_file(tmp_path: Path) -> None:
    (row,) = load_answers(written(tmp_path))

    assert row.choice is Choice.YES
    assert row.batch == "x"


def test_an_answer_teaches_the_choice_and_nothing_else(tmp_path: Path) -> None:
    rows = load_answers(written(tmp_path))

    asked = dict(zip(HEADS, askable(rows)[0], strict=True))
    assert [head for head, is_asked in asked.items() if is_asked] == list(CHOICES)
    assert truths(rows)[0, HEADS.index("choice yes")]


@pytest.mark.parametrize(
    "changes",
    [{"choice": "perhaps"}, {"choice": None}, {"text": " "}, {"channel": "pigeon"}, {"mood": "cross"}],
    ids=str,
)
def test_what_is_no_answer_is_refused_with_file_and_line(tmp_path: Path, changes: dict[str, object]) -> None:
    with pytest.raises(BadTrainingRow, match=r"x\.jsonl.*1"):
        load_answers(written(tmp_path, **changes))
