"""Add the index of all words in messages.

Cases are found by words, names, addresses and phone numbers.

Revision: 0025, after 0024
"""

from alembic import op

from bot.store.word_index import POSTGRESQL, SQLITE

revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    is_sqlite = op.get_bind().dialect.name == 'sqlite'
    for statement in SQLITE if is_sqlite else POSTGRESQL:
        op.get_bind().exec_driver_sql(statement.replace('%', '%%') if not is_sqlite else statement)
    if is_sqlite:
        op.get_bind().exec_driver_sql("INSERT INTO message_words(message_words) VALUES ('rebuild')")


def downgrade() -> None:
    """Take the change back."""
    if op.get_bind().dialect.name == 'sqlite':
        for name in ('in', 'out', 'change'):
            op.get_bind().exec_driver_sql(f'DROP TRIGGER IF EXISTS message_words_{name}')
        op.get_bind().exec_driver_sql('DROP TABLE IF EXISTS message_words')
    else:
        op.get_bind().exec_driver_sql('DROP INDEX IF EXISTS ix_message_words')
