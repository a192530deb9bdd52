"""Which words of a message is the encoder shown? The door, the subject and what the writer wrote, its two ends if long.

The same for making the encoder, for training the heads and for reading: it learns nothing it will not see.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

from classifiers.words import WORD, Message

FIRST: Final = 96  #: pieces kept of the beginning of a long message
LAST: Final = 32  #: and of its end, where people say what they want

HALF_A_LETTER: Final = re.compile("[\ud800-\udfff]")  # what a broken mail leaves; no tokenizer takes it

Piece = TypeVar("Piece")


def load_tokenizer(file: Path) -> Any:
    """The tokenizer, neither padding nor cutting; nothing in it can run."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def shown_text(message: Message) -> str:
    """The text the encoder reads: never what the message quotes, unless it is nothing else."""
    own = " ".join(message.text.split())
    shown = f"{message.channel}: {message.subject}. {own}" if message.subject else f"{message.channel}: {own}"
    return HALF_A_LETTER.sub("\ufffd", shown)


def keep_ends(pieces: Sequence[Piece]) -> list[Piece]:
    """At most FIRST + LAST pieces, marks of beginning and end among them."""
    if len(pieces) <= FIRST + LAST:
        return list(pieces)
    return [*pieces[:FIRST], *pieces[-LAST:]]


def words_of_pieces(message: Message, text: str, spans: Sequence[tuple[int, int]]) -> list[int]:
    """The number of the word in `message.words` that each piece of the shown text lies in; -1 for none.

    Args:
        text: what `shown_text` gave; `spans`: where each piece begins and ends in it, empty for a mark.
    """
    own = [number for number, word in enumerate(message.words) if not word.is_quoted]
    begin = len(message.channel) + 2
    starts = [match.start() for match in WORD.finditer(text, begin)]
    if len(starts) != len(own):  # letters that fold differently once spaces are made one; say nothing wrong
        return [-1] * len(spans)
    return [
        own[bisect_right(starts, start) - 1]
        if end > start and start >= begin and starts and start >= starts[0]
        else -1
        for start, end in spans
    ]
