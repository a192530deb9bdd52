"""What time is it? The only place that reads the clock; everything else is handed `now`."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The present instant, aware UTC, to the microsecond."""
    return datetime.now(UTC)  # noqa: TID251 - this is the one place
