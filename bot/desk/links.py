"""Who holds a link to the desk, and does it still work? Made and revoked by an administrator; it opens nothing else."""

from datetime import timedelta
from typing import Final

from bot.errors import IllegalMove, NotAllowed, NotFound
from bot.house import House
from bot.store import journal
from bot.store.arrivals import count_from
from bot.store.desk_links import DeskLinkRow, find_desk_link, list_desk_links
from bot.store.staff import StaffRow

PURPOSE: Final = "desk"
MOST_AN_HOUR: Final = 30  # more than anybody types; somebody else has the link then
LONGEST_NAME: Final = 80


def sender_of(link: DeskLinkRow) -> str:
    """How an arrival names the link it came by."""
    return f"desk-link:{link.id}"


def address_of(house: House, link: DeskLinkRow) -> str:
    """What the holder opens."""
    return f"{house.public_url}/desk/{house.keys.seal(PURPOSE, link.id or 0)}"


async def open_link(house: House, token: str) -> DeskLinkRow:
    """The link of a token, revoked or not.

    Raises:
        NotFound: we did not make it.
    """
    number = house.keys.read(PURPOSE, token)
    async with house.database.reading() as session:
        link = await find_desk_link(session, list(house.profiles), number) if number else None
    if link is None:
        raise NotFound("link", "like this")
    return link


async def is_used_too_much(house: House, link: DeskLinkRow) -> bool:
    """Whether more came by it in an hour than one person types."""
    since = house.clock() - timedelta(hours=1)
    async with house.database.reading() as session:
        return await count_from(session, link.landlord_id, sender_of(link), since=since) >= MOST_AN_HOUR


async def mark_used(house: House, link: DeskLinkRow) -> None:
    """Note when it was last used, so that an administrator sees which are forgotten."""
    async with house.database.writing() as session:
        row = await find_desk_link(session, [link.landlord_id], link.id or 0)
        if row is not None:
            row.last_used_at = house.clock()
            session.add(row)


async def list_links(house: House, by: StaffRow) -> list[DeskLinkRow]:
    """Every link of this landlord.

    Raises:
        NotAllowed: this is for administrators.
    """
    _must_be_administrator(by)
    async with house.database.reading() as session:
        return await list_desk_links(session, by.landlord_id)


async def make_link(house: House, by: StaffRow, *, holder: str, organisation: str) -> DeskLinkRow:
    """A new link for one named person.

    Raises:
        NotAllowed: this is for administrators.
        IllegalMove: nobody is named, or a name is too long.
    """
    _must_be_administrator(by)
    holder, organisation = " ".join(holder.split()), " ".join(organisation.split())
    if not holder:
        raise IllegalMove("Name the person who gets the link; residents are told who took their words down.")
    if max(len(holder), len(organisation)) > LONGEST_NAME:
        raise IllegalMove(f"A name may have {LONGEST_NAME} letters at most.")
    async with house.database.writing() as session:
        link = DeskLinkRow(
            landlord_id=by.landlord_id,
            holder=holder,
            organisation=organisation,
            created_by=by.email,
            created_at=house.clock(),
        )
        session.add(link)
        await session.flush()
        await journal.record(
            session,
            by.landlord_id,
            at=house.clock(),
            what="desk_link_made",
            actor=f"staff:{by.id}",
            row=f"desk_link:{link.id}",
        )
    return link


async def revoke_link(house: House, by: StaffRow, link_id: int) -> None:
    """From now on it opens nothing; what came by it stays.

    Raises:
        NotAllowed: this is for administrators.
        NotFound: there is no such link here.
    """
    _must_be_administrator(by)
    async with house.database.writing() as session:
        link = await find_desk_link(session, [by.landlord_id], link_id)
        if link is None:
            raise NotFound("link", link_id)
        if link.revoked_at is not None:
            return
        link.revoked_at = house.clock()
        session.add(link)
        await journal.record(
            session,
            by.landlord_id,
            at=house.clock(),
            what="desk_link_revoked",
            actor=f"staff:{by.id}",
            row=f"desk_link:{link_id}",
        )


def _must_be_administrator(by: StaffRow) -> None:
    if by.role != "administrator":
        raise NotAllowed("Links to the desk are for administrators to make. Ask one of yours.")
