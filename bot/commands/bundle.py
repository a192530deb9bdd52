"""What is there of one case? Everything, as one file to hand to the Ombudsman."""

from pathlib import Path
from typing import Annotated

import typer


def bundle(
    case: Annotated[str, typer.Argument(help="The reference, e.g. EX-4T7KQ2M.")],
    to: Annotated[Path, typer.Option(help="The file to write, a zip.")],
    by: Annotated[str, typer.Option(help="Your staff e-mail. Needed where somebody may be at risk.")] = "",
) -> None:
    """Write everything about a case into one zip, in the order it happened."""
    from bot.commands.outcome import DidNot, in_the_house, run
    from bot.house import House

    async def act(house: House) -> None:
        from bot.bundling.making import make_bundle
        from bot.store.cases import find_case
        from bot.store.console_pages import Viewer
        from bot.store.staff import find_staff

        async with house.database.reading() as session:
            found = [await find_case(session, landlord_id, case) for landlord_id in house.profiles]
            known = next((one for one in found if one is not None), None)
            if known is None:
                raise DidNot(f"There is no case {case}. `hark cases` lists them all.")
            person = await find_staff(session, known.landlord_id, by) if by else None
        if by and (person is None or not person.active):
            raise DidNot(f"Nobody with the address {by} works there.")
        if known.restricted and (person is None or not person.sees_restricted):
            raise DidNot("Somebody may be at risk here. Name with --by who of safeguarding takes the file.")
        viewer = Viewer(known.landlord_id, by.strip().lower(), bool(person and person.sees_restricted))
        actor = f"staff:{person.id}" if person else "command"
        content = await make_bundle(house, viewer, case, actor=actor)
        to.write_bytes(content)
        print(f"{to}: {len(content)} bytes")

    run(in_the_house(act))
