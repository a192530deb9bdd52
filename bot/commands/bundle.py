"""What is all the evidence on a case? `hark bundle REFERENCE --to FILE`: one archive with an index."""

from pathlib import Path
from typing import Annotated

import typer


def bundle(
    reference: Annotated[str, typer.Argument(help="The reference of the case.")],
    to: Annotated[Path, typer.Option("--to", help="The file to write, such as EX-7KQ2M.zip.")],
) -> None:
    """Write every message, letter, clock, decision and event of a case into one archive. Code: 5.12, 8.4"""
    from bot.commands.outcome import DidNot, in_the_house, run
    from bot.house import House

    async def act(house: House) -> None:
        from bot.bundle import make_bundle
        from bot.store import journal
        from bot.store.cases import find_case

        for landlord_id in house.profiles:
            async with house.database.reading() as session:
                case = await find_case(session, landlord_id, reference)
                made = await make_bundle(session, house, case) if case is not None else None
            if case is None or made is None:
                continue
            to.write_bytes(made)
            async with house.database.writing() as session:
                await journal.record(
                    session,
                    landlord_id,
                    at=house.clock(),
                    what="bundle_made",
                    actor="command",
                    case_id=case.id,
                )
            typer.echo(
                f"Written: {to}, {len(made):,} bytes. It holds names and words of residents: keep it safe."
            )
            return
        raise DidNot(f"There is no case {reference!r} here.")

    run(in_the_house(act))
