"""Everything about a case that walked the whole way, in one file for the Ombudsman. Sam is invented."""

import io
import zipfile
from datetime import date

import pytest

from bot.acts import ombudsman_acts
from bot.bundling.making import make_bundle
from bot.casework.ombudsman_items import ItemDraft
from bot.errors import NotFound
from bot.store.console_pages import Viewer
from bot.store.journal import list_broken, list_events
from bot.store.kept import NOT_OF_THE_CASE, TOLD_APART, tables_of_a_case
from classifiers.labels import Signal
from tests.journeys.stage import OFFICER, Stage, asks_to_complain
from tests.journeys.test_a_full_life import COMPLAINT, answered
from tests.journeys.test_the_ombudsman import colleague


async def bundle_of(stage: Stage, reference: str, **viewer: object) -> bytes:
    known = {"landlord_id": stage.landlord_id, "email": OFFICER, "sees_restricted": False}
    viewed = Viewer(**{**known, **viewer})  # type: ignore[arg-type]
    return await make_bundle(stage.house, viewed, reference, actor="staff:1")


def unzipped(made: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.provision("5.12", "8.4")
async def test_everything_is_in_it_in_the_order_of_time(any_stage: Stage) -> None:
    stage = any_stage
    reference, _ = await answered(stage)
    await stage.staff("2026-11-13T10:00", "call", case=reference, note="They ask when the fitter comes.")
    await stage.staff("2026-11-16T15:00", "promise changed", case=reference, proof="Job 4411, seen by Lee")
    await stage.replies("2026-11-17T09:00", "I am deaf in one ear, please write in large print.")
    by = await colleague(stage)
    asked = ItemDraft("evidence_request", "Send us the file.", date(2026, 11, 17), date(2026, 12, 4))
    await ombudsman_acts.enter_item(stage.house, by, reference, asked)

    files = unzipped(await bundle_of(stage, reference))

    index = files["index.txt"].decode()
    places = [
        index.index(words) for words in ("A message came", "We sent a message", "The answer of a stage")
    ]
    assert places == sorted(places)
    for words in (
        COMPLAINT,
        "We sent a message: stage 1 response",
        "A point of the definition",
        "What was found on a point",
        "They ask when the fitter comes.",
        "Job 4411, seen by Lee",
        "A promise to put it right",
        "In the journal: remedy promised",
        "An Officer (staff:",
        "2 November 2026, 09:12:00",
        "Something the Ombudsman sent",
        "Send us the file.",
        "A case that belongs to this one",
        "The other side called it",
        "/my/[left out]",
    ):
        assert words in index, words
    raw = [content for name, content in files.items() if name.endswith("received.eml")]
    assert any(COMPLAINT.encode() in content for content in raw)
    assert b"stage_1_answer" in files["policy_as_it_stood.json"]
    assert b"0161 496 0125" not in files["policy_as_it_stood.json"], "whom Hark wakes is no policy"
    named = files["index.html"].decode()
    assert [name for name in files if name.startswith("files/") and name not in named] == []
    assert b'"hash"' in files["journal.json"]
    assert "gave our answer" in files["story.txt"].decode()


@pytest.mark.provision("5.12")
async def test_two_bundles_of_an_unchanged_case_are_the_same_bytes_and_both_are_on_record(
    stage: Stage,
) -> None:
    reference, _ = await answered(stage)

    first = await bundle_of(stage, reference)
    await stage.time_passes("2026-11-12T18:00")
    second = await bundle_of(stage, reference)

    case = await stage.case_row(reference)
    async with stage.house.database.reading() as session:
        events = [event.what for event in await list_events(session, stage.landlord_id, case.id or 0)]
        assert await list_broken(session, stage.landlord_id) == []
    assert first == second
    assert events.count("bundle_made") == 2


async def test_the_file_of_somebody_at_risk_is_made_for_those_alone_who_see_the_case(stage: Stage) -> None:
    scene = await stage.writes(
        "2026-11-02T09:12", COMPLAINT, reads=asks_to_complain(signals=frozenset({Signal.DOMESTIC_ABUSE}))
    )
    reference = str(scene.of("complaint")["reference"])

    with pytest.raises(NotFound):
        await bundle_of(stage, reference)
    files = unzipped(await bundle_of(stage, reference, sees_restricted=True))

    assert COMPLAINT in files["index.txt"].decode()


def test_a_table_of_a_case_that_is_added_one_day_is_in_it_without_more_work() -> None:
    told = {table.name for table, _ in tables_of_a_case()}

    assert {"call", "finding", "hazard", "hazard_step", "ombudsman_item", "restriction", "task"} <= told
    assert not told & (TOLD_APART | NOT_OF_THE_CASE)
