"""Which words weighed most for the decision? The exact share of each word in the score, in the writer's own words.

The score of a linear head is the sum of weight times TF-IDF over the features. Each feature came from one or more
words of the message and is shared among them, so the shares of the words, with what belongs to no word, add up to it.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from classifiers.features import Term, Vocabulary, count_terms
from classifiers.heads import Floats
from classifiers.words import Word

MOST: Final = 8
FILLERS: Final = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "of",
        "to",
        "in",
        "on",
        "at",
        "is",
        "was",
        "it",
        "i",
        "as",
        "by",
        "for",
        "with",
        "be",
        "am",
        "are",
    ]
)


def list_weights(terms: Sequence[Term], vocabulary: Vocabulary, head: Floats) -> dict[int, float]:
    """What each word adds to the score, by its number in the message; -1 for what belongs to no word.

    Args:
        head: coefficients of the question that decided, shape (n_features,).
    """
    shares: defaultdict[int, float] = defaultdict(float)
    times = count_terms(terms)
    weighed = vocabulary.weigh(times)
    for term, places in terms:
        if term in weighed:
            weight = float(head[vocabulary.column[term]]) * weighed[term] / times[term]
            for place in places or (-1,):
                shares[place] += weight / max(1, len(places))
    return dict(shares)


def explain(
    terms: Sequence[Term], words: Sequence[Word], vocabulary: Vocabulary, head: Floats
) -> tuple[tuple[str, float], ...]:
    """The words that spoke for the decision, heaviest first, each once, as first written."""
    written: dict[str, str] = {}
    weights: defaultdict[str, float] = defaultdict(float)
    for place, weight in list_weights(terms, vocabulary, head).items():
        if place >= 0 and words[place].plain not in FILLERS:
            written.setdefault(words[place].plain, words[place].as_written)
            weights[words[place].plain] += weight
    heaviest = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    return tuple((written[plain], round(weight, 4)) for plain, weight in heaviest if weight > 0)
