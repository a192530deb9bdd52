"""What does an arrival from a page say? The JSON as it was posted, as one `Incoming`."""

import json
from typing import Any

from channels.errors import CannotParse
from channels.messages import Arrival, Incoming, ReplyAddress
from channels.web.photos import an_attachment


def parse_web(arrival: Arrival) -> Incoming:
    """One message from a page.

    Raises:
        CannotParse: the bytes are no post of a page.
    """
    try:
        said: dict[str, Any] = json.loads(arrival.raw)
        name, text, client_id = _clean(said.get("name")), _clean(said.get("text")), str(said["client_id"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CannotParse("What the web page posted cannot be read.") from error
    email = _clean(said.get("email"))
    return Incoming(
        channel=arrival.channel,
        reply_to=ReplyAddress(arrival.channel, arrival.sender, name),
        from_address=arrival.sender,
        from_name=name,
        subject="",
        text=text.strip(),
        full_text=text,
        sent_at=None,
        message_id=f"<{client_id}@web-chat.invalid>",
        in_reply_to="",
        references=(),
        attachments=tuple(
            an_attachment(photo, number) for number, photo in enumerate(said.get("photos") or (), 1)
        ),
        notes=(f"They gave this e-mail address in the chat; nobody has proven it: {email}",) if email else (),
        tapped=_clean(said.get("tap")),
    )


def client_id_of(message_id: str) -> str:
    """The id that the page itself gave its message."""
    return message_id.strip("<>").partition("@")[0]


def _clean(words: object) -> str:
    """Words that every database takes: no NUL, no half of a letter."""
    return str(words or "").replace("\x00", "").encode("utf-8", "replace").decode()
