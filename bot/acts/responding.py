"""How do staff answer a complaint: point by point, with remedies, approved by a person and sent? Code: 6.7, 6.9, 6.13, 6.18-6.20

A draft is kept until it is whole. The answer of stage 1 may be a contractor's, that of stage 2 never (5.4), and nobody
who wrote or approved stage 1 has a part in stage 2 (6.13).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot import opening
from bot.acknowledging import end_clocks
from bot.acts.at_hand import CONTRACTOR, CaseAtHand, case_at_hand, finish_tasks
from bot.answer_facts import response_facts, text_of_stage
from bot.answering import Answer, say
from bot.casework.respond import FOUND, PointAnswered, RemedyKnown, barred_because, missing_from_answer
from bot.errors import IllegalMove, NotAllowed
from bot.house import House
from bot.said_beside import facts_beside
from bot.stage_copies import ask_for_copy
from bot.store import cases, responses
from bot.store.responses import FindingRow, ResponseRow
from bot.store.staff import StaffRow
from bot.wording.contents import missing_contents
from bot.wording.languages import ENGLISH
from bot.wording.render import LETTER_CHANNELS, Rendered
from bot.wording.required import REQUIRED
from bot.wording.shared_contents import SEE_WHERE

SENT_HOW = ("written", "letter", "call", "visit")


@dataclass(frozen=True)
class FindingDraft:
    """What was typed about one point."""

    number: int
    found: str = ""
    reasons: str = ""
    rules: str = ""
    impact: str = ""
    asked: str = ""


@dataclass(frozen=True)
class AnswerPreview:
    """The answer as it would go now, and what keeps it from going."""

    rendered: Rendered
    missing: Sequence[str]


async def save_answer(
    house: House, by: StaffRow, reference: str, findings: Sequence[FindingDraft], *, opening_words: str = ""
) -> None:
    """Keep the draft of the present stage's answer.

    Raises:
        IllegalMove: it is no complaint, is not acknowledged, or the answer has been sent.
        NotAllowed: this person may not answer this stage.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        response = await _open_draft(at_hand)
        response.opening, response.written_by = opening_words.strip(), by.email
        response.updated_at = at_hand.moment.now
        at_hand.case.owner = at_hand.case.owner or by.email
        at_hand.moment.session.add_all((response, at_hand.case))
        for draft in findings:
            await _keep_finding(at_hand, draft)
        await at_hand.moment.note(
            "answer_drafted", case=at_hand.case, actor=at_hand.actor, codes={"stage": at_hand.case.stage}
        )


async def preview_answer(house: House, by: StaffRow, reference: str) -> AnswerPreview:
    """The answer as it would go now, and all that is missing, each with its provision. Code: 6.9, 6.19"""
    async with case_at_hand(house, by, reference) as at_hand:
        _must_answer(at_hand)
        return await _preview(at_hand)


async def send_answer(
    house: House, by: StaffRow, reference: str, *, how: str = "written", approve: bool = True
) -> None:
    """Approve the answer by name and send it, or put on record that it was given another way.

    Args:
        how: written, by the resident's own door; letter, call or visit, where it was given in person already.
    Raises:
        IllegalMove: something is missing; the message says what.
        NotAllowed: this person may not answer this stage.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        _must_answer(at_hand)
        if not approve:
            raise IllegalMove("Say that you have read the whole answer and approve it.")
        if how not in SENT_HOW:
            raise IllegalMove("Say how the answer reaches the resident.")
        preview = await _preview(at_hand)
        barred = _barred(at_hand) if how == "written" else []
        if preview.missing or barred:
            raise IllegalMove(f"Still missing: {'; '.join([*preview.missing, *barred])}.")
        if how == "written":
            await _write(at_hand)
        await _answered(at_hand, how)


async def _write(at_hand: CaseAtHand) -> None:
    case, moment = at_hand.case, at_hand.moment
    said = Answer(
        text_of_stage(case.stage or 1),
        "person",
        f"answer_stage:{case.id}:{case.stage}",
        await response_facts(moment, case, handler=at_hand.by.name),
        case=case,
        automatic="no",
    )
    if await say(moment, at_hand.conversation, said) is None:
        raise IllegalMove("The answer of this stage is written already. Write to the resident instead.")


async def _answered(at_hand: CaseAtHand, how: str) -> None:
    """The case is answered from now on; what was promised is still chased. Code: 6.6, 6.17"""
    case, moment, by = at_hand.case, at_hand.moment, at_hand.by
    response = await responses.find_response(moment.session, case.landlord_id, case.id or 0, case.stage or 1)
    assert response is not None  # noqa: S101 - what is missing from an answer without a draft was told
    response.state, response.approved_by = responses.SENT, by.email
    response.sent_at, response.sent_how = moment.now, how
    moment.session.add(response)
    case.responded_at, case.status = moment.now, cases.ANSWERED
    if case.stage == 1:
        case.stage_1_responded_at, case.stage_1_handler = moment.now, by.email
    await end_clocks(moment, case, _CLOCKS, why="met", by=by.email)
    await finish_tasks(at_hand, ("answer", "answer_soon"), "answered")
    await ask_for_copy(moment, case, "is answered")
    opening.set_next_due(case)
    moment.session.add(case)
    await moment.note("answered", case=case, actor=at_hand.actor, codes={"stage": case.stage, "how": how})


_CLOCKS = ("respond_stage_1", "respond_stage_2", "own_respond", "own_first_call")


def _must_answer(at_hand: CaseAtHand) -> None:
    case = at_hand.case
    if case.kind != "complaint" or case.acknowledged_at is None:
        raise IllegalMove("Acknowledge the complaint first, then answer it.")
    if case.responded_at is not None:
        raise IllegalMove("The answer of this stage is written already. Write to the resident instead.")
    barred = barred_because(case.stage or 1, is_contractor=at_hand.by.role == CONTRACTOR)
    if barred:
        raise NotAllowed(barred)


async def _open_draft(at_hand: CaseAtHand) -> ResponseRow:
    _must_answer(at_hand)
    case, moment = at_hand.case, at_hand.moment
    stage = case.stage or 1
    known = await responses.find_response(moment.session, case.landlord_id, case.id or 0, stage)
    return known or ResponseRow(
        landlord_id=case.landlord_id,
        case_id=case.id or 0,
        stage=stage,
        written_by=at_hand.by.email,
        updated_at=moment.now,
    )


async def _keep_finding(at_hand: CaseAtHand, draft: FindingDraft) -> None:
    if draft.found and draft.found not in FOUND:
        raise IllegalMove(f"Say whether you agree with point {draft.number}.")
    case, session = at_hand.case, at_hand.moment.session
    known = {
        row.number: row
        for row in await responses.list_findings(session, case.landlord_id, case.id or 0, case.stage or 1)
    }
    row = known.get(draft.number) or FindingRow(
        landlord_id=case.landlord_id, case_id=case.id or 0, stage=case.stage or 1, number=draft.number
    )
    row.found, row.reasons, row.rules = draft.found, draft.reasons.strip(), draft.rules.strip()
    row.impact, row.asked = draft.impact.strip(), draft.asked.strip()
    session.add(row)
    await session.flush()


async def _preview(at_hand: CaseAtHand) -> AnswerPreview:
    case, moment = at_hand.case, at_hand.moment
    said = await response_facts(moment, case, handler=at_hand.by.name)
    name, channel = text_of_stage(case.stage or 1), at_hand.conversation.channel
    answer = Answer(name, "person", "", said, case=case)
    facts = await facts_beside(moment, at_hand.conversation, at_hand.resident, answer)
    spoken = at_hand.resident.language or ENGLISH
    rendered = moment.house.wording.render(name, facts, channel=channel, language=spoken)
    missing = [str(lack) for lack in await _lacks(at_hand)]
    if not missing:  # a landlord's own wording may have lost one of the seven
        lost = missing_contents(
            REQUIRED,
            name,
            rendered.text,
            facts,
            form="body" if channel in LETTER_CHANNELS else "chat",
            language=rendered.language,
        )
        missing = [
            f"{content.name}, in the wording itself ({content.provision})"
            for content in lost
            if facts.my_link or content is not SEE_WHERE  # who has no door has no page either
        ]
    return AnswerPreview(rendered, missing)


async def _lacks(at_hand: CaseAtHand) -> Sequence[object]:
    case, session = at_hand.case, at_hand.moment.session
    stage, case_id = case.stage or 1, case.id or 0
    found = {
        row.number: row for row in await responses.list_findings(session, case.landlord_id, case_id, stage)
    }
    response = await responses.find_response(session, case.landlord_id, case_id, stage)
    answered = [
        PointAnswered(point.number, point.responsible, **_typed(found.get(point.number)))
        for point in await cases.list_points(session, case.landlord_id, case_id, stage)
    ]
    remedies = [
        RemedyKnown(row.number, row.kind)
        for row in await responses.list_remedies(session, case.landlord_id, case_id)
        if row.stage == stage
    ]
    return missing_from_answer(stage, answered, remedies, opening=response.opening if response else "")


def _typed(row: FindingRow | None) -> dict[str, str]:
    if row is None:
        return {}
    return {
        "found": row.found,
        "reasons": row.reasons,
        "rules": row.rules,
        "impact": row.impact,
        "asked": row.asked,
    }


def _barred(at_hand: CaseAtHand) -> list[str]:
    because = at_hand.no_letter_because
    return [because[:1].lower() + because[1:].rstrip(".")] if because else []
