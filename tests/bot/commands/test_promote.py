"""`hark promote`: who lets which version read, and the way back."""

import asyncio
import json
import os
import pwd
from pathlib import Path

import pytest

from bot.store.database import Database
from bot.store.system import ModelVersionRow
from classifiers.promotions import Promotion, list_promotions
from classifiers.registry import find_current
from tests.bot.commands.conftest import Hark
from tests.model_versions import a_deaf_version, a_test, a_version_like

# Asked whether it answers, the database makes the library suggest another way of asking.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def first(models: Path) -> str:
    """The version that reads."""
    return find_current(models) or ""


@pytest.fixture
def kept_in(folder: Path, hark: Hark) -> Path:
    """An embedded database with every table."""
    assert hark("migrate").status == 0
    return folder / ".hark" / "hark.db"


def rows_of(file: Path) -> list[ModelVersionRow]:
    from sqlmodel import select

    async def read() -> list[ModelVersionRow]:
        database = Database(f"sqlite+aiosqlite:///{file}")
        async with database.reading() as session:
            found = list((await session.exec(select(ModelVersionRow).order_by(ModelVersionRow.id))).all())
        await database.close()
        return found

    return asyncio.run(read())


def test_the_version_is_named_alone_and_remarks_stand_beside(hark: Hark, models: Path, first: str) -> None:
    a_version_like(models, first, "heads-x")

    ran = hark("promote", "x", "--reason", "fewer misses")

    assert (ran.status, ran.out) == (0, "heads-x\n")
    assert f"It reads from now on; {first} read before.\n" in ran.err
    assert find_current(models) == "heads-x"


def test_without_a_database_it_reads_all_the_same_and_says_so(
    hark: Hark, folder: Path, models: Path, first: str
) -> None:
    a_version_like(models, first, "heads-x")

    ran = hark("promote", "x")

    assert ran.status == 0
    assert "The database does not answer or is not there yet: promotions.jsonl alone says" in ran.err
    assert find_current(models) == "heads-x"
    assert not (folder / ".hark" / "hark.db").exists()


def test_a_database_that_cannot_be_used_stops_nothing(
    hark: Hark, models: Path, first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_version_like(models, first, "heads-x")
    monkeypatch.setenv("HARK_DATABASE_URL", "sqlite+aiosqlite:////nowhere/at/all/hark.db")

    ran = hark("promote", "x")

    assert (ran.status, ran.out) == (0, "heads-x\n")
    assert "The database does not answer" in ran.err


def test_the_database_keeps_who_promoted_what_and_why(
    hark: Hark, models: Path, first: str, kept_in: Path
) -> None:
    a_version_like(models, first, "heads-x")

    ran = hark("promote", "x", "--by", "Ann Example", "--reason", "fewer misses")
    hark("promote", "--back", "--by", "Bob Example")

    assert "database" not in ran.err
    rows = rows_of(kept_in)
    assert [(row.version, row.promoted_by, row.reason) for row in rows] == [
        ("heads-x", "Ann Example", "fewer misses"),
        (first, "Bob Example", "Rolled back."),
    ]
    assert [row.promoted_at.isoformat() for row in rows] == [each.at for each in list_promotions(models)[-2:]]


def test_whoever_runs_it_is_recorded_where_nobody_is_named(hark: Hark, models: Path, first: str) -> None:
    a_version_like(models, first, "heads-x")

    hark("promote", "x")

    assert list_promotions(models)[-1].by == pwd.getpwuid(os.getuid()).pw_name


def test_one_that_misses_more_is_refused_and_read_only_with_a_reason(
    hark: Hark, models: Path, first: str, kept_in: Path
) -> None:
    deaf = a_deaf_version(models, first, data_hash="other", test=a_test(14, 14))

    refused = hark("promote", deaf)
    still = find_current(models)
    forced = hark("promote", deaf, "--force", "--reason", "a trial for a day")

    assert (refused.status, refused.out, refused.err.count("\n")) == (1, "", 1)
    assert "leaves 14 of 14 complaints (100.0%) with neither the offer nor a log" in refused.err
    assert still == first
    assert (forced.status, forced.out) == (0, f"{deaf}\n")
    assert "Its figures spoke against it" in forced.err
    assert find_current(models) == deaf
    assert [row.reason for row in rows_of(kept_in)] == ["Forced. a trial for a day"]


def test_more_needless_offers_are_said_but_do_not_stop_it(hark: Hark, models: Path, first: str) -> None:
    for name, needless in (("heads-a", 3), ("heads-b", 30)):
        offers = {"count": needless, "of": 50, "share": needless / 50, "low": 0.0, "high": 1.0}
        a_version_like(models, first, name, test=a_test(0) | {"needless_offers": offers}, test_hash="same")
    hark("promote", "a", "--force", "--reason", "to begin with")

    ran = hark("promote", "b")

    assert ran.status == 0
    assert "needlessly to 30 of 50 who only ask for something; the one before did to 3 of 50." in ran.err
    assert "needlessly" not in hark("promote", "a").err


def test_two_steps_back_are_two_back(hark: Hark, models: Path, first: str) -> None:
    for name in ("heads-x", "heads-y"):
        a_version_like(models, first, name)
        hark("promote", name)

    ran = [hark("promote", "--back", "--reason", "as before") for _ in range(3)]

    assert [each.out for each in ran] == ["heads-x\n", f"{first}\n", ""]
    assert [each.status for each in ran] == [0, 0, 1]
    assert ran[2].err == "hark: No version read before the present one; name one: hark promote VERSION.\n"
    assert find_current(models) == first


def test_what_reads_already_is_left_alone(hark: Hark, models: Path, first: str) -> None:
    ran = hark("promote", "current")

    assert (ran.status, ran.out, ran.err) == (0, f"{first}\n", "It reads already.\n")
    assert list_promotions(models) == [Promotion(first, "setup", "2026-11-22T09:00:00+00:00")]


def test_the_log_says_the_same_to_people_and_machines(hark: Hark, models: Path, first: str) -> None:
    a_version_like(models, first, "heads-x")
    hark("promote", "x", "--by", "Ann", "--reason", "fewer misses")

    last = json.loads((models / "promotions.jsonl").read_text(encoding="utf-8").splitlines()[-1])

    assert {key: last[key] for key in ("version", "previous", "by", "reason", "forced")} == {
        "version": "heads-x",
        "previous": first,
        "by": "Ann",
        "reason": "fewer misses",
        "forced": False,
    }
    assert last["at"].endswith("+00:00")
