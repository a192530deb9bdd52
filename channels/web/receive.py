"""What did a page post, and can it be taken? Checks it and makes the arrival; whoever posted is told what is wrong.

The raw bytes of the arrival are the JSON as it was posted, photos and all. Nothing that was typed is refused for its
words: only a post with nothing in it, one too large, or one that is no message at all.
"""

import json
import re
from datetime import datetime
from typing import Any, Final

from channels.messages import Arrival
from channels.web.photos import MOST_BYTES, MOST_PHOTOS, content_of, is_photo

CHANNEL: Final = "widget"
MOST_LETTERS: Final = 1_000_000
MOST_BODY_BYTES: Final = (
    MOST_PHOTOS * MOST_BYTES * 4 // 3 + 4 * MOST_LETTERS
)  #: photos grow by a third in JSON
_MOST_OF_A_NAME: Final = 200
_ID: Final = re.compile(r"[A-Za-z0-9-]{8,64}")


class NotTaken(Exception):
    """What was posted cannot be taken as it is. Nothing of it is kept, so the page must keep it.

    Args:
        why: one sentence for whoever wrote it.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def read_post(body: bytes) -> dict[str, Any]:
    """What a page posted.

    Raises:
        NotTaken: it is empty, too large, or no message.
    """
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        raise NotTaken("This did not arrive whole. Please send it again.") from None
    if not isinstance(said, dict) or not _ID.fullmatch(str(said.get("client_id", ""))):
        raise NotTaken("This page is out of date. Load it again; what you wrote is kept.")
    _check_words(said)
    _check_photos(said)
    return said


def arrival_of(
    body: bytes, said: dict[str, Any], *, landlord_id: str, session: str, address: str, at: datetime
) -> Arrival:
    """The arrival of one post; known by its session and its own id, so that one sent twice is kept once.

    Args:
        session: what the session of the page is known by.
        address: what the conversation is known by.
    """
    return Arrival(
        landlord_id=landlord_id,
        channel=CHANNEL,
        sender=address,
        recipient=f"{CHANNEL}:{landlord_id}",
        raw=body,
        received_at=at,
        keys=(f"{CHANNEL}:{session}:{said['client_id']}",),
    )


def tap_body(client_id: str, tap: str, label: str) -> bytes:
    """A tap on a button as it is kept: the button's own words are what was said."""
    return json.dumps({"client_id": client_id, "tap": tap, "text": label}).encode()


def _check_words(said: dict[str, Any]) -> None:
    text = said.get("text", "")
    if not isinstance(text, str) or not all(
        isinstance(said.get(name, ""), str) for name in ("name", "email")
    ):
        raise NotTaken("This page is out of date. Load it again; what you wrote is kept.")
    if len(text) > MOST_LETTERS:
        raise NotTaken("This is too long to send at once. Please send it in parts.")
    if len(said.get("name", "")) > _MOST_OF_A_NAME:
        raise NotTaken("That name is too long. Please write a shorter one.")
    if not text.strip() and not said.get("photos"):
        raise NotTaken("There is nothing in this message. Write a few words, or add a photo.")


def _check_photos(said: dict[str, Any]) -> None:
    photos = said.get("photos") or []
    if not isinstance(photos, list) or not all(isinstance(photo, dict) for photo in photos):
        raise NotTaken("The photos did not arrive whole. Please add them again.")
    if len(photos) > MOST_PHOTOS:
        raise NotTaken(f"You can send {MOST_PHOTOS} photos at once. Send the rest in the next message.")
    for photo in photos:
        content = content_of(photo)
        name = str(photo.get("name", ""))[:60] or "A file"
        if content is not None and len(content) > MOST_BYTES:
            raise NotTaken(f"{name} is too large. A photo can be up to 8 MB.")
        if content is None or not is_photo(content):
            raise NotTaken(f"{name} is not a photo that we can take. Send a photo, or tell us in words.")
