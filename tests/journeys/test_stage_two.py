"""Not happy with our answer: stage 2, by another person, and after that the Ombudsman."""

import pytest

from bot.errors import IllegalMove, NotAllowed
from bot.rehearsed_acts import act_as_staff
from classifiers.labels import Signal, Topic
from tests.builders import an_unhappy_reading
from tests.journeys.stage import Scene, Stage, an_enquiry, asks_to_complain

COMPLAINT = "I want to complain. The tap has dripped since May."
NOT_HAPPY = "That does not put it right. I am not happy with this."
STAGE_1, STAGE_2 = "officer@example.org", "reviewer@example.org"


async def answered(stage: Stage) -> Scene:
    """A complaint with its stage 1 answer."""
    await stage.writes("2026-11-02T09:12", COMPLAINT, reads=asks_to_complain())
    await stage.staff(
        "2026-11-03T10:00",
        "acknowledge",
        kind_of_case="complaint",
        points=[{"text": "The tap drips", "responsible": "yes"}],
    )
    await stage.time_passes("2026-11-12T09:59")
    return await stage.staff(
        "2026-11-12T10:00",
        "answer",
        kind_of_case="complaint",
        text="We uphold your complaint and will mend the tap.",
    )


@pytest.mark.provision("6.10", "6.12")
async def test_any_words_of_unhappiness_after_the_answer_are_stage_2(stage: Stage) -> None:
    told = await answered(stage)
    assert told.names == ["stage_1_response"]

    escalated = await stage.replies("2026-11-16T20:00", NOT_HAPPY, reads=an_unhappy_reading())

    complaint = escalated.of("complaint")
    assert escalated.names == ["escalation_logged"]
    assert complaint["reference"] in escalated.text
    assert (complaint["stage"], complaint["queue"], complaint["status"]) == (2, "stage-2", "open")
    assert (complaint["acknowledge_by"], complaint["acknowledged_at"]) == ("2026-11-23", None)
    assert escalated.task("understand_why").team == "stage-2"

    guarded = await stage.time_passes("2026-11-19T12:01")

    assert guarded.names == ["acknowledgement_stage_2"]
    assert guarded.of("complaint")["respond_by"] == "2026-12-17"


@pytest.mark.provision("6.13")
async def test_whoever_answered_stage_1_does_not_act_at_stage_2(stage: Stage) -> None:
    await answered(stage)
    escalated = await stage.replies("2026-11-16T20:00", NOT_HAPPY, reads=an_unhappy_reading())
    reference = escalated.of("complaint")["reference"]

    with pytest.raises(NotAllowed, match=r"6\.13"):
        await act_as_staff(
            stage.house, stage.profile, {"do": "write", "case": reference, "text": "Hello", "from": STAGE_1}
        )
    await act_as_staff(
        stage.house, stage.profile, {"do": "write", "case": reference, "text": "Hello", "from": STAGE_2}
    )

    assert len(await stage.written("person_reply")) == 1


@pytest.mark.provision("5.3")
async def test_unhappy_after_the_final_answer_is_told_of_the_ombudsman(stage: Stage) -> None:
    await answered(stage)
    await stage.replies("2026-11-16T20:00", NOT_HAPPY, reads=an_unhappy_reading())
    await stage.time_passes("2026-11-20T12:01")
    final = {"kind_of_case": "complaint", "from": STAGE_2, "text": "Our final answer stands."}
    await stage.staff("2026-11-24T10:00", "answer", **final)

    told = await stage.replies(
        "2026-11-25T10:00", "This is a joke. Still not right.", reads=an_unhappy_reading()
    )

    assert told.names == ["final_answer"]
    assert "there is no other stage with us" in told.text
    assert "Housing Ombudsman" in told.text
    assert told.of("complaint")["stage"] == 2


async def test_thanks_for_the_answer_are_filed(stage: Stage) -> None:
    await answered(stage)

    told = await stage.replies("2026-11-16T20:00", "Thank you, that is all I wanted.", reads=an_enquiry())

    assert told.names == []
    assert told.of("complaint")["stage"] == 1


async def test_unhappy_with_an_answer_nobody_finds_is_logged_and_matched_by_a_person(stage: Stage) -> None:
    reads = asks_to_complain(signals=frozenset({Signal.ESCALATION}), topic=Topic.MONEY)

    told = await stage.writes(
        "2026-11-02T09:12", "I reject your stage one answer of June, take it further.", reads=reads
    )

    assert told.names == ["complaint_logged"]
    assert told.of("complaint")["stage"] == 1
    assert told.task("match_case").due == "2026-11-03"


async def test_a_second_answer_of_the_same_stage_is_refused_and_not_lost(stage: Stage) -> None:
    await answered(stage)

    with pytest.raises(IllegalMove, match="written already"):
        await stage.staff(
            "2026-11-12T11:00", "answer", kind_of_case="complaint", text="And we will pay you something."
        )
