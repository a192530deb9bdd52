"""The Code as data, and the figures the deadlines keep."""

import pytest

from bot.deadline_rules import RULES
from bot.landlords.provisions import load_provisions


def test_all_72_provisions_are_there_with_a_test_each() -> None:
    provisions = load_provisions()

    assert len(provisions.by_id) == provisions.meta["provisions"] == 72
    assert all(number == each.id and each.test for number, each in provisions.by_id.items())


def test_every_kind_is_one_of_four() -> None:
    kinds = {kind for each in load_provisions().by_id.values() for kind in (each.kind, *each.also)}

    assert kinds == {"enforce", "evidence", "measure", "outside"}


@pytest.mark.parametrize(
    ("clock", "figure", "rule"),
    [
        ("awaab_emergency", "hours", "make_safe"),
        ("awaab_significant_investigation", "working_days", "investigate_hazard"),
        ("awaab_written_summary", "working_days", "summarise_hazard"),
        ("awaab_safety_work", "working_days", "safety_work"),
        ("awaab_supplementary_work_start", "working_days", "start_supplementary_work"),
        ("data_protection_complaint", "acknowledge_calendar_days", "acknowledge_data_protection"),
        ("spso_scotland", "stage_1_working_days", "spso_respond_stage_1"),
        ("spso_scotland", "stage_2_acknowledge_working_days", "spso_acknowledge_stage_2"),
        ("spso_scotland", "stage_2_working_days", "spso_respond_stage_2"),
        ("nipso_northern_ireland", "stage_1_working_days", "nipso_respond_stage_1"),
        ("nipso_northern_ireland", "stage_2_working_days", "nipso_respond_stage_2"),
        ("psow_wales", "formal_working_days", "psow_respond"),
        ("scotland_damp_mould", "investigate_working_days", "scotland_investigate_damp"),
        ("scotland_damp_mould", "social_complete_working_days", "scotland_finish_damp_work"),
    ],
)
def test_a_rule_has_the_figure_of_the_law(clock: str, figure: str, rule: str) -> None:
    assert RULES[rule].amount == load_provisions().clocks[clock][figure]
