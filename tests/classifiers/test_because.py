"""The shares of the words are exact: with what belongs to no word they add up to the score."""

import pytest

from classifiers.because import explain, list_weights
from classifiers.features import count_terms, list_terms
from classifiers.heads import HEADS
from classifiers.predict import Classifier
from classifiers.words import parse_message

DISSATISFIED = HEADS.index("dissatisfied")
TEXT = "Nobody CAME on Tuesday. Still no hot water, nobody rang."


def test_the_shares_add_up_to_the_score(classifier: Classifier) -> None:
    model, message = classifier.model, parse_message("", TEXT, "email")
    terms = list(list_terms(message, model.vocabulary.cues))

    weights = list_weights(terms, model.vocabulary, model.heads.coefficients[:, DISSATISFIED])

    score = model.heads.scores([model.vocabulary.row(count_terms(terms))])[0, DISSATISFIED]
    assert sum(weights.values()) + model.heads.intercepts[DISSATISFIED] == pytest.approx(score)


def test_words_stand_as_written_heaviest_first_each_once(classifier: Classifier) -> None:
    model, message = classifier.model, parse_message("", TEXT, "email")
    terms = list(list_terms(message, model.vocabulary.cues))

    found = explain(terms, message.words, model.vocabulary, model.heads.coefficients[:, DISSATISFIED])

    words = [word for word, _ in found]
    assert "Nobody" in words
    assert "nobody" not in words
    assert len(words) <= 8
    assert [weight for _, weight in found] == sorted((weight for _, weight in found), reverse=True)


def test_without_the_words_that_weighed_most_the_probability_falls(classifier: Classifier) -> None:
    before = classifier.read(TEXT)
    heaviest = {word.lower() for word, _ in before.because[:3]}

    after = classifier.read(
        " ".join(word for word in TEXT.split() if word.lower().strip(".,") not in heaviest)
    )

    assert after.dissatisfied < before.dissatisfied
