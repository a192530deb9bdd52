"""How do staff take more time for an answer, and only before its day is over? Code: 5.9, 6.4, 6.5, 6.15, 6.16"""

from dataclasses import replace

from bot.acts.at_hand import CaseAtHand, case_at_hand, finish_tasks
from bot.answer_facts import promise_facts
from bot.answering import Answer, say
from bot.casework.extend import Wanted, is_too_late, refused_because
from bot.decision.across import TaskWanted
from bot.errors import IllegalMove
from bot.house import House
from bot.store import extensions
from bot.store.extensions import ExtensionRow
from bot.store.staff import StaffRow
from bot.taking_effect import take_effect
from bot.tasking import ask_for
from bot.wording.facts import Facts

LATE = TaskWanted(
    "answer_late",
    "case",
    0,
    "The answer is late: more time was asked for after its day was over. Answer now, and say sorry.",
)


async def extend(
    house: House, by: StaffRow, reference: str, wanted: Wanted, *, done_so_far: str = "", how: str = "written"
) -> str:
    """Write the notice of a new day; it holds once the resident has it. "" where it was written, else why it is late.

    Args:
        how: written, by their own door; letter, call or visit, where they have been told already.
    Raises:
        IllegalMove: something is missing, or nobody can be told here.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        case, moment = at_hand.case, at_hand.moment
        if case.kind != "complaint" or case.respond_by is None or case.responded_at is not None:
            raise IllegalMove("There is no answer here that waits for its day.")
        known = await extensions.list_extensions(moment.session, case.landlord_id, case.id or 0)
        here = [one for one in known if one.stage == case.stage]
        if any(one.state == extensions.WRITTEN for one in here):
            raise IllegalMove("A notice is on its way already. It holds once they have it.")
        fault = refused_because(
            wanted,
            moment.procedure,
            stage=case.stage or 1,
            due_on=case.respond_by,
            today=moment.today,
            extended_before=bool(here),
            holidays=moment.holidays,
        )
        if is_too_late(case.respond_by, moment.today):
            await moment.note("extension_too_late", case=case, actor=at_hand.actor)
            await ask_for(moment, LATE, case=case, key=f"answer_late:{case.id}:{case.stage}")
            return fault
        if fault:
            raise IllegalMove(fault)
        await _keep(at_hand, wanted, done_so_far)
        await _tell(at_hand, wanted, done_so_far, how)
        return ""


async def _keep(at_hand: CaseAtHand, wanted: Wanted, done_so_far: str) -> None:
    case, moment = at_hand.case, at_hand.moment
    assert case.respond_by is not None and wanted.new_due_on is not None  # noqa: S101, PT018 - checked above
    row = ExtensionRow(
        landlord_id=case.landlord_id,
        case_id=case.id or 0,
        stage=case.stage or 1,
        reason=wanted.reason.strip(),
        done_so_far=done_so_far.strip(),
        due_on=case.respond_by,
        new_due_on=wanted.new_due_on,
        update_every=wanted.update_every,
        good_reason=wanted.good_reason.strip(),
        is_agreed=wanted.is_agreed,
        written_by=at_hand.by.email,
        written_at=moment.now,
    )
    moment.session.add(row)
    await moment.session.flush()
    await moment.note("extension_written", case=case, row=f"extension:{row.id}", actor=at_hand.actor)


async def _tell(at_hand: CaseAtHand, wanted: Wanted, done_so_far: str, how: str) -> None:
    case, moment = at_hand.case, at_hand.moment
    if how != "written":
        await take_effect(moment, case, "extension", at=moment.now)
        return
    if at_hand.no_letter_because:
        raise IllegalMove(at_hand.no_letter_because)
    facts = await _facts(at_hand, wanted, done_so_far)
    key = f"extension:{case.id}:{case.stage}:{wanted.new_due_on}:{int(moment.now.timestamp())}"
    await say(
        moment, at_hand.conversation, Answer("extension", "person", key, facts, case=case, automatic="no")
    )
    await finish_tasks(at_hand, ("answer_soon",), "more time was taken")


async def _facts(at_hand: CaseAtHand, wanted: Wanted, done_so_far: str) -> Facts:
    return replace(
        await promise_facts(at_hand.moment, at_hand.case, handler=at_hand.by.name),
        answer_by=wanted.new_due_on,
        old_answer_by=at_hand.case.respond_by,
        free_text=wanted.reason.strip(),
        done_now=done_so_far.strip(),
        update_every=wanted.update_every,
    )
