"""Name the headers that answers carry: any site may read them, and no browser may run them."""

Headers = tuple[tuple[str, str], ...]

READ = ("GET", "HEAD")
READING = "GET, HEAD, OPTIONS"
VARY = "Accept, Accept-Encoding"
"""What data depend on beside their address."""

ALWAYS: Headers = (
    ("Access-Control-Allow-Origin", "*"),
    (
        "Access-Control-Expose-Headers",
        "Content-Length, ETag, Link, Location, Repr-Digest, Retry-After, X-Graph-Version, "
        "X-Query-Id",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Content-Security-Policy", "default-src 'none'; sandbox"),
)
"""What every answer carries. A page of ours sets a policy of its own."""


def preflight(methods: str) -> Headers:
    """Return the answer to a browser that asks which requests are allowed (CORS)."""
    return (
        ("Access-Control-Allow-Methods", methods),
        ("Access-Control-Allow-Headers", "Accept, Authorization, Content-Type, If-None-Match"),
        ("Access-Control-Max-Age", "86400"),
        ("Allow", methods),
    )
