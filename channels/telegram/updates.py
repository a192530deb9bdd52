"""What is an update about? Which message, in which chat, with which files, and by what it is known here.

Pure. An update is what Telegram says when somebody writes, changes what they wrote, or taps a button.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from channels.telegram.fields import NOTHING, Said, number, part, parts, words

MESSAGE, EDITED, TAP, POSTED = "message", "edited_message", "callback_query", "channel_post"
TAKEN: Final = (MESSAGE, EDITED, TAP, POSTED)  #: the kinds Telegram is asked for

#: how staff are told of each kind of file, and what it is where Telegram does not say
FILES: Final = {
    "photo": ("photo", "image/jpeg", ".jpg"),
    "voice": ("voice message", "audio/ogg", ".ogg"),
    "video_note": ("video message", "video/mp4", ".mp4"),
    "audio": ("sound", "audio/mpeg", ".mp3"),
    "animation": ("film", "video/mp4", ".mp4"),
    "video": ("film", "video/mp4", ".mp4"),
    "document": ("file", "application/octet-stream", ""),
}


@dataclass(frozen=True)
class WantedFile:
    """A file that came with a message, as Telegram names it."""

    id: str
    name: str
    type: str  #: what Telegram or the sender says it is
    size: int  #: bytes; 0 where nobody says
    called: str  #: a photo, a voice message


def kind_of(update: Said) -> str:
    """What kind of update it is; "" for one we never asked for."""
    return next((kind for kind in TAKEN if part(update, kind)), "")


def message_of(update: Said) -> Said:
    """The message it is about; for a tap the one with the button."""
    kind = kind_of(update)
    found = part(update, kind) if kind else NOTHING
    return part(found, "message") if kind == TAP else found


def chat_of(update: Said) -> Said:
    """The chat it comes from."""
    return part(message_of(update), "chat")


def is_private(update: Said) -> bool:
    """Whether nobody else reads along."""
    return words(chat_of(update), "type") == "private"


def update_number(update: Any) -> int | None:
    """Telegram's own number."""
    return number(update, "update_id")


def tap_number(update: Said) -> str:
    """What a tap must be settled by; "" where it is none."""
    return words(part(update, TAP), "id")


def key_of(bot_id: str, updates: Sequence[Said]) -> str:
    """What an arrival is known by. After a quiet week Telegram begins to count anew, so what it says counts too."""
    said = json.dumps(list(updates), sort_keys=True).encode("utf-8", "replace")
    return f"telegram:{bot_id}:{update_number(updates[0])}:{hashlib.sha256(said).hexdigest()[:12]}"


def file_of(update: Said) -> WantedFile | None:
    """The file that came with it. Telegram puts one into a message; a film without sound is a document too."""
    message = NOTHING if kind_of(update) == TAP else message_of(update)
    kind = next((kind for kind in FILES if kind in message), "")
    found = _largest(message) if kind == "photo" else part(message, kind)
    if not kind or not words(found, "file_id"):
        return None
    called, usual, ending = FILES[kind]
    made = f"{called.replace(' ', '-')}-{number(message, 'message_id') or 0}{ending}"
    return WantedFile(
        id=words(found, "file_id"),
        name=words(found, "file_name") or made,
        type=words(found, "mime_type") or usual,
        size=number(found, "file_size") or 0,
        called=called,
    )


def _largest(message: Said) -> Said:
    return max(parts(message, "photo"), key=lambda one: number(one, "file_size") or 0, default=NOTHING)


def together(updates: Sequence[Said]) -> Iterator[list[Said]]:
    """Updates as they belong together: the photos of one album are one message."""
    gathered: list[Said] = []
    for update in updates:
        if gathered and (not _album(update) or _album(update) != _album(gathered[-1])):
            yield gathered
            gathered = []
        gathered.append(update)
    if gathered:
        yield gathered


def may_go_on(updates: Sequence[Said]) -> bool:
    """Whether the last of them is a photo of an album of which more may come at once."""
    return bool(updates) and _album(updates[-1]) != ""


def _album(update: Said) -> str:
    """Which album of which chat; edits stand alone."""
    group = words(part(update, MESSAGE), "media_group_id")
    return f"{number(chat_of(update), 'id')}:{group}" if group else ""
