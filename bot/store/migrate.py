"""How does a database come to have the tables of this version? Alembic, from inside the installed package.

Synchronous: call it in a thread. On SQLite the whole way is one transaction, and foreign keys rest meanwhile,
for a table is changed there by copying it. On PostgreSQL only one process migrates at a time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

FOLDER: Final = Path(__file__).parent / "migrations"
_LOCK: Final = 4_812_026  # one number for one purpose among this database's advisory locks


def upgrade(url: str) -> list[str]:
    """Bring a database to this version; the revisions that were applied, first to last.

    Args:
        url: as in the settings, `sqlite+aiosqlite:///...` or `postgresql+psycopg://...`.
    """
    with _connection(url) as connection:
        before = _revision(connection)
        command.upgrade(_config(connection), "head")
        after = _revision(connection)
        return _between(before, after)


def downgrade(url: str, revision: str = "base") -> None:
    """Take a database back to a revision, and with it what later tables hold; "base" leaves no table."""
    with _connection(url) as connection:
        command.downgrade(_config(connection), revision)


def current(url: str) -> str | None:
    """The revision a database is at, None for an empty one."""
    with _connection(url) as connection:
        return _revision(connection)


def newest() -> str | None:
    """The revision this version needs."""
    return ScriptDirectory.from_config(_config(None)).get_current_head()


def _between(before: str | None, after: str | None) -> list[str]:
    if after is None or before == after:
        return []
    scripts = ScriptDirectory.from_config(_config(None)).iterate_revisions(after, before or "base")
    return [script.revision for script in scripts][::-1]


def _revision(connection: sa.Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config(connection: sa.Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


@contextmanager
def _connection(url: str) -> Iterator[sa.Connection]:
    """A transaction on a connection of its own."""
    engine = _engine(sa.make_url(url))
    try:
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
            yield connection
    finally:
        engine.dispose()


def _engine(url: sa.URL) -> sa.Engine:
    if not url.drivername.startswith("sqlite"):
        return sa.create_engine(url, poolclass=sa.NullPool)
    engine = sa.create_engine(
        url.set(drivername="sqlite+pysqlite"), poolclass=sa.NullPool, connect_args={"timeout": 10}
    )
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # else the driver opens and closes transactions of its own
    connection.execute("PRAGMA foreign_keys=off")
