"""Which lines of a mail did a mail system write, and not the sender?

Warnings about mail from outside stand above, disclaimers below. Both are cut only where every sentence is one that
nobody writes by hand, and never where somebody says "I" or "my": the words "this is confidential" may be the most
important ones of a mail.
"""

import re
from itertools import pairwise, takewhile
from typing import Final

from channels.email.small_print_words import (
    ALERT,
    BE_CAREFUL,
    ELSEWHERE,
    FROM_OUTSIDE,
    LEGAL,
    ONE_LINE,
    OPENING,
    OTHER,
    SPEAKS,
    SPEAKS_ANYWHERE,
    VOCABULARY,
)

_MOST_WARNING_LINES: Final = 8
_MOST_WARNINGS: Final = 3
_LEAST_WRAPPED: Final = 50  # characters; shorter lines end where their sentence does
_MOST_SMALL_PRINT_LINES: Final = 40
_MOST_SMALL_PRINTS: Final = 8
_MOST_RULES: Final = 200
_MOST_CHARACTERS: Final = 4_000
_LEAST_OF_A_SENTENCE: Final = 4  # words
_LEAST_MATTERS: Final = 2
_LEAST_STEMS: Final = 3
_SENTENCE_END: Final = re.compile(r"(?<=[.!?:\]])\s+|(?<=[。！？：])|\n")
_MOST_OF_A_WARNING: Final = 1_000
_MARKS: Final = " \t[]*_=-–—#⚠\ufe0f>|()<"
_ENDS: Final = ".!:。！： ]*"
_RULE: Final = re.compile(r"[\s\W_]*")


def without_warning(lines: list[str]) -> list[str]:
    """The lines below what a mail gateway has put above them; all of them where that would be all."""
    kept = lines
    for _ in range(_MOST_WARNINGS):
        start = next((at for at, line in enumerate(kept) if line.strip()), len(kept))
        end = _end_of_warning(kept, start)
        if end == start:
            break
        kept = kept[end:]
    return kept if any(line.strip() for line in kept) else lines


def _end_of_warning(lines: list[str], start: int) -> int:
    """Where the longest run of lines ends that holds nothing but warning; `start` where there is none."""
    best = start
    for end in range(start + 1, min(start + _MOST_WARNING_LINES, len(lines)) + 1):
        if not lines[end - 1].strip():
            break
        if _is_warning(_unwrapped(lines[start:end])):
            best = end
    return best


def _unwrapped(lines: list[str]) -> str:
    """A sentence broken to fit a screen on one line; what may be a line of somebody's own stays on its own."""
    text = lines[0]
    for before, line in pairwise(lines):
        goes_on = len(before) >= _LEAST_WRAPPED and line.lstrip(_MARKS)[:1].islower()
        text += (" " if goes_on else "\n") + line
    return text


def _is_warning(text: str) -> bool:
    if len(text) > _MOST_OF_A_WARNING or SPEAKS_ANYWHERE.search(text):
        return False
    sentences = [one.strip(_MARKS).rstrip(_ENDS) for one in _SENTENCE_END.split(text)]
    sentences = [one for one in sentences if one and not ALERT.fullmatch(one)]
    outside = [one for one in sentences if FROM_OUTSIDE.fullmatch(one)]
    return bool(outside) and all(one in outside or BE_CAREFUL.fullmatch(one) for one in sentences)


def without_small_print(lines: list[str]) -> list[str]:
    """The lines above the disclaimers at the end; all of them where that would be none."""
    kept = lines
    for _ in range(_MOST_SMALL_PRINTS):
        shorter = _without_last(kept)
        if shorter is None:
            break
        kept = shorter
    return kept if any(line.strip() for line in kept) else lines


def _without_last(lines: list[str]) -> list[str] | None:
    """Without the last paragraph's small print, or None where it has none."""
    rules = takewhile(_is_rule, reversed(lines[-_MOST_RULES:]))
    end = len(lines) - sum(1 for _ in rules)
    start = end
    while start > max(0, end - _MOST_SMALL_PRINT_LINES) and lines[start - 1].strip():
        start -= 1
    for first in range(start, end):
        if is_small_print(" ".join(line.strip() for line in lines[first:end])):
            return lines[:first]
    return None


def _is_rule(line: str) -> bool:
    return _RULE.fullmatch(line[:_MOST_CHARACTERS]) is not None


def is_small_print(text: str) -> bool:
    """A paragraph that disclaims, and in which nobody speaks."""
    if len(text) > _MOST_CHARACTERS:
        return False
    return bool(ONE_LINE.fullmatch(text)) or _disclaims(text) or _disclaims_elsewhere(text)


def _disclaims(text: str) -> bool:
    sentences = _SENTENCE_END.split(text)
    if not OPENING.match(text) or SPEAKS.search(text) or not all(map(_is_of_its_trade, sentences)):
        return False
    legal = sum(1 for one in LEGAL if one.search(text))
    return bool(legal) and legal + sum(1 for one in OTHER if one.search(text)) >= _LEAST_MATTERS


def _is_of_its_trade(sentence: str) -> bool:
    return len(sentence.split()) < _LEAST_OF_A_SENTENCE or VOCABULARY.search(sentence) is not None


def _disclaims_elsewhere(text: str) -> bool:
    """In another language than English, Welsh included."""
    lowered = text.lower()
    return any(
        opening.match(text) and sum(1 for stem in stems if stem in lowered) >= _LEAST_STEMS
        for opening, stems in ELSEWHERE
    )
