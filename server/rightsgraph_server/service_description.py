"""Describe the endpoint in its own terms: SPARQL 1.1 Service Description."""

from collections.abc import Iterator

from rightsgraph.rdf import RDF, NamedNode, Namespace, Triple
from rightsgraph_server.formats import GRAPHS, RESULTS

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = "http://www.w3.org/ns/formats/"
_FORMAT_NAMES = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF_XML",
    "nquads": "N-Quads",
    "trig": "TriG",
}


def service_description(endpoint: str, writable: bool, federated: bool) -> list[Triple]:
    """Return the description of an endpoint at an address, small enough to be read each time.

    The named graphs are thousands: they are found by `SELECT DISTINCT ?g { GRAPH ?g {} }`.
    """
    return list(_described(NamedNode(endpoint), writable, federated))


def _described(endpoint: NamedNode, writable: bool, federated: bool) -> Iterator[Triple]:
    parts = ("service", "dataset", "default-graph")
    service, dataset, default = (NamedNode(f"{endpoint.value}#{part}") for part in parts)
    yield Triple(service, RDF.type, SD.Service)
    yield Triple(service, SD.endpoint, endpoint)
    yield Triple(service, SD.supportedLanguage, SD.SPARQL11Query)
    if writable:
        yield Triple(service, SD.supportedLanguage, SD.SPARQL11Update)
    if federated:
        yield Triple(service, SD.feature, SD.BasicFederatedQuery)
    yield Triple(service, SD.feature, SD.UnionDefaultGraph)
    yield Triple(service, SD.defaultDataset, dataset)
    for name in (*RESULTS, *GRAPHS):
        yield Triple(service, SD.resultFormat, NamedNode(FORMATS + _FORMAT_NAMES[name]))
    yield Triple(dataset, RDF.type, SD.Dataset)
    yield Triple(dataset, SD.defaultGraph, default)
    yield Triple(default, RDF.type, SD.Graph)
