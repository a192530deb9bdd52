"""How does Alembic run here? On the connection that `bot.store.migrate` opened, with changes SQLite can make too."""

from alembic import context
from sqlmodel import SQLModel

from bot.store import all_tables  # noqa: F401 - registers every table
from bot.store.word_index import is_compared

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    include_object=is_compared,
)
with context.begin_transaction():
    context.run_migrations()
