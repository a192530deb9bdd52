"""What is one entry of a bundle, and how are the values of a row said in it? Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from bot.working_days import LONDON

#: tables whose own name says too little
_TITLES: Final = {
    "adjustment": "A need that was on record",
    "alert": "Somebody was woken",
    "attachment": "A file that came with a message",
    "call": "A call, visit or letter by a person",
    "case_link": "A case that belongs to this one",
    "clock": "A date that was set",
    "extension": "More time was taken",
    "finding": "What was found on a point",
    "improvement": "What was learned",
    "offer": "The choice to complain",
    "conflict": "Somebody who may not handle it",
    "hazard": "A hazard in the home",
    "hazard_step": "What was done about a hazard",
    "ombudsman_item": "Something the Ombudsman sent",
    "other_matter": "What another law asks of us",
    "question": "A question to a colleague or contractor",
    "restriction": "How they can reach us for a time",
    "point": "A point of the definition",
    "reading": "How a computer read a message",
    "refusal": "A decision not to look into it",
    "remedy": "A promise to put it right",
    "representative": "Somebody who writes for the resident",
    "response": "The answer of a stage",
    "review": "How a person read a message",
    "survey_answer": "An answer to a survey",
    "task": "A task for a person",
}


@dataclass(frozen=True)
class Entry:
    """One thing that happened or was kept."""

    at: datetime
    title: str
    source: str  #: where it comes from: the table and the number of its row
    lines: Sequence[tuple[str, str]] = ()  #: what is known of it: a label and its words
    files: Mapping[str, bytes] = field(default_factory=dict)  #: by the end of their name: "received.eml"


def title_of(table: str) -> str:
    """A row's table as people would say it."""
    return _TITLES.get(table) or in_words(table)


def in_words(code: str) -> str:
    """A code as words: "stage_1_handler" is "Stage 1 handler"."""
    words = code.strip("_").replace("_", " ")
    return words[:1].upper() + words[1:]


def lines_of(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The columns of a row as labels and words."""
    return [(in_words(name), said(value)) for name, value in values.items()]


def said(value: Any) -> str:
    """One value as it is read: days in full, instants in London time."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return in_london(value)
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, Mapping):
        return "; ".join(f"{in_words(str(name))}: {said(one)}" for name, one in sorted(value.items()))
    if isinstance(value, list | tuple):
        return "; ".join(said(one) for one in value)
    return str(value)


def in_london(at: datetime) -> str:
    """An instant on a London clock: "3 November 2026, 10:05:00"."""
    there = at.astimezone(LONDON)
    return f"{there.day} {there:%B %Y, %H:%M:%S}"


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """By time; what happened at one instant stays in the order it was gathered."""
    return sorted(entries, key=lambda entry: entry.at)


def heading_of(entry: Entry, number: int) -> str:
    """How an entry is headed in an index."""
    return f"{number}. {in_london(entry.at)}. {entry.title}"
