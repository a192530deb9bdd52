"""How is a short transaction done in one trip to a thread?

Each statement of an asynchronous session is a trip of its own, and every trip waits for the interpreter. Where
senders wait for a commit, the whole transaction goes over at once, straight to the database driver, which spares
the work of building each statement anew. Same database, same rules as `database.py`.
"""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import DBAPICursor

from bot.store.database import Database, _prepare_sqlite

Result = TypeVar("Result")


class OneTrip:
    """A connection of its own with a thread of its own.

    Args:
        database: whose transactions these are; on SQLite they take their turn with its other writers.
    """

    def __init__(self, database: Database) -> None:
        self._turn = database._one_writer
        self._begin = "BEGIN IMMEDIATE" if database.is_sqlite else "BEGIN"
        self._engine = _engine(database)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="front door")
        self.dialect = self._engine.dialect

    async def run(self, work: Callable[[], Result]) -> Result:
        """Do this work in the thread, when it is our turn."""
        async with self._turn or nullcontext():
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    @contextmanager
    def transaction(self) -> Iterator[DBAPICursor]:
        """In the thread: committed at the end, rolled back whole on any error."""
        connection = self._engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute(self._begin)
            yield cursor
            connection.commit()
        finally:
            connection.close()  # whatever was not committed is rolled back

    async def close(self) -> None:
        """Give back the thread and the connection."""
        await asyncio.to_thread(self._thread.shutdown)
        self._engine.dispose()


def _engine(database: Database) -> sa.Engine:
    if not database.is_sqlite:
        # Each transaction begins with a BEGIN of ours; the driver would add one of its own.
        return sa.create_engine(
            database.url, pool_pre_ping=True, pool_size=1, max_overflow=0, isolation_level="AUTOCOMMIT"
        )
    url = sa.make_url(database.url).set(drivername="sqlite+pysqlite")
    engine = sa.create_engine(
        url,
        pool_size=1,
        max_overflow=0,
        paramstyle="named",  # as on PostgreSQL, values are given by name
        connect_args={"timeout": 10, "check_same_thread": False},
    )
    sa.event.listen(engine, "connect", _prepare_sqlite)
    return engine
