"""May this member of staff touch this case? One transaction, opened only for those who may. Code: 5.8, 6.13."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.casework.consent import is_for_all
from bot.errors import NotAllowed, NotFound
from bot.guarding import resident_is_out_of_reach
from bot.house import House
from bot.last_door import door_now
from bot.moment import Moment
from bot.store import cases, people, responses, tasks
from bot.store.cases import CaseRow
from bot.store.people import ConversationRow, ResidentRow
from bot.store.staff import StaffRow

CONTRACTOR = "contractor"
DECIDERS = frozenset({"complaints_officer", "stage_2_approver", "administrator"})


@dataclass(frozen=True)
class CaseAtHand:
    """A case, locked, with the people it is about."""

    moment: Moment
    case: CaseRow
    conversation: ConversationRow
    resident: ResidentRow
    by: StaffRow
    unconsented: str = (
        ""  #: who is at the door without the resident's consent; they are told nothing. Code: 3.6
    )

    @property
    def no_letter_because(self) -> str:
        """Why nothing of the case may be written to this door; "" where it may. Code: 3.6, 5.10"""
        if resident_is_out_of_reach(self.resident):
            return "Someone may be at risk: nothing is written here. Use the safe way that is recorded, and say so."
        if self.unconsented:
            return (
                f"{self.unconsented} has no consent to be told of the whole case. Ask the resident for it, or tell "
                "the resident another way and put that on record (3.6)."
            )
        return (
            "" if self.conversation.door else "There is no address to write to. Ring or post it, and say so."
        )

    @property
    def actor(self) -> str:
        """How the journal names this member of staff."""
        return f"staff:{self.by.id}"


@asynccontextmanager
async def case_at_hand(house: House, by: StaffRow, reference: str) -> AsyncIterator[CaseAtHand]:
    """Open one transaction on a case.

    Raises:
        NotFound: there is no such case, or it is kept from this member of staff; nobody is told which.
        NotAllowed: the same person may not act at both stages.
    """
    async with house.database.writing() as session:
        case = await cases.find_case(session, by.landlord_id, reference, lock=True)
        if case is None or not may_see(case, by):
            raise NotFound("case", reference)
        if case.stage == 2 and by.email in await hands_of_stage_1(session, case):
            raise NotAllowed(
                "You handled stage 1 of this complaint, so somebody else acts at stage 2 (6.13)."
            )
        moment = Moment(house, session, house.profiles[by.landlord_id], house.clock())
        conversation = await door_now(moment, case)
        resident = await people.get_resident(session, by.landlord_id, case.resident_id)
        unconsented = await _unconsented(moment, case, conversation)
        yield CaseAtHand(moment, case, conversation, resident, by, unconsented)


async def _unconsented(moment: Moment, case: CaseRow, conversation: ConversationRow) -> str:
    """Who answers go to, where it is somebody who may not be told about this case; "" elsewhere."""
    speakers = [
        row
        for row in await people.list_representatives(moment.session, case.landlord_id, case.id or 0)
        if row.address and row.address == conversation.door
    ]
    if not speakers or any(
        is_for_all(row.consent, row.scope, row.expires_on, moment.today) for row in speakers
    ):
        return ""
    return speakers[0].name or speakers[0].address


async def hands_of_stage_1(session: AsyncSession, case: CaseRow) -> set[str]:
    """Whoever wrote, approved or sent the first answer. Code: 6.13"""
    first = await responses.find_response(session, case.landlord_id, case.id or 0, 1)
    return {case.stage_1_handler, first.written_by if first else "", first.approved_by if first else ""} - {
        ""
    }


def must_decide(by: StaffRow) -> None:
    """Only a named person of standing may say no, limit a resident or declare a hard day. Code: 2.5, 4.1, 5.14

    Raises:
        NotAllowed: this role may not.
    """
    if by.role not in DECIDERS:
        raise NotAllowed(
            "A complaints officer, an approver of stage 2 or an administrator decides this. Ask one of them."
        )


def may_see(case: CaseRow, by: StaffRow) -> bool:
    """Whether a case may be shown: never to somebody it names, at risk only to those named for it.

    A contractor sees what was given to them; whoever works in some queues sees those, and what was given to them.
    """
    if by.email in case.hidden_from or (case.restricted and not by.sees_restricted):
        return False
    if case.owner == by.email:
        return True
    return by.role != CONTRACTOR and (not by.queues or case.queue in by.queues)


async def finish_tasks(at_hand: CaseAtHand, kinds: tuple[str, ...], outcome: str) -> None:
    """Tick off the open tasks of these kinds on a case."""
    for task in await tasks.list_case_tasks(
        at_hand.moment.session, at_hand.case.landlord_id, at_hand.case.id or 0
    ):
        if task.kind in kinds and task.done_at is None:
            task.done_at, task.done_by, task.outcome = at_hand.moment.now, at_hand.by.email, outcome
            at_hand.moment.session.add(task)
