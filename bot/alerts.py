"""Who is woken, who said "I have it", and who is next? Code: 6.1.

Pure. The first in the chain is told at once, at any hour; whoever does not take it within fifteen minutes is
followed by the next. When the chain is at its end it starts again; after three
rounds it goes on by the hour, and after twelve hours by the day.
"""

from datetime import datetime, timedelta
from typing import Final

from bot.landlords.parts import OnCall

WAIT: Final = timedelta(minutes=15)
WAIT_LATER: Final = timedelta(hours=1)
WAIT_LATEST: Final = timedelta(days=1)
ROUNDS: Final = 3
HOURS: Final = 12


def whom_to_wake(chain: tuple[OnCall, ...], step: int) -> OnCall | None:
    """The person told at this step (0 is the first), or None where nobody is on call."""
    ready = [person for person in chain if person.can_be_woken]
    return ready[step % len(ready)] if ready else None


def wake_next_at(chain: tuple[OnCall, ...], step: int, now: datetime) -> datetime:
    """When the next is told if nobody takes it, having told this step now."""
    people = max(1, sum(person.can_be_woken for person in chain))
    rounds = ROUNDS * people
    if step < rounds:
        return now + WAIT
    return now + (WAIT_LATER if step < rounds + HOURS else WAIT_LATEST)


def ways_to_wake(person: OnCall) -> list[tuple[str, str]]:
    """Every way to reach this person, as (channel, address)."""
    ways = (
        ("email", person.email),
        ("webhook", person.webhook),
        ("telegram", person.telegram),
        ("text", person.text),
    )
    return [(channel, address) for channel, address in ways if address]
