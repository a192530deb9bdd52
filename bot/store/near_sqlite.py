"""How does a writing transaction talk to SQLite without a trip to a thread for every statement?

The driver sends each cursor, statement, fetch and close to a thread of its own, some two hundred trips a message,
and each waits for the interpreter. While a transaction holds the write lock its statements wait for nothing, so
they are done where they are asked for. Only what may wait goes to the thread, in turn: taking the lock, and
committing to the disk. Pages that only read keep the driver, for a long query must not hold up the doors.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Self, TypeVar

Result = TypeVar("Result")


class NearConnection:
    """What SQLAlchemy's aiosqlite dialect asks of a connection; made by `open`."""

    def __init__(self, connection: sqlite3.Connection, thread: ThreadPoolExecutor) -> None:
        self._connection: sqlite3.Connection | None = connection
        self._thread = thread

    @classmethod
    async def open(cls, file: str, pragmas: Sequence[str]) -> Self:
        """A connection to this file, prepared."""
        thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writing")

        def connect() -> sqlite3.Connection:
            made = sqlite3.connect(file, timeout=10, check_same_thread=False, isolation_level=None)
            for pragma in pragmas:
                made.execute(f"PRAGMA {pragma}")
            return made

        return cls(await asyncio.get_running_loop().run_in_executor(thread, connect), thread)

    @property
    def isolation_level(self) -> str | None:
        """None: transactions begin where we say so."""
        return None

    async def in_turn(self, act: Callable[[], Result]) -> Result:
        """Do what may wait in the thread; a cancelled act is still finished before the next."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, act)

    def cursor(self) -> "NearCursor":
        """A cursor of this connection."""
        return NearCursor(self, self._open.cursor())

    async def create_function(self, *given: Any, **named: Any) -> None:
        """Give SQL one more function."""
        self._open.create_function(*given, **named)

    async def commit(self) -> None:
        """Commit to the disk."""
        await self.in_turn(self._open.commit)

    async def rollback(self) -> None:
        """Undo what is not committed."""
        await self.in_turn(self._open.rollback)

    async def close(self) -> None:
        """Close it and its thread."""
        if self._connection is not None:
            await self.in_turn(self._connection.close)
            self._connection = None
            self._thread.shutdown(wait=False)

    def stop(self) -> None:
        """Close it where nobody can wait."""
        if self._connection is not None:
            self._thread.submit(self._connection.close)
            self._connection = None
            self._thread.shutdown(wait=False)

    @property
    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            raise ValueError("no active connection")
        return self._connection


class NearCursor:
    """What the dialect asks of a cursor."""

    def __init__(self, connection: NearConnection, cursor: sqlite3.Cursor) -> None:
        self._connection = connection
        self._cursor = cursor

    async def __aenter__(self) -> Self:
        return self

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)  # description, rowcount, lastrowid, arraysize

    async def execute(self, statement: str, values: Sequence[Any] = ()) -> Self:
        """Run one statement; the one that takes the write lock in the thread."""
        if statement.startswith("BEGIN"):
            await self._connection.in_turn(lambda: self._cursor.execute(statement))
        else:
            self._cursor.execute(statement, values)
        return self

    async def executemany(self, statement: str, values: Sequence[Sequence[Any]]) -> Self:
        """Run one statement for each row."""
        self._cursor.executemany(statement, values)
        return self

    async def fetchall(self) -> list[Any]:
        """Every row."""
        return self._cursor.fetchall()

    async def close(self) -> None:
        """Give it back."""
        self._cursor.close()
