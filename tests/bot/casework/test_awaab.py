"""Which hazards the law puts on a clock, from which day and for whom; and what follows an investigation."""

from datetime import date

import pytest

from bot.casework.awaab import PHASE_2, after_investigation, law_covers, phase_2_from
from bot.casework.hazards import hazard_kind
from bot.landlords.calendar import bank_holidays
from classifiers.labels import Signal
from tests.builders import a_reading

EVE, DAY = date(2026, 11, 29), date(2026, 11, 30)


def test_the_second_list_begins_on_30_november_2026() -> None:
    assert phase_2_from() == DAY


@pytest.mark.parametrize(
    ("hazard", "grade", "tenure", "nation", "on", "is_law"),
    [
        ("damp_mould", "", "social_tenant", "england", EVE, True),
        ("damp_mould", "", "unknown", "england", date(2025, 10, 26), False),
        ("electrical", "significant", "social_tenant", "england", EVE, False),
        ("electrical", "significant", "social_tenant", "england", DAY, True),
        ("electrical", "emergency", "social_tenant", "england", EVE, True),
        ("excess_cold", "", "unknown", "england", DAY, True),
        ("other", "significant", "social_tenant", "england", DAY, False),
        ("damp_mould", "", "leaseholder", "england", DAY, False),
        ("damp_mould", "", "licence", "england", DAY, False),
        ("damp_mould", "", "social_tenant", "wales", DAY, False),
        ("damp_mould", "", "social_tenant", "scotland", date(2026, 10, 6), True),
        ("damp_mould", "", "social_tenant", "scotland", date(2026, 10, 5), False),
        ("fire", "emergency", "social_tenant", "scotland", DAY, False),
    ],
)
def test_a_hazard_is_on_the_laws_clock_by_kind_day_tenure_and_nation(
    hazard: str, grade: str, tenure: str, nation: str, on: date, is_law: bool
) -> None:
    cover = law_covers(hazard, grade, tenure, nation=nation, on=on)

    assert cover.is_law is is_law
    assert cover.why.endswith(".")


def test_the_second_list_is_named_as_the_words_of_a_message_name_it() -> None:
    told = {
        "No heating and it is freezing": "excess_cold",
        "The socket is loose": "electrical",
        "I fell on the stairs": "falls",
        "Rats in the kitchen": "hygiene_pests_refuse",
        "Sewage in the bath": "sanitation_drainage",
    }
    for words, kind in told.items():
        assert hazard_kind(a_reading(signals=frozenset({Signal.HAZARD})), words) == kind
        assert kind in PHASE_2


def test_an_investigation_that_ended_on_2_november_starts_its_four_clocks() -> None:
    clocks = after_investigation(date(2026, 11, 2), holidays=frozenset(bank_holidays("england")))

    assert {clock.rule: str(clock.due_on) for clock in clocks} == {
        "summarise_hazard": "2026-11-05",
        "safety_work": "2026-11-09",
        "start_supplementary_work": "2026-11-09",
        "stop_supplementary_work": "2027-01-25",
    }
