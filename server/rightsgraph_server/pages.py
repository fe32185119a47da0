"""Show the front page, and find things by any of their names."""

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from rightsgraph_server.current import graph
from rightsgraph_server.describe import names
from rightsgraph_server.languages import language
from rightsgraph_server.links import link, local_path

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def home() -> Response:
    """Show what the graph holds and where to begin."""
    counts = graph().counts
    named = names(graph(), [str(row["class"]) for row in counts], language())
    page = render_template("home.html", counts=counts, names=named, manifest=graph().manifest)
    return make_response(page)


@blueprint.get("/find")
def find() -> AnyResponse:
    """Go to the thing that a text names, or list what it may mean."""
    text = request.args.get("text", "").strip()
    found = graph().find(text) if text else ()
    if len(found) == 1:
        return redirect(link(local_path(found[0].iri)), 303)
    near = graph().names.closest(text) if text and not found else ()
    named = names(graph(), [thing.iri for thing in found], language())
    page = render_template("find.html", text=text, found=found, near=near, names=named)
    return make_response(page, 200 if found or not text else 404)
