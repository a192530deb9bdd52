"""A file of answers is read however it was saved, and every fault names its line."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.commands.survey_files import AnswerLine, UnusableFile, as_arrival, read_answers, read_text
from channels.survey.source import Source

SOURCE = Source(name="after-repair", id="ID", answered_at="When", score="Stars")
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def read(folder: Path, raw: bytes) -> list[AnswerLine]:
    file = folder / "answers.csv"
    file.write_bytes(raw)
    return list(read_answers(file, read_text(file), SOURCE))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_usual_way_of_saving_is_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [["ID", "When", "Stars", '"Why, then?"'], ["1", "2026-11-02", "2", "£40 – café’s late"]]
    text = "".join(delimiter.join(row) + "\r\n" for row in rows)

    (answer,) = read(tmp_path, text.encode(encoding))

    assert answer.fields["Why, then?"] == "£40 – café’s late"
    assert answer.fault == ""


def test_a_quoted_answer_may_run_over_lines_and_faults_name_the_line_they_begin_on(tmp_path: Path) -> None:
    raw = b'ID,When,Stars,Why\n1,,2,"late\nand rude"\n,,3,no id\n\n4,soon,1,x\n5,,,\n6,,1,a,b\n7,,5,fine\n'

    answers = read(tmp_path, raw)

    assert answers[0].fields["Why"] == "late\nand rude"
    assert [(one.line, bool(one.fault)) for one in answers] == [
        (2, False),
        (4, True),
        (6, True),
        (7, True),
        (8, True),
        (9, False),
    ]
    assert answers[4].fault == "It has 5 cells, and there are 4 columns."


def test_a_file_without_a_named_column_says_which_and_what_there_is(tmp_path: Path) -> None:
    with pytest.raises(UnusableFile, match=r"line 1: there is no column “Stars”; there are: ID, When\."):
        read(tmp_path, b"ID,When\n1,\n")


def test_a_spreadsheet_that_is_no_csv_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnusableFile, match="Save the sheet as CSV"):
        read(tmp_path, b"PK\x03\x04\0\0\0")


@pytest.mark.parametrize(
    ("when", "is_old", "origin"),
    [
        ("2026-11-19", False, "live"),
        ("2026-11-01", False, "imported"),
        ("2026-11-19", True, "imported"),
        ("", False, "live"),
    ],
)
def test_an_old_answer_starts_nothing(when: str, is_old: bool, origin: str) -> None:
    line = AnswerLine(2, {"ID": "1", "When": when, "Stars": "2"})

    arrival = as_arrival(line, SOURCE, "example", now=NOW, old_after_days=14, is_old=is_old)

    assert arrival.origin == origin
    assert arrival.received_at == (
        NOW if origin == "live" else datetime.fromisoformat(when).replace(tzinfo=UTC)
    )
