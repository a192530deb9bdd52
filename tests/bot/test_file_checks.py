"""Is every file scanned sooner or later, once, whatever the scanner does meanwhile, and nothing held back for it?"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import select

from bot.clamd import Clamd
from bot.file_checks import CLAIM_SECONDS, check_files, checking_files
from bot.house import House
from bot.scanning import AWAY, FAILED, LOST, Outcome, Scan, unscanned
from bot.store import scans
from bot.store.database import Database
from bot.store.messages import AttachmentRow
from tests.builders import a_message_row, an_arrival_row, an_attachment_row, an_email
from tests.clamd import EICAR, Scanner
from tests.fakes import FakeScanner, FixedClock
from tests.web_house import a_web_house

FOUND = Scan(Outcome.FOUND, "Eicar-Test")


@pytest.fixture
async def house(any_database: Database, clock: FixedClock, tmp_path: Path) -> AsyncIterator[House]:
    folder = tmp_path / "web"
    folder.mkdir()
    web = await a_web_house(folder)
    yield replace(web.house, database=any_database, clock=clock)
    await web.client.aclose()
    await web.house.database.close()


async def mail_with(house: House, *contents: bytes, files: Sequence[bytes] | None = None) -> None:
    """A kept mail; `files` are those that the rows speak of, where they are others."""
    raw = an_email(files={f"file-{place}": content for place, content in enumerate(contents)})
    async with house.database.writing() as session:
        session.add(arrival := an_arrival_row(raw=raw, state="done"))
        await session.flush()
        session.add(message := a_message_row(arrival_id=arrival.id or 0))
        await session.flush()
        for content in contents if files is None else files:
            session.add(an_attachment_row(content, message_id=message.id or 0))
            await session.flush()


async def kept(house: House) -> list[AttachmentRow]:
    async with house.database.reading() as session:
        return list((await session.exec(select(AttachmentRow).order_by(AttachmentRow.id))).all())  # type: ignore[arg-type]


async def check_all(house: House, scanner: FakeScanner) -> int:
    turns = 0
    while await check_files(house, scanner):
        turns += 1
    return turns


async def test_what_the_scanner_says_of_each_file_is_kept_beside_it(house: House) -> None:
    await mail_with(house, b"a photo", b"a bad thing")
    scanner = FakeScanner({b"bad": FOUND})

    turns = await check_all(house, scanner)

    photo, bad = await kept(house)
    assert turns == 1
    assert (photo.scan, photo.scan_note, photo.scanned_at) == ("clean", "", house.clock())
    assert (bad.scan, bad.scan_note, bad.scan_due_at) == ("found", "Eicar-Test", None)
    assert scanner.asked == [b"a photo", b"a bad thing"]


async def test_nothing_is_scanned_twice_and_the_newest_message_goes_first(house: House) -> None:
    await mail_with(house, b"of last week")
    await mail_with(house, b"of today")
    scanner = FakeScanner()

    turns = await check_all(house, scanner) + await check_all(house, scanner)

    assert turns == 2
    assert scanner.asked == [b"of today", b"of last week"]


async def test_a_scanner_that_is_away_is_asked_once_a_turn_and_catches_up_when_it_is_back(
    house: House, clock: FixedClock
) -> None:
    await mail_with(house, b"one", b"two")
    scanner = FakeScanner({b"": unscanned(AWAY)})

    is_busy = await check_files(house, scanner)
    meanwhile = await kept(house)
    at_once = await check_files(house, scanner)
    scanner.said.clear()
    clock.move(minutes=1)
    await check_files(house, scanner)

    assert (is_busy, at_once) == (False, False)
    assert [(row.scan, row.scan_note, row.scan_tries) for row in meanwhile] == [("unscanned", AWAY, 0)] * 2
    assert [row.scan for row in await kept(house)] == ["clean"] * 2
    assert scanner.asked == [b"one", b"one", b"two"]


async def test_a_file_the_scanner_cannot_read_does_not_keep_the_others_waiting(
    house: House, clock: FixedClock
) -> None:
    await mail_with(house, b"an old letter")
    await mail_with(house, b"unreadable")
    scanner = FakeScanner({b"unreadable": unscanned(FAILED)})

    await check_all(house, scanner)
    clock.move(minutes=2)
    await check_all(house, scanner)

    letter, unreadable = await kept(house)
    assert letter.scan == "clean"
    assert (unreadable.scan, unreadable.scan_note, unreadable.scan_tries) == ("unscanned", FAILED, 2)
    assert unreadable.scan_due_at == clock.move(minutes=4)


async def test_a_file_that_is_not_in_the_kept_mail_is_never_passed(house: House) -> None:
    await mail_with(house, b"a photo", files=[b"another photo"])
    scanner = FakeScanner()

    await check_all(house, scanner)

    (row,) = await kept(house)
    assert (row.scan, row.scan_note) == ("unscanned", LOST)
    assert scanner.asked == []


async def test_what_a_process_that_died_had_claimed_is_scanned_later(house: House, clock: FixedClock) -> None:
    await mail_with(house, b"a photo")
    async with house.database.writing() as session:
        await scans.claim_files(session, ["example"], now=clock(), seconds=CLAIM_SECONDS)
    scanner = FakeScanner()

    at_once = await check_all(house, scanner)
    clock.move(seconds=CLAIM_SECONDS)

    assert (at_once, await check_all(house, scanner)) == (0, 1)


async def test_another_landlords_files_are_left_alone(house: House) -> None:
    await mail_with(house, b"a photo")

    turns = await check_all(replace(house, profiles={}), FakeScanner())

    assert turns == 0


class BreaksOnce(FakeScanner):
    """Raises at the first file, which no scanner should."""

    async def scan(self, content: bytes) -> Scan:
        said = await super().scan(content)
        if len(self.asked) == 1:
            raise RuntimeError
        return said


async def test_the_task_goes_on_after_a_fault_and_ends_when_it_is_told(house: House) -> None:
    await mail_with(house, b"one")
    await mail_with(house, b"two")
    scanner = BreaksOnce()

    async with checking_files(replace(house, scanner=scanner), rest_seconds=0.01):
        async with asyncio.timeout(10):
            while not any(row.scan == "clean" for row in await kept(house)):  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    assert sorted(row.scan for row in await kept(house)) == ["clean", "unscanned"]


async def test_without_a_scanner_files_stay_unscanned(house: House) -> None:
    await mail_with(house, b"a photo")

    async with checking_files(house):
        await asyncio.sleep(0)

    assert [row.scan for row in await kept(house)] == ["unscanned"]


@pytest.mark.enable_socket
async def test_a_real_scanner_that_comes_late_finds_the_virus_in_the_kept_mail(
    house: House, clamd: Scanner, clock: FixedClock
) -> None:
    clamd.stop()
    await mail_with(house, b"a photo", EICAR, bytes(2_000_000))
    scanner = Clamd(clamd.address)
    await check_files(house, scanner)
    clamd.start()
    clock.move(minutes=1)

    await check_files(house, scanner)

    assert [(row.scan, row.scan_note) for row in await kept(house)] == [
        ("clean", ""),
        ("found", "Eicar-Test-Signature.UNOFFICIAL"),
        ("unscanned", "too_large"),
    ]
