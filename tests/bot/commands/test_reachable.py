"""What needs the database only where it is there goes on without it."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from bot.commands.reachable import if_reachable
from bot.store import migrate
from bot.store.database import Database
from bot.store.system import list_landlords

# Asked whether it answers, the database makes the library suggest another way of asking.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path}/hark.db"


async def count_landlords(database: Database) -> int:
    async with database.reading() as session:
        return len(await list_landlords(session))


def test_where_it_answers_the_thing_is_done(url: str) -> None:
    migrate.upgrade(url)

    assert if_reachable(url, count_landlords) == 0


def test_one_that_is_not_there_is_not_made(url: str, tmp_path: Path) -> None:
    assert if_reachable(url, count_landlords) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "bad",
    ["sqlite+aiosqlite:////nowhere/at/all/hark.db", "postgresql+nothing://127.0.0.1/x"],
    ids=["no folder", "no driver"],
)
def test_one_that_cannot_be_used_is_as_good_as_none(bad: str) -> None:
    assert if_reachable(bad, count_landlords) is None


def test_one_that_fails_or_takes_too_long_is_as_good_as_none(url: str) -> None:
    migrate.upgrade(url)

    async def fail(database: Database) -> int:
        raise OperationalError("insert", {}, Exception("database is locked"))

    async def dawdle(database: Database) -> int:
        await asyncio.sleep(60)
        return 1

    assert if_reachable(url, fail) is None
    assert if_reachable(url, dawdle, within_seconds=0.05) is None


def test_a_fault_of_our_own_is_not_hidden(url: str) -> None:
    migrate.upgrade(url)

    async def blunder(database: Database) -> int:
        raise KeyError("landlord")

    with pytest.raises(KeyError):
        if_reachable(url, blunder)
