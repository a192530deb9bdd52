"""Is an automatic answer held back because this address has had too many? Robots are not always marked as robots."""

from dataclasses import replace

from bot.caps import CAPS, too_many
from bot.decision.across import Precautions, TaskWanted
from bot.decision.values import Decision
from bot.moment import Moment
from bot.store import outbox, people
from bot.store.people import ConversationRow

_TASK = "This address has had so many automatic answers that the next was held back. Read the message and answer it."


_CONFIRMS_NOTHING = ("", "safe_reply", "self_harm_reply", "solicitor_receipt", "representative_receipt")


async def confirm_nothing(
    moment: Moment, conversation: ConversationRow, precautions: Precautions
) -> Precautions:
    """Until the resident's consent is on record, whoever writes for them gets a receipt and nothing else. Code: 3.6"""
    if precautions.text in _CONFIRMS_NOTHING or not conversation.door:
        return precautions
    pending = await people.is_pending_representative(moment.session, moment.profile.id, conversation.door)
    return replace(precautions, text="representative_receipt") if pending else precautions


async def hold_back(
    moment: Moment, conversation: ConversationRow, decision: Decision, precautions: Precautions
) -> Precautions:
    """Take the text away where a cap is reached, and give the message to a person instead."""
    if not precautions.text or conversation.id is None:
        return precautions
    counts = {
        span: await outbox.count_answers_since(
            moment.session, moment.profile.id, conversation.id, moment.now - span
        )
        for span in CAPS
    }
    why = too_many(counts)
    if not why or (precautions.danger == "emergency" and not too_many(counts, times=2)):
        return precautions
    task = TaskWanted("answer_by_hand", "case", 0, _TASK)
    return replace(
        precautions, text="", why_silent=why, tasks=(*precautions.tasks, task), offer_by_person=True
    )
