"""The history of the tables: each change with the way back, applied at start."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config

if TYPE_CHECKING:
    from sqlalchemy import Engine

LATEST = "head"


def upgrade(engine: Engine, revision: str = LATEST) -> None:
    """Bring the tables to a revision."""
    _run(engine, revision, down=False)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the tables back to a revision; `base` is before the first."""
    _run(engine, revision, down=True)


def _run(engine: Engine, revision: str, *, down: bool) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    with engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        (command.downgrade if down else command.upgrade)(config, revision)
