"""`grader serve`: the web API."""

from __future__ import annotations

import click


@click.command("serve")
@click.option("--host", envvar="GRADER_HOST", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), envvar="GRADER_PORT", default=8000, show_default=True, help="Port to listen on.")
@click.option("--database", envvar="GRADER_DATABASE_URL", default="sqlite:///grader.db", show_default=True, help="URL of the database.")
def command(host: str, port: int, database: str) -> None:
    """Serve the web API; prints its address and the first tokens."""
    try:
        from grader.api import serve
    except ImportError as fault:
        message = "the server needs the extra 'server': pip install 'inkgrade[server]'"
        raise click.UsageError(message) from fault
    serve(host=host, port=port, database_url=database)
