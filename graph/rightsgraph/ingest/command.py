"""Ingest archives from the command line: the group `rightsgraph ingest`."""

from pathlib import Path

import click

from rightsgraph.ingest.archives import Ingest
from rightsgraph.ingest.folder import ReadFolder
from rightsgraph.ingest.pool import cores, processes
from rightsgraph.options import FILES, graph_option, say
from rightsgraph.versions import Folder


@click.group("ingest")
def ingest_group() -> None:
    """Read documents: which parts cite what. `build` puts what was read into the next version."""


@ingest_group.command("unhrd")
@click.argument("files", nargs=-1, required=True, type=FILES)
@click.option("--with-text", is_flag=True, help="Keep the text of the parts too.")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=cores,
    show_default="one for each core",
    help="How many processes read.",
)
@click.option("--only", default="*", metavar="GLOB", help="Read only files with such names.")
@graph_option
def unhrd_command(
    files: tuple[Path, ...], with_text: bool, workers: int, only: str, folder: Path
) -> None:
    """Read archives of the UN Human Rights Database (FILES) into the folder of versions.

    Its lists (documents.json, jurisprudence_documents.csv) are found beside the archives, or given
    among FILES. Documents that cannot be read are told of, one line each; the rest goes on. What
    was read before, in the same way from the same file, is not read again.
    """
    ingest = Ingest(ReadFolder(Folder(folder)), say, with_text)
    with processes(workers) as executor:
        tally = ingest.run(files, executor, workers, only)
    say(tally.words())
    say(f"to put them into a version: rightsgraph build --graph {folder}")
