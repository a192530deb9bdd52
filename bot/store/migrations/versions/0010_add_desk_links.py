"""Add links to the desk.

Contractors and front-line staff hand in what residents tell them, by a link that can do nothing else.

Revision: 0010, after 0009
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table('desk_link',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('landlord_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('holder', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('organisation', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('created_by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('created_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('revoked_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('last_used_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_desk_link'))
    )
    with op.batch_alter_table('desk_link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_desk_link_landlord_id'), ['landlord_id'], unique=False)


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table('desk_link', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_desk_link_landlord_id'))

    op.drop_table('desk_link')
