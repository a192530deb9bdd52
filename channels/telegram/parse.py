"""What does an arrival from Telegram say? An update, with its files, as a message.

Pure: bytes to a value. It raises `CannotParse` and nothing else, and only where there is nobody to answer.
"""

import base64
import binascii
import hashlib
import json
import re
import unicodedata
from collections.abc import Sequence
from typing import Any, Final

from channels.errors import CannotParse
from channels.messages import Arrival, Attachment, Incoming, ReplyAddress
from channels.telegram import content
from channels.telegram.bot import CHANNEL, address_of, message_name
from channels.telegram.fields import Said, instant, name, number, part, parts, words
from channels.telegram.updates import EDITED, TAP, chat_of, kind_of, message_of

_ASKS_WHO_WE_ARE: Final = re.compile(r"/(start(@\w+)?( [\w-]{1,64})?|help(@\w+)?)", re.IGNORECASE)
_A_TYPE: Final = re.compile(r"[a-z0-9.+_-]{1,80}/[a-z0-9.+_-]{1,120}")
_LONGEST_FILE_NAME: Final = 200
_A_NOTICE: Final = "a notice of Telegram itself"
_A_MOVING_PLACE: Final = "a place that moves on the map"
_A_BOT: Final = "another bot"


def parse(arrival: Arrival) -> Incoming:
    """The message of one arrival.

    Raises:
        CannotParse: it is no update, or nobody can be answered.
    """
    said = _read(arrival.raw)
    updates = [part(said, "update"), *parts(said, "more")] if part(said, "update") else [said]
    chat_id = number(chat_of(updates[0]), "id")
    if not kind_of(updates[0]) or chat_id is None:
        raise CannotParse("It is not a message on Telegram.")
    return _incoming(arrival, chat_id, updates, parts(said, "files"))


def _read(raw: bytes) -> dict[str, Any]:
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise CannotParse("It is not what Telegram sends.") from error
    if not isinstance(said, dict):
        raise CannotParse("It is not what Telegram sends.")
    return said


def _incoming(arrival: Arrival, chat_id: int, updates: Sequence[Said], files: Sequence[Said]) -> Incoming:
    update, bot_id = updates[0], arrival.recipient
    kind, message = kind_of(update), message_of(update)
    tap = part(update, TAP)
    sender = part(tap or message, "from")
    written = "\n\n".join(filter(None, (content.text_of(message_of(each)) for each in updates)))
    text = _label(tap, message) if tap else written
    called = name(words(sender, "first_name"), words(sender, "last_name"))
    address = address_of(bot_id, chat_id)
    return Incoming(
        channel=CHANNEL,
        reply_to=ReplyAddress(CHANNEL, address, called),
        from_address=address,
        from_name=called,
        subject="",
        text=text,
        full_text=text,
        sent_at=instant(message, "edit_date") or (None if tap else instant(message, "date")),
        message_id=_own_name(update, bot_id, chat_id),
        in_reply_to="" if tap else _answered(message, bot_id, chat_id),
        references=(),
        attachments=tuple(_attachment(file) for file in files if "base64" in file),
        automatic=_automatic(kind, message, sender),
        notes=tuple(_notes(kind, updates, files)),
        tapped=words(tap, "data"),
        greets=kind == "message" and _ASKS_WHO_WE_ARE.fullmatch(text.strip()) is not None,
    )


def _own_name(update: Said, bot_id: str, chat_id: int) -> str:
    """What it is called; a change and a tap are messages of their own."""
    message = message_of(update)
    own = message_name(bot_id, chat_id, number(message, "message_id") or 0)
    if kind_of(update) == EDITED:
        return f"<edit-{number(message, 'edit_date') or 0}.{own[1:]}"
    tapped = words(part(update, TAP), "id")
    return f"<tap-{hashlib.sha256(tapped.encode()).hexdigest()[:16]}.{own[1:]}" if tapped else own


def _answered(message: Said, bot_id: str, chat_id: int) -> str:
    """Which message they answer, where they point at one."""
    replied = number(part(message, "reply_to_message"), "message_id")
    return "" if replied is None else message_name(bot_id, chat_id, replied)


def _label(tap: Said, message: Said) -> str:
    """What stood on the button; "" where Telegram no longer shows the message, or we never drew it."""
    rows = part(message, "reply_markup").get("inline_keyboard")
    drawn = [one for row in rows if isinstance(row, list) for one in row] if isinstance(rows, list) else []
    known = (words(one, "text") for one in drawn if words(one, "callback_data") == words(tap, "data"))
    return next(known, "")


def _automatic(kind: str, message: Said, sender: Said) -> str:
    if kind == TAP:
        return ""
    if sender.get("is_bot") is True:
        return _A_BOT
    if kind == EDITED and content.is_moving(message):
        return _A_MOVING_PLACE
    return _A_NOTICE if content.is_notice(message) else ""


def _notes(kind: str, updates: Sequence[Said], files: Sequence[Said]) -> list[str]:
    if kind == TAP:
        return [content.TAPPED]
    found = [content.CHANGED] if kind == EDITED else []
    for update in updates:
        found += content.notes_on(message_of(update))
    missing = [file for file in files if "base64" not in file]
    found += [
        f"A {words(file, 'called') or 'file'} could not be fetched; ask for it again. {words(file, 'missing')}"
        for file in missing
    ]
    return list(dict.fromkeys(note.strip() for note in found))


def _attachment(file: Said) -> Attachment:
    try:
        raw = base64.b64decode(words(file, "base64"), validate=True)
    except binascii.Error:
        raw = b""
    kind = words(file, "type").lower()
    return Attachment(
        name=_file_name(words(file, "name")) or "file",
        type=kind if _A_TYPE.fullmatch(kind) else "application/octet-stream",
        size=len(raw),
        sha256=hashlib.sha256(raw).hexdigest(),
        content=raw,
    )


def _file_name(written: str) -> str:
    """Without folders, and without the marks that turn letters round."""
    shown = "".join(letter for letter in written if unicodedata.category(letter) not in ("Cf", "Cc", "Cs"))
    return re.split(r"[/\\]", shown)[-1].strip(" .")[-_LONGEST_FILE_NAME:]
