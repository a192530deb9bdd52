"""A mailbox that is not read: who is told, when, how often, and what is said once it is read again."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pytest

from bot.house import House
from bot.mailbox_outages import KIND
from bot.mailboxes import CHANNEL, NamedMailbox, as_text
from bot.rounds import go_round
from bot.store import outbox, tasks
from bot.store.database import Database
from bot.store.doors import save_bookmark
from bot.store.outbox import OutboxRow
from bot.store.tasks import AlertRow, TaskRow
from bot.working_days import LONDON
from channels.door import DoorReport
from tests.journeys.stage import Stage, a_stage

BOX = NamedMailbox("example/complaints/INBOX", "complaints", "example")
OPENED = datetime(2026, 10, 1, 9, tzinfo=LONDON)
BROKEN = "Nothing answers at mail.example.org:993: no answer in time."
REFUSED = "mail.example.org refuses the sign-in: check the user and the password or application."


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@dataclass
class Told:
    """A house with one mailbox, whose reports are written here."""

    stage: Stage
    house: House

    async def report(self, when: str, **named: object) -> None:
        """What its watch says at an instant."""
        known = {"opened_at": OPENED, "looked_at": at(when), "newest_at": at(when)}
        report = DoorReport(**{**known, **named})  # type: ignore[arg-type]
        async with self.house.database.writing() as session:
            await save_bookmark(session, CHANNEL, BOX.key, as_text(report))

    async def fails(self, since: str, *, why: str = BROKEN, is_refused: bool = False) -> None:
        """It has failed since then."""
        await self.report(since, failing_since=at(since), why=why, is_refused=is_refused)

    async def rounds(self, *when: str) -> None:
        """A round is made at each of these."""
        for each in when:
            self.stage.house.clock.now = at(each)  # type: ignore[attr-defined]
            await go_round(self.house)

    async def mails(self) -> list[OutboxRow]:
        """What was written to people on call."""
        async with self.house.database.reading() as session:
            written = await outbox.list_outbox_after(session, "example", 0)
        return [row for row in written if row.name == "on_call_notice"]

    async def tasks(self) -> list[TaskRow]:
        """Who was asked to do something about it."""
        async with self.house.database.reading() as session:
            return [one for one in await tasks.list_tasks_after(session, "example", 0) if one.kind == KIND]

    async def alerts(self) -> list[AlertRow]:
        """The alerts of it."""
        return [alert for alert in await self.stage.alert_rows() if alert.kind == KIND]


@pytest.fixture
async def told(any_database: Database, tmp_path: Path) -> AsyncIterator[Told]:
    async with a_stage(any_database, tmp_path) as stage:
        yield Told(stage, replace(stage.house, mailboxes=(BOX,)))


async def test_after_a_quarter_of_an_hour_by_day_somebody_on_call_and_the_triage_queue_are_told_once(
    told: Told,
) -> None:
    await told.fails("2026-11-02T10:00")

    await told.rounds("2026-11-02T10:05", "2026-11-02T10:14")
    too_early = len(await told.mails())
    await told.rounds("2026-11-02T10:15", "2026-11-02T10:16", "2026-11-02T10:17", "2026-11-02T10:18")
    await told.rounds("2026-11-02T12:00", "2026-11-02T15:00")

    (mail,), (task,), (alert,) = await told.mails(), await told.tasks(), await told.alerts()
    assert too_early == 0
    assert mail.subject == "Notice: mailbox not read"
    assert "The mailbox “complaints” has been failing since today at 10:00am." in mail.text
    assert BROKEN in mail.text
    assert "I have it" in mail.text
    assert "danger" in mail.text
    assert "complain at any time" not in mail.text
    assert (task.team, task.due_on.isoformat(), task.why) == ("triage", "2026-11-02", alert.why)
    assert mail.to_address == told.stage.profile.on_call[0].email


async def test_nobody_takes_it_and_the_next_is_told_the_next_morning(told: Told) -> None:
    await told.fails("2026-11-02T10:00")
    await told.rounds("2026-11-02T10:16", "2026-11-02T10:18")

    await told.rounds("2026-11-02T23:00", "2026-11-03T08:59", "2026-11-03T09:01")

    first, second = await told.mails()
    assert [first.to_address, second.to_address] == [one.email for one in told.stage.profile.on_call[:2]]


@pytest.mark.parametrize(
    ("since", "night", "morning"),
    [
        pytest.param("2026-11-02T22:00", "2026-11-03T03:00", "2026-11-03T09:00", id="a night"),
        pytest.param("2026-11-06T18:00", "2026-11-08T12:00", "2026-11-09T09:00", id="a weekend"),
        pytest.param("2026-12-24T18:00", "2026-12-25T12:00", "2026-12-29T09:00", id="Christmas"),
    ],
)
async def test_what_breaks_off_out_of_hours_is_told_when_the_office_opens(
    told: Told, since: str, night: str, morning: str
) -> None:
    await told.fails(since)

    await told.rounds(night, night.replace(":00", ":05"))
    at_night = len(await told.mails())
    await told.rounds(morning, morning.replace(":00", ":02"))

    assert (at_night, len(await told.mails())) == (0, 1)


async def test_a_refused_password_is_told_at_once_and_at_any_hour(told: Told) -> None:
    await told.fails("2026-11-03T03:00", why=REFUSED, is_refused=True)

    await told.rounds("2026-11-03T03:00", "2026-11-03T03:01", "2026-11-03T04:00")

    (mail,) = await told.mails()
    assert REFUSED in mail.text


async def test_a_mailbox_nobody_watches_is_told_of_too(told: Told) -> None:
    await told.report("2026-11-02T10:00")

    await told.rounds("2026-11-02T10:14", "2026-11-02T10:16", "2026-11-02T10:18")

    (mail,) = await told.mails()
    assert "has not been looked into since today at 10:00am" in mail.text


async def test_a_start_after_a_long_stop_tells_nobody(told: Told) -> None:
    await told.report("2026-11-02T10:00")

    await told.rounds("2026-11-02T12:00")
    await told.report("2026-11-02T12:00")
    await told.rounds("2026-11-02T12:01", "2026-11-02T12:30")

    assert (await told.mails(), await told.tasks()) == ([], [])


async def test_once_it_is_read_again_whoever_was_told_hears_one_line_and_the_task_is_done(told: Told) -> None:
    await told.fails("2026-11-02T10:00")
    await told.rounds("2026-11-02T10:16", "2026-11-02T10:18", "2026-11-03T09:01")
    await told.report("2026-11-03T09:30")

    await told.rounds("2026-11-03T09:30", "2026-11-03T09:31", "2026-11-04T09:30")

    *_, one, two = await told.mails()
    (task,), (alert,) = await told.tasks(), await told.alerts()
    over = "The mailbox “complaints” is read again. It was not since yesterday at 10:00am; nothing of its mail is lost."
    assert len(await told.mails()) == 4
    assert {one.to_address, two.to_address} == {one.email for one in told.stage.profile.on_call[:2]}
    assert one.subject == "Notice: it is over"
    assert " ".join(one.text.split()).startswith(over)
    assert "I have it" not in one.text
    assert (task.done_by, task.outcome) == ("hark", over)
    assert (alert.taken_by, alert.taken_at, alert.next_at) == ("", at("2026-11-03T09:30"), None)


async def test_the_next_outage_is_told_anew(told: Told) -> None:
    await told.fails("2026-11-02T10:00")
    await told.rounds("2026-11-02T10:16", "2026-11-02T10:18")
    await told.report("2026-11-02T11:00")
    await told.rounds("2026-11-02T11:00")

    await told.fails("2026-11-02T12:00")
    await told.rounds("2026-11-02T12:16", "2026-11-02T12:18")

    assert len(await told.alerts()) == len(await told.tasks()) == 2


async def test_who_is_on_call_nowhere_leaves_the_task(any_database: Database, tmp_path: Path) -> None:
    async with a_stage(any_database, tmp_path, on_call=()) as stage:
        told = Told(stage, replace(stage.house, mailboxes=(BOX,)))
        await told.fails("2026-11-02T10:00")

        await told.rounds("2026-11-02T10:16", "2026-11-02T10:18", "2026-11-02T10:20")

        assert (len(await told.mails()), len(await told.tasks())) == (0, 1)
