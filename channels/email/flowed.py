"""What did the sender write, where a mail program has broken their lines to fit a screen?

`format=flowed` (RFC 3676): a line that ends in a space goes on in the next one. Joined again, a sentence stands on
one line, and so does the "On …, … wrote:" above a quote.
"""

import re
from typing import Final

_DEPTH: Final = re.compile(r">*")
_SIGNATURE: Final = "-- "


def joined(text: str, *, delete_space: bool) -> str:
    """The text with its soft line breaks taken out; quotes stay marked, a signature's mark stays alone.

    Args:
        delete_space: the space before a soft break was put there by the program (`DelSp=yes`).
    """
    lines: list[list[str]] = []  # the pieces of each
    open_depth: int | None = None  # of the paragraph that goes on, None where none does
    for line in text.split("\n"):
        depth, words = _taken_apart(line)
        goes_on = words.endswith(" ") and words != _SIGNATURE
        piece = words[:-1] if goes_on and delete_space else words
        if open_depth == depth and words not in ("", _SIGNATURE):
            lines[-1].append(piece)
        else:
            lines.append([f"{'>' * depth} " if depth else "", piece])
        open_depth = depth if goes_on else None
    return "\n".join("".join(pieces) for pieces in lines)


def _taken_apart(line: str) -> tuple[int, str]:
    """How deep a line is quoted, and its words without the space they were stuffed with."""
    found = _DEPTH.match(line)
    depth = found.end() if found else 0
    return depth, line[depth:].removeprefix(" ")
