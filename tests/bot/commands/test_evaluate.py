"""`hark evaluate FILE`: how the promoted model reads labelled rows, as a table or as JSON."""

from pathlib import Path

import pytest

from tests.bot.commands.conftest import REPOSITORY, Hark

ROWS = REPOSITORY / "tests/classifiers/data/rows.jsonl"


@pytest.mark.usefixtures("shipped")
def test_the_figures_come_as_one_json_object(hark: Hark) -> None:
    ran = hark("evaluate", ROWS, "--json")

    assert (ran.status, ran.err, len(ran.lines)) == (0, "", 1)
    figures = ran.objects[0]
    assert {"missed_complaints", "needless_offers", "macro_f1", "unsure"} <= set(figures)
    assert 0 <= figures["missed_complaints"]["share"] <= 1


@pytest.mark.usefixtures("shipped")
def test_the_table_can_be_read_by_a_complaints_manager(hark: Hark) -> None:
    ran = hark("evaluate", ROWS)

    assert (ran.status, ran.err) == (0, "")
    assert len(ran.lines) > 5
    assert "complaint" in ran.out.lower()


@pytest.mark.usefixtures("shipped")
def test_a_row_without_a_label_is_named_by_its_line(hark: Hark, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"id": "1", "text": "cold"}\n', encoding="utf-8")

    ran = hark("evaluate", tmp_path / "rows.jsonl")

    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "line 1" in ran.err
