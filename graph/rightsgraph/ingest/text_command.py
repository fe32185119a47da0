"""Ingest the plain text of one document from the command line."""

from pathlib import Path

import click

from rightsgraph.ingest.folder import ReadFolder
from rightsgraph.ingest.one_text import ingest_file
from rightsgraph.options import FILES, graph_option, say
from rightsgraph.versions import Folder


@click.command("text")
@click.argument("file", type=FILES)
@click.option("--symbol", required=True, help="The symbol of the document, such as A/HRC/23/18.")
@click.option("--language", help="Its language, such as ar; by default told from the text.")
@click.option("--with-text", is_flag=True, help="Keep the text of the parts too.")
@graph_option
def text_command(
    file: Path, symbol: str, language: str | None, with_text: bool, folder: Path
) -> None:
    """Read the plain text of a UN document (FILE) into the folder of versions.

    Recognised are numbered paragraphs and their sub-paragraphs and bullets, the summary,
    footnotes below pages and at the end, annexes and their sections.
    """
    say(ingest_file(ReadFolder(Folder(folder)), file, symbol, language, with_text))
    say(f"to put it into a version: rightsgraph build --graph {folder}")
