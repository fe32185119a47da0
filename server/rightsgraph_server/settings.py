"""Hold what an operator may set."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """Set the limits of a server: longest query (characters), most rows shown on a page."""

    longest_query: int = 100_000
    rows_on_page: int = 1000
