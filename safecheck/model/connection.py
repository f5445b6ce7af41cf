"""Where to connect, as values: real data centres or the practice server's on loopback."""

import ipaddress
from typing import Any, Literal

import msgspec


class DataCentre(msgspec.Struct, frozen=True):
    """One data centre. `auth_key` (256 bytes) is set where it is known before a line is opened: a practice
    server shares it first, and a sign-in was remembered. It is never shown by repr."""

    id: int
    host: str
    port: int
    auth_key: bytes | None = None

    def __repr__(self) -> str:
        return f"DataCentre(id={self.id!r}, host={self.host!r}, port={self.port!r})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return [("id", self.id), ("host", self.host), ("port", self.port)]


class Proxy(msgspec.Struct, frozen=True, kw_only=True):
    """A proxy that the user set; repr shows no more than its kind (P3).

    `user` and `password` belong to SOCKS5 ("" where it wants none), `secret` (16 bytes) and `padded` to
    MTProxy: packets of uneven size, asked for by a secret that begins with dd.
    """

    kind: Literal["socks5", "mtproto"]
    host: str
    port: int
    user: str = ""
    password: str = ""
    secret: bytes = b""
    padded: bool = False

    def __repr__(self) -> str:
        return f"Proxy(kind={self.kind!r}, …)"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return [("kind", self.kind)]


class Endpoint(msgspec.Struct, frozen=True):
    """All data centres of one Telegram, and the one to ask first.

    `server_key` is set for a server on this computer that flags named: its public key (PEM, PKCS#1) then
    replaces Telegram's own. With `proxy` no line is opened to anything else.
    """

    first: int
    data_centres: tuple[DataCentre, ...]
    server_key: str | None = None
    proxy: Proxy | None = None

    @property
    def is_custom(self) -> bool:
        """Whether this is a server that flags named: neither Telegram nor a practice account."""
        return self.server_key is not None

    def dc(self, number: int) -> DataCentre:
        """Return the data centre with that number; KeyError if there is none."""
        for centre in self.data_centres:
            if centre.id == number:
                return centre
        raise KeyError(number)


class Identity(msgspec.Struct, frozen=True):
    """Which application asks: api_id and api_hash. Held in memory only; never shown by repr (P3)."""

    api_id: int
    api_hash: str

    def __repr__(self) -> str:
        return "Identity(…)"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return []


# The practice server accepts any identity; this one belongs to no one and is worth nothing elsewhere.
PRACTICE_IDENTITY = Identity(api_id=1, api_hash="practice")


class Credentials(msgspec.Struct, frozen=True):
    """What a sign-in by code needs. Held in memory only; never shown by repr (P3)."""

    phone: str
    code: str
    password: str | None = None

    def __repr__(self) -> str:
        return "Credentials(…)"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return []


def is_loopback(host: str) -> bool:
    """Whether `host` is an address (not a name) of this computer itself: 127.0.0.0/8 or ::1."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_loopback
    return address == ipaddress.IPv6Address("::1")  # not the mapped forms, which a server may not listen on
