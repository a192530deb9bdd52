"""How is a long text cut into messages that Telegram takes? Between paragraphs, lines, sentences or words.

Pure. A word is cut only where it alone is longer than a message may be.
"""

from typing import Final

MOST_UNITS: Final = 4096  # as Telegram counts: most emoji are two
_ENDS: Final = ("\n\n", "\n", ". ", " ")


def cut(text: str, most: int = MOST_UNITS) -> list[str]:
    """The text in pieces; at least one, none of them empty, none longer than Telegram takes."""
    rest, pieces = text.strip(), []
    while _units(rest) > most:
        at = _where(rest, most)
        pieces.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [piece for piece in (*pieces, rest) if piece] or ["…"]


def _where(text: str, most: int) -> int:
    """The best place to cut, behind what ends there; a paragraph's end counts unless the piece becomes tiny."""
    fits = _fitting(text, most)
    for end in _ENDS:
        found = text.rfind(end, 0, fits + len(end.rstrip(" ")) if end != " " else fits + 1)
        if found > 0 and (end == " " or found >= fits // 3) and found + len(end.rstrip()) <= fits:
            return found + len(end.rstrip())
    return fits


def _fitting(text: str, most: int) -> int:
    """How many letters from the beginning fit."""
    units = 0
    for at, letter in enumerate(text):
        units += _units(letter)
        if units > most:
            return at
    return len(text)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
