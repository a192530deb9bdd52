"""Which reading comes first, and which comes without the machine's word?"""

import hashlib

import pytest

from bot.review_order import BLIND_ONE_IN, is_blind, rank_of

CALM = {"signals": (), "sure": True, "unhappy": False, "confidence": 0.9}


@pytest.mark.provision("1.3")
def test_danger_comes_before_doubt_doubt_before_unhappiness_and_that_before_the_rest() -> None:
    line = [
        rank_of(**{**CALM, "signals": ("vulnerable",)}),
        rank_of(**{**CALM, "sure": False}),
        rank_of(**{**CALM, "unhappy": True}),
        rank_of(**CALM),
    ]

    assert line == sorted(line)
    assert len(set(line)) == 4


def test_among_equals_the_least_sure_comes_first() -> None:
    assert rank_of(**{**CALM, "confidence": 0.51}) < rank_of(**{**CALM, "confidence": 0.97})


@pytest.mark.parametrize("confidence", [-0.2, 0.0, 1.0, 1.7])
def test_no_confidence_lifts_a_reading_out_of_its_tier(confidence: float) -> None:
    assert 3000 <= rank_of(**{**CALM, "confidence": confidence}) < 4000


def test_one_message_in_twenty_is_read_blind() -> None:
    drawn = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(20_000)]

    share = sum(is_blind(one) for one in drawn) / len(drawn)

    assert abs(share - 1 / BLIND_ONE_IN) < 0.006
