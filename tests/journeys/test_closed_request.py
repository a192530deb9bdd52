"""A request is closed: thanks are filed, unhappiness is an offer, and nothing silently reopens."""

from classifiers.labels import Signal
from tests.builders import a_reading, an_unhappy_reading
from tests.journeys.stage import Stage, an_enquiry

TAP = "The kitchen tap drips. Please send somebody."


async def closed(stage: Stage) -> str:
    """A repair, asked for and closed; its reference."""
    told = await stage.writes("2026-11-02T09:12", TAP, reads=a_reading())
    await stage.staff("2026-11-04T15:00", "close", reason="New washer fitted")
    return str(told.of("service_request")["reference"])


async def test_thanks_to_a_closed_request_are_filed(stage: Stage) -> None:
    reference = await closed(stage)

    told = await stage.replies(
        "2026-11-05T09:00", "Works now, thank you.", reads=an_enquiry(signals=frozenset({Signal.COMPLIMENT}))
    )

    assert (told.names, told.tasks) == ([], [])
    assert [(case["reference"], case["status"]) for case in told.cases] == [(reference, "closed")]


async def test_unhappiness_after_a_closed_request_is_an_offer(stage: Stage) -> None:
    reference = await closed(stage)

    told = await stage.replies(
        "2026-11-05T09:00", "He left a flood behind and nobody cares.", reads=an_unhappy_reading()
    )

    assert told.names == ["choice_offer"]
    assert [case["offer"] for case in told.cases if case["reference"] == reference] in (["pending"], [None])
    assert "pending" in [case["offer"] for case in told.cases]

    logged = await stage.replies("2026-11-05T10:00", "Yes")

    assert logged.of("complaint")["received_at"] == "2026-11-05T09:00:00Z"
    assert next(case["status"] for case in logged.cases if case["reference"] == reference) == "closed"


async def test_the_same_repair_asked_for_again_is_a_new_request(stage: Stage) -> None:
    reference = await closed(stage)

    told = await stage.writes(
        "2026-11-20T09:00", "The tap drips again, please send somebody.", reads=a_reading()
    )

    assert told.names == ["service_request_receipt"]
    assert sorted(case["status"] for case in told.cases) == ["closed", "open"]
    assert next(case["status"] for case in told.cases if case["reference"] == reference) == "closed"
