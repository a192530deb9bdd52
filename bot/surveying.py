"""Whom do we ask how it went, once their case has ended? One question a case, where the profile wants it. Code: 1.6, 6.10

Never somebody at risk, with a complaint or a choice still open, with an address that comes back, or who asked to be
reached another way: a question that harms or hurts is not asked.
"""

from dataclasses import replace

from bot.answering import Answer, case_facts, look_again_facts, say
from bot.duties import ASKED_WITHIN, survey_duty
from bot.guarding import resident_is_out_of_reach
from bot.moment import Moment
from bot.store import offers, people, surveys
from bot.store.cases import CaseRow
from bot.store.people import ConversationRow
from bot.survey_answers import QUESTIONNAIRE
from bot.wording.facts import Facts
from bot.working_days import london_time


async def ask_how_it_went(moment: Moment) -> int:
    """Ask everybody whose case has ended and who may be asked; return how many."""
    if not moment.profile.survey_after_case:
        return 0
    done = 0
    ended = await surveys.list_to_ask(
        moment.session, moment.profile.id, since=moment.now - ASKED_WITHIN, until=london_time(moment.today, 0)
    )
    for case in ended:
        ended_at = case.responded_at if case.kind == "complaint" else case.closed_at
        if ended_at is not None and survey_duty(ended_at, moment.now, holidays=moment.holidays) is not None:
            done += await _ask(moment, case)
    return done


async def _ask(moment: Moment, case: CaseRow) -> bool:
    conversation = await people.get_conversation(moment.session, moment.profile.id, case.conversation_id)
    if not await _may_be_asked(moment, case, conversation):
        return False
    case.surveyed_at = moment.now
    moment.session.add(case)
    said = Answer(
        QUESTIONNAIRE,
        "survey",
        f"survey:{case.id}",
        await _facts(moment, case),
        case=case,
        automatic="auto-generated",
    )
    return await say(moment, conversation, said) is not None


async def _may_be_asked(moment: Moment, case: CaseRow, conversation: ConversationRow) -> bool:
    session, landlord_id = moment.session, moment.profile.id
    resident = await people.get_resident(session, landlord_id, case.resident_id)
    if resident_is_out_of_reach(resident) or case.guard_barred or not conversation.door:
        return False
    needs = await people.list_adjustments(session, landlord_id, case.resident_id)
    if any(need.door not in ("", "email") for need in needs):
        return False
    if await people.is_pending_representative(session, landlord_id, conversation.door):
        return False
    if await surveys.has_open_complaint(session, landlord_id, case.resident_id):
        return False
    offered = await offers.list_offers(session, landlord_id, case.conversation_id)
    return all(offer.state != offers.PENDING for offer in offered)


async def _facts(moment: Moment, case: CaseRow) -> Facts:
    facts = await case_facts(moment, case)
    if case.kind != "complaint":
        return facts
    facts = replace(facts, answered_reference=case.reference, complain_link="")
    return look_again_facts(moment, facts, case) if case.stage == 1 else facts
