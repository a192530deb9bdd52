"""What do staff teach the classifier? Readings they confirmed or corrected, as rows to learn from, without the people.

A row's batch says whose and of which week it is. Every file is written whole each time from what the database holds
now, and one that would be empty is taken away: who is erased, or found to be at risk, is gone from the rows as well.
"""

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.blind_checks import TELLS_OF_RISK, week_of
from bot.house import House
from bot.page_answers import BUTTON
from bot.redacted_names import Known
from bot.redaction import redact
from bot.store.database import Database
from bot.store.reviewed import OnRecord, Reviewed, list_at_risk, list_on_record, list_reviewed
from bot.store.staff import list_staff
from bot.store.system import list_landlords
from bot.working_days import london_date
from classifiers.examples import CORRECTIONS
from classifiers.labels import CHANNELS

PAGE: Final = 500
LONGEST: Final = 20_000  # characters; nobody writes more, and what follows is quoted or pasted

Row = dict[str, Any]


@dataclass(frozen=True)
class _People:
    """Who is known on a page of reviewed messages."""

    at_risk: frozenset[int]
    on_record: Mapping[int, OnRecord]
    staff: Sequence[str]


async def gather_corrections(house_or_database: House | Database, folder: Path) -> int:
    """Write what staff confirmed and corrected into `folder`, a file a landlord and week; return how many rows.

    Args:
        folder: outside any repository; `DATA_DIR/corrections`.
    """
    database = house_or_database if isinstance(house_or_database, Database) else house_or_database.database
    count = 0
    async with database.reading() as session:
        for landlord_id in await _landlords_of(session, house_or_database):
            batches = await _batches(session, landlord_id)
            _write(folder, landlord_id, batches)
            count += sum(len(rows) for rows in batches.values())
    return count


async def _landlords_of(session: AsyncSession, house_or_database: House | Database) -> list[str]:
    if isinstance(house_or_database, Database):
        return [row.id for row in await list_landlords(session)]
    return sorted(house_or_database.profiles)


async def _batches(session: AsyncSession, landlord_id: str) -> dict[str, list[Row]]:
    """Every row of a landlord, by batch, in the order the messages came."""
    staff = [row.name for row in await list_staff(session, landlord_id)]
    batches: dict[str, list[Row]] = {}
    after_id = 0
    while page := await list_reviewed(session, landlord_id, after_id=after_id, limit=PAGE):
        people = await _people_of(session, landlord_id, page, staff)
        for one in page:
            if not why_left_out(one, people.at_risk):
                row = row_of(one, _known(one, people))
                batches.setdefault(row["batch"], []).append(row)
        after_id = page[-1].message.id or 0
    return batches


async def _people_of(
    session: AsyncSession, landlord_id: str, page: Sequence[Reviewed], staff: Sequence[str]
) -> _People:
    resident_ids = {one.resident.id or 0 for one in page}
    return _People(
        await list_at_risk(session, landlord_id, resident_ids),
        await list_on_record(session, landlord_id, resident_ids),
        staff,
    )


def why_left_out(one: Reviewed, at_risk: frozenset[int]) -> str:
    """Why nothing may be learnt from this message; "" where it may."""
    if not one.message.text.strip():
        return "there are no words, or they were erased"
    if one.reading.model == BUTTON or one.message.channel not in CHANNELS:
        return "it is a tap on a button"
    signals = {*one.reading.signals, *one.review.signals}
    has_been_on_hold = one.resident.on_hold or one.resident.on_hold_since is not None
    if has_been_on_hold or one.resident.no_reply_here or one.resident.id in at_risk:
        return "the person may be at risk"
    return "it tells of somebody at risk" if signals.intersection(TELLS_OF_RISK) else ""


def row_of(one: Reviewed, known: Known) -> Row:
    """One row as `training_data/GUIDE.md` asks for it."""
    message, reading, review = one.message, one.reading, one.review
    batch = f"{CORRECTIONS}-{message.landlord_id}-{week_of(london_date(review.created_at))}"
    return {
        "id": f"{CORRECTIONS}-{message.landlord_id}-{message.id}",
        "batch": batch,
        "channel": message.channel,
        "language": reading.language or "en",
        "subject": redact(message.subject[:LONGEST], known),
        "text": redact(message.text[:LONGEST], known),
        "kind": review.kind,
        "wants_action": review.wants_action,
        "explicit": review.explicit,
        "topic": review.topic,
        "signals": sorted(review.signals),
        "note": "confirmed by staff" if review.agreed else f"corrected by staff, was {reading.kind}",
    }


def _known(one: Reviewed, people: _People) -> Known:
    on_record = people.on_record[one.resident.id or 0]
    names = (one.resident.name, one.message.from_name, *on_record.names, *people.staff)
    addresses = (one.message.from_address, *on_record.addresses)
    return Known(tuple(dict.fromkeys(filter(None, names))), tuple(dict.fromkeys(filter(None, addresses))))


def _write(folder: Path, landlord_id: str, batches: Mapping[str, Sequence[Row]]) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for batch, rows in batches.items():
        _write_whole(folder / f"{batch}.jsonl", rows)
    ours = re.compile(rf"{CORRECTIONS}-{re.escape(landlord_id)}-\d{{4}}-W\d\d")
    for file in folder.glob("*.jsonl"):
        if ours.fullmatch(file.stem) and file.stem not in batches:
            file.unlink()


def _write_whole(file: Path, rows: Sequence[Row]) -> None:
    """All of a file or what was there before, readable by this account alone."""
    written = file.with_name(f".{file.name}.{os.getpid()}.part")
    written.touch(mode=0o600)
    with written.open("w", encoding="utf-8") as opened:
        opened.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        opened.flush()
        os.fsync(opened.fileno())
    written.replace(file)
