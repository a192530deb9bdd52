"""What is all the evidence on a case? One archive in the order of time, with an index, for the Ombudsman. Code: 5.12, 8.4

Two bundles of an unchanged case are equal byte for byte. What stands in it is the landlord's own record: names, words and
addresses are in it, so it is made for a named person and the making is on record.
"""

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from pydantic import BaseModel
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.house import House
from bot.in_words import clock
from bot.store import (
    around,
    arrivals,
    cases,
    extensions,
    journal,
    messages,
    offers,
    ombudsman_file,
    outbox,
    people,
    refusals,
    responses,
    tasks,
)
from bot.store.cases import CaseRow
from bot.store.system import find_profile_version
from bot.story import tell
from bot.working_days import london_date

_MADE_AT: Final = (
    1980,
    1,
    1,
    0,
    0,
    0,
)  # the same for every file, so that nothing but the case changes a bundle


@dataclass(frozen=True)
class Exhibit:
    """One file of the bundle."""

    at: datetime
    what: str  #: as the index says it
    name: str  #: the file's name
    content: bytes


async def make_bundle(session: AsyncSession, house: House, case: CaseRow) -> bytes:
    """The whole archive of one case."""
    together = await _beside(session, case)
    exhibits = sorted(
        [*await _messages(session, case, together), *await _sent(session, case, together)],
        key=lambda one: (one.at, one.name),
    )
    numbered = [(f"{number:03d}_{one.name}", one) for number, one in enumerate(exhibits, start=1)]
    story = "\n".join(
        f"{_when(line.at)}  {line.sentence}"
        for line in await tell(session, house, case.id or 0)
        if not line.is_ahead
    )
    files = {
        "index.txt": _index(case, numbered),
        "story.txt": f"{story}\n".encode(),
        "record.json": _json(await _record(session, case)),
        "journal.json": _json(
            [_plain(one) for one in await journal.list_events(session, case.landlord_id, case.id or 0)]
        ),
        "policy_as_it_stood.json": _json(await _policy(session, case)),
        **{f"exhibits/{name}": one.content for name, one in numbered},
    }
    return _zip(files)


async def _beside(session: AsyncSession, case: CaseRow) -> list[int]:
    """The case and those linked with it in the same conversation: the first word may stand on the request beside it."""
    case_id = case.id or 0
    found = [case_id]
    for link in await cases.list_links(session, case.landlord_id, [case_id]):
        other_id = link.other_id if link.case_id == case_id else link.case_id
        other = await cases.get_case(session, case.landlord_id, other_id)
        if other.conversation_id == case.conversation_id and not (other.restricted and not case.restricted):
            found.append(other_id)
    return found


async def _messages(session: AsyncSession, case: CaseRow, together: Sequence[int]) -> list[Exhibit]:
    found = []
    for row in await messages.list_messages(session, case.landlord_id, together):
        arrival = await arrivals.find_arrival(session, case.landlord_id, row.arrival_id)
        raw = arrival.raw if arrival is not None else row.full_text.encode()
        ending = "eml" if row.channel == "email" else "txt"
        who = "a colleague or contractor" if row.is_note else row.from_name or row.from_address or "no name"
        found.append(
            Exhibit(row.received_at, f"From {who}, by {row.channel}", f"received_{row.id}.{ending}", raw)
        )
    return found


async def _sent(session: AsyncSession, case: CaseRow, together: Sequence[int]) -> list[Exhibit]:
    found = []
    for row in await outbox.list_outbox(session, case.landlord_id, together):
        if row.kind == "alert":
            continue
        fate = f"{row.state}{f', {_when(row.sent_at)}' if row.sent_at else ''}{', came back' if row.bounced_at else ''}"
        head = f"To: {row.to_address}\nBy: {row.channel}\nSubject: {row.subject}\nMessage-ID: {row.message_id}\nState: {fate}\n\n"
        what = f"Ours, {row.name.replace('_', ' ')}, by {row.channel}: {fate}"
        found.append(
            Exhibit(row.sent_at or row.created_at, what, f"sent_{row.id}.txt", (head + row.text).encode())
        )
    return found


async def _record(session: AsyncSession, case: CaseRow) -> dict[str, Any]:
    landlord_id, case_id = case.landlord_id, case.id or 0
    points = [await cases.list_points(session, landlord_id, case_id, stage) for stage in (1, 2)]
    findings = [await responses.list_findings(session, landlord_id, case_id, stage) for stage in (1, 2)]
    answers = [await responses.find_response(session, landlord_id, case_id, stage) for stage in (1, 2)]
    parts: dict[str, Sequence[BaseModel]] = {
        "case": [case],
        "points": [row for rows in points for row in rows],
        "clocks": await cases.list_clocks(session, landlord_id, case_id),
        "offers_of_the_choice": await offers.list_case_offers(session, landlord_id, [case_id]),
        "answers": [row for row in answers if row is not None],
        "findings": [row for rows in findings for row in rows],
        "remedies": await responses.list_remedies(session, landlord_id, case_id),
        "extensions": await extensions.list_extensions(session, landlord_id, case_id),
        "refusals": await refusals.list_refusals(session, landlord_id, case_id),
        "calls_letters_visits": await tasks.list_calls(session, landlord_id, case_id),
        "needs": await people.list_adjustments(session, landlord_id, case.resident_id),
        "representatives": await people.list_representatives(session, landlord_id, case_id),
        "questions_to_others": await around.list_questions(session, landlord_id, case_id),
        "conflicts": await around.list_conflicts(session, landlord_id, case_id),
        "other_law": await around.list_other_matters(session, landlord_id, case_id),
        "ombudsman": await ombudsman_file.list_items(session, landlord_id, case_id),
        "tasks": await tasks.list_case_tasks(session, landlord_id, case_id),
        "alerts": await tasks.list_case_alerts(session, landlord_id, case_id),
    }
    return {name: [_plain(row) for row in rows] for name, rows in parts.items()}


async def _policy(session: AsyncSession, case: CaseRow) -> dict[str, Any]:
    known = await find_profile_version(session, case.landlord_id, case.profile_version)
    return {"version": case.profile_version, "policy": known.content if known else None}


def _index(case: CaseRow, numbered: Sequence[tuple[str, Exhibit]]) -> bytes:
    lines = [
        f"Evidence on {case.reference}, in the order of time. Times are London times.",
        "story.txt tells it in sentences; record.json holds every row, journal.json every event with its seal,",
        "policy_as_it_stood.json the policy the case was opened under.",
        "",
        *(f"{name}  {_when(one.at)}  {one.what}" for name, one in numbered),
        "",
    ]
    return "\n".join(lines).encode()


def _when(at: datetime) -> str:
    return f"{london_date(at).isoformat()} {clock(at)}"


def _plain(row: BaseModel) -> dict[str, Any]:
    return row.model_dump(mode="json")


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, default=str) + "\n").encode()


def _zip(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, date_time=_MADE_AT)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return made.getvalue()
