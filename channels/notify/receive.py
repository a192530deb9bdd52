"""How does a text message come in? Notify posts it to us; a token proves that it is Notify.

Every byte of what was posted is the arrival, whatever it looks like, and its id at Notify is what it is known by: posted
twice, or fetched besides, it is kept once.
"""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Any, Final

from channels.messages import UNKNOWN, Arrival
from channels.notify.numbers import to_e164

CHANNEL: Final = "text"
_BEARER: Final = "bearer "
#: what a text is called where Notify posts it, and where it is fetched from the list
_FROM: Final = ("source_number", "user_number")
_TO: Final = ("destination_number", "notify_number")
_AT: Final = ("date_received", "created_at")
_WORDS: Final = ("message", "content")


def is_believed(authorization: str, token: str) -> bool:
    """Whether this header holds our token; compared so that the time it takes tells nothing. No token believes nobody."""
    said = authorization[len(_BEARER) :] if authorization[: len(_BEARER)].lower() == _BEARER else ""
    return bool(token) and hmac.compare_digest(said.strip().encode(), token.encode())


def text_arrival(raw: bytes, *, landlord_id: str, received_at: datetime, origin: str = "live") -> Arrival:
    """What Notify posted, or what its list holds, as an arrival; whatever it is, it is kept."""
    said = read_json(raw)
    known_by = str(said.get("id") or "") or hashlib.sha256(raw).hexdigest()
    return Arrival(
        landlord_id=landlord_id,
        channel=CHANNEL,
        sender=to_e164(field_of(said, _FROM)) or UNKNOWN,
        recipient=field_of(said, _TO),
        raw=raw,
        received_at=received_at,
        origin=origin,
        keys=(f"{CHANNEL}:{known_by}",),
    )


def read_json(raw: bytes) -> dict[str, Any]:
    """The fields of what was posted; none where it is not a JSON object."""
    try:
        said = json.loads(raw)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def field_of(said: dict[str, Any], names: tuple[str, ...]) -> str:
    """The first of these fields that says anything."""
    return next((str(said[name]) for name in names if said.get(name)), "")


def words_in(said: dict[str, Any]) -> str:
    """What the sender wrote."""
    return field_of(said, _WORDS)


def sender_in(said: dict[str, Any]) -> str:
    """Where it was written from, as Notify writes it."""
    return field_of(said, _FROM)


def taken_at(said: dict[str, Any]) -> datetime | None:
    """When Notify took it, aware UTC; None where it does not say."""
    return read_instant(field_of(said, _AT))


def read_instant(written: str) -> datetime | None:
    """An instant as Notify writes it; None where it is none."""
    try:
        instant = datetime.fromisoformat(written)
    except ValueError:
        return None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
