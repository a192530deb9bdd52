"""Each link between "accepted" and "decided" is broken in turn, and the ledger shows where."""

from collections.abc import Awaitable, Callable

import pytest
import sqlalchemy as sa

from bot.ledger import count, gaps
from bot.store.arrivals import WAITING, ArrivalRow
from bot.store.messages import AttachmentRow, MessageRow, ReadingRow
from bot.store.system import CounterRow
from channels.messages import Arrival
from tests.builders import an_email, an_unhappy_reading
from tests.journeys.stage import Stage

Break = Callable[[Stage], Awaitable[None]]


async def gaps_of(stage: Stage) -> list[str]:
    async with stage.house.database.reading() as session:
        return gaps(await count(session, [stage.landlord_id], now=stage.house.clock()))


async def a_morning(stage: Stage) -> None:
    """A complaint, a robot, a bounce of ours, the same mail twice and an empty one: every way a mail can go."""
    await stage.writes("2026-11-02T09:12", "Nobody mends my tap, I am fed up.", reads=an_unhappy_reading())
    (offer,) = await stage.written("choice_offer")
    await stage.comes_back("2026-11-02T09:13", offer)
    await stage.writes("2026-11-02T09:14", "I am away.", who="robot", subject="Automatic reply")
    for at in ("2026-11-02T09:15", "2026-11-02T09:16"):
        await stage.mail_comes(at, an_email("Any news?", message_id="<twice@example.net>"))
    await stage.mail_comes("2026-11-02T09:17", b"\r\n")


async def an_arrival_vanishes(stage: Stage) -> None:
    async with stage.house.database.writing() as session:
        lost = (await session.exec(sa.select(sa.func.max(ArrivalRow.id)))).one()[0]
        await session.exec(sa.delete(ArrivalRow).where(ArrivalRow.id == lost))


async def one_is_stored_past_the_door(stage: Stage) -> None:
    async with stage.house.database.writing() as session:
        await session.exec(sa.update(CounterRow).values(count=CounterRow.count - 1))


async def a_message_vanishes(stage: Stage) -> None:
    async with stage.house.database.writing() as session:
        robots = sa.select(MessageRow.id).where(MessageRow.text == "I am away.")
        for rows in (ReadingRow, AttachmentRow):
            await session.exec(sa.delete(rows).where(rows.message_id.in_(robots)))
        await session.exec(sa.delete(MessageRow).where(MessageRow.text == "I am away."))


async def one_is_never_decided(stage: Stage) -> None:
    async with stage.house.database.writing() as session:
        await session.exec(
            sa.update(ArrivalRow)
            .where(ArrivalRow.outcome == "robot")
            .values(decided_at=None, outcome="", state="forgotten")
        )


async def test_a_morning_of_every_kind_of_mail_agrees(stage: Stage) -> None:
    await a_morning(stage)
    await stage.time_passes("2026-11-02T10:00")

    async with stage.house.database.reading() as session:
        (line,) = await count(session, [stage.landlord_id], now=stage.house.clock())
    assert (line.accepted, line.stored, line.read, line.decided, line.waiting) == (6, 6, 6, 6, 0)


@pytest.mark.parametrize(
    ("breaks", "says"),
    [
        (an_arrival_vanishes, "6 accepted, but only 5 stored."),
        (one_is_stored_past_the_door, "6 stored, but only 5 counted as accepted."),
        (a_message_vanishes, "1 of 6 stored more than ten minutes ago and not read."),
        (one_is_never_decided, "1 of 6 stored more than ten minutes ago and not decided."),
    ],
    ids=["accepted to stored", "stored to accepted", "stored to read", "read to decided"],
)
async def test_each_broken_link_shows(stage: Stage, breaks: Break, says: str) -> None:
    await a_morning(stage)
    await stage.time_passes("2026-11-02T10:00")
    assert await gaps_of(stage) == []

    await breaks(stage)

    assert f"example, email, 2 November 2026: {says}" in await gaps_of(stage)


async def test_what_no_worker_ever_takes_shows_after_ten_minutes(stage: Stage) -> None:
    await stage.time_passes("2026-11-02T09:12")
    clock = stage.house.clock()
    await stage._rehearsal.door.receive(
        Arrival(stage.landlord_id, "email", "sam@example.net", "housing@example.org", an_email(), clock)
    )
    async with stage.house.database.reading() as session:
        waiting = (await session.exec(sa.select(ArrivalRow.state))).one()[0]
        young = gaps(await count(session, [stage.landlord_id], now=clock))
        late = clock.replace(minute=clock.minute + 11)
        old = gaps(await count(session, [stage.landlord_id], now=late))

    assert waiting == WAITING
    assert young == []
    assert len(old) == 2
