"""A client is told to wait once it asks too much in one minute; others are not."""

from datetime import UTC, datetime, timedelta

from bot.api.limits import Limits

NOW = datetime(2026, 11, 5, 10, 0, 20, tzinfo=UTC)


def test_only_whoever_asks_too_much_waits_and_only_until_the_minute_is_over() -> None:
    limits = Limits(most=2)

    waits = [limits.seconds_to_wait(1, NOW) for _ in range(3)]

    assert waits == [0, 0, 40]
    assert limits.seconds_to_wait(2, NOW) == 0
    assert limits.seconds_to_wait(1, NOW + timedelta(seconds=40)) == 0
