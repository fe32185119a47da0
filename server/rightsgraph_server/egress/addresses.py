"""Tell which addresses and endpoints are safe to ask. Nothing is looked up here."""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

_UNICAST = ip_network("2000::/3")  # all that is assigned for the Internet (IANA)
_NOT_PUBLIC = [
    ip_network(each) for each in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
]
_NAT64 = ip_network("64:ff9b::/96")
_PRIVATE = [
    ip_network(each)
    for each in (
        *("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"),
        *("::1/128", "fc00::/7"),
    )
]
_IRI = re.compile(r"""[^\s<>"{}|\\^`'\x00-\x20]+""")


def is_public(address: str) -> bool:
    """Tell whether an address is one of the public Internet.

    An IPv6 address that carries an IPv4 address (mapped, NAT64) is what it carries. Those of 6to4
    and Teredo are not public: they lead through a network of which we know nothing.

    >>> [is_public(each) for each in ("9.9.9.9", "127.0.0.1", "::ffff:10.0.0.1", "2620:fe::fe")]
    [True, False, False, True]
    """
    ip = _carried(address)
    if isinstance(ip, IPv4Address):
        return ip.is_global and not ip.is_multicast
    return ip in _UNICAST and not any(ip in network for network in _NOT_PUBLIC)


def is_private(address: str) -> bool:
    """Tell whether an address is of this machine or of a private network.

    Link-local addresses are not: clouds tell secrets to who asks them.
    """
    ip = _carried(address)
    return any(ip in network for network in _PRIVATE)


def _carried(address: str) -> IPv4Address | IPv6Address:
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped:
            return ip.ipv4_mapped
        if ip in _NAT64:
            return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip


@dataclass(frozen=True)
class Endpoint:
    """Name a SPARQL endpoint that queries may ask; a private one may be on a private network."""

    url: str
    is_private: bool = False

    def __post_init__(self) -> None:
        """Raise ValueError, with what to mend, where this is not the address of an endpoint."""
        try:
            parts = urlsplit(self.url)
            port = parts.port
        except ValueError as error:
            raise ValueError(f"{self.url} is no address: {error}") from None
        if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
            raise ValueError(f"{self.url} is no address of http: or https:")
        if parts.username is not None or parts.fragment or not _IRI.fullmatch(self.url):
            raise ValueError(f"{self.url} has a user, a fragment or a character that IRIs have not")
        if not self.is_private and _is_known_as_not_public(parts.hostname):
            raise ValueError(f"{self.url} is not on the public Internet")


def _is_known_as_not_public(host: str) -> bool:
    try:
        return not is_public(host)
    except ValueError:
        return False  # a name: what it stands for is looked at whenever it is asked
