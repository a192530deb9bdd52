"""What is a file that came with a mail called, what is it, and which bytes are it?

Nothing here is opened, run or shown: a file is named, looked at by its first bytes and hashed.
"""

import hashlib
import re
import unicodedata
from email.message import Message
from typing import Final

import puremagic

from channels.email.headers import decode_words, find_header
from channels.messages import Attachment

_SNIFFED_BYTES: Final = 65_536
_MOST_OF_A_NAME: Final = 200
_A_TYPE: Final = re.compile(r"[a-z0-9.+_-]{1,80}/[a-z0-9.+_-]{1,120}")
_A_NAME: Final = re.compile(r"(?:file)?name\*?[0-9*]*\s*=\s*\"?([^\";\r\n]{1,300})", re.IGNORECASE)
_ENDINGS: Final = {
    "image/jpeg": ".jpg",
    "text/calendar": ".ics",
    "message/delivery-status": ".txt",
    "text/plain": ".txt",
    "message/rfc822": ".eml",
}


def an_attachment(name: str, claimed: str, content: bytes, *, looked_at: bool = True) -> Attachment:
    """The value of one file.

    Args:
        claimed: the type it came under; what its first bytes say goes before it.
        looked_at: whether its first bytes are asked at all.
    """
    claimed = claimed if _A_TYPE.fullmatch(claimed) else "application/octet-stream"
    kind = sniff(content, name, claimed) if looked_at and content else claimed
    return Attachment(name, kind, len(content), hashlib.sha256(content).hexdigest(), content)


def sniff(content: bytes, name: str, claimed: str) -> str:
    """What a file is by its first bytes, else what it claims to be."""
    if claimed.startswith("message/"):
        return claimed
    try:
        guesses = puremagic.magic_string(content[:_SNIFFED_BYTES], filename=name)
    except Exception:  # PureError where nothing fits, ValueError where the file is empty
        return claimed
    enough = 0.5 if claimed.startswith("text/") else 0.3
    types = [guess.mime_type for guess in guesses if guess.mime_type and guess.confidence >= enough]
    return claimed if claimed in types or not types else types[0]


def name_of(part: Message) -> str:
    """The name a part gives its file, safe to show and to save under; "" where it gives none."""
    try:
        name = decode_words(part.get_filename("") or "")
    except Exception:  # RFC 2231 continuations raise on holes and odd numbers
        named = _A_NAME.search(find_header(part, "Content-Disposition") + find_header(part, "Content-Type"))
        name = decode_words(named[1]) if named else ""
    return safe_name(name)


def safe_name(name: str) -> str:
    """A name without folders, and without the marks that make "gpj.exe" read as "exe.jpg"."""
    shown = "".join(letter for letter in name if unicodedata.category(letter) not in ("Cf", "Cc"))
    return re.split(r"[/\\]", shown)[-1].strip(" .")[-_MOST_OF_A_NAME:]


def made_name(claimed: str, number: int, subject: str = "") -> str:
    """A name for a file that has none: by its number, or a forwarded mail's by its subject."""
    ending = re.sub(r"[^a-z0-9]", "", claimed.partition("/")[2])[:10]
    ending = _ENDINGS.get(claimed, f".{ending}" if ending else "")
    known_as = "message" if claimed == "message/rfc822" else "attachment"
    return (safe_name(re.sub(r"[/\\:]", "-", subject)) or f"{known_as}-{number}") + ending
