"""More time: before the day is over, told with the Ombudsman's number, holding once it is told. Sam is invented."""

from datetime import date

import pytest

from bot.errors import IllegalMove
from bot.story import tell
from tests.journeys.stage import Scene, Stage, asks_to_complain

COMPLAINT = "I want to complain. The lift has been out since May."


async def acknowledged(stage: Stage) -> str:
    logged = await stage.writes("2026-11-02T09:12", COMPLAINT, reads=asks_to_complain(wants_action=False))
    await stage.staff(
        "2026-11-04T10:00",
        "acknowledge",
        kind_of_case="complaint",
        points=[{"text": "The lift", "responsible": "yes"}],
    )
    return str(logged.of("complaint")["reference"])


async def extended(stage: Stage, at: str, reference: str, **said: object) -> Scene:
    wanted = {
        "due_on": "2026-12-02",
        "text": "A part comes from abroad.",
        "done_so_far": "We looked at the lift.",
    }
    return await stage.staff(at, "extend", case=reference, **{**wanted, **said})


@pytest.mark.provision("6.4", "6.5", "5.9")
async def test_the_notice_says_why_until_when_how_often_and_who_else_can_help(stage: Stage) -> None:
    reference = await acknowledged(stage)

    told = await extended(stage, "2026-11-18T16:00", reference)

    assert told.names == ["extension"]
    for words in (
        "at stage 1",
        "our answer by Wednesday 2 December 2026",
        "We had said Wednesday 18 November 2026.",
        "A part comes from abroad.",
        "We looked at the lift.",
        "at least every 5 working days",
        "Does that not work for you?",
        "the Ombudsman can help you",
        "0300 111 3000",
    ):
        assert words in told.text
    assert told.of("complaint")["respond_by"] == "2026-12-02"


@pytest.mark.provision("6.4")
async def test_a_notice_that_comes_back_leaves_the_old_day(stage: Stage) -> None:
    reference = await acknowledged(stage)
    await extended(stage, "2026-11-17T16:00", reference)
    (row,) = await stage.written("extension")

    back = await stage.comes_back("2026-11-17T17:00", row)

    assert back.of("complaint")["respond_by"] == "2026-11-18"


@pytest.mark.provision("6.4")
async def test_asked_for_after_the_day_it_is_late_and_a_task(stage: Stage) -> None:
    reference = await acknowledged(stage)

    late = await extended(stage, "2026-11-19T09:00", reference)

    assert "extension" not in late.names
    assert "answer_late" in late.asked
    assert late.of("complaint")["respond_by"] == "2026-11-18"


@pytest.mark.provision("5.9")
async def test_each_agreed_update_is_asked_for_and_a_missed_one_goes_to_the_manager(stage: Stage) -> None:
    reference = await acknowledged(stage)
    await extended(stage, "2026-11-18T16:00", reference)

    asked = await stage.time_passes("2026-11-25T09:01")
    missed = await stage.time_passes("2026-11-26T09:01")

    assert asked.task("update_resident").due == "2026-11-25"
    assert missed.task("update_missed").team == "manager"


async def test_an_update_that_was_written_is_not_missed(stage: Stage) -> None:
    reference = await acknowledged(stage)
    await extended(stage, "2026-11-18T16:00", reference)
    await stage.time_passes("2026-11-25T09:01")
    await stage.staff("2026-11-25T11:00", "write", case=reference, text="The part is in the country now.")

    next_day = await stage.time_passes("2026-11-26T09:01")

    assert "update_missed" not in next_day.asked


@pytest.mark.provision("6.15", "6.16")
async def test_stage_2_has_twenty_more_and_the_ombudsmans_number(stage: Stage) -> None:
    reference = await acknowledged(stage)
    await stage.staff("2026-11-12T10:00", "answer", case=reference)
    await stage.replies("2026-11-20T20:00", "Not good enough.", reads=asks_to_complain())
    by = {"case": reference, "from": "reviewer@example.org"}
    points = [{"text": "The lift", "responsible": "yes"}]
    await stage.staff("2026-11-23T10:00", "acknowledge", points=points, **by)

    with pytest.raises(IllegalMove, match=r"good reason. Put it down \(6.15\)"):
        await stage.staff("2026-12-21T10:00", "extend", due_on="2027-01-22", text="It is hard.", **by)
    told = await stage.staff("2026-12-21T11:00", "extend", due_on="2027-01-21", text="It is hard.", **by)

    assert told.names == ["extension"]
    assert "at stage 2" in told.text
    assert "0300 111 3000" in told.text
    assert told.of("complaint")["respond_by"] == "2027-01-21"


@pytest.mark.provision("6.3", "6.14")
async def test_the_handler_is_warned_three_working_days_before_and_the_manager_the_day_before(
    stage: Stage,
) -> None:
    await acknowledged(stage)

    night = await stage.time_passes("2026-11-13T06:00")
    three = await stage.time_passes("2026-11-13T09:01")
    one = await stage.time_passes("2026-11-17T09:01")

    assert "answer_soon" not in night.asked
    assert (three.task("answer_soon").team, three.task("answer_soon").due) == ("complaints", "2026-11-18")
    assert one.task("answer_soon").team == "manager"


@pytest.mark.provision("6.2")
async def test_a_holiday_that_is_proclaimed_moves_what_runs_and_the_old_day_is_kept(stage: Stage) -> None:
    reference = await acknowledged(stage)
    profile = stage.profile
    stage.house.profiles[stage.landlord_id] = profile.model_copy(  # type: ignore[index]
        update={"extra_holidays": (date(2026, 11, 12),)}
    )

    moved = await stage.time_passes("2026-11-05T09:00")

    assert moved.of("complaint")["respond_by"] == "2026-11-19"
    case = await stage.case_row(reference)
    from bot.store.cases import list_clocks

    async with stage.house.database.reading() as session:
        clocks = [
            (clock.due_on, clock.ended_why)
            for clock in await list_clocks(session, "example", case.id or 0)
            if clock.rule == "respond_stage_1"
        ]
        story = [line.sentence for line in await tell(session, stage.house, case.id or 0)]
    assert clocks == [(date(2026, 11, 18), "replaced"), (date(2026, 11, 19), "")]
    assert any("18 November" in line and "19 November" in line for line in story)


async def test_another_profile_without_a_new_holiday_moves_nothing(stage: Stage) -> None:
    await acknowledged(stage)

    later = await stage.time_passes("2026-11-10T09:00")

    assert later.of("complaint")["respond_by"] == "2026-11-18"
