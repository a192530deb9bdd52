"""When is a case over, and what did it teach us? Code: 1.3, 6.6, 9.1"""

from dataclasses import dataclass, replace

from bot.acts.at_hand import CaseAtHand, case_at_hand
from bot.answer_facts import promise_facts
from bot.answering import Answer, say
from bot.errors import IllegalMove
from bot.house import House
from bot.store import cases, responses
from bot.store.responses import ImprovementRow
from bot.store.staff import StaffRow


@dataclass(frozen=True)
class Learned:
    """What a complaint taught us; or why it taught nothing."""

    learned: str = ""
    change: str = ""  #: what is done differently from now on; may be published
    none_because: str = ""


async def close_case(
    house: House, by: StaffRow, reference: str, *, reason: str, learned: Learned | None = None
) -> None:
    """Close a case; a complaint only once it is answered, every promise is kept and the lesson is on record. Code: 9.1

    Raises:
        IllegalMove: it may not be closed yet; the message says why.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        case, moment = at_hand.case, at_hand.moment
        fault = await _fault(at_hand, reason.strip(), learned or Learned())
        if fault:
            raise IllegalMove(fault)
        if case.kind == "complaint":
            await _learn(at_hand, learned or Learned())
            await _tell(at_hand, (learned or Learned()).change.strip())
        case.status, case.closed_at = cases.CLOSED, moment.now
        case.closed_reason = reason.strip() or "finished"
        moment.session.add(case)
        await moment.note("closed", case=case, actor=at_hand.actor)


async def _fault(at_hand: CaseAtHand, reason: str, learned: Learned) -> str:
    case = at_hand.case
    if case.was_dissatisfied and not reason:
        return "This was read as unhappy with us. Say why it can be closed (1.3); the choice stays open to the resident."
    if case.kind != "complaint":
        return ""
    if case.responded_at is None:
        return "A complaint is closed only after it was answered."
    left = [
        row
        for row in await responses.list_remedies(at_hand.moment.session, case.landlord_id, case.id or 0)
        if row.due_on is not None and row.done_at is None
    ]
    if left:
        return f"{len(left)} of our promises {'is' if len(left) == 1 else 'are'} not on record as done: “{left[0].what}” (6.6)."
    if not (learned.learned.strip() or learned.none_because.strip()):
        return "Say what we learned, or why there was nothing to learn (9.1)."
    return ""


async def _learn(at_hand: CaseAtHand, learned: Learned) -> None:
    row = ImprovementRow(
        landlord_id=at_hand.case.landlord_id,
        case_id=at_hand.case.id or 0,
        learned=learned.learned.strip(),
        change=learned.change.strip(),
        none_because="" if learned.learned.strip() else learned.none_because.strip(),
        recorded_by=at_hand.by.email,
        recorded_at=at_hand.moment.now,
    )
    at_hand.moment.session.add(row)
    await at_hand.moment.session.flush()
    await at_hand.moment.note(
        "learning_recorded",
        case=at_hand.case,
        row=f"improvement:{row.id}",
        actor=at_hand.actor,
        codes={"learned": bool(row.learned)},
    )


async def _tell(at_hand: CaseAtHand, change: str) -> None:
    moment, case = at_hand.moment, at_hand.case
    if at_hand.no_letter_because:
        return
    facts = replace(await promise_facts(moment, case, handler=at_hand.by.name), learned=change)
    said = Answer("closure", "person", f"closure:{case.id}:{case.stage}", facts, case=case, automatic="no")
    await say(moment, at_hand.conversation, said)
