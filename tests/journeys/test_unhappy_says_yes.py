"""An unhappy resident is given the choice, says yes, and has an acknowledged complaint by working day 3."""

import pytest

from classifiers.labels import Topic
from tests.builders import an_unhappy_reading
from tests.journeys.stage import Stage

NO_HOT_WATER = "Third week with no hot water and nobody rings me back."
HEATING = an_unhappy_reading(topic=Topic.HEATING)


@pytest.mark.provision("1.2")
async def test_an_unhappy_resident_says_yes_by_one_word(any_stage: Stage) -> None:
    stage = any_stage

    offered = await stage.writes("2026-11-02T09:12", NO_HOT_WATER, reads=HEATING, subject="Hot water")

    assert offered.names == ["choice_offer"]
    assert offered.sent[0].to == "sam.okafor@example.net"
    assert "Do you want us to look into this as a complaint?" in offered.text
    assert NO_HOT_WATER in " ".join(offered.text.replace(">", "").split())
    request = offered.of("service_request")
    assert (request["queue"], request["offer"], request["acknowledge_by"]) == ("repairs", "pending", None)
    assert request["reference"] in offered.text
    assert offered.tasks == []

    logged = await stage.replies("2026-11-02T18:40", "Yes please")

    assert logged.names == ["complaint_logged"]
    complaint = logged.of("complaint")
    assert complaint["reference"] in logged.text
    assert "Ombudsman" in logged.text
    assert (complaint["stage"], complaint["queue"]) == (1, "complaints")
    assert (complaint["received_at"], complaint["chosen_at"]) == (
        "2026-11-02T09:12:00Z",
        "2026-11-02T18:40:00Z",
    )
    assert (complaint["acknowledge_by"], complaint["respond_by"]) == ("2026-11-09", "2026-11-23")
    assert complaint["linked"] == [request["reference"]]
    assert logged.of("service_request")["status"] == "open"

    guarded = await stage.time_passes("2026-11-05T12:05")

    assert guarded.names == ["acknowledgement_guard"]
    assert guarded.of("complaint")["acknowledged_at"] == "2026-11-05T12:00:00Z"
    assert guarded.of("complaint")["respond_by"] == "2026-11-19"
    assert guarded.task("definition").due == "2026-11-09"


async def test_staff_acknowledge_before_the_guard_has_to(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", NO_HOT_WATER, reads=HEATING)
    await stage.replies("2026-11-02T10:00", "YES")

    sent = await stage.staff(
        "2026-11-03T10:30",
        "acknowledge",
        kind_of_case="complaint",
        points=[{"text": "No hot water for three weeks", "responsible": "yes"}],
    )
    later = await stage.time_passes("2026-11-06T12:30")

    assert sent.names == ["acknowledgement_stage_1"]
    assert "No hot water for three weeks" in sent.text
    assert sent.of("complaint")["respond_by"] == "2026-11-17"
    assert later.names == []
