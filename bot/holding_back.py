"""Is an automatic answer held back, because it would reach nobody, or a robot that is not marked as one?

What is held back is never simply gone: a person is asked to answer instead.
"""

from dataclasses import replace

from bot.caps import LONGEST, OF_ONE_SENDER, count_within, too_many
from bot.casework.consent import is_for_all
from bot.conversations import FORM, mailbox_of
from bot.decision.across import TEXTS, Precautions, TaskWanted
from bot.decision.values import Action, Decision
from bot.moment import Moment
from bot.store import answered, people, tasks
from bot.store.messages import MessageRow
from bot.store.people import ConversationRow

TOO_MANY = TaskWanted(
    "answer_by_hand",
    "case",
    0,
    "This address has had so many automatic answers that the next was held back. "
    "Look whether a machine answers us there; if a person does, read what they wrote and answer it.",
)
NO_ADDRESS = TaskWanted(
    "reach_another_way",
    "case",
    0,
    "They gave no address to answer to, so they have heard nothing. Look for a number or an address, and reach them.",
)
ANONYMOUS = TaskWanted(
    "anonymous",
    "case",
    0,
    "Somebody who answered a survey without a name may be in danger, or their home may. Nobody can be written to: "
    "look what the answer tells of who and where it is, and act on that.",
)
_NOT_SET_UP = {
    "text": (
        "No text messages can be sent from here.",
        TaskWanted(
            "reach_another_way",
            "case",
            0,
            "They asked to be answered by text, and none can be sent from here. Text or ring them, and record it.",
        ),
    ),
    "letter": (
        "No letters are posted from here by themselves.",
        TaskWanted(
            "print_and_post",
            "case",
            0,
            "Their answer goes by post. Print it, post it with how to complain, and record the day.",
        ),
    ),
}
_CONFIRMS_NOTHING = (
    "",
    "safe_reply",
    "safe_page",
    "self_harm_reply",
    "solicitor_receipt",
    "representative_receipt",
)
_OWES_THE_CHOICE = (Action.OFFER_COMPLAINT, Action.ASK_A_PERSON)
_ASKED_TO_REACH = {
    "safe_call",
    "welfare_call",
    "call",
    "print_and_post",
    "reach_resident",
    "reach_another_way",
}


async def confirm_nothing(
    moment: Moment, conversation: ConversationRow, decision: Decision, precautions: Precautions
) -> Precautions:
    """Until the resident's consent is on record, whoever writes for them gets a receipt and nothing else. Code: 3.6"""
    if precautions.text == "representative_receipt" and await _may_be_told(moment, conversation, decision):
        return replace(precautions, text=TEXTS[decision.action])
    if precautions.text in _CONFIRMS_NOTHING or not conversation.door:
        return precautions
    pending = await people.is_pending_representative(moment.session, moment.profile.id, conversation.door)
    return replace(precautions, text="representative_receipt") if pending else precautions


async def _may_be_told(moment: Moment, conversation: ConversationRow, decision: Decision) -> bool:
    """Whether the resident has agreed that this person hears of the very case they write about."""
    if decision.case is None or not conversation.door:
        return False
    known = await people.list_representatives(moment.session, moment.profile.id, decision.case)
    return any(
        row.address == conversation.door
        and row.consent == "recorded"
        and is_for_all(row.consent, row.scope, row.expires_on, moment.today)
        for row in known
    )


async def hold_back(
    moment: Moment,
    conversation: ConversationRow,
    decision: Decision,
    precautions: Precautions,
    *,
    sender: str,
    answers_survey: bool = False,
    was_told: bool = False,
) -> Precautions:
    """Take the text away where there is nowhere to send it or a cap is reached, and ask a person instead.

    Args:
        sender: the From address of the message; "" where many residents share it.
        answers_survey: it answers a survey, so that no address means nobody expects an answer.
        was_told: somebody stood before them, or had them on the phone, and tells them what happens next.
    """
    if not precautions.text or conversation.id is None:
        return precautions
    if not conversation.door and answers_survey and decision.action is Action.SIGNPOST:
        return _anonymous(precautions)
    if not conversation.door:
        barred = replace(precautions, guard_barred=precautions.guard_barred or "they gave no address")
        if was_told:
            why = "They gave no address to answer to; they were told on the spot."
            return _silent(decision, barred, why)
        return _by_a_person(decision, barred, "They gave no address to answer to.", NO_ADDRESS)
    if conversation.channel in _NOT_SET_UP and conversation.channel not in moment.house.senders:
        return _by_a_person(decision, precautions, *_NOT_SET_UP[conversation.channel])
    why = await _too_many(moment, conversation, decision, sender, times=1)
    if not why:
        return precautions
    if precautions.danger == "emergency" and not await _too_many(
        moment, conversation, decision, sender, times=2
    ):
        return precautions
    task = replace(TOO_MANY, key=await _unused_key(moment, conversation))
    return _by_a_person(decision, precautions, why, task)


def shared_sender(message: MessageRow, brought_by: str) -> str:
    """The sender whose mails are counted together; none for a form, which many residents fill in."""
    return "" if brought_by == FORM else message.from_address


async def _too_many(
    moment: Moment, conversation: ConversationRow, decision: Decision, sender: str, *, times: int
) -> str:
    """Why no further answer leaves: counted by address, by sender, and on the case it belongs to."""
    since = moment.now - LONGEST
    answers = await answered.list_answers_since(
        moment.session,
        moment.profile.id,
        channel=conversation.channel,
        address=conversation.address,
        sender=sender,
        since=since,
    )
    mailbox = mailbox_of(conversation.address)
    here = [answer.created_at for answer in answers if mailbox_of(answer.address) == mailbox]
    everywhere = [answer.created_at for answer in answers]
    on_case = (
        await answered.list_written_on_case_since(moment.session, moment.profile.id, decision.case, since)
        if decision.case is not None
        else []
    )
    return (
        too_many(count_within(here, moment.now), times=times)
        or too_many(count_within(on_case, moment.now), times=times, what="This case")
        or too_many(count_within(everywhere, moment.now), times=times * OF_ONE_SENDER, what="This sender")
    )


def _anonymous(precautions: Precautions) -> Precautions:
    """Feedback is kept and nobody is answered; danger still finds a person. Code: 1.6"""
    tells_of_danger = bool(precautions.alerts or precautions.hazard or precautions.restricted)
    return replace(
        precautions,
        text="",
        why_silent="It answers a survey without a name, so there is nobody to answer.",
        tasks=(*precautions.tasks, ANONYMOUS) if tells_of_danger else precautions.tasks,
    )


def _by_a_person(decision: Decision, precautions: Precautions, why: str, task: TaskWanted) -> Precautions:
    silent = _silent(decision, precautions, why)
    if task.kind not in _ASKED_TO_REACH or not {one.kind for one in silent.tasks} & _ASKED_TO_REACH:
        return replace(silent, tasks=(*silent.tasks, task))
    return silent


def _silent(decision: Decision, precautions: Precautions, why: str) -> Precautions:
    owed = decision.action in _OWES_THE_CHOICE and not decision.was_asked
    return replace(precautions, text="", why_silent=why, offer_by_person=precautions.offer_by_person or owed)


async def _unused_key(moment: Moment, conversation: ConversationRow) -> str:
    """One open task a conversation, however long a robot goes on; once it is done, the next message sets another."""
    number = 1
    while True:
        key = f"answer_by_hand:{conversation.id}:{number}"
        before = await tasks.find_task_by_key(moment.session, moment.profile.id, key)
        if before is None or before.done_at is None:
            return key
        number += 1
