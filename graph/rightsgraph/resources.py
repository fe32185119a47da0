"""Find the Turtle, queries and built graph that travel with the library.

In a checkout they are read in place (`ontology/`, `shapes/`, `graph/data/`); in a wheel they lie
inside the package.
"""

from pathlib import Path

PACKAGE = Path(__file__).parent
_CHECKOUT = PACKAGE.parent.parent


def _folder(in_checkout: str, in_wheel: str) -> Path:
    packaged = PACKAGE / in_wheel
    return packaged if packaged.is_dir() else _CHECKOUT / in_checkout


def ontology_folder() -> Path:
    """Return the folder of the ontology's chapters and of the concept schemes."""
    return _folder("ontology", "ontology")


def ontology_files() -> list[Path]:
    """Return the chapters of the ontology and the concept schemes."""
    return sorted(ontology_folder().glob("*.ttl"))


def shape_files() -> list[Path]:
    """Return the files of SHACL shapes."""
    return sorted(_folder("shapes", "shapes").glob("*.ttl"))


def record_files() -> list[Path]:
    """Return the files, and folders of files, of records: one for each source and method."""
    folder = _folder("graph/data", "data")
    return sorted(path for path in folder.iterdir() if path.is_dir() or path.suffix == ".ttl")


def query_files(folder: str) -> list[Path]:
    """Return the queries of a folder: `lookups`, `questions` or `checks`."""
    return sorted((PACKAGE / "queries" / folder).glob("*.rq"))


def built_folder() -> Path | None:
    """Return the folder of versions built into the wheel, or None in a checkout."""
    folder = PACKAGE / "built"
    return folder if folder.is_dir() else None
