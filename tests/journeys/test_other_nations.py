"""A landlord in Scotland, Northern Ireland or Wales lives by its own nation's days. Everybody here is invented."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.acts import delaying
from bot.acts.escalating import investigate_at_once
from bot.casework.extend import Wanted
from bot.errors import IllegalMove, NotAllowed
from bot.moment import Moment
from bot.my.content import facts_of
from bot.opening import start_stage_2
from bot.store.cases import find_case
from bot.store.database import Database
from tests.builders import an_unhappy_reading
from tests.journeys.stage import Stage, a_stage, asks_to_complain

COMPLAINT = "I want to complain. The roof has leaked since May."
POINTS = [{"text": "The roof leaks", "responsible": "yes"}]
ANOTHER = {"from": "second@example.org"}  # nobody of stage 1 acts at stage 2
MONDAY = "2026-11-02T09:12"


@pytest.fixture
async def scottish(database: Database, tmp_path: Path) -> AsyncIterator[Stage]:
    async with a_stage(database, tmp_path, nation="scotland") as made:
        yield made


@pytest.fixture
async def welsh(database: Database, tmp_path: Path) -> AsyncIterator[Stage]:
    async with a_stage(database, tmp_path, nation="wales") as made:
        yield made


async def logged(stage: Stage) -> str:
    scene = await stage.writes(MONDAY, COMPLAINT, reads=asks_to_complain(wants_action=False))
    return str(scene.of("complaint")["reference"])


async def test_in_scotland_the_first_answer_is_due_five_working_days_after_it_came(scottish: Stage) -> None:
    reference = await logged(scottish)

    told = await scottish.staff("2026-11-04T10:00", "acknowledge", case=reference, points=POINTS)

    case = told.of("complaint")
    assert (case["acknowledge_by"], case["respond_by"]) == ("2026-11-05", "2026-11-09")
    assert "You will have our answer by Monday 9 November 2026" in told.text
    assert "0800 377 7330" in told.text


async def test_in_scotland_the_receipt_promises_no_more_than_that(scottish: Stage) -> None:
    told = await scottish.writes(MONDAY, COMPLAINT, reads=asks_to_complain(wants_action=False))

    assert "Our answer comes no more than 2 working days after that." in told.text
    assert "10 working days" not in told.text


async def test_in_scotland_the_choice_names_the_days_of_a_yes_today(scottish: Stage) -> None:
    told = await scottish.writes(MONDAY, "The roof leaks. I am fed up.", reads=an_unhappy_reading())

    assert "We write to you by Thursday 5 November 2026" in told.text
    assert "no more than 2 working days after that" in told.text


async def test_in_scotland_stage_two_is_acknowledged_in_three_days_and_answered_in_twenty(
    scottish: Stage,
) -> None:
    reference = await logged(scottish)
    await scottish.staff("2026-11-04T10:00", "acknowledge", case=reference, points=POINTS)
    await scottish.staff("2026-11-06T10:00", "answer", case=reference)
    await scottish.replies("2026-11-10T10:00", "I am not happy with this.", reads=an_unhappy_reading())

    told = await scottish.staff("2026-11-12T10:00", "acknowledge", case=reference, points=POINTS, **ANOTHER)

    case = told.of("complaint")
    assert (case["acknowledge_by"], case["respond_by"]) == ("2026-11-13", "2026-12-09")


async def test_in_scotland_more_time_for_the_first_answer_is_five_days_at_most(scottish: Stage) -> None:
    reference = await logged(scottish)
    await scottish.staff("2026-11-04T10:00", "acknowledge", case=reference, points=POINTS)
    by = await scottish.colleague()

    with pytest.raises(IllegalMove, match="Beyond 16 November 2026"):
        await delaying.extend(
            scottish.house, by, reference, Wanted(date(2026, 11, 17), "The surveyor is ill.")
        )
    await delaying.extend(scottish.house, by, reference, Wanted(date(2026, 11, 16), "The surveyor is ill."))
    told = await scottish.time_passes("2026-11-04T11:00")

    assert told.of("complaint")["respond_by"] == "2026-11-16"


async def test_in_scotland_a_tangled_complaint_goes_straight_to_the_investigation(scottish: Stage) -> None:
    reference = await logged(scottish)
    by = await scottish.colleague()

    await investigate_at_once(
        scottish.house, by, reference, reason="It is about three repairs and two teams.", is_agreed=True
    )
    told = await scottish.staff("2026-11-03T10:00", "acknowledge", case=reference, points=POINTS)

    case = told.of("complaint")
    kept = await scottish.case_row(reference)
    assert (case["stage"], case["acknowledge_by"], case["respond_by"]) == (2, "2026-11-05", "2026-12-01")
    assert (kept.screening, kept.screened_why) == ("needs_work", "It is about three repairs and two teams.")
    assert facts_of(kept).asked_again_on is None
    assert "We look into your complaint in full, straight away." in told.text
    assert "first answer" not in told.text


async def test_the_final_answer_to_it_speaks_of_no_answer_before(scottish: Stage) -> None:
    reference = await logged(scottish)
    by = await scottish.colleague()
    await investigate_at_once(scottish.house, by, reference, reason="It is serious.", is_agreed=True)
    await scottish.staff("2026-11-03T10:00", "acknowledge", case=reference, points=POINTS)

    told = await scottish.staff("2026-11-20T10:00", "answer", case=reference)

    assert told.names == ["stage_2_response"]
    assert "first answer" not in told.text
    assert "0800 377 7330" in told.text


@pytest.mark.parametrize(
    ("reason", "agreed", "fault"),
    [("", True, "Say why"), ("It is serious.", False, "Talk to the resident first")],
)
async def test_it_needs_a_reason_and_the_residents_yes(
    scottish: Stage, reason: str, agreed: bool, fault: str
) -> None:
    reference = await logged(scottish)
    by = await scottish.colleague()

    with pytest.raises(IllegalMove, match=fault):
        await investigate_at_once(scottish.house, by, reference, reason=reason, is_agreed=agreed)


@pytest.mark.provision("5.3")
async def test_in_england_every_complaint_begins_at_stage_one(stage: Stage) -> None:
    reference = await logged(stage)

    with pytest.raises(IllegalMove, match=r"begins at stage 1 here \(5.3"):
        await investigate_at_once(
            stage.house, await stage.colleague(), reference, reason="It is serious.", is_agreed=True
        )
    with pytest.raises(NotAllowed):
        await investigate_at_once(
            stage.house,
            await stage.colleague("triage@example.org", role="triage"),
            reference,
            reason="It is serious.",
            is_agreed=True,
        )


async def test_in_wales_the_informal_answer_and_the_formal_one_count_from_receipt(welsh: Stage) -> None:
    reference = await logged(welsh)

    told = await welsh.staff("2026-11-06T10:00", "acknowledge", case=reference, points=POINTS)
    first = told.of("complaint")
    await welsh.staff("2026-11-10T10:00", "answer", case=reference)
    await welsh.replies("2026-11-12T10:00", "I am not happy with this.", reads=an_unhappy_reading())
    formal = await welsh.staff("2026-11-16T10:00", "acknowledge", case=reference, points=POINTS, **ANOTHER)

    assert (first["acknowledge_by"], first["respond_by"]) == ("2026-11-09", "2026-11-16")
    case = formal.of("complaint")
    assert (case["acknowledge_by"], case["respond_by"]) == ("2026-11-19", "2026-12-10")


async def test_in_scotland_the_guard_writes_by_the_third_day_where_nobody_looks(scottish: Stage) -> None:
    await logged(scottish)

    told = await scottish.time_passes("2026-11-05T12:30")

    assert "acknowledgement_guard" in told.names
    assert told.of("complaint")["respond_by"] == "2026-11-09"


@pytest.mark.provision("6.13")
async def test_in_england_a_letter_of_stage_two_always_speaks_of_the_first_answer(stage: Stage) -> None:
    reference = await logged(stage)
    async with stage.house.database.writing() as session:
        moment = Moment(stage.house, session, stage.profile, stage.house.clock())
        case = await find_case(session, "example", reference, lock=True)
        assert case is not None
        # As where another system brought it, and nobody wrote down when the first answer was given.
        await start_stage_2(moment, case, requested_at=stage.house.clock() + timedelta(hours=3))

    told = await stage.staff("2026-11-03T10:00", "acknowledge", case=reference, points=POINTS)

    assert told.names == ["acknowledgement_stage_2"]
    assert "no part in the first answer" in told.text
