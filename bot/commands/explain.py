"""What happened on a case? Its story in sentences that could be read to the resident over the phone."""

from typing import Annotated

import typer


def explain(case: Annotated[str, typer.Argument(help="The reference, e.g. EX-4T7KQ2M.")]) -> None:
    """Tell the story of a case."""
    from bot.commands.outcome import DidNot, in_the_house, run
    from bot.house import House

    async def act(house: House) -> None:
        from bot.in_words import moment
        from bot.store.cases import find_case
        from bot.story import tell
        from bot.working_days import london_date

        async with house.database.reading() as session:
            found = [await find_case(session, landlord_id, case) for landlord_id in house.profiles]
            known = next((one for one in found if one is not None), None)
            if known is None:
                raise DidNot(f"There is no case {case}. `hark cases` lists them all.")
            for line in await tell(session, house, known.id or 0):
                when = "Still to come" if line.is_ahead else moment(line.at, today=london_date(house.clock()))
                print(f"{when[:1].upper()}{when[1:]}: {line.sentence}")

    run(in_the_house(act))
