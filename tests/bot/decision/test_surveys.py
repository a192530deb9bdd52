"""That a message answers a survey is a fact: only a plain wish for a complaint makes it more than feedback."""

import pytest

from bot.decision.matters import complaint_to_look_at_again
from bot.decision.replies import asked_again
from bot.decision.surveys import as_survey_answer, score_in
from bot.decision.values import Action, CaseStanding, Standing
from classifiers.labels import Kind
from classifiers.reading import Reading
from tests.builders import a_reading, an_unhappy_reading


def test_an_unhappy_answer_is_feedback_whatever_its_tone() -> None:
    assert as_survey_answer(an_unhappy_reading(), "Rude and late.").kind is Kind.SURVEY_FEEDBACK


@pytest.mark.parametrize(
    ("reading", "text", "chose"),
    [
        (an_unhappy_reading(explicit=True), "I want to make a complaint about the plumber.", False),
        (a_reading(), "COMPLAINT", False),
        (a_reading(), "Late again.", True),
    ],
)
def test_a_wish_for_a_complaint_stays_one(reading: Reading, text: str, chose: bool) -> None:
    read = as_survey_answer(reading, text, chose_complaint=chose)

    assert (read.kind, read.explicit) == (Kind.COMPLAINT, True)


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("4", 4),
        ("4/5", 4),
        ("2 out of 5, he was late", 2),
        ("I'd give it a 3. Thanks", 3),
        ("Score: 1", 1),
        ("five stars!", 5),
        ("5\nLovely lad", 5),
        ("1 - rude", 1),
        ("3 weeks and nobody came", None),
        ("2 men came", None),
        ("2.11.2026", None),
        ("10", None),
        ("4pm is fine", None),
        ("Nobody came", None),
    ],
)
def test_a_score_is_what_a_reply_begins_with(text: str, score: int | None) -> None:
    assert score_in(text) == score


COMPLAINT = CaseStanding(1, "complaint", "heating", is_open=True, stage=1, stage_1_answered=True)


@pytest.mark.parametrize(
    ("case", "action"),
    [
        (COMPLAINT, Action.ESCALATE),
        (CaseStanding(1, "complaint", "heating", is_open=True, stage=2, stage_1_answered=True), Action.FILE),
        (
            CaseStanding(
                1,
                "complaint",
                "heating",
                is_open=False,
                stage=2,
                stage_1_answered=True,
                stage_2_answered=True,
            ),
            Action.FINAL_ANSWER,
        ),
        (CaseStanding(1, "complaint", "heating", is_open=True, stage=1), Action.ADD_TO_CASE),
    ],
)
def test_look_at_it_again_goes_one_step_up_and_no_further(case: CaseStanding, action: Action) -> None:
    assert asked_again(case).action is action


def test_only_an_answered_complaint_that_is_meant_can_be_looked_at_again() -> None:
    request = CaseStanding(2, "service_request", "repairs", is_open=False)

    assert complaint_to_look_at_again(Standing(cases=(COMPLAINT, request))) == COMPLAINT
    assert complaint_to_look_at_again(Standing(cases=(COMPLAINT, request), replied_case=2)) is None
    assert complaint_to_look_at_again(Standing(cases=(request,))) is None
