"""Meet the network: read requests, answer from the cache, else have a worker answer.

app.py       which part answers what
request.py   a request, read within limits of size and time
sparql.py    queries and updates
graphs.py    the graph store
pages.py     all that the web application shows
answers.py   what is answered, with its checksum, kept for the next who asks
status.py    health, metrics, the description of the interface
log.py       a line for each query that was evaluated
server.py    the process that listens
"""
