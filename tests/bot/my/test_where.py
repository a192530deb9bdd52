"""Is it told plainly where a case stands, and is a broken promise owned up to?"""

from datetime import date

from bot.my.where import AHEAD, DONE, NOW, CaseFacts, where_it_stands

MONDAY = date(2026, 11, 2)
FRIDAY = date(2026, 11, 6)


def test_a_new_complaint_waits_for_our_letter() -> None:
    case = CaseFacts("complaint", MONDAY, stage=1, write_by=FRIDAY, answer_by=date(2026, 11, 20))

    told = where_it_stands(case, today=MONDAY)

    assert [step.state for step in told.steps] == [DONE, NOW, AHEAD]
    assert (told.next_words, told.next_by) == ("We write to you about what we will look into", FRIDAY)
    assert not told.is_late


def test_a_day_that_has_passed_is_said_to_have_passed() -> None:
    case = CaseFacts("service_request", MONDAY, team="our repairs team", contact_by=FRIDAY)

    assert not where_it_stands(case, today=FRIDAY).is_late
    assert where_it_stands(case, today=date(2026, 11, 7)).is_late


def test_an_answered_complaint_says_how_to_have_it_looked_at_again() -> None:
    answered = CaseFacts(
        "complaint", MONDAY, stage=1, write_by=FRIDAY, written_on=MONDAY, answered_on=date(2026, 11, 18)
    )

    told = where_it_stands(answered, today=date(2026, 11, 19))

    assert [step.state for step in told.steps] == [DONE, DONE, DONE]
    assert "A different person looks again" in told.next_words


def test_stage_two_says_when_they_asked_again() -> None:
    case = CaseFacts("complaint", MONDAY, stage=2, asked_again_on=FRIDAY, write_by=date(2026, 11, 13))

    told = where_it_stands(case, today=FRIDAY)

    assert told.steps[1].on == FRIDAY
    assert told.steps[-1].words == "You have our final answer"


def test_a_closed_request_shows_only_what_was_done() -> None:
    case = CaseFacts("service_request", MONDAY, team="our team", is_closed=True, closed_on=FRIDAY)

    told = where_it_stands(case, today=FRIDAY)

    assert all(step.state == DONE and step.on for step in told.steps)
    assert "They contact you" not in [step.words for step in told.steps]
