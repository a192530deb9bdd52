"""What would the next migration be? For those who change a table; nothing of a running house calls it.

    .venv/bin/python -m bot.store.migrations.draft add_extension_reason "Officers must say why an answer is late."

compares the tables with what the migrations so far make, and writes the difference beside them, to be read and
tested before it is released.
"""

import sys
import tempfile
import warnings
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.operations import ops
from sqlalchemy.schema import sort_tables_and_constraints
from sqlmodel import SQLModel

from bot.store import migrate


def main() -> None:
    """Write the next migration, with the title and the reason given."""
    title, reason = sys.argv[1:]
    number = f"{len(list((migrate.FOLDER / 'versions').glob('[0-9]*.py'))) + 1:04}"
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/draft.db"
        if number != "0001":
            migrate.upgrade(url)
        _draft(url, title, reason, number)


def _draft(url: str, title: str, reason: str, number: str) -> None:
    with migrate._connection(url) as connection, warnings.catch_warnings():
        warnings.simplefilter("ignore", sa.exc.SAWarning)  # tables that point at each other are seen to below
        config = migrate._config(connection)
        config.attributes["reason"] = reason
        config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
        command.revision(config, title, autogenerate=True, rev_id=number, process_revision_directives=_untie)


def _untie(_context: Any, _revision: Any, directives: list[Any]) -> None:
    """Add a foreign key to a table made later after both; PostgreSQL takes it no sooner."""
    script = directives[0]
    script.upgrade_ops.ops.sort(key=_place)
    script.downgrade_ops.ops.sort(key=_place, reverse=True)
    made: set[str] = set()
    later: list[tuple[str, sa.ForeignKeyConstraint]] = []
    for create in script.upgrade_ops.ops:
        if isinstance(create, ops.CreateTableOp):
            made.add(create.table_name)
            keys = list(_keys_to_others(create, made))
            create.columns = [part for part in create.columns if not any(part is key for key in keys)]
            later.extend((create.table_name, key) for key in keys)
    script.upgrade_ops.ops.extend(_changed(table, _add(table, key)) for table, key in later)
    for table, key in later:
        drop = ops.DropConstraintOp(_name(table, key), table, type_="foreignkey")
        script.downgrade_ops.ops.insert(0, _changed(table, drop))


def _place(change: Any) -> int:
    """Tables in the order of their foreign keys, what is done to old ones last."""
    in_order: Any = sort_tables_and_constraints
    tables = [table.name for table, _ in in_order(SQLModel.metadata.tables.values()) if table is not None]
    is_whole_table = isinstance(change, ops.CreateTableOp | ops.DropTableOp)
    return tables.index(change.table_name) if is_whole_table and change.table_name in tables else len(tables)


def _keys_to_others(create: ops.CreateTableOp, made: set[str]) -> Iterator[sa.ForeignKeyConstraint]:
    for part in list(create.columns):
        if (
            isinstance(part, sa.ForeignKeyConstraint)
            and part.elements[0].target_fullname.split(".")[0] not in made
        ):
            yield part


def _add(table: str, key: sa.ForeignKeyConstraint) -> ops.CreateForeignKeyOp:
    other, column = key.elements[0].target_fullname.split(".")
    return ops.CreateForeignKeyOp(_name(table, key), table, other, list(key.column_keys), [column])


def _name(table: str, key: sa.ForeignKeyConstraint) -> str:
    return f"fk_{table}_{key.column_keys[0]}_{key.elements[0].target_fullname.split('.')[0]}"


def _changed(table: str, change: ops.MigrateOperation) -> ops.ModifyTableOps:
    return ops.ModifyTableOps(table, [change])


if __name__ == "__main__":
    main()
