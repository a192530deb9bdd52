"""A limit that ends early, a part of other law, and who came along to a visit. Everybody here is invented."""

import pytest

from bot.acts import reaching, restricting, surrounding
from bot.errors import IllegalMove
from bot.store import around, people
from bot.story import tell
from tests.journeys.stage import Stage
from tests.journeys.test_people_around_a_case import LIMIT, POINTS, logged


@pytest.mark.provision("5.14")
async def test_a_limit_can_end_before_its_day_and_the_resident_is_told(stage: Stage) -> None:
    reference, by = await logged(stage), await stage.colleague()
    await restricting.restrict(stage.house, by, reference, LIMIT)
    case = await stage.case_row(reference)
    async with stage.house.database.reading() as session:
        (held,) = await around.list_restrictions(session, "example", case.resident_id)

    with pytest.raises(IllegalMove, match="Say why it ends now"):
        await restricting.lift_restriction(stage.house, by, reference, held.id or 0, why=" ")
    await restricting.lift_restriction(stage.house, by, reference, held.id or 0, why="They said sorry.")
    told = await stage.time_passes("2026-11-02T12:00")

    assert "That limit has ended today." in told.sent[-1].text
    async with stage.house.database.reading() as session:
        assert await around.list_restrictions(session, "example", case.resident_id) == []


@pytest.mark.provision("5.7")
async def test_a_part_of_other_law_stands_in_the_acknowledgement_and_ends_by_a_person(stage: Stage) -> None:
    reference, by = await logged(stage), await stage.colleague()
    await stage.staff("2026-11-02T10:00", "points", case=reference, points=POINTS)
    with pytest.raises(IllegalMove, match="no point 7"):
        await surrounding.note_other_matter(
            stage.house, by, reference, kind="access_request", words="my file", point_number=7
        )
    await surrounding.note_other_matter(
        stage.house, by, reference, kind="access_request", words="Send me my file", point_number=1
    )
    await surrounding.note_other_matter(stage.house, by, reference, kind="insurance", words="My carpet")

    told = await stage.staff("2026-11-03T10:00", "acknowledge", case=reference, points=POINTS)

    said = " ".join(told.text.split())
    assert "Number 1 has a part that other law deals with: a copy of what we hold about you." in said
    assert "We deal with that part by Wednesday 2 December 2026." in said
    assert "Our insurance team, 0161 496 0115 deals with that." in said
    case = await stage.case_row(reference)
    async with stage.house.database.reading() as session:
        first, _ = await around.list_other_matters(session, "example", case.id or 0)
    await surrounding.finish_other_matter(
        stage.house, by, reference, first.id or 0, outcome="Sent on 20 November."
    )
    with pytest.raises(IllegalMove, match="how it ended"):
        await surrounding.finish_other_matter(stage.house, by, reference, first.id or 0, outcome="Again")
    left = await stage.time_passes("2026-12-03T12:00")
    assert "other_access_request" not in left.asked


@pytest.mark.provision("3.6", "5.10")
async def test_who_came_along_what_they_needed_and_how_to_ring_them_is_kept(stage: Stage) -> None:
    reference, by = await logged(stage), await stage.colleague()

    await reaching.record_contact(
        stage.house,
        by,
        reference,
        way="visit",
        reached=True,
        read_out=False,
        happened_at=stage.house.clock(),
        note="We met at the office.",
        around=reaching.Around("her sister", "a room without steps", "after six", "07700 900456"),
    )

    case = await stage.case_row(reference)
    async with stage.house.database.reading() as session:
        lines = [line.sentence for line in await tell(session, stage.house, case.id or 0)]
        resident = await people.get_resident(session, "example", case.resident_id)
    assert any(
        "With them: her sister. So that they could take part: a room without steps." in one for one in lines
    )
    assert (resident.ring_when, resident.ring_on) == ("after six", "07700 900456")
