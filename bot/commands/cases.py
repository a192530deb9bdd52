"""Which cases are there? A line each, as JSON or CSV; what happened on them; and how those of another system come here."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer


def cases(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON line a case.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print a CSV file that --bring can read.")] = False,
    events: Annotated[bool, typer.Option("--events", help="Print a JSON line an event of a case.")] = False,
    after: Annotated[int, typer.Option(min=0, help="With --events: the last number you have.")] = 0,
    bring: Annotated[
        Path | None,
        typer.Option(
            "--bring", exists=True, dir_okay=False, help="A CSV file of another system's cases, one a row."
        ),
    ] = None,
    system: Annotated[
        str, typer.Option(help="With --bring, whose cases they are; with --csv, whose numbers to print.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="With --bring: say what would be done, and do nothing.")
    ] = False,
    landlord: Annotated[str, typer.Option(help="Only this landlord's.")] = "",
) -> int:
    """List every case, in the order they were opened; or bring those of another case system."""
    wanted = {"--json": as_json, "--csv": as_csv, "--events": events, "--bring": bring is not None}
    _say_one_thing(wanted, after=after, dry_run=dry_run, system=system)
    if bring is not None:
        from bot.commands.bring_cases import bring_cases

        return bring_cases(bring, system, landlord, dry_run=dry_run)
    if events:
        from bot.commands.case_events import print_events

        return print_events(landlord, after)
    if as_csv:
        from bot.commands.case_file import print_csv

        return print_csv(landlord, system)
    return _list(landlord, as_json=as_json)


def _say_one_thing(wanted: dict[str, bool], *, after: int, dry_run: bool, system: str) -> None:
    """Refuse what does not go together, before anything is opened."""
    if sum(wanted.values()) > 1:
        raise typer.BadParameter(f"say only one of {', '.join(wanted)}")
    if after and not wanted["--events"]:
        raise typer.BadParameter("--after goes with --events")
    if dry_run and not wanted["--bring"]:
        raise typer.BadParameter("--dry-run goes with --bring")
    if system and not (wanted["--bring"] or wanted["--csv"]):
        raise typer.BadParameter("--system goes with --bring or --csv")
    if wanted["--bring"] and not system:
        raise typer.BadParameter("say whose cases they are with --system, such as --system CATS")


def _list(landlord: str, *, as_json: bool) -> int:
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
    return 0


def _plain(line: dict[str, Any]) -> str:
    due = line["acknowledge_by"] or line["respond_by"] or ""
    return f"{line['reference']}  {line['kind']:<16} {line['status']:<9} {line['queue']:<26} {due}"
