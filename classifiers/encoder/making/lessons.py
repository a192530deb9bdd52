"""What is the network taught with? Rows as pieces of words, and what people answered about them."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from classifiers.encoder.text import keep_ends, shown_text
from classifiers.examples import Example
from classifiers.fitting import askable, truths
from classifiers.heads import QUESTIONS, SIGNALS, TOPICS
from classifiers.labels import Choice, Kind, Topic
from classifiers.words import parse_message

MOST_RARE: Final = 6.0  #: a yes weighs at most so much more than a no, or a few odd rows would rule
SIDE_BY_SIDE: Final = 20  #: so many batches are sorted by length together, so that little is padded


@dataclass(frozen=True)
class Lessons:
    """Rows in the order given.

    Attributes:
        pieces: of each row, at most 128.
        questions: shape (n_rows, 4), 0 or 1, and `asked`, the same shape: 0 where the row does not say.
        kinds, topics: numbers of the label, shape (n_rows,).
        signals: shape (n_rows, n_signals), 0 or 1.
        choices: number of the label, shape (n_rows,); -1 for a message, which answers no choice.
    """

    pieces: list[list[int]]
    questions: NDArray[np.float32]
    asked: NDArray[np.float32]
    kinds: NDArray[np.int64]
    topics: NDArray[np.int64]
    signals: NDArray[np.float32]
    choices: NDArray[np.int64]

    @cached_property
    def rarity(self) -> NDArray[np.float32]:
        """How much a yes to each signal weighs beside a no: more, the rarer it is; shape (n_signals,)."""
        found = self.signals[self.choices < 0]
        yes = found.sum(axis=0)
        weights: NDArray[np.float32] = np.sqrt((len(found) - yes) / np.maximum(yes, 1)).astype(np.float32)
        return weights.clip(1, MOST_RARE)


def prepare(rows: Sequence[Example], tokenizer: Any) -> Lessons:
    """Turn rows into lessons."""
    texts = [shown_text(parse_message(*row.message)) for row in rows]
    truth, asked = truths(rows).astype(np.float32), askable(rows).astype(np.float32)
    first, signals = len(QUESTIONS), len(QUESTIONS) + len(TOPICS)
    last = signals + len(SIGNALS)
    return Lessons(
        pieces=[keep_ends(tokenizer.encode(text).ids) for text in texts],
        questions=truth[:, :first],
        asked=asked[:, :first],
        kinds=np.array([list(Kind).index(row.kind) for row in rows]),
        topics=np.array([list(Topic).index(row.topic) for row in rows]),
        signals=truth[:, signals:last],
        choices=np.array([-1 if row.choice is None else list(Choice).index(row.choice) for row in rows]),
    )


def draw_batches(pieces: Sequence[list[int]], size: int, chance: random.Random) -> list[list[int]]:
    """The numbers of the rows of each batch, in an order of chance; rows of like length stand together."""
    order = list(range(len(pieces)))
    chance.shuffle(order)
    batches = [
        batch for part in _parts(order, size * SIDE_BY_SIDE) for batch in _by_length(part, pieces, size)
    ]
    chance.shuffle(batches)
    return batches


def _parts(order: Sequence[int], size: int) -> Iterator[list[int]]:
    for start in range(0, len(order), size):
        yield list(order[start : start + size])


def _by_length(part: Sequence[int], pieces: Sequence[list[int]], size: int) -> Iterator[list[int]]:
    return _parts(sorted(part, key=lambda row: len(pieces[row])), size)
