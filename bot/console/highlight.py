"""Which words of a message weighed most? The text cut into pieces, so that a page can mark those that did.

Pure. Only whole words and phrases are marked, whatever their case; what is marked is the resident's own text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """A stretch of the text."""

    text: str
    weighed: bool


def pieces_of(text: str, because: Sequence[Sequence[str | float]]) -> list[Piece]:
    """The whole text in order, with the words that weighed for the reading apart."""
    words = sorted(
        {str(word).strip() for word, weight in because if str(word).strip() and float(weight) > 0}, key=len
    )
    if not words:
        return [Piece(text, False)]
    # The longest first, so that "hot water" is marked whole rather than "hot"; any white space may stand between.
    either = "|".join(r"\s+".join(map(re.escape, word.split())) for word in reversed(words))
    pattern = re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
    pieces, end = [], 0
    for match in pattern.finditer(text):
        pieces += [Piece(text[end : match.start()], False), Piece(match.group(), True)]
        end = match.end()
    return [piece for piece in [*pieces, Piece(text[end:], False)] if piece.text]
