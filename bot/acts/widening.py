"""Something new comes up while a complaint is open: is it part of it, or a complaint of its own? Code: 6.8

A named person decides, with the reason on record, and the resident is told; a new complaint is dated its own message.
"""

from dataclasses import replace

from bot import opening
from bot.acknowledging import answer_by
from bot.acts.at_hand import CaseAtHand, case_at_hand, finish_tasks
from bot.answer_facts import promise_facts
from bot.answering import Answer, case_facts, say
from bot.casework.matters import NewIssue, joins_complaint, why_new
from bot.errors import IllegalMove, NotFound
from bot.house import House
from bot.opening import Matter, add_point, open_case, start_complaint
from bot.queues import Placement
from bot.store import cases, messages
from bot.store.cases import CaseRow
from bot.store.messages import MessageRow
from bot.store.staff import StaffRow
from bot.wording.facts import Facts


async def place_new_issue(
    house: House, by: StaffRow, reference: str, message_id: int, issue: NewIssue, *, words: str = ""
) -> str:
    """Add a new grievance to the complaint, or open one of its own. The reference of the case it is on now.

    Args:
        words: the part of the message it is about; the whole message where left out.
    Raises:
        IllegalMove: it is no complaint, or no reason is given.
        NotFound: the message is none of this case.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        case, moment = at_hand.case, at_hand.moment
        if case.kind != "complaint" or case.stage is None:
            raise IllegalMove("New issues belong to a complaint.")
        if not issue.reason.strip():
            raise IllegalMove("Say why, in a few words (6.8).")
        message = await _message_of(at_hand, message_id)
        said = words.strip() or message.text
        together = joins_complaint(issue, stage=case.stage, is_answered=case.responded_at is not None)
        now_on = await _add(at_hand, said) if together else await _open(at_hand, message, said)
        await finish_tasks(at_hand, ("read_message", "new_issue"), "placed")
        await moment.note(
            "new_issue_placed",
            case=case,
            row=f"message:{message.id}",
            actor=at_hand.actor,
            codes={
                "together": together,
                "on": now_on.id or 0,
                "why": why_new(issue, stage=case.stage, is_answered=case.responded_at is not None),
            },
        )
        return now_on.reference


async def _message_of(at_hand: CaseAtHand, message_id: int) -> MessageRow:
    message = await messages.get_message(at_hand.moment.session, at_hand.case.landlord_id, message_id)
    if message is None or message.case_id != at_hand.case.id:
        raise NotFound("message", message_id)
    return message


async def _add(at_hand: CaseAtHand, words: str) -> CaseRow:
    case, moment = at_hand.case, at_hand.moment
    known = await cases.list_points(moment.session, case.landlord_id, case.id or 0, case.stage or 1)
    await add_point(moment, case, len(known) + 1, opening.shorten(words))
    facts = replace(
        await promise_facts(moment, case, handler=at_hand.by.name),
        words=opening.shorten(words),
        answer_by=case.respond_by or answer_by(moment, case),
    )
    await _tell(at_hand, "issue_added", case, facts=facts)
    return case


async def _open(at_hand: CaseAtHand, message: MessageRow, words: str) -> CaseRow:
    old, moment = at_hand.case, at_hand.moment
    where = Placement(
        "complaint", moment.profile.complaints_team.queue, moment.profile.complaints_team.name, 1
    )
    matter = Matter(
        old.topic,
        words,
        [],
        is_dissatisfied=True,
        restricted=old.restricted,
        hidden_from=tuple(old.hidden_from),
        guard_barred=old.guard_barred,
    )
    case = await open_case(moment, message, old.resident_id, where, matter, received_at=message.received_at)
    await start_complaint(
        moment, case, received_at=message.received_at, chosen_at=message.received_at, relief=True
    )
    await opening.link(moment, case, old, "new issue")
    facts = replace(await case_facts(moment, case), answer_by=answer_by(moment, case), by_computer=False)
    await _tell(at_hand, "complaint_logged", case, facts=facts)
    return case


async def _tell(at_hand: CaseAtHand, name: str, case: CaseRow, *, facts: Facts) -> None:
    if at_hand.no_letter_because:
        return
    key = f"{name}:{case.id}:{int(at_hand.moment.now.timestamp() * 1000)}"
    said = Answer(name, "person", key, facts, case=case, automatic="no")
    await say(at_hand.moment, at_hand.conversation, said)
