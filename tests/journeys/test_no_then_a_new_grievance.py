"""A resident said no, and is unhappy again: about something else at once, or about the same thing weeks later."""

from classifiers.labels import Topic
from tests.builders import an_unhappy_reading
from tests.journeys.stage import Stage

COLD = "Still no heating, this is not good enough."
LIFT = "And now the bins have not been emptied for a month, it stinks."
AGAIN = "The heating is off once more. I have had enough."
HEATING = an_unhappy_reading(topic=Topic.HEATING)


async def test_another_grievance_after_a_no_is_a_new_offer(stage: Stage) -> None:
    first = await stage.writes("2026-11-02T09:12", COLD, reads=HEATING)
    await stage.replies("2026-11-02T10:00", "No thanks")

    second = await stage.writes("2026-11-04T10:00", LIFT, reads=an_unhappy_reading(topic=Topic.ESTATE))

    assert second.names == ["choice_offer"]
    assert "bins" in second.text
    known = {case["topic"]: case["offer"] for case in second.cases}
    assert known == {"heating": "declined", "estate": "pending"}
    assert first.cases[0]["reference"] not in second.text


async def test_the_same_grievance_after_20_working_days_is_a_new_offer(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", COLD, reads=HEATING)
    await stage.replies("2026-11-02T10:00", "No thanks")

    await stage.time_passes("2026-12-01T09:59")
    anew = await stage.writes("2026-12-01T10:00", AGAIN, reads=HEATING)

    assert anew.names == ["choice_offer"]
    assert anew.of("service_request")["offer"] == "pending"


async def test_two_open_matters_and_a_bare_yes_asks_which(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", COLD, reads=HEATING)
    await stage.writes("2026-11-02T09:30", LIFT, reads=an_unhappy_reading(topic=Topic.ESTATE))

    asked = await stage.writes("2026-11-02T10:00", "YES")
    heating = next(case["reference"] for case in asked.cases if case["topic"] == "heating")
    told = await stage.writes("2026-11-02T10:05", heating)

    assert asked.names == ["which_matter"]
    assert told.names == ["complaint_logged"]
    assert told.of("complaint")["topic"] == "heating"
