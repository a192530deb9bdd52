"""What does a message on Telegram say, in words and beside them? Its text, and a sentence for staff on the rest.

Pure. What holds no words gets none from us: nothing is guessed from a picture or a voice, so that a person looks.
"""

from typing import Final

from channels.telegram.fields import Said, decimal, name, part, words
from channels.telegram.updates import FILES

VOICE: Final = "They sent a voice message. Listen to it: nobody has."
FORWARDED: Final = "They passed on a message that came from elsewhere."
CHANGED: Final = "They changed an earlier message."
TAPPED: Final = "They tapped a button."

#: things Telegram itself puts into a chat; nobody has written them
NOTICES: Final = frozenset(
    {
        "pinned_message",
        "message_auto_delete_timer_changed",
        "chat_background_set",
        "write_access_allowed",
        "connected_website",
        "boost_added",
        "proximity_alert_triggered",
        "new_chat_title",
        "new_chat_photo",
        "delete_chat_photo",
        "video_chat_scheduled",
        "video_chat_started",
        "video_chat_ended",
    }
)
_UNWRITTEN: Final = {"poll": "a poll", "dice": "a dice", "game": "a game", "story": "a story"}


def text_of(message: Said) -> str:
    """What they wrote: the text, the line under a picture, or the emoji a sticker stands for."""
    return words(message, "text") or words(message, "caption") or words(part(message, "sticker"), "emoji")


def notes_on(message: Said) -> list[str]:
    """What staff must know beside the text, a sentence each."""
    found = [
        VOICE if part(message, "voice") or part(message, "video_note") else "",
        FORWARDED if _is_passed_on(message) else "",
        "They sent a sticker; its emoji stands for it." if part(message, "sticker") else "",
        _place(message),
        _contact(part(message, "contact")),
        *(
            f"They sent {what}, which cannot be shown here."
            for kind, what in _UNWRITTEN.items()
            if kind in message
        ),
    ]
    return [*filter(None, found)] or ([] if text_of(message) or _has_file(message) else [_unknown()])


def is_notice(message: Said) -> bool:
    """Whether Telegram itself says something, and nobody has written anything."""
    return not text_of(message) and any(kind in message for kind in NOTICES)


def is_moving(message: Said) -> bool:
    """Whether it is a place that is followed on the map, of which a new message comes every few seconds."""
    return bool(part(message, "location"))


def _is_passed_on(message: Said) -> bool:
    return any(kind in message for kind in ("forward_origin", "forward_date", "forward_from"))


def _place(message: Said) -> str:
    place = part(message, "location") or part(part(message, "venue"), "location")
    north, east = decimal(place, "latitude"), decimal(place, "longitude")
    if north is None or east is None:
        return ""
    called = name(words(part(message, "venue"), "title"), words(part(message, "venue"), "address"))
    at = f"https://www.openstreetmap.org/?mlat={north:.5f}&mlon={east:.5f}#map=18/{north:.5f}/{east:.5f}"
    return f"They sent a place on the map{': ' + called if called else ''}: {at}"


def _contact(contact: Said) -> str:
    if not contact:
        return ""
    whose = name(words(contact, "first_name"), words(contact, "last_name"))
    number = name(words(contact, "phone_number"))
    return f"They sent somebody’s number: {', '.join(filter(None, [whose, number])) or 'it is empty'}."


def _has_file(message: Said) -> bool:
    return any(kind in message for kind in FILES)


def _unknown() -> str:
    return "They sent something of a kind that is not known here. Ask them what it was."
