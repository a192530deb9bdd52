"""How are the precautions of a message carried out? Holds, tasks, alerts, hazard clocks, adjustments, representatives."""

from collections.abc import Sequence

from bot import opening
from bot.carrying_out import Outcome, Situation
from bot.deadlines import promise_by
from bot.decision.across import OFFER_IN_PERSON
from bot.moment import Moment
from bot.store import cases, identities, outbox, people, staff
from bot.store.cases import CaseRow
from bot.store.people import AdjustmentRow, ConversationRow, RepresentativeRow, ResidentRow
from bot.tasking import ask_for
from bot.waking import raise_alert
from bot.working_days import add_working_days

ADJUSTMENT_REVIEW_WORKING_DAYS = 126  # about six months
_TITLES = ("mr", "mrs", "ms", "miss", "mx", "dr")
_PERSON_ALREADY_ASKED = ("call", "print_and_post", "reach_resident", "safe_call")


async def take_care(moment: Moment, at_hand: Situation, outcome: Outcome) -> None:
    """Carry out what holds over all rows, beside the decision itself."""
    case = outcome.case or outcome.request
    await _hold(moment, at_hand, outcome)
    await _shut_out(moment, at_hand, outcome)
    await _record_needs(moment, at_hand)
    if case is not None:
        await _record_representative(moment, at_hand, case)
        work = outcome.request or case
        await opening.start_hazard_clocks(
            moment,
            work,
            at_hand.precautions.hazard,
            at_hand.precautions.danger,
            aware_at=at_hand.message.received_at,
        )
    await _ask_people(moment, at_hand, case)
    for kind in at_hand.precautions.alerts:
        await raise_alert(moment, kind, at_hand.decision.reason, case=case)


async def _hold(moment: Moment, at_hand: Situation, outcome: Outcome) -> None:
    """Someone may be at risk: nothing automatic goes to this person any more, and what waits is cancelled."""
    safe, resident = at_hand.precautions, at_hand.resident
    if safe.no_reply_here:
        resident.no_reply_here = True
    if safe.puts_on_hold and not resident.on_hold:
        resident.on_hold, resident.on_hold_since, resident.safe_way = True, moment.now, ""
        await moment.note("put_on_hold", case=outcome.case, row=f"resident:{resident.id}")
    if safe.puts_on_hold:
        # The whole person, whichever door they spoke through.
        await keep_safe(
            moment, await identities.list_proven(moment.session, moment.profile.id, at_hand.conversation)
        )
    elif safe.restricted and outcome.case is not None:
        await _restrict(moment, outcome.case)
    moment.session.add(resident)


async def keep_safe(moment: Moment, conversations: Sequence[ConversationRow]) -> None:
    """Show every case of these conversations only to those named for it, and stop what is on its way."""
    ids = [one.id for one in conversations if one.id is not None]
    for case in await cases.list_conversation_cases(moment.session, moment.profile.id, *ids):
        await _restrict(moment, case)
    for conversation_id in ids:
        await outbox.cancel_queued(
            moment.session, moment.profile.id, conversation_id=conversation_id, why="someone may be at risk"
        )


async def _restrict(moment: Moment, case: CaseRow) -> None:
    case.restricted, case.guard_barred = True, "someone may be at risk"
    case.queue = moment.profile.safeguarding_queue
    moment.session.add(case)
    await outbox.cancel_queued(
        moment.session, moment.profile.id, case_id=case.id or 0, why="someone may be at risk"
    )


async def _shut_out(moment: Moment, at_hand: Situation, outcome: Outcome) -> None:
    """Keep a case from those it names, also where it was open before. Code: 5.8"""
    for case in (outcome.case, outcome.request):
        if case is None:
            continue
        if at_hand.hidden_from:
            case.hidden_from = sorted({*case.hidden_from, *at_hand.hidden_from})
        if at_hand.precautions.guard_barred and not case.guard_barred:
            case.guard_barred = at_hand.precautions.guard_barred
        moment.session.add(case)


async def _record_needs(moment: Moment, at_hand: Situation) -> None:
    safe = at_hand.precautions
    if at_hand.message.is_note:
        return
    asked = [(safe.door, f"reach you by {safe.door}")] if safe.door else []
    for door, words in [*asked, *(("", need) for need in safe.needs)]:
        moment.session.add(
            AdjustmentRow(
                landlord_id=moment.profile.id,
                resident_id=at_hand.resident.id or 0,
                door=door,
                words=words,
                recorded_at=moment.now,
                recorded_by="hark",
                review_on=add_working_days(
                    moment.today, ADJUSTMENT_REVIEW_WORKING_DAYS, holidays=moment.holidays
                ),
            )
        )


async def _record_representative(moment: Moment, at_hand: Situation, case: CaseRow) -> None:
    kind = at_hand.precautions.representative
    if not kind or case.id is None:
        return
    known = await people.list_representatives(moment.session, moment.profile.id, case.id)
    if any(row.address == at_hand.conversation.door for row in known):
        return  # what is on record of their consent stays
    moment.session.add(
        RepresentativeRow(
            landlord_id=moment.profile.id,
            case_id=case.id,
            name=at_hand.message.from_name,
            address=at_hand.conversation.door,
            kind={"solicitor": "solicitor", "implied": "member"}.get(kind, "other"),
            consent="implied" if kind == "implied" else "pending",
        )
    )


async def _ask_people(moment: Moment, at_hand: Situation, case: CaseRow | None) -> None:
    safe, message = at_hand.precautions, at_hand.message
    wanted = list(safe.tasks)
    if (
        safe.offer_by_person
        and not {task.kind for task in wanted}.intersection(_PERSON_ALREADY_ASKED)
        and not message.automatic
    ):
        wanted.append(OFFER_IN_PERSON)
    for task in wanted:
        due = promise_by(moment.today, task.within, holidays=moment.holidays) if task.within else moment.today
        key = f"{task.kind}:{message.conversation_id}:{case.id if case else 0}" if task.once_a_case else ""
        await ask_for(
            moment, task, case=case, message=message, key=key, due_on=due, restricted=safe.restricted
        )


async def staff_named_in(moment: Moment, text: str) -> tuple[str, ...]:
    """The e-mail addresses of staff whose name, or whose team's name, stands in a text; by whole words."""
    said = f" {' '.join(_words_of(text))} "
    known = [(row.name, row.email) for row in await staff.list_staff(moment.session, moment.profile.id)]
    profile = moment.profile
    officers = (profile.complaints_officer, profile.deputy, profile.manager, *profile.safeguarding)
    known += [(person.name, person.email) for person in officers if person is not None]
    return tuple(sorted({email for name, email in known if is_named(name, said)}))


def _words_of(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text.lower()).split()


def is_named(name: str, said: str) -> bool:
    """Whether a text, in lower case and with a space round each word, names a person: first name, whole, or Mrs So-and-so."""
    words = [word for word in _words_of(name) if len(word) > 2]
    whole = bool(words) and f" {' '.join(words)} " in said
    with_title = [f" {title} {words[-1]} " for title in _TITLES if words]
    return whole or any(named in said for named in [*(f" {word} " for word in words[:1]), *with_title])


def resident_is_out_of_reach(resident: ResidentRow) -> bool:
    """Whether nothing may go to this person by itself."""
    return resident.on_hold or resident.no_reply_here
