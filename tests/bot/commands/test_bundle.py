"""`hark bundle` and `hark emergency`: for whom, on record as whose, and every mistake in a sentence."""

import asyncio
import zipfile
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import col

from bot.store.cases import CaseRow
from bot.store.database import Database
from tests.bot.commands.conftest import Hark, Ran
from tests.web_house import a_member_of_staff

OFFICER = "priya@staff.example.org"


@pytest.fixture
def reference(morning: tuple[Path, Ran], monkeypatch: pytest.MonkeyPatch, folder: Path, hark: Hark) -> str:
    monkeypatch.setenv("HARK_DATA_DIR", str(morning[0] / ".hark"))
    return str(hark("cases", "--json").objects[0]["reference"])


def database_of(morning: tuple[Path, Ran]) -> Database:
    return Database(f"sqlite+aiosqlite:///{morning[0] / '.hark' / 'hark.db'}")


def is_at_risk(morning: tuple[Path, Ran], reference: str, *, restricted: bool) -> None:
    async def act() -> None:
        database = database_of(morning)
        async with database.writing() as session:
            await session.exec(
                sa.update(CaseRow).where(col(CaseRow.reference) == reference).values(restricted=restricted)
            )
        await database.close()

    asyncio.run(act())


def works_here(morning: tuple[Path, Ran], **facts: object) -> None:
    async def act() -> None:
        database = database_of(morning)
        async with database.writing() as session:
            session.add(a_member_of_staff(**facts))
        await database.close()

    asyncio.run(act())


def test_it_is_written_and_of_what_is_not_there_a_sentence_says_so(
    hark: Hark, reference: str, folder: Path
) -> None:
    made = hark("bundle", reference, "--to", str(folder / "case.zip"))
    unknown = hark("bundle", "EX-NOTHERE", "--to", str(folder / "other.zip"))
    nobody = hark("bundle", reference, "--to", str(folder / "other.zip"), "--by", "nobody@example.org")

    assert (made.status, unknown.status, nobody.status) == (0, 1, 1)
    assert {"index.html", "story.txt"} <= set(zipfile.ZipFile(folder / "case.zip").namelist())
    assert "There is no case EX-NOTHERE." in unknown.err
    assert "Nobody with the address nobody@example.org works there." in nobody.err
    assert not (folder / "other.zip").exists()


def test_where_somebody_may_be_at_risk_only_those_named_for_it_take_it(
    hark: Hark, reference: str, folder: Path, morning: tuple[Path, Ran]
) -> None:
    works_here(morning, email="lead@staff.example.org", sees_restricted=True)
    works_here(morning, email="clerk@staff.example.org")
    is_at_risk(morning, reference, restricted=True)
    to = str(folder / "risk.zip")
    try:
        unnamed = hark("bundle", reference, "--to", to)
        clerk = hark("bundle", reference, "--to", to, "--by", "clerk@staff.example.org")
        refused = not Path(to).exists()
        lead = hark("bundle", reference, "--to", to, "--by", "lead@staff.example.org")
    finally:
        is_at_risk(morning, reference, restricted=False)

    assert (unnamed.status, clerk.status, lead.status, refused) == (1, 1, 0, True)
    assert "Name with --by" in unnamed.err


@pytest.mark.usefixtures("reference")
def test_a_hard_day_begins_and_ends_from_the_command_line_by_somebody_of_standing(
    hark: Hark, morning: tuple[Path, Ran]
) -> None:
    works_here(morning, email=OFFICER)
    works_here(morning, email="contractor@staff.example.org", role="contractor")
    say = ("--what", "Our phones do not work.", "--back-by", "2099-01-02")

    badly = hark("emergency", "start", "--by", OFFICER, "--what", "No phones.", "--back-by", "soon")
    other = hark("emergency", "start", "--by", "contractor@staff.example.org", *say)
    begun = hark("emergency", "start", "--by", OFFICER, *say)
    twice = hark("emergency", "start", "--by", OFFICER, *say)
    ended = hark("emergency", "end", "--by", OFFICER)

    assert [one.status for one in (badly, other, begun, twice, ended)] == [1, 1, 0, 1, 0]
    assert "is no day" in badly.err
    assert "decides this" in other.err
    assert "It is on until 2099-01-02." in begun.out
    assert "runs already" in twice.err
