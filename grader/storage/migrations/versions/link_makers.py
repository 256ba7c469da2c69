"""A sign-in link knows who made it; nobody where the machine itself did."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

FOREIGN_KEY = "links_by_people"


def upgrade() -> None:
    """Make room for them; links of which nobody knows who made them end, where they are not used yet."""
    op.execute("DELETE FROM links WHERE used IS NULL")
    with op.batch_alter_table("links") as links:
        links.add_column(sa.Column("by", sa.String(32), sa.ForeignKey("people.id", name=FOREIGN_KEY), nullable=True))


def downgrade() -> None:
    """Forget them."""
    with op.batch_alter_table("links") as links:
        links.drop_constraint(FOREIGN_KEY, type_="foreignkey")
        links.drop_column("by")
