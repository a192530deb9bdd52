"""Two annotations are compared as they were made, before anything was settled."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from classifiers.annotation import agreements, kappa, labels_of, load_annotation
from classifiers.errors import BadTrainingRow
from classifiers.examples import Example
from classifiers.labels import Kind


def write(folder: Path, name: str, lines: list[dict[str, object]]) -> None:
    (folder / name).write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def test_agreement_is_counted_on_what_the_writer_first_said(
    rows: tuple[Example, ...], tmp_path: Path
) -> None:
    few = [replace(row, kind=Kind.COMPLAINT) for row in rows[:4]]
    write(tmp_path, "second.jsonl", [{"id": row.id, **labels_of(row)} for row in few])
    write(tmp_path, "settled.jsonl", [{"id": few[0].id, "first": {"kind": "enquiry"}}])

    annotation = load_annotation(few, tmp_path)

    kind = next(each for each in agreements(annotation) if each.question == "kind")
    assert (kind.rows, kind.same) == (4, 3)
    assert annotation.settled["kind"]["second"] == 1


def test_a_label_the_writer_kept_counts_for_the_first(rows: tuple[Example, ...], tmp_path: Path) -> None:
    write(tmp_path, "second.jsonl", [{"id": rows[0].id, **labels_of(rows[0]), "topic": "other"}])

    annotation = load_annotation([rows[0]], tmp_path)

    assert annotation.settled["topic"] == {"first": 1}


def test_without_a_second_annotation_there_is_nothing_to_count(
    rows: tuple[Example, ...], tmp_path: Path
) -> None:
    assert all(each.rows == 0 for each in agreements(load_annotation(rows, tmp_path)))


def test_a_line_that_is_no_json_is_named(rows: tuple[Example, ...], tmp_path: Path) -> None:
    (tmp_path / "second.jsonl").write_text("{}x\n", encoding="utf-8")

    with pytest.raises(BadTrainingRow, match=r"second\.jsonl"):
        load_annotation(rows, tmp_path)


def test_kappa_is_nought_for_chance_and_one_for_certainty() -> None:
    assert kappa([True, False] * 50, [True, True, False, False] * 25) == pytest.approx(0.0)
    assert kappa(["a", "b"], ["a", "b"]) == 1.0
    assert kappa([False, False], [False, False]) == 1.0
