"""What does a tap on one of our pages do? It is an arrival like any other, through the same door and corridor.

The page commits the tap first, then has it settled at once, so that the next page can say what became of it.
"""

from dataclasses import replace
from typing import Final

from bot import keeping, page_words
from bot.carrying_out import Situation
from bot.choice import Answer
from bot.conversations import answer_address
from bot.decision.across import take_precautions
from bot.decision.matters import find_case
from bot.decision.replies import asked_again, not_done, take_answer
from bot.decision.values import Action, Decision, Facts, Standing
from bot.house import House
from bot.last_door import door_now
from bot.moment import Moment
from bot.standing import read_standing
from bot.store import arrivals, identities, offers, people
from bot.store.arrivals import ArrivalRow
from bot.store.cases import CaseRow
from bot.store.figures import find_case_of_link
from bot.store.people import ConversationRow
from bot.taps import Tap, read_kept
from channels.messages import Incoming, ReplyAddress
from classifiers.labels import Kind, Topic
from classifiers.reading import Reading

CHANNEL: Final = "page"
BUTTON: Final = "button"  # stands where a reading names its model


async def take_in(house: House, row: ArrivalRow) -> str:
    """Settle a tap on a page of ours."""
    words = page_words.read_kept(row.raw)
    if words is not None:
        return await page_words.take_in_words(house, row, words)
    tap = read_kept(row.raw)
    return await settle_tap(house, row, tap, None) or "gone"


async def settle_tap(house: House, row: ArrivalRow, tap: Tap, incoming: Incoming | None) -> str | None:
    """Settle one tap; None where what it was on is not this landlord's.

    Args:
        incoming: the tap as a chat brought it; a page brings nothing but the tap.
    """
    from bot.intake import settle

    async with house.database.writing() as session:
        held = await arrivals.get_held(session, row.landlord_id, row.id or 0, owner=row.owner or "")
        if held is None:
            return "held by another"
        moment = Moment(house, session, house.profiles[row.landlord_id], house.clock())
        case = await _case_of(moment, tap)
        if case is None or case.id is None:
            return None
        conversation = await _conversation_of(moment, case, incoming)
        resident = await people.get_resident(session, row.landlord_id, conversation.resident_id)
        incoming = _with_words(incoming, tap) if incoming else _incoming(tap, conversation.door)
        reading = _reading(tap, case.topic)
        message = await keeping.keep_message(moment, held, incoming, conversation, reading)
        standing = await read_standing(moment, conversation, ())
        decision = _decide(tap, case.id, standing)
        safe = take_precautions(
            decision,
            reading,
            Facts(incoming.text, channel=incoming.channel),
            on_hold=resident.on_hold,
            no_reply_here=resident.no_reply_here,
        )
        at_hand = Situation(message, conversation, resident, standing, decision, reading, safe, how=tap.how)
        return keeping.mark_done(moment, held, await settle(moment, at_hand))


async def _conversation_of(moment: Moment, case: CaseRow, incoming: Incoming | None) -> ConversationRow:
    """Where a tap is said: in the chat that brought it, where it is proven theirs; else where they spoke last. Locked."""
    session, landlord_id = moment.session, moment.profile.id
    found = await door_now(moment, case)
    if incoming is not None:
        own = await people.get_conversation(session, landlord_id, case.conversation_id)
        place = (incoming.channel, answer_address(incoming))
        known = await identities.list_proven(session, landlord_id, own)
        found = next((one for one in known if (one.channel, one.address) == place), own)
    return await people.get_conversation(session, landlord_id, found.id or 0, lock=True)


async def _case_of(moment: Moment, tap: Tap) -> CaseRow | None:
    case_id = tap.case_id
    if tap.offer_id is not None:
        offer = await offers.find_offer(moment.session, moment.profile.id, tap.offer_id)
        case_id = offer.case_id if offer else None
    return await find_case_of_link(moment.session, [moment.profile.id], case_id or 0)


def _decide(tap: Tap, case_id: int, standing: Standing) -> Decision:
    known = [one for one in standing.offers if one.id == tap.offer_id]
    request = find_case(standing, case_id)
    if tap.said == "not_done" and request is not None:
        return not_done(request, standing)
    if tap.said == "look_again" and request is not None:
        return asked_again(request)
    if tap.said in ("yes", "no") and known:
        return take_answer(Answer.YES if tap.said == "yes" else Answer.NO, known[0])
    if tap.said == "call":
        return Decision(Action.PROMISE_CALL, "They asked on their page to be rung.", case=case_id)
    if tap.said == "done":
        return Decision(Action.DONE, "They say it is done.", case=case_id)
    return Decision(Action.LOG_COMPLAINT, "They tapped that they want to complain.", case=case_id)


def _with_words(incoming: Incoming, tap: Tap) -> Incoming:
    """A chat may no longer know what stood on an old button."""
    return incoming if incoming.text else replace(incoming, text=tap.words, full_text=tap.words)


def _incoming(tap: Tap, address: str) -> Incoming:
    return Incoming(
        channel=CHANNEL,
        reply_to=ReplyAddress(CHANNEL, address),
        from_address=address,
        from_name="",
        subject="",
        text=tap.words,
        full_text=tap.words,
        sent_at=None,
        message_id="",
        in_reply_to="",
        references=(),
    )


def _reading(tap: Tap, topic: str) -> Reading:
    """A button says what it says; nothing is guessed."""
    chosen, unhappy = tap.said in ("yes", "complain"), tap.said in ("not_done", "look_again")
    kind = Kind.COMPLAINT if chosen or unhappy else Kind.ENQUIRY
    return Reading(
        kind,
        1.0,
        1.0 if chosen or unhappy else 0.0,
        0.0,
        False,
        chosen,
        Topic(topic),
        frozenset(),
        (),
        BUTTON,
        True,
        unhappy,
        "en",
    )
