"""Due dates: the vectors of `tests/data/calendar.csv`, the two dates of a complaint, and what holds always."""

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import deadlines
from bot.deadline_rules import RULES, Rule
from bot.landlords.calendar import NATIONS, bank_holidays
from bot.working_days import (
    add_working_days,
    is_working_day,
    london_date,
    working_days_between,
)

HOLIDAYS = {nation: bank_holidays(nation) for nation in NATIONS}
ENGLAND = HOLIDAYS["england"]
with (Path(__file__).parents[1] / "data" / "calendar.csv").open(encoding="utf-8", newline="") as _file:
    VECTORS = list(csv.DictReader(_file))

nations = st.sampled_from(sorted(NATIONS))
instants = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
waits = st.timedeltas(timedelta(0), timedelta(days=400))


@pytest.mark.provision("6.2", "6.3", "6.4", "6.11", "6.14", "6.15")
@pytest.mark.parametrize("row", VECTORS, ids=lambda row: f"{row['rule']}-{row['nation']}-{row['from']}")
def test_a_due_date_is_as_in_the_table(row: dict[str, str]) -> None:
    start = datetime.fromisoformat(row["from"]).date()

    due = RULES[row["rule"]].due(start, holidays=HOLIDAYS[row["nation"]])

    assert due == date.fromisoformat(row["due"]), row["why"]


@pytest.mark.provision("6.3")
def test_a_stage_1_answer_of_4_march_2024_was_five_working_days_late() -> None:
    due = deadlines.respond_by(date(2024, 2, 12), holidays=ENGLAND)

    assert working_days_between(due, date(2024, 3, 4), holidays=ENGLAND) == 5


@pytest.mark.parametrize(
    ("chosen_on", "relief", "due"),
    [
        pytest.param(None, True, date(2026, 11, 9), id="chose-at-once"),
        pytest.param(date(2026, 11, 4), True, date(2026, 11, 9), id="chose-soon"),
        pytest.param(date(2026, 11, 9), True, date(2026, 11, 10), id="chose-on-the-last-day"),
        pytest.param(date(2026, 11, 30), True, date(2026, 12, 1), id="chose-after-four-weeks"),
        pytest.param(date(2026, 12, 24), True, date(2026, 12, 29), id="chose-on-christmas-eve"),
        pytest.param(date(2026, 11, 30), False, date(2026, 11, 9), id="no-relief-the-breach-shows"),
    ],
)
def test_a_late_yes_has_its_own_day_where_the_offer_was_good(
    chosen_on: date | None, relief: bool, due: date
) -> None:
    received_on = date(2026, 11, 2)

    assert deadlines.acknowledge_by(received_on, holidays=ENGLAND, chosen_on=chosen_on, relief=relief) == due


@pytest.mark.parametrize(
    ("chosen_on", "relief", "due"),
    [
        pytest.param(None, True, date(2026, 11, 23), id="chose-at-once"),
        pytest.param(date(2026, 11, 30), True, date(2026, 12, 15), id="chose-after-four-weeks"),
        pytest.param(date(2026, 11, 30), False, date(2026, 11, 23), id="no-relief"),
    ],
)
def test_the_backstop_of_the_answer_follows_a_late_yes(
    chosen_on: date | None, relief: bool, due: date
) -> None:
    received_on = date(2026, 11, 2)

    assert (
        deadlines.respond_backstop(received_on, holidays=ENGLAND, chosen_on=chosen_on, relief=relief) == due
    )


@pytest.mark.parametrize(
    ("offered_on", "bounced", "usable", "relieved"),
    [
        pytest.param(date(2026, 11, 6), False, True, True, id="the-same-day"),
        pytest.param(date(2026, 11, 9), False, True, True, id="the-next-working-day"),
        pytest.param(date(2026, 11, 10), False, True, False, id="later"),
        pytest.param(date(2026, 11, 6), True, True, False, id="bounced"),
        pytest.param(date(2026, 11, 6), False, False, False, id="a-door-they-cannot-use"),
    ],
)
def test_only_a_prompt_offer_that_arrived_gives_relief(
    offered_on: date, bounced: bool, usable: bool, relieved: bool
) -> None:
    friday = date(2026, 11, 6)

    given_relief = deadlines.offer_gives_relief(
        friday, offered_on, bounced=bounced, on_a_usable_door=usable, holidays=ENGLAND
    )

    assert given_relief is relieved


@pytest.mark.parametrize(
    ("chosen_on", "relief", "day"),
    [
        pytest.param(None, True, date(2026, 11, 5), id="working-day-3"),
        pytest.param(date(2026, 11, 9), True, date(2026, 11, 10), id="the-day-after-a-late-yes"),
        pytest.param(date(2026, 11, 9), False, date(2026, 11, 9), id="never-after-it-is-due"),
    ],
)
def test_the_guard_stands_before_the_acknowledgement_is_due(
    chosen_on: date | None, relief: bool, day: date
) -> None:
    assert deadlines.guard_on(date(2026, 11, 2), holidays=ENGLAND, chosen_on=chosen_on, relief=relief) == day


def test_twenty_four_hours_are_elapsed_hours_when_the_clocks_change() -> None:
    half_past_midnight_bst = datetime.fromisoformat("2026-10-25T00:30+01:00")

    due_at = deadlines.make_safe_by(half_past_midnight_bst)

    assert due_at == datetime(2026, 10, 25, 23, 30, tzinfo=UTC)


def test_hours_are_not_counted_from_an_instant_without_a_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        deadlines.make_safe_by(datetime(2026, 10, 25, 0, 30))  # noqa: DTZ001


def test_only_a_rule_of_hours_has_a_due_instant() -> None:
    with pytest.raises(ValueError, match="counts days"):
        RULES["guard"].due_at(datetime(2026, 10, 25, tzinfo=UTC))


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_the_words_of_a_rule_are_its_figures(rule: Rule) -> None:
    start = datetime(2026, 2, 5, 9, tzinfo=UTC) if rule.counts_hours else date(2026, 2, 5)

    due = rule.due(start, holidays=ENGLAND)

    expected = {
        "working days": add_working_days(start, rule.amount, holidays=ENGLAND),
        "hours": start + timedelta(hours=rule.amount),
        "weeks": start + timedelta(weeks=rule.amount),
        "days": start + timedelta(days=rule.amount - 1),  # the day of receipt is the first
        "months": date(2026 + rule.amount // 12, 2 + rule.amount % 12, 5),
    }
    assert due == expected[rule.unit]


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_a_nation_is_sent_to_a_rule_that_is_its_own(rule: Rule) -> None:
    for nation, own in rule.own_rule.items():
        assert nation not in rule.nations
        assert nation in RULES[own].nations
    assert rule.nations <= set(NATIONS)


@settings(deadline=None)  # the machine may be busy
@given(received_at=instants, wait=waits, nation=nations)
def test_due_dates_are_working_days_and_never_before_the_choice(
    received_at: datetime, wait: timedelta, nation: str
) -> None:
    holidays = HOLIDAYS[nation]
    received_on, chosen_on = london_date(received_at), london_date(received_at + wait)

    acknowledge = deadlines.acknowledge_by(received_on, holidays=holidays, chosen_on=chosen_on)
    backstop = deadlines.respond_backstop(received_on, holidays=holidays, chosen_on=chosen_on)
    guard = deadlines.guard_on(received_on, holidays=holidays, chosen_on=chosen_on)

    assert acknowledge > chosen_on
    assert all(is_working_day(day, holidays=holidays) for day in (acknowledge, backstop, guard))
    assert received_on < guard <= acknowledge < backstop
    assert deadlines.respond_by(acknowledge, holidays=holidays) == backstop


@settings(deadline=None)  # the machine may be busy
@given(received_at=instants, wait=waits, nation=nations)
def test_a_later_message_is_never_due_earlier(received_at: datetime, wait: timedelta, nation: str) -> None:
    holidays = HOLIDAYS[nation]
    earlier, later = london_date(received_at), london_date(received_at + wait)

    for rule in RULES.values():
        if not rule.counts_hours:
            assert rule.due(earlier, holidays=holidays) <= rule.due(later, holidays=holidays)


@settings(deadline=None)  # the machine may be busy
@given(received_at=instants, wait=waits, nation=nations)
def test_a_later_yes_is_never_due_earlier(received_at: datetime, wait: timedelta, nation: str) -> None:
    holidays = HOLIDAYS[nation]
    received_on = london_date(received_at)
    chosen_on = london_date(received_at + wait)

    by_message = deadlines.acknowledge_by(received_on, holidays=holidays)
    by_choice = deadlines.acknowledge_by(received_on, holidays=holidays, chosen_on=chosen_on)
    without_relief = deadlines.acknowledge_by(
        received_on, holidays=holidays, chosen_on=chosen_on, relief=False
    )

    assert by_choice >= by_message == without_relief
