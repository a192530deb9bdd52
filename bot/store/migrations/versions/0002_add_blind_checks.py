"""Add blind checks.

A colleague reads a sample of each week without knowing how it was read, so that nobody unhappy is missed unseen.
Messages are found by when they came, for that sample and for the figures of a week.

Revision: 0002, after 0001
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table('blind_draw',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('landlord_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('week', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('drawn_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('without_choice', sa.Integer(), nullable=False),
    sa.Column('confirmed', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_blind_draw')),
    sa.UniqueConstraint('landlord_id', 'week', name=op.f('uq_blind_draw_landlord_id_week'))
    )
    op.create_table('blind_check',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('landlord_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('message_id', sa.Integer(), nullable=False),
    sa.Column('week', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('why', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('drawn_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('held_until', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('answered_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('explicit', sa.Boolean(), nullable=False),
    sa.Column('wants_action', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['message_id'], ['message.id'], name=op.f('fk_blind_check_message_id_message')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_blind_check_staff_id_staff')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_blind_check')),
    sa.UniqueConstraint('landlord_id', 'message_id', name=op.f('uq_blind_check_landlord_id_message_id'))
    )
    with op.batch_alter_table('blind_check', schema=None) as batch_op:
        batch_op.create_index('ix_blind_check_week', ['landlord_id', 'week'], unique=False)

    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.create_index('ix_message_received', ['landlord_id', 'received_at'], unique=False)


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.drop_index('ix_message_received')

    with op.batch_alter_table('blind_check', schema=None) as batch_op:
        batch_op.drop_index('ix_blind_check_week')

    op.drop_table('blind_check')
    op.drop_table('blind_draw')
