"""A confirmation that a key was too quick for is taken back, and the message waits again. Sam is invented."""

import pytest

from bot import acts
from bot.acts.taking_back import take_back_confirmation
from bot.errors import IllegalMove, NotFound
from bot.store.cases import CaseRow
from bot.store.messages import MessageRow, find_review
from bot.store.staff import StaffRow
from tests.builders import a_reading
from tests.journeys.stage import Stage

REPAIR = "My bathroom light flickers when it rains."


async def logged(stage: Stage) -> tuple[CaseRow, StaffRow]:
    told = await stage.writes("2026-11-02T09:12", REPAIR, reads=a_reading(sure=False))
    return await stage.case_row(str(told.cases[0]["reference"])), await stage.colleague()


async def message_of(stage: Stage, case: CaseRow) -> MessageRow:
    return (await stage.message_rows(case))[0]


async def test_a_new_message_waits_for_a_word_and_a_confirmation_ends_that(stage: Stage) -> None:
    case, by = await logged(stage)
    before = (await message_of(stage, case)).review_rank

    await acts.confirm_reading(stage.house, by, case.reference)

    assert before is not None
    assert 1000 <= before < 2000
    assert (await message_of(stage, case)).review_rank is None


@pytest.mark.provision("1.3")
async def test_taken_back_it_waits_where_it_waited_and_the_label_is_gone(stage: Stage) -> None:
    case, by = await logged(stage)
    before = (await message_of(stage, case)).review_rank
    await acts.confirm_reading(stage.house, by, case.reference)

    await take_back_confirmation(stage.house, by, case.reference)

    assert (await message_of(stage, case)).review_rank == before
    async with stage.house.database.reading() as session:
        assert await find_review(session, "example", case.opened_from) is None
    with pytest.raises(NotFound):
        await take_back_confirmation(stage.house, by, case.reference)


async def test_it_is_ones_own_soon_and_no_correction(stage: Stage) -> None:
    case, by = await logged(stage)
    other = await stage.colleague("ann@example.org", "Ann Lee")
    await acts.confirm_reading(stage.house, by, case.reference)

    with pytest.raises(IllegalMove, match="Only your own"):
        await take_back_confirmation(stage.house, other, case.reference)
    await stage.time_passes("2026-11-02T09:45")
    with pytest.raises(IllegalMove, match="within half an hour"):
        await take_back_confirmation(stage.house, by, case.reference)
    await stage.staff("2026-11-02T09:50", "correct", case=case.reference, kind="enquiry", wants_action=False)
    officer = await stage.colleague("second@example.org", "Sam Second")
    with pytest.raises(IllegalMove):
        await take_back_confirmation(stage.house, officer, case.reference)


async def test_what_was_said_blind_is_marked(stage: Stage) -> None:
    case, by = await logged(stage)

    await acts.confirm_reading(stage.house, by, case.reference, blind=True)

    async with stage.house.database.reading() as session:
        review = await find_review(session, "example", case.opened_from)
    assert review is not None
    assert review.blind
