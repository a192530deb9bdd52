"""How is what falls due carried out? One round a minute for each landlord, each duty in a transaction of its own."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import structlog

from bot.acknowledging import acknowledge
from bot.answering import Answer, case_facts, link_to, offer_facts, say
from bot.choosing import words_of
from bot.decision.across import TaskWanted
from bot.duties import (
    Duty,
    OfferState,
    OwedState,
    alert_duty,
    offer_duty,
    owed_duty,
    promise_duty,
)
from bot.guarding import resident_is_out_of_reach
from bot.house import House
from bot.last_door import door_now
from bot.moment import Moment
from bot.receipts import ask_about_unposted
from bot.rounds_of_others import CARRIED_BY_OTHERS
from bot.store import cases, journal, messages, offers, people, tasks
from bot.store.cases import CaseRow
from bot.store.offers import OfferRow
from bot.store.turns import wait_for_turn
from bot.tasking import ask_for
from bot.waking import raise_alert, wake_next
from bot.working_days import london_date

log = structlog.get_logger()
CALL_DAY_3 = TaskWanted(
    "call",
    "complaints",
    0,
    "They have not answered the choice, and silence must not pass here. Ring them today.",
)
UNANSWERED_CONTACT = TaskWanted(
    "unanswered", "complaints", 2, "They never answered the choice. File it with a reason, or ring them."
)
NOT_ACKNOWLEDGED = TaskWanted(
    "acknowledge_by_person",
    "complaints",
    0,
    "Nothing may be sent here by itself. Acknowledge it in person today.",
)


async def go_round(house: House) -> int:
    """Carry out everything that is due now; return how many duties were carried out."""
    done = 0
    for landlord_id in house.profiles:
        for carry in (*_CARRIED, *map(_round_of, CARRIED_BY_OTHERS), _anchor):
            try:
                done += await carry(house, landlord_id)
            except Exception:  # one duty that fails must not keep the others from being done
                log.exception("duty_failed", landlord=landlord_id, duty=carry.__name__)
    return done


async def _each(house: House, landlord_id: str, act: Callable[[Moment], Awaitable[int]]) -> int:
    async with house.database.writing() as session:
        await wait_for_turn(
            session, landlord_id, "round"
        )  # another process may be at its round: each duty once
        return await act(Moment(house, session, house.profiles[landlord_id], house.clock()))


async def _alerts(house: House, landlord_id: str) -> int:
    async def act(moment: Moment) -> int:
        due = [
            one
            for one in await tasks.list_untaken_alerts(moment.session, landlord_id)
            if alert_duty(one.next_at, moment.now)
        ]
        for alert in due:
            case = await cases.get_case(moment.session, landlord_id, alert.case_id) if alert.case_id else None
            await wake_next(moment, alert, case=case)
        return len(due)

    return await _each(house, landlord_id, act)


async def _owed(house: House, landlord_id: str) -> int:
    async def act(moment: Moment) -> int:
        done = await ask_about_unposted(moment)  # a letter counts once it is in the post
        for case in await cases.list_awaiting_acknowledgement(moment.session, landlord_id):
            duty = owed_duty(await _owed_state(moment, case), moment.now, holidays=moment.holidays)
            if duty is Duty.GUARD:
                done += await acknowledge(moment, case, by="hark") is not None
            elif duty is Duty.ALARM:
                await _alarm(moment, case)
                done += 1
        return done

    return await _each(house, landlord_id, act)


async def _owed_state(moment: Moment, case: CaseRow) -> OwedState:
    assert case.acknowledge_by is not None  # noqa: S101 - the query asked for it
    resident = await people.get_resident(moment.session, moment.profile.id, case.resident_id)
    barred = case.guard_barred or ("someone may be at risk" if resident_is_out_of_reach(resident) else "")
    needs = await people.list_adjustments(moment.session, moment.profile.id, case.resident_id)
    doors = [need.door for need in needs if need.door not in ("", "email")]
    if doors:
        barred = barred or f"they asked to be reached by {doors[-1]}"
    if case.kind != "complaint":
        barred = barred or "a person has not decided what it is"
    alarmed = await tasks.find_task_by_key(moment.session, moment.profile.id, alarm_key(case)) is not None
    return OwedState(
        case.received_at,
        case.stage_2_requested_at if case.stage == 2 else case.chosen_at,
        case.relief,
        case.acknowledge_by,
        case.stage,
        barred,
        case.guarded_at is not None,
        alarmed,
    )


def alarm_key(case: CaseRow) -> str:
    """The duty: one alarm a case and stage about an acknowledgement that nobody may send by itself."""
    return f"acknowledge_by_person:{case.id}:{case.stage}"


async def _alarm(moment: Moment, case: CaseRow) -> None:
    await ask_for(moment, NOT_ACKNOWLEDGED, case=case, key=alarm_key(case), due_on=moment.today)
    await raise_alert(
        moment,
        "acknowledgement",
        "Nothing may be sent by itself, and the acknowledgement is due soon.",
        case=case,
    )


async def _offers(house: House, landlord_id: str) -> int:
    async def act(moment: Moment) -> int:
        done = 0
        for offer in await offers.list_pending(moment.session, landlord_id):
            case = await cases.get_case(moment.session, landlord_id, offer.case_id)
            duty = offer_duty(await _offer_state(moment, offer, case), moment.now, holidays=moment.holidays)
            if duty is not None:
                await _carry_offer(moment, offer, case, duty)
                done += 1
        return done

    return await _each(house, landlord_id, act)


async def _offer_state(moment: Moment, offer: OfferRow, case: CaseRow) -> OfferState:
    resident = await people.get_resident(moment.session, moment.profile.id, case.resident_id)
    needs = await people.list_adjustments(moment.session, moment.profile.id, case.resident_id)
    return OfferState(
        created_at=offer.created_at,
        offered_at=offer.offered_at,
        is_reminded=offer.reminded_at is not None,
        is_sensitive=offer.sensitive or resident_is_out_of_reach(resident),
        is_bounced=offer.bounced_at is not None,
        is_with_a_person=offer.second_unhappy_at is not None or resident_is_out_of_reach(resident),
        has_another_door=any(need.door not in ("", "email") for need in needs),
    )


async def _carry_offer(moment: Moment, offer: OfferRow, case: CaseRow, duty: Duty) -> None:
    if duty is Duty.UNANSWERED:
        offer.state = offers.UNANSWERED
        if case.kind == "contact":
            case.queue = moment.profile.triage_queue
            moment.session.add(case)
            await ask_for(moment, UNANSWERED_CONTACT, case=case, key=f"unanswered:{offer.id}")
        await moment.note("choice_unanswered", case=case, row=f"offer:{offer.id}")
    elif duty is Duty.CALL_INSTEAD:
        await ask_for(moment, CALL_DAY_3, case=case, key=f"call_instead:{offer.id}")
        offer.reminded_at = moment.now
    else:
        await _remind(moment, offer, case)
        offer.reminded_at = moment.now
    moment.session.add(offer)


async def _remind(moment: Moment, offer: OfferRow, case: CaseRow) -> None:
    conversation = await door_now(moment, case)
    request = case if case.kind == "service_request" else None
    facts = offer_facts(moment, await case_facts(moment, case, request=request), offer)
    told = await messages.get_message(moment.session, moment.profile.id, offer.message_id)
    words = words_of(told.text) if told is not None else ""
    facts = replace(facts, words=words or facts.words, first_told_on=london_date(offer.created_at))
    said = Answer(
        "choice_reminder",
        "reminder",
        f"reminder:{offer.id}",
        facts,
        case=case,
        offer=offer,
        automatic="auto-generated",
    )
    await say(moment, conversation, said)


async def _promises(house: House, landlord_id: str) -> int:
    async def act(moment: Moment) -> int:
        done = 0
        for case in await cases.list_promised(moment.session, landlord_id, until=moment.today):
            if (
                case.contact_by is None
                or promise_duty(case.contact_by, moment.now, holidays=moment.holidays) is None
            ):
                continue
            await _ask_if_done(moment, case)
            done += 1
        return done

    return await _each(house, landlord_id, act)


async def _ask_if_done(moment: Moment, case: CaseRow) -> None:
    assert case.id is not None  # noqa: S101
    case.asked_if_done_at = moment.now
    moment.session.add(case)
    conversation = await door_now(moment, case)
    resident = await people.get_resident(moment.session, moment.profile.id, case.resident_id)
    needs = await people.list_adjustments(moment.session, moment.profile.id, case.resident_id)
    unreachable = resident_is_out_of_reach(resident) or case.restricted or any(need.door for need in needs)
    if unreachable or not conversation.door or case.guard_barred:
        await ask_for(
            moment,
            TaskWanted(
                "ask_if_done",
                "case",
                0,
                "The promised day has come. Ask them in a safe way whether it is done.",
            ),
            case=case,
        )
        return
    facts = replace(
        await case_facts(moment, case),
        promised_on=case.contact_by,
        done_link=link_to(moment, "done", "case", case.id, "?say=done"),
        not_done_link=link_to(moment, "done", "case", case.id, "?say=not_done"),
    )
    await say(
        moment,
        conversation,
        Answer("is_it_done", "ask", f"is_it_done:{case.id}", facts, case=case, automatic="auto-generated"),
    )


def _round_of(act: Callable[[Moment], Awaitable[int]]) -> Callable[[House, str], Awaitable[int]]:
    async def carry(house: House, landlord_id: str) -> int:
        return await _each(house, landlord_id, act)

    carry.__name__ = act.__name__
    return carry


async def _anchor(house: House, landlord_id: str) -> int:
    async def act(moment: Moment) -> int:
        await journal.anchor(moment.session, landlord_id, moment.today)
        return 0

    return await _each(house, landlord_id, act)


_CARRIED = (_alerts, _owed, _offers, _promises)
