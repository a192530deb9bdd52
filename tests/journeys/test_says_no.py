"""A resident says no: the door stays open, nobody asks again, and a later yes still counts."""

from classifiers.labels import Signal
from tests.builders import an_unhappy_reading
from tests.journeys.stage import Stage

FED_UP = "Nobody has come about the tap. I am fed up."


async def test_a_no_is_put_on_record_and_nobody_asks_again(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", FED_UP, reads=an_unhappy_reading())

    declined = await stage.replies("2026-11-02T10:00", "No thanks")
    later = await stage.time_passes("2026-11-06T17:00")

    assert declined.names == ["declined"]
    assert "We have not logged a complaint." in declined.text
    assert declined.of("service_request")["offer"] == "declined"
    assert declined.of("service_request")["status"] == "open"
    assert "COMPLAINT" in declined.text
    assert later.names == []


async def test_a_yes_after_a_no_opens_the_complaint(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", FED_UP, reads=an_unhappy_reading())
    await stage.replies("2026-11-02T10:00", "No thanks")

    logged = await stage.replies("2026-11-04T10:00", "Yes please")

    assert logged.names == ["complaint_logged"]
    assert logged.of("complaint")["received_at"] == "2026-11-02T09:12:00Z"


async def test_a_no_after_a_yes_goes_to_a_person_and_the_complaint_goes_on(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", FED_UP, reads=an_unhappy_reading())
    await stage.replies("2026-11-02T10:00", "Yes please")

    changed = await stage.replies("2026-11-02T11:00", "No thanks")

    assert changed.names == ["changed_mind"]
    assert changed.task("check_choice").due == "2026-11-03"
    assert changed.of("complaint")["status"] == "open"


async def test_a_no_in_the_same_breath_is_met_with_an_open_door_and_no_question(stage: Stage) -> None:
    reads = an_unhappy_reading(signals=frozenset({Signal.DECLINES_COMPLAINT}))

    told = await stage.writes(
        "2026-11-02T09:12", f"{FED_UP} I do not want to complain, just fix it.", reads=reads
    )
    later = await stage.time_passes("2026-11-06T17:00")

    assert told.names == ["open_door"]
    assert told.of("service_request")["offer"] == "declined"
    assert later.names == []
