"""`grader demo`: the service with a made-up class in it, to click through everything."""

from __future__ import annotations

from contextlib import ExitStack

import click


@click.command("demo")
@click.option("--host", envvar="GRADER_HOST", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), envvar="GRADER_PORT", default=8000, show_default=True, help="Port to listen on.")
@click.option(
    "--database", default="", help="URL of an empty database to keep the class in; without it everything is forgotten at the end."
)
def command(host: str, port: int, database: str) -> None:
    """Serve a made-up class of sixty students with graded sheets; prints sign-in links for a student, a tutor and an instructor."""
    import tempfile
    import time
    from dataclasses import replace

    try:
        from grader import server
    except ImportError as fault:
        message = "the server needs the extra 'server': pip install 'inkgrade[server]'"
        raise click.UsageError(message) from fault
    from grader.demo import Clock, furnish
    from grader.web.addresses import link_to
    from grader.wiring import Settings, load_problem, services

    began, clock = time.monotonic(), Clock()
    with ExitStack() as stack:
        url = database or f"sqlite:///{stack.enter_context(tempfile.TemporaryDirectory(prefix='inkgrade-demo-'))}/demo.db"
        asked = replace(Settings.from_environment(), host=host, port=port, database_url=url)
        door, settings = stack.enter_context(server.listening(asked))
        served = services(settings, clock)
        made = furnish(served, clock, load_problem, _progress)
        base = server.address(settings)
        click.echo(f"\rA class of {made.students} with {made.sheets} graded sheets, made in {time.monotonic() - began:.0f} s.")
        click.echo(f"Inkgrade: {base}/   Each link signs in once; open each in a window of its own (private ones keep them apart).")
        for role, secret in made.links._asdict().items():
            click.echo(f"  {role:<11}{link_to(base, secret)}")
        click.echo("Ctrl+C ends it." if database else "Ctrl+C ends it, and everything is forgotten.")
        server.run(served, settings, door)


def _progress(done: int, all_: int) -> None:
    if done % 10 == 0 or done == all_:
        click.echo(f"\rGrading {done} of {all_} sheets ...", nl=False, err=True)
