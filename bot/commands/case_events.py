"""What has happened on cases since? For systems that ask instead of being told: `hark cases --events --after N`."""

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.house import House


def print_events(landlord: str, after: int) -> int:
    """A JSON line an event, in order; the number of the last is what to ask after next time."""
    from bot.commands.outcome import DidNot, in_the_house, run

    async def act(house: "House") -> None:
        chosen = landlord or (next(iter(house.profiles)) if len(house.profiles) == 1 else "")
        if chosen not in house.profiles:
            raise DidNot(f"Say which landlord with --landlord: {', '.join(house.profiles)}.")
        await _print_all(house, chosen, after)

    run(in_the_house(act))
    return 0


async def _print_all(house: "House", landlord_id: str, after: int) -> None:
    from bot.event_feed import A_BATCH, SETTLED, event_line
    from bot.store.told_events import list_events_after

    until = house.clock() - SETTLED
    async with house.database.reading() as session:
        while True:
            told, last = await list_events_after(session, landlord_id, after, until=until, limit=A_BATCH)
            for event in told:
                print(json.dumps(event_line(event), ensure_ascii=False))
            if last == after:
                return
            after = last
