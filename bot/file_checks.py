"""When are the files that come with messages looked into for viruses? Once they are kept, beside everything else.

It runs in a task of its own and outside any transaction, so neither a message nor an answer ever waits for a scanner.
What could not be scanned is due again later; a scanner that was away for a week catches up. Any number of processes
may do it: should two ever scan one file, its result is written twice and nothing else happens.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Final

import structlog

from bot.attached import take_out
from bot.house import House
from bot.scanning import AWAY, LOST, Scan, Scanner, next_scan_at, says_away, unscanned
from bot.store import scans
from bot.store.messages import AttachmentRow, find_attachment, get_message

log = structlog.get_logger()
REST_SECONDS: Final = 5.0
CLAIM_SECONDS: Final = 900  # then the files of a process that died are free


@contextlib.asynccontextmanager
async def checking_files(house: House, *, rest_seconds: float = REST_SECONDS) -> AsyncIterator[None]:
    """Scan what is due until the block ends; nothing where no scanner is set up."""
    if house.scanner is None:
        yield
        return
    checking = asyncio.create_task(_keep_checking(house, house.scanner, rest_seconds), name="files")
    try:
        yield
    finally:
        checking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await checking


async def _keep_checking(house: House, scanner: Scanner, rest_seconds: float) -> None:
    while True:
        try:
            is_busy = await check_files(house, scanner)
        except Exception:  # an outer loop; what was claimed is due again when the claim runs out
            log.exception("files_not_checked")
            is_busy = False
        if not is_busy:
            await asyncio.sleep(rest_seconds)


async def check_files(house: House, scanner: Scanner) -> bool:
    """Scan the files of one message; False where none is due, or the scanner is away."""
    files = await _claim(house)
    if not files:
        return False
    async with house.database.reading() as session:
        message = await get_message(session, files[0].landlord_id, files[0].message_id)
    contents = await take_out(house, message) if message is not None else {}
    said = await _scan(scanner, files, contents)
    await _keep(house, files, said)
    return not any(map(says_away, said))


async def _claim(house: House) -> list[AttachmentRow]:
    landlord_ids, now = list(house.profiles), house.clock()
    async with house.database.reading() as session:
        if not await scans.is_any_due(session, landlord_ids, now):
            return []
    async with house.database.writing() as session:
        return await scans.claim_files(session, landlord_ids, now=now, seconds=CLAIM_SECONDS)


async def _scan(
    scanner: Scanner, files: Sequence[AttachmentRow], contents: Mapping[str, bytes]
) -> list[Scan]:
    """What is known of each file; a scanner found to be away is not asked about the next."""
    said: list[Scan] = []
    for file in files:
        content = contents.get(file.sha256)
        if content is None:
            said.append(unscanned(LOST))
        elif any(map(says_away, said)):
            said.append(unscanned(AWAY))
        else:
            said.append(await scanner.scan(content))
    return said


async def _keep(house: House, files: Sequence[AttachmentRow], said: Sequence[Scan]) -> None:
    now = house.clock()
    async with house.database.writing() as session:
        for file, scan in zip(files, said, strict=True):
            row = await find_attachment(session, file.landlord_id, file.id or 0)
            if row is None:
                continue
            row.scan_tries += not says_away(scan)
            row.scan, row.scan_note, row.scanned_at = scan.outcome.value, scan.note, now
            row.scan_due_at = next_scan_at(scan, row.scan_tries, now)
            session.add(row)
