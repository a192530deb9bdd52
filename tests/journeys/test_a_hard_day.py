"""Nothing works for two days: people are told until when, paper keeps the true hour, and no clock stands still."""

from datetime import date

import pytest

from bot.acts import incidents
from bot.errors import IllegalMove
from bot.store.ombudsman_file import find_incident
from tests.journeys.stage import Stage, asks_to_complain

COMPLAINT = "I want to complain. The gate has been open since May."


@pytest.mark.provision("8.5")
async def test_everybody_with_a_complaint_is_told_until_when_and_the_ombudsman_is_somebodys_task(
    stage: Stage,
) -> None:
    logged = await stage.writes("2026-11-02T09:12", COMPLAINT, reads=asks_to_complain(wants_action=False))
    due_before = logged.of("complaint")["acknowledge_by"]
    by = await stage.colleague()
    with pytest.raises(IllegalMove, match=r"by which all works again \(8.5\)"):
        await incidents.start_incident(stage.house, by, what="No mail", meanwhile="by phone", back_by=None)

    await incidents.start_incident(
        stage.house,
        by,
        what="Our mail does not come in.",
        meanwhile="by phone, or at our office",
        back_by=date(2026, 11, 4),
    )
    told = await incidents.tell_affected(stage.house, by)
    again = await incidents.tell_affected(stage.house, by)
    scene = await stage.time_passes("2026-11-02T11:00")

    assert (told, again) == (1, 0)
    assert scene.names == ["incident"]
    for words in (
        "Our mail does not come in.",
        "by Wednesday 4 November 2026",
        "by phone, or at our office",
        "Its days still count",
        "you can still complain",
    ):
        assert words in scene.text
    assert scene.task("tell_ombudsman").team == "manager"
    assert scene.of("complaint")["acknowledge_by"] == due_before


@pytest.mark.provision("8.5")
async def test_at_its_end_the_paper_forms_are_to_be_entered(stage: Stage) -> None:
    by = await stage.colleague()
    await incidents.start_incident(
        stage.house, by, what="No mail", meanwhile="by phone", back_by=date(2026, 12, 4)
    )

    await incidents.end_incident(stage.house, by)
    scene = await stage.time_passes("2026-12-01T11:00")

    assert "enter_paper_forms" in scene.asked
    async with stage.house.database.reading() as session:
        assert await find_incident(session, "example") is None
    with pytest.raises(IllegalMove, match="No hard time runs"):
        await incidents.end_incident(stage.house, by)
