"""Is a part of a mail signed or locked, and what must staff know about it?

Hark opens no lock and checks no seal of S/MIME or PGP. What is signed can be read beside its signature; what is
locked is kept as it came, and said, so that nobody takes the mail for an empty one.
"""

import re
from email.message import Message
from typing import Final

from channels.email.headers import parameter_of

LOCKED: Final = (
    "Its words are encrypted and cannot be read here; open the attachment, or ask for them in plain text."
)
SIGNED: Final = "It is signed; the signature is kept as an attachment and was not checked."
INSIDE_A_SEAL: Final = "Its words lie inside a signed file that cannot be read here; open the attachment, or ask for them in plain text."
_SMIME: Final = {"application/pkcs7-mime", "application/x-pkcs7-mime"}
_SIGNATURES: Final = {
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-signature",
}
_PGP_IN_WORDS: Final = re.compile(r"^-----BEGIN PGP MESSAGE-----$", re.MULTILINE)


def why_sealed(part: Message) -> str:
    """A sentence for staff, or "" where the part is neither signed nor locked."""
    kind = part.get_content_type()
    if kind in ("multipart/encrypted", "application/pgp-encrypted"):
        return LOCKED
    if kind in _SMIME:
        is_signed = parameter_of(part, "smime-type").lower() in ("signed-data", "certs-only")
        return INSIDE_A_SEAL if is_signed else LOCKED
    return SIGNED if kind == "multipart/signed" or kind in _SIGNATURES else ""


def is_locked_text(text: str) -> bool:
    """The words themselves are a block of PGP."""
    return "-----BEGIN PGP" in text and _PGP_IN_WORDS.search(text) is not None
