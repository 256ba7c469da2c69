"""A session knows who made the link that it was opened with, and a token who made its session's."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = ("sessions", "tokens")


def upgrade() -> None:
    """Make room for them; of what is there already nobody knows it, and it stays."""
    for name in TABLES:
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("by", sa.String(32), sa.ForeignKey("people.id", name=f"{name}_by_people"), nullable=True))


def downgrade() -> None:
    """Forget them."""
    for name in TABLES:
        with op.batch_alter_table(name) as table:
            table.drop_constraint(f"{name}_by_people", type_="foreignkey")
            table.drop_column("by")
