"""A message that cannot leave is tried for five days, ever less often, and then a person is told."""

from datetime import timedelta

import pytest

from bot.outbox import next_attempt, retry_at
from tests.builders import MONDAY_MORNING


@pytest.mark.parametrize(
    ("attempts", "minutes"), [(1, 1), (2, 2), (3, 5), (4, 10), (5, 20), (6, 40), (7, 60), (8, 60), (100, 60)]
)
def test_the_pauses_grow_to_an_hour(attempts: int, minutes: int) -> None:
    assert retry_at(attempts, MONDAY_MORNING) == MONDAY_MORNING + timedelta(minutes=minutes)


def test_it_is_tried_for_five_days_and_then_given_up() -> None:
    now, attempts = MONDAY_MORNING, 1
    while (following := retry_at(attempts, now)) is not None:
        now, attempts = following, attempts + 1

    assert timedelta(days=5) <= now - MONDAY_MORNING < timedelta(days=5, hours=1)
    assert next_attempt(attempts, now).reason == f"It could not be sent in five days and {attempts} attempts."


def test_a_longer_pause_that_was_asked_for_is_kept() -> None:
    decided = next_attempt(1, MONDAY_MORNING, 600)

    assert decided.at == MONDAY_MORNING + timedelta(minutes=10)
    assert decided.reason == "Attempt 1 failed; the next is in 10 minutes."
