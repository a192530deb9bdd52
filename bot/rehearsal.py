"""How would this conversation go? A script played through the real corridor, in the script's own time, sending nothing.

The database is one of its own and is thrown away; the clock is the script's; everything between is the real house:
doors, parser, classifier, decisions, texts, duties.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr
from typing import Any

from bot.case_lines import list_case_lines
from bot.duties import HAZARD_WARNING
from bot.errors import BotError
from bot.front_door import FrontDoor
from bot.house import House
from bot.landlords.profile import Profile
from bot.rehearsed_acts import act_as_staff
from bot.store import outbox, tasks
from bot.store.ahead import find_next_instant
from bot.store.database import Database
from bot.store.outbox import OutboxRow
from bot.worker import Worker
from bot.working_days import LONDON, london_date, london_time
from channels.messages import Arrival, Outgoing

LOOKED_AT = ((9, 0), (9, 30), (12, 0), (17, 0))  # when the day is looked at besides what the store asks for
MOST_TURNS = 200


class MovableClock:
    """A clock that stands where it was put."""

    def __init__(self) -> None:
        self.now = datetime(2000, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The instant it stands at."""
        return self.now


class KeepsNothing:
    """Takes what is sent and says that it was taken; the outbox row is the record."""

    async def send(self, outgoing: Outgoing) -> str:
        """Accept one message."""
        return "taken by the rehearsal"


@dataclass(frozen=True)
class Step:
    """One line of a script."""

    at: datetime
    said: Mapping[str, Any]  #: empty where time only passes

    @property
    def who(self) -> str:
        """resident, stranger, robot or staff; "" where time only passes."""
        return str(self.said.get("who") or "")


class WrongScript(BotError):
    """A line of the script cannot be played; the message says which and why."""


def read_step(line: Mapping[str, Any], number: int) -> Step:
    """One line of a script as a step.

    Raises:
        WrongScript: it has no time, or nobody knows who speaks.
    """
    try:
        at = datetime.fromisoformat(str(line["at"]))
    except (KeyError, ValueError) as error:
        raise WrongScript(f'Step {number}: "at" must be a time such as 2026-11-02T09:12.') from error
    aware = at if at.tzinfo else at.replace(tzinfo=LONDON)
    said = {key: value for key, value in line.items() if key != "at"}
    if said and said.get("who") not in ("resident", "stranger", "robot", "staff"):
        raise WrongScript(f'Step {number}: "who" must be resident, stranger, robot or staff.')
    if said.get("channel", "email") != "email":
        raise WrongScript(f"Step {number}: only e-mail can be rehearsed.")
    return Step(aware.astimezone(UTC), said)


class Rehearsal:
    """One script being played.

    Args:
        house: built on a database of its own, with a `MovableClock` and a sender that keeps nothing.
    """

    def __init__(self, house: House, clock: MovableClock) -> None:
        self.house, self.clock = house, clock
        self.profile: Profile = next(iter(house.profiles.values()))
        self.door = FrontDoor(house.database, landlord_ids=list(house.profiles), clock=house.clock)
        self.worker = Worker(house, owner="rehearsal", arrived=self.door.arrived)
        self._seen_outbox = 0
        self._seen_task = 0
        self._number = 0

    async def open(self) -> None:
        """Open the door of the rehearsal."""
        await self.door.start()

    async def close(self) -> None:
        """Close its door and its database."""
        await self.door.close()
        await self.house.database.close()

    async def play(self, step: Step) -> dict[str, Any]:
        """Let time pass until the step, play it, and say everything that came of both."""
        self._number += 1
        await self._pass_time(step.at)
        if step.who == "staff" and step.said.get("do"):
            await act_as_staff(self.house, self.profile, step.said)
        elif step.who:
            await self._receive(step)
        await self._settle()
        return await self._line(step)

    async def _pass_time(self, until: datetime) -> None:
        if self.clock.now.year == 2000:
            self.clock.now = until
            return
        if until < self.clock.now:
            raise WrongScript(f"Step {self._number}: time goes backwards.")
        while (instant := await self._next_instant(until)) < until:
            self.clock.now = instant
            await self._settle()
        self.clock.now = until
        await self._settle()

    async def _next_instant(self, until: datetime) -> datetime:
        now = self.clock.now
        async with self.house.database.reading() as session:
            asked = await find_next_instant(session, self.profile.id, now, warning=HAZARD_WARNING)
        today = london_date(now)
        daily = [london_time(day, *time) for day in (today, today + timedelta(days=1)) for time in LOOKED_AT]
        return min([until, *(instant for instant in daily if instant > now), *([asked] if asked else [])])

    async def _settle(self) -> None:
        """Work until nothing is left to do at this instant."""
        self.worker.ask_for_a_round()
        for _ in range(MOST_TURNS):
            if not await self.worker.work_once():
                return

    async def _receive(self, step: Step) -> None:
        name, address = parseaddr(str(step.said.get("from") or self._usual_address(step)))
        mail = await self._mail(step, name, address.lower())
        arrival = Arrival(
            self.profile.id,
            "email",
            address.lower(),
            self.profile.email_addresses[0],
            mail.as_bytes(),
            self.clock.now,
            "rehearsed",
        )
        await self.door.receive(arrival)

    def _usual_address(self, step: Step) -> str:
        staff = [one for one in self.profile.staff_addresses if not one.startswith("@")]
        usual = (
            {"staff": staff[0] if staff else f"colleague{self.profile.staff_addresses[0]}"}
            if self.profile.staff_addresses
            else {}
        )
        return usual.get(step.who, f"{step.who}@resident.example")

    async def _mail(self, step: Step, name: str, address: str) -> EmailMessage:
        mail = EmailMessage()
        mail["From"] = f'"{name}" <{address}>' if name else address
        mail["To"] = self.profile.email_addresses[0]
        mail["Subject"] = " ".join(str(step.said.get("subject") or "").split())
        mail["Date"] = format_datetime(self.clock.now)
        mail["Message-ID"] = make_msgid(domain="rehearsal.invalid")
        if step.who == "robot":
            mail["Auto-Submitted"] = "auto-replied"
        if step.said.get("reply"):
            await self._reply_in_thread(mail, address)
        mail.set_content(str(step.said.get("text") or ""))
        return mail

    async def _reply_in_thread(self, mail: EmailMessage, address: str) -> None:
        """In the thread of our last message to that address; a stranger borrows our last message to anybody."""
        ours = [
            row for row in await self._outbox_after(0) if row.kind != "alert" and row.state == outbox.SENT
        ]
        mine = [row for row in ours if row.to_address == address]
        if not ours:
            return
        last = (mine or ours)[-1]
        mail["In-Reply-To"] = last.message_id
        mail["References"] = " ".join([*last.references, last.message_id])
        if not mail["Subject"]:
            del mail["Subject"]
            mail["Subject"] = f"Re: {last.subject}"

    async def _outbox_after(self, outbox_id: int) -> list[OutboxRow]:
        async with self.house.database.reading() as session:
            return await outbox.list_outbox_after(session, self.profile.id, outbox_id)

    async def _line(self, step: Step) -> dict[str, Any]:
        written = await self._outbox_after(self._seen_outbox)
        self._seen_outbox = max([self._seen_outbox, *(row.id or 0 for row in written)])
        gone = [row for row in written if row.state == outbox.SENT]
        async with self.house.database.reading() as session:
            known = [line async for line in list_case_lines(session, self.profile.id)]
            asked = await tasks.list_tasks_after(session, self.profile.id, self._seen_task)
            references = await tasks.list_references(
                session, self.profile.id, [task.case_id for task in asked if task.case_id]
            )
            woken = {row.id: row.kind for row in await tasks.list_alerts(session, self.profile.id)}
        self._seen_task = max([self._seen_task, *(task.id or 0 for task in asked)])
        return {
            "step": self._number,
            "at": step.at.astimezone(LONDON).isoformat(),
            "sent": [
                {
                    "to": row.to_address,
                    "channel": row.channel,
                    "name": row.name,
                    "subject": row.subject,
                    "text": row.text,
                }
                for row in gone
                if row.kind != "alert"
            ],
            "cases": known,
            "tasks": [
                {
                    "kind": task.kind,
                    "for": references.get(task.case_id or 0, ""),
                    "due": task.due_on.isoformat(),
                    "team": task.team,
                }
                for task in asked
            ],
            "alerts": [
                {"kind": woken.get(row.alert_id, ""), "to": row.to_address}
                for row in gone
                if row.kind == "alert"
            ],
        }


def house_for(house: House, clock: MovableClock, database: Database) -> House:
    """The same house, on the script's clock and a database of its own, sending nothing."""
    senders = dict.fromkeys(("email", "webhook"), KeepsNothing())
    return replace(house, clock=clock, database=database, senders=senders, suppressed="")
