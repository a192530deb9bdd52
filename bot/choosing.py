"""What does a yes or a no to an offer do? Opens the complaint with its two dates, or leaves the door open. Code: 1.3."""

from datetime import datetime

from bot.choice import Answer, read_answer, read_done
from bot.deadlines import offer_gives_relief
from bot.decision.values import Action
from bot.moment import Moment
from bot.opening import Matter, add_point, link, open_case, shorten, start_complaint
from bot.queues import place
from bot.store import cases, messages, offers
from bot.store.cases import CaseRow
from bot.store.messages import MessageRow
from bot.store.offers import OfferRow
from bot.working_days import london_date


async def accept(
    moment: Moment, offer: OfferRow, *, message: MessageRow | None, chosen_at: datetime, how: str
) -> CaseRow:
    """Open the complaint an offer was about, whenever the yes comes; the request it stands on goes on untouched."""
    host = await cases.get_case(moment.session, moment.profile.id, offer.case_id)
    # A contact that a person had still to decide ran on the complaint's clock from its own first message.
    first_told = min(offer.created_at, host.received_at) if host.kind == "contact" else offer.created_at
    first_told = min(first_told, chosen_at)  # a yes that was typed days later may be older than the offer
    # The complaint is what they were unhappy about, not the yes that followed it.
    told = await messages.get_message(moment.session, moment.profile.id, offer.message_id)
    complaint = await complaint_from(
        moment,
        host,
        message=told or message,
        received_at=first_told,
        chosen_at=chosen_at,
        relief=_relief(moment, offer),
        words=words_of(told.text) if told is not None else "",
    )
    offer.state, offer.answered_at, offer.answered_how, offer.complaint_id = (
        offers.ACCEPTED,
        chosen_at,
        how,
        complaint.id,
    )
    moment.session.add(offer)
    await moment.note(
        "choice_yes", case=complaint, row=f"offer:{offer.id}", actor="resident", codes={"how": how}
    )
    return complaint


async def decline(moment: Moment, offer: OfferRow, *, at: datetime, how: str) -> None:
    """Put a no on record; a yes still opens the complaint later."""
    host = await cases.get_case(moment.session, moment.profile.id, offer.case_id)
    offer.state, offer.answered_at, offer.answered_how = offers.DECLINED, at, how
    moment.session.add(offer)
    await moment.note("choice_no", case=host, row=f"offer:{offer.id}", actor="resident", codes={"how": how})


async def complaint_from(
    moment: Moment,
    host: CaseRow,
    *,
    message: MessageRow | None,
    received_at: datetime,
    chosen_at: datetime,
    relief: bool,
    words: str = "",
) -> CaseRow:
    """A contact becomes the complaint itself; beside anything else the complaint is a case of its own, linked.

    Args:
        words: what they were unhappy about, where they said it later than what opened the host. Code: 5.6
    """
    if host.kind == "contact":
        await start_complaint(moment, host, received_at=received_at, chosen_at=chosen_at, relief=relief)
        return host
    known = await _open_complaint_beside(moment, host)
    if known is not None:
        return known
    from_message = message or await messages.get_message(moment.session, moment.profile.id, host.opened_from)
    assert from_message is not None  # noqa: S101 - every case is opened from a message
    placement = place(
        moment.profile,
        Action.OPEN_CHOSEN,
        host.topic,
        wants_action=False,
        on=moment.today,
        holidays=moment.holidays,
    )
    matter = Matter(
        topic=host.topic,
        words=words or host.words,
        signals=host.signals,
        is_dissatisfied=True,
        restricted=host.restricted,
        hidden_from=tuple(host.hidden_from),
        guard_barred=host.guard_barred,
    )
    complaint = await open_case(
        moment, from_message, host.resident_id, placement, matter, received_at=received_at
    )
    await start_complaint(moment, complaint, received_at=received_at, chosen_at=chosen_at, relief=relief)
    if complaint.words != host.words:
        await add_point(moment, complaint, 2, host.words)
    await link(moment, complaint, host, "request" if host.kind == "service_request" else host.kind)
    return complaint


def words_of(text: str) -> str:
    """What a message tells of itself; "" where it only answers us: COMPLAINT, NOT DONE, a tapped button."""
    only_answers = read_answer(text) is not Answer.UNCLEAR or read_done(text) is not None
    return "" if only_answers else shorten(text)


async def _open_complaint_beside(moment: Moment, host: CaseRow) -> CaseRow | None:
    """The complaint that is open on this matter already: asked for twice, it is still one complaint."""
    for one in await cases.list_links(moment.session, moment.profile.id, [host.id or 0]):
        other_id = one.other_id if one.case_id == host.id else one.case_id
        other = await cases.get_case(moment.session, moment.profile.id, other_id)
        if other.kind == "complaint" and other.status == cases.OPEN:
            return other
    return None


def _relief(moment: Moment, offer: OfferRow) -> bool:
    if offer.offered_at is None:
        return False
    return offer_gives_relief(
        london_date(offer.created_at),
        london_date(offer.offered_at),
        bounced=offer.bounced_at is not None,
        on_a_usable_door=offer.door != "",
        holidays=moment.holidays,
    )
