"""A resident says yes four weeks after the choice: the complaint opens, with the first message's date kept beside the yes."""

from tests.builders import an_unhappy_reading
from tests.journeys.stage import Stage


async def test_a_yes_after_four_weeks_still_opens_the_complaint(stage: Stage) -> None:
    await stage.writes(
        "2026-11-02T09:12", "Nobody has come about the tap. I am fed up.", reads=an_unhappy_reading()
    )
    silence = await stage.time_passes("2026-11-30T09:59")
    assert silence.of("service_request")["offer"] == "unanswered"

    logged = await stage.replies("2026-11-30T10:00", "Yes, log my complaint")

    complaint = logged.of("complaint")
    assert logged.names == ["complaint_logged"]
    assert complaint["received_at"] == "2026-11-02T09:12:00Z"
    assert complaint["chosen_at"] == "2026-11-30T10:00:00Z"
    assert complaint["acknowledge_by"] == "2026-12-01"
    assert complaint["respond_by"] == "2026-12-15"
    assert logged.of("service_request")["offer"] == "accepted"
    assert "2 November" in logged.text

    guarded = await stage.time_passes("2026-12-01T12:01")

    assert guarded.names == ["acknowledgement_guard"]
    assert guarded.of("complaint")["acknowledged_at"] == "2026-12-01T12:00:00Z"
