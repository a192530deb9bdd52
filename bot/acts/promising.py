"""How do staff promise what puts a complaint right, at any stage, and how is it shown to be kept? Code: 5.13, 6.6, 6.17, 7.1-7.4"""

from dataclasses import replace
from datetime import date

from bot.acts.at_hand import CaseAtHand, case_at_hand, finish_tasks
from bot.answer_facts import promise_facts
from bot.answering import Answer, say
from bot.casework.remedies import Promised, Remedy, refused_because
from bot.errors import IllegalMove, NotFound
from bot.house import House
from bot.store import responses
from bot.store.responses import RemedyRow
from bot.store.staff import StaffRow


async def promise_remedy(
    house: House, by: StaffRow, reference: str, promised: Promised, *, impact: str = ""
) -> None:
    """Promise one thing that puts it right, from the first day on; nobody has to wait for an answer. Code: 5.13

    Args:
        impact: what it did to the resident; needed before money is offered. Code: 7.2
    Raises:
        IllegalMove: it is no complaint, or something is missing; the message says what.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        case, moment = at_hand.case, at_hand.moment
        if case.kind != "complaint":
            raise IllegalMove("Remedies belong to a complaint.")
        fault = refused_because(promised, today=moment.today)
        if not fault and promised.kind == Remedy.PAY and not await _has_impact(at_hand, promised, impact):
            fault = "Say what it did to the resident before an amount is offered (7.2)."
        if fault:
            raise IllegalMove(fault)
        row = RemedyRow(
            landlord_id=case.landlord_id,
            case_id=case.id or 0,
            stage=case.stage or 1,
            number=promised.number,
            kind=promised.kind,
            what=promised.what.strip(),
            amount=promised.amount if promised.kind == Remedy.PAY else None,
            guidance=promised.guidance.strip(),
            owner=promised.owner.strip(),
            due_on=promised.due_on,
            first_due_on=promised.due_on,
            created_by=by.email,
            created_at=moment.now,
        )
        moment.session.add(row)
        await moment.session.flush()
        await moment.note(
            "remedy_promised",
            case=case,
            row=f"remedy:{row.id}",
            actor=at_hand.actor,
            codes={"kind": row.kind},
        )


async def _has_impact(at_hand: CaseAtHand, promised: Promised, impact: str) -> bool:
    """Whether the effect on the resident is on record; what was typed with the offer is put there."""
    case, session = at_hand.case, at_hand.moment.session
    stage = case.stage or 1
    rows = await responses.list_findings(session, case.landlord_id, case.id or 0, stage)
    number = promised.number or 1
    row = next((one for one in rows if one.number == number), None)
    if impact.strip():
        row = row or responses.FindingRow(
            landlord_id=case.landlord_id, case_id=case.id or 0, stage=stage, number=number
        )
        row.impact = impact.strip()
        session.add(row)
    return row is not None and bool(row.impact)


async def take_back_remedy(house: House, by: StaffRow, reference: str, remedy_id: int) -> None:
    """Take out a remedy that was put down by mistake; what the resident has been told stays.

    Raises:
        IllegalMove: the answer that promises it has been sent.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        row = await _remedy_of(at_hand, remedy_id)
        response = await responses.find_response(
            at_hand.moment.session, row.landlord_id, row.case_id, row.stage
        )
        if row.done_at or (response is not None and response.state == responses.SENT):
            raise IllegalMove("The resident has been told of this. Keep it, or tell them the new day.")
        await at_hand.moment.session.delete(row)
        await at_hand.moment.note("remedy_taken_back", case=at_hand.case, actor=at_hand.actor)


async def keep_promise(house: House, by: StaffRow, reference: str, remedy_id: int, *, proof: str) -> None:
    """Say that it is done, with what proves it; the resident is told what is left. Code: 6.6, 7.3

    Raises:
        IllegalMove: there is no proof, or it is done already.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        row = await _remedy_of(at_hand, remedy_id)
        if row.done_at is not None:
            raise IllegalMove("This is on record as done.")
        if not proof.strip():
            raise IllegalMove(
                "Say what proves it: the job's number, a photo's name, who checked and when (7.3)."
            )
        missed = row.due_on is not None and row.due_on < at_hand.moment.today
        row.done_at, row.proof, row.done_by = at_hand.moment.now, proof.strip(), by.email
        at_hand.moment.session.add(row)
        await _after(at_hand, row, "promise_kept", done=row.what, missed=missed)


async def move_promise(
    house: House, by: StaffRow, reference: str, remedy_id: int, *, due_on: date | None, why: str
) -> None:
    """Give a new day, with the reason and, where the old one has passed, an apology. Code: 6.6, 6.17

    Raises:
        IllegalMove: it is done, the day is not ahead, or no reason is given.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        row, today = await _remedy_of(at_hand, remedy_id), at_hand.moment.today
        if row.done_at is not None or row.due_on is None:
            raise IllegalMove("There is no day to move: this is done, or the answer itself did it.")
        if due_on is None or due_on <= today:
            raise IllegalMove("Give a new day that lies ahead.")
        if not why.strip():
            raise IllegalMove("Say why, in words the resident will read.")
        missed = row.due_on < today
        row.due_on = due_on
        at_hand.moment.session.add(row)
        await _after(at_hand, row, "promise_moved", words=why.strip(), missed=missed)


async def _after(
    at_hand: CaseAtHand, row: RemedyRow, what: str, *, done: str = "", words: str = "", missed: bool = False
) -> None:
    """What holds after every change of a promise: the task ends, the resident is told, the journal says so."""
    moment, case = at_hand.moment, at_hand.case
    await moment.session.flush()
    await finish_tasks(at_hand, (f"promise_{row.id}",), what)
    if case.acknowledged_at is not None or case.responded_at is not None:
        await _tell(at_hand, done=done, words=words, missed=missed)
    await moment.note(what, case=case, row=f"remedy:{row.id}", actor=at_hand.actor, codes={"missed": missed})


async def _tell(at_hand: CaseAtHand, *, done: str, words: str, missed: bool) -> None:
    moment, case = at_hand.moment, at_hand.case
    if at_hand.no_letter_because:
        return  # staff see on the page that nothing was sent, and reach them the way that is safe
    facts = replace(
        await promise_facts(moment, case, handler=at_hand.by.name),
        done_now=done,
        free_text=words,
        was_missed=missed,
    )
    key = f"action_update:{case.id}:{at_hand.by.id}:{int(moment.now.timestamp() * 1000)}"
    await say(
        moment,
        at_hand.conversation,
        Answer("action_update", "person", key, facts, case=case, automatic="no"),
    )


async def _remedy_of(at_hand: CaseAtHand, remedy_id: int) -> RemedyRow:
    case = at_hand.case
    for row in await responses.list_remedies(at_hand.moment.session, case.landlord_id, case.id or 0):
        if row.id == remedy_id:
            return row
    raise NotFound("remedy", remedy_id)
