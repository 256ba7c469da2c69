"""`grader schema`: the JSON Schema of problem files, for completion in editors."""

from __future__ import annotations

import json
from pathlib import Path

import click

from grader.cli import options


@click.command("schema")
@options.output
def command(output: Path | None) -> None:
    """Print the JSON Schema of problem files.

    An editor that knows YAML schemas completes and checks a file that begins with `# yaml-language-server: $schema=FILE`.
    """
    from grader.problem.json_schema import json_schema

    options.write([json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"], output)
