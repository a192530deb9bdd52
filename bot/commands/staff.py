"""Who works here? `hark staff add`: a member of staff, and the one-time link to their first sign-in."""

import re
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="Members of staff and how they sign in.")


@app.callback()
def staff() -> None:
    """Members of staff and how they sign in."""


@app.command()
def add(
    email: Annotated[str, typer.Argument(help="Their e-mail address; they sign in with it.")],
    name: Annotated[str, typer.Option("--name", help="Their name, as colleagues read it.")] = "",
    role: Annotated[
        str,
        typer.Option(
            "--role",
            help="triage, handler, contractor, complaints_officer, stage_2_approver, administrator or member_responsible. "
            "Left out: as it is, and administrator for somebody new.",
        ),
    ] = "",
    landlord: Annotated[
        str, typer.Option("--landlord", help="The landlord's id; may be left out where there is one.")
    ] = "",
    queues: Annotated[
        list[str],
        typer.Option(
            "--queue",
            help="A queue they work in; may be said again. Left out: as it is, and all for somebody new.",
        ),
    ] = [],  # noqa: B006 - typer reads the default and never changes it
    safeguarding: Annotated[
        bool | None,
        typer.Option(
            "--safeguarding/--no-safeguarding",
            help="May see the cases of people at risk. Left out: as it is, and no for somebody new.",
        ),
    ] = None,
) -> None:
    """Print a one-time sign-in link for a new member of staff, or a new link for one who is here."""
    from bot.commands.outcome import DidNot, in_the_house, run
    from bot.house import House

    if not re.fullmatch(r"[^@\s]+@[^@\s]+", email.strip()):
        raise typer.BadParameter(f"{email!r} is not an e-mail address")

    async def act(house: House) -> None:
        from bot.console.accounts import add_staff

        only = next(iter(house.profiles)) if len(house.profiles) == 1 else ""
        if not (landlord or only):
            raise DidNot(f"Say which landlord with --landlord: {', '.join(house.profiles)}.")
        link = await add_staff(
            house,
            landlord_id=landlord or only,
            email=email,
            name=name,
            role=role,
            sees_restricted=safeguarding,
            queues=queues or None,
        )
        typer.echo("The link works once, for seven days:", err=True)
        typer.echo(link)

    run(in_the_house(act))
