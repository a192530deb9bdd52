"""When may somebody say that a resident could not be reached? Pure. Code: 5.6; design: the first call"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.working_days import LONDON

TRIES: Final = 3
PARTS_OF_DAY: Final = ((0, "morning"), (12, "afternoon"), (17, "evening"))


def part_of_day(at: datetime) -> str:
    """Morning, afternoon or evening in London."""
    hour = at.astimezone(LONDON).hour
    return [name for first, name in PARTS_OF_DAY if hour >= first][-1]


def could_not_reach_because(calls: Sequence[tuple[datetime, bool]]) -> str:
    """Why it cannot be said yet; "" where it can.

    Args:
        calls: when each call was made, and whether somebody was reached.
    """
    if any(reached for _, reached in calls):
        return "They were reached. Put on record what was said instead."
    tries = [at for at, _ in calls]
    if len(tries) < TRIES:
        return f"Try {TRIES - len(tries)} more {'time' if TRIES - len(tries) == 1 else 'times'}, at another hour."
    hours = {(at.astimezone(LONDON).date(), part_of_day(at)) for at in tries}
    if len({part for _, part in hours}) < 2 or len(hours) < TRIES:
        return "All tries were at the same time of day. Try in the evening, or on another morning."
    return ""
