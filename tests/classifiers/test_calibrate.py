"""Thresholds keep what they promise on the scores they were set on."""

from dataclasses import replace

import numpy as np
import pytest

from classifiers.calibrate import (
    best_balance,
    calibrate,
    enough_from,
    fit_sigmoid,
    fit_sigmoids,
    most_offered,
    offer_from,
    recall_first,
    right_first,
    wilson,
)
from classifiers.calibration import NOT_CALIBRATED
from classifiers.examples import Example
from classifiers.fitting import askable, truths
from classifiers.groups import GROUPS
from classifiers.heads import CHOICES, HEADS, MEANING, WORDS

DRAWN = np.random.default_rng(7)
NOBODY = np.zeros(500, dtype=bool)


def test_the_offer_leaves_at_most_two_in_a_hundred_without_it() -> None:
    dissatisfied = DRAWN.random(500)

    offer = offer_from(dissatisfied, NOBODY)

    assert (dissatisfied < offer).mean() <= 0.02
    assert (dissatisfied < offer).sum() == 9  # one fewer than ten: counted to the worse


def test_those_logged_already_are_not_missed() -> None:
    dissatisfied = np.linspace(0.0, 1.0, 500)
    logged = dissatisfied < 0.3

    offer = offer_from(dissatisfied, logged)

    assert offer > 0.3


def test_with_too_few_to_promise_anything_everyone_is_offered_the_choice() -> None:
    assert offer_from(np.array([0.9, 0.8]), np.zeros(2, dtype=bool)) == 0.0


def test_a_group_is_never_offered_less_than_anyone() -> None:
    found = replace(NOT_CALIBRATED, offers=np.array([0.2, 0.05, *[1.0] * (len(GROUPS) - 1)]))

    assert found.offer_in(frozenset()) == 0.2
    assert found.offer_in(frozenset(GROUPS[:1])) == 0.05
    assert found.offer_in(frozenset(GROUPS[1:2])) == 0.2


def test_a_yes_is_said_from_where_it_is_right_often_enough() -> None:
    probabilities = np.linspace(1, 0, 100)
    truth = np.arange(100) < 60

    cut = right_first(probabilities, truth, 0.98)

    assert truth[probabilities >= cut].mean() >= 0.98
    assert right_first(probabilities, np.arange(100) % 2 == 0, 0.98) > 1


def test_no_small_group_is_missed_more_than_by_chance() -> None:
    dissatisfied = np.linspace(0.1, 0.9, 40)

    offer = most_offered(dissatisfied, NOBODY[:40])

    assert (dissatisfied < offer).sum() == 1


def test_at_most_one_message_in_ten_is_left_to_a_person() -> None:
    certain = DRAWN.random(1000)

    assert (certain < enough_from(certain)).mean() <= 0.10


def test_a_danger_is_found_first_but_an_alarm_must_be_believed() -> None:
    truth = np.arange(100) < 20
    probabilities = np.where(truth, 0.6, 0.1) + np.linspace(0, 0.2, 100)

    cut = recall_first(probabilities, truth, 0.95, 0.4)
    believed = recall_first(np.linspace(1, 0, 100) * 0 + np.where(truth, 0.2, 0.3), truth, 0.95, 0.4)

    assert (probabilities[truth] >= cut).mean() >= 0.95
    assert believed == pytest.approx(0.2)


def test_the_best_balance_splits_what_can_be_split() -> None:
    truth = np.arange(100) < 30
    probabilities = np.where(truth, 0.8, 0.2)

    assert 0.2 < best_balance(probabilities, truth) <= 0.8


def test_a_sigmoid_turns_scores_into_shares_that_come_true() -> None:
    scores = DRAWN.normal(size=4000)
    truth = DRAWN.random(4000) < 1 / (1 + np.exp(-(2 * scores - 1)))

    slope, offset = fit_sigmoid(scores, truth)

    assert slope == pytest.approx(2, abs=0.25)
    assert offset == pytest.approx(-1, abs=0.25)


def test_too_few_answers_leave_the_score_as_it_is() -> None:
    assert fit_sigmoid(np.array([1.0, 2.0]), np.array([True, False])) == (1.0, 0.0)


def test_confidence_is_evened_out_between_nought_and_one() -> None:
    evened = NOT_CALIBRATED.even_out(np.array([0.0, 0.5, 1.0]))

    assert evened[1] == pytest.approx(0.5)
    assert 0 < evened[0] < evened[1] < evened[2] < 1


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"), [(0, 149, 0.0, 0.0252), (0, 0, 0.0, 1.0), (5, 10, 0.2366, 0.7634)]
)
def test_the_interval_is_wilsons(hits: int, of: int, low: float, high: float) -> None:
    interval = wilson(hits, of)

    assert interval.low == pytest.approx(low, abs=1e-3)
    assert interval.high == pytest.approx(high, abs=1e-3)


def drawn_scores(rows: tuple[Example, ...], *, noise: float) -> np.ndarray:
    """Scores that know the truth, more or less."""
    truth = truths(rows).astype(float)
    return np.array([4 * truth - 2 + DRAWN.normal(size=truth.shape) * spread for spread in (noise, 0.1)])


def test_the_surer_of_words_and_meaning_weighs_more(rows: tuple[Example, ...]) -> None:
    many = rows * 10  # enough yeses to compare the two
    scores = drawn_scores(many, noise=8.0)

    slopes, _ = fit_sigmoids(scores, truths(many), askable(many), with_meaning=True)

    head = HEADS.index("dissatisfied")
    assert slopes[MEANING, head] > 5 * slopes[WORDS, head]


def test_by_words_alone_meaning_weighs_nothing(rows: tuple[Example, ...]) -> None:
    slopes, _ = fit_sigmoids(drawn_scores(rows, noise=1.0), truths(rows), askable(rows), with_meaning=False)

    assert not slopes[MEANING].any()
    assert (slopes[WORDS] > 0).all()


def test_every_threshold_is_a_probability(rows: tuple[Example, ...]) -> None:
    found = calibrate(drawn_scores(rows, noise=1.0), rows, with_meaning=True)

    cuts = found.cuts[: -len(CHOICES)]  # no answer to a choice is among the rows, so none is ever said
    assert ((cuts > 0) & (cuts < 1)).all()
    assert (found.cuts[-len(CHOICES) :] > 1).all()
    assert ((found.offers >= 0) & (found.offers <= 1)).all()
    assert 0 <= found.enough <= 1
