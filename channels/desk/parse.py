"""What did the resident say, who took it down, and what was asked there and then? One sheet to one `Incoming`.

The sheet is JSON, made by the desk's own pages. The words are the resident's and are read like any message; what the
one who took them down adds stays apart, as a note to staff.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from channels.errors import CannotParse
from channels.messages import Arrival, Incoming, ReplyAddress, TakenDown
from channels.scans import read_scans

CHANNELS: Final = ("phone", "letter", "visit", "social")
ANSWERED_BY: Final = ("email", "text", "letter")  # doors that something can be sent to
COLLEAGUE: Final = "colleague"
FORM: Final = "form"  # a link proves nobody: whoever holds it says whose words they are
_UNSAFE: Final = {"write": "write to them", "ring": "ring them", "visit": "visit them"}


def parse(arrival: Arrival) -> Incoming:
    """Read one sheet.

    Raises:
        CannotParse: it is no sheet of ours.
    """
    sheet = _open(arrival.raw)
    answer = _answer(sheet, arrival.channel)
    by_link = bool(sheet.get("by_link"))
    return Incoming(
        channel=arrival.channel,
        reply_to=answer,
        from_address=arrival.sender if by_link else answer.address,
        from_name=answer.name,
        subject="",
        text=_said(sheet, "words"),
        full_text=_said(sheet, "words"),
        sent_at=None,
        message_id=f"<{_said(sheet, 'id')}@desk.invalid>",
        in_reply_to="",
        references=(),
        attachments=read_scans(sheet.get("files") or ()),
        notes=_notes(sheet),
        brought_by=FORM if by_link else COLLEAGUE,
        had_at=_had_at(sheet, arrival),
        taken=_taken(sheet),
    )


def _open(raw: bytes) -> Mapping[str, Any]:
    try:
        sheet = json.loads(raw)
    except ValueError as error:
        raise CannotParse("It is no sheet of the desk.") from error
    if not isinstance(sheet, dict) or not sheet.get("id") or not sheet.get("taken_by"):
        raise CannotParse("It is no sheet of the desk: who took it down does not stand in it.")
    return sheet


def _answer(sheet: Mapping[str, Any], channel: str) -> ReplyAddress:
    """Where an answer goes; to nowhere where they gave no address, or only a number to ring."""
    by, address = _said(sheet, "answer_by"), _said(sheet, "answer_to")
    if by not in ANSWERED_BY or not address:
        return ReplyAddress(channel, "", _said(sheet, "name"))
    # A letter's address is printed as it was given.
    return ReplyAddress(by, address if by == "letter" else address.lower(), _said(sheet, "name"))


def _had_at(sheet: Mapping[str, Any], arrival: Arrival) -> datetime:
    """The first contact, from which the clock counts; never later than the sheet itself."""
    try:
        told = datetime.fromisoformat(_said(sheet, "had_at"))
    except ValueError as error:
        raise CannotParse("The sheet does not say when the resident was in touch.") from error
    if told.tzinfo is None:
        raise CannotParse("The sheet says when the resident was in touch without a time zone.")
    return min(told.astimezone(UTC), arrival.received_at)


def _taken(sheet: Mapping[str, Any]) -> TakenDown:
    choice = _said(sheet, "choice")
    return TakenDown(
        by=_who(sheet),
        choice=choice if choice in ("yes", "no") else "",
        door=_said(sheet, "door"),
        needs=tuple(str(need) for need in sheet.get("needs") or ()),
        not_safe=tuple(what for what in sheet.get("not_safe") or () if what in _UNSAFE),
    )


def _who(sheet: Mapping[str, Any]) -> str:
    organisation = _said(sheet, "organisation")
    return f"{_said(sheet, 'taken_by')} of {organisation}" if organisation else _said(sheet, "taken_by")


def _notes(sheet: Mapping[str, Any]) -> tuple[str, ...]:
    """What staff must know, a sentence each; the remark is not the resident's and is never read for them."""
    not_safe = [_UNSAFE[what] for what in sheet.get("not_safe") or () if what in _UNSAFE]
    asked = {
        "yes": "They were asked, and want to complain.",
        "no": "They were asked, and do not want to complain.",
    }
    said = (
        (f"{_who(sheet)} took it down.", True),
        (asked.get(_said(sheet, "choice"), "They were not asked whether they want to complain."), True),
        (f"Their home: {_said(sheet, 'home')}.", _said(sheet, "home")),
        (f"Their phone number: {_said(sheet, 'number')}.", _said(sheet, "number")),
        ("They want to be rung.", _said(sheet, "answer_by") == "ring"),
        (f"It is not safe to {' or '.join(not_safe)}.", not_safe),
        (f"What is safe: “{_said(sheet, 'safe_way')}”", _said(sheet, "safe_way")),
        (f"{_said(sheet, 'taken_by')} adds: “{_said(sheet, 'remark')}”", _said(sheet, "remark")),
    )
    return tuple(sentence for sentence, holds in said if holds)


def _said(sheet: Mapping[str, Any], name: str) -> str:
    value = sheet.get(name)
    return value.strip() if isinstance(value, str) else ""
