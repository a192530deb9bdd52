"""`hark explain`: the story of a case, in sentences that can be read to the resident over the phone."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.demo_mails import MORNING
from bot.store.database import Database
from bot.story import tell
from classifiers.labels import Kind
from tests.bot.commands.conftest import Hark, Ran
from tests.builders import an_unhappy_reading
from tests.journeys.stage import Stage, a_stage

COLD = "Third week with no hot water and nobody rings me back."
UNHAPPY = an_unhappy_reading(because=(("nobody", 1.2), ("?", 0.9), ("week", 0.4)))
SENTENCE = re.compile(r"(Today at \d+:\d\d[ap]m|Still to come): [A-Z“].*[.?!]")
NOT_FOR_THE_PHONE = re.compile(r"_|\bin 100\b|%|\bNone\b|\bnull\b|[<>{}]|@|\bheads-|T\d\d:")


@pytest.fixture
async def stage(database: Database, tmp_path: Path) -> AsyncIterator[Stage]:
    async with a_stage(database, tmp_path) as made:
        yield made


async def story(stage: Stage, reference: str) -> list[str]:
    row = await stage.case_row(reference)
    async with stage.house.database.reading() as session:
        return [line.sentence for line in await tell(session, stage.house, row.id or 0)]


@pytest.fixture
def house_of_the_morning(morning: tuple[Path, Ran], monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("HARK_DATA_DIR", str(morning[0] / ".hark"))


@pytest.mark.usefixtures("house_of_the_morning")
def test_every_case_of_a_morning_is_told_in_plain_sentences(hark: Hark) -> None:
    references = [case["reference"] for case in hark("cases", "--json").objects]
    stories = [hark("explain", reference) for reference in references[:12]]

    assert len(references) >= len(MORNING) - 1
    for told in stories:
        assert (told.status, told.err) == (0, "")
        assert told.lines
        assert [
            line for line in told.lines if not SENTENCE.fullmatch(line) or NOT_FOR_THE_PHONE.search(line)
        ] == []


@pytest.mark.usefixtures("house_of_the_morning")
def test_a_reference_is_found_however_it_is_typed(hark: Hark) -> None:
    reference = hark("cases", "--json").objects[0]["reference"]

    assert hark("explain", f" {reference.lower()} ").out == hark("explain", reference).out


def test_a_case_nobody_knows_is_one_sentence(hark: Hark) -> None:
    ran = hark("explain", "EX-1")

    assert (ran.status, ran.out, ran.err) == (
        1,
        "",
        "hark: There is no case EX-1. `hark cases` lists them all.\n",
    )


async def test_an_unhappy_resident_who_says_yes(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", COLD, reads=UNHAPPY)
    scene = await stage.replies("2026-11-02T18:40", "Yes please")

    told = await story(stage, scene.of("complaint")["reference"])

    assert told == [
        "The resident wrote to us by e-mail. This is the day the complaint is counted from.",
        "A computer read it first and was quite sure. It reads as unhappy with us, so the resident is given the choice "
        "to complain. These words weighed most: “nobody” and “week”.",
        "They were given the choice to make a complaint, by e-mail.",
        "The resident wrote to us by e-mail.",
        "They said yes to a complaint.",
        "We told them that their complaint is logged.",
        "The acknowledgement, with what we will look into, is due by Monday 9 November 2026.",
        "Our answer is due by Monday 23 November 2026 at the latest.",
    ]


async def test_what_staff_did_is_told_by_name_and_what_is_late_is_said(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", COLD, reads=UNHAPPY)
    await stage.replies("2026-11-02T18:40", "Yes please")
    await stage.staff("2026-11-03T09:40", "call", kind_of_case="complaint", reached=False)
    scene = await stage.time_passes("2026-11-10T09:00")

    told = await story(stage, scene.of("complaint")["reference"])

    assert "An Officer rang them and did not reach them." in told
    assert "We acknowledged the complaint in their own words, written by a computer." in told
    assert "The acknowledgement reached them, in time: the last day was Monday 9 November 2026." in told
    assert any(
        line.startswith("We have to do this by Monday 9 November 2026, which has passed: ") for line in told
    )


async def test_a_no_is_told_with_the_open_door(stage: Stage) -> None:
    await stage.writes("2026-11-02T09:12", COLD, reads=UNHAPPY)
    scene = await stage.replies("2026-11-02T18:40", "No thank you")

    told = await story(stage, scene.of("service_request")["reference"])

    assert (
        told.count("They said that they do not want to complain now. They can still say yes at any time.")
        == 1
    )
    assert not any("computer" in line for line in told[4:]), "an answer is no reading"


async def test_how_sure_the_computer_was_is_left_out_where_it_led_to_nothing(stage: Stage) -> None:
    unsure = an_unhappy_reading(kind=Kind.ENQUIRY, confidence=0.77)
    scene = await stage.writes("2026-11-02T09:12", COLD, reads=unsure)

    told = await story(stage, scene.cases[0]["reference"])

    assert (
        "A computer read it first. It reads as unhappy with us, so the resident is given the choice to complain."
        in told
    )
