"""Keep who said which language a resident speaks, and what each message of ours is written in.

What a member of staff said stays, however a message reads.

Revision: 0011, after 0010
"""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table('resident', schema=None) as batch_op:
        batch_op.add_column(sa.Column('language_by', sa.String(), nullable=False, server_default=''))
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.add_column(sa.Column('language', sa.String(), nullable=False, server_default='en'))


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.drop_column('language')
    with op.batch_alter_table('resident', schema=None) as batch_op:
        batch_op.drop_column('language_by')
