"""When was a message sent, as mail programs write it above one they pass on?

"Sent: Monday, 2 November 2026 09:12", "Date: Mon, 2 Nov 2026 at 09:12", "02/11/2026 09:12": British order, London time
where no zone is said. What cannot be read for certain is None; nobody's clock is set by a guess.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Final
from zoneinfo import ZoneInfo

_LONDON: Final = ZoneInfo("Europe/London")
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "ion", "janv", "ene", "sty"),
            ("feb", "chw", "fév", "fev", "lut"),
            ("mar", "maw", "mär", "mars"),
            ("apr", "ebr", "avr", "abr", "kwi"),
            ("may", "mai", "maj"),
            ("jun", "meh", "juin", "cze"),
            ("jul", "gor", "juil", "lip"),
            ("aug", "aws", "aoû", "aou", "ago", "sie"),
            ("sep", "med", "set", "wrz"),
            ("oct", "hyd", "okt", "out", "paź"),
            ("nov", "tac", "lis"),
            ("dec", "rha", "déc", "dez", "dic", "gru"),
        ),
        start=1,
    )
    for name in names
}
_DAY_FIRST: Final = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:de\s+)?([^\W\d_]{3,})\.?,?\s+(?:de\s+)?(\d{4})\b"
)
_MONTH_FIRST: Final = re.compile(r"\b([^\W\d_]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_NUMBERS: Final = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
_ISO: Final = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_TIME: Final = re.compile(r"\b(\d{1,2})[:.](\d{2})(?::\d{2})?\s*([ap])?\.?(?:m\b\.?)?", re.IGNORECASE)
_ZONE: Final = re.compile(r"(?:(?<=\s)|UTC|GMT)([+-])(\d{2}):?(\d{2})\b|\b(GMT|UTC|Z|BST)\b")
_MOST_CHARACTERS: Final = 120


def sent_at_in(said: str, *, before: datetime) -> datetime | None:
    """The instant a line says, in UTC; None where it says none, or one that is still to come.

    Args:
        said: the value of a "Sent" or "Date" line.
        before: when the whole came to us; what it passes on was sent before that.
    """
    said = " ".join(said[:_MOST_CHARACTERS].split())
    return next((at for at in _readings(said) if at <= before), None)


def _readings(said: str) -> Iterator[datetime]:
    time = _time_in(said)
    for year, month, day in _days_in(said):
        try:
            yield datetime(year, month, day, *time, tzinfo=_zone_in(said)).astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    try:
        exact = parsedate_to_datetime(said)
        yield (exact if exact.tzinfo else exact.replace(tzinfo=_LONDON)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return


def _days_in(said: str) -> Iterator[tuple[int, int, int]]:
    if found := _ISO.search(said):
        yield int(found[1]), int(found[2]), int(found[3])
    for found in _DAY_FIRST.finditer(said):
        if month := _month(found[2]):
            yield int(found[3]), month, int(found[1])
    for found in _MONTH_FIRST.finditer(said):
        if month := _month(found[1]):
            yield int(found[3]), month, int(found[2])
    if found := _NUMBERS.search(said):
        yield int(found[3]), int(found[2]), int(found[1])


def _month(word: str) -> int:
    said = word.lower()
    return next((number for size in (4, 3) if (number := _MONTHS.get(said[:size], 0))), 0)


def _time_in(said: str) -> tuple[int, int]:
    """Hour and minute; the last minute of the day where no time is said, so that no clock starts too early."""
    found = _TIME.search(_NUMBERS.sub(" ", said))
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        return 23, 59
    hour, half = int(found[1]), (found[3] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour, int(found[2])


def _zone_in(said: str) -> timezone | ZoneInfo:
    found = _ZONE.search(said)
    if not found or found[4] == "BST":
        return _LONDON
    if found[4]:
        return UTC
    offset = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(-offset if found[1] == "-" else offset) if offset < timedelta(hours=24) else _LONDON
