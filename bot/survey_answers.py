"""Which survey does a message answer, and what is kept of the answer beside its words? Code: 1.6

That a message answers a survey is a fact and no guess: it came through a survey's own door or from a survey's own
sender, or it replies to the question we ask after a case.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from bot.conversations import answer_address, thread_ids
from bot.decision.surveys import BEST_SCORE, score_in
from bot.moment import Moment
from bot.store import cases, outbox, surveys
from bot.store.cases import CaseRow
from bot.store.messages import MessageRow
from bot.store.outbox import OutboxRow
from bot.store.people import ConversationRow
from channels.messages import Incoming, ReplyAddress, SurveyAnswer
from classifiers.labels import Kind
from classifiers.reading import Reading

QUESTIONNAIRE: Final = "survey_after_case"  #: the text of the question we ask, and its name as a survey
ANSWERED_WITHIN: Final = timedelta(days=14)  # after that a reply without a score is a message like any other


@dataclass(frozen=True)
class Answered:
    """The survey that a message answers."""

    answer: SurveyAnswer
    case_id: int | None = None  #: the case it is about, where that is this resident's
    remark: str = ""  #: for staff


def without_senders_address(moment: Moment, incoming: Incoming) -> Incoming:
    """What a survey firm sends in its own name is anonymous: a signpost to the firm would reach no resident."""
    profile = moment.profile
    is_firms = profile.is_survey_sender(incoming.from_address) and profile.is_survey_sender(
        answer_address(incoming)
    )
    return replace(incoming, reply_to=ReplyAddress(incoming.reply_to.channel, "")) if is_firms else incoming


async def find_survey(
    moment: Moment, incoming: Incoming, conversation: ConversationRow, reading: Reading
) -> Answered | None:
    """The survey this message answers, or None."""
    if incoming.survey is not None:
        return await _with_case(moment, incoming.survey, conversation)
    if moment.profile.is_survey_sender(incoming.from_address):
        return Answered(SurveyAnswer(incoming.from_address))
    asked = await _question_replied_to(moment, incoming, conversation)
    score = score_in(incoming.text)
    if asked is None or (score is None and not _answers_without_score(moment, incoming, asked, reading)):
        return None
    return Answered(SurveyAnswer(QUESTIONNAIRE, score, BEST_SCORE if score else None), asked.case_id)


async def _question_replied_to(
    moment: Moment, incoming: Incoming, conversation: ConversationRow
) -> OutboxRow | None:
    """Our question, where this replies to it: by its thread, or in a chat as the last thing we said there."""
    landlord_id, ids = moment.profile.id, thread_ids(incoming)
    if ids or incoming.channel == "email":
        asked = await outbox.find_by_message_id(moment.session, landlord_id, ids)
    else:
        asked = await surveys.find_last_said(moment.session, landlord_id, conversation.id or 0)
    ours = asked is not None and asked.conversation_id == conversation.id and asked.name == QUESTIONNAIRE
    return asked if ours else None


def _answers_without_score(moment: Moment, incoming: Incoming, asked: OutboxRow, reading: Reading) -> bool:
    is_soon = moment.now - asked.created_at <= ANSWERED_WITHIN
    return is_soon and (incoming.channel == "email" or reading.kind is Kind.SURVEY_FEEDBACK)


async def _with_case(moment: Moment, answer: SurveyAnswer, conversation: ConversationRow) -> Answered:
    if not answer.about:
        return Answered(answer)
    case = await cases.find_case(moment.session, moment.profile.id, answer.about)
    if case is not None and case.conversation_id == conversation.id:
        return Answered(answer, case.id)
    return Answered(answer, remark=_remark(answer, case))


def _remark(answer: SurveyAnswer, case: CaseRow | None) -> str:
    """The case of somebody at risk is not named, and nothing of another resident's is joined."""
    if case is None:
        return f"It says it is about {answer.about[:40]}, which is no case here."
    if case.restricted or case.hidden_from:
        return ""
    return f"It says it is about {case.reference}, which is talked of at another address. Join the two only on proof."


def keep_answer(moment: Moment, message: MessageRow, answer: SurveyAnswer) -> None:
    """Write down survey and score, for the figures."""
    moment.session.add(
        surveys.SurveyAnswerRow(
            landlord_id=moment.profile.id,
            message_id=message.id or 0,
            source=answer.source,
            score=answer.score,
            best=answer.best,
            answered_at=message.received_at,
        )
    )
