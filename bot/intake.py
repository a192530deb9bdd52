"""What happens to a message, from its raw bytes to a case, an answer and a record? The corridor, in reading order.

Parsing and reading happen outside any transaction. Then one short transaction locks the conversation, looks where
it stands, decides, writes everything that follows, and marks the arrival done. Nothing calls back.
"""

import asyncio
from dataclasses import replace

from bot import keeping, page_answers
from bot.bouncing import take_in_bounce
from bot.carrying_out import Situation, carry_out
from bot.conversations import thread_ids, written_by
from bot.decision import Facts, decide
from bot.decision.across import TaskWanted, take_precautions
from bot.decision.languages import language_kept
from bot.decision.surveys import as_survey_answer
from bot.decision.values import Action, Standing
from bot.greeting import greet
from bot.guarding import staff_named_in, take_care
from bot.holding_back import confirm_nothing, hold_back, shared_sender
from bot.house import House
from bot.left_behind import ask_to_open
from bot.moment import Moment
from bot.placing import find_answered, place_message
from bot.replying import answer
from bot.review_order import rank_of
from bot.standing import read_standing
from bot.stopping import take_stop
from bot.store import arrivals, messages, people
from bot.store.arrivals import ArrivalRow
from bot.store.cases import CaseRow
from bot.store.messages import MessageRow
from bot.store.people import ConversationRow, ResidentRow
from bot.survey_answers import find_survey, keep_answer, without_senders_address
from bot.taps import read_tapped
from bot.tasking import ask_for
from bot.waking import raise_alert
from channels.errors import CannotParse
from channels.messages import Arrival, Incoming
from classifiers.labels import Signal
from classifiers.reading import Reading

HOW_ASKED = {"phone": "call", "visit": "visit", "letter": "letter", "social": "social"}
TOLD_ON_THE_SPOT = ("phone", "visit")  # whoever took it down tells them what happens next
UNREADABLE = TaskWanted(
    "unreadable", "triage", 1, "A message came that could not be read. Open it and decide what it is."
)


async def take_in(house: House, row: ArrivalRow) -> str:
    """Take one claimed arrival through the corridor; return what became of it.

    Raises:
        Exception: whatever went wrong; the transaction is rolled back whole and the arrival can be taken again.
    """
    if row.channel == page_answers.CHANNEL:
        return await page_answers.take_in(house, row)
    arrival = Arrival(
        row.landlord_id, row.channel, row.sender, row.recipient, row.raw, row.received_at, row.origin
    )
    try:
        incoming = await asyncio.to_thread(house.parse, arrival)
    except CannotParse as error:
        return await keep_unreadable(house, row, str(error))
    if incoming.greets:
        return await greet(house, row, incoming)
    tapped = await _take_tap(house, row, incoming)
    if tapped is not None:
        return tapped
    reading = await asyncio.to_thread(_read, house, incoming)
    async with house.database.writing() as session:
        held = await arrivals.get_held(session, row.landlord_id, row.id or 0, owner=row.owner or "")
        if held is None:
            return "held by another"
        moment = Moment(
            house, session, house.profiles[row.landlord_id], house.clock(), row.origin != "imported"
        )
        return keeping.mark_done(moment, held, await _settle(moment, held, incoming, reading))


async def _take_tap(house: House, row: ArrivalRow, incoming: Incoming) -> str | None:
    """A tap on a button of ours; None where it is an ordinary message, or a button of nobody here."""
    tap = read_tapped(incoming.tapped, house.keys, how=incoming.channel) if incoming.tapped else None
    return await page_answers.settle_tap(house, row, tap, incoming) if tap else None


def _read(house: House, incoming: Incoming) -> Reading:
    return house.reader().read_many([(incoming.subject, incoming.text, incoming.channel)])[0]


async def keep_unreadable(house: House, row: ArrivalRow, why: str) -> str:
    """Keep what could not be read, list it, and give it to a person; never drop it, never bounce it."""
    async with house.database.writing() as session:
        held = await arrivals.get_held(session, row.landlord_id, row.id or 0, owner=row.owner or "")
        if held is None:
            return "held by another"
        moment = Moment(
            house, session, house.profiles[row.landlord_id], house.clock(), row.origin != "imported"
        )
        held.state, held.error, held.outcome = arrivals.UNREADABLE, why, "unreadable"
        held.decided_at, held.lease_until = moment.now, None
        session.add(held)
        await ask_for(moment, UNREADABLE, key=f"unreadable:{held.id}")
        await moment.note("unreadable", row=f"arrival:{held.id}")
    return "unreadable"


async def _settle(moment: Moment, row: ArrivalRow, incoming: Incoming, reading: Reading) -> str:
    """Everything that is written for one message, in one transaction."""
    outcome = await _settle_message(moment, row, incoming, reading)
    if incoming.left_behind is not None and outcome != "repeated":
        message = await messages.get_of_arrival(moment.session, moment.profile.id, row.id or 0)
        await ask_to_open(moment, message, incoming.left_behind)
    return outcome


async def _settle_message(moment: Moment, row: ArrivalRow, incoming: Incoming, reading: Reading) -> str:
    if incoming.bounce is not None:
        return await take_in_bounce(moment, row, incoming)
    incoming = without_senders_address(moment, incoming)
    before = await keeping.find_same(moment, incoming, row.received_at)
    if before is not None:
        return await keeping.keep_repeated(moment, row, incoming, before)
    stopped = await take_stop(moment, row, incoming, reading)
    if stopped is not None:
        return stopped
    facts = _facts(moment, incoming)
    if facts.automatic:
        return await _from_a_machine(moment, row, incoming, reading, facts)
    placed = await place_message(moment, row, incoming, from_staff=facts.from_staff)
    conversation = placed.conversation
    answered = None if facts.from_staff else await find_survey(moment, incoming, conversation, reading)
    if answered is not None:
        reading = as_survey_answer(reading, incoming.text, chose_complaint=answered.answer.chose_complaint)
        facts = replace(facts, answers_survey=True)
    message = await keeping.keep_message(
        moment,
        row,
        incoming,
        conversation,
        reading,
        remarks=(placed.remark, answered.remark if answered else ""),
    )
    standing = await read_standing(moment, conversation, thread_ids(incoming))
    if answered is not None:
        keep_answer(moment, message, answered.answer)
        standing = replace(standing, replied_case=answered.case_id or standing.replied_case)
    if placed.case_id is not None:
        standing = replace(standing, replied_case=placed.case_id)
    return await settle_message(moment, message, conversation, standing, reading, facts)


async def settle_message(
    moment: Moment,
    message: MessageRow,
    conversation: ConversationRow,
    standing: Standing,
    reading: Reading,
    facts: Facts,
) -> str:
    """Decide about a message that is kept and placed, and write everything that follows."""
    resident = await people.get_resident(moment.session, moment.profile.id, conversation.resident_id)
    facts = _in_their_language(moment, resident, reading, facts)
    decision = decide(reading, facts, standing, today=moment.today, holidays=moment.holidays)
    hidden_from = await _named(moment, reading, message)
    precautions = take_precautions(
        decision,
        reading,
        facts,
        on_hold=resident.on_hold,
        staff_named=bool(hidden_from),
        no_reply_here=resident.no_reply_here,
        known_door=await _known_door(moment, conversation.resident_id),
    )
    precautions = await confirm_nothing(moment, conversation, decision, precautions)
    precautions = await hold_back(
        moment,
        conversation,
        decision,
        precautions,
        sender=shared_sender(message, facts.brought_by),
        answers_survey=facts.answers_survey,
        was_told=facts.taken is not None and facts.channel in TOLD_ON_THE_SPOT,
    )
    at_hand = Situation(
        message,
        conversation,
        resident,
        standing,
        decision,
        reading,
        precautions,
        hidden_from,
        how=HOW_ASKED.get(facts.channel, "reply") if facts.taken else "reply",
        told_no_to=facts.taken.by if facts.taken and facts.taken.choice == "no" else "",
    )
    return await settle(moment, at_hand)


async def settle(moment: Moment, at_hand: Situation) -> str:
    """Carry the decision out, take the precautions, say the one thing there is to say."""
    outcome = await carry_out(moment, at_hand)
    message = at_hand.message
    case = outcome.case or outcome.request
    message.case_id = case.id if case else None
    message.action, message.reason = at_hand.decision.action.value, at_hand.decision.reason
    message.why_silent = at_hand.precautions.why_silent
    message.review_rank = _review_rank(moment, at_hand, case)
    moment.session.add(message)
    await moment.note("decided", case=case, row=f"message:{message.id}", codes={"action": message.action})
    await take_care(moment, at_hand, outcome)
    await answer(moment, at_hand, outcome)
    return "case" if case is not None and case.opened_from == message.id else message.action


def _review_rank(moment: Moment, at_hand: Situation, case: CaseRow | None) -> int | None:
    """A reading that opened a case waits for a word of staff; what a button or an import brought does not. Code: 1.3"""
    reading = at_hand.reading
    opened = case is not None and case.opened_from == at_hand.message.id
    if not opened or not moment.is_live or reading.model == page_answers.BUTTON:
        return None
    return rank_of(
        signals=[signal.value for signal in reading.signals],
        sure=reading.sure,
        unhappy=reading.unhappy,
        confidence=reading.confidence,
    )


def _facts(moment: Moment, incoming: Incoming) -> Facts:
    sender = written_by(incoming)
    return Facts(
        text=incoming.text,
        channel=incoming.channel,
        automatic=incoming.automatic,
        from_staff=keeping.is_from_staff(moment.profile, incoming),
        sender=f"{incoming.from_name} {sender}",
        has_attachments=bool(incoming.attachments),
        left_behind=incoming.left_behind is not None,
        brought_by=incoming.brought_by,
        taken=incoming.taken,
        answered_by=incoming.reply_to.channel,
    )


def _in_their_language(moment: Moment, resident: ResidentRow, reading: Reading, facts: Facts) -> Facts:
    """Keep which language they write in, and see which texts can answer them in it."""
    if not (facts.from_staff or facts.automatic):
        resident.language = language_kept(
            resident.language,
            said_by_staff=bool(resident.language_by),
            read=reading.language,
            text=facts.text,
        )
        moment.session.add(resident)
    checked = moment.house.wording.texts_in(resident.language)
    return replace(facts, language=resident.language, checked_texts=checked)


async def _known_door(moment: Moment, resident_id: int) -> str:
    """The door they asked for before, where it is another than e-mail. Code: 5.10"""
    needs = await people.list_adjustments(moment.session, moment.profile.id, resident_id)
    asked = [need.door for need in needs if need.door]
    return "" if not asked or asked[-1] == "email" else asked[-1]


async def _named(moment: Moment, reading: Reading, message: MessageRow) -> tuple[str, ...]:
    if not reading.has(Signal.STAFF_CONDUCT, Signal.DISCRIMINATION):
        return ()
    return await staff_named_in(moment, message.text)


async def _from_a_machine(
    moment: Moment, row: ArrivalRow, incoming: Incoming, reading: Reading, facts: Facts
) -> str:
    """A robot's mail opens no case and gets no answer; where a resident may speak in it, a person gets it."""
    message = await keeping.keep_message(moment, row, incoming, None, reading)
    decision = decide(reading, facts, Standing(), today=moment.today, holidays=moment.holidays)
    precautions = take_precautions(decision, reading, facts)
    message.action, message.reason, message.why_silent = (
        decision.action.value,
        decision.reason,
        precautions.why_silent,
    )
    if decision.action is Action.FILE and (answered := await find_answered(moment, row, incoming)):
        # Shown where we wrote, for whoever waits for an answer there; it says nothing for the resident.
        message.conversation_id, message.case_id = answered.conversation.id, answered.case_id
    moment.session.add(message)
    for task in precautions.tasks:
        if decision.action.value == "ask_a_person":
            await ask_for(moment, task, message=message, restricted=precautions.restricted)
    for kind in precautions.alerts:
        await raise_alert(moment, kind, decision.reason, case=None)
    await moment.note(
        "decided", row=f"message:{message.id}", codes={"action": message.action, "automatic": True}
    )
    return "robot"
