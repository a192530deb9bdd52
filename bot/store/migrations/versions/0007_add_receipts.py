"""Keep when a message of ours reached them, and the whole of one that had to be shortened.

A text message is delivered and a letter posted after it has left us; a text holds 918 letters at most.

Revision: 0007, after 0006
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.add_column(sa.Column('delivered_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
        batch_op.add_column(sa.Column('whole', sa.String(), nullable=False, server_default=''))


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.drop_column('whole')
        batch_op.drop_column('delivered_at')
