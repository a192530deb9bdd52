"""What does one answer hold, as plain words by field, and why can it not be taken? Pure."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from channels.survey.source import Source
from channels.survey.written import read_instant

LONGEST_ID: Final = 200
Fields = Mapping[str, str]


class NotAnAnswer(ValueError):
    """It is no answer to this survey; the sentence says why."""


def read_fields(raw: bytes) -> Fields:
    """The words of an answer by the name of their field.

    Raises:
        NotAnAnswer: it is not one JSON object.
    """
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise NotAnAnswer("It is not JSON.") from error
    if not isinstance(said, dict):
        raise NotAnAnswer("It must be one JSON object: one answer at a time.")
    return dict(_flatten(said, ""))


def _flatten(value: Any, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from _flatten(inside, f"{name}.{key}" if name else str(key))
    elif isinstance(value, list):
        yield name, ", ".join(_words(one) for one in value if _words(one))
    else:
        yield name, _words(value)


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value).replace("\0", "").strip()


def fault_of(fields: Fields, source: Source) -> str:
    """Why this answer cannot be taken, a sentence; "" where it can."""
    named = fields.get(source.id, "")
    if not named:
        return f"It has no number of its own: “{source.id}” is empty."
    if len(named) > LONGEST_ID:
        return f"Its number “{source.id}” is longer than {LONGEST_ID} letters."
    written = fields.get(source.answered_at, "") if source.answered_at else ""
    if written and read_instant(written) is None:
        return f"“{source.answered_at}” is no date that can be read: {written[:40]}."
    if not any(answer for _, answer in answers_in(fields, source)):
        return "It answers no question."
    return ""


def answers_in(fields: Fields, source: Source) -> list[tuple[str, str]]:
    """Each question with its answer, the score first, what is empty left out."""
    named = source.questions or tuple(fields)
    order = dict.fromkeys((source.score, *named, source.complaint))
    return [
        (field, fields[field])
        for field in order
        if field and field not in source.about_the_person and fields.get(field)
    ]
