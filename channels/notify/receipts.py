"""What became of a message of ours that Notify took? Its status, as a `Receipt`.

A text has arrived when the phone has it; a letter when it is in the post, which is its dispatch. Notify posts to us
what becomes of texts, and which letters came back; what becomes of letters before that it tells when asked.
"""

from datetime import datetime
from typing import Any, Final

from channels.errors import CannotParse
from channels.messages import Receipt
from channels.notify.receive import field_of, read_instant, read_json

_ARRIVED: Final = {"sms": ("delivered",), "letter": ("received", "delivered")}
_WHY: Final = {
    "sms": {
        "permanent-failure": "The number does not exist, or takes no texts.",
        "temporary-failure": "The phone was off or out of reach for too long.",
        "technical-failure": "GOV.UK Notify had a fault and did not send it.",
    },
    "letter": {
        "cancelled": "The letter was cancelled at GOV.UK Notify before it was printed.",
        "permanent-failure": "The printer could not print the letter, and nothing was posted.",
        "technical-failure": "GOV.UK Notify had a fault, and nothing was posted.",
        "validation-failed": "GOV.UK Notify could not make a letter of it, and nothing was posted.",
        "virus-scan-failed": "GOV.UK Notify could not make a letter of it, and nothing was posted.",
    },
}
_CAME_BACK: Final = "The letter was posted and came back."


def read_receipt(raw: bytes) -> Receipt:
    """What Notify posted.

    Raises:
        CannotParse: it is not what Notify hands over.
    """
    said = read_json(raw)
    if "notification_id" in said:  # only the notice of a returned letter is put so
        return Receipt(_ours(said), "failed", None, _CAME_BACK)
    if not said.get("status"):
        raise CannotParse("It is no receipt as GOV.UK Notify hands them over.")
    return _receipt(said, field_of(said, ("notification_type", "type")))


def receipt_of_letter(said: dict[str, Any]) -> Receipt:
    """The status of a letter, as Notify tells it when asked."""
    return _receipt(said, "letter")


def _receipt(said: dict[str, Any], kind: str) -> Receipt:
    status = str(said["status"])
    why = _WHY.get(kind, {}).get(status, "")
    fate = "arrived" if status in _ARRIVED.get(kind, ()) else "failed" if why else "under way"
    return Receipt(_ours(said), fate, _when(said), why)


def _ours(said: dict[str, Any]) -> str:
    """Our own name for it, which we gave as its reference."""
    reference = str(said.get("reference") or "")
    return f"<{reference}>" if reference else ""


def _when(said: dict[str, Any]) -> datetime | None:
    return read_instant(field_of(said, ("completed_at", "sent_at")))
