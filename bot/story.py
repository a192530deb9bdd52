"""What happened on this case, told in sentences that could be read to the resident over the phone?

Made from the rows, in the order of time: what came, how it was read and why, what was offered, sent, called and
decided, by whom, and what is due next.
"""

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.bouncing import REPORTS_ARE_NEVER_ANSWERED
from bot.house import House
from bot.page_answers import BUTTON
from bot.store import cases, messages, offers, outbox, staff, tasks
from bot.store.cases import CaseRow
from bot.store.external_references import BROUGHT
from bot.store.messages import MessageRow, ReadingRow
from bot.store.offers import OfferRow
from bot.store.outbox import OutboxRow
from bot.store.tasks import CallRow
from bot.story_ahead import StoryLine, in_full, list_due
from bot.story_of_the_code import list_of_the_code
from bot.story_of_the_ombudsman import list_of_the_ombudsman
from bot.story_words import (
    ALERTS,
    ARRIVED,
    DOORS,
    HOW,
    LED_BY,
    MACHINE_ANSWERED,
    REPORTED,
    SURENESS,
    TAPPED,
    TEXTS,
    a_kind,
    by_channel,
    listed,
)
from bot.working_days import london_date

# Answers to something we asked: what was understood is told, not how the words read.
_TOLD_BY_REASON = (
    "open_chosen",
    "decline",
    "changed_mind",
    "done",
    "promise_call",
    "ask_which",
    "ask_again",
    "add_to_case",
    "note",
    "file",
)


async def tell(session: AsyncSession, house: House, case_id: int) -> list[StoryLine]:
    """The story of a case, oldest first; what is still due stands last."""
    case = await cases.get_case_of_any(session, list(house.profiles), case_id)
    now = house.clock()
    lines = [
        *await _heard(session, case),
        *await _answers(session, case),
        *await _said(session, case),
        *await _offered(session, case),
        *await _done(session, case),
        *await list_of_the_code(session, case),
        *await list_of_the_ombudsman(session, case),
    ]
    told = sorted(lines, key=lambda line: line.at)
    return [*told, *await list_due(session, case, now)]


async def _heard(session: AsyncSession, case: CaseRow) -> list[StoryLine]:
    lines = []
    answered = {
        offer.answered_at
        for offer in await offers.list_case_offers(session, case.landlord_id, [case.id or 0])
    }
    for message in await _messages_of(session, case):
        reading = await messages.find_reading(session, case.landlord_id, message.id or 0)
        lines.append(StoryLine(message.received_at, _came(message, case, is_tap=_is_tap(reading))))
        is_told_with_the_offer = (
            message.action in ("open_chosen", "decline") and message.received_at in answered
        )
        if message.reason and not is_told_with_the_offer and not _is_a_machine_s(message):
            lines.append(StoryLine(message.received_at, _read(message, reading)))
        review = await messages.find_review(session, case.landlord_id, message.id or 0)
        if review is not None:
            what = "agreed with the computer" if review.agreed else f"said that it is {a_kind(review.kind)}"
            lines.append(
                StoryLine(
                    review.created_at,
                    f"{await _name(session, case, review.staff_email)} read it and {what}.{_why(review.reason)}",
                )
            )
    return lines


def _read(message: MessageRow, reading: ReadingRow | None) -> str:
    """Who understood it how, and why; without numbers, for nobody can hear "77 in 100"."""
    if reading is None or message.is_note or _is_tap(reading) or message.action in _TOLD_BY_REASON:
        return message.reason
    if LED_BY.get(message.action) != reading.kind:
        return f"A computer read it first. {message.reason}"
    sureness = next(said for least, said in SURENESS if reading.confidence >= least)
    return f"A computer read it first and was {sureness}. {message.reason}{_words(reading)}"


def _words(reading: ReadingRow) -> str:
    heaviest = [f"“{word}”" for word, _ in reading.because if len(str(word)) > 2 and str(word)[0].isalpha()][
        :3
    ]
    return f" These words weighed most: {listed(heaviest)}." if heaviest else ""


async def _messages_of(session: AsyncSession, case: CaseRow) -> list[MessageRow]:
    """Its own messages, and the one that first showed dissatisfaction where that stands on a linked request."""
    known = await messages.list_messages(session, case.landlord_id, [case.id or 0])
    for offer in await offers.list_case_offers(session, case.landlord_id, [case.id or 0]):
        first = await messages.get_message(session, case.landlord_id, offer.message_id)
        if first is not None and first.id not in {one.id for one in known}:
            known.append(first)
    return known


def _is_tap(reading: ReadingRow | None) -> bool:
    return reading is not None and reading.model == BUTTON


def _came(message: MessageRow, case: CaseRow, *, is_tap: bool) -> str:
    if _is_a_machine_s(message):
        return REPORTED if message.why_silent == REPORTS_ARE_NEVER_ANSWERED else MACHINE_ANSWERED
    if message.channel == BROUGHT:
        return "Another case system told us of it."
    who = "A member of staff or a contractor" if message.is_note else "The resident"
    if is_tap:
        said, where = message.text.strip(), HOW.get(message.channel, "on our page")
        return f"The resident pressed a button {where} and said {TAPPED.get(said.upper(), f'“{said}”')}."
    counts = message.received_at == case.received_at and case.kind == "complaint"
    first = " This is the day the complaint is counted from." if counts else ""
    return f"{who} wrote to us{by_channel(message.channel)}.{first}"


def _is_a_machine_s(message: MessageRow) -> bool:
    return message.action == "file" and bool(message.automatic)


def _why(reason: str) -> str:
    return f" The reason given: {reason}" if reason else ""


async def _offered(session: AsyncSession, case: CaseRow) -> list[StoryLine]:
    lines = []
    for offer in await offers.list_case_offers(session, case.landlord_id, [case.id or 0]):
        if offer.offered_at is not None:
            lines.append(
                StoryLine(
                    offer.offered_at, f"They were given the choice to make a complaint{_door(offer.door)}."
                )
            )
        if offer.bounced_at is not None:
            lines.append(
                StoryLine(
                    offer.bounced_at,
                    "The choice could not be delivered, so a person was asked to reach them another way.",
                )
            )
        if offer.state == offers.UNANSWERED:
            lines.append(
                StoryLine(
                    offer.reminded_at or offer.created_at,
                    "They have not answered the choice. They can still say yes at any time.",
                )
            )
    return lines


async def _answers(session: AsyncSession, case: CaseRow) -> list[StoryLine]:
    known = await offers.list_case_offers(session, case.landlord_id, [case.id or 0])
    return [
        StoryLine(offer.answered_at, _answered(offer)) for offer in known if offer.answered_at is not None
    ]


def _door(door: str) -> str:
    return DOORS.get(door, "")


def _answered(offer: OfferRow) -> str:
    how = f", {HOW[offer.answered_how]}" if offer.answered_how in HOW else ""
    if offer.state == offers.ACCEPTED:
        return f"They said yes to a complaint{how}."
    return f"They said that they do not want to complain now{how}. They can still say yes at any time."


async def _said(session: AsyncSession, case: CaseRow) -> list[StoryLine]:
    return [
        StoryLine(row.sent_at or row.created_at, _sent(row))
        for row in await outbox.list_outbox(session, case.landlord_id, [case.id or 0])
        if row.kind != "alert"
    ]


def _sent(row: OutboxRow) -> str:
    what = TEXTS.get(row.name, "wrote to them")
    fate = {
        outbox.SENT: ARRIVED.get((row.channel, row.delivered_at is not None), ""),
        outbox.QUEUED: " It has not left yet.",
        outbox.SENDING: " It is being sent.",
        outbox.FAILED: " It could not be delivered.",
        outbox.SUPPRESSED: f" It was not sent: {row.error or 'sending is switched off'}.",
        outbox.CANCELLED: f" It was stopped before it left: {row.error}.",
    }
    return f"We {what}.{fate.get(row.state, '')}"


async def _done(session: AsyncSession, case: CaseRow) -> list[StoryLine]:
    landlord_id, case_id = case.landlord_id, case.id or 0
    lines = [
        StoryLine(
            call.happened_at,
            f"{await _name(session, case, call.staff_email)} {_reached(call.way, call.reached)}.{_read_out(call.read_out)}{_beside(call)}",
        )
        for call in await tasks.list_calls(session, landlord_id, case_id)
    ]
    for alert in await tasks.list_case_alerts(session, landlord_id, case_id):
        lines.append(StoryLine(alert.created_at, _woken(alert.kind)))
        if alert.taken_at is not None:
            lines.append(StoryLine(alert.taken_at, f"{alert.taken_by} said: I have it."))
    if case.acknowledged_at is not None:
        lines.append(StoryLine(case.acknowledged_at, _acknowledged(case)))
    if case.closed_at is not None:
        lines.append(StoryLine(case.closed_at, f"The case was closed: {case.closed_reason.rstrip('.')}."))
    return lines


def _beside(call: CallRow) -> str:
    """Who was with them and what was done for them. Code: 3.6, 5.10"""
    company = f" With them: {call.with_whom.rstrip('.')}." if call.with_whom else ""
    needs = f" So that they could take part: {call.needs_met.rstrip('.')}." if call.needs_met else ""
    return company + needs


def _woken(kind: str) -> str:
    why = f", because {ALERTS[kind]}" if kind in ALERTS else ""
    return f"We told the people on call at once{why}."


async def _name(session: AsyncSession, case: CaseRow, email: str) -> str:
    known = await staff.find_staff(session, case.landlord_id, email)
    return known.name if known else "A member of staff"


def _reached(way: str, reached: bool) -> str:
    verb = {"call": "rang them", "letter": "posted a letter", "visit": "visited them"}.get(way, way)
    return verb if reached or way == "letter" else f"{verb} and did not reach them"


def _read_out(read_out: bool) -> str:
    return " The acknowledgement was given then." if read_out else ""


def _acknowledged(case: CaseRow) -> str:
    on_time = ""
    if case.acknowledge_by is not None and case.acknowledged_at is not None:
        late = london_date(case.acknowledged_at) > case.acknowledge_by
        on_time = f", {'after' if late else 'in time:'} {'it was due by' if late else 'the last day was'} {in_full(case.acknowledge_by)}"
    return f"The acknowledgement reached them{on_time}."
