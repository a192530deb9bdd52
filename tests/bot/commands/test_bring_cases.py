"""`hark cases --bring`, `--csv` and `--events`: what another system had comes in once, goes out, and comes back."""

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest

from bot.commands.brought_rows import COLUMNS
from tests.bot.commands.conftest import REPOSITORY, Hark

HEADING = "Case Reference;Type;Complaint stage;Status;Date received;Acknowledged;Answered;Name;E-mail;Phone;Summary;Outcome"
CLOSED = "12345;Complaint;1;Closed;02/03/2020;04/03/2020;16/03/2020;Sam Okafor;sam@example.net;+44 7700 900123;=Gate broken – £40;Upheld"
OPEN = "12346;complaint;Stage 1;In progress;02/03/2020;;;Pat Lee;pat@example.net;;Damp;"
REQUEST = "12347;Repair;;New;01/04/2020;;;;;07700 900111;Light out;"


@pytest.fixture
def file(folder: Path) -> Path:
    return write(folder, CLOSED, OPEN, REQUEST)


def write(folder: Path, *rows: str, encoding: str = "utf-8") -> Path:
    made = folder / "cats.csv"
    made.write_bytes("\r\n".join([HEADING, *rows, ""]).encode(encoding))
    return made


def bring(hark: Hark, file: Path, *more: str) -> list[str]:
    ran = hark("cases", "--bring", file, "--system", "CATS", *more)
    assert (ran.status, ran.err) == (0, "")
    return ran.lines


def rows_of(folder: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / ".hark" / "hark.db") as database:
        return database.execute(query).fetchall()


def test_each_case_is_brought_once_with_its_number_there(hark: Hark, file: Path) -> None:
    first, second = bring(hark, file), bring(hark, file)
    cases = {case["references"]["cats"]: case for case in hark("cases", "--json").objects}

    assert first[-1] == "3 cases brought."
    assert second[:3] == [f"{number}  is {cases[number]['reference']}, as before" for number in cases]
    assert second[-1] == "0 cases brought, 3 here already."
    assert [(one["kind"], one["status"]) for one in cases.values()] == [
        ("complaint", "closed"),
        ("complaint", "open"),
        ("service_request", "open"),
    ]
    assert cases["12345"]["acknowledged_at"] == "2020-03-04T00:00:00Z"
    assert cases["12345"]["acknowledge_by"] is None, "what is over owes nothing"
    assert (cases["12346"]["acknowledge_by"], cases["12346"]["respond_by"]) == ("2020-03-09", "2020-03-23")


def test_only_what_is_open_gets_a_clock_and_a_task_and_nothing_is_written(
    hark: Hark, file: Path, folder: Path
) -> None:
    bring(hark, file)

    assert rows_of(folder, "select count(*) from outbox") == [(0,)]
    assert rows_of(folder, "select distinct c.status from clock k join case_ c on c.id = k.case_id") == [
        ("open",)
    ]
    assert rows_of(
        folder, "select t.kind, c.status from task t join case_ c on c.id = t.case_id order by t.id"
    ) == [("check_brought", "open"), ("check_brought", "open")]
    assert rows_of(folder, "select owner from case_ where kind = 'complaint' and status = 'open'") != [("",)]


def test_the_sample_of_the_documentation_goes_in_whole(hark: Hark) -> None:
    said = bring(hark, REPOSITORY / "docs" / "samples" / "cases.csv", "--dry-run")

    assert said[-1] == "4 cases would be brought."


def test_every_column_is_documented_with_its_other_names() -> None:
    page = (REPOSITORY / "docs" / "other-systems.md").read_text(encoding="utf-8")

    assert [
        column for column in COLUMNS if f"| `{column}` | {', '.join(COLUMNS[column])} |" not in page
    ] == []


def test_a_dry_run_says_what_it_would_do_and_does_nothing(hark: Hark, file: Path) -> None:
    said = bring(hark, file, "--dry-run")

    assert said == [*(f"1234{n}  would be brought" for n in (5, 6, 7)), "3 cases would be brought."]
    assert hark("cases").out == ""


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_any_usual_way_of_saving_is_read(hark: Hark, folder: Path, encoding: str) -> None:
    bring(hark, write(folder, CLOSED, encoding=encoding))

    assert "Gate broken – £40" in hark("cases", "--csv").out


def test_a_bad_row_is_told_with_its_line_and_column_and_the_others_go_in(hark: Hark, folder: Path) -> None:
    bad = "9;grumble;3;open;32/01/2020;;;Kim;kim at home;;x;"
    late = "10;complaint;1;answered;02/03/2020;01/03/2020;;Kim;;;x;"

    ran = hark("cases", "--bring", write(folder, bad, OPEN, late, OPEN), "--system", "CATS")

    assert ran.status == 1
    assert ran.lines[-1] == "1 case brought, 3 refused."
    told = [line.partition(" line ")[2] for line in ran.err.splitlines()]
    assert told == [
        "2, column kind: “grumble” is none we know; say one of: complaint, service_request, enquiry, feedback.",
        "2, column received: “32/01/2020” is no date that we can read; write 2026-11-02 or 02/11/2026.",
        "2, column stage: “3” is none; say 1 or 2, for there are two (5.2).",
        "2, column email: it is no e-mail address.",
        "4, column acknowledged: it is before the day the case was received.",
        "4, column answered: say on which day it was answered.",
        "5, column reference: 12346 stands in this file before.",
    ]
    assert "kim" not in ran.err.lower()


def test_a_file_without_a_column_that_is_needed_is_not_taken(hark: Hark, folder: Path) -> None:
    (folder / "cats.csv").write_text("Case Reference,Status\n1,open\n")

    ran = hark("cases", "--bring", "cats.csv", "--system", "CATS")

    assert (ran.status, ran.out) == (1, "")
    assert (
        "line 1: there is no column kind, received; there are: Case Reference, Status. docs/other-systems.md"
        in ran.err
    )


def test_a_row_that_changed_says_what_differs_and_a_person_decides(
    hark: Hark, file: Path, folder: Path
) -> None:
    bring(hark, file)
    changed = OPEN.replace("In progress;02/03/2020;;;", "Closed;02/03/2020;03/03/2020;10/03/2020;")

    said = bring(hark, write(folder, CLOSED, changed))
    again = bring(hark, write(folder, CLOSED, changed))

    assert "status was open and is closed" in said[1]
    assert said[1].endswith("A person decides")
    assert said[-1] == "0 cases brought, 1 here already, 1 changed."
    assert again[-1] == "0 cases brought, 2 here already."
    complaint = next(one for one in hark("cases", "--json").objects if one["references"] == {"cats": "12346"})
    assert (complaint["status"], complaint["messages"]) == ("open", 2)
    asked = rows_of(folder, "select count(*) from task where why like '%something else%'")
    assert asked == [(1,)]


def test_a_name_nobody_knew_is_filled_in(hark: Hark, file: Path, folder: Path) -> None:
    bring(hark, file)

    said = bring(hark, write(folder, REQUEST.replace("2020;;;;", "2020;;;Jo Marsh;")))

    assert "name was filled in" in said[0]
    assert "person decides" not in said[0]
    assert "Jo Marsh" in [one["resident"]["name"] for one in hark("cases", "--json").objects]


def test_what_goes_out_comes_back_in_and_no_cell_is_a_formula(hark: Hark, file: Path, folder: Path) -> None:
    bring(hark, file)

    out = hark("cases", "--csv", "--system", "cats").out
    (folder / "out.csv").write_text(out, encoding="utf-8")
    row = next(csv.DictReader(io.StringIO(out)))

    assert (row["reference"], row["summary"], row["phone"]) == (
        "12345",
        "'=Gate broken – £40",
        "'+44 7700 900123",
    )
    assert bring(hark, folder / "out.csv")[-1] == "0 cases brought, 3 here already."


def test_what_began_here_and_went_out_is_not_brought_as_somebody_elses(
    hark: Hark, file: Path, folder: Path
) -> None:
    bring(hark, file)
    (folder / "out.csv").write_text(hark("cases", "--csv").out, encoding="utf-8")

    said = bring(hark, folder / "out.csv")

    assert said[0].endswith("which began here: nothing is changed")
    assert said[-1] == "0 cases brought, 3 here already."


def test_events_are_asked_for_from_a_number_on(hark: Hark, file: Path, folder: Path) -> None:
    bring(hark, file)
    with sqlite3.connect(folder / ".hark" / "hark.db") as database:  # they are told once they have settled
        database.execute("update event set at = '2020-01-01 00:00:00.000000'")

    all_of_them = hark("cases", "--events").objects
    rest = hark("cases", "--events", "--after", str(all_of_them[3]["id"])).objects

    assert "case_brought" in [one["what"] for one in all_of_them]
    assert rest == all_of_them[4:]
    assert "Sam" not in json.dumps(all_of_them)


@pytest.mark.parametrize(
    "wrong",
    [("--json", "--csv"), ("--after", "3"), ("--dry-run",), ("--system", "cats"), ("--bring", "cats.csv")],
)
def test_what_does_not_go_together_is_wrong_use(hark: Hark, file: Path, wrong: tuple[str, ...]) -> None:
    ran = hark("cases", *wrong)

    assert (ran.status, ran.out) == (2, "")
