"""A robot answers: no case, no answer; but where a resident may be speaking in it, a person reads it."""

from classifiers.labels import Signal
from tests.builders import an_unhappy_reading
from tests.journeys.stage import Stage, an_enquiry


async def test_an_out_of_office_has_no_case_and_gets_no_answer(stage: Stage) -> None:
    told = await stage.writes(
        "2026-11-02T09:12",
        "I am away until Monday.",
        who="robot",
        subject="Automatic reply",
        reads=an_enquiry(),
    )

    assert (told.sent, told.cases, told.tasks, told.alerts) == ([], [], [], [])


async def test_a_robot_answering_our_offer_is_not_an_answer_to_the_choice(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", "Nobody has come. I am fed up.", reads=an_unhappy_reading())

    told = await stage.writes(
        "2026-11-02T09:13", "Yes, I am away until Monday.", who="robot", reply=True, reads=an_enquiry()
    )

    assert told.names == []
    assert told.of("service_request")["offer"] == "pending"


async def test_a_web_form_that_reads_unhappy_is_given_to_a_person_and_not_answered(stage: Stage) -> None:
    reads = an_unhappy_reading(signals=frozenset({Signal.EMERGENCY}))

    told = await stage.writes(
        "2026-11-02T09:12", "Form: I smell gas and nobody answers.", who="robot", reads=reads
    )

    assert told.sent == []
    assert told.task("read_machine_mail").due == "2026-11-03"
    assert {kind for kind, _ in told.alerts} == {"emergency"}
