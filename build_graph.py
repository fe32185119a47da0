"""Build the graph into the wheel: a hook that the packaging runs."""

import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent


class BuildGraph(BuildHookInterface):  # type: ignore[type-arg]
    """Validate the records and put the built version into the wheel as `rightsgraph/built`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the version; an editable install reads the records in place instead."""
        if version == "editable":
            return
        sys.path.insert(0, str(ROOT / "graph"))
        from rightsgraph.build import build

        folder = Path(mkdtemp(prefix="rightsgraph-"))
        build(folder, say=self.app.display_info)
        build_data["force_include"][str(folder)] = "rightsgraph/built"
