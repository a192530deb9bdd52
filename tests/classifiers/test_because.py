"""The shares of the words are exact: with what belongs to no word they add up to the score."""

import numpy as np
import pytest

from classifiers.because import NO_WORD, by_meaning, by_words, name_heaviest
from classifiers.features import count_terms, list_terms
from classifiers.heads import HEADS, WORDS
from classifiers.predict import Classifier
from classifiers.words import Word, parse_message

DISSATISFIED = HEADS.index("dissatisfied")
TEXT = "Nobody CAME on Tuesday. Still no hot water, nobody rang."


def shares_of(classifier: Classifier, text: str) -> tuple[tuple[Word, ...], dict[int, float]]:
    vocabulary, message = classifier.model.vocabulary, parse_message("", text, "email")
    terms = list(list_terms(message, vocabulary.cues))
    times = count_terms(terms)
    head = classifier.model.heads.words[:, DISSATISFIED]
    return message.words, by_words(terms, times, vocabulary.weigh(times), vocabulary, head)


def test_the_shares_of_words_add_up_to_the_score_by_words(classifier: Classifier) -> None:
    model = classifier.model
    terms = count_terms(list_terms(parse_message("", TEXT, "email"), model.vocabulary.cues))

    _, shares = shares_of(classifier, TEXT)

    score = model.heads.scores([model.vocabulary.row(terms)])[WORDS, 0, DISSATISFIED]
    assert sum(shares.values()) + model.heads.intercepts[WORDS, DISSATISFIED] == pytest.approx(score)


def test_the_shares_of_pieces_add_up_and_what_all_have_alike_is_no_words() -> None:
    shares = by_meaning(np.array([1.0, 4.0, 1.0]), [NO_WORD, 0, 1])

    assert sum(shares.values()) == pytest.approx(6.0)
    assert shares[0] > 0 > shares[1]


def test_words_stand_as_written_heaviest_first_each_once(classifier: Classifier) -> None:
    found = name_heaviest(*shares_of(classifier, TEXT))

    words = [word for word, _ in found]
    assert "Nobody" in words
    assert "nobody" not in words
    assert len(words) <= 8
    assert [weight for _, weight in found] == sorted((weight for _, weight in found), reverse=True)


def test_words_and_meaning_are_weighed_together(classifier: Classifier) -> None:
    words, shares = shares_of(classifier, TEXT)

    (heaviest, _), *_ = name_heaviest(words, shares, {3: 100.0})

    assert heaviest == words[3].as_written


def test_without_the_words_that_weighed_most_the_probability_falls(classifier: Classifier) -> None:
    before = classifier.read(TEXT)
    heaviest = {word.lower() for word, _ in before.because[:3]}

    after = classifier.read(
        " ".join(word for word in TEXT.split() if word.lower().strip(".,") not in heaviest)
    )

    assert after.dissatisfied < before.dissatisfied
