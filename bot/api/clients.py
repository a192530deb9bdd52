"""Who is calling the JSON interface, and what may they do? Tokens are made from a number, and end when they are revoked."""

from typing import Final

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.api.problems import Problem
from bot.errors import NotFound
from bot.house import House
from bot.store import journal
from bot.store.api_clients import ApiClientRow, find_api_client, list_api_clients

PURPOSE: Final = "api"
PREFIX: Final = "hark_"  # so that a token is known for one where it has leaked
LONGEST_NAME: Final = 80
_CHALLENGE: Final = {"WWW-Authenticate": "Bearer"}


def token_of(house: House, client: ApiClientRow) -> str:
    """What the client sends as its bearer token."""
    return PREFIX + house.keys.seal(PURPOSE, client.id or 0)


def key_of(house: House, client: ApiClientRow) -> str:
    """What the client signs with."""
    return house.keys.hash(f"api signature {client.id}")


def sender_of(client: ApiClientRow) -> str:
    """How an arrival names the client it came by."""
    return f"api:{client.id}:{client.name}"


async def whose(house: House, authorization: str) -> ApiClientRow:
    """The client of a call.

    Raises:
        Problem: 401, where the token is none of ours or was revoked.
    """
    scheme, _, token = authorization.partition(" ")
    said = token.strip()
    number = (
        house.keys.read(PURPOSE, said.removeprefix(PREFIX))
        if scheme.lower() == "bearer" and said.startswith(PREFIX)
        else None
    )
    async with house.database.reading() as session:
        client = await find_api_client(session, list(house.profiles), number) if number else None
    if client is None:
        raise Problem(401, "This needs a token.", "Send Authorization: Bearer TOKEN.", _CHALLENGE)
    if client.revoked_at is not None:
        raise Problem(401, "This token was revoked.", "Ask the landlord for a new one.", _CHALLENGE)
    return client


async def add_client(
    house: House, landlord_id: str, *, name: str, reads: bool, hands_in: bool, sees_restricted: bool, by: str
) -> ApiClientRow:
    """A new client; its token and key follow from its number."""
    client = ApiClientRow(
        landlord_id=landlord_id,
        name=" ".join(name.split())[:LONGEST_NAME],
        reads=reads,
        hands_in=hands_in,
        sees_restricted=sees_restricted,
        created_by=by,
        created_at=house.clock(),
    )
    async with house.database.writing() as session:
        session.add(client)
        await session.flush()
        await _note(house, session, client, "api_client_added")
    return client


async def list_clients(house: House, landlord_id: str) -> list[ApiClientRow]:
    """Every client of a landlord, revoked ones too."""
    async with house.database.reading() as session:
        return await list_api_clients(session, landlord_id)


async def revoke_client(house: House, client_id: int) -> ApiClientRow:
    """From now on its token opens nothing.

    Raises:
        NotFound: there is no such client.
    """
    async with house.database.writing() as session:
        client = await find_api_client(session, list(house.profiles), client_id)
        if client is None:
            raise NotFound("client", client_id)
        if client.revoked_at is None:
            client.revoked_at = house.clock()
            session.add(client)
            await _note(house, session, client, "api_client_revoked")
        return client


async def mark_used(house: House, client: ApiClientRow) -> None:
    """Note on which day it was last used, so that forgotten ones are seen; written once a day."""
    now = house.clock()
    if client.last_used_at is not None and client.last_used_at.date() == now.date():
        return
    async with house.database.writing() as session:
        row = await find_api_client(session, [client.landlord_id], client.id or 0)
        if row is not None:
            row.last_used_at = now
            session.add(row)


async def _note(house: House, session: AsyncSession, client: ApiClientRow, what: str) -> None:
    await journal.record(
        session,
        client.landlord_id,
        at=house.clock(),
        what=what,
        actor="command",
        row=f"api_client:{client.id}",
    )
