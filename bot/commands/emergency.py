"""Can the landlord work as it should? Say that it cannot, why and till when; and say that it can again. Code: 8.5"""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.house import House
    from bot.store.staff import StaffRow

app = typer.Typer(help="When nothing works as usual.", no_args_is_help=True)
By = Annotated[str, typer.Option(help="Your staff e-mail: the complaints officer's or an administrator's.")]


@app.command()
def start(
    by: By,
    what: Annotated[str, typer.Option(help="What does not work, in sentences residents read.")],
    back_by: Annotated[str, typer.Option(help="The day by which all works again, as 2026-12-01.")],
    meanwhile: Annotated[
        str, typer.Option(help="How residents reach you meanwhile, as said after “you can reach us”.")
    ] = "by phone",
) -> None:
    """Begin: it stands in the chat and in every answer Hark sends by itself."""
    from datetime import date

    from bot.commands.outcome import DidNot

    try:
        day = date.fromisoformat(back_by)
    except ValueError as error:
        raise DidNot(f"--back-by {back_by} is no day. Write it as 2026-12-01.") from error

    async def act(house: "House", person: "StaffRow") -> None:
        from bot.acts.incidents import start_incident

        await start_incident(house, person, what=what, meanwhile=meanwhile, back_by=day)
        print(
            f"It is on until {day.isoformat()}. Tell the Ombudsman, and print blank forms: /console/incident/"
        )

    _as(by, act)


@app.command()
def end(by: By) -> None:
    """End it: all works again."""

    async def act(house: "House", person: "StaffRow") -> None:
        from bot.acts.incidents import end_incident

        await end_incident(house, person)
        print("It is over. Enter what was written on paper at the desk, with the day and hour it was said.")

    _as(by, act)


def _as(by: str, act: Callable[["House", "StaffRow"], Awaitable[None]]) -> None:
    from bot.commands.outcome import DidNot, in_the_house, run
    from bot.house import House

    async def find_and_act(house: House) -> None:
        from bot.store.staff import find_staff

        async with house.database.reading() as session:
            found = [await find_staff(session, landlord_id, by) for landlord_id in house.profiles]
        person = next((one for one in found if one is not None and one.active), None)
        if person is None:
            raise DidNot(f"Nobody with the address {by} works here.")
        await act(house, person)

    run(in_the_house(find_and_act))
