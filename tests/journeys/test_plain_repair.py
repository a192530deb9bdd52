"""A resident asks for a repair and is not unhappy: a receipt, a promise, and the question whether it is done."""

import pytest

from classifiers.labels import Signal
from tests.builders import a_reading
from tests.journeys.stage import Stage, an_enquiry

TAP = "The kitchen tap drips. Please send somebody."


@pytest.mark.provision("1.4")
async def test_a_repair_gets_a_true_receipt_and_no_complaint(stage: Stage) -> None:
    told = await stage.writes("2026-11-02T09:12", TAP, reads=a_reading())

    request = told.of("service_request")
    assert told.names == ["service_request_receipt"]
    assert "We passed it to our repairs team at 9:12am on Monday 2 November" in told.text
    assert "job is raised" not in told.text
    assert "You can complain at any time" in told.text
    assert (request["offer"], request["acknowledge_by"], request["respond_by"]) == (None, None, None)
    assert len(told.cases) == 1
    assert told.tasks == []


@pytest.mark.provision("1.4")
async def test_on_the_promised_day_the_resident_is_asked_whether_it_is_done(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", TAP, reads=a_reading())

    asked = await stage.time_passes("2026-11-09T09:30")
    done = await stage.replies("2026-11-09T10:00", "DONE")

    assert asked.names == ["is_it_done"]
    assert done.of("service_request")["status"] == "closed"


async def test_not_done_on_the_promised_day_is_an_offer_and_never_a_closed_request(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", TAP, reads=a_reading())
    await stage.time_passes("2026-11-09T09:30")

    told = await stage.replies("2026-11-09T10:00", "NOT DONE")

    assert told.names == ["choice_offer"]
    assert told.of("service_request")["offer"] == "pending"
    assert told.of("service_request")["status"] == "open"


async def test_thanks_for_the_receipt_are_filed_without_another_text(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", TAP, reads=a_reading())

    told = await stage.replies(
        "2026-11-02T09:30", "Lovely, thank you!", reads=an_enquiry(signals=frozenset({Signal.COMPLIMENT}))
    )

    assert told.names == []
    assert len(told.cases) == 1
