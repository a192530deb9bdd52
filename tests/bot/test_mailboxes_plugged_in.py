"""Which mailboxes are read follows from the settings and the profiles, and what cannot be read is said."""

from pathlib import Path
from typing import Any

import pytest

from bot.landlords.loading import load_profiles
from bot.landlords.mailbox import Mailbox as AskedMailbox
from bot.landlords.profile import Profile
from bot.running import mailboxes_of
from bot.settings import EXAMPLE, Settings
from channels.email.mailbox import GoogleApp, MicrosoftApp, Password

ALDER = load_profiles(EXAMPLE).profiles[0]
BIRCH = ALDER.model_copy(update={"id": "birch", "email_addresses": ("hello@birch.example",)})


def settings(**named: Any) -> Settings:
    ordinary = {"imap_host": "mail.example.org", "imap_user": "housing", "imap_password": "open-sesame"}
    return Settings(data_dir=Path("nowhere"), **{**ordinary, **named})


def asking(profile: Profile, *boxes: AskedMailbox) -> Profile:
    return profile.model_copy(update={"mailboxes": boxes})


def a_box(**named: Any) -> AskedMailbox:
    ordinary = {
        "name": "complaints",
        "address": "hello@birch.example",
        "host": "mail.birch.example",
        "user": "complaints",
        "password_from": "BIRCH_PASSWORD",
    }
    return AskedMailbox.model_validate({**ordinary, **named})


def test_without_a_mailbox_none_is_read() -> None:
    assert mailboxes_of(Settings(data_dir=Path("nowhere")), [ALDER, BIRCH]) == ([], [])


def test_the_mailbox_of_the_settings_is_the_only_landlords() -> None:
    ((mailbox,), faults) = mailboxes_of(settings(size_limit_mb=5), [ALDER])

    assert faults == []
    assert (mailbox.landlord_id, mailbox.address) == ("example", "housing@example.org")
    assert (mailbox.port, mailbox.folder, mailbox.sign_in) == (993, "INBOX", Password("open-sesame"))
    assert (mailbox.size_limit_bytes, mailbox.is_left_alone) == (5 * 1024 * 1024, False)


def test_of_several_landlords_it_is_the_one_whose_address_signs_in() -> None:
    ((mailbox,), _) = mailboxes_of(settings(imap_user="Hello@birch.example"), [ALDER, BIRCH])
    nobodys = mailboxes_of(settings(), [ALDER, BIRCH])

    assert (mailbox.landlord_id, mailbox.address) == ("birch", "hello@birch.example")
    assert nobodys == (
        [],
        ["HARK_IMAP_USER is no landlord's address: name the mailbox in the profile it belongs to."],
    )


def test_mailboxes_of_profiles_are_read_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIRCH_PASSWORD", "of-birch")
    birch = asking(BIRCH, a_box(), a_box(name="repairs", user="repairs", password_from="NOT_SET_ANYWHERE"))

    found, faults = mailboxes_of(settings(imap_user="housing@example.org"), [ALDER, birch])

    assert [(one.landlord_id, one.user, one.sign_in) for one in found] == [
        ("example", "housing@example.org", Password("open-sesame")),
        ("birch", "complaints", Password("of-birch")),
    ]
    assert faults == ["The mailbox “repairs” cannot be read: NOT_SET_ANYWHERE is not set in the environment."]
    assert len({one.key for one in found}) == 2


@pytest.mark.parametrize(
    ("named", "sign_in"),
    [
        (
            {"imap_sign_in": "microsoft", "imap_tenant": "t", "imap_client_id": "c"},
            MicrosoftApp("t", "c", "s"),
        ),
        (
            {"imap_sign_in": "google", "imap_client_id": "c", "imap_refresh_token": "r"},
            GoogleApp("c", "s", "r"),
        ),
    ],
)
def test_the_settings_may_say_another_way_to_sign_in(named: dict[str, Any], sign_in: object) -> None:
    ((mailbox,), _) = mailboxes_of(settings(imap_client_secret="s", **named), [ALDER])

    assert mailbox.sign_in == sign_in


def test_in_shadow_mode_a_mailbox_is_left_alone() -> None:
    ((mailbox,), _) = mailboxes_of(settings(shadow=True, imap_mark="seen", imap_move_to="Done"), [ALDER])

    assert (mailbox.is_left_alone, mailbox.mark, mailbox.move_to) == (True, "seen", "Done")


def test_what_the_settings_lack_is_for_their_own_check_to_say() -> None:
    assert mailboxes_of(settings(imap_password=None), [ALDER]) == ([], [])
    assert mailboxes_of(settings(imap_sign_in="microsoft"), [ALDER]) == ([], [])
