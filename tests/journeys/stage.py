"""How is a story played? Steps through the real corridor, in the story's own time, with readings the story gives.

Times are London times. What came of a step is a `Scene`: what was sent, how the cases stand, who was asked and woken.
"""

import sys
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog

from bot.front_door import FrontDoor
from bot.house import House
from bot.landlords.profile import Profile
from bot.rehearsal import MovableClock, Rehearsal, house_for, read_step
from bot.settings import Settings
from bot.store import cases, messages, offers, outbox, tasks
from bot.store.cases import CaseRow
from bot.store.database import Database
from bot.store.messages import MessageRow
from bot.store.offers import OfferRow
from bot.store.outbox import OutboxRow
from bot.store.staff import StaffRow
from bot.store.tasks import AlertRow
from bot.wiring import build_house, parser_for, register_landlords
from bot.working_days import LONDON
from channels.door import Sender
from channels.messages import Arrival, Incoming, ReplyAddress
from classifiers.labels import Kind
from classifiers.reading import Reading
from tests.builders import a_reading, an_unhappy_reading
from tests.fakes import FakeReader

SAM = "Sam Okafor <sam.okafor@example.net>"
OFFICER = "officer@example.org"
SAMS_PHONE = "+447700900123"


@dataclass(frozen=True)
class Sent:
    """One text that left."""

    to: str
    channel: str
    name: str
    subject: str
    text: str


@dataclass(frozen=True)
class Asked:
    """One thing a person was asked to do."""

    kind: str
    on: str  #: the reference of the case it is about
    due: str
    team: str


@dataclass(frozen=True)
class Scene:
    """What came of one step, and how everything stands after it."""

    sent: list[Sent]
    cases: list[dict[str, Any]]
    tasks: list[Asked]
    alerts: list[tuple[str, str]]  #: what for, to whom

    @property
    def names(self) -> list[str]:
        """The texts that left, by their folder in wording/."""
        return [one.name for one in self.sent]

    @property
    def asked(self) -> list[str]:
        """The kinds of the tasks that were set."""
        return [task.kind for task in self.tasks]

    @property
    def text(self) -> str:
        """The one text that left."""
        assert len(self.sent) == 1, self.names
        return self.sent[0].text

    def of(self, kind: str) -> dict[str, Any]:
        """The one case of this kind."""
        found = [case for case in self.cases if case["kind"] == kind]
        assert len(found) == 1, [case["kind"] for case in self.cases]
        return found[0]

    def task(self, kind: str) -> Asked:
        """The one task of this kind that was set."""
        found = [task for task in self.tasks if task.kind == kind]
        assert len(found) == 1, self.asked
        return found[0]


class Stage:
    """One story being played."""

    def __init__(self, house: House, reader: FakeReader, clock: MovableClock) -> None:
        self.house, self.reader = house, reader
        self.landlord_id = next(iter(house.profiles))
        self._rehearsal = Rehearsal(house, clock)
        self._steps = 0

    @property
    def profile(self) -> Profile:
        """The landlord of the story."""
        return self.house.profiles[self.landlord_id]

    @property
    def door(self) -> FrontDoor:
        """Where arrivals are committed."""
        return self._rehearsal.door

    async def open(self) -> None:
        """Begin."""
        await register_landlords(self.house)
        await self._rehearsal.open()

    async def close(self) -> None:
        """End."""
        await self._rehearsal.close()

    async def writes(
        self,
        at: str,
        text: str,
        *,
        reads: Reading | None = None,
        sender: str = SAM,
        who: str = "resident",
        **said: Any,
    ) -> Scene:
        """A message comes in; `reads` is how it reads, an enquiry where nothing is said."""
        if reads is not None:
            self.reader.readings[text] = reads
        return await self._play({"at": at, "who": who, "from": sender, "text": text, **said})

    async def replies(
        self, at: str, text: str, *, reads: Reading | None = None, sender: str = SAM, **said: Any
    ) -> Scene:
        """A message comes in, in the thread of our last one to that address."""
        return await self.writes(at, text, reads=reads, sender=sender, reply=True, **said)

    async def staff(self, at: str, do: str, **said: Any) -> Scene:
        """A member of staff does something in the console."""
        return await self._play({"at": at, "who": "staff", "do": do, **said})

    async def mail_comes(
        self, at: str, raw: bytes, *, sender: str = "", recipient: str = "", channel: str = "email"
    ) -> Scene:
        """A mail, or something at another door, comes in exactly as it is written here."""
        await self._play({"at": at})
        ours = self.house.profiles[self.landlord_id].email_addresses[0]
        received_at = datetime.fromisoformat(at).replace(tzinfo=LONDON)
        await self._rehearsal.door.receive(
            Arrival(self.landlord_id, channel, sender, recipient or ours, raw, received_at, "rehearsed")
        )
        return await self._play({"at": at})

    async def comes(self, at: str, arrival: Arrival) -> Scene:
        """Something comes in by another door than mail, exactly as it is here."""
        await self._play({"at": at})
        await self._rehearsal.door.receive(arrival)
        return await self._play({"at": at})

    async def text_comes(
        self, at: str, text: str, *, reads: Reading | None = None, sender: str = SAMS_PHONE
    ) -> Scene:
        """A text message comes in; the stage needs `a_text` among its parsers."""
        if reads is not None:
            self.reader.readings[text] = reads
        await self._play({"at": at})
        received_at = datetime.fromisoformat(at).replace(tzinfo=LONDON)
        await self._rehearsal.door.receive(
            Arrival(self.landlord_id, "text", sender, "61616", text.encode(), received_at, "rehearsed")
        )
        return await self._play({"at": at})

    async def comes_back(self, at: str, row: OutboxRow) -> Scene:
        """The other side sends a mail of ours back for good."""
        return await self.mail_comes(at, a_bounce_of(row))

    async def time_passes(self, until: str) -> Scene:
        """Nobody does anything until then."""
        return await self._play({"at": until})

    async def _play(self, line: dict[str, Any]) -> Scene:
        self._steps += 1
        said = await self._rehearsal.play(read_step(line, self._steps))
        return Scene(
            sent=[Sent(**one) for one in said["sent"]],
            cases=said["cases"],
            tasks=[Asked(one["kind"], one["for"], one["due"], one["team"]) for one in said["tasks"]],
            alerts=[(one["kind"], one["to"]) for one in said["alerts"]],
        )

    async def colleague(
        self, email: str = "jo@example.org", name: str = "Jo Marsh", role: str = "complaints_officer"
    ) -> StaffRow:
        """A member of staff, for acts that are called by hand."""
        async with self.house.database.writing() as session:
            row = StaffRow(
                landlord_id=self.landlord_id,
                email=email,
                name=name,
                role=role,
                sees_restricted=True,
                created_at=self.house.clock(),
            )
            session.add(row)
            await session.flush()
            return row

    async def case_row(self, reference: str) -> CaseRow:
        """A case as it is kept."""
        async with self.house.database.reading() as session:
            found = await cases.find_case(session, self.landlord_id, reference)
        assert found is not None
        return found

    async def offer_rows(self, case: CaseRow) -> list[OfferRow]:
        """The offers that stand on a case."""
        async with self.house.database.reading() as session:
            return await offers.list_case_offers(session, self.landlord_id, [case.id or 0])

    async def message_rows(self, case: CaseRow) -> list[MessageRow]:
        """The messages of a case."""
        async with self.house.database.reading() as session:
            return await messages.list_messages(session, self.landlord_id, [case.id or 0])

    async def written(self, name: str) -> list[OutboxRow]:
        """What was written to go out under this name, sent or not."""
        async with self.house.database.reading() as session:
            return [
                row
                for row in await outbox.list_outbox_after(session, self.landlord_id, 0)
                if row.name == name
            ]

    async def sent_after(self, outbox_id: int) -> list[OutboxRow]:
        """The mails that have left, of those written after this one."""
        async with self.house.database.reading() as session:
            return [
                row
                for row in await outbox.list_outbox_after(session, self.landlord_id, outbox_id)
                if row.state == outbox.SENT and row.channel == "email" and row.kind != "alert"
            ]

    async def alert_rows(self) -> list[AlertRow]:
        """Who was to be woken."""
        async with self.house.database.reading() as session:
            return await tasks.list_alerts(session, self.landlord_id)


@asynccontextmanager
async def a_stage(
    database: Database,
    folder: Path,
    *,
    senders: Mapping[str, Sender] | None = None,
    parsers: Mapping[str, Callable[[Arrival], Incoming]] | None = None,
    **profile: Any,
) -> AsyncIterator[Stage]:
    """The example landlord, changed as told, on this database.

    Args:
        senders: how some channels send; the others take everything.
        parsers: how the arrivals of some channels are read; the others are mail.
        profile: fields of the profile to change.
    """
    clock, reader = MovableClock(), FakeReader(otherwise=an_enquiry())
    house = build_house(Settings(data_dir=folder, secret_key="a secret of the stage"), clock=clock)
    changed = {landlord_id: _changed(one, profile) for landlord_id, one in house.profiles.items()}
    played = house_for(house, clock, database)
    house = replace(
        played,
        profiles=changed,
        parse=_parse_with(parsers or {}, parser_for(changed)),
        reader=lambda: reader,
        senders={**played.senders, **(senders or {})},
    )
    stage = Stage(house, reader, clock)
    with _failing_loudly():
        await stage.open()
        try:
            yield stage
        finally:
            await stage.close()


def _parse_with(
    parsers: Mapping[str, Callable[[Arrival], Incoming]], otherwise: Callable[[Arrival], Incoming]
) -> Callable[[Arrival], Incoming]:
    def parse(arrival: Arrival) -> Incoming:
        return parsers.get(arrival.channel, otherwise)(arrival)

    return parse


def a_text(arrival: Arrival) -> Incoming:
    """A text message, as a door for them would read it: a number and some words."""
    words = arrival.raw.decode()
    return Incoming(
        channel="text",
        reply_to=ReplyAddress("text", arrival.sender),
        from_address=arrival.sender,
        from_name="",
        subject="",
        text=words,
        full_text=words,
        sent_at=None,
        message_id=f"<{arrival.received_at.isoformat()}@text.invalid>",
        in_reply_to="",
        references=(),
    )


@contextmanager
def _failing_loudly() -> Iterator[None]:
    """The house logs what fails and goes on; a story stops there."""
    before = structlog.get_config()
    structlog.configure(processors=[_stop_at_failures])
    yield
    structlog.configure(**before)


def _stop_at_failures(_logger: Any, _method: str, _event: Any) -> Any:
    if error := sys.exception():
        raise error
    raise structlog.DropEvent


def _changed(profile: Profile, fields: dict[str, Any]) -> Profile:
    return profile.model_copy(update=fields)


def an_enquiry(**named: Any) -> Reading:
    """Nothing to put right and nobody unhappy."""
    return a_reading(**{"kind": Kind.ENQUIRY, "wants_action": False, **named})


def asks_to_complain(**named: Any) -> Reading:
    """Somebody who asks for a complaint, with something to put right."""
    return an_unhappy_reading(**{"explicit": True, **named})


def a_survey_answer(**named: Any) -> Reading:
    """An answer to a survey."""
    return a_reading(**{"kind": Kind.SURVEY_FEEDBACK, "survey": 0.97, "wants_action": False, **named})


def a_bounce_of(row: OutboxRow) -> bytes:
    """The delivery report a mail server sends when nobody is at home (RFC 3464)."""
    head = (
        "From: Mail Delivery System <mailer-daemon@mx.example.net>\n"
        f"To: {row.sender_address}\nSubject: Undelivered Mail Returned to Sender\nMessage-ID: <bounce-{row.id}@mx.example.net>\n"
        'MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="part"\n\n'
    )
    status = f"Final-Recipient: rfc822; {row.to_address}\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 No such mailbox\n"
    parts = (
        ("text/plain", "Your mail could not be delivered.\n"),
        ("message/delivery-status", f"Reporting-MTA: dns; mx.example.net\n\n{status}"),
        (
            "text/rfc822-headers",
            f"From: {row.sender_address}\nTo: {row.to_address}\nSubject: {row.subject}\nMessage-ID: {row.message_id}\n",
        ),
    )
    body = "".join(f"--part\nContent-Type: {kind}\n\n{text}\n" for kind, text in parts)
    return (head + body + "--part--\n").replace("\n", "\r\n").encode()
