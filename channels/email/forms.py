"""Where does an answer go to a mail that a form, an answering machine or an MP's casework system sent?

The landlord says which senders those are, and in which header or under which label of the text the person's own
address stands. It was typed, so it says where to answer and proves nobody.
"""

import re
from collections.abc import Callable, Iterator
from email.message import Message
from typing import Final

from channels.email.headers import addresses_of

_ADDRESS: Final = re.compile(
    r"[^\s<>\"',;:()\[\]|*\\@]{1,100}@[^\s<>\"',;:()\[\]|*\\@]{1,200}\.[a-z]{2,30}", re.IGNORECASE
)
_LABEL_ENDS: Final = re.compile(r"[\s*_]*(?:[:=|\t\-\u2013]|$)[\s:=|>*_-]*")
_MOST_BEFORE_A_LABEL: Final = 6  # bullets, stars, bars
_MOST_LINES: Final = 2_000


def find_person(
    message: Message, text: str, field: str, *, is_ours: Callable[[str], bool]
) -> tuple[str, str]:
    """Name and address of whoever speaks through a form; "" for each that is not given.

    Args:
        message: opened by `parts.open_message`.
        text: everything it says.
        field: a header, such as "Reply-To", or a label, such as "Your email".
        is_ours: whether an address is the landlord's own or the form's.
    """
    if message.get_all(field):
        found = [(name, address) for name, address in addresses_of(message, field) if not is_ours(address)]
        return found[0] if found else ("", "")
    return "", next((one for one in _under_the_label(text, field) if not is_ours(one)), "")


def _under_the_label(text: str, label: str) -> Iterator[str]:
    """The address behind each line that begins with the label, or in the next line that says anything."""
    lines = text.splitlines()[:_MOST_LINES]
    for at, line in enumerate(lines):
        value = _value_behind(line, label)
        if value is None:
            continue
        if not value:
            value = next((one for one in lines[at + 1 :] if one.strip()), "")
        if address := _ADDRESS.search(value[:1_000]):
            yield address[0].lower().rstrip(".")


def _value_behind(line: str, label: str) -> str | None:
    """What stands behind the label of a line; None where it does not begin with the label."""
    start = line.lower().find(label.lower(), 0, _MOST_BEFORE_A_LABEL + len(label))
    if start < 0 or any(letter.isalnum() for letter in line[:start]):
        return None
    rest = line[start + len(label) :]
    ends = _LABEL_ENDS.match(rest)
    return rest[ends.end() :] if ends else None
