"""How do staff agree the points of a complaint and send the acknowledgement? Code: 5.6, 5.7, 6.2, 6.11."""

from collections.abc import Sequence
from dataclasses import replace

from bot.acknowledging import acknowledge, acknowledgement_facts, key_of
from bot.acts.at_hand import CaseAtHand, case_at_hand, finish_tasks
from bot.answering import Answer, say
from bot.casework.acknowledge import PointDraft, what_is_missing
from bot.errors import IllegalMove
from bot.guarding import resident_is_out_of_reach
from bot.house import House
from bot.said_beside import facts_beside
from bot.store import cases, outbox
from bot.store.cases import PointRow
from bot.store.staff import StaffRow
from bot.wording.languages import ENGLISH
from bot.wording.render import Rendered


async def save_points(
    house: House, by: StaffRow, reference: str, points: Sequence[PointDraft], *, outcome_sought: str
) -> None:
    """Replace the points of the present stage.

    Raises:
        IllegalMove: the case is not a complaint.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        stage = _stage(at_hand)
        session, case = at_hand.moment.session, at_hand.case
        for row in await cases.list_points(session, by.landlord_id, case.id or 0, stage):
            await session.delete(row)
        await session.flush()
        kept = [point for point in points if point.text.strip()]
        session.add_all(
            PointRow(
                landlord_id=by.landlord_id, case_id=case.id or 0, stage=stage, number=number, **vars(point)
            )
            for number, point in enumerate(kept, start=1)
        )
        case.outcome_sought, case.outcome_asked = outcome_sought.strip(), not outcome_sought.strip()
        session.add(case)
        await at_hand.moment.note(
            "points_saved", case=case, actor=at_hand.actor, codes={"points": len(kept), "stage": stage}
        )


def _stage(at_hand: CaseAtHand) -> int:
    if at_hand.case.kind != "complaint" or at_hand.case.stage is None:
        raise IllegalMove("Only a complaint has points. Correct the reading first if this is one.")
    return at_hand.case.stage


async def _drafts(at_hand: CaseAtHand) -> list[PointDraft]:
    rows = await cases.list_points(
        at_hand.moment.session, at_hand.by.landlord_id, at_hand.case.id or 0, _stage(at_hand)
    )
    return [PointDraft(row.text, row.responsible, row.reason, row.who, row.contact) for row in rows]


async def preview_acknowledgement(house: House, by: StaffRow, reference: str) -> tuple[Rendered, list[str]]:
    """The acknowledgement as it would go now, and what is missing before it may."""
    async with case_at_hand(house, by, reference) as at_hand:
        missing = what_is_missing(await _drafts(at_hand)) + _barred(at_hand)
        name = f"acknowledgement_stage_{_stage(at_hand)}"
        said = await acknowledgement_facts(at_hand.moment, at_hand.case, by_computer=False)
        answer = Answer(name, "acknowledgement", "", said, case=at_hand.case)
        facts = await facts_beside(at_hand.moment, at_hand.conversation, at_hand.resident, answer)
        spoken, channel = at_hand.resident.language or ENGLISH, at_hand.conversation.channel
        return house.wording.render(name, facts, channel=channel, language=spoken), missing


def _barred(at_hand: CaseAtHand) -> list[str]:
    if resident_is_out_of_reach(at_hand.resident) or at_hand.case.restricted:
        return [
            "Someone may be at risk: nothing is sent here. Reach them in the safe way, and record the call or letter."
        ]
    if not at_hand.conversation.door:
        return ["There is no address to send it to. Ring or post it, and record that."]
    return [at_hand.no_letter_because] if at_hand.no_letter_because else []


async def send_acknowledgement(house: House, by: StaffRow, reference: str) -> None:
    """Send the acknowledgement with the points agreed; after the guard's, send the points as they were agreed.

    Raises:
        IllegalMove: something is missing; the message says what.
    """
    async with case_at_hand(house, by, reference) as at_hand:
        case, moment = at_hand.case, at_hand.moment
        missing = what_is_missing(await _drafts(at_hand)) + _barred(at_hand)
        if missing:
            raise IllegalMove(" ".join(missing))
        if await outbox.is_waiting(moment.session, case.landlord_id, key_of(case)):
            raise IllegalMove("The acknowledgement is on its way already.")
        case.points_agreed_by, case.owner = by.email, case.owner or by.email
        moment.session.add(case)
        if await acknowledge(moment, case, by=by.email) is None:
            await _confirm_definition(at_hand)
        await finish_tasks(
            at_hand, ("definition", "acknowledge_by_person", "acknowledge_another_way"), "points sent"
        )
        await moment.note("points_agreed", case=case, actor=at_hand.actor)


async def _confirm_definition(at_hand: CaseAtHand) -> None:
    case, moment = at_hand.case, at_hand.moment
    facts = replace(await acknowledgement_facts(moment, case, by_computer=False), answer_by=case.respond_by)
    key = f"definition:{case.id}:{case.stage}:{int(moment.now.timestamp())}"
    await say(
        moment,
        at_hand.conversation,
        Answer("definition_confirmed", "person", key, facts, case=case, automatic="no"),
    )
