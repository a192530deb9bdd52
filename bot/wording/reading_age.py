"""How old must a reader be? A Flesch-Kincaid count of our own, and the length of the longest sentence.

Reading age = 0.39 x words a sentence + 11.8 x syllables a word - 15.59 (the grade) + 5. Counted so:
an address or link is left out and a number, date or reference is one syllable; a line break, a full stop, a question
mark and an exclamation mark end a sentence (a full stop inside an address does not); a syllable is a run
of vowels, less a silent "e" at the end, at least one. It is a rough guide to be tested with residents, not a proof.
"""

import re
from dataclasses import dataclass

_LINK = re.compile(r"(?:https?://|www\.)\S+?(?=[.,;:!?]*(?:\s|$))|\S+@\S+")
_NUMBER = re.compile(r"\b(?:\d[\d ]{2,}\d|[A-Z]+-?\d+|\d+(?::\d+)?(?:am|pm)?)\b")
_SENTENCE_END = re.compile(r"[.!?]+(?=\s|\"|$)|\n+")
_WORD = re.compile(r"[A-Za-z']+|#")
_VOWELS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True)
class ReadingAge:
    """What a text asks of its reader."""

    years: float
    longest_sentence: str
    longest_sentence_words: int
    words: int


def reading_age(text: str) -> ReadingAge:
    """Count one plain text."""
    sentences = sentences_of(text)
    words = [word for sentence in sentences for word in _words(sentence)]
    longest = max(sentences, key=lambda sentence: len(_words(sentence)), default="")
    if not words:
        return ReadingAge(0.0, "", 0, 0)
    syllables = sum(_syllables(word) for word in words)
    grade = 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
    return ReadingAge(round(grade + 5, 1), longest, len(_words(longest)), len(words))


def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a text, each with at least one word."""
    plain = _NUMBER.sub("#", _LINK.sub("", text))
    parts = (part.strip() for part in _SENTENCE_END.split(plain))
    return tuple(part for part in parts if _words(part))


def _words(sentence: str) -> list[str]:
    return _WORD.findall(sentence)


def _syllables(word: str) -> int:
    letters = word.lower().replace("'", "")
    runs = len(_VOWELS.findall(letters))
    if letters.endswith("e") and not letters.endswith(("le", "ee")):
        runs -= 1
    if letters.endswith(("ed", "es")) and not letters.endswith(
        ("ted", "ded", "ses", "ces", "zes", "xes", "ges", "ies")
    ):
        runs -= 1
    return max(runs, 1)
