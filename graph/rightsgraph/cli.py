"""Run the library from the command line: words for people go to stderr, results to stdout."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import click

from rightsgraph import resources
from rightsgraph._version import __version__
from rightsgraph.build import assemble, build, validate
from rightsgraph.cite.command import citations_command
from rightsgraph.engine import Answer
from rightsgraph.errors import RightsgraphError, SourceError
from rightsgraph.graph import Graph, connect, open_graph
from rightsgraph.ingest.command import ingest_group
from rightsgraph.ingest.text_command import text_command
from rightsgraph.options import FILES, graph_option, say
from rightsgraph.records import read_source_graph, turtle_files
from rightsgraph.results import Table
from rightsgraph.tables import text_table
from rightsgraph.turtle import format_file
from rightsgraph.versions import Folder

FORMATS = (
    "table", "json", "csv", "tsv", "xml",
    "turtle", "ntriples", "jsonld", "rdfxml", "nquads", "trig",
)  # fmt: skip


class Commands(click.Group):
    """Show one line for each error that the library raises, and find the server's command."""

    def invoke(self, context: click.Context) -> Any:
        """Run a command. Exit code 1 for a known error, 130 for an interrupt."""
        try:
            return super().invoke(context)
        except RightsgraphError as error:
            say(f"rightsgraph: {error}")
            context.exit(1)
        except KeyboardInterrupt:
            say("rightsgraph: interrupted; the current version is as it was")
            context.exit(130)

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the names of all commands, those of installed packages included."""
        added = [point.name for point in entry_points(group="rightsgraph.commands")]
        return sorted({*super().list_commands(context), *added})

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Return a command of the library, or of a package that adds one."""
        for point in entry_points(group="rightsgraph.commands", name=name):
            return _loaded(point.load, name)
        return super().get_command(context, name)


def _loaded(load: Callable[[], click.Command], name: str) -> click.Command:
    try:
        return load()
    except ModuleNotFoundError as error:
        hint = f"needs {error.name}; install it with: pip install 'rightsgraph[server]'"
        raise click.ClickException(f"{name} {hint}") from error


@click.group(cls=Commands)
@click.version_option(__version__)
def main() -> None:
    """Build, check and query the linked-data graph of human rights mechanisms."""


@main.command("build")
@click.argument("files", nargs=-1, type=FILES)
@click.option("--without-read", is_flag=True, help="Leave out documents that were ingested.")
@graph_option
def build_command(files: tuple[Path, ...], without_read: bool, folder: Path) -> None:
    """Build a version of the records, and of FILES beside them, and make it the current one.

    Documents that were ingested into the folder are part of it.

    Prints the id of the version.
    """
    made = build(folder, files, say, with_read=not without_read)
    say(f"version {made.id} in {folder}: {made.triples} triples in {len(made.graphs)} graphs")
    click.echo(made.id)


@main.command("validate")
@click.argument("files", nargs=-1, type=FILES)
def validate_command(files: tuple[Path, ...]) -> None:
    """Check FILES of records, or all records, against terms, identities and shapes.

    Prints a line for each finding; exits with 1 where one of them is a violation.
    """
    assembly = assemble(files, say)
    only = frozenset(read_source_graph(path).iri for path in files) or None
    found = validate(assembly, only, say)
    for finding in found.findings:
        click.echo(finding.text())
    say(found.count())
    sys.exit(0 if found.conforms else 1)


@main.command("query")
@click.argument("query_or_file")
@click.option("--format", "format_", type=click.Choice(FORMATS), help="Default: table, or turtle.")
@click.option("--endpoint", metavar="URL", help="Ask a SPARQL endpoint instead of a version.")
@graph_option
def query_command(
    query_or_file: str, format_: str | None, endpoint: str | None, folder: Path
) -> None:
    """Run a SPARQL query, given as text, as a file, or as - for standard input."""
    text = _query_text(query_or_file)
    graph = connect(endpoint) if endpoint else current_graph(folder)
    answer = graph.engine.query(text)
    click.echo(_written(answer, format_), nl=False)


@main.command("fmt")
@click.argument("files", nargs=-1, type=FILES)
@click.option(
    "--check", is_flag=True, help="Change nothing; exit with 1 where a file would change."
)
def fmt_command(files: tuple[Path, ...], check: bool) -> None:
    """Write FILES of Turtle, or all of the project's, in the canonical form."""
    records = [file for path in resources.record_files() for file in turtle_files(path)]
    found = files or (*resources.ontology_files(), *resources.shape_files(), *records)
    changed = [path for path in found if format_file(path, write=not check)]
    for path in changed:
        click.echo(path)
    say(f"{len(changed)} of {len(found)} files {'would change' if check else 'changed'}")
    sys.exit(1 if check and changed else 0)


@main.command("info")
@click.option("--json", "as_json", is_flag=True, help="Print the manifest as JSON.")
@graph_option
def info_command(as_json: bool, folder: Path) -> None:
    """Tell what the current version holds."""
    manifest = current_graph(folder).manifest
    if manifest is None:
        say("the records of this checkout, unbuilt; make a version with: rightsgraph build")
    elif as_json:
        click.echo(json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
    else:
        rows = [(entry.iri, entry.quads, entry.source) for entry in manifest.graphs]
        click.echo(f"version {manifest.id}, as of {manifest.as_of}, {manifest.triples} triples")
        click.echo(text_table(("graph", "quads", "source"), rows))


main.add_command(ingest_group)
ingest_group.add_command(text_command)
main.add_command(citations_command)


def current_graph(folder: Path) -> Graph:
    """Open the current version of a folder, or the built-in graph where none was built yet."""
    if Folder(folder).current() is None:
        say(f"no version in {folder} yet: using the graph that comes with the library")
        return open_graph()
    return open_graph(folder)


def _query_text(query_or_file: str) -> str:
    if any(mark in query_or_file for mark in "{ \n") and not _is_file(query_or_file):
        return query_or_file
    try:
        if query_or_file == "-":
            return sys.stdin.buffer.read().decode("utf-8")
        return Path(query_or_file).read_text(encoding="utf-8")
    except OSError as error:
        reason = f"cannot be read: {error.strerror}; give a query in quotes or an existing file"
        raise SourceError(query_or_file, reason) from error
    except UnicodeDecodeError as error:
        raise SourceError(query_or_file, "is not UTF-8; save it as UTF-8") from error


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except OSError:  # a query may be longer than a file name can be
        return False


def _written(answer: Answer, format: str | None) -> str:
    default = "turtle" if "turtle" in answer.formats else "table"
    wanted = format or default
    if wanted == default == "table":
        return _as_text(answer.value())
    if wanted not in answer.formats:
        offered = ", ".join(f for f in FORMATS if f in answer.formats or f == default)
        raise click.UsageError(f"this query cannot be written as {wanted}; choose of {offered}")
    return answer.write(wanted).decode()


def _as_text(value: object) -> str:
    if isinstance(value, Table):
        rows = [tuple(row.values()) for row in value]
        return text_table(value.variables, rows) + "\n"
    return f"{str(value).lower()}\n"
