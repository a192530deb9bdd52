"""A refusal: a named person, its evidence, its letter first; and what the Ombudsman sends back. Sam is invented."""

import pytest

from bot.acts.refusing import refuse
from bot.casework.refuse import RefusalDraft
from bot.errors import IllegalMove, NotAllowed
from bot.store.cases import CLOSED, OPEN
from bot.store.staff import StaffRow
from classifiers.labels import Topic
from tests.builders import an_unhappy_reading
from tests.journeys.stage import SAM, Scene, Stage, asks_to_complain

COMPLAINT = "I want to complain. You changed my windows in May 2024 and they were never right."
POINTS = [{"text": "The windows", "responsible": "yes"}]
REFUSAL = {
    "ground": "over_12_months",
    "text": "The windows were changed in May 2024, and you told us in June 2024 that they were fine.",
    "circumstances": "You told us of no illness, and wrote to us about other things in that year.",
    "discretion": "Nothing about the windows goes on today.",
    "event_on": "2024-05-01",
    "aware_on": "2024-06-01",
}


async def logged(stage: Stage, *, sender: str = SAM) -> str:
    scene = await stage.writes(
        "2026-11-02T09:12", COMPLAINT, reads=asks_to_complain(wants_action=False), sender=sender
    )
    return str([case for case in scene.cases if case["kind"] == "complaint"][-1]["reference"])


async def refused(stage: Stage, at: str, reference: str, **said: object) -> Scene:
    return await stage.staff(at, "refuse", case=reference, **{**REFUSAL, **said})


@pytest.mark.provision("2.4", "2.5")
async def test_the_letter_says_why_what_was_weighed_who_decided_and_who_can_overturn_it(stage: Stage) -> None:
    reference = await logged(stage)

    told = await refused(stage, "2026-11-03T10:00", reference)

    assert told.names == ["refusal"]
    for words in (
        "You knew of this for more than twelve months",
        "in June 2024 that they were fine",
        "You told us of no illness",
        "Nothing about the windows goes on today.",
        "An Officer decided this. A person did, and no computer.",
        "They can tell us to look into it",
        "0300 111 3000",
    ):
        assert words in told.text
    case = await stage.case_row(reference)
    assert (case.status, "the time limit" in case.closed_reason) == (CLOSED, True)


@pytest.mark.provision("2.1")
async def test_until_a_person_signs_it_goes_on_as_accepted(stage: Stage) -> None:
    reference = await logged(stage)
    with pytest.raises(IllegalMove, match="discretion"):
        await refused(stage, "2026-11-03T10:00", reference, discretion="")

    guarded = await stage.time_passes("2026-11-05T12:01")

    assert guarded.names == ["acknowledgement_guard"]
    assert (await stage.case_row(reference)).status == OPEN


@pytest.mark.provision("2.4")
async def test_a_letter_that_comes_back_refuses_nothing(stage: Stage) -> None:
    reference = await logged(stage)
    await refused(stage, "2026-11-03T10:00", reference)
    (row,) = await stage.written("refusal")

    await stage.comes_back("2026-11-03T11:00", row)

    case = await stage.case_row(reference)
    assert (case.status, str(case.acknowledge_by)) == (OPEN, "2026-11-09")


@pytest.mark.provision("2.4")
async def test_on_the_ombudsmans_instruction_it_opens_at_stage_1_counted_from_that_day(stage: Stage) -> None:
    reference = await logged(stage)
    await refused(stage, "2026-11-03T10:00", reference)
    with pytest.raises(IllegalMove, match="what they said"):
        await stage.staff("2026-12-01T10:00", "reopen", case=reference, on="2026-11-30")

    opened = await stage.staff(
        "2026-12-01T10:00", "reopen", case=reference, on="2026-11-30", text="Consider it at stage 1."
    )

    complaint = opened.of("complaint")
    assert (complaint["status"], complaint["stage"], complaint["acknowledge_by"]) == ("open", 1, "2026-12-07")


@pytest.mark.provision("2.5")
async def test_the_same_words_on_two_complaints_are_somebodys_task(stage: Stage) -> None:
    first = await logged(stage)
    second = await logged(stage, sender="Ida Example <ida@resident.example>")
    one = await refused(stage, "2026-11-03T10:00", first)
    two = await refused(stage, "2026-11-03T11:00", second)

    assert "same_refusal" not in one.asked
    assert two.task("same_refusal").team == "manager"


@pytest.mark.provision("5.11", "6.10")
async def test_sixty_days_after_the_answer_stage_2_still_opens_and_a_refusal_of_it_needs_the_same(
    stage: Stage,
) -> None:
    reference = await logged(stage)
    await stage.staff("2026-11-04T10:00", "acknowledge", case=reference, points=POINTS)
    await stage.staff("2026-11-12T10:00", "answer", case=reference)

    escalated = await stage.replies("2027-01-11T10:00", "This is not right.", reads=an_unhappy_reading())

    complaint = escalated.of("complaint")
    assert (complaint["stage"], complaint["acknowledge_by"]) == (2, "2027-01-18")
    assert "too late" not in escalated.text.lower()
    by = {"case": reference, "from": "reviewer@example.org"}
    with pytest.raises(IllegalMove, match="There are no others"):
        await stage.staff("2027-01-12T10:00", "refuse", **{**REFUSAL, "ground": "four_weeks"}, **by)
    with pytest.raises(IllegalMove, match="filed"):
        await stage.staff("2027-01-12T10:00", "refuse", **{**REFUSAL, "ground": "court_claim_filed"}, **by)
    told = await stage.staff(
        "2027-01-12T11:00",
        "refuse",
        **{
            **REFUSAL,
            "ground": "court_claim_filed",
            "filed_on": "2027-01-05",
            "documents": "N1 and particulars",
        },
        **by,
    )

    assert told.names == ["refusal"]
    assert "You asked us to look at our answer again." in told.text


@pytest.mark.provision("2.5", "4.1")
async def test_only_somebody_of_standing_says_no(stage: Stage) -> None:
    reference = await logged(stage)
    handler = StaffRow(
        id=9,
        landlord_id="example",
        email="kim@example.org",
        name="Kim",
        role="handler",
        created_at=stage.house.clock(),
    )

    with pytest.raises(NotAllowed, match="decides this"):
        await refuse(stage.house, handler, reference, RefusalDraft("over_12_months", "x", "y"))

    assert (await stage.case_row(reference)).status == OPEN


@pytest.mark.provision("2.4")
async def test_whoever_calls_the_refusal_unfair_gets_a_person_and_is_not_asked_anew(stage: Stage) -> None:
    reference = await logged(stage)
    await refused(stage, "2026-11-03T10:00", reference)

    told = await stage.replies(
        "2026-11-04T10:00", "That is unfair. I told you again in 2025.", reads=an_unhappy_reading()
    )

    assert told.names == ["added_to_case"]
    assert told.task("read_message").on == reference
    assert len(told.cases) == 1


@pytest.mark.provision("1.3")
async def test_another_grievance_in_that_thread_is_a_choice_of_its_own(stage: Stage) -> None:
    reference = await logged(stage)
    await refused(stage, "2026-11-03T10:00", reference)

    told = await stage.replies(
        "2026-11-04T10:00",
        "And nobody does anything about the noise next door.",
        reads=an_unhappy_reading(topic=Topic.ASB),
    )

    assert told.names == ["choice_offer"]
