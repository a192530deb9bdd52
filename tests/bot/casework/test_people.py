"""Consent, restrictions, other law's clocks, new issues and calls: what each needs before it counts."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.casework.calls import could_not_reach_because
from bot.casework.consent import ConsentDraft, holds, is_implied, missing_from_consent
from bot.casework.matters import KINDS, NewIssue, joins_complaint, why_new
from bot.casework.restrict import RestrictionDraft, has_lapsed, missing_from_restriction
from bot.landlords.calendar import bank_holidays

TODAY = date(2026, 11, 26)
HOLIDAYS = frozenset(bank_holidays("england"))
CONSENT = ConsentDraft("verbal", "Priya Nair", TODAY)
LIMIT = RestrictionDraft(
    "Forty calls a day", "Call list of May", "No illness is known to us", ["letter"], TODAY, date(2027, 2, 1)
)
RELATED = NewIssue(is_related=True, would_delay=False, reason="The same leak")


@pytest.mark.provision("3.6")
@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({}, ""),
        ({"how": "guessed"}, "how they gave it"),
        ({"given_to": " "}, "which of us"),
        ({"given_on": None}, "the day"),
        ({"given_on": date(2026, 11, 27)}, "the day"),
        ({"expires_on": TODAY}, "cannot end before"),
    ],
)
def test_a_consent_says_how_to_whom_and_when(changed: dict[str, object], says: str) -> None:
    said = missing_from_consent(replace(CONSENT, **changed), today=TODAY)  # type: ignore[arg-type]

    assert (says in said) if says else said == ""


@pytest.mark.provision("3.6")
@pytest.mark.parametrize(
    ("kind", "implied"),
    [
        ("mp", True),
        ("councillor", True),
        ("mayor", True),
        ("petition_lead", True),
        ("family", False),
        ("solicitor", False),
    ],
)
def test_only_elected_members_need_no_word_of_the_residents(kind: str, implied: bool) -> None:
    assert is_implied(kind) is implied


def test_a_consent_holds_until_its_last_day() -> None:
    assert holds("recorded", TODAY, TODAY)
    assert not holds("recorded", date(2026, 11, 25), TODAY)
    assert not holds("pending", None, TODAY)


@pytest.mark.provision("5.14", "5.15")
@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"reason": ""}, "(5.14)"),
        ({"evidence": " "}, "evidence"),
        ({"equality": ""}, "Equality Act"),
        ({"channels_left": []}, "at least one way"),
        ({"starts_on": None}, "the day it begins"),
        ({"review_on": None}, "looked at again"),
        ({"review_on": TODAY}, "looked at again"),
        ({"review_on": date(2028, 1, 1)}, "within a year"),
    ],
)
def test_a_limit_without_its_proof_its_way_out_or_its_review_is_not_saved(
    changed: dict[str, object], says: str
) -> None:
    said = missing_from_restriction(replace(LIMIT, **changed), today=TODAY)  # type: ignore[arg-type]

    assert len(said) == 1
    assert says in said[0]


def test_a_whole_limit_may_be_saved_and_lapses_on_its_day() -> None:
    assert missing_from_restriction(LIMIT, today=TODAY) == []
    assert has_lapsed(date(2027, 2, 1), date(2027, 2, 1))
    assert not has_lapsed(date(2027, 2, 1), date(2027, 1, 31))


@pytest.mark.provision("6.8")
@pytest.mark.parametrize(
    ("issue", "stage", "is_answered", "together"),
    [
        (RELATED, 1, False, True),
        (RELATED, 1, True, False),
        (RELATED, 2, False, False),
        (replace(RELATED, would_delay=True), 1, False, False),
        (replace(RELATED, is_related=False), 1, False, False),
    ],
)
def test_a_new_issue_joins_only_what_is_the_same_unanswered_and_not_delayed(
    issue: NewIssue, stage: int, is_answered: bool, together: bool
) -> None:
    assert joins_complaint(issue, stage=stage, is_answered=is_answered) is together
    assert why_new(issue, stage=stage, is_answered=is_answered).endswith(".")


@pytest.mark.parametrize(
    ("kind", "came", "due"),
    [
        ("data_protection", date(2026, 11, 22), date(2026, 12, 21)),
        ("access_request", date(2026, 11, 25), date(2026, 12, 29)),
        ("letter_of_claim", date(2026, 11, 2), date(2026, 11, 30)),
        ("insurance", date(2026, 11, 2), None),
    ],
)
def test_other_law_has_its_own_day(kind: str, came: date, due: date | None) -> None:
    assert KINDS[kind].due_on(came, holidays=HOLIDAYS) == due


@pytest.mark.provision("5.6")
@pytest.mark.parametrize(
    ("hours", "reached", "says"),
    [
        ([], False, "Try 3 more"),
        ([10, 14], False, "Try 1 more time,"),
        ([9, 10, 11], False, "same time of day"),
        ([10, 14, 18], False, ""),
        ([10, 14, 18], True, "They were reached"),
    ],
)
def test_three_tries_at_different_hours_come_before_could_not_reach(
    hours: list[int], reached: bool, says: str
) -> None:
    calls = [(datetime(2026, 11, 24, hour, tzinfo=UTC), reached) for hour in hours]
    said = could_not_reach_because(calls)

    assert (says in said) if says else said == ""
