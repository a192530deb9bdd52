"""How is a transaction opened? One way to write and one way to read, on SQLite and PostgreSQL alike.

On SQLite a writing transaction takes the write lock at once (BEGIN IMMEDIATE), so two workers never deadlock
half-way; pages that only read use an engine of their own and never wait for a writer.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store import all_tables  # noqa: F401 - registers every table
from bot.store.near_sqlite import NearConnection

PRAGMAS = (
    "journal_mode=wal",
    "busy_timeout=10000",
    "foreign_keys=on",
    "synchronous=full",
    "cache_size=-16000",
)


class Database:
    """The two engines of one database.

    Args:
        url: `sqlite+aiosqlite:///path` or `postgresql+psycopg://...`.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = url.startswith("sqlite")
        self._writing = _sqlite_writing(url) if self.is_sqlite else _postgresql(url)
        self._reading = _sqlite_reading(url) if self.is_sqlite else self._writing
        # One writer at a time inside a process spares SQLite's busy loop; other processes wait on the file.
        self._one_writer: asyncio.Lock | None = asyncio.Lock() if self.is_sqlite else None

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """One transaction that writes: committed at the end, rolled back whole on any error."""
        async with (
            self._one_writer or nullcontext(),
            AsyncSession(self._writing, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A view of the database that writes nothing."""
        async with AsyncSession(self._reading, expire_on_commit=False) as session:
            yield session

    async def create_all(self) -> None:
        """Make every table at once; for databases that live only as long as a test or a rehearsal."""
        async with self._writing.begin() as connection:
            await connection.run_sync(SQLModel.metadata.create_all)

    async def is_ready(self) -> bool:
        """Whether the database answers."""
        if self._is_taken_away():
            return False
        try:
            async with self.reading() as session:
                await session.execute(sa.text("select 1 from landlord limit 1"))
        except sa.exc.SQLAlchemyError:
            return False
        return True

    def _is_taken_away(self) -> bool:
        """Whether the file is gone; one that is open would still answer, and lose what it is given."""
        file = sa.make_url(self.url).database if self.is_sqlite else None
        return bool(file) and file != ":memory:" and not Path(str(file)).exists()

    async def close(self) -> None:
        """Give back every connection."""
        await self._writing.dispose()
        await self._reading.dispose()


def is_passing(error: Exception) -> bool:
    """Whether it is the database that cannot just now, and not what it was asked: locked, full, gone, a deadlock."""
    return isinstance(error, OSError | sa.exc.OperationalError | sa.exc.InterfaceError)


# In all three, parameters are hidden: they hold residents' words, and errors are logged.


def _postgresql(url: str) -> AsyncEngine:
    return create_async_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=10, hide_parameters=True)


def _sqlite_writing(url: str) -> AsyncEngine:
    async def connect(file: str, **_options: object) -> NearConnection:
        return await NearConnection.open(file, PRAGMAS)

    engine = create_async_engine(
        url, pool_size=5, max_overflow=10, hide_parameters=True, connect_args={"async_creator_fn": connect}
    )
    sa.event.listen(
        engine.sync_engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE")
    )
    return engine


def _sqlite_reading(url: str) -> AsyncEngine:
    engine = create_async_engine(
        url, pool_size=5, max_overflow=10, connect_args={"timeout": 10}, hide_parameters=True
    )
    sa.event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    sa.event.listen(engine.sync_engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # Without this the driver would open transactions of its own and BEGIN IMMEDIATE would fail.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
