"""Which words weighed most for the decision? The share of each word in the score, in the writer's own words.

The score of a linear head over words is the sum of weight times TF-IDF; each feature came from one or more words and
is shared among them. The vector is a mean over the pieces of the message, so the score by meaning is a sum over
pieces, and each piece lies in a word. Both shares are exact; with what belongs to no word they add up to the score.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from classifiers.features import Counts, Term, Vocabulary
from classifiers.heads import Floats
from classifiers.words import Word

MOST: Final = 8
NO_WORD: Final = -1  #: where a share belongs to no word
FILLERS: Final = frozenset(
    "a an the and or of to in on at is was it i as by for with be am are".split()  # noqa: SIM905
)


def by_words(
    terms: Sequence[Term], times: Counts, weighed: Mapping[str, float], vocabulary: Vocabulary, head: Floats
) -> dict[int, float]:
    """What each word adds to the score by words, by its number in the message.

    Args:
        times: how often each feature occurs; `weighed`: what each weighs in this message.
        head: coefficients of the question that decided, shape (n_features,).
    """
    shares: defaultdict[int, float] = defaultdict(float)
    column = vocabulary.column
    each = {term: float(head[column[term]]) * value / times[term] for term, value in weighed.items()}
    for term, places in terms:
        weight = each.get(term)
        if weight is not None:
            for place in places or (NO_WORD,):
                shares[place] += weight / max(1, len(places))
    return dict(shares)


def by_meaning(shares_of_pieces: Floats, places: Sequence[int]) -> dict[int, float]:
    """What each word adds to the score by meaning, beyond what every piece adds alike.

    Args:
        shares_of_pieces: what each piece adds, shape (n_pieces,).
        places: the number of the word each piece lies in, NO_WORD where in none.
    """
    shares: defaultdict[int, float] = defaultdict(float)
    common = float(shares_of_pieces.mean())
    for place, share in zip(places, shares_of_pieces.tolist(), strict=True):
        shares[place] += share - common
    shares[NO_WORD] += common * len(places)
    return dict(shares)


def name_heaviest(words: Sequence[Word], *shares: Mapping[int, float]) -> tuple[tuple[str, float], ...]:
    """The words that spoke for the decision, heaviest first, each once, as first written."""
    written: dict[str, str] = {}
    weights: defaultdict[str, float] = defaultdict(float)
    for place, weight in ((place, weight) for each in shares for place, weight in each.items()):
        if place != NO_WORD and words[place].plain not in FILLERS:
            written.setdefault(words[place].plain, words[place].as_written)
            weights[words[place].plain] += weight
    heaviest = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    return tuple((written[plain], round(weight, 4)) for plain, weight in heaviest if weight > 0)
