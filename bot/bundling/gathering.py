"""What is there of one case? Every message, row and event of it, as far as this viewer may see. Code: 5.12, 8.4"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.bundling.entries import Entry, in_words, lines_of, said, title_of
from bot.bundling.letters import ours, received
from bot.store import journal, kept, messages, offers, outbox
from bot.store.arrivals import find_arrival
from bot.store.cases import CaseRow, get_case, list_links
from bot.store.console_pages import Viewer, sees_case
from bot.store.kept import Kept
from bot.store.messages import MessageRow
from bot.store.outbox import OutboxRow
from bot.store.system import EventRow, find_profile_version

MADE: Final = "bundle_made"  #: the event that somebody took a bundle: in none, or each would change the next
#: what of a profile is no policy: how the machine is set up, and whom it wakes
_NOT_POLICY: Final = frozenset(
    {
        "mailboxes", "telegram", "notify", "widget_origins", "brand", "on_call", "staff_addresses", "contractor_addresses",
        "form_senders", "sender_checks", "survey_senders", "survey_sources", "safeguarding",
    }
)  # fmt: skip
#: what the case row itself says that is no evidence
_INSIDE: Final = frozenset(
    {"id", "landlord_id", "conversation_id", "resident_id", "opened_from", "hidden_from", "next_due_on"}
)


async def gather(session: AsyncSession, viewer: Viewer, case: CaseRow) -> list[Entry]:
    """Every entry of a case, in no order yet."""
    heard = await _messages(session, viewer, case)
    entries = [await _received(session, message) for message in heard]
    entries += [ours(row) for row in await _ours(session, viewer, case, heard)]
    entries += await _links(session, viewer, case)
    rows = await kept.list_kept(
        session,
        case.landlord_id,
        case_id=case.id or 0,
        message_ids=[message.id or 0 for message in heard],
        resident_id=case.resident_id,
    )
    names = await kept.name_everybody(session, case.landlord_id)
    events = await journal.list_events(session, case.landlord_id, case.id or 0)
    entries += [
        Entry(
            made_at(row, rows, events) or case.received_at,
            title_of(row.table),
            f"{row.table} {row.id}",
            lines_of(row.values),
        )
        for row in rows
        if viewer.sees_restricted or not row.is_restricted
    ]
    return entries + [_event(event, names) for event in events if event.what not in (MADE, journal.VIEWED)]


def made_at(row: Kept, rows: Sequence[Kept], events: Sequence[EventRow]) -> datetime | None:
    """When a row was made; a finding with the answer of its stage, a point when the points were first saved."""
    stage = row.values.get("stage")
    if row.table == "finding":
        return next(
            (one.at for one in rows if one.table == "response" and one.values["stage"] == stage), None
        )
    if row.table == "point":
        saved = (one.at for one in events if one.what == "points_saved" and one.codes.get("stage") == stage)
        return next(saved, None)
    return row.at


async def _links(session: AsyncSession, viewer: Viewer, case: CaseRow) -> list[Entry]:
    """The cases that belong to this one, as far as this viewer may see them."""
    found: list[Entry] = []
    for link in await list_links(session, case.landlord_id, [case.id or 0]):
        other_id = link.other_id if link.case_id == case.id else link.case_id
        if await sees_case(session, viewer, other_id):
            other = await get_case(session, case.landlord_id, other_id)
            known = lines_of({"its_number": other.reference, "kind": in_words(other.kind), "why": link.why})
            entry = Entry(
                max(case.received_at, other.received_at), title_of("case_link"), f"case_link {link.id}", known
            )
            found.append(entry)
    return found


async def _beside(session: AsyncSession, viewer: Viewer, case: CaseRow) -> list[int]:
    """The case and those linked with it in the same conversation, for the resident they are one matter."""
    found = [case.id or 0]
    for link in await list_links(session, case.landlord_id, [case.id or 0]):
        other_id = link.other_id if link.case_id == case.id else link.case_id
        if await sees_case(session, viewer, other_id):
            other = await get_case(session, case.landlord_id, other_id)
            found += [other_id] if other.conversation_id == case.conversation_id else []
    return found


async def _messages(session: AsyncSession, viewer: Viewer, case: CaseRow) -> list[MessageRow]:
    """Its own messages, and those that it and its choices began with, where this viewer may see their case too."""
    beside = await _beside(session, viewer, case)
    found = {one.id: one for one in await messages.list_messages(session, case.landlord_id, beside)}
    first = [
        offer.message_id for offer in await offers.list_case_offers(session, case.landlord_id, [case.id or 0])
    ]
    for message_id in (case.opened_from, *first):
        one = await messages.get_message(session, case.landlord_id, message_id)
        if one is None or one.id in found:
            continue
        if one.case_id is None or await sees_case(session, viewer, one.case_id):
            found[one.id] = one
    return sorted(found.values(), key=lambda one: (one.received_at, one.id))


async def _received(session: AsyncSession, message: MessageRow) -> Entry:
    arrival = await find_arrival(session, message.landlord_id, message.arrival_id)
    files = await messages.list_attachments(session, message.landlord_id, message.id or 0)
    return received(message, arrival, files)


async def _ours(
    session: AsyncSession, viewer: Viewer, case: CaseRow, heard: Sequence[MessageRow]
) -> list[OutboxRow]:
    """What we wrote on the case, in answer to its messages, or to offer its choice; nothing that woke a colleague."""
    found = {
        row.id: row
        for row in await outbox.list_outbox(session, case.landlord_id, await _beside(session, viewer, case))
    }
    for message in heard:
        answers = await outbox.list_answers_to(session, case.landlord_id, message.id or 0)
        found |= {row.id: row for row in answers}
    return sorted((row for row in found.values() if row.kind != "alert"), key=lambda row: row.id or 0)


def _event(event: EventRow, names: Mapping[int, str]) -> Entry:
    known = {"by": _who(event.actor, names), "about": event.row, **event.codes}
    return Entry(
        event.at,
        f"In the journal: {in_words(event.what).lower()}",
        f"journal {event.chain}, event {event.number}, seal {event.hash[:16]}",
        lines_of({name: value for name, value in known.items() if value not in (None, "")}),
    )


def _who(actor: str, names: Mapping[int, str]) -> str:
    kind, _, number = actor.partition(":")
    known = names.get(int(number)) if kind == "staff" and number.isdecimal() else None
    return f"{known} ({actor})" if known else {"hark": "Hark", "resident": "the resident"}.get(actor, actor)


async def seals_of(session: AsyncSession, case: CaseRow) -> str:
    """Every event with the seal that shows a later change, as it is kept. Code: 5.12"""
    events = await journal.list_events(session, case.landlord_id, case.id or 0)
    told = [event.model_dump(mode="json") for event in events if event.what != MADE]
    return json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def sheet_of(case: CaseRow) -> str:
    """The case as it stands, a line a fact."""
    values: dict[str, Any] = {
        name: value
        for name in CaseRow.model_fields
        if name not in _INSIDE and (value := getattr(case, name)) not in (None, "", [])
    }
    return "\n".join(f"{in_words(name)}: {said(value)}" for name, value in values.items()) + "\n"


async def policy_of(session: AsyncSession, case: CaseRow) -> str:
    """The landlord's policy as it stood when the case was opened. Code: 5.1"""
    found = await find_profile_version(session, case.landlord_id, case.profile_version)
    policy = {
        name: value for name, value in (found.content if found else {}).items() if name not in _NOT_POLICY
    }
    return (
        json.dumps({"version": case.profile_version, **policy}, indent=2, sort_keys=True, ensure_ascii=False)
        + "\n"
    )
