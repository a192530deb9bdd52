"""Each nation's landlords are held to their own days, and England's are exactly those of the Code."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import deadlines
from bot.casework.procedures import (
    PROCEDURES,
    acknowledge_by,
    answer_by,
    extended_by,
    latest_answer,
    procedure_of,
)
from bot.deadline_rules import RULES
from bot.landlords.calendar import NATIONS, bank_holidays
from bot.working_days import is_working_day

HOLIDAYS = {nation: frozenset(bank_holidays(nation)) for nation in NATIONS}
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
WAITS = st.none() | st.integers(0, 60)
MONDAY = date(2026, 11, 2)


@pytest.mark.provision("6.2", "6.3", "6.4")
@settings(deadline=None)
@given(DAYS, WAITS)
def test_englands_first_stage_has_the_days_of_the_code(received_on: date, wait: int | None) -> None:
    chosen_on = None if wait is None else received_on + timedelta(days=wait)
    stage, holidays = procedure_of("england").stage_1, HOLIDAYS["england"]

    told = acknowledge_by(stage, received_on, chosen_on=chosen_on, holidays=holidays)

    assert told == deadlines.acknowledge_by(received_on, chosen_on=chosen_on, holidays=holidays)
    assert latest_answer(
        stage, received_on, chosen_on=chosen_on, holidays=holidays
    ) == deadlines.respond_backstop(received_on, chosen_on=chosen_on, holidays=holidays)
    assert answer_by(stage, told, None, holidays=holidays) == deadlines.respond_by(told, holidays=holidays)
    assert extended_by(stage, told, holidays=holidays) == deadlines.extend_stage_1(told, holidays=holidays)


@pytest.mark.provision("6.11", "6.14", "6.15")
@settings(deadline=None)
@given(DAYS)
def test_englands_second_stage_has_the_days_of_the_code(asked_on: date) -> None:
    stage, holidays = procedure_of("england").stage_2, HOLIDAYS["england"]

    assert acknowledge_by(stage, asked_on, holidays=holidays) == deadlines.acknowledge_stage_2_by(
        asked_on, holidays=holidays
    )
    assert latest_answer(stage, asked_on, holidays=holidays) == deadlines.stage_2_backstop(
        asked_on, holidays=holidays
    )
    assert answer_by(stage, asked_on, None, holidays=holidays) == deadlines.respond_stage_2_by(
        asked_on, holidays=holidays
    )
    assert extended_by(stage, asked_on, holidays=holidays) == deadlines.extend_stage_2(
        asked_on, holidays=holidays
    )


@pytest.mark.parametrize(
    ("nation", "stage", "rule"),
    [
        ("scotland", 1, "spso_respond_stage_1"),
        ("scotland", 2, "spso_respond_stage_2"),
        ("northern-ireland", 1, "nipso_respond_stage_1"),
        ("northern-ireland", 2, "nipso_respond_stage_2"),
        ("wales", 2, "psow_respond"),
    ],
)
def test_elsewhere_the_answer_counts_from_receipt_by_that_nations_rule(
    nation: str, stage: int, rule: str
) -> None:
    figures, holidays = procedure_of(nation).stage(stage), HOLIDAYS[nation]
    due = RULES[rule].due(MONDAY, holidays=holidays)

    assert latest_answer(figures, MONDAY, holidays=holidays) == due
    assert answer_by(figures, date(2026, 11, 4), due, holidays=holidays) == due


@pytest.mark.parametrize(
    ("nation", "rule"),
    [("scotland", "spso_acknowledge_stage_2"), ("northern-ireland", "nipso_acknowledge_stage_2")],
)
def test_the_second_stage_is_acknowledged_by_that_nations_rule(nation: str, rule: str) -> None:
    holidays = HOLIDAYS[nation]
    due = RULES[rule].due(MONDAY, holidays=holidays)

    assert acknowledge_by(procedure_of(nation).stage_2, MONDAY, holidays=holidays) == due


def test_saint_andrews_day_counts_for_nobody_in_scotland() -> None:
    friday = date(2026, 11, 27)

    days = [latest_answer(procedure_of("scotland").stage_1, friday, holidays=HOLIDAYS["scotland"])]
    days.append(latest_answer(procedure_of("northern-ireland").stage_1, friday, holidays=HOLIDAYS["wales"]))

    assert days == [date(2026, 12, 7), date(2026, 12, 4)]


def test_where_a_nation_names_no_longer_time_more_is_never_ordinary() -> None:
    stage = procedure_of("scotland").stage_2

    assert extended_by(stage, MONDAY, holidays=HOLIDAYS["scotland"]) == MONDAY


@pytest.mark.parametrize("nation", sorted(PROCEDURES))
def test_a_limit_of_time_is_that_of_the_nation_and_in_words(nation: str) -> None:
    procedure = procedure_of(nation)

    known = date(2026, 1, 15)

    months = {"england": (date(2027, 1, 15), "twelve months")}.get(nation, (date(2026, 7, 15), "six months"))
    assert (procedure.complain_by(known), procedure.time_limit) == months


@settings(deadline=None)
@given(DAYS, WAITS, st.sampled_from(sorted(PROCEDURES)), st.sampled_from([1, 2]))
def test_in_every_nation_an_answer_is_due_on_a_working_day_and_after_its_acknowledgement(
    received_on: date, wait: int | None, nation: str, number: int
) -> None:
    chosen_on = None if wait is None else received_on + timedelta(days=wait)
    stage, holidays = procedure_of(nation).stage(number), HOLIDAYS[nation]

    told = acknowledge_by(stage, received_on, chosen_on=chosen_on, holidays=holidays)
    answered = latest_answer(stage, received_on, chosen_on=chosen_on, holidays=holidays)

    assert received_on < told < answered
    assert is_working_day(told, holidays=holidays)
    assert is_working_day(answered, holidays=holidays)
