"""What is counted, in which period, and what is warned of."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.casework.procedures import procedure_of
from bot.landlords.calendar import bank_holidays
from bot.reports.figures import (
    ClockFacts,
    ComplaintFacts,
    Figures,
    count,
    in_words,
    low_volume,
    request_days,
)
from bot.reports.parts import Known, quarter_parts, year_parts
from bot.reports.periods import quarter_of, year_of

HOLIDAYS = frozenset(bank_holidays("england"))
Q3 = quarter_of(date(2026, 11, 2))
A_COMPLAINT = ComplaintFacts(date(2026, 11, 2), None, "heating", "us", chosen_late=False)
A_CLOCK = ClockFacts("acknowledge_stage_1", date(2026, 11, 9), date(2026, 11, 6), was_extended=False, by="us")


def counted(*facts: ComplaintFacts | ClockFacts, today: date = date(2027, 1, 10)) -> Figures:
    return count(
        Q3,
        [each for each in facts if isinstance(each, ComplaintFacts)],
        [each for each in facts if isinstance(each, ClockFacts)],
        procedure=procedure_of("england"),
        homes=2000,
        choices={"accepted": 3, "declined": 1},
        requests=(40, 4),
        today=today,
        holidays=HOLIDAYS,
    )


@pytest.mark.provision("9.7")
def test_a_complaint_counts_where_it_was_received_and_a_clock_where_it_fell_due() -> None:
    figures = counted(
        A_COMPLAINT,
        replace(A_COMPLAINT, received_on=date(2026, 9, 30), stage_2_on=date(2026, 10, 5)),
        A_CLOCK,
        replace(A_CLOCK, due_on=date(2026, 9, 30)),
    )

    assert (figures.stage_1, figures.stage_2, figures.per_thousand) == (1, 1, 0.5)
    assert figures.on_time["acknowledge_stage_1"].due == 1


@pytest.mark.provision("6.2", "6.3", "6.11", "6.14")
def test_what_was_late_is_counted_with_its_working_days_and_what_is_open_and_past_counts_as_late() -> None:
    late = replace(A_CLOCK, met_on=date(2026, 11, 11))
    never = replace(A_CLOCK, due_on=date(2026, 12, 24), met_on=None)
    to_come = replace(A_CLOCK, due_on=date(2026, 12, 31), met_on=None)

    told = counted(A_CLOCK, late, never, to_come, today=date(2026, 12, 30)).on_time["acknowledge_stage_1"]

    assert (told.due, told.met, told.percent, told.late_by) == (3, 1, 33, (2, 2))


def test_an_extension_counts_as_in_time_and_is_told_apart() -> None:
    told = counted(replace(A_CLOCK, rule="respond_stage_1", was_extended=True)).on_time["respond_stage_1"]

    assert (told.met, told.extended) == (1, 1)


def test_a_choice_made_on_a_later_day_is_counted_apart() -> None:
    assert counted(A_COMPLAINT, replace(A_COMPLAINT, chosen_late=True)).chosen_late == 1


@pytest.mark.provision("5.5")
def test_each_organisation_that_handles_complaints_is_told_by_itself() -> None:
    by_contractor = replace(A_CLOCK, by="Allied Repairs", met_on=None)

    told = counted(A_CLOCK, by_contractor).on_time_by_handler

    assert {by: (one.met, one.due) for by, one in told.items()} == {"Allied Repairs": (0, 1), "us": (1, 1)}


@pytest.mark.provision("3.3")
@pytest.mark.parametrize(
    ("this", "before", "warns"),
    [
        pytest.param(4, [10, 12, 8], True, id="under-half"),
        pytest.param(5, [10, 10], False, id="just-half"),
        pytest.param(0, [10], False, id="one-quarter-is-no-mean"),
        pytest.param(0, [0, 0, 0], False, id="never-any"),
        pytest.param(30, [10, 12], False, id="many-are-no-failure"),
    ],
)
def test_few_complaints_are_a_warning_and_never_praised(this: int, before: list[int], warns: bool) -> None:
    said = low_volume(this, before)

    assert bool(said) == warns
    assert "Fewer complaints need not mean happier residents" in said or not said


@pytest.mark.provision("8.1")
def test_a_year_has_its_six_parts_and_an_empty_one_says_so() -> None:
    figures = replace(counted(), period=year_of(date(2026, 11, 2)))

    parts = year_parts(figures, Known(refused={"over_12_months": 2}), "", [])

    assert [part.letter for part in parts] == list("abcdef")
    assert [part.letter for part in parts if part.is_empty] == ["a", "c", "d", "e", "f"]
    assert ("over 12 months", "2") in [row for table in parts[1].tables for row in table.rows]


@pytest.mark.provision("9.7", "9.3")
def test_a_quarter_tells_the_ombudsmans_findings_and_what_was_changed() -> None:
    known = Known(
        findings={"maladministration": 1},
        orders=(3, 2),
        failure_orders=1,
        improvements=["Every missed visit is rung about the same day."],
    )

    parts = {part.letter: part for part in quarter_parts(counted(A_CLOCK), known, "Few.")}

    assert list(parts) == list("abcd")
    assert parts["b"].sentences == ["Few."]
    assert parts["c"].sentences == [
        "Maladministration: 1.",
        "Orders that fell due: 3, of them carried out in time: 2.",
        "Complaint handling failure orders: 1.",
    ]
    assert parts["d"].sentences == ["Every missed visit is rung about the same day."]


@pytest.mark.parametrize(
    ("nation", "rule", "words"),
    [
        ("england", "respond_stage_1", "Stage 1 answered within 10 working days"),
        ("scotland", "respond_stage_1", "Stage 1 answered within 5 working days"),
        ("scotland", "acknowledge_stage_2", "Stage 2 acknowledged within 3 working days"),
    ],
)
def test_a_report_names_the_days_of_its_own_nation(nation: str, rule: str, words: str) -> None:
    assert in_words(rule, procedure_of(nation)) == words


@pytest.mark.provision("5.1")
def test_how_long_requests_took_is_told_with_and_without_a_complaint() -> None:
    came = date(2026, 11, 2)
    days = request_days(
        (came, came + timedelta(days=days), beside)
        for days, beside in [(3, False), (5, False), (9, False), (20, True), (22, True), (30, True)]
    )

    assert days.in_words.startswith("What was to be put right took 22 days in the middle where somebody")
    assert "(3 of them), and 5 where nobody did (3)." in days.in_words


@pytest.mark.provision("5.1")
def test_with_nothing_to_compare_nothing_is_said() -> None:
    came = date(2026, 11, 2)

    assert request_days([(came, came, True)]).in_words == ""
