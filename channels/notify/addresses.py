"""How does a postal address stand on an envelope? Pure.

A conversation by post is known by the address in one line, `Sam Okafor; 4 Alder Court; Manchester; M60 0AB`, which may
have lost its capitals.
"""

import re
import string
from typing import Final

FEWEST_LINES: Final = 3
MOST_LINES: Final = 7
_BETWEEN: Final = ";"
_POSTCODE: Final = re.compile(r"[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}", re.IGNORECASE)


def address_lines(address: str, *, name: str = "") -> dict[str, str]:
    """The lines as Notify names them: `address_line_1`, `address_line_2`, and so on.

    Args:
        address: in one line, `; ` between the lines of the envelope.
        name: of whom it is for; put first where the address does not begin with it and there is room.
    """
    lines = [_with_capitals(line.strip()) for line in address.split(_BETWEEN) if line.strip()]
    if name and len(lines) < MOST_LINES and (not lines or lines[0].casefold() != name.casefold()):
        lines = [name, *lines]
    return {f"address_line_{number}": line for number, line in enumerate(lines, start=1)}


def _with_capitals(line: str) -> str:
    if _POSTCODE.fullmatch(line):
        return line.upper()
    return string.capwords(line) if line.islower() else line


def what_is_wrong(lines: dict[str, str]) -> str:
    """Why no letter can go there, a sentence for staff; "" where it can be tried."""
    if FEWEST_LINES <= len(lines) <= MOST_LINES:
        return ""
    return (
        "The postal address is not complete: a letter needs a name, a street and a postcode, "
        f"on {FEWEST_LINES} to {MOST_LINES} lines."
    )
