"""The classifier is taught in a process of its own: how far it is, that it can be stopped, and what came of it."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import IllegalMove
from bot.workshop import Lesson, Report, Workshop, write_whole

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
WAITS = "import sys, time; time.sleep(60)"
ENDS = (
    "import json, sys; folder = sys.argv[sys.argv.index('--report') + 1]; "
    "open(folder + '/report.json', 'w').write(json.dumps({'state': 'done', 'version': 'heads-1'}))"
)
BREAKS = "raise SystemExit(1)"


def a_workshop(folder: Path, program: str) -> Workshop:
    return Workshop(folder, (sys.executable, "-c", program))


async def ended(workshop: Workshop) -> Lesson:
    await workshop.ended()
    return workshop.lesson()


def test_where_nothing_was_taught_there_is_nothing_to_tell(tmp_path: Path) -> None:
    assert Workshop(tmp_path).lesson() == Lesson()


async def test_one_lesson_at_a_time_and_who_began_it_is_known(tmp_path: Path) -> None:
    workshop = a_workshop(tmp_path, WAITS)
    await workshop.start("anna@example.org", NOW)

    with pytest.raises(IllegalMove, match="already"):
        await workshop.start("bo@example.org", NOW)

    assert workshop.lesson().is_running
    assert workshop.lesson().by == "anna@example.org"
    assert a_workshop(tmp_path, WAITS).lesson().is_running  # another process of ours sees it too
    await workshop.stop()


async def test_a_lesson_that_is_stopped_is_over_and_another_can_begin(tmp_path: Path) -> None:
    workshop = a_workshop(tmp_path, WAITS)
    await workshop.start("anna@example.org", NOW)

    await workshop.stop()

    assert workshop.lesson().state == "stopped"
    with pytest.raises(IllegalMove, match="not being taught"):
        await workshop.stop()
    another = a_workshop(tmp_path, ENDS)
    await another.start("bo@example.org", NOW)
    assert (await ended(another)).state == "done"


async def test_what_came_of_it_is_told(tmp_path: Path) -> None:
    workshop = a_workshop(tmp_path, ENDS)
    await workshop.start("anna@example.org", NOW)

    assert (await ended(workshop)).state == "done"
    assert workshop.lesson().version == "heads-1"


async def test_a_lesson_that_breaks_off_without_a_word_has_failed(tmp_path: Path) -> None:
    workshop = a_workshop(tmp_path, BREAKS)
    await workshop.start("anna@example.org", NOW)

    assert (await ended(workshop)).state == "failed"


def test_a_number_that_now_belongs_to_another_program_is_no_lesson(tmp_path: Path) -> None:
    write_whole(tmp_path / "run.json", {"by": "anna", "began_at": "", "pid": 1, "stopped": False})

    assert Workshop(tmp_path).lesson().state == "failed"


def test_the_report_says_how_far_it_is_and_what_would_change(tmp_path: Path) -> None:
    write_whole(tmp_path / "run.json", {"by": "anna", "began_at": "", "pid": 0, "stopped": False})
    report, workshop = Report(tmp_path), Workshop(tmp_path)

    report.tell("learning", 30, 120)
    far = workshop.lesson()
    report.finish("heads-2", {"was": "heads-1", "now": "heads-2"})

    assert (far.stage, far.percent) == ("learning", 25)
    assert workshop.lesson().state == "done"
    assert workshop.comparison("heads-2") == {"was": "heads-1", "now": "heads-2"}


def test_a_fault_is_told_in_its_own_words(tmp_path: Path) -> None:
    write_whole(tmp_path / "run.json", {"by": "anna", "began_at": "", "pid": 0, "stopped": False})

    Report(tmp_path).fail("There are too few rows.")

    assert (Workshop(tmp_path).lesson().state, Workshop(tmp_path).lesson().fault) == (
        "failed",
        "There are too few rows.",
    )


@pytest.mark.parametrize("name", ["../run", "..", "", "heads/1"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "compared").mkdir()
    (tmp_path / "run.json").write_text(json.dumps({"secret": "yes"}))

    assert Workshop(tmp_path).comparison(name) == {}
