"""How are dates, scores, telephone numbers and a tick written in the surveys of others? Pure."""

import re
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

LONDON: Final = ZoneInfo("Europe/London")
# Day before month: the surveys of British landlords, and what a British spreadsheet makes of a date.
_FORMS: Final = (
    "%d/%m/%Y",
    "%d/%m/%Y %H:%M",
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%y",
    "%d/%m/%y %H:%M",
    "%d-%m-%Y",
    "%d-%m-%Y %H:%M",
    "%d.%m.%Y",
    "%d %B %Y",
    "%d %b %Y",
)
_SCORE: Final = re.compile(r"\s*(\d{1,3}(?:[.,]\d+)?)\s*(?:(?:/|out of)\s*(\d{1,3}))?(?!\d)", re.IGNORECASE)
_MOBILE: Final = re.compile(r"(?:\+?44|0044|0)(7\d{9})")
_YES: Final = ("yes", "y", "true", "1", "ie", "oes", "tick", "ticked", "x", "on")


def read_instant(written: str) -> datetime | None:
    """An instant as aware UTC, London time where no zone is said; None where it cannot be read."""
    said = " ".join(written.split())
    read = _read_iso(said) or next(filter(None, (_read_as(said, form) for form in _FORMS)), None)
    if read is None:
        return None
    return (read if read.tzinfo else read.replace(tzinfo=LONDON)).astimezone(UTC)


def _read_iso(said: str) -> datetime | None:
    try:
        return datetime.fromisoformat(said)
    except ValueError:
        return None


def _read_as(said: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(said, form)  # noqa: DTZ007 - the zone is London's, put on by the caller
    except ValueError:
        return None


def read_score(written: str, best: int | None) -> tuple[float | None, int | None]:
    """A score and the highest there is: "4", "4/5", "4 - quite happy", "4 out of 5"; (None, best) where none is there."""
    found = _SCORE.match(written)
    if found is None:
        return None, best
    score, said_best = float(found[1].replace(",", ".")), found[2]
    most = int(said_best) if said_best else best
    return (None, best) if most is not None and score > most else (score, most)


def read_mobile(written: str) -> str:
    """A British mobile number as +447…; "" for any other, which takes no text message."""
    digits = re.sub(r"[\s()./-]", "", written)
    found = _MOBILE.fullmatch(digits)
    return f"+44{found[1]}" if found else ""


def read_email(written: str) -> str:
    """An e-mail address in small letters; "" where it is none."""
    address = written.strip().lower().removeprefix("mailto:")
    local, _, domain = address.rpartition("@")
    usable = local and "@" not in local and "." in domain.strip(".") and not re.search(r"[\s<>,;]", address)
    return address if usable else ""


def is_yes(written: str) -> bool:
    """Whether a box was ticked, or a question answered with yes and nothing else."""
    return written.strip().strip(".!").lower() in _YES
