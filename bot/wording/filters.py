"""How is a fact printed? Dates with their weekday, times of London, words as a quotation.

Pure. The names of days and months are those of `languages.py`.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.wording.languages import Calendar, calendar_of
from bot.wording.marks import LETTER, LETTER_END, QUOTE, QUOTE_END, Marked, scrub

_LONDON = ZoneInfo("Europe/London")
_SHORT_LENGTH = 600


def day(when: date | datetime, calendar: Calendar | None = None) -> str:
    """Print a day with its weekday: Monday 9 November 2026. An instant gives its London day."""
    names = calendar or calendar_of("en")
    on = when.astimezone(_LONDON).date() if isinstance(when, datetime) else when
    return names.order.format(
        day=names.days[on.weekday()], number=on.day, month=names.months[on.month - 1], year=on.year
    )


def clock(when: datetime, calendar: Calendar | None = None) -> str:
    """Print a London time: 3:05pm, 9am, 12 noon; 15:05 in a language without half days."""
    names = calendar or calendar_of("en")
    local = when.astimezone(_LONDON)
    if not names.has_half_days:
        return f"{local:%H:%M}"
    if local.minute == 0 and local.hour in (0, 12):
        return names.midnight if local.hour == 0 else names.noon
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def numbers(points: Iterable[int], calendar: Calendar | None = None) -> str:
    """Print numbers as spoken: 1, 2 and 4."""
    names = calendar or calendar_of("en")
    spoken = [str(number) for number in points]
    if len(spoken) < 2:
        return "".join(spoken)
    return f"{', '.join(spoken[:-1])} {names.and_} {spoken[-1]}"


def one_line(words: str) -> str:
    """Words on one line, as a list needs them."""
    return " ".join(scrub(words).split())


def shortened(words: str, length: int = _SHORT_LENGTH) -> str:
    """Words cut at a word's end, with a mark that there is more."""
    words = words.strip()
    if len(words) <= length:
        return words
    return words[:length].rsplit(None, 1)[0].rstrip(",;:.") + " ..."


def quoted(words: str) -> Marked:
    """A resident's own words, as a block of their own."""
    return Marked(QUOTE + _tidy(words) + QUOTE_END)


def as_written(words: str) -> Marked:
    """What a member of staff typed, with the line ends as typed."""
    return Marked(LETTER + _tidy(words) + LETTER_END)


def filters_for(language: str) -> Mapping[str, Callable[..., str]]:
    """The filters a template may use, in a language's own names of days."""
    calendar = calendar_of(language)
    return {
        "day": lambda when: day(when, calendar),
        "clock": lambda when: clock(when, calendar),
        "numbers": lambda points: numbers(points, calendar),
        "one_line": one_line,
        "shortened": shortened,
        "quoted": quoted,
        "as_written": as_written,
    }


def _tidy(words: str) -> str:
    lines = [" ".join(line.split()) for line in scrub(words).strip().split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
