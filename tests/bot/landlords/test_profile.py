"""A landlord as data: the example is faultless, and what is missing or wrong is said in sentences."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bot.landlords import parts
from bot.landlords.loading import load_profiles
from bot.landlords.profile import Profile, faults_of, profile_version, unsaid_by
from classifiers.labels import Topic

PROFILES = Path(__file__).parents[3] / "bot" / "landlords" / "profiles"


def example() -> Profile:
    return load_profiles(PROFILES / "example.toml").profiles[0]


def changed(**fields: Any) -> Profile:
    return example().model_copy(update=fields)


def test_the_example_has_no_fault() -> None:
    loaded = load_profiles(PROFILES / "example.toml")

    assert loaded.faults == ()
    assert faults_of(loaded.profiles[0]) == []
    assert "housing@example.org" in loaded.profiles[0].email_addresses


def test_every_topic_of_the_example_has_a_team_with_a_promise() -> None:
    profile = example()

    assert set(profile.teams) == set(Topic)
    assert {profile.team_for(topic).contact_within_working_days for topic in Topic} <= set(range(1, 11))


@pytest.mark.provision("3.1")
@pytest.mark.parametrize(
    ("fields", "says"),
    [
        pytest.param({"on_call": ()}, "Nobody is on call", id="no-on-call"),
        pytest.param({"on_call": (parts.OnCall(name="Sam"),)}, "no way to wake them: Sam", id="cannot-wake"),
        pytest.param({"complaints_officer": None}, "No complaints officer", id="no-officer"),
        pytest.param({"manager": None}, "No manager", id="no-manager"),
        pytest.param({"safeguarding": ()}, "a person at risk", id="no-safeguarding"),
        pytest.param({"channels": (parts.WayIn(kind="email"),)}, "fewer than two ways in", id="one-way-in"),
        pytest.param({"teams": {}}, "No team has these topics: repairs", id="no-teams"),
        pytest.param({"sender_address": "no-reply@example.org"}, "replies would be lost", id="no-reply"),
        pytest.param({"stage_2_team": example().complaints_team}, "the queue of stage 1", id="same-people"),
        pytest.param({"policy_link": None}, "no link", id="no-policy"),
        pytest.param({"closes": example().opens}, "closes before it opens", id="no-hours"),
    ],
)
def test_what_turns_the_console_red_is_one_sentence(fields: dict[str, Any], says: str) -> None:
    faults = faults_of(changed(**fields))

    assert len(faults) == 1
    assert says in faults[0]


def test_a_topic_without_a_team_goes_to_other_and_else_to_triage() -> None:
    other = example().teams["other"]

    assert changed(teams={"other": other}).team_for("asb") == other
    assert changed(teams={}).team_for("asb").queue == "triage"


@pytest.mark.parametrize(
    ("address", "staff", "contractor"),
    [
        ("Priya.Nandakumar@STAFF.example.org", True, False),
        ("crew@brightfix.example.com", False, True),
        ("liaison@northlifts.example.com", False, True),
        ("someone.else@northlifts.example.com", False, False),
        ("resident@example.net", False, False),
        ("eve@staff.example.org.attacker.example", False, False),
        ("", False, False),
    ],
)
def test_staff_and_contractors_are_known_by_address_or_domain(
    address: str, staff: bool, contractor: bool
) -> None:
    assert example().is_staff(address) is staff
    assert example().is_contractor(address) is contractor


@pytest.mark.provision("5.1")
def test_the_version_changes_with_a_word_and_not_otherwise() -> None:
    assert profile_version(example()) == profile_version(example())
    assert profile_version(changed(phone="0161 496 0101")) != profile_version(example())


def test_what_the_landlord_did_not_say_is_named() -> None:
    assert "escalate_limit" in unsaid_by(example())
    assert "phone" not in unsaid_by(example())


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("https://www.example.org/", "https://www.example.org"),
        ("http://Intranet:8080", "http://intranet:8080"),
    ],
)
def test_a_web_site_for_the_chat_is_its_name_alone(said: str, kept: str) -> None:
    profile = Profile.model_validate({**example().model_dump(by_alias=True), "widget_origins": [said]})

    assert profile.widget_origins == (kept,)


@pytest.mark.parametrize(
    "said",
    ["www.example.org", "https://www.example.org/contact", "*", "https://*.example.org", "https://", ""],
)
def test_what_is_no_web_site_for_the_chat_is_a_fault_that_says_where(said: str) -> None:
    with pytest.raises(ValidationError, match="widget_origins"):
        Profile.model_validate({**example().model_dump(by_alias=True), "widget_origins": [said]})
