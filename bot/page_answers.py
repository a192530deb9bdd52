"""What does a tap on one of our pages do? It is an arrival like any other, through the same door and corridor.

The page commits the tap first, then has it settled at once, so that the next page can say what became of it.
"""

import json
from dataclasses import dataclass
from typing import Any, Final

from bot import keeping
from bot.carrying_out import Situation
from bot.choice import Answer
from bot.decision.across import take_precautions
from bot.decision.matters import find_case
from bot.decision.replies import not_done, take_answer
from bot.decision.values import Action, Decision, Facts, Standing
from bot.house import House
from bot.moment import Moment
from bot.standing import read_standing
from bot.store import arrivals, cases, offers, people
from bot.store.arrivals import ArrivalRow
from channels.messages import Incoming, ReplyAddress
from classifiers.labels import Kind, Topic
from classifiers.reading import Reading

CHANNEL: Final = "page"
BUTTON: Final = "button"  # stands where a reading names its model
_WORDS: Final = {
    "yes": "Yes, log my complaint.",
    "no": "No, not now.",
    "complain": "I want to complain.",
    "done": "It is done.",
    "not_done": "It is not done.",
}


@dataclass(frozen=True)
class Tap:
    """Which button was tapped, on what."""

    said: str  #: yes, no, complain, done, not_done
    how: str = "page"
    offer_id: int | None = None
    case_id: int | None = None

    def raw(self) -> bytes:
        """The tap as it is kept."""
        return json.dumps(
            {"said": self.said, "how": self.how, "offer_id": self.offer_id, "case_id": self.case_id}
        ).encode()


def read_tap(raw: bytes) -> Tap:
    """The tap that was kept."""
    said: dict[str, Any] = json.loads(raw)
    return Tap(said["said"], said.get("how", "page"), said.get("offer_id"), said.get("case_id"))


async def take_in(house: House, row: ArrivalRow) -> str:
    """Settle one tap."""
    from bot.intake import settle

    tap = read_tap(row.raw)
    async with house.database.writing() as session:
        held = await arrivals.get_held(session, row.landlord_id, row.id or 0, owner=row.owner or "")
        if held is None:
            return "held by another"
        moment = Moment(house, session, house.profiles[row.landlord_id], house.clock())
        case_id = await _case_of(moment, tap)
        case = await cases.get_case(session, row.landlord_id, case_id)
        conversation = await people.get_conversation(
            session, row.landlord_id, case.conversation_id, lock=True
        )
        resident = await people.get_resident(session, row.landlord_id, conversation.resident_id)
        incoming = _incoming(row, tap, conversation.door)
        reading = _reading(tap, case.topic)
        message = await keeping.keep_message(moment, held, incoming, conversation, reading)
        standing = await read_standing(moment, conversation, ())
        decision = _decide(tap, case_id, standing)
        safe = take_precautions(
            decision,
            reading,
            Facts(incoming.text, channel=CHANNEL),
            on_hold=resident.on_hold,
            no_reply_here=resident.no_reply_here,
        )
        return keeping.mark_done(
            moment,
            held,
            await settle(
                moment,
                Situation(message, conversation, resident, standing, decision, reading, safe, how=tap.how),
            ),
        )


async def _case_of(moment: Moment, tap: Tap) -> int:
    if tap.case_id is not None:
        return tap.case_id
    offer = await offers.find_offer(moment.session, moment.profile.id, tap.offer_id or 0)
    assert offer is not None  # noqa: S101 - only our own sealed links lead here
    return offer.case_id


def _decide(tap: Tap, case_id: int, standing: Standing) -> Decision:
    known = [one for one in standing.offers if one.id == tap.offer_id]
    request = find_case(standing, case_id)
    if tap.said == "not_done" and request is not None:
        return not_done(request, standing)
    if tap.said in ("yes", "no") and known:
        return take_answer(Answer.YES if tap.said == "yes" else Answer.NO, known[0])
    if tap.said == "done":
        return Decision(Action.DONE, "They say it is done.", case=case_id)
    return Decision(Action.LOG_COMPLAINT, "They tapped that they want to complain.", case=case_id)


def _incoming(row: ArrivalRow, tap: Tap, address: str) -> Incoming:
    return Incoming(
        channel=CHANNEL,
        reply_to=ReplyAddress(CHANNEL, address),
        from_address=address,
        from_name="",
        subject="",
        text=_WORDS[tap.said],
        full_text=_WORDS[tap.said],
        sent_at=None,
        message_id="",
        in_reply_to="",
        references=(),
    )


def _reading(tap: Tap, topic: str) -> Reading:
    """A button says what it says; nothing is guessed."""
    chosen, unhappy = tap.said in ("yes", "complain"), tap.said == "not_done"
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
