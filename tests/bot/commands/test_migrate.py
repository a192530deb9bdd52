"""`hark migrate`: the revisions that were applied, then nothing more to do."""

from pathlib import Path

import pytest

from bot.store.migrate import newest
from tests.bot.commands.conftest import Hark


@pytest.fixture
def with_a_place(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HARK_DATABASE_URL", f"sqlite+aiosqlite:///{folder}/hark.db")


@pytest.mark.usefixtures("with_a_place")
def test_what_was_applied_is_printed_once(hark: Hark) -> None:
    first, again = hark("migrate"), hark("migrate")

    assert (first.status, first.lines[-1], first.err) == (0, newest(), "")
    assert (again.status, again.out, again.err) == (0, "up to date\n", "")


def test_a_new_installation_needs_no_folder_made_for_it(hark: Hark, folder: Path) -> None:
    ran = hark("migrate")

    assert (ran.status, ran.err) == (0, "")
    assert (folder / ".hark/hark.db").is_file()


def test_a_database_that_is_not_there_is_one_sentence(hark: Hark, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HARK_DATABASE_URL", "sqlite+aiosqlite:////nowhere/at/all/hark.db")

    ran = hark("migrate")

    assert (ran.status, ran.out) == (1, "")
    assert ran.err == "hark: The database cannot be used: unable to open database file.\n"
