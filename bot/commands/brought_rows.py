"""Which cases does a file of another case system hold, row by row, and what is wrong with the others?

Columns come in any order and by any of the names below; spreadsheets save with commas, semicolons or tabs, and write
British dates. A fault in one row stops no other.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from bot.brought_cases import KINDS, STATUSES, BroughtCase, Wrong, what_cannot_be
from bot.commands.survey_files import LONGEST_ANSWER, UnusableFile, delimiter_of
from channels.survey.written import read_instant

#: the columns in the order in which they are written out, each with the names that other systems give it
COLUMNS: Final = {
    "reference": ("case reference", "case number", "case id", "their reference", "id"),
    "kind": ("type", "case type"),
    "stage": ("complaint stage",),
    "status": ("case status", "state"),
    "received": ("received on", "date received", "received date", "opened"),
    "acknowledged": ("acknowledged on", "date acknowledged", "acknowledged date"),
    "answered": ("answered on", "date answered", "responded", "response date", "date responded"),
    "stage_2_asked": ("stage 2 asked", "stage 2 requested", "escalated", "date escalated"),
    "closed": ("closed on", "date closed", "closed date"),
    "name": ("resident", "resident name", "customer name", "customer"),
    "email": ("e-mail", "email address", "e-mail address"),
    "phone": ("telephone", "phone number", "mobile"),
    "address": ("property", "property address"),
    "summary": ("description", "details", "complaint"),
    "outcome": ("decision", "result"),
}
NEEDED: Final = ("reference", "kind", "status", "received")
_KINDS: Final = {"request": "service_request", "repair": "service_request", "query": "enquiry"}
_STATUSES: Final = {
    **dict.fromkeys(("new", "live", "in progress", "pending"), "open"),
    **dict.fromkeys(("responded", "response sent"), "answered"),
    **dict.fromkeys(("complete", "completed", "resolved", "withdrawn"), "closed"),
}
_STAGES: Final = {"": None, "1": 1, "stage 1": 1, "2": 2, "stage 2": 2}
_LONGEST_REFERENCE: Final = 60


@dataclass(frozen=True)
class BroughtRow:
    """One row of the file."""

    line: int  #: where it begins
    case: BroughtCase | None  #: None where something is wrong with it
    wrong: tuple[Wrong, ...] = ()


def read_rows(file: Path, text: str, now: datetime) -> Iterator[BroughtRow]:
    """Every row, in order.

    Raises:
        UnusableFile: a column that is needed is not there, or is there twice.
    """
    csv.field_size_limit(LONGEST_ANSWER)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    columns = _columns(file, next(reader, []))
    while True:
        begins = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield BroughtRow(begins, None, (Wrong("", f"It cannot be read: {error}."),))
            continue
        if any(cell.strip() for cell in cells):
            yield _row(begins, columns, cells, now)


def _columns(file: Path, heading: list[str]) -> list[str]:
    """Which of our columns each cell of a row is; "" for one that we do not know."""
    known = {name: column for column, names in COLUMNS.items() for name in (column, *names)}
    found = [known.get(" ".join(name.split()).lower(), "") for name in heading]
    missing = [column for column in NEEDED if column not in found]
    twice = sorted({column for column in found if column and found.count(column) > 1})
    if missing:
        there = ", ".join(filter(None, (name.strip() for name in heading))) or "none"
        raise UnusableFile(
            f"{file} line 1: there is no column {', '.join(missing)}; there are: {there}. "
            "docs/other-systems.md lists the names of columns."
        )
    if twice:
        raise UnusableFile(f"{file} line 1: two columns are {', '.join(twice)}. Take one of them out.")
    return found


def _row(begins: int, columns: list[str], cells: list[str], now: datetime) -> BroughtRow:
    if any(cell.strip() for cell in cells[len(columns) :]):
        why = f"It has {len(cells)} cells, and there are {len(columns)} columns."
        return BroughtRow(begins, None, (Wrong("", why),))
    said = dict.fromkeys(COLUMNS, "")
    said |= {
        column: unguarded(cell.replace("\0", "").strip())
        for column, cell in zip(columns, cells, strict=False)
        if column
    }
    wrong: list[Wrong] = []
    case = _case(said, wrong)
    if case is not None and not wrong:
        wrong = what_cannot_be(case, now)
    return BroughtRow(begins, None if wrong else case, tuple(wrong))


def unguarded(cell: str) -> str:
    """A cell without the mark that was put before it so that a spreadsheet takes it for no formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA_BEGINS else cell


FORMULA_BEGINS: Final = ("=", "+", "-", "@", "\t", "\r")


def _case(said: dict[str, str], wrong: list[Wrong]) -> BroughtCase | None:
    kind = _one_of(said, "kind", KINDS, _KINDS, wrong)
    status = _one_of(said, "status", STATUSES, _STATUSES, wrong)
    days = {name: _instant(said, name, wrong) for name in _DAYS}
    stage = said["stage"].lower()
    if stage not in _STAGES:
        wrong.append(Wrong("stage", f"“{said['stage'][:20]}” is none; say 1 or 2, for there are two (5.2)."))
    _look_at_words(said, wrong)
    received = days["received"]
    if wrong or received is None:
        return None
    if status == "closed" and days["closed"] is None:
        days["closed"] = days["answered"] or received
    return BroughtCase(
        reference=said["reference"],
        kind=kind,
        stage=_STAGES[stage] or (1 if kind == "complaint" else None),
        status=status,
        received=received,
        acknowledged=days["acknowledged"],
        answered=days["answered"],
        stage_2_asked=days["stage_2_asked"],
        closed=days["closed"],
        name=said["name"],
        email=said["email"].lower(),
        phone=said["phone"],
        address=said["address"],
        summary=said["summary"],
        outcome=said["outcome"],
    )


_DAYS: Final = ("received", "acknowledged", "answered", "stage_2_asked", "closed")


def _one_of(
    said: dict[str, str], column: str, known: tuple[str, ...], others: dict[str, str], wrong: list[Wrong]
) -> str:
    spoken = " ".join(said[column].replace("_", " ").split()).lower()
    found = spoken.replace(" ", "_") if spoken.replace(" ", "_") in known else others.get(spoken, "")
    if not found:
        what = f"“{said[column][:30]}” is none we know" if spoken else "it is empty"
        wrong.append(Wrong(column, f"{what}; say one of: {', '.join(known)}."))
    return found


def _instant(said: dict[str, str], column: str, wrong: list[Wrong]) -> datetime | None:
    written = said[column]
    read = read_instant(written) if written else None
    if written and read is None:
        wrong.append(
            Wrong(column, f"“{written[:30]}” is no date that we can read; write 2026-11-02 or 02/11/2026.")
        )
    if not written and column == "received":
        wrong.append(Wrong(column, "it is empty; every case counts from the day it was received."))
    return read


def _look_at_words(said: dict[str, str], wrong: list[Wrong]) -> None:
    """What is a resident's is never said again here: it may be read on a screen that others see."""
    local, at, domain = said["email"].partition("@")
    if said["email"] and not (local and at and "." in domain and " " not in said["email"]):
        wrong.append(Wrong("email", "it is no e-mail address."))
    if not said["reference"]:
        wrong.append(Wrong("reference", "it is empty; by it a case is known, and never brought twice."))
    if len(said["reference"]) > _LONGEST_REFERENCE:
        wrong.append(Wrong("reference", f"it has more than {_LONGEST_REFERENCE} letters."))
