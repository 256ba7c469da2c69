"""`grader serve`: the pages and the web API."""

from __future__ import annotations

import click


@click.command("serve")
@click.option("--host", envvar="GRADER_HOST", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), envvar="GRADER_PORT", default=8000, show_default=True, help="Port to listen on.")
@click.option("--database", envvar="GRADER_DATABASE_URL", default="sqlite:///grader.db", show_default=True, help="URL of the database.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that answer requests (others grade).")
@click.option("--new-link", is_flag=True, help="Print a new sign-in link for the first instructor.")
def command(host: str, port: int, database: str, workers: int, *, new_link: bool) -> None:
    """Serve the pages and the web API; prints its address and, at the first start, an instructor's sign-in link."""
    from dataclasses import replace

    try:
        from grader.server import serve
    except ImportError as fault:
        message = "the server needs the extra 'server': pip install 'inkgrade[server]'"
        raise click.UsageError(message) from fault
    from grader.wiring import Settings

    serve(replace(Settings.from_environment(), host=host, port=port, database_url=database), workers=workers, new_link=new_link)
