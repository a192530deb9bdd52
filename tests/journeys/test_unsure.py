"""The computer is not sure: it says so, the complaint clock runs, and a person decides."""

from tests.journeys.stage import Stage, an_enquiry

MUDDLED = "re what we said about the thing with next door and the letter"
UNSURE = an_enquiry(sure=False, confidence=0.41)


async def test_what_is_not_sure_gets_an_honest_receipt_with_the_choice(stage: Stage) -> None:
    told = await stage.writes("2026-11-02T09:12", MUDDLED, reads=UNSURE)

    contact = told.of("contact")
    assert told.names == ["unsure_receipt"]
    assert "Our computer was not sure what you need." in told.text
    assert "/complain/" in told.text
    assert (contact["queue"], contact["acknowledge_by"]) == ("triage", "2026-11-09")
    assert told.task("decide").due == "2026-11-03"


async def test_nobody_decides_and_a_person_is_alarmed_instead_of_the_guard(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", MUDDLED, reads=UNSURE)

    alarmed = await stage.time_passes("2026-11-05T12:01")

    assert alarmed.names == []
    assert alarmed.task("acknowledge_by_person").due == "2026-11-05"
    assert {kind for kind, _ in alarmed.alerts} == {"acknowledgement"}


async def test_a_person_decides_that_it_is_unhappy_and_the_choice_is_offered(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", MUDDLED, reads=UNSURE)

    decided = await stage.staff(
        "2026-11-02T11:00", "correct", kind="complaint", topic="asb", wants_action=True
    )
    logged = await stage.replies("2026-11-03T09:00", "Yes")

    assert decided.names == ["choice_offer"]
    assert decided.of("service_request")["queue"] == "neighbourhoods"
    assert logged.of("complaint")["received_at"] == "2026-11-02T09:12:00Z"
    assert logged.of("complaint")["acknowledge_by"] == "2026-11-09"


async def test_a_person_decides_that_it_is_a_repair_and_the_complaint_clock_ends(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", MUDDLED, reads=UNSURE)

    decided = await stage.staff(
        "2026-11-02T11:00", "correct", kind="service_request", topic="repairs", wants_action=True
    )

    assert decided.names == ["service_request_receipt"]
    assert decided.of("service_request")["acknowledge_by"] is None


async def test_yes_to_the_honest_receipt_opens_the_complaint_from_the_first_message(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", MUDDLED, reads=UNSURE)

    logged = await stage.replies("2026-11-03T09:00", "COMPLAINT")

    assert logged.names == ["complaint_logged"]
    assert len(logged.cases) == 1
    assert logged.of("complaint")["received_at"] == "2026-11-02T09:12:00Z"
