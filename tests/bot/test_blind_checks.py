"""Is the sample fair and hard to guess, and does an answer ask for what it must?"""

from datetime import date

import pytest

from bot.blind_checks import (
    NO_CHOICE,
    NO_CHOICE_NO_CASE,
    Answered,
    draw,
    how_many_confirmed,
    miss_sentence,
    monday_of,
    next_step,
    percent,
    task_for,
    week_of,
)
from bot.keys import Keys
from classifiers.labels import Kind

UNHAPPY = Answered(Kind.COMPLAINT, explicit=False, wants_action=False)
CALM = Answered(Kind.ENQUIRY, explicit=False, wants_action=False)
REQUEST = Answered(Kind.SERVICE_REQUEST, explicit=False, wants_action=True)


def test_a_draw_can_be_repeated_with_the_same_key_and_with_no_other() -> None:
    ids = list(range(1, 1001))

    first = draw(ids, "2026-W45", 50, seal=Keys("one secret").hash)
    again = draw(ids[::-1], "2026-W45", 50, seal=Keys("one secret").hash)
    other_key = draw(ids, "2026-W45", 50, seal=Keys("another secret").hash)
    other_week = draw(ids, "2026-W46", 50, seal=Keys("one secret").hash)

    assert first == again
    assert len(set(first)) == 50
    assert len(set(first) & set(other_key)) < 15
    assert len(set(first) & set(other_week)) < 15


def test_a_draw_favours_neither_old_nor_new_messages() -> None:
    drawn = draw(range(2000), "2026-W45", 400, seal=Keys("one secret").hash)

    assert 150 < sum(message_id < 1000 for message_id in drawn) < 250


def test_fewer_than_asked_for_are_all_drawn() -> None:
    assert sorted(draw([3, 1, 2], "2026-W45", 50, seal=Keys("one secret").hash)) == [1, 2, 3]


@pytest.mark.parametrize(("confirmed", "drawn"), [(0, 0), (3, 3), (5, 5), (60, 5), (101, 6), (1000, 50)])
def test_one_confirmation_in_twenty_is_read_again_and_at_least_five(confirmed: int, drawn: int) -> None:
    assert how_many_confirmed(confirmed) == drawn


@pytest.mark.parametrize(
    ("answer", "has_choice", "has_case", "task"),
    [
        pytest.param(UNHAPPY, False, True, NO_CHOICE, id="unhappy, no choice"),
        pytest.param(UNHAPPY, True, True, None, id="unhappy, and has the choice"),
        pytest.param(UNHAPPY, False, False, NO_CHOICE_NO_CASE, id="unhappy, in a machine's mail"),
        pytest.param(
            Answered(Kind.ENQUIRY, explicit=True, wants_action=False),
            False,
            True,
            NO_CHOICE,
            id="asks to complain",
        ),
        pytest.param(REQUEST, False, True, None, id="a plain request"),
    ],
)
def test_whoever_is_unhappy_without_a_choice_becomes_a_task_for_today(
    answer: Answered, has_choice: bool, has_case: bool, task: object
) -> None:
    wanted = task_for(answer, has_choice=has_choice, has_case=has_case)

    assert wanted is task
    assert wanted is None or wanted.within == 0


def test_the_next_step_is_pressing_only_while_somebody_may_wait_for_the_choice() -> None:
    waits = next_step(UNHAPPY, CALM, looked_at="", is_closed=False)
    seen = next_step(UNHAPPY, CALM, looked_at="the reading stands", is_closed=False)
    repair = next_step(REQUEST, CALM, looked_at="", is_closed=False)
    milder = next_step(CALM, UNHAPPY, looked_at="", is_closed=True)

    assert (waits.is_urgent, seen.is_urgent, repair.is_urgent, milder.is_urgent) == (
        True,
        False,
        False,
        False,
    )
    assert "Nothing is left to do" in seen.words
    assert "put right" in repair.words
    assert "closed" in milder.words


@pytest.mark.parametrize(
    ("unhappy", "answered", "sentence"),
    [
        (0, 0, "Nobody has read any of the messages that got no offer yet."),
        (
            0,
            50,
            "Of 50 messages that got no offer, none was read as unhappy by a colleague: "
            "between 0% and 7.1% of all such messages.",
        ),
        (
            2,
            50,
            "Of 50 messages that got no offer, 2 were read as unhappy by a colleague: "
            "between 1.1% and 13% of all such messages.",
        ),
        (
            1,
            1,
            "Of 1 message that got no offer, 1 was read as unhappy by a colleague: "
            "between 21% and 100% of all such messages.",
        ),
    ],
)
def test_the_miss_rate_is_said_with_its_interval(unhappy: int, answered: int, sentence: str) -> None:
    assert miss_sentence(unhappy, answered) == sentence


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "0%"), (0.004, "0.4%"), (0.05, "5%"), (0.0995, "10%"), (0.126, "13%"), (1, "100%")],
)
def test_shares_are_said_as_people_say_them(share: float, said: str) -> None:
    assert percent(share) == said


def test_the_last_days_of_a_year_belong_to_the_week_they_are_in() -> None:
    assert week_of(date(2027, 1, 1)) == "2026-W53"
    assert monday_of("2026-W53") == date(2026, 12, 28)
