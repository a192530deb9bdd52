"""Who is woken, in which order, and does it ever stop?"""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.alerts import HOURS, ROUNDS, wake_next_at, ways_to_wake, whom_to_wake
from bot.landlords.parts import OnCall

NIGHT = datetime(2026, 12, 25, 3, 0, tzinfo=UTC)
ANNA = OnCall(name="Anna", email="anna@example.org", text="07700900001")
BEN = OnCall(name="Ben", webhook="https://example.org/wake")
NOBODY = OnCall(name="Nobody")
CHAIN = (ANNA, NOBODY, BEN)


@pytest.mark.parametrize(("step", "name"), [(0, "Anna"), (1, "Ben"), (2, "Anna"), (3, "Ben"), (400, "Anna")])
def test_the_chain_goes_round_and_passes_over_who_cannot_be_woken(step: int, name: str) -> None:
    person = whom_to_wake(CHAIN, step)

    assert person is not None
    assert person.name == name


@pytest.mark.parametrize("chain", [(), (NOBODY,)], ids=["nobody on call", "nobody with a number"])
def test_where_nobody_can_be_woken_nobody_is_named(chain: tuple[OnCall, ...]) -> None:
    assert whom_to_wake(chain, 0) is None


def test_the_next_is_woken_after_fifteen_minutes_then_by_the_hour_then_by_the_day() -> None:
    rounds = ROUNDS * 2

    assert wake_next_at(CHAIN, 0, NIGHT) == NIGHT + timedelta(minutes=15)
    assert wake_next_at(CHAIN, rounds - 1, NIGHT) == NIGHT + timedelta(minutes=15)
    assert wake_next_at(CHAIN, rounds, NIGHT) == NIGHT + timedelta(hours=1)
    assert wake_next_at(CHAIN, rounds + HOURS, NIGHT) == NIGHT + timedelta(days=1)


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_an_alert_nobody_takes_is_never_given_up(step: int) -> None:
    assert NIGHT < wake_next_at(CHAIN, step, NIGHT) <= NIGHT + timedelta(days=1)


def test_a_person_is_told_in_every_way_the_profile_knows() -> None:
    assert ways_to_wake(ANNA) == [("email", "anna@example.org"), ("text", "07700900001")]
    assert ways_to_wake(BEN) == [("webhook", "https://example.org/wake")]
    assert ways_to_wake(NOBODY) == []
