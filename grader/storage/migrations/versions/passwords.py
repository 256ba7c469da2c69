"""People may have passwords; of each a digest is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for them."""
    op.create_table(
        "passwords",
        sa.Column("id", sa.String(32), sa.ForeignKey("people.id"), primary_key=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    """Forget them: people come in by links again."""
    op.drop_table("passwords")
