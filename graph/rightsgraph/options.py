"""Hold what the commands share: the folder of versions, arguments, and words for people."""

from pathlib import Path

import click
from platformdirs import user_data_path

FILES = click.Path(path_type=Path)

graph_option = click.option(
    "--graph",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=lambda: user_data_path("rightsgraph"),
    show_default="a folder among the user's data",
    help="The folder that holds the versions.",
)


def say(words: str) -> None:
    """Tell people how the work goes, on standard error."""
    click.echo(words, err=True)
