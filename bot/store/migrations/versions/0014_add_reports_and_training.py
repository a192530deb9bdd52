"""Add what was done about each report, and what staff were taught.

Revision: 0014, after 0013
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table('report_record',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('landlord_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('period', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('what', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('words', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('link', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('done_on', sa.Date(), nullable=False),
    sa.Column('recorded_by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('recorded_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_report_record'))
    )
    with op.batch_alter_table('report_record', schema=None) as batch_op:
        batch_op.create_index('ix_report_record_period', ['landlord_id', 'period'], unique=False)

    op.create_table('staff_record',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('landlord_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=False),
    sa.Column('what', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('words', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('done_on', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('recorded_by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('recorded_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_staff_record_staff_id_staff')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_staff_record'))
    )
    with op.batch_alter_table('staff_record', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_staff_record_landlord_id'), ['landlord_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_staff_record_staff_id'), ['staff_id'], unique=False)


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table('staff_record', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_staff_record_staff_id'))
        batch_op.drop_index(batch_op.f('ix_staff_record_landlord_id'))

    op.drop_table('staff_record')
    with op.batch_alter_table('report_record', schema=None) as batch_op:
        batch_op.drop_index('ix_report_record_period')

    op.drop_table('report_record')
