"""What is put on record about a report and about colleagues, and what is still owed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.reports.reassessing import changed_between
from bot.reports.records import missing_from, refused_because
from bot.reports.training import staff_record_refused_because, standing_of
from bot.store.governance import StaffRecordRow

TODAY = date(2026, 11, 26)


def a_record(what: str = "training", **named: object) -> StaffRecordRow:
    known = {
        "landlord_id": "example",
        "staff_id": 1,
        "what": what,
        "words": "Handling complaints",
        "done_on": date(2025, 11, 1),
        "recorded_by": "officer@example.org",
        "recorded_at": datetime(2025, 11, 1, tzinfo=UTC),
    }
    return StaffRecordRow(**{**known, **named})


@pytest.mark.provision("8.2", "9.4", "9.6")
def test_a_period_says_what_it_still_owes() -> None:
    year = [kind.name for kind in missing_from({"published"}, is_year=True)]
    quarter = [kind.name for kind in missing_from({"told_staff"}, is_year=False)]

    assert year == ["self_assessment", "to_governing_body", "response"]
    assert quarter == ["told_residents", "lead_sign_off", "member_seen"]


@pytest.mark.parametrize(
    ("what", "words", "link", "says"),
    [
        ("no-such-thing", "x", "", "Choose"),
        ("response", "The board answered.", "", "https://"),
        ("response", "", "http://example.org", "https://"),
        ("told_staff", "", "", "Say in a few words"),
        ("told_staff", "See", "javascript:alert(1)", "https://"),
        ("told_staff", "At the staff meeting.", "", ""),
        ("published", "", "https://www.example.org/complaints", ""),
    ],
)
def test_a_record_without_what_proves_it_is_refused(what: str, words: str, link: str, says: str) -> None:
    refused = refused_because(what, words, link)

    assert (says in refused) if says else refused == ""


@pytest.mark.provision("4.3", "9.8")
@pytest.mark.parametrize(
    ("records", "warns"),
    [
        pytest.param([], "objective (9.8) and has no training", id="new"),
        pytest.param([a_record()], "objective (9.8)", id="taught-without-end"),
        pytest.param([a_record("objective")], "no training", id="not-taught"),
        pytest.param([a_record("objective"), a_record(until=TODAY)], "", id="last-day"),
        pytest.param(
            [a_record("objective"), a_record(until=TODAY - timedelta(days=1))], "no training", id="lapsed"
        ),
        pytest.param(
            [a_record("objective"), a_record(until=date(2026, 1, 1)), a_record(until=date(2027, 1, 1))],
            "",
            id="taught-again",
        ),
    ],
)
def test_lapsed_training_and_an_objective_nobody_read_are_warned_of(
    records: list[StaffRecordRow], warns: str
) -> None:
    said = standing_of(records, today=TODAY).warning

    assert (warns in said) if warns else said == ""


@pytest.mark.parametrize(
    ("words", "done_on", "until", "says"),
    [
        ("", TODAY, None, "Name"),
        ("Course", TODAY + timedelta(days=1), None, "to come"),
        ("Course", None, None, "to come"),
        ("Course", TODAY, TODAY, "until a day after"),
        ("Course", TODAY, TODAY + timedelta(days=1), ""),
    ],
)
def test_a_training_that_cannot_be_is_refused(
    words: str, done_on: date | None, until: date | None, says: str
) -> None:
    refused = staff_record_refused_because(words, done_on, until, today=TODAY)

    assert (says in refused) if says else refused == ""


@pytest.mark.provision("8.3")
def test_only_what_a_self_assessment_speaks_about_asks_for_a_new_one() -> None:
    before = {"phone": "1", "own_promises": {"stage_1_within_working_days": 10}}

    assert changed_between(before, {**before, "phone": "2"}) == []
    assert changed_between(before, {**before, "own_promises": {"stage_1_within_working_days": 8}}) == [
        "the times promised"
    ]
