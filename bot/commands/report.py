"""What did a quarter or a year of complaints come to? `hark report`: a page to print and the figures as CSV."""

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.reports.making import Report


def report(
    period: Annotated[
        str, typer.Argument(help='"2026-27" for a year, "2026-27-Q3" for October to December 2026.')
    ],
    to: Annotated[Path, typer.Option("--to", help="The folder to write report.html and figures.csv to.")],
    landlord: Annotated[
        str, typer.Option("--landlord", help="The landlord's id; may be left out where there is one.")
    ] = "",
) -> None:
    """Write the report of a period, part by part as the Code asks. Code: 8.1, 9.7"""
    from bot.commands.outcome import DidNot, in_the_house, run
    from bot.house import House
    from bot.reports.periods import read_period

    known = read_period(period)
    if known is None:
        raise typer.BadParameter(f"{period!r} is no period; say 2026-27 or 2026-27-Q3")

    async def act(house: House) -> None:
        from bot.reports.making import make_report
        from bot.reports.printing import report_page

        chosen = landlord or (next(iter(house.profiles)) if len(house.profiles) == 1 else "")
        if chosen not in house.profiles:
            raise DidNot(f"Say which landlord with --landlord: {', '.join(house.profiles)}.")
        async with house.database.reading() as session:
            made = await make_report(session, house, house.profiles[chosen], known)
        to.mkdir(parents=True, exist_ok=True)
        (to / "report.html").write_text(report_page(made), encoding="utf-8")
        (to / "figures.csv").write_text(_csv(made), encoding="utf-8", newline="")
        typer.echo(f"Written: {to / 'report.html'} and {to / 'figures.csv'}.")
        for kind in made.missing:
            typer.echo(f"Still owed: {kind.words} ({kind.provision}).", err=True)

    run(in_the_house(act))


def _csv(made: "Report") -> str:
    out = io.StringIO()
    write = csv.writer(out)
    for part in made.parts:
        for table in part.tables:
            if table.rows:
                write.writerow([part.letter, *table.headings])
                write.writerows([part.letter, *row] for row in table.rows)
    return out.getvalue()
