"""Every departure from the Code is found with its provision, and nothing where nothing departs."""

from pathlib import Path
from typing import Any

import pytest

from bot.landlords.lint import departures_of
from bot.landlords.policy_file import Policy, PolicyUnreadable, read_policy, unstated_by

PROFILES = Path(__file__).parents[3] / "bot" / "landlords" / "profiles"
FOUND = {
    "example": "",
    "bancroft": "1.2 1.5 2.1 2.2 2.3 2.5 3.5 5.2 5.3 5.6 5.7 5.11 6.3 6.5 6.10 6.12 6.13",
    "belle_isle": "1.2 5.10 8.1 9.5 9.6 9.7",
    "berneslai": "2.2 2.5 5.11 5.14 6.3 6.9f 6.10 6.19f",
    "tamworth": "1.3 1.4 4.3 5.4 5.5 5.9 5.10 6.3 6.6 6.14 6.17 7.1 7.4 9.1 9.2 9.8",
}
PLAIN: dict[str, Any] = {"id": "x", "name": "X Homes", "nation": "england"}


def found(**said: Any) -> list[str]:
    return [one.provision for one in departures_of(Policy.model_validate({**PLAIN, **said}))]


@pytest.mark.parametrize("name", FOUND)
def test_the_departures_of_real_policies_are_found_and_no_others(name: str) -> None:
    policy = read_policy(PROFILES / f"{name}.toml")

    provisions = list(dict.fromkeys(one.provision for one in departures_of(policy)))

    assert provisions == FOUND[name].split()


@pytest.mark.provision("5.2")
@pytest.mark.parametrize(
    ("said", "provisions"),
    [
        ({}, []),
        ({"own_promises": {"acknowledge_within_working_days": 6}}, ["6.2"]),
        ({"own_promises": {"acknowledge_within_working_days": 3}}, []),
        ({"own_promises": {"stage_1_within_working_days": 9, "stage_1_counts_from": "receipt"}}, []),
        ({"own_promises": {"stage_1_within_working_days": 10}}, ["6.3"]),
        ({"own_promises": {"stage_1_extension_working_days": 11}}, ["6.4"]),
        ({"own_promises": {"acknowledge_stage_2_within_working_days": 6}}, ["6.11"]),
        ({"own_promises": {"stage_2_within_working_days": 15}}, []),
        ({"own_promises": {"stage_2_within_working_days": 21}}, ["6.14"]),
        ({"own_promises": {"stage_2_extension_working_days": 21}}, ["6.15"]),
        ({"own_promises": {"extension_names_ombudsman": "never"}}, ["6.5"]),
        ({"stages": [{"name": "Stage 1"}, {"name": "Stage 2"}]}, []),
        ({"stages": [{"name": "stage 1"}, {"name": "stage 2"}, {"name": "panel"}]}, ["5.2", "5.3"]),
        (
            {"stages": [{"name": "stage 1", "answered_by": "Jo"}, {"name": "stage 2", "approved_by": "Jo"}]},
            ["6.13"],
        ),
        ({"time_limit_months": 12}, []),
        ({"time_limit_discretion": False}, ["2.3"]),
        ({"exclusions": [{"reason": "over_12_months", "words": "old"}]}, []),
        ({"exclusions": [{"reason": "red_hair", "words": "red hair"}]}, ["2.2"]),
        ({"refusal": {"contents": ["reasons"]}}, ["2.4"]),
        ({"refusal": {"stage_2_reasons": ["already_considered"]}}, []),
        ({"who_may_escalate": ["tenant", "representative"]}, []),
        ({"channels": [{"kind": "letter"}]}, ["3.1"]),
        ({"letters": {"extension": ["new_date", "reasons"]}}, ["6.5"]),
        ({"letters": {"stage_2_answer": []}}, []),
        ({"surveys": [{"name": "s", "says_how_to_complain": False}]}, ["1.6"]),
        ({"definition": "An informal complaint is dealt with first."}, ["5.2"]),
        ({"definition": "A first-time request is not a complaint."}, ["1.4"]),
        ({"self_assessment": [{"provision": "4.3", "verdict": "yes", "cites": ["9"]}]}, []),
        (
            {
                "policy_sections": ["1", "2"],
                "self_assessment": [{"provision": "4.3", "verdict": "yes", "cites": ["9"]}],
            },
            ["4.3"],
        ),
        ({"nation": "scotland", "time_limit_months": 1}, []),
    ],
)
def test_each_rule_finds_its_departure_alone(said: dict[str, Any], provisions: list[str]) -> None:
    assert found(**said) == provisions


def test_departures_come_in_the_order_of_the_code_and_each_once() -> None:
    twice = {"reason": "vexatious", "words": "vexatious"}

    assert found(exclusions=[twice, twice], time_limit_months=6) == ["2.1", "2.2", "2.3", "2.5"]


def test_what_a_file_does_not_say_is_named() -> None:
    unstated = unstated_by(Policy.model_validate(PLAIN))

    assert "time_limit_months" in unstated
    assert "name" not in unstated


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("id = ", "not TOML"),
        ('id = "x"\nname = "X"', "nation: it is missing"),
        ('id = "x"\nname = "X"\nnation = "england"\ncolour = 1', "colour: there is no such field"),
    ],
)
def test_a_file_that_is_no_policy_is_said_to_be_none_and_where(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "x.toml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(PolicyUnreadable, match=says):
        read_policy(file)
