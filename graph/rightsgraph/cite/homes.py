"""Know which treaties each treaty body applies: what its texts mean by `the Covenant`."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Home:
    """Hold which treaties a committee applies: its own, and the protocol on communications."""

    covenant: str | None = None
    convention: str | None = None
    protocol: str | None = None

    @property
    def own(self) -> str | None:
        """Return the treaty that a bare article belongs to in the committee's texts."""
        return self.covenant or self.convention


HOMES: Mapping[str, Home] = MappingProxyType(
    {
        "CCPR": Home(covenant="CCPR", protocol="CCPR-OP1"),
        "CESCR": Home(covenant="CESCR", protocol="CESCR-OP"),
        "CAT": Home(convention="CAT", protocol="OPCAT"),
        "CEDAW": Home(convention="CEDAW", protocol="CEDAW-OP"),
        "CRC": Home(convention="CRC", protocol="CRC-OPIC"),
        "CERD": Home(convention="CERD"),
        "CRPD": Home(convention="CRPD", protocol="CRPD-OP"),
        "CMW": Home(convention="CMW"),
        "CED": Home(convention="CED"),
        "SPT": Home(protocol="OPCAT"),
    }
)
"""What the short names mean in the texts of each treaty body."""
