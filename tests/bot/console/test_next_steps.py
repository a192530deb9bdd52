"""Does a case ask for the right thing next?"""

from datetime import UTC, date, datetime

import pytest

from bot.console.next_steps import Standing, next_steps, other_steps
from bot.store.cases import CaseRow

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def a_standing(case: dict[str, object] | None = None, **facts: bool) -> Standing:
    known = {
        "landlord_id": "example", "reference": "AV-1", "kind": "complaint", "stage": 1, "queue": "complaints",
        "topic": "heating", "team": "us", "conversation_id": 1, "resident_id": 1, "opened_from": 1,
        "profile_version": "1", "words": "", "received_at": NOW, "acknowledge_by": date(2026, 11, 27),
    }  # fmt: skip
    calm = {
        "is_on_hold": False, "is_reviewed": True, "is_acknowledged": False, "is_on_its_way": False, "has_points": True,
        "has_untaken_alert": False, "has_ungraded_hazard": False, "has_open_task": False,
    }  # fmt: skip
    return Standing(CaseRow(**{**known, **(case or {})}), **{**calm, **facts})


@pytest.mark.parametrize(
    ("standing", "places"),
    [
        pytest.param(
            a_standing(has_untaken_alert=True, is_reviewed=False, has_points=False),
            ["#alerts", "#reading", "/points"],
            id="danger first",
        ),
        pytest.param(a_standing(is_on_hold=True), ["/safe-way", "/acknowledgement"], id="at risk"),
        pytest.param(
            a_standing(has_ungraded_hazard=True, has_open_task=True),
            ["/hazard", "/acknowledgement", "#tasks"],
            id="hazard",
        ),
        pytest.param(a_standing({"acknowledged_at": NOW}), [], id="acknowledged"),
        pytest.param(a_standing(is_on_its_way=True), [], id="on its way"),
        pytest.param(
            a_standing({"acknowledged_at": NOW, "guarded_at": NOW}), ["/acknowledgement"], id="only guarded"
        ),
        pytest.param(a_standing({"kind": "service_request"}), [], id="a request, calm"),
        pytest.param(a_standing({"status": "closed"}, is_reviewed=False), [], id="closed"),
    ],
)
def test_what_a_case_asks_for_comes_most_pressing_first(standing: Standing, places: list[str]) -> None:
    assert [step.place for step in next_steps(standing, "administrator")] == places


@pytest.mark.parametrize(
    ("standing", "place", "is_open"),
    [
        pytest.param(a_standing(is_on_hold=True), "/letter", False, id="never a letter to somebody at risk"),
        pytest.param(a_standing(), "/answer", False, id="no answer before the acknowledgement"),
        pytest.param(
            a_standing({"acknowledged_at": NOW}, is_acknowledged=True), "/answer", True, id="then the answer"
        ),
        pytest.param(a_standing(), "/close", False, id="an unanswered complaint stays open"),
        pytest.param(a_standing({"kind": "enquiry"}), "/close", True, id="an enquiry may be closed"),
        pytest.param(a_standing({"kind": "enquiry"}), "/points", False, id="only a complaint has points"),
    ],
)
def test_what_can_be_done_at_any_time_depends_on_the_case(
    standing: Standing, place: str, is_open: bool
) -> None:
    assert (place in {step.place for step in other_steps(standing, "administrator")}) is is_open


def test_a_role_is_asked_only_for_what_it_may_do() -> None:
    standing = a_standing(is_reviewed=False, has_points=False, has_open_task=True)

    places = {
        role: [step.place for step in next_steps(standing, role)]
        for role in ("triage", "contractor", "handler")
    }

    assert places == {
        "triage": ["#reading", "#tasks"],
        "contractor": ["/points", "#tasks"],
        "handler": ["#reading", "/points", "#tasks"],
    }
    assert "/refuse" not in {step.place for step in other_steps(standing, "handler")}
