"""What are the days called? The few words code itself prints, by language.

A new language adds a line here and a folder beside `en/`.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Calendar:
    """Names of days (Monday first) and months, and the words between numbers."""

    days: tuple[str, ...]
    months: tuple[str, ...]
    noon: str
    midnight: str
    and_: str


_ENGLISH = Calendar(
    days=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    noon="12 noon",
    midnight="12 midnight",
    and_="and",
)

CALENDARS: dict[str, Calendar] = {"en": _ENGLISH}


def calendar_of(language: str) -> Calendar:
    """A language's names of days and months; English where it has none of its own."""
    return CALENDARS.get(language, _ENGLISH)
