"""What was filled in at the desk, what is wrong with it, and which sheet is kept of it? Pure.

A field asked for is one that the law or the next step needs; everything else may stay empty. Code: 3.1, 3.2, 5.10
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from bot.working_days import LONDON, london_time

WAYS: Final = {
    "phone": "On the phone",
    "visit": "In person",
    "letter": "In a letter",
    "social": "On social media",
}
CHOICES: Final = {
    "yes": "Yes, and they want to complain",
    "no": "Yes, and they do not want to",
    "not_asked": "No, I did not ask",
}
ANSWERS: Final = {
    "email": "By e-mail",
    "text": "By text to their mobile",
    "letter": "By letter to their home",
    "ring": "Ring them",
    "none": "They gave no way",
}
NOT_SAFE: Final = {
    "write": "It is not safe to write to them",
    "ring": "It is not safe to ring them",
    "visit": "It is not safe to visit them",
}
NEEDS: Final = {
    "call": "They must be rung, not written to",
    "large_print": "They need large print",
    "interpreter": "They need an interpreter",
    "home_visit": "They need us to come to them",
    "more_time": "They need more time",
}
_NEED_WORDS: Final = {
    "large_print": "write in large print",
    "interpreter": "use an interpreter",
    "home_visit": "come to your home",
    "more_time": "give you more time",
}
FIELDS: Final = (
    *("id", "words", "way", "when", "day", "month", "year", "time", "name", "home", "number"),
    *("answer_by", "email", "choice", "safe_way", "need_other", "remark"),
)
LONGEST_WORDS: Final = 20_000
LONGEST_LINE: Final = 300
OLDEST: Final = timedelta(days=731)
MORNING: Final = 9  # where only a day is known
_EMAIL: Final = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")
_POSTCODE: Final = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\b", re.IGNORECASE)
_MOBILE: Final = re.compile(r"(?:\+44|0044|0)7\d{9}")
_PHONE: Final = re.compile(r"(?:\+|00)?\d{6,15}")


@dataclass(frozen=True)
class Filled:
    """The form as it was sent."""

    said: Mapping[str, str]  #: by field; "" where nothing was typed
    not_safe: Collection[str] = ()
    needs: Collection[str] = ()

    def __getitem__(self, name: str) -> str:
        return self.said.get(name, "")


def faults_of(filled: Filled, now: datetime) -> dict[str, str]:
    """What must be put right before it can be handed in: a sentence by the id of its field."""
    found = {
        "words": "Write what they said, in their own words." if not filled["words"] else "",
        "way": "" if filled["way"] in WAYS else "Say how it reached you.",
        **_faults_of_when(filled, now),
        **_faults_of_answer(filled),
        "choice": "" if filled["choice"] in CHOICES else "Say whether you asked if they want to complain.",
        **_too_long(filled),
    }
    return {field: sentence for field, sentence in found.items() if sentence}


def had_at(filled: Filled, now: datetime) -> datetime | None:
    """When the resident was in touch; None where no real day or time was given. A day alone counts from its morning."""
    if filled["when"] != "earlier":
        return now
    try:
        on = date(int(filled["year"]), int(filled["month"]), int(filled["day"]))
        hour, minute = _time_in(filled["time"])
        told = london_time(on, hour, minute)
    except (ValueError, OverflowError):
        return None
    is_today_untimed = not filled["time"] and on == now.astimezone(LONDON).date()
    return min(told, now) if is_today_untimed else told


def sheet_of(
    filled: Filled,
    files: Sequence[Mapping[str, str]],
    *,
    taken_by: str,
    organisation: str,
    by_link: bool,
    now: datetime,
) -> dict[str, Any]:
    """The sheet as it is kept; only of what has no faults."""
    first = had_at(filled, now) or now
    other = [" ".join(filled["need_other"].split())] if filled["need_other"] else []
    return {
        **{name: filled[name] for name in ("id", "words", "name", "choice", "safe_way", "remark", "number")},
        "home": "; ".join(lines_of(filled["home"])),
        "answer_by": filled["answer_by"],
        "answer_to": _answer_to(filled),
        "had_at": first.isoformat(),
        "door": "phone" if "call" in filled.needs else "post" if "large_print" in filled.needs else "",
        "needs": [_NEED_WORDS[need] for need in _NEED_WORDS if need in filled.needs] + other,
        "not_safe": [what for what in NOT_SAFE if what in filled.not_safe],
        "taken_by": taken_by,
        "organisation": organisation,
        "by_link": by_link,
        "files": [dict(file) for file in files],
    }


def mobile_of(number: str) -> str:
    """A British mobile as +447...; "" where it is none."""
    digits = _digits(number)
    return "+44" + digits[-10:] if _MOBILE.fullmatch(digits) else ""


def lines_of(home: str) -> list[str]:
    """An address line by line, however it was typed."""
    return [line for part in re.split(r"[\n;,]", home) if (line := " ".join(part.split()))]


def _faults_of_when(filled: Filled, now: datetime) -> dict[str, str]:
    if filled["when"] not in ("now", "earlier"):
        return {"when": "Say when they were in touch."}
    told = had_at(filled, now)
    if told is None:
        return {"day": "Give a real date, and a time such as 14:30 or none."}
    if told > now:
        return {"day": "The day they were in touch must not lie ahead."}
    return {"day": "That day is more than two years ago. Check the year."} if told < now - OLDEST else {}


def _faults_of_answer(filled: Filled) -> dict[str, str]:
    by = filled["answer_by"]
    if by == "email" and not _EMAIL.fullmatch(filled["email"]):
        return {"email": "Give their e-mail address, such as sam@example.net."}
    if by == "text" and not mobile_of(filled["number"]):
        return {"number": "Give a mobile number that begins with 07."}
    if by == "ring" and not _PHONE.fullmatch(_digits(filled["number"])):
        return {"number": "Give the number to ring."}
    if by == "letter" and not (_POSTCODE.search(filled["home"]) and len(lines_of(filled["home"])) > 1):
        return {"home": "Give the whole address with its postcode, so that a letter reaches them."}
    return {} if by in ANSWERS else {"answer_by": "Say how we can answer them."}


def _too_long(filled: Filled) -> dict[str, str]:
    long = [
        name for name in FIELDS if len(filled[name]) > (LONGEST_WORDS if name in _TEXTS else LONGEST_LINE)
    ]
    return {name: f"This is too long by {_surplus(filled, name)} letters." for name in long}


_TEXTS: Final = ("words", "remark")


def _surplus(filled: Filled, name: str) -> int:
    return len(filled[name]) - (LONGEST_WORDS if name in _TEXTS else LONGEST_LINE)


def _answer_to(filled: Filled) -> str:
    return {
        "email": filled["email"].lower(),
        "text": mobile_of(filled["number"]),
        "letter": "; ".join(lines_of(filled["home"])),
        "ring": filled["number"],
    }.get(filled["answer_by"], "")


def _time_in(typed: str) -> tuple[int, int]:
    hour, _, minute = (typed or f"{MORNING}").replace(".", ":").partition(":")
    if not (0 <= int(hour) <= 23 and 0 <= int(minute or 0) <= 59):
        raise ValueError(typed)
    return int(hour), int(minute or 0)


def _digits(number: str) -> str:
    return re.sub(r"[ ().-]", "", number)
