"""Add the resident's page.

A link opens with a surname and postcode or with a code. Two doors become one person on proof, and every row that moved
is written down, so that a mistake can be taken back.

Revision: 0009, after 0008
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table('joining',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('landlord_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('kept_id', sa.Integer(), nullable=False),
    sa.Column('joined_id', sa.Integer(), nullable=False),
    sa.Column('how', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('moved', sa.JSON(), nullable=False),
    sa.Column('before', sa.JSON(), nullable=False),
    sa.Column('undone_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('undone_by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('undone_reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['joined_id'], ['resident.id'], name=op.f('fk_joining_joined_id_resident')),
    sa.ForeignKeyConstraint(['kept_id'], ['resident.id'], name=op.f('fk_joining_kept_id_resident')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_joining'))
    )
    op.create_table('my_page',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('landlord_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('conversation_id', sa.Integer(), nullable=False),
    sa.Column('wrong_tries', sa.Integer(), nullable=False),
    sa.Column('locked_until', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('shut_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_my_page_conversation_id_conversation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_my_page')),
    sa.UniqueConstraint('conversation_id', name=op.f('uq_my_page_conversation_id'))
    )
    op.create_table('code',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('landlord_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('conversation_id', sa.Integer(), nullable=False),
    sa.Column('purpose', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('channel', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('address', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('hash', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('made_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('ends_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('used_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_code_conversation_id_conversation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_code'))
    )
    with op.batch_alter_table('joining', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_joining_joined_id'), ['joined_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_joining_kept_id'), ['kept_id'], unique=False)

    with op.batch_alter_table('code', schema=None) as batch_op:
        batch_op.create_index('ix_code_address', ['landlord_id', 'address', 'made_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_code_conversation_id'), ['conversation_id'], unique=False)

    with op.batch_alter_table('adjustment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('ended_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))

    with op.batch_alter_table('resident', schema=None) as batch_op:
        batch_op.add_column(sa.Column('postcode', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=''))



def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table('resident', schema=None) as batch_op:
        batch_op.drop_column('postcode')

    with op.batch_alter_table('adjustment', schema=None) as batch_op:
        batch_op.drop_column('ended_at')

    with op.batch_alter_table('code', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_code_conversation_id'))
        batch_op.drop_index('ix_code_address')

    with op.batch_alter_table('joining', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_joining_kept_id'))
        batch_op.drop_index(batch_op.f('ix_joining_joined_id'))

    op.drop_table('code')
    op.drop_table('my_page')
    op.drop_table('joining')
