"""Which messages does the model learn from, and is every one of them fit to be learnt from?

Reads the rows of `training_data/*.jsonl` and refuses, with file and line, whatever departs from
`training_data/GUIDE.md`. A wrong row is never skipped: the figures would then speak of other rows.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from classifiers.errors import BadTrainingRow
from classifiers.labels import CHANNELS, Choice, Kind, Signal, Topic

REQUIRED = ("id", "channel", "text", "kind", "wants_action", "explicit", "topic", "signals")
OPTIONAL = {"batch": "", "language": "en", "subject": "", "note": ""}
CORRECTIONS = "corrections"  # how the name of a batch begins that a landlord's own staff made; it weighs more


@dataclass(frozen=True)
class Example:
    """One message with the labels people gave it."""

    id: str
    batch: str  #: rows of one batch were written together and stay on one side of a split
    channel: str
    language: str
    subject: str
    text: str
    kind: Kind
    wants_action: bool
    explicit: bool
    topic: Topic
    signals: frozenset[Signal]
    note: str = ""
    choice: Choice | None = None  #: of an answer to the choice to complain, which has no other label

    @property
    def message(self) -> tuple[str, str, str]:
        """Subject, text and channel, as the classifier takes them."""
        return self.subject, self.text, self.channel


def load_folder(folder: Path) -> tuple[Example, ...]:
    """Load every `*.jsonl` of a folder, in the order of the file names."""
    return load_files(sorted(folder.glob("*.jsonl")))


def load_files(files: Iterable[Path], *, allow_more_keys: bool = False) -> tuple[Example, ...]:
    """Load the rows of these files; an id may stand only once in all of them.

    Args:
        allow_more_keys: for files to be judged rather than learnt from, which may carry more than the guide asks.
    Raises:
        BadTrainingRow: the first row that cannot be used.
    """
    rows: dict[str, Example] = {}
    for file in files:
        for number, line in enumerate(_lines(file), start=1):
            if not line.strip():
                continue
            row = _row(file, number, line, allow_more_keys=allow_more_keys)
            if row.id in rows:
                raise BadTrainingRow(file, number, f"the id {row.id!r} stands twice")
            rows[row.id] = row
    return tuple(rows.values())


def load_training(folder: Path) -> tuple[Example, ...]:
    """Load everything a model learns from: the messages, and the answers to the choice in `choices/`."""
    return load_folder(folder) + load_answers(folder / "choices")


def messages_of(rows: Iterable[Example]) -> list[Example]:
    """Those that are messages."""
    return [row for row in rows if row.choice is None]


def answers_of(rows: Iterable[Example]) -> list[Example]:
    """Those that are answers to the choice."""
    return [row for row in rows if row.choice is not None]


def load_answers(folder: Path) -> tuple[Example, ...]:
    """Load every answer to the choice to complain of a folder: `id`, `text`, `choice`, `channel`, `subject`.

    Raises:
        BadTrainingRow: the first row that cannot be used.
    """
    return tuple(
        _answer(file, number, line)
        for file in sorted(folder.glob("*.jsonl"))
        for number, line in enumerate(_lines(file), start=1)
        if line.strip()
    )


def _answer(file: Path, number: int, line: str) -> Example:
    try:
        fields = json.loads(line)
        row = {
            "kind": Kind.ENQUIRY,
            "topic": Topic.OTHER,
            "wants_action": False,
            "explicit": False,
            "signals": [],
        }
        fault = _fault(
            {**row, **{key: fields[key] for key in fields if key != "choice"}}, allow_more_keys=False
        )
        choice = Choice(fields["choice"])
    except (ValueError, KeyError, TypeError) as error:
        raise BadTrainingRow(file, number, f"it is no answer to the choice ({error})") from error
    if fault:
        raise BadTrainingRow(file, number, fault)
    return replace(_example({"batch": file.stem, **row, **fields}), choice=choice)


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadTrainingRow(file, 0, f"the file cannot be read ({error})") from error


def _row(file: Path, number: int, line: str, *, allow_more_keys: bool) -> Example:
    try:
        fields = json.loads(line)
    except ValueError as error:
        raise BadTrainingRow(file, number, f"it is not JSON ({error})") from error
    if not isinstance(fields, dict):
        raise BadTrainingRow(file, number, "it is not a JSON object")
    fault = _fault(fields, allow_more_keys=allow_more_keys)
    if fault:
        raise BadTrainingRow(file, number, fault)
    return _example({"batch": file.stem, **fields})


def _fault(fields: dict[str, Any], *, allow_more_keys: bool) -> str:
    """The first fault of a row, "" where there is none."""
    missing = [key for key in REQUIRED if fields.get(key) is None]
    if missing:
        return f"{missing[0]!r} is missing"
    unknown = sorted(set(fields) - set(REQUIRED) - set(OPTIONAL))
    if unknown and not allow_more_keys:
        return f"there is no key {unknown[0]!r} in the guide"
    return _wrong_type(fields) or _unknown_value(fields)


def _wrong_type(fields: dict[str, Any]) -> str:
    for key in ("id", "channel", "text", "kind", "topic", *OPTIONAL):
        if not isinstance(fields.get(key, ""), str):
            return f"{key!r} must be text"
    for key in ("wants_action", "explicit"):
        if not isinstance(fields[key], bool):
            return f"{key!r} must be true or false"
    if not isinstance(fields["signals"], list):
        return "'signals' must be a list"
    return ""


def _unknown_value(fields: dict[str, Any]) -> str:
    if not fields["id"].strip():
        return "the id is empty"
    if not fields["text"].strip():
        return "the text is empty"
    for key, known in (("kind", list(Kind)), ("topic", list(Topic)), ("channel", list(CHANNELS))):
        if fields[key] not in known:
            return f"{key!r} cannot be {fields[key]!r}"
    for signal in fields["signals"]:
        if signal not in list(Signal):
            return f"there is no signal {signal!r}"
    return ""


def _example(fields: dict[str, Any]) -> Example:
    return Example(
        id=fields["id"],
        batch=fields["batch"],
        channel=fields["channel"],
        language=fields.get("language", "en"),
        subject=fields.get("subject", ""),
        text=fields["text"],
        kind=Kind(fields["kind"]),
        wants_action=fields["wants_action"],
        explicit=fields["explicit"],
        topic=Topic(fields["topic"]),
        signals=frozenset(Signal(signal) for signal in fields["signals"]),
        note=fields.get("note", ""),
    )
