"""Keep the buttons of a message, and what the other side calls it once sent.

A chat draws buttons; a door that counts deliveries tells of them by a name of its own.

Revision: 0005, after 0004
"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.add_column(sa.Column('buttons', sa.JSON(), nullable=False, server_default='[]'))
        batch_op.add_column(sa.Column('sent_as', sa.String(), nullable=False, server_default=''))


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.drop_column('sent_as')
        batch_op.drop_column('buttons')
