"""A repair was asked for and nobody came: an offer on that request, a linked complaint, and the request untouched."""

import pytest

from tests.builders import a_reading, an_unhappy_reading
from tests.journeys.stage import Stage

TAP = "The kitchen tap drips. Please send somebody."
NOBODY = "Still nobody came. I stayed in all day."


@pytest.mark.provision("1.5")
async def test_unhappiness_with_a_request_is_an_offer_and_the_request_goes_on(any_stage: Stage) -> None:
    stage = any_stage
    first = await stage.writes("2026-11-02T09:12", TAP, reads=a_reading())
    request = first.of("service_request")

    offered = await stage.replies("2026-11-05T16:00", NOBODY, reads=an_unhappy_reading())

    assert offered.names == ["choice_offer"]
    assert NOBODY in offered.text
    assert len(offered.cases) == 1
    assert offered.of("service_request")["offer"] == "pending"
    assert request["reference"] in offered.text

    logged = await stage.replies("2026-11-06T09:00", "Yes")

    complaint, after = logged.of("complaint"), logged.of("service_request")
    assert logged.names == ["complaint_logged"]
    assert complaint["linked"] == [request["reference"]]
    assert complaint["received_at"] == "2026-11-05T16:00:00Z"
    assert complaint["acknowledge_by"] == "2026-11-12"
    assert (after["status"], after["queue"], after["stage"]) == ("open", "repairs", None)
    row, words = (
        await stage.case_row(request["reference"]),
        (await stage.case_row(complaint["reference"])).words,
    )
    assert row.contact_by is not None
    assert row.contact_by.isoformat() == "2026-11-09"
    assert "Still nobody came" in words


@pytest.mark.provision("1.5")
async def test_a_complaint_asked_for_about_an_open_request_is_linked_with_it(stage: Stage) -> None:
    first = await stage.writes("2026-11-02T09:12", TAP, reads=a_reading())

    logged = await stage.replies(
        "2026-11-05T16:00", "Make this a formal complaint.", reads=an_unhappy_reading(explicit=True)
    )

    assert logged.names == ["complaint_logged"]
    assert logged.of("complaint")["linked"] == [first.of("service_request")["reference"]]
    assert logged.of("complaint")["received_at"] == "2026-11-05T16:00:00Z"
    assert logged.of("service_request")["status"] == "open"
