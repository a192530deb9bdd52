"""A resident asks to complain: logged at once, with the repair beside it, and acknowledged by the guard."""

import pytest

from tests.journeys.stage import Stage, asks_to_complain

COMPLAINT = "I want to make a formal complaint. The kitchen tap has dripped since May."


@pytest.mark.provision("6.2")
async def test_an_explicit_complaint_is_logged_with_its_repair_and_guarded(any_stage: Stage) -> None:
    stage = any_stage

    logged = await stage.writes("2026-11-02T09:12", COMPLAINT, reads=asks_to_complain(), subject="Complaint")

    complaint, request = logged.of("complaint"), logged.of("service_request")
    assert logged.names == ["complaint_logged"]
    assert "The kitchen tap has dripped since May." in " ".join(logged.text.replace(">", "").split())
    assert "Ombudsman" in logged.text
    assert (complaint["queue"], request["queue"]) == ("complaints", "repairs")
    assert complaint["linked"] == [request["reference"]]
    assert (complaint["received_at"], complaint["acknowledge_by"]) == ("2026-11-02T09:12:00Z", "2026-11-09")
    assert complaint["acknowledged_at"] is None

    before = await stage.time_passes("2026-11-05T11:59")
    guarded = await stage.time_passes("2026-11-05T12:01")

    assert before.names == []
    assert guarded.names == ["acknowledgement_guard"]
    assert "A computer wrote this from your words" in guarded.text
    assert "The kitchen tap has dripped since May." in guarded.text
    assert guarded.task("definition").due == "2026-11-09"
    assert guarded.of("complaint")["acknowledged_at"] == "2026-11-05T12:00:00Z"
    assert guarded.of("complaint")["respond_by"] == "2026-11-19"

    confirmed = await stage.staff(
        "2026-11-06T10:00",
        "acknowledge",
        kind_of_case="complaint",
        points=[{"text": "The tap drips since May", "responsible": "yes"}],
    )

    assert confirmed.names == ["definition_confirmed"]
    assert confirmed.of("complaint")["respond_by"] == "2026-11-19"
