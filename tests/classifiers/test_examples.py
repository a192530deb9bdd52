"""Rows are loaded whole or refused with file and line."""

import json
from pathlib import Path
from typing import Any

import pytest

from classifiers.errors import BadTrainingRow
from classifiers.examples import load_files, load_folder
from classifiers.labels import Kind, Signal, Topic

GOOD: dict[str, Any] = {
    "id": "x-1",
    "batch": "x",
    "channel": "email",
    "language": "en",
    "subject": "Tap",
    "text": "It drips.",
    "kind": "service_request",
    "wants_action": True,
    "explicit": False,
    "topic": "repairs",
    "signals": ["hazard"],
    "note": "",
}


def written(folder: Path, *rows: dict[str, Any]) -> Path:
    file = folder / "rows.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def without(key: str) -> dict[str, Any]:
    return {name: value for name, value in GOOD.items() if name != key}


def test_a_good_row_is_loaded_with_its_labels(tmp_path: Path) -> None:
    (row,) = load_files([written(tmp_path, GOOD)])

    assert (row.kind, row.topic, row.signals) == (
        Kind.SERVICE_REQUEST,
        Topic.REPAIRS,
        frozenset({Signal.HAZARD}),
    )
    assert row.message == ("Tap", "It drips.", "email")


def test_a_row_with_only_the_fields_of_the_guide_takes_its_batch_from_the_file(tmp_path: Path) -> None:
    fields = {
        key: value for key, value in GOOD.items() if key not in ("batch", "language", "subject", "note")
    }

    (row,) = load_files([written(tmp_path, fields)])

    assert (row.batch, row.language, row.subject, row.note) == ("rows", "en", "", "")


@pytest.mark.parametrize(
    ("row", "what"),
    [
        pytest.param(without("kind"), "'kind' is missing", id="no label"),
        pytest.param(without("signals"), "'signals' is missing", id="no signals"),
        pytest.param(GOOD | {"kind": None}, "'kind' is missing", id="empty label"),
        pytest.param(GOOD | {"kind": "moan"}, "'kind' cannot be 'moan'", id="unknown kind"),
        pytest.param(GOOD | {"topic": "boats"}, "'topic' cannot be 'boats'", id="unknown topic"),
        pytest.param(GOOD | {"channel": "fax"}, "'channel' cannot be 'fax'", id="unknown channel"),
        pytest.param(GOOD | {"signals": ["anger"]}, "there is no signal 'anger'", id="unknown signal"),
        pytest.param(
            GOOD | {"signals": [["hazard"]]}, "there is no signal ['hazard']", id="signal not a word"
        ),
        pytest.param(GOOD | {"signals": "hazard"}, "'signals' must be a list", id="signals not a list"),
        pytest.param(GOOD | {"text": " \n"}, "the text is empty", id="empty text"),
        pytest.param(GOOD | {"id": ""}, "the id is empty", id="empty id"),
        pytest.param(GOOD | {"text": 7}, "'text' must be text", id="text not text"),
        pytest.param(
            GOOD | {"explicit": "yes"}, "'explicit' must be true or false", id="explicit not boolean"
        ),
        pytest.param(GOOD | {"signal": []}, "there is no key 'signal' in the guide", id="unknown key"),
    ],
)
def test_a_row_that_departs_from_the_guide_is_refused_with_its_line(
    tmp_path: Path, row: dict[str, Any], what: str
) -> None:
    file = written(tmp_path, GOOD | {"id": "x-0"}, row)

    with pytest.raises(BadTrainingRow) as refused:
        load_files([file])

    assert (refused.value.file, refused.value.line, refused.value.what) == (file, 2, what)


def test_an_id_may_stand_only_once_in_all_files(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    first, second = written(tmp_path / "one", GOOD), written(tmp_path, GOOD)

    with pytest.raises(BadTrainingRow, match="the id 'x-1' stands twice"):
        load_files([first, second])


def test_a_line_that_is_not_json_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text("{not json}\n", encoding="utf-8")

    with pytest.raises(BadTrainingRow, match=r"rows\.jsonl, line 1: it is not JSON"):
        load_files([file])


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_bytes(b"\xff\xfe{}")

    with pytest.raises(BadTrainingRow, match="the file cannot be read"):
        load_files([file])


def test_a_line_break_inside_a_text_does_not_break_the_row(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(
        json.dumps(GOOD | {"text": "one\u2028two\x85three"}, ensure_ascii=False) + "\n\n", encoding="utf-8"
    )

    (row,) = load_files([file])

    assert row.text == "one\u2028two\x85three"


def test_rows_to_be_judged_may_carry_more_than_the_guide_asks(tmp_path: Path) -> None:
    file = written(tmp_path, GOOD | {"annotators": 2})

    assert len(load_files([file], allow_more_keys=True)) == 1


def test_a_folder_is_loaded_in_the_order_of_its_files(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(GOOD | {"id": name}) + "\n", encoding="utf-8")

    assert [row.id for row in load_folder(tmp_path)] == ["a", "b"]
