"""What may be promised, and when somebody hears that it was not kept."""

from dataclasses import replace
from datetime import date

import pytest

from bot.casework.remedies import (
    KINDS,
    Promised,
    Remedy,
    is_conditional,
    kinds_asked_for,
    refused_because,
    warn_officer_on,
)
from bot.landlords.calendar import bank_holidays

TODAY = date(2026, 11, 26)
NEW_TAP = Promised("act", "A new tap", owner="our repairs team", due_on=date(2026, 12, 4))
MONEY = replace(
    NEW_TAP, kind="pay", what="For your time", amount=80, guidance="the Ombudsman's of April 2026"
)


@pytest.mark.provision("7.1")
def test_there_are_the_eight_kinds_of_the_code() -> None:
    assert len(KINDS) == len(Remedy) == kinds_asked_for() == 8


@pytest.mark.provision("7.3", "7.4")
@pytest.mark.parametrize(
    ("promised", "says"),
    [
        (NEW_TAP, ""),
        (MONEY, ""),
        (Promised("apologise", "We are sorry"), ""),
        (replace(NEW_TAP, kind="magic"), "kind of remedy"),
        (replace(NEW_TAP, what=" "), "Say what is done"),
        (replace(NEW_TAP, owner=""), "who does it"),
        (replace(NEW_TAP, due_on=None), "by which day"),
        (replace(NEW_TAP, due_on=date(2026, 11, 25)), "has passed"),
        (replace(MONEY, amount=None), "how much"),
        (replace(MONEY, amount=0), "how much"),
        (replace(MONEY, guidance=""), "guidance"),
        (replace(MONEY, what="For your time, if you drop the complaint"), "must not depend"),
    ],
)
def test_a_promise_that_cannot_be_kept_is_refused(promised: Promised, says: str) -> None:
    refused = refused_because(promised, today=TODAY)

    assert (says in refused) if says else refused == ""


@pytest.mark.parametrize(
    "words",
    [
        "If you are not happy, go to the Ombudsman.",
        "We close your complaint now. Tell us if it goes wrong again.",
        "We will mend the tap by Friday.",
    ],
)
def test_plain_words_are_no_condition(words: str) -> None:
    assert not is_conditional(words)


def test_the_officer_hears_three_working_days_later() -> None:
    holidays = frozenset(bank_holidays("england"))

    assert warn_officer_on(date(2026, 12, 23), holidays=holidays) == date(2026, 12, 30)
