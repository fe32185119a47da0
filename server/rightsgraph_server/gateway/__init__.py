"""Meet the network: read requests, answer from the cache, else have a worker answer.

server.py    the process that listens
app.py       which part answers what
request.py   a request, read within limits of size and time
sparql.py    queries
writing.py   updates, and the graph store
versions.py  the versions that a request may pin
pages.py     all that the web application shows
status.py    health, metrics, the description of the interface
answers.py   what is answered, with its checksum, kept for the next who asks
delivery.py  how an answer is sent: whole, as it grows, as not modified, as a problem
log.py       a line for each query that was evaluated
"""
