"""How do staff enter what the Ombudsman sent, and show that it was done? Code: 4.1, 8.4, 9.7"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.acts.at_hand import CaseAtHand, finish_tasks, may_see
from bot.casework.ombudsman_items import KINDS, ItemDraft, refused_because
from bot.decision.across import TaskWanted
from bot.errors import IllegalMove, NotFound
from bot.house import House
from bot.last_door import door_now
from bot.moment import Moment
from bot.store import cases, ombudsman_file, people
from bot.store.ombudsman_file import OmbudsmanRow
from bot.store.staff import StaffRow
from bot.tasking import ask_for


@asynccontextmanager
async def file_at_hand(house: House, by: StaffRow, reference: str) -> AsyncIterator[CaseAtHand]:
    """Open one transaction on a case's Ombudsman file; to both stages' people, for nobody decides a stage here.

    Raises:
        NotFound: there is no such case, or it is kept from this member of staff; nobody is told which.
    """
    async with house.database.writing() as session:
        case = await cases.find_case(session, by.landlord_id, reference, lock=True)
        if case is None or not may_see(case, by):
            raise NotFound("case", reference)
        moment = Moment(house, session, house.profiles[by.landlord_id], house.clock())
        conversation = await door_now(moment, case)
        resident = await people.get_resident(session, by.landlord_id, case.resident_id)
        yield CaseAtHand(moment, case, conversation, resident, by)


async def enter_item(house: House, by: StaffRow, reference: str, draft: ItemDraft) -> None:
    """Enter what came, with a task for its day; of a failure order the manager and the member hear at once.

    Raises:
        IllegalMove: something is missing.
    """
    async with file_at_hand(house, by, reference) as at_hand:
        case, moment = at_hand.case, at_hand.moment
        fault = refused_because(draft, today=moment.today)
        if fault or draft.received_on is None:
            raise IllegalMove(fault)
        row = OmbudsmanRow(
            landlord_id=by.landlord_id,
            case_id=case.id or 0,
            kind=draft.kind,
            finding=draft.finding if draft.kind == "determination" else "",
            words=draft.words.strip(),
            received_on=draft.received_on,
            due_on=draft.due_on,
            entered_by=by.email,
            entered_at=moment.now,
        )
        moment.session.add(row)
        await moment.session.flush()
        await moment.note(
            "ombudsman_item",
            case=case,
            row=f"ombudsman_item:{row.id}",
            actor=at_hand.actor,
            codes={"kind": row.kind},
        )
        known = KINDS[draft.kind]
        if draft.due_on is not None:
            wanted = TaskWanted(
                f"ombudsman_{row.id}", known.team, 0, f"The Ombudsman: {known.words.lower()}."
            )
            await ask_for(moment, wanted, case=case, key=f"ombudsman:{row.id}", due_on=draft.due_on)
        if draft.kind == "failure_order":
            member = moment.profile.member_responsible or "the member responsible for complaints"
            told = TaskWanted(
                "tell_member",
                "manager",
                1,
                f"Tell {member} of the failure order, and put on record that you did.",
            )
            await ask_for(moment, told, case=case, key=f"tell_member:{row.id}")


async def finish_item(house: House, by: StaffRow, reference: str, item_id: int, *, proof: str) -> None:
    """Say that it was done, with what proves it.

    Raises:
        NotFound: there is no such item on this case.
        IllegalMove: there is no proof, or it is done already.
    """
    async with file_at_hand(house, by, reference) as at_hand:
        rows = await ombudsman_file.list_items(at_hand.moment.session, by.landlord_id, at_hand.case.id or 0)
        row = next((one for one in rows if one.id == item_id), None)
        if row is None:
            raise NotFound("item", item_id)
        if row.done_at is not None or not proof.strip():
            raise IllegalMove(
                "Say what proves that it was done: the letter's day, the payment, the job (8.4)."
            )
        row.done_at, row.done_by, row.proof = at_hand.moment.now, by.email, proof.strip()
        at_hand.moment.session.add(row)
        await finish_tasks(at_hand, (f"ombudsman_{row.id}",), "done, with proof")
        await at_hand.moment.note(
            "ombudsman_item_done", case=at_hand.case, row=f"ombudsman_item:{row.id}", actor=at_hand.actor
        )
