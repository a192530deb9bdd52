"""Whose proof is this? Names, postcodes and addresses as people type them, compared with what we hold.

Pure. Nothing here says which part was wrong: a stranger who tries learns only that the two did not fit together.
"""

import re
import unicodedata
from typing import Final

EMAIL, TEXT = "email", "text"
_EMAIL: Final = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]+")
_POSTCODE: Final = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}")
_MOBILE: Final = re.compile(r"(?:\+44|0044|0)(7\d{9})")
LONGEST_ADDRESS: Final = 200


def is_surname_of(typed: str, name: str) -> bool:
    """Whether what was typed is how this name ends: "Okafor", "de Souza", or the whole of it."""
    said, held = _name_words(typed), _name_words(name)
    return bool(said) and held[-len(said) :] == said


def is_postcode_of(typed: str, held: str) -> bool:
    """Whether two postcodes are the same, however they are spaced."""
    return bool(held) and normal_postcode(typed) == normal_postcode(held)


def normal_postcode(typed: str) -> str:
    """A postcode in capitals and without spaces; "" where it is none."""
    said = "".join(one for one in typed.upper() if one.isalnum())
    return said if _POSTCODE.fullmatch(said) else ""


def read_address(typed: str) -> tuple[str, str] | None:
    """The channel and address that was typed: an e-mail address, or a UK mobile number; None where it is neither."""
    said = typed.strip().lower()
    if len(said) <= LONGEST_ADDRESS and _EMAIL.fullmatch(said):
        return EMAIL, said
    mobile = _MOBILE.fullmatch(re.sub(r"[\s()-]", "", said))
    return (TEXT, f"+44{mobile.group(1)}") if mobile else None


def masked(address: str) -> str:
    """An address as its owner knows it again and a stranger does not: s…@example.net, …0123."""
    local, at, domain = address.partition("@")
    return f"{local[:1]}…@{domain}" if at else f"…{address[-4:]}" if len(address) > 4 else "…"


def _name_words(name: str) -> list[str]:
    last, comma, first = name.partition(",")
    in_order = f"{first} {last}" if comma else name  # "Okafor, Sam"
    plain = unicodedata.normalize("NFKD", in_order).casefold()
    words = ("".join(one for one in word if one.isalnum()) for word in plain.split())
    return [word for word in words if word]
