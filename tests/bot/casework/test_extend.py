"""More time is taken before the day is over, with a reason and a way to hear how it goes."""

from dataclasses import replace
from datetime import date

import pytest

from bot.casework.extend import Wanted, refused_because, updates_due
from bot.casework.procedures import extended_by, procedure_of
from bot.landlords.calendar import bank_holidays

HOLIDAYS = frozenset(bank_holidays("england"))
DUE = date(2026, 11, 18)
WANTED = Wanted(date(2026, 11, 27), "The surveyor is ill.")


def refused(
    wanted: Wanted, *, stage: int = 1, due_on: date = DUE, today: date = DUE, before: bool = False
) -> str:
    return refused_because(
        wanted,
        procedure_of("england"),
        stage=stage,
        due_on=due_on,
        today=today,
        extended_before=before,
        holidays=HOLIDAYS,
    )


@pytest.mark.provision("6.4", "6.15")
@pytest.mark.parametrize(
    ("stage", "due_on", "latest"),
    [(1, DUE, date(2026, 12, 2)), (2, date(2026, 12, 21), date(2027, 1, 21))],
)
def test_the_latest_ordinary_day_is_that_of_the_code(stage: int, due_on: date, latest: date) -> None:
    assert extended_by(procedure_of("england").stage(stage), due_on, holidays=HOLIDAYS) == latest
    assert refused(replace(WANTED, new_due_on=latest), stage=stage, due_on=due_on, today=due_on) == ""


@pytest.mark.provision("6.4", "6.15", "5.9")
@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({}, ""),
        ({"new_due_on": None}, "later than the old one"),
        ({"new_due_on": DUE}, "later than the old one"),
        ({"new_due_on": date(2026, 11, 28)}, "no working day"),
        ({"reason": " "}, "Say why"),
        ({"update_every": 0}, "how often"),
        ({"update_every": 11}, "how often"),
        ({"new_due_on": date(2026, 12, 3)}, "there must be a good reason"),
        ({"new_due_on": date(2026, 12, 3), "good_reason": "A test in a laboratory"}, "agree the new day"),
        ({"new_due_on": date(2026, 12, 3), "good_reason": "A test", "is_agreed": True}, ""),
    ],
)
def test_what_an_extension_lacks_is_said(changed: dict[str, object], says: str) -> None:
    said = refused(replace(WANTED, **changed))  # type: ignore[arg-type]

    assert (says in said) if says else said == ""


@pytest.mark.provision("6.4")
def test_after_its_day_an_answer_is_late_and_not_extended() -> None:
    assert "late and not extended (6.4)" in refused(WANTED, today=date(2026, 11, 19))


def test_a_second_time_needs_a_good_reason_and_their_agreement() -> None:
    assert "a second time" in refused(WANTED, before=True)


@pytest.mark.provision("5.9")
def test_updates_fall_between_the_notice_and_the_answer() -> None:
    days = updates_due(date(2026, 11, 18), 3, date(2026, 12, 1), holidays=HOLIDAYS)

    assert days == [date(2026, 11, 23), date(2026, 11, 26)]
