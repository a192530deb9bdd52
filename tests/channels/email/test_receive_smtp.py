"""Does the SMTP door say "250" only for what the house has, and what does it say otherwise?"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import aiosmtplib
import pytest

from channels.email.receive_smtp import open_smtp_door
from channels.errors import TryAgain
from tests.channels.email.smtp_sink import FakeDoor, port_of

pytestmark = pytest.mark.enable_socket

NOW = datetime(2026, 3, 3, 9, 13, tzinfo=UTC)
MAIL = b"From: amina@example.net\r\nSubject: Leak\r\n\r\nThe ceiling leaks.\r\n"
LANDLORDS = {
    "housing@example.org": "example",
    "repairs@example.org": "example",
    "help@other.example": "other",
}


@asynccontextmanager
async def a_door(
    door: FakeDoor, landlord_for: Callable[[str], str | None] = LANDLORDS.get, **options: Any
) -> AsyncIterator[int]:
    settings = {"size_limit_bytes": 100_000, "hostname": "mx.example.org", "now": lambda: NOW, **options}
    server = await open_smtp_door(door, host="127.0.0.1", port=0, landlord_for=landlord_for, **settings)
    try:
        yield port_of(server)
    finally:
        server.close()
        await server.wait_closed()


async def send(
    port: int,
    *recipients: str,
    mail: bytes = MAIL,
    sender: str = "amina@example.net",
    options: list[str] | None = None,
) -> str:
    async with aiosmtplib.SMTP(hostname="127.0.0.1", port=port) as client:
        _, answer = await client.sendmail(sender, recipients, mail, mail_options=options)
        return answer


async def test_a_mail_is_kept_byte_for_byte_before_it_is_accepted() -> None:
    door = FakeDoor()

    async with a_door(door) as port:
        answer = await send(port, "Housing+t0k@example.org", mail=MAIL + b"..dots\r\n\xff\x00\r\n")

    assert "We have your mail" in answer
    (arrival,) = door.arrivals
    assert arrival.raw == MAIL + b"..dots\r\n\xff\x00\r\n"
    assert (arrival.landlord_id, arrival.channel, arrival.sender) == ("example", "email", "amina@example.net")
    assert arrival.recipient == "Housing+t0k@example.org"
    assert arrival.received_at == NOW


async def test_a_stranger_s_recipient_is_refused_and_ours_is_still_taken() -> None:
    door = FakeDoor()

    async with a_door(door) as port, aiosmtplib.SMTP(hostname="127.0.0.1", port=port) as client:
        refused, _ = await client.sendmail(
            "a@example.net", ["x@elsewhere.example", "housing@example.org"], MAIL
        )

    assert refused["x@elsewhere.example"].code == 550
    assert [arrival.recipient for arrival in door.arrivals] == ["housing@example.org"]


async def test_nobody_at_all_is_550() -> None:
    async with a_door(FakeDoor()) as port:
        with pytest.raises(aiosmtplib.SMTPRecipientsRefused) as refused:
            await send(port, "x@elsewhere.example")

    assert refused.value.recipients[0].code == 550


async def test_each_landlord_gets_the_mail_once_and_the_token_is_kept() -> None:
    door = FakeDoor()

    async with a_door(door) as port:
        await send(port, "housing@example.org", "repairs+t0k@example.org", "help@other.example")

    assert {arrival.landlord_id: arrival.recipient for arrival in door.arrivals} == {
        "example": "repairs+t0k@example.org",
        "other": "help@other.example",
    }


async def test_a_mail_too_large_is_552() -> None:
    door = FakeDoor()

    async with a_door(door) as port:
        with pytest.raises(aiosmtplib.SMTPResponseException) as announced:
            await send(port, "housing@example.org", mail=MAIL + b"x" * 100_000, options=["SIZE=100069"])
        answer = await conversation(
            port,
            b"EHLO x\r\nMAIL FROM:<a@example.net>\r\nRCPT TO:<housing@example.org>\r\nDATA\r\n",
            b"x" * 60_000 + b"\r\n" + b"y" * 60_000 + b"\r\n.\r\nQUIT\r\n",
        )

    assert announced.value.code == 552
    assert b"\r\n552 " in answer
    assert door.arrivals == []


@pytest.mark.parametrize(
    "failure", [TryAgain("locked"), RuntimeError("secret of ours"), ValueError("amina@example.net")]
)
async def test_whatever_fails_inside_the_sender_is_asked_to_come_again(failure: Exception) -> None:
    async with a_door(FakeDoor(failure=failure)) as port:
        with pytest.raises(aiosmtplib.SMTPDataError) as answered:
            await send(port, "housing@example.org")

    assert answered.value.code == 451
    assert str(failure) not in answered.value.message


async def test_a_failing_look_up_of_the_landlord_is_451_too() -> None:
    def broken(address: str) -> str | None:
        raise RuntimeError("secret of ours")

    async with a_door(FakeDoor(), landlord_for=broken) as port:
        with pytest.raises(aiosmtplib.SMTPRecipientsRefused) as refused:
            await send(port, "housing@example.org")

    assert refused.value.recipients[0].code == 451
    assert "secret" not in refused.value.recipients[0].message


async def test_a_line_longer_than_any_rule_is_taken() -> None:
    door = FakeDoor()

    async with a_door(door) as port:
        await send(port, "housing@example.org", mail=MAIL + b"x" * 90_000 + b"\r\n")

    assert len(door.arrivals[0].raw) > 90_000


async def test_the_null_sender_of_a_report_is_empty() -> None:
    door = FakeDoor()

    async with a_door(door) as port:
        await conversation(
            port,
            b"EHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<housing@example.org>\r\nDATA\r\n",
            b"Subject: x\r\n\r\nx\r\n.\r\nQUIT\r\n",
        )

    assert [arrival.sender for arrival in door.arrivals] == [""]


async def test_an_address_outside_ascii_is_taken() -> None:
    door = FakeDoor()

    async with a_door(door) as port:
        await send(
            port, "housing@example.org", sender="siân@example.net", options=["SMTPUTF8", "BODY=8BITMIME"]
        )

    assert door.arrivals[0].sender == "siân@example.net"


async def test_one_recipient_too_many_is_asked_to_come_later() -> None:
    door = FakeDoor()

    async with (
        a_door(door, max_recipients=2) as port,
        aiosmtplib.SMTP(hostname="127.0.0.1", port=port) as client,
    ):
        recipients = ["housing+1@example.org", "housing+2@example.org", "housing+3@example.org"]
        refused, _ = await client.sendmail("a@example.net", recipients, MAIL)

    assert {address: answer.code for address, answer in refused.items()} == {"housing+3@example.org": 452}


async def test_one_sender_s_flood_is_slowed_and_others_are_not() -> None:
    door = FakeDoor()

    async with a_door(door, mails_per_sender_per_minute=2) as port:
        await send(port, "housing@example.org", sender="flood@example.net")
        await send(port, "housing@example.org", sender="flood@example.net")
        with pytest.raises(aiosmtplib.SMTPSenderRefused) as refused:
            await send(port, "housing@example.org", sender="Flood@example.net")
        await send(port, "housing@example.org", sender="other@example.net")

    assert refused.value.code == 450
    assert len(door.arrivals) == 3


async def test_no_sign_in_is_offered() -> None:
    async with a_door(FakeDoor()) as port:
        answer = await conversation(port, b"EHLO x\r\nAUTH PLAIN AGEAYg==\r\nQUIT\r\n")

    assert b"250-AUTH" not in answer
    assert b"250-SMTPUTF8" in answer
    assert b"250-8BITMIME" in answer


async def test_a_silent_conversation_ends() -> None:
    async with a_door(FakeDoor(), idle_seconds=0.1) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        said = await asyncio.wait_for(reader.read(), 5)
        writer.close()

    assert said.startswith(b"220 mx.example.org")


async def test_pipelined_mails_on_eight_connections_all_arrive_once() -> None:
    door = FakeDoor(seconds=0.001)

    async with a_door(door) as port:
        await asyncio.gather(*(pipelined(port, connection, mails=25) for connection in range(8)))

    subjects = [arrival.raw.split(b"\r\n")[0] for arrival in door.arrivals]
    assert len(subjects) == len(set(subjects)) == 200


async def pipelined(port: int, connection: int, *, mails: int) -> None:
    """Send every command of a mail at once, then read the four answers and the fifth."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"EHLO x\r\n")
    while not (await reader.readline()).startswith(b"250 "):
        pass
    for number in range(mails):
        writer.write(b"MAIL FROM:<%d@example.net>\r\nRCPT TO:<housing@example.org>\r\nDATA\r\n" % connection)
        answers = [await reader.readline() for _ in range(3)]
        assert answers[2].startswith(b"354")
        writer.write(b"Subject: %d-%d\r\n\r\nx\r\n.\r\n" % (connection, number))
        assert (await reader.readline()).startswith(b"250")
    writer.close()
    await writer.wait_closed()


async def conversation(port: int, *pieces: bytes) -> bytes:
    """Say it all, pausing between the pieces, and return all that was answered."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    said = b""
    for piece in pieces:
        writer.write(piece)
        await writer.drain()
        if b"QUIT" not in piece:
            while b"354" not in said:
                said += await asyncio.wait_for(reader.read(4096), 5)
    said += await asyncio.wait_for(reader.read(), 5)
    writer.close()
    return said
