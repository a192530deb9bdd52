"""`hark check` asks Notify for the templates and says in a sentence what is wrong with them, sending nothing."""

from dataclasses import replace

import pytest

from channels.notify.account import Account, is_whole_key
from channels.notify.try_account import try_account
from tests.notify_api import KEY, LETTER, SECRET, SERVICE, TEXT, Failure, NotifyApi

pytestmark = pytest.mark.enable_socket


def test_an_account_that_works_has_no_fault_and_is_sent_nothing(notify: NotifyApi, account: Account) -> None:
    assert try_account(account) == []
    assert {method for method, _ in notify.requests} == {"GET"}


def test_a_template_that_is_missing_is_named(account: Account) -> None:
    (fault,) = try_account(replace(account, letter_template="nowhere"))

    assert fault == "GOV.UK Notify (example): there is no template nowhere for letters."


def test_a_key_that_is_refused_is_said_once(account: Account) -> None:
    refused = replace(account, api_key=f"live-{SERVICE}-{SERVICE}")

    assert try_account(refused) == ["GOV.UK Notify (example): the key is refused."]


def test_templates_that_were_mixed_up_are_named(account: Account) -> None:
    faults = try_account(replace(account, text_template=LETTER, letter_template=TEXT))

    assert [fault.rpartition(" is not one for ")[2] for fault in faults] == ["text messages.", "letters."]


def test_a_field_that_is_missing_and_one_that_we_do_not_fill_are_named(
    notify: NotifyApi, account: Account
) -> None:
    notify.templates[LETTER]["subject"] = "A letter from us"
    notify.templates[TEXT]["body"] = "Dear ((name)), ((body))((late??It is late.))"

    faults = "\n".join(try_account(account))

    assert "lacks ((heading))" in faults
    assert "asks for ((name)), which we do not fill" in faults
    assert "asks for ((late))" in faults


def test_notify_that_is_away_is_a_fault_of_its_own(notify: NotifyApi, account: Account) -> None:
    notify.failures = [Failure(500)]

    (fault,) = try_account(replace(account, letter_template=""))

    assert "could not be asked" in fault


def test_an_account_without_any_template_can_send_nothing(account: Account) -> None:
    (fault,) = try_account(replace(account, text_template="", letter_template=""))

    assert "nothing can be sent" in fault


@pytest.mark.parametrize(
    ("key", "whole"),
    [(KEY, True), (f"{SERVICE}-{SECRET}", True), (SECRET, False), ("", False), (f"{KEY} ", False)],
)
def test_a_key_is_whole_or_not(key: str, whole: bool) -> None:
    assert is_whole_key(key) is whole
