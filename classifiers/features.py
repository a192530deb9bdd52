"""What does a message look like to the heads? Words, letters and cues, weighed as TF-IDF in one sparse matrix.

Every feature knows which words of the message it came from, so an explanation is exact (`because.py`). Columns
are in blocks: words `w:`, subject words `s:`, quoted words `q:`; letters `c:`; cues and facts of form `k:`. Words and
letters have length one each; cues are there or not. What a message means is not seen here: `encoder/`.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from classifiers.cues import Cues, words_within
from classifiers.words import Message, Word

MOST_WORDS_FOR_LETTERS = 150
WEIGHTS = {"w": 1.0, "c": 0.6, "k": 0.2}  # of the blocks against each other; chosen on cross-fitted scores
BLOCKS = {"w": "w", "s": "w", "q": "w", "c": "c", "k": "k"}

Place = tuple[int, ...]  # numbers of the words a feature came from; empty where it came from none
Term = tuple[str, Place]
Counts = Mapping[str, int]


def list_terms(message: Message, cues: Cues) -> Iterator[Term]:
    """Every feature of a message, as often as it occurs."""
    yield from _word_terms(message.words)
    yield from _letter_terms(message.words)
    yield from _cue_terms(message, cues)
    for form in _forms(message):
        yield f"k:{form}", ()


def _word_terms(words: Sequence[Word]) -> Iterator[Term]:
    before: tuple[str, int] | None = None
    for place, word in enumerate(words):
        if word.is_quoted:
            yield f"q:{word.plain}", (place,)
            before = None
            continue
        yield f"w:{word.plain}", (place,)
        if before:
            yield f"w:{before[0]} {word.plain}", (before[1], place)
        if word.is_subject:
            yield f"s:{word.plain}", (place,)
        before = (word.plain, place)


def _letter_terms(words: Sequence[Word]) -> Iterator[Term]:
    own = [(place, word) for place, word in enumerate(words) if not word.is_quoted]
    for place, word in own[:MOST_WORDS_FOR_LETTERS]:
        padded = f" {word.plain[:30]} "
        for size in (3, 4, 5):
            for start in range(len(padded) - size + 1):
                yield f"c:{padded[start : start + size]}", (place,)


def _cue_terms(message: Message, cues: Cues) -> Iterator[Term]:
    starts = [word.start for word in message.words]
    found: dict[str, list[int]] = {}
    for name, start, end in cues.find(message.own):
        found.setdefault(name, []).extend(words_within(starts, start, end))
        if message.words and name not in ("score",) and start < 60:
            found.setdefault(f"early {name}", []).extend(words_within(starts, start, end))
    for name, places in found.items():
        yield f"k:{name}", tuple(places)


def _forms(message: Message) -> Iterator[str]:
    """Facts of form: the door it came by, its length, capitals, questions, a quoted message beneath."""
    yield f"channel {message.channel}"
    own = [word for word in message.words if not word.is_quoted]
    yield f"length {min(len(own).bit_length(), 9)}"
    letters = [c for c in message.text if c.isalpha()]
    if len(letters) > 12 and sum(c.isupper() for c in letters) > 0.7 * len(letters):
        yield "capitals"
    if "?" in message.own:
        yield "question"
    if "!" in message.own:
        yield "exclamation"
    if message.own.rstrip().endswith("?"):
        yield "ends with a question"
    if any(word.is_quoted for word in message.words):
        yield "quotes"
    if message.subject:
        yield "subject"


@dataclass(frozen=True)
class Vocabulary:
    """Which features count, and how rare each is.

    Attributes:
        rarity: inverse document frequency, shape (n_features,); 1 for cues.
    """

    terms: tuple[str, ...]
    rarity: NDArray[np.float64]
    cues: Cues
    column: dict[str, int] = field(init=False, repr=False)
    _rarity: list[float] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "column", {term: number for number, term in enumerate(self.terms)})
        object.__setattr__(self, "_rarity", self.rarity.tolist())

    def weigh(self, counts: Counts) -> dict[str, float]:
        """The weight of each known feature of one message."""
        blocks: dict[str, dict[str, float]] = {"w": {}, "c": {}, "k": {}}
        for term, count in counts.items():
            column = self.column.get(term)
            if column is not None:
                block = BLOCKS[term[0]]
                seen = 1.0 if block == "k" else 1.0 + math.log(count)
                blocks[block][term] = seen * self._rarity[column]
        return {term: value for name, block in blocks.items() for term, value in _scaled(name, block).items()}

    def row(self, counts: Counts) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """One row of the matrix: the columns that are not zero, ascending, and their values."""
        return self.row_of(self.weigh(counts))

    def row_of(self, weighed: Mapping[str, float]) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """The same from what `weigh` gave."""
        column = self.column
        weights = sorted((column[term], value) for term, value in weighed.items())
        return np.array([column for column, _ in weights], dtype=np.intp), np.array(
            [value for _, value in weights]
        )


def _scaled(name: str, block: dict[str, float]) -> dict[str, float]:
    length = 1.0 if name == "k" else math.sqrt(sum(value * value for value in block.values())) or 1.0
    return {term: WEIGHTS[name] * value / length for term, value in block.items()}


def learn_vocabulary(counted: Sequence[Counts], cues: Cues, *, least: int = 2) -> Vocabulary:
    """Take every feature that stands in at least so many messages (letters: one more), in alphabetical order."""
    seen = Counter(term for counts in counted for term in counts)
    terms = tuple(sorted(term for term, count in seen.items() if count >= least + (term[0] == "c")))
    rarity = [
        1.0 if term[0] == "k" else 1.0 + math.log((1 + len(counted)) / (1 + seen[term])) for term in terms
    ]
    return Vocabulary(terms, np.array(rarity), cues)


def count_terms(terms: Iterable[Term]) -> Counts:
    """How often each feature occurs."""
    return Counter(term for term, _ in terms)
