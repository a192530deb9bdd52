"""Thresholds keep what they promise on the scores they were set on."""

import numpy as np
import pytest

from classifiers.calibrate import (
    best_balance,
    enough_from,
    even_out,
    fit_sigmoid,
    offer_from,
    recall_first,
    wilson,
)

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
    evened = even_out(np.array([0.0, 0.5, 1.0]), 1.0, 0.0)

    assert evened[1] == pytest.approx(0.5)
    assert 0 < evened[0] < evened[1] < evened[2] < 1


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"), [(0, 149, 0.0, 0.0252), (0, 0, 0.0, 1.0), (5, 10, 0.2366, 0.7634)]
)
def test_the_interval_is_wilsons(hits: int, of: int, low: float, high: float) -> None:
    interval = wilson(hits, of)

    assert interval.low == pytest.approx(low, abs=1e-3)
    assert interval.high == pytest.approx(high, abs=1e-3)
