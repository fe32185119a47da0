"""Ask the endpoints that an operator allowed, on behalf of queries.

addresses.py   which addresses and endpoints are safe to ask
forward.py     one question to one endpoint, by addresses that were checked
listener.py    the server on loopback that stands for endpoints while a query runs
relay.py       the local addresses of those endpoints
"""
