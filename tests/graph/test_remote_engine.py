"""An endpoint that does not answer as it should is told by what is wrong with it."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

import rightsgraph
from rightsgraph.errors import RemoteError


@pytest.fixture
def address() -> Iterator[str]:
    """Run a server that cuts one answer and refuses all others; give its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            status = int(self.path.strip("/"))
            self.send_response(status)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", "1000" if status == 200 else "0")
            self.end_headers()
            self.wfile.write(b"{" if status == 200 else b"")
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("200", "cut its answer; ask for less"),
        ("404", "is no address of an endpoint, such as https://host/sparql"),
        ("405", "is no address of an endpoint"),
        ("500", "did not answer"),
    ],
)
def test_what_is_wrong_with_an_endpoint_is_told(address: str, path: str, told: str) -> None:
    with pytest.raises(RemoteError) as caught:
        rightsgraph.connect(address + path).select("SELECT * { ?s ?p ?o }")
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_is_no_address_is_told() -> None:
    with pytest.raises(RemoteError, match="nonsense"):
        rightsgraph.connect("nonsense").select("SELECT * { ?s ?p ?o }")
