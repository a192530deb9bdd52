"""A survey is answered with a repair in it: feedback and a request, no complaint unless the resident asks for one."""

from tests.journeys.stage import Stage, a_survey_answer

ANSWER = "2 out of 10. The fitter was late and the bath still leaks."


async def test_a_survey_answer_is_no_complaint_but_its_repair_is_passed_on(stage: Stage) -> None:
    told = await stage.writes(
        "2026-11-02T09:12", ANSWER, reads=a_survey_answer(wants_action=True, dissatisfied=0.9, unhappy=True)
    )
    later = await stage.time_passes("2026-11-06T17:00")

    feedback, request = told.of("feedback"), told.of("service_request")
    assert told.names == ["survey_signpost"]
    assert "Answers to a survey are not logged as a complaint." in told.text
    assert (feedback["queue"], request["queue"]) == ("feedback", "repairs")
    assert feedback["linked"] == [request["reference"]]
    assert (feedback["offer"], request["offer"]) == (None, None)
    assert later.names == []


async def test_complaint_in_reply_to_the_signpost_opens_one_dated_that_day(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", ANSWER, reads=a_survey_answer(wants_action=True))

    await stage.time_passes("2026-11-06T09:59")
    logged = await stage.replies("2026-11-06T10:00", "COMPLAINT")

    complaint = logged.of("complaint")
    assert logged.names == ["complaint_logged"]
    assert complaint["received_at"] == complaint["chosen_at"] == "2026-11-06T10:00:00Z"
    assert complaint["acknowledge_by"] == "2026-11-13"
    assert logged.of("feedback")["status"] == "open"
    assert logged.of("service_request")["status"] == "open"
