"""The same house over real SMTP both ways: mail in through the door on loopback, answers out through a relay."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import aiosmtplib
import pytest
from aiosmtpd.smtp import SMTP

from bot.case_lines import list_case_lines
from bot.front_door import FrontDoor
from bot.house import House
from bot.settings import Settings
from bot.store import arrivals, outbox, tasks
from bot.store.database import Database
from bot.wiring import build_house, landlord_finder, register_landlords
from bot.worker import Worker
from channels.email.receive_smtp import open_smtp_door
from channels.email.send import SmtpSender
from tests.builders import HOUSING, LANDLORD, RESIDENT, an_email, an_unhappy_reading
from tests.channels.email.smtp_sink import FakeRelay, port_of
from tests.fakes import FakeReader, FixedClock
from tests.journeys.stage import an_enquiry, asks_to_complain

pytestmark = pytest.mark.enable_socket

NO_HOT_WATER = "Third week with no hot water and nobody rings me back."
COMPLAINT = "I want to complain. The tap has dripped since May."


@dataclass
class Post:
    """A house between a door and a relay of our own."""

    house: House
    worker: Worker
    clock: FixedClock
    in_port: int
    relay_port: int
    relay: FakeRelay = field(default_factory=FakeRelay)

    async def send_in(self, raw: bytes, *, to: str = HOUSING) -> None:
        """A mail comes to our door and is handled, as far as the relay lets it."""
        await aiosmtplib.send(
            raw, sender=RESIDENT, recipients=[to], hostname="127.0.0.1", port=self.in_port, start_tls=False
        )
        await self.work()

    async def work(self) -> None:
        """Work until nothing is left to do at this instant."""
        self.worker.ask_for_a_round()
        while await self.worker.work_once():
            pass

    @asynccontextmanager
    async def relay_is_up(self) -> AsyncIterator[None]:
        """The relay listens."""
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: SMTP(self.relay, hostname="relay.example.net", loop=loop), "127.0.0.1", self.relay_port
        )
        try:
            yield
        finally:
            server.close()
            await server.wait_closed()

    @property
    def delivered(self) -> list[EmailMessage]:
        """What the relay took."""
        return [_read(envelope.content) for envelope in self.relay.taken]

    async def cases(self) -> list[dict[str, object]]:
        """Every case as `hark cases --json` tells it."""
        async with self.house.database.reading() as session:
            return [line async for line in list_case_lines(session, LANDLORD)]

    async def asked(self) -> list[str]:
        """The kinds of the tasks that were set."""
        async with self.house.database.reading() as session:
            return [task.kind for task in await tasks.list_tasks_after(session, LANDLORD, 0)]


def _read(content: object) -> EmailMessage:
    assert isinstance(content, bytes)
    mail = message_from_bytes(content, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


@pytest.fixture
async def post(database: Database, tmp_path: Path, clock: FixedClock) -> AsyncIterator[Post]:
    """A landlord that acknowledges at once, so that one mail is the acknowledgement."""
    reader = FakeReader(
        {NO_HOT_WATER: an_unhappy_reading(), COMPLAINT: asks_to_complain()}, otherwise=an_enquiry()
    )
    relay_port = await _free_port()
    built = build_house(
        Settings(data_dir=tmp_path, secret_key="a secret of the post"),
        clock=clock,
        senders={"email": SmtpSender(f"smtp://127.0.0.1:{relay_port}", now=clock, timeout_seconds=5)},
    )
    profiles = {LANDLORD: built.profiles[LANDLORD].model_copy(update={"acknowledgement": "at_once"})}
    house = replace(built, database=database, profiles=profiles, reader=lambda: reader)
    await register_landlords(house)
    door = FrontDoor(database, landlord_ids=[LANDLORD], clock=clock)
    await door.start()
    server = await open_smtp_door(
        door,
        host="127.0.0.1",
        port=0,
        landlord_for=landlord_finder(house),
        size_limit_bytes=2**20,
        hostname="hark.example.org",
        now=clock,
    )
    yield Post(house, Worker(house, owner="post", arrived=door.arrived), clock, port_of(server), relay_port)
    server.close()
    await door.close()


async def _free_port() -> int:
    server = await asyncio.get_running_loop().create_server(asyncio.Protocol, "127.0.0.1", 0)
    port = port_of(server)
    server.close()
    await server.wait_closed()
    return port


async def test_a_whole_conversation_stays_in_one_thread(post: Post) -> None:
    async with post.relay_is_up():
        await post.send_in(an_email(NO_HOT_WATER, subject="Hot water", message_id="<first@example.net>"))
        (offer,) = post.delivered
        token_address = offer["Reply-To"].addresses[0].addr_spec
        yes = an_email(
            "Yes please",
            subject="Re: Hot water",
            message_id="<yes@example.net>",
            in_reply_to=offer["Message-ID"],
            to=token_address,
        )
        await post.send_in(yes, to=token_address)

    _, logged = post.delivered
    assert offer["To"].addresses[0].addr_spec == RESIDENT
    assert (offer["Auto-Submitted"], offer["In-Reply-To"]) == ("auto-replied", "<first@example.net>")
    assert offer["References"].split() == ["<first@example.net>"]
    assert token_address.startswith("housing+")
    assert token_address.endswith("@example.org")
    assert (logged["Auto-Submitted"], logged["In-Reply-To"]) == ("auto-replied", "<yes@example.net>")
    assert {"<first@example.net>", offer["Message-ID"], "<yes@example.net>"} == set(
        logged["References"].split()
    )
    assert "Hot water" not in offer["Subject"] + logged["Subject"]
    (body,) = [part.get_content() for part in logged.walk() if part.get_content_type() == "text/plain"]
    assert "We have logged your complaint." in body
    assert [case["kind"] for case in await post.cases()] == ["service_request", "complaint"]
    assert [envelope.mail_from for envelope in post.relay.taken] == [HOUSING, HOUSING]


async def test_a_mail_has_its_final_message_id_before_the_first_attempt(post: Post) -> None:
    await post.send_in(an_email(NO_HOT_WATER))
    async with post.house.database.reading() as session:
        (waiting,) = await outbox.list_outbox_after(session, LANDLORD, 0)

    async with post.relay_is_up():
        post.clock.move(minutes=5)
        await post.work()

    (offer,) = post.delivered
    assert (waiting.state, waiting.message_id) == ("queued", offer["Message-ID"])


async def test_a_broken_mail_is_kept_listed_and_given_to_a_person(post: Post) -> None:
    async with post.relay_is_up():
        await post.send_in(b"\r\n\r\n")

    async with post.house.database.reading() as session:
        (kept,) = await arrivals.list_unreadable(session, LANDLORD)
    assert (kept.sender, kept.state) == (RESIDENT, "unreadable")
    assert await post.asked() == ["unreadable"]
    assert post.delivered == []


async def test_a_mail_without_sender_date_or_id_and_of_an_unknown_charset_is_still_a_case(post: Post) -> None:
    raw = b"Content-Type: text/plain; charset=x-nobody-knows\r\n\r\nNo hot water since Friday.\r\n"

    async with post.relay_is_up():
        await post.send_in(raw)

    (case,) = await post.cases()
    assert case["messages"] == 1


async def test_the_relay_is_down_for_an_hour_and_the_acknowledgement_goes_out_once(post: Post) -> None:
    await post.send_in(an_email(COMPLAINT))
    for _ in range(6):
        post.clock.move(minutes=10)
        await post.work()
    (waiting,) = [case for case in await post.cases() if case["kind"] == "complaint"]
    assert waiting["acknowledged_at"] is None

    async with post.relay_is_up():
        delivered_at = post.clock.move(minutes=40)
        await post.work()
        post.clock.move(hours=3)
        await post.work()

    (complaint,) = [case for case in await post.cases() if case["kind"] == "complaint"]
    assert len(post.delivered) == 1
    assert delivered_at > datetime(2026, 11, 2, 10, 12, tzinfo=UTC)
    assert complaint["acknowledged_at"] == delivered_at.isoformat().replace("+00:00", "Z")
    assert complaint["respond_by"] == "2026-11-16"


async def test_the_relay_refuses_for_good_and_a_person_finds_another_way(post: Post) -> None:
    post.relay.to_recipient = "550 5.1.1 No such mailbox"

    async with post.relay_is_up():
        await post.send_in(an_email(COMPLAINT))
        post.clock.move(hours=3)
        await post.work()

    (complaint,) = [case for case in await post.cases() if case["kind"] == "complaint"]
    assert post.delivered == []
    assert complaint["acknowledged_at"] is None
    assert complaint["acknowledge_by"] == "2026-11-09"
    assert "acknowledge_another_way" in await post.asked()
