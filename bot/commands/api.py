"""Which other systems may call the JSON interface? `hark api add`, `list` and `revoke`."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.house import House

app = typer.Typer(no_args_is_help=True, help="Other systems that call the JSON interface.")


@app.callback()
def api() -> None:
    """Other systems that call the JSON interface."""


_Landlord = Annotated[
    str, typer.Option("--landlord", help="The landlord's id; may be left out where there is one.")
]


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="Which system it is, as your log should call it.")],
    landlord: _Landlord = "",
    read: Annotated[bool, typer.Option("--read", help="May read cases and messages.")] = False,
    hand_in: Annotated[bool, typer.Option("--hand-in", help="May hand messages in.")] = False,
    restricted: Annotated[
        bool, typer.Option("--restricted", help="May read the cases of people at risk too.")
    ] = False,
) -> None:
    """Print the token of a new client and the key it signs with; keep both secret."""
    from bot.commands.outcome import DidNot, in_the_house, run

    if not (read or hand_in):
        raise typer.BadParameter("say what it may do: --read, --hand-in or both")

    async def act(house: "House") -> None:
        from bot.api.clients import add_client, key_of, token_of
        from bot.commands.promote import account_name

        of = _which(house, landlord)
        if not name.strip():
            raise DidNot("Give it a name.")
        client = await add_client(
            house, of, name=name, reads=read, hands_in=hand_in, sees_restricted=restricted, by=account_name()
        )
        typer.echo("The token, then the key for signatures. Whoever has them can do the same:", err=True)
        typer.echo(token_of(house, client))
        typer.echo(key_of(house, client))

    run(in_the_house(act))


@app.command("list")
def list_all(landlord: _Landlord = "") -> None:
    """Print every client: number, name, what it may do, when it was last used."""
    from bot.commands.outcome import in_the_house, run

    async def act(house: "House") -> None:
        from bot.api.clients import list_clients

        for client in await list_clients(house, _which(house, landlord)):
            may = [word for word, does in (("read", client.reads), ("hand-in", client.hands_in)) if does]
            state = "revoked" if client.revoked_at else "works"
            used = f"last used {client.last_used_at:%Y-%m-%d}" if client.last_used_at else "never used"
            typer.echo(f"{client.id}\t{client.name}\t{' and '.join(may)}\t{state}\t{used}")

    run(in_the_house(act))


@app.command()
def revoke(number: Annotated[int, typer.Argument(help="Its number, as `hark api list` prints it.")]) -> None:
    """End a client's token for good."""
    from bot.commands.outcome import in_the_house, run

    async def act(house: "House") -> None:
        from bot.api.clients import revoke_client

        client = await revoke_client(house, number)
        typer.echo(f"{client.name} can call no more.")

    run(in_the_house(act))


def _which(house: "House", landlord: str) -> str:
    from bot.commands.outcome import DidNot

    if landlord and landlord not in house.profiles:
        raise DidNot(f"There is no landlord {landlord}. There are: {', '.join(house.profiles)}.")
    if not landlord and len(house.profiles) != 1:
        raise DidNot(f"Say which landlord with --landlord: {', '.join(house.profiles)}.")
    return landlord or next(iter(house.profiles))
