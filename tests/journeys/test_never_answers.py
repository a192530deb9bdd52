"""A resident never answers the choice: one reminder by day, silence on record, and the request goes on."""

import pytest

from classifiers.labels import Signal
from tests.builders import an_unhappy_reading
from tests.journeys.stage import Stage

FED_UP = "Nobody has come about the tap. I am fed up."


@pytest.mark.provision("1.3")
async def test_silence_is_reminded_once_and_put_on_record(stage: Stage) -> None:
    await stage.writes("2026-11-02T22:40", FED_UP, reads=an_unhappy_reading())

    before = await stage.time_passes("2026-11-05T08:59")
    reminded = await stage.time_passes("2026-11-05T09:30")
    between = await stage.time_passes("2026-11-13T17:00")
    silent = await stage.time_passes("2026-11-16T09:30")

    assert before.names == []
    assert reminded.names == ["choice_reminder"]
    assert "reply YES" in reminded.text
    assert "choice_reminder" not in between.names
    assert between.of("service_request")["offer"] == "pending"
    assert silent.of("service_request")["offer"] == "unanswered"
    assert silent.of("service_request")["status"] == "open"

    # Our last mail asked "is it done?"; a bare yes still takes up the choice nobody has answered.
    logged = await stage.replies("2026-11-18T10:00", "YES")

    assert logged.names == ["complaint_logged"]
    assert logged.of("complaint")["acknowledge_by"] == "2026-11-19"


async def test_silence_of_somebody_vulnerable_means_a_call_and_no_reminder(stage: Stage) -> None:
    reads = an_unhappy_reading(signals=frozenset({Signal.VULNERABLE}))
    await stage.writes("2026-11-02T09:12", f"{FED_UP} I am 84.", reads=reads)

    third_day = await stage.time_passes("2026-11-05T09:30")

    assert third_day.names == []
    assert third_day.task("call").due == "2026-11-05"


async def test_a_contact_with_nothing_to_put_right_is_given_to_a_person_on_day_10(stage: Stage) -> None:
    await stage.writes(
        "2026-11-02T09:12", "Your call centre was rude to me.", reads=an_unhappy_reading(wants_action=False)
    )

    silent = await stage.time_passes("2026-11-16T09:30")

    assert silent.of("contact")["offer"] == "unanswered"
    assert "unanswered" in silent.asked
