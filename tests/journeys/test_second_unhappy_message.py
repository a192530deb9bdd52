"""The same resident writes unhappily again on the same matter: a person reads it that day, and the choice stays open."""

from tests.builders import an_unhappy_reading
from tests.journeys.stage import Stage

FIRST, SECOND = "Nobody mends my tap, I am fed up.", "It is worse now and you still ignore me."


async def test_a_second_unhappy_message_goes_to_a_person_that_day(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", FIRST, reads=an_unhappy_reading())

    told = await stage.replies("2026-11-03T10:00", SECOND, reads=an_unhappy_reading())

    assert told.names == ["second_unhappy"]
    assert (told.task("second_unhappy").due, told.task("second_unhappy").team) == ("2026-11-03", "complaints")
    assert len(told.cases) == 1
    assert told.of("service_request")["offer"] == "pending"


async def test_a_person_has_it_so_no_reminder_goes_out_and_yes_still_works(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", FIRST, reads=an_unhappy_reading())
    await stage.replies("2026-11-03T10:00", SECOND, reads=an_unhappy_reading())

    later = await stage.time_passes("2026-11-06T17:00")
    logged = await stage.replies("2026-11-06T17:10", "Yes")

    assert later.names == []
    assert logged.names == ["complaint_logged"]
    assert logged.of("complaint")["received_at"] == "2026-11-02T09:12:00Z"


async def test_what_they_write_once_it_is_a_complaint_goes_to_the_handler(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", FIRST, reads=an_unhappy_reading())
    await stage.replies("2026-11-02T10:00", "Yes")

    told = await stage.replies("2026-11-03T10:00", SECOND, reads=an_unhappy_reading())

    assert told.names == ["added_to_case"]
    assert told.task("read_message").due == "2026-11-04"
    assert told.task("read_message").on == told.of("complaint")["reference"]
