"""`hark cases --json`: every case a line, field by field."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.bot.commands.conftest import Hark, Ran

FIELDS = [
    *("reference", "kind", "stage", "status", "queue", "topic", "received_at", "chosen_at", "acknowledge_by"),
    *("acknowledged_at", "respond_by", "offer", "resident", "linked", "messages"),
]


@pytest.fixture
def known(hark: Hark, morning: tuple[Path, Ran], monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    monkeypatch.setenv("HARK_DATA_DIR", str(morning[0] / ".hark"))
    ran = hark("cases", "--json")
    assert (ran.status, ran.err) == (0, "")
    return ran.objects


def of(known: list[dict[str, object]], name: str, kind: str) -> dict[str, object]:
    return next(case for case in known if case["resident"]["name"] == name and case["kind"] == kind)  # type: ignore[index]


def test_every_case_has_every_field_in_its_place(known: list[dict[str, object]]) -> None:
    assert len(known) >= 24
    assert all(list(case) == FIELDS for case in known)
    assert {case["kind"] for case in known} <= {
        "complaint",
        "service_request",
        "enquiry",
        "feedback",
        "contact",
    }
    assert {case["offer"] for case in known} <= {None, "pending", "accepted", "declined", "unanswered"}
    assert all(set(case["resident"]) == {"name", "address"} for case in known)  # type: ignore[call-overload]


def test_instants_are_utc_and_dates_are_days(known: list[dict[str, object]]) -> None:
    for case in known:
        for instant in ("received_at", "chosen_at", "acknowledged_at"):
            said = case[instant]
            assert said is None or (str(said).endswith("Z") and datetime.fromisoformat(str(said)).tzinfo)
        for day in ("acknowledge_by", "respond_by"):
            assert case[day] is None or date.fromisoformat(str(case[day]))


def test_an_explicit_complaint_is_linked_to_what_is_to_be_put_right(known: list[dict[str, object]]) -> None:
    complaint = of(known, "Dev Patel", "complaint")
    request = of(known, "Dev Patel", "service_request")

    assert (complaint["stage"], complaint["status"], complaint["queue"]) == (1, "open", "complaints")
    assert complaint["received_at"] == complaint["chosen_at"]
    assert str(complaint["acknowledge_by"]) < str(complaint["respond_by"])
    assert (complaint["linked"], request["linked"]) == ([request["reference"]], [complaint["reference"]])
    assert (request["stage"], complaint["messages"]) == (None, 1)


def test_an_unhappy_resident_has_the_choice(known: list[dict[str, object]]) -> None:
    waiting = of(known, "Maureen Tully", "service_request")

    assert (waiting["offer"], waiting["chosen_at"], waiting["acknowledge_by"]) == ("pending", None, None)
    assert waiting["resident"] == {"name": "Maureen Tully", "address": "m.tully@resident.example"}


def test_a_machines_mail_has_no_case(known: list[dict[str, object]]) -> None:
    assert not [case for case in known if case["resident"]["address"] == "noreply@resident.example"]  # type: ignore[index]


def test_without_json_it_is_a_line_a_person_can_read(hark: Hark, known: list[dict[str, object]]) -> None:
    ran = hark("cases")

    assert len(ran.lines) == len(known)
    assert re.match(
        r"[A-Z]{2}-\w{7}  (complaint|service_request|enquiry|feedback|contact) +open", ran.lines[0]
    )


def test_where_there_are_none_it_prints_nothing(hark: Hark) -> None:
    ran = hark("cases", "--json")

    assert (ran.status, ran.out, ran.err) == (0, "", "")


def test_a_landlord_nobody_knows_is_told(hark: Hark) -> None:
    ran = hark("cases", "--landlord", "elsewhere")

    assert (ran.status, ran.out, ran.err) == (
        1,
        "",
        "hark: There is no landlord 'elsewhere' here; there are: example.\n",
    )
