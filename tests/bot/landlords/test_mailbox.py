"""A profile names mailboxes and the variables their secrets stand in, and never a secret."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bot.landlords.loading import load_profiles
from bot.landlords.mailbox import Mailbox, unset_secrets
from bot.landlords.profile import Profile, faults_of, profile_version

EXAMPLE = Path(__file__).parents[3] / "bot" / "landlords" / "profiles" / "example.toml"
MAILBOX = """
[[mailboxes]]
name = "complaints"
address = "housing@example.org"
host = "mail.example.org"
user = "housing"
password_from = "ALDER_MAILBOX_PASSWORD"
"""
AT_MICROSOFT = {
    "sign_in": "microsoft",
    "tenant": "alder.example",
    "client_id": "1",
    "client_secret_from": "ALDER_SECRET",
}


def a_box(**named: Any) -> Mailbox:
    ordinary = {
        "name": "complaints",
        "address": "housing@example.org",
        "host": "mail.example.org",
        "user": "housing",
    }
    return Mailbox.model_validate({**ordinary, **named})


def with_mailboxes(text: str) -> Profile:
    return Profile.model_validate(tomllib.loads(EXAMPLE.read_text(encoding="utf-8") + text))


def test_a_profile_with_a_mailbox_has_no_new_fault() -> None:
    profile = with_mailboxes(MAILBOX)

    (box,) = profile.mailboxes
    assert (box.port, box.folder, box.mark, box.sign_in) == (993, "INBOX", "nothing", "password")
    assert faults_of(profile) == faults_of(load_profiles(EXAMPLE).profiles[0])


def test_a_profile_without_mailboxes_keeps_the_version_its_cases_were_opened_under() -> None:
    plain = load_profiles(EXAMPLE).profiles[0]

    assert profile_version(plain.model_copy(update={"mailboxes": ()})) == profile_version(plain)


def test_a_mailbox_for_a_foreign_address_and_one_named_twice_are_faults() -> None:
    foreign = MAILBOX.replace("housing@example.org", "repairs@example.org")

    faults = faults_of(
        with_mailboxes(MAILBOX + MAILBOX + foreign.replace('user = "housing"', 'user = "repairs"'))
    )

    assert "The mailbox reads for an address that Hark takes no mail for: repairs@example.org." in faults
    assert "Two mailboxes are the same folder of the same user." in faults


@pytest.mark.parametrize(
    ("named", "says"),
    [
        pytest.param({}, "it needs password_from", id="no password"),
        pytest.param({**AT_MICROSOFT, "tenant": None}, "it needs tenant", id="no tenant"),
        pytest.param(
            {"sign_in": "google", "client_id": "1"}, "client_secret_from, refresh_token_from", id="google"
        ),
        pytest.param({"password_from": "open sesame"}, "password_from", id="a password instead of a name"),
        pytest.param(
            {"password_from": "HARK_IMAP_PASSWORD"}, "does not begin with HARK_", id="one of our settings"
        ),
        pytest.param(
            {"password_from": "X", "password": "open sesame"}, "password", id="a password in the profile"
        ),
    ],
)
def test_what_is_missing_or_misplaced_is_said(named: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        a_box(**named)


def test_only_the_secrets_that_are_needed_must_be_set() -> None:
    box = a_box(**AT_MICROSOFT, password_from="NOT_USED")

    assert unset_secrets(box, {"ALDER_SECRET": "x"}) == []
    assert unset_secrets(box, {"ALDER_SECRET": ""}) == [
        "The mailbox “complaints” cannot be read: ALDER_SECRET is not set in the environment."
    ]
