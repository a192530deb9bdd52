"""Which cases are there? A JSON line each."""

import json
from typing import Annotated, Any

import typer


def cases(
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON line a case.")] = False,
    landlord: Annotated[str, typer.Option(help="Only this landlord's.")] = "",
) -> None:
    """List every case, in the order they were opened."""
    from bot.commands.outcome import DidNot, in_the_house, run
    from bot.house import House

    async def act(house: House) -> None:
        from bot.case_lines import list_case_lines

        if landlord and landlord not in house.profiles:
            raise DidNot(f"There is no landlord {landlord!r} here; there are: {', '.join(house.profiles)}.")
        for landlord_id in [landlord] if landlord else list(house.profiles):
            async with house.database.reading() as session:
                async for line in list_case_lines(session, landlord_id):
                    print(json.dumps(line, ensure_ascii=False) if as_json else _plain(line))

    run(in_the_house(act))


def _plain(line: dict[str, Any]) -> str:
    due = line["acknowledge_by"] or line["respond_by"] or ""
    return f"{line['reference']}  {line['kind']:<16} {line['status']:<9} {line['queue']:<26} {due}"
