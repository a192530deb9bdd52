"""Keep which survey a message answers with its score, and which cases were asked about.

A landlord sees what residents think month by month, and nobody is asked twice about one case.

Revision: 0008, after 0007
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        'survey_answer',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('landlord_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column('message_id', sa.Integer(), nullable=False),
        sa.Column('source', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column('score', sa.Float(), nullable=True),
        sa.Column('best', sa.Integer(), nullable=True),
        sa.Column('answered_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(['message_id'], ['message.id'], name=op.f('fk_survey_answer_message_id_message')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_survey_answer')),
        sa.UniqueConstraint('message_id', name=op.f('uq_survey_answer_message_id')),
    )
    with op.batch_alter_table('survey_answer', schema=None) as batch_op:
        batch_op.create_index('ix_survey_answer_when', ['landlord_id', 'answered_at'], unique=False)
    with op.batch_alter_table('case_', schema=None) as batch_op:
        batch_op.add_column(sa.Column('surveyed_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table('case_', schema=None) as batch_op:
        batch_op.drop_column('surveyed_at')
    with op.batch_alter_table('survey_answer', schema=None) as batch_op:
        batch_op.drop_index('ix_survey_answer_when')
    op.drop_table('survey_answer')
