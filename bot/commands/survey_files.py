"""Which answers to a survey does a CSV file hold, line by line, and what is wrong with the others?

Spreadsheets save in UTF-8 or in the code page of Windows, with commas, semicolons or tabs; a quoted answer may run over
several lines. A fault in one row stops no other.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from bot.errors import BotError
from channels.messages import Arrival
from channels.survey.fields import fault_of
from channels.survey.parse import CHANNEL, key_of, raw_of
from channels.survey.source import Source
from channels.survey.written import read_instant

MOST_BYTES: Final = 200 * 2**20
LONGEST_ANSWER: Final = 1_000_000  # letters of one cell; csv's own limit is an eighth of it
_LOOKED_AT: Final = 65_536
_DELIMITERS: Final = ",;\t|"


class UnusableFile(BotError):
    """The file as a whole cannot be taken in; the message says why."""


@dataclass(frozen=True)
class AnswerLine:
    """One row of the file."""

    line: int  #: where it begins
    fields: dict[str, str]
    fault: str = ""  #: why it cannot be taken, a sentence; "" where it can


def read_text(file: Path) -> str:
    """The file as text, whichever way it was saved.

    Raises:
        UnusableFile: it is too large, or no text.
    """
    if file.stat().st_size > MOST_BYTES:
        raise UnusableFile(f"{file} is larger than {MOST_BYTES // 2**20} MB. Split it.")
    raw = file.read_bytes()
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    if b"\0" in raw[:_LOOKED_AT]:
        raise UnusableFile(f"{file} is no CSV file. Save the sheet as CSV and import that.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def read_answers(file: Path, text: str, source: Source) -> Iterator[AnswerLine]:
    """Every row, in order.

    Raises:
        UnusableFile: a column that the profile names is not there.
    """
    csv.field_size_limit(LONGEST_ANSWER)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    names = [name.strip() for name in next(reader, [])]
    _check_columns(file, names, source)
    while True:
        begins = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield AnswerLine(begins, {}, f"It cannot be read: {error}.")
            continue
        if any(cell.strip() for cell in row):
            yield _line(begins, names, row, source)


def delimiter_of(text: str) -> str:
    """What stands most often between the names of the columns, outside quotes."""
    heading = "".join(text.partition("\n")[0].split('"')[::2])
    return max(_DELIMITERS, key=heading.count)


def _check_columns(file: Path, names: list[str], source: Source) -> None:
    wanted = (*source.about_the_person, source.score, source.complaint, *source.questions)
    missing = [name for name in wanted if name and name not in names]
    if missing:
        raise UnusableFile(
            f"{file} line 1: there is no column {', '.join(f'“{name}”' for name in missing)}; "
            f"there are: {', '.join(filter(None, names)) or 'none'}."
        )


def _line(begins: int, names: list[str], row: list[str], source: Source) -> AnswerLine:
    if len(row) > len(names) and any(cell.strip() for cell in row[len(names) :]):
        return AnswerLine(begins, {}, f"It has {len(row)} cells, and there are {len(names)} columns.")
    fields = {name: cell.replace("\0", "").strip() for name, cell in zip(names, row, strict=False) if name}
    return AnswerLine(begins, fields, fault_of(fields, source))


def as_arrival(
    answer: AnswerLine,
    source: Source,
    landlord_id: str,
    *,
    now: datetime,
    old_after_days: int,
    is_old: bool,
) -> Arrival:
    """The answer as if it had come through the door; an old one starts nothing and is not answered.

    Args:
        old_after_days: older than that it is old, by its own date.
        is_old: every one is, whatever its date.
    """
    written = answer.fields.get(source.answered_at, "") if source.answered_at else ""
    answered_at = min((written and read_instant(written)) or now, now)
    is_old = is_old or now - answered_at > timedelta(days=old_after_days)
    return Arrival(
        landlord_id,
        CHANNEL,
        sender="",
        recipient=source.name,
        raw=raw_of(answer.fields),
        received_at=max(answered_at, datetime(1990, 1, 1, tzinfo=UTC)) if is_old else now,
        origin="imported" if is_old else "live",
        keys=(key_of(source, answer.fields),),
    )
