"""What every command has in common: the project folder that it works in."""

from __future__ import annotations

from pathlib import Path

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="seven-minute-briefings", message="%(version)s")
@click.option(
    "--project",
    type=click.Path(file_okay=False, path_type=Path),
    default=".",
    show_default="the folder you are in",
    help="The folder that holds content/.",
)
@click.pass_context
def main(context: click.Context, project: Path) -> None:
    """Turn a safeguarding review into a learning site, worksheets, trainers' material and an LMS package.

    Run it in your project folder: the one that holds content/.
    """
    context.obj = project.resolve()
