"""Surveys: what is unhappy is signposted and never opened by itself, danger acts as anywhere, YES opens that day."""

import json
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.landlords.survey import SurveyColumns, SurveySource
from bot.rehearsal import KeepsNothing
from bot.store.database import Database
from bot.store.surveys import list_answers_since
from bot.working_days import LONDON
from classifiers.labels import Kind, Signal
from classifiers.reading import Reading
from tests.builders import an_unhappy_reading
from tests.journeys.stage import OFFICER, Scene, Stage, a_stage, a_survey_answer, an_enquiry, asks_to_complain

COLUMNS = SurveyColumns(
    id="id",
    answered_at="answered",
    email="email",
    phone="mobile",
    name="name",
    case="job",
    score="How happy are you?",
    complaint="Do you want to make a complaint?",
)
NAMED = SurveySource(name="after-repair", best_score=5, columns=COLUMNS)
ANONYMOUS = SurveySource(name="estate", anonymous=True, best_score=5, columns=COLUMNS)
BITTER = "Nobody listens and it took four visits."
MONDAY = "2026-11-02T09:12"


@pytest.fixture
async def surveyed(database: Database, tmp_path: Path) -> AsyncIterator[Stage]:
    """The example landlord with two surveys, which asks how it went after each case."""
    async with a_stage(
        database,
        tmp_path,
        senders={"text": KeepsNothing()},
        survey_sources=(NAMED, ANONYMOUS),
        survey_after_case=True,
    ) as made:
        yield made


@pytest.fixture
async def any_surveyed(any_database: Database, tmp_path: Path) -> AsyncIterator[Stage]:
    """The same on SQLite, and again on PostgreSQL."""
    async with a_stage(any_database, tmp_path, survey_sources=(NAMED,), survey_after_case=True) as made:
        yield made


async def an_answer(
    stage: Stage,
    comment: str = BITTER,
    *,
    at: str = MONDAY,
    survey: str = "after-repair",
    reads: Reading | None = None,
    **fields: Any,
) -> Scene:
    known = {"id": f"R-{at}-{comment[:5]}", "email": "sam.okafor@example.net", "name": "Sam Okafor"}
    answer = {**known, "How happy are you?": 2, "Anything else?": comment, **fields}
    stage.reader.readings[comment] = reads or an_unhappy_reading()
    return await stage.mail_comes(at, json.dumps(answer).encode(), recipient=survey, channel="survey")


@pytest.mark.provision("1.6")
async def test_a_bitter_answer_is_signposted_and_opens_no_complaint(surveyed: Stage) -> None:
    told = await an_answer(surveyed)
    later = await surveyed.time_passes("2026-11-20T17:00")

    assert (told.names, told.sent[0].to, told.sent[0].channel) == (
        ["survey_signpost"],
        "sam.okafor@example.net",
        "email",
    )
    assert "/complain/" in told.text
    assert told.of("feedback")["offer"] is None
    assert [case["kind"] for case in told.cases if case["kind"] != "service_request"] == ["feedback"]
    assert "choice_reminder" not in later.names


@pytest.mark.provision("1.6")
async def test_a_tap_on_make_a_complaint_opens_stage_1_dated_that_day(surveyed: Stage) -> None:
    from bot.answers import complain_about

    told = await an_answer(surveyed, reads=a_survey_answer(unhappy=True))
    feedback = await surveyed.case_row(told.of("feedback")["reference"])
    await surveyed.time_passes("2026-11-10T15:30")
    await complain_about(surveyed.house, surveyed.landlord_id, feedback.id or 0, how="page")
    after = await surveyed.time_passes("2026-11-10T15:31")

    complaint = after.of("complaint")
    assert complaint["received_at"] == complaint["chosen_at"] == "2026-11-10T15:30:00Z"
    assert complaint["acknowledge_by"] == "2026-11-17"
    assert BITTER in (await surveyed.case_row(complaint["reference"])).words


async def test_an_answer_that_asks_for_a_complaint_opens_one_dated_the_day_it_was_given(
    surveyed: Stage,
) -> None:
    wish = "I want to make a formal complaint about this."
    logged = await an_answer(
        surveyed, wish, reads=asks_to_complain(wants_action=False), answered="30/10/2026 14:00"
    )

    complaint = logged.of("complaint")
    assert logged.names == ["complaint_logged"]
    assert complaint["received_at"] == complaint["chosen_at"] == "2026-10-30T14:00:00Z"


async def test_a_yes_to_the_surveys_own_question_is_a_wish_for_a_complaint_and_a_no_is_none(
    surveyed: Stage,
) -> None:
    asked = {"Do you want to make a complaint?": "Yes"}
    yes = await an_answer(surveyed, "Late again.", reads=a_survey_answer(), **asked)
    no = await an_answer(
        surveyed,
        "Late once more.",
        reads=a_survey_answer(),
        email="pat@example.net",
        **{"Do you want to make a complaint?": "No"},
    )

    assert yes.names == ["complaint_logged"]
    assert no.names == ["survey_signpost"]
    assert "complaint" not in surveyed.reader.asked[-1][1]


async def test_no_and_yes_in_a_survey_answer_no_choice_of_ours(surveyed: Stage) -> None:
    offered = await surveyed.writes(
        MONDAY, "Third week without heating.", reads=an_unhappy_reading(wants_action=True)
    )
    told = await an_answer(surveyed, "No", at="2026-11-03T10:00", reads=a_survey_answer())

    request = await surveyed.case_row(offered.of("service_request")["reference"])
    assert told.names == ["survey_signpost"]
    assert [offer.state for offer in await surveyed.offer_rows(request)] == ["pending"]


async def test_danger_in_a_survey_wakes_somebody_and_comes_first_in_the_reply(surveyed: Stage) -> None:
    told = await an_answer(
        surveyed,
        "There is a smell of gas in the hall.",
        reads=a_survey_answer(wants_action=True, signals=frozenset({Signal.EMERGENCY})),
    )

    assert told.names == ["emergency_reply"]
    assert [kind for kind, _ in told.alerts][:1] == ["emergency"]
    assert "grade_hazard" in told.asked
    assert told.of("service_request")["queue"] != "feedback"


async def test_somebody_at_risk_is_written_to_only_in_the_safe_words(surveyed: Stage) -> None:
    told = await an_answer(
        surveyed,
        "He hits me when the repair men have been.",
        reads=a_survey_answer(signals=frozenset({Signal.DOMESTIC_ABUSE, Signal.SAFEGUARDING})),
    )
    later = await surveyed.writes("2026-11-04T09:00", "Any news?", reads=an_enquiry())

    assert told.names == ["safe_reply"]
    assert "safe_call" in told.asked
    assert told.alerts
    assert later.names in ([], ["safe_reply"])


async def test_an_answer_without_a_name_is_kept_and_nobody_is_written_to(surveyed: Stage) -> None:
    told = await an_answer(surveyed, survey="estate")

    assert (told.names, told.asked, told.alerts) == ([], [], [])
    feedback = await surveyed.case_row(told.of("feedback")["reference"])
    (message,) = await surveyed.message_rows(feedback)
    assert told.of("feedback")["resident"] == {"name": "", "address": ""}
    assert (message.from_address, message.from_name) == ("", "")
    assert message.why_silent == "It answers a survey without a name, so there is nobody to answer."


async def test_danger_without_a_name_still_finds_a_person(surveyed: Stage) -> None:
    told = await an_answer(
        surveyed,
        "The stair light sparks and the carpet is wet.",
        survey="estate",
        reads=a_survey_answer(wants_action=True, signals=frozenset({Signal.HAZARD})),
    )

    assert told.names == []
    assert "anonymous" in told.asked
    assert [kind for kind, _ in told.alerts][:1] == ["hazard"]


async def test_who_gives_a_mobile_number_is_answered_by_text(surveyed: Stage) -> None:
    told = await an_answer(surveyed, email="", mobile="07700 900123")

    assert [(one.channel, one.to, one.name) for one in told.sent] == [
        ("text", "+447700900123", "survey_signpost")
    ]
    assert "Survey answers are not logged as a complaint." in told.text


async def test_a_complaint_without_an_address_alarms_a_person_instead_of_writing_to_nobody(
    surveyed: Stage,
) -> None:
    wish = "I want to make a formal complaint."
    logged = await an_answer(surveyed, wish, survey="estate", reads=asks_to_complain())
    later = await surveyed.time_passes("2026-11-05T12:30")

    assert logged.of("complaint")["status"] == "open"
    assert "reach_another_way" in logged.asked
    assert (later.names, "acknowledge_by_person" in later.asked) == ([], True)


async def test_the_scores_are_kept_by_survey(surveyed: Stage) -> None:
    await an_answer(surveyed)
    await an_answer(
        surveyed, "Fine.", at="2026-11-03T09:00", reads=a_survey_answer(), **{"How happy are you?": "5/5"}
    )

    async with surveyed.house.database.reading() as session:
        kept = await list_answers_since(session, surveyed.landlord_id, datetime(2026, 11, 1, tzinfo=LONDON))
    assert [(row.source, row.score, row.best) for row in kept] == [
        ("after-repair", 2, 5),
        ("after-repair", 5, 5),
    ]


async def a_closed_request(stage: Stage) -> str:
    logged = await stage.writes(
        MONDAY,
        "The tap drips.",
        reads=a_survey_answer(kind=Kind.SERVICE_REQUEST, survey=0.0, wants_action=True),
    )
    reference = str(logged.of("service_request")["reference"])
    await stage.staff("2026-11-03T11:00", "close", by=OFFICER, case=reference, reason="The tap was mended.")
    return reference


async def an_answered_complaint(stage: Stage) -> str:
    await stage.writes(MONDAY, "I want to make a complaint about my heating.", reads=asks_to_complain())
    reference = str((await stage.time_passes("2026-11-02T10:00")).of("complaint")["reference"])
    await stage.staff("2026-11-03T11:00", "acknowledge", by=OFFICER, case=reference)
    await stage.staff(
        "2026-11-10T11:00", "answer", by=OFFICER, case=reference, text="We find in your favour."
    )
    return reference


async def test_once_a_request_is_closed_its_resident_is_asked_how_it_went_and_only_once(
    any_surveyed: Stage,
) -> None:
    reference = await a_closed_request(any_surveyed)
    asked = await any_surveyed.time_passes("2026-11-04T10:00")
    later = await any_surveyed.time_passes("2026-12-01T10:00")

    assert asked.names == ["survey_after_case"]
    assert reference in asked.text
    assert "reply COMPLAINT" in asked.text
    assert "survey_after_case" not in later.names


async def test_a_low_score_in_reply_is_signposted_and_kept_as_feedback(surveyed: Stage) -> None:
    await a_closed_request(surveyed)
    await surveyed.time_passes("2026-11-04T10:00")
    told = await surveyed.replies(
        "2026-11-04T11:00", "1. Rude man, mud on the stairs.", reads=an_unhappy_reading()
    )

    assert told.names == ["survey_signpost"]
    assert told.of("feedback")["offer"] is None
    async with surveyed.house.database.reading() as session:
        (kept,) = await list_answers_since(
            session, surveyed.landlord_id, datetime(2026, 11, 1, tzinfo=LONDON)
        )
    assert (kept.source, kept.score, kept.best) == ("survey_after_case", 1, 5)


async def test_complaint_in_reply_to_our_question_opens_one_dated_that_day(surveyed: Stage) -> None:
    await a_closed_request(surveyed)
    await surveyed.time_passes("2026-11-04T10:00")
    logged = await surveyed.replies("2026-11-05T11:00", "COMPLAINT")

    complaint = logged.of("complaint")
    assert complaint["received_at"] == complaint["chosen_at"] == "2026-11-05T11:00:00Z"


async def test_after_an_answer_the_question_carries_look_at_it_again_and_a_low_score_alone_escalates_nothing(
    surveyed: Stage,
) -> None:
    await an_answered_complaint(surveyed)
    asked = await surveyed.time_passes("2026-11-11T10:00")
    told = await surveyed.replies("2026-11-11T11:00", "2 - took too long", reads=an_unhappy_reading())

    assert asked.names == ["survey_after_case"]
    assert "/again/" in asked.text
    assert told.names == ["survey_signpost"]
    assert "/again/" in told.text
    assert told.of("complaint")["stage"] == 1


async def test_look_at_it_again_opens_stage_2_and_a_second_tap_changes_nothing(surveyed: Stage) -> None:
    from bot.answers import look_again

    complaint = await surveyed.case_row(await an_answered_complaint(surveyed))
    await surveyed.time_passes("2026-11-11T10:00")
    first = await look_again(surveyed.house, surveyed.landlord_id, complaint.id or 0, how="page")
    second = await look_again(surveyed.house, surveyed.landlord_id, complaint.id or 0, how="page")
    after = await surveyed.time_passes("2026-11-11T10:01")

    assert (first, second) == ("opened", "already_open")
    assert after.names == ["escalation_logged"]
    assert (after.of("complaint")["stage"], after.of("complaint")["acknowledge_by"]) == (2, "2026-11-18")


async def test_complaint_in_reply_after_an_answer_is_stage_2(surveyed: Stage) -> None:
    await an_answered_complaint(surveyed)
    await surveyed.time_passes("2026-11-11T10:00")
    told = await surveyed.replies("2026-11-12T11:00", "COMPLAINT")

    assert told.names == ["escalation_logged"]


async def test_nobody_with_an_open_complaint_is_asked_how_it_went(surveyed: Stage) -> None:
    await a_closed_request(surveyed)
    await surveyed.writes(
        "2026-11-03T15:00",
        "I want to complain about the rent letters.",
        reads=asks_to_complain(wants_action=False),
    )
    later = await surveyed.time_passes("2026-11-04T10:00")

    assert "survey_after_case" not in later.names


async def test_nobody_at_risk_is_asked_how_it_went(surveyed: Stage) -> None:
    await a_closed_request(surveyed)
    await surveyed.writes(
        "2026-11-03T15:00",
        "He checks my phone.",
        reads=an_enquiry(signals=frozenset({Signal.DOMESTIC_ABUSE, Signal.SAFEGUARDING})),
    )
    later = await surveyed.time_passes("2026-11-04T10:00")

    assert "survey_after_case" not in later.names


async def test_a_landlord_that_does_not_want_it_asks_nobody(stage: Stage) -> None:
    await a_closed_request(stage)

    assert (await stage.time_passes("2026-11-20T10:00")).names == []
