"""An arrival that fails is tried again quickly, and soon given to a person."""

from datetime import timedelta

import pytest

from bot.inbox import MOST_ATTEMPTS, next_attempt, retry_at
from tests.builders import MONDAY_MORNING


@pytest.mark.parametrize(
    ("attempts", "seconds"),
    [
        pytest.param(1, 1, id="first"),
        pytest.param(2, 5, id="second"),
        (3, 30),
        pytest.param(4, 120, id="fourth"),
    ],
)
def test_an_arrival_that_failed_is_taken_again_soon(attempts: int, seconds: int) -> None:
    assert retry_at(attempts, MONDAY_MORNING) == MONDAY_MORNING + timedelta(seconds=seconds)


def test_an_arrival_that_keeps_failing_goes_to_a_person() -> None:
    decided = next_attempt(MOST_ATTEMPTS, MONDAY_MORNING)

    assert decided.at is None
    assert decided.reason == "It failed 5 times; a person decides it."


def test_a_longer_pause_that_was_asked_for_is_kept() -> None:
    assert retry_at(1, MONDAY_MORNING, 90) == MONDAY_MORNING + timedelta(seconds=90)
