"""Where does a conversation stand when a message comes in? The rows of the store, as the values decisions look at.

One person may come through several doors: what stands in any conversation proven to be theirs stands in all of them.
"""

from bot.casework.refuse import REFUSED
from bot.decision.values import CaseStanding, OfferStanding, Standing
from bot.moment import Moment
from bot.store import cases, identities, offers, outbox
from bot.store.cases import CaseRow
from bot.store.offers import OfferRow
from bot.store.people import ConversationRow
from bot.store.turns import wait_for_turn
from bot.survey_answers import QUESTIONNAIRE


async def read_standing(
    moment: Moment, conversation: ConversationRow, thread_ids: tuple[str, ...]
) -> Standing:
    """The offers and cases of a conversation and of its person's other doors, and which of them this message replies to."""
    assert conversation.id is not None  # noqa: S101 - it comes from the store
    landlord_id = moment.profile.id
    ids = await _proven(moment, conversation)
    known_offers = await offers.list_offers(moment.session, landlord_id, *ids, lock=True)
    known_cases = await cases.list_conversation_cases(moment.session, landlord_id, *ids, lock=True)
    replied = await outbox.find_by_message_id(
        moment.session, landlord_id, thread_ids
    ) or await outbox.find_sent_as(moment.session, landlord_id, conversation.id, thread_ids)
    ours = replied is not None and replied.conversation_id in ids
    return Standing(
        offers=tuple(_offer(row, known_cases) for row in known_offers),
        cases=tuple(_case(row) for row in known_cases),
        replied_offer=replied.offer_id if replied and ours else None,
        replied_case=replied.case_id if replied and ours else None,
        asked_if_done=bool(replied and ours and replied.name == "is_it_done"),
        replied_survey=bool(replied and ours and replied.name == QUESTIONNAIRE),
        replied_letter=bool(replied and ours and replied.kind in ("acknowledgement", "person")),
    )


async def _proven(moment: Moment, conversation: ConversationRow) -> list[int]:
    proven = await identities.list_proven(moment.session, moment.profile.id, conversation)
    if len(proven) > 1:
        # Each door has its own row to lock; two that belong to one person take turns.
        await wait_for_turn(moment.session, moment.profile.id, f"resident:{conversation.resident_id}")
    return [one.id for one in proven if one.id is not None]


def _offer(row: OfferRow, known: list[CaseRow]) -> OfferStanding:
    assert row.id is not None  # noqa: S101
    host = next((case for case in known if case.id == row.case_id), None)
    topic, reference = (host.topic, host.reference) if host else ("", "")
    return OfferStanding(row.id, row.case_id, row.state, topic, row.created_at, row.complaint_id, reference)


def _case(row: CaseRow) -> CaseStanding:
    assert row.id is not None  # noqa: S101
    return CaseStanding(
        id=row.id,
        kind=row.kind,
        topic=row.topic,
        is_open=row.status != cases.CLOSED,
        stage=row.stage,
        stage_1_answered=row.stage_1_responded_at is not None,
        stage_2_answered=row.stage == 2 and row.responded_at is not None,
        was_refused=row.status == cases.CLOSED and row.closed_reason.startswith(REFUSED),
    )
