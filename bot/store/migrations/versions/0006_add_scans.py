"""Add scans.

Staff may open a file only once a scanner has passed it, so what it said is kept beside each.
Files that came before count as unscanned and are due at once.

Revision: 0006, after 0005
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('scan', sqlmodel.sql.sqltypes.AutoString(), server_default='unscanned', nullable=False))
        batch_op.add_column(sa.Column('scan_note', sqlmodel.sql.sqltypes.AutoString(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('scan_tries', sa.Integer(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('scan_due_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
        batch_op.add_column(sa.Column('scanned_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
        batch_op.create_index('ix_attachment_scan', ['scan', 'scan_tries', 'id'], unique=False)


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.drop_index('ix_attachment_scan')
        batch_op.drop_column('scanned_at')
        batch_op.drop_column('scan_due_at')
        batch_op.drop_column('scan_tries')
        batch_op.drop_column('scan_note')
        batch_op.drop_column('scan')
