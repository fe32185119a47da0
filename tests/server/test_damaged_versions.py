"""A version that is there but cannot be opened is told apart from one that is being made ready."""

from pathlib import Path

import pytest

from asking import ask
from serving import running
from small_versions import publish, things


@pytest.mark.parametrize("content", [b"", b"no quads\n"])
def test_a_damaged_version_is_told_so_and_the_current_one_is_served(
    tmp_path: Path, content: bytes
) -> None:
    old = publish(tmp_path, things(3, "old"))
    graphs = set((tmp_path / "graphs").iterdir())
    publish(tmp_path, things(3, "new"))
    for graph in graphs:
        graph.chmod(0o644)
        graph.write_bytes(content)
    with running("--graph", str(tmp_path), "--store", "memory") as server:
        for _ in range(2):
            answer = ask(server, "ASK {}", version=old)
            assert answer.status == 500
            assert f"version {old} is there but cannot be made ready" in answer.detail
        assert ask(server, "ASK {}").status == 200
