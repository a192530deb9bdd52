"""Find conversations by sender.

A robot may ask for answers to another address each time, so its answers are counted by who it is.

Revision: 0004, after 0003
"""

from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table('conversation', schema=None) as batch_op:
        batch_op.create_index('ix_conversation_sender', ['landlord_id', 'sender'], unique=False)


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table('conversation', schema=None) as batch_op:
        batch_op.drop_index('ix_conversation_sender')
