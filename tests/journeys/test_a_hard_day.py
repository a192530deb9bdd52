"""Nothing works for two days: people are told until when, paper keeps the true hour, and no clock stands still."""

from datetime import date

import pytest

from bot.acts import incidents
from bot.errors import IllegalMove, NotAllowed
from bot.notices import list_notice
from bot.store.ombudsman_file import find_incident
from bot.store.sampled import list_who_wrote
from bot.store.staff import StaffRow
from classifiers.labels import Signal
from tests.builders import a_reading, an_unhappy_reading
from tests.journeys.stage import Stage, asks_to_complain
from tests.journeys.test_desk import is_taken

DAMP = "My bedroom is black with mould and nobody has come since June."
TAP = "The kitchen tap drips."
COMPLAINT = "I want to complain. The gate has been open since May."


async def administrator(stage: Stage) -> StaffRow:
    async with stage.house.database.writing() as session:
        row = StaffRow(
            landlord_id="example",
            email="root@example.org",
            name="Sam Root",
            role="administrator",
            created_at=stage.house.clock(),
        )
        session.add(row)
        await session.flush()
        return row


@pytest.mark.provision("8.5")
async def test_everybody_with_a_complaint_is_told_until_when_and_the_ombudsman_is_somebodys_task(
    stage: Stage,
) -> None:
    logged = await stage.writes("2026-11-02T09:12", COMPLAINT, reads=asks_to_complain(wants_action=False))
    due_before = logged.of("complaint")["acknowledge_by"]
    by = await administrator(stage)
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
    by = await administrator(stage)
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


@pytest.mark.provision("8.5")
async def test_every_answer_and_the_chat_say_it_until_it_is_over(stage: Stage) -> None:
    by = await administrator(stage)
    await stage.time_passes("2026-11-03T09:00")
    await start(stage, by)

    told = await stage.writes("2026-11-03T10:00", TAP, reads=a_reading())
    notice = " ".join(await list_notice(stage.house, stage.profile))
    at_risk = await stage.writes(
        "2026-11-03T11:00",
        "He hits me.",
        reads=a_reading(signals=frozenset({Signal.DOMESTIC_ABUSE})),
        sender="Jo <jo@example.net>",
    )
    await incidents.end_incident(stage.house, by)
    after = await stage.writes("2026-11-06T10:00", "The bath tap drips.", reads=a_reading())

    for text in (told.text, notice):
        assert "Our phones do not work." in text
        assert "by Friday 6 November 2026" in text
        assert "No date that we owe you moves" in text
    assert all("Our phones" not in one.text for one in at_risk.sent)
    assert "Our phones" not in after.text
    assert await list_notice(stage.house, stage.profile) == []


@pytest.mark.provision("8.5", "3.2")
async def test_two_paper_forms_entered_the_next_day_count_from_the_hour_they_were_told(stage: Stage) -> None:
    by = await administrator(stage)
    await stage.time_passes("2026-11-03T09:00")
    await start(stage, by)
    await stage.time_passes("2026-11-04T08:00")
    await incidents.end_incident(stage.house, by)

    complaint = await is_taken(
        stage, "2026-11-04T10:00", DAMP, reads=an_unhappy_reading(), choice="yes",
        when="earlier", day="3", month="11", year="2026", time="11:40",
    )  # fmt: skip
    request = await is_taken(
        stage, "2026-11-04T10:05", TAP, reads=a_reading(), email="jo.adeyemi@example.net", name="Jo Adeyemi",
        when="earlier", day="3", month="11", year="2026", time="15:20",
    )  # fmt: skip

    logged = complaint.of("complaint")
    assert logged["received_at"] == logged["chosen_at"] == "2026-11-03T11:40:00Z"
    assert logged["acknowledge_by"] == "2026-11-10", (
        "five working days after they told us, not after it was typed"
    )
    (drip,) = [one for one in request.cases if one["resident"]["address"] == "jo.adeyemi@example.net"]
    assert drip["received_at"] == "2026-11-03T15:20:00Z"
    guarded = await stage.time_passes("2026-11-06T12:01")
    assert "acknowledgement_guard" in guarded.names, "noon of the third working day after they told us"


async def test_whoever_wrote_meanwhile_is_on_the_list(stage: Stage) -> None:
    by = await administrator(stage)
    await stage.writes(
        "2026-11-02T09:00", "The door sticks.", reads=a_reading(), sender="Al <al@example.net>"
    )
    await stage.time_passes("2026-11-03T09:00")
    await start(stage, by)
    await stage.writes("2026-11-03T10:00", TAP, reads=a_reading())

    async with stage.house.database.reading() as session:
        row = await find_incident(session, "example")
        assert row is not None
        found = await list_who_wrote(session, "example", since=row.started_at, until=stage.house.clock())

    assert [case.words for case in found] == [TAP]


async def test_only_who_answers_for_complaints_says_that_it_begins_or_ends(stage: Stage) -> None:
    by = await administrator(stage)
    by.role = "contractor"

    with pytest.raises(NotAllowed, match="or an administrator decides"):
        await start(stage, by)
    with pytest.raises(NotAllowed):
        await incidents.end_incident(stage.house, by)
    with pytest.raises(NotAllowed):
        await incidents.tell_affected(stage.house, by)


async def start(stage: Stage, by: StaffRow) -> None:
    await incidents.start_incident(
        stage.house, by, what="Our phones do not work.", meanwhile="by e-mail", back_by=date(2026, 11, 6)
    )
