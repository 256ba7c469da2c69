"""The numbers that were drawn for somebody are kept, so that they stay when the problem is corrected."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for them."""
    op.create_table(
        "drawings",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("course", sa.String(32), sa.ForeignKey("courses.id"), nullable=False),
        sa.Column("slug", sa.String(100), nullable=False),
        sa.Column("person", sa.String(32), sa.ForeignKey("people.id"), nullable=False),
        sa.Column("variant", sa.Integer(), nullable=False),
        sa.Column("numbers", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("course", "slug", "person"),
    )


def downgrade() -> None:
    """Forget them: everybody has the numbers that the latest version of a problem draws for them."""
    op.drop_table("drawings")
