"""What stands in a field of Telegram's JSON, if it is what it should be?

Pure. Nothing here raises: what is missing, or of another kind than it should be, counts as not said.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

Said = Mapping[str, Any]
NOTHING: Final[Said] = {}
_LONGEST_NAME: Final = 64
_JOINERS: Final = "\u200c\u200d"  # letters of Persian and of Indian scripts need them


def part(said: Any, name: str) -> Said:
    """An object; empty where there is none."""
    found = said.get(name) if isinstance(said, dict) else None
    return found if isinstance(found, dict) else NOTHING


def parts(said: Any, name: str) -> Sequence[Said]:
    """The objects of a list."""
    found = said.get(name) if isinstance(said, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def words(said: Any, name: str) -> str:
    """A text as it was written, save for what no database can keep."""
    found = said.get(name) if isinstance(said, dict) else None
    return found.encode("utf-8", "replace").decode().replace("\0", "") if isinstance(found, str) else ""


def number(said: Any, name: str) -> int | None:
    """A whole number."""
    found = said.get(name) if isinstance(said, dict) else None
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def decimal(said: Any, name: str) -> float | None:
    """A number, as of a place on the map."""
    found = said.get(name) if isinstance(said, dict) else None
    return float(found) if isinstance(found, int | float) and abs(found) <= 360 else None


def instant(said: Any, name: str) -> datetime | None:
    """An instant, aware UTC."""
    try:
        seconds = number(said, name)
        return datetime.fromtimestamp(seconds, UTC) if seconds else None
    except (ValueError, OverflowError, OSError):
        return None


def name(*written: str) -> str:
    """A name to be shown: one line, no marks that turn letters round or hide, no angle brackets, 64 letters."""
    shown = "".join(
        " " if letter in "\r\n\t" else letter
        for letter in " ".join(written)
        if letter in "\r\n\t" + _JOINERS or unicodedata.category(letter) not in ("Cc", "Cf", "Co", "Cs", "Cn")
    )
    return " ".join(shown.replace("<", "").replace(">", "").split())[:_LONGEST_NAME].strip()
