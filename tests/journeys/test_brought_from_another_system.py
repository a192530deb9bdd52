"""Cases of another system stand here as what they are: weeks pass, and nothing is written to anybody for them."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.bringing import bring
from bot.brought_cases import BroughtCase
from bot.my.at_page import OPEN, AtPage
from bot.my.content import build_page
from bot.store import people
from bot.store.database import Database
from bot.story import tell
from classifiers.labels import Signal
from tests.journeys.stage import SAM, Stage, a_stage, asks_to_complain

SAMS = "sam.okafor@example.net"


def a_case(**said: Any) -> BroughtCase:
    known: dict[str, Any] = {
        "reference": "12345",
        "kind": "complaint",
        "stage": 1,
        "status": "open",
        "received": on(2),
        "name": "Sam Okafor",
        "email": SAMS,
        "summary": "The gate is broken.",
    }
    return BroughtCase(**{**known, **said})


def on(day: int) -> datetime:
    return datetime(2026, 11, day, 9, tzinfo=UTC)


@pytest.fixture
async def stage(database: Database, tmp_path: Path) -> AsyncIterator[Stage]:
    async with a_stage(database, tmp_path, survey_after_case=True, systems=("CATS",)) as made:
        await made.time_passes("2026-11-05T10:00")
        yield made


async def brought(at: Stage, **said: Any) -> str:
    return (await bring(at.house, at.profile, "cats", a_case(**said))).case


@pytest.mark.parametrize(
    ("kind", "number", "status"),
    [
        ("complaint", 1, "open"),
        ("complaint", 2, "open"),
        ("complaint", 1, "answered"),
        ("complaint", 2, "closed"),
        ("service_request", None, "open"),
        ("service_request", None, "closed"),
        ("enquiry", None, "open"),
    ],
)
async def test_weeks_pass_and_nothing_is_ever_sent(
    stage: Stage, kind: str, number: int | None, status: str
) -> None:
    over = {"answered": on(4), "closed": on(4)} if status != "open" else {}
    asked = on(3) if number == 2 else None
    await brought(stage, kind=kind, stage=number, status=status, stage_2_asked=asked, **over)

    scenes = [
        await stage.time_passes(f"2026-11-{day:02}T{hour:02}:00")
        for day in range(5, 29)
        for hour in (11, 13, 17)
    ]

    to_sam = [one for scene in scenes for one in scene.sent if one.to == SAMS]
    assert to_sam == []
    if status != "open":
        assert [scene.tasks for scene in scenes if scene.tasks] == []
        assert [scene.alerts for scene in scenes if scene.alerts] == []


async def test_an_open_complaint_has_the_clocks_of_its_true_date_and_late_shows_as_late(stage: Stage) -> None:
    await brought(stage, received=datetime(2026, 10, 1, 9, tzinfo=UTC))

    scene = await stage.time_passes("2026-11-05T10:02")

    assert scene.of("complaint")["acknowledge_by"] == "2026-10-08"
    assert scene.of("complaint")["respond_by"] == "2026-10-22"
    assert scene.alerts == [], "what was late before it came wakes nobody"


async def test_one_that_falls_due_here_is_alarmed_about_like_every_other(stage: Stage) -> None:
    await brought(stage)

    scene = await stage.time_passes("2026-11-05T13:00")

    assert "acknowledge_by_person" in scene.asked
    assert [kind for kind, _ in scene.alerts] != []
    assert [one.to for one in scene.sent if one.to == SAMS] == []


async def test_one_that_was_acknowledged_there_owes_its_answer_from_that_day(stage: Stage) -> None:
    await brought(stage, acknowledged=on(3))

    scene = await stage.time_passes("2026-11-05T13:00")

    assert scene.of("complaint")["acknowledged_at"] == "2026-11-03T09:00:00Z"
    assert scene.of("complaint")["respond_by"] == "2026-11-17"
    assert "acknowledge_by_person" not in scene.asked


async def test_a_resident_who_writes_later_is_answered_as_ever_and_is_told_nothing_of_it(
    stage: Stage,
) -> None:
    await brought(stage, status="closed", answered=on(4), closed=on(4))

    scene = await stage.writes(
        "2026-11-06T10:00",
        "I want to complain about the lift.",
        reads=asks_to_complain(wants_action=False),
        sender=SAM,
    )

    assert "gate" not in scene.text.lower()
    assert len([case for case in scene.cases if case["kind"] == "complaint"]) == 2


async def test_colleagues_words_are_not_on_the_residents_own_page(stage: Stage) -> None:
    case = await stage.case_row(await brought(stage))
    async with stage.house.database.reading() as session:
        conversation = await people.get_conversation(session, stage.landlord_id, case.conversation_id)
        resident = await people.get_resident(session, stage.landlord_id, case.resident_id)

    page = await build_page(
        stage.house, AtPage("t", stage.profile, conversation, resident, OPEN, asks_names=False)
    )

    assert (page.name, page.cases) == ("Sam Okafor", [])


async def test_its_story_says_where_it_came_from(stage: Stage) -> None:
    case = await stage.case_row(await brought(stage))
    async with stage.house.database.reading() as session:
        story = " ".join(line.sentence for line in await tell(session, stage.house, case.id or 0))

    assert "Another case system told us of it." in story
    assert "It was brought here from CATS, where its number is 12345." in story


async def test_the_case_of_somebody_at_risk_is_kept_from_view(stage: Stage) -> None:
    await stage.writes(
        "2026-11-05T11:00",
        "He hits me.",
        reads=asks_to_complain(signals=frozenset({Signal.DOMESTIC_ABUSE})),
    )
    reference = await brought(stage)

    case = await stage.case_row(reference)
    assert (case.restricted, case.queue, case.owner) == (True, stage.profile.safeguarding_queue, "")
