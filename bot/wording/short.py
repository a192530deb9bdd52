"""How is a text made to fit into one text message, without losing the choice? Pure.

What asks, what can be tapped or answered, what warns of danger and how to complain stay whole. Of the rest as much
stays as there is room for, the resident's own words before ours, and a link leads to all of it.
"""

import re
from typing import Final

MOST_LETTERS: Final = 918  #: what GOV.UK Notify lets one text message hold
_SPARE: Final = 20  # Notify spells a few signs in more letters than one
_STAYS: Final = re.compile(
    r"^[^\n]{1,60}: https?://\S+$|\b(?:YES|NO|COMPLAINT|CALL ME)\b|\b999\b", re.MULTILINE
)
_THEIR_WORDS: Final = '"'
_SMALLEST_REST: Final = 60
_ALL_OF_IT: Final = "All of it is here: {link}"


def is_too_long(text: str) -> bool:
    """Whether it does not fit."""
    return len(text) > MOST_LETTERS - _SPARE


def cut(text: str, *, link: str) -> str:
    """The text, cut so that it fits.

    Args:
        text: paragraphs, an empty line between two.
        link: where all of it can be read.
    """
    paragraphs = text.split("\n\n")
    last = len(paragraphs) - 1
    stays = [number in (0, last) or bool(_STAYS.search(one)) for number, one in enumerate(paragraphs)]
    pointer = _ALL_OF_IT.format(link=link)
    room = MOST_LETTERS - _SPARE - len(pointer) - 2
    room -= sum(len(one) + 2 for one, kept in zip(paragraphs, stays, strict=True) if kept)
    fitted = [one if kept else "" for one, kept in zip(paragraphs, stays, strict=True)]
    others = [number for number, kept in enumerate(stays) if not kept]
    for number in sorted(others, key=lambda one: not paragraphs[one].startswith(_THEIR_WORDS)):
        fitted[number] = _as_much_as_fits(paragraphs[number], room)
        room -= len(fitted[number]) + 2 if fitted[number] else 0
    return "\n\n".join(filter(None, [*fitted[:-1], pointer, fitted[-1]]))


def _as_much_as_fits(paragraph: str, room: int) -> str:
    """The paragraph, its beginning, or nothing where too little of it would be left."""
    if len(paragraph) + 2 <= room:
        return paragraph
    if room - 2 < _SMALLEST_REST:
        return ""
    kept = paragraph[: room - 6].rsplit(" ", 1)[0].rstrip(" ,;:")
    return f'{kept}..."' if paragraph.startswith('"') else f"{kept}..."
