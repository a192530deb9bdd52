"""Add the sessions of the chat on a web page, and the codes to come back to one.

Revision: 0013, after 0012
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table('widget_session',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('landlord_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('token_hash', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('address', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('email', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('is_proven', sa.Boolean(), nullable=False),
    sa.Column('created_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('seen_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('finished_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('token_hash')
    )
    with op.batch_alter_table('widget_session', schema=None) as batch_op:
        batch_op.create_index('ix_widget_session_email', ['landlord_id', 'email'], unique=False)
        batch_op.create_index(batch_op.f('ix_widget_session_address'), ['address'], unique=False)

    op.create_table('widget_code',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('landlord_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('email', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('address', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('code_hash', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('created_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('used_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('widget_code', schema=None) as batch_op:
        batch_op.create_index('ix_widget_code_email', ['landlord_id', 'email'], unique=False)


def downgrade() -> None:
    """Take the change back."""
    op.drop_table('widget_code')
    op.drop_table('widget_session')
