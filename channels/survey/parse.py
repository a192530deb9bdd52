"""What does one answer to a survey say? Its questions and answers in lines, who answered, and where a reply may go."""

import hashlib
import json
from collections.abc import Mapping
from typing import Final

from channels.errors import CannotParse
from channels.messages import Arrival, Incoming, ReplyAddress, SurveyAnswer
from channels.survey.fields import Fields, NotAnAnswer, answers_in, fault_of, read_fields
from channels.survey.source import Source
from channels.survey.written import is_yes, read_email, read_instant, read_mobile, read_score

CHANNEL: Final = "survey"
_UNFIT: Final = (
    "It gives “{}” as where to reach them, which is neither an e-mail address nor a mobile number."
)


def key_of(source: Source, fields: Fields) -> str:
    """What an answer is known by ever after: the survey's name and its own number there."""
    return f"survey:{source.name}:{fields[source.id]}"


def raw_of(fields: Fields) -> bytes:
    """An answer read from a file, as the same JSON that a webhook brings."""
    return json.dumps(dict(fields), ensure_ascii=False).encode()


def parse(arrival: Arrival, sources: Mapping[str, Source]) -> Incoming:
    """One answer as a message.

    Args:
        arrival: its recipient is the name of the survey.
        sources: the landlord's surveys by name.

    Raises:
        CannotParse: the survey is not known any more, or it is no answer.
    """
    source = sources.get(arrival.recipient)
    if source is None:
        raise CannotParse(f"No survey is named “{arrival.recipient}” in the profile.")
    try:
        fields = read_fields(arrival.raw)
    except NotAnAnswer as error:
        raise CannotParse(str(error)) from error
    if fault := fault_of(fields, source):
        raise CannotParse(fault)
    return _incoming(arrival, source, fields)


def _incoming(arrival: Arrival, source: Source, fields: Fields) -> Incoming:
    reply_to, remark = _reply_address(source, fields)
    said = answers_in(fields, source)
    answered_at = read_instant(_of(fields, source.answered_at))
    survey = _survey_answer(source, fields)
    return Incoming(
        channel=CHANNEL,
        reply_to=reply_to,
        from_address=reply_to.address,
        from_name=reply_to.name,
        subject="",
        text=_lines([one for one in said if one[0] != source.complaint] or said, source, survey),
        full_text=_lines(said, source, survey),
        sent_at=answered_at,
        message_id=_message_id(arrival, key_of(source, fields)),
        in_reply_to="",
        references=(),
        notes=tuple(filter(None, (f"It answers the survey “{source.name}”.", remark, _tick(survey)))),
        had_at=answered_at,
        survey=survey,
    )


def _of(fields: Fields, field: str) -> str:
    return fields.get(field, "") if field else ""


def _reply_address(source: Source, fields: Fields) -> tuple[ReplyAddress, str]:
    """Where a reply may go, and what staff must know where there should be a way and is none."""
    if source.is_anonymous:
        return ReplyAddress("email", ""), ""
    name, email, phone = (_of(fields, field) for field in (source.person, source.email, source.phone))
    if address := read_email(email):
        return ReplyAddress("email", address, name), ""
    if number := read_mobile(phone):
        return ReplyAddress("text", number, name), ""
    given = email or phone
    return ReplyAddress("email", "", name), _UNFIT.format(given[:80]) if given else ""


def _survey_answer(source: Source, fields: Fields) -> SurveyAnswer:
    score, best = read_score(_of(fields, source.score), source.best)
    about = "" if source.is_anonymous else _of(fields, source.case).strip().upper()
    return SurveyAnswer(source.name, score, best, about, is_yes(_of(fields, source.complaint)))


def _lines(said: list[tuple[str, str]], source: Source, survey: SurveyAnswer) -> str:
    return "\n".join(
        f"{question.rstrip(' :')}: {_scored(answer, survey) if question == source.score else ' '.join(answer.split())}"
        for question, answer in said
    )


def _scored(answer: str, survey: SurveyAnswer) -> str:
    """A bare number with the highest there is: without it nobody knows whether 5 is good."""
    alone = answer.strip().replace(",", ".")
    is_bare = survey.score is not None and alone in (f"{survey.score:g}", f"{survey.score}")
    return f"{survey.score:g}/{survey.best}" if is_bare and survey.best else " ".join(answer.split())


def _tick(survey: SurveyAnswer) -> str:
    return "Asked whether they want to make a complaint, they said yes." if survey.chose_complaint else ""


def _message_id(arrival: Arrival, key: str) -> str:
    named = hashlib.sha256(f"{arrival.landlord_id}\n{key}".encode()).hexdigest()
    return f"<{named[:32]}@survey.invalid>"
