"""What did a resident report, through a map, an app or another council's page? One kept report to one `Incoming`.

The page proves itself, not the resident: as with a web form, its word for who wrote is kept apart from proof. Where it
is stands in a note to staff; the words alone are read.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Final

from channels.errors import CannotParse
from channels.messages import Arrival, Incoming, ReplyAddress
from channels.open311.fields import CHANNEL, report_of

FORM: Final = "form"


def parse(arrival: Arrival) -> Incoming:
    """Read one report; it was looked at before it was kept.

    Raises:
        CannotParse: it is none.
    """
    report = _open(arrival.raw)
    name = " ".join(filter(None, (report.get("first_name"), report.get("last_name"))))
    email = report.get("email", "").lower()
    return Incoming(
        channel=CHANNEL,
        reply_to=ReplyAddress("email", email if "@" in email else "", name),
        from_address=arrival.sender,
        from_name=name,
        subject="",
        text=report["description"],
        full_text=report["description"],
        sent_at=None,
        message_id=_name(arrival),
        in_reply_to="",
        references=(),
        notes=_notes(report, arrival.sender),
        brought_by=FORM,
    )


def _open(raw: bytes) -> dict[str, str]:
    try:
        sent = json.loads(raw)
    except ValueError as error:
        raise CannotParse("It is no JSON.") from error
    report = report_of(sent) if isinstance(sent, dict) else {}
    if "description" not in report:
        raise CannotParse("It is a report without words.")
    return report


def _name(arrival: Arrival) -> str:
    """Made of what came and when: the same words on another day are another report."""
    seal = hashlib.sha256(arrival.received_at.isoformat().encode() + arrival.raw).hexdigest()[:32]
    return f"<{seal}@unnamed.invalid>"


def _notes(report: Mapping[str, str], sender: str) -> tuple[str, ...]:
    """What staff must know, a sentence each."""
    place = ", ".join(report[name] for name in ("lat", "long") if name in report)
    said = {
        "Where it is": report.get("address_string", ""),
        "Its place on the map": place,
        "The number of its address": report.get("address_id", ""),
        "What they chose there": report.get("service_code", ""),
        "Their phone number": report.get("phone", ""),
        "A picture, as they say, which nobody has looked at": report.get("media_url", ""),
    }
    told = tuple(f"{what}: {value}." for what, value in said.items() if value)
    return (f"It was reported by Open311: {sender}.", *told)
