"""Where to connect, as values: real data centres or the practice server's on loopback."""

from typing import Any

import msgspec


class DataCentre(msgspec.Struct, frozen=True):
    """One data centre. `auth_key` (256 bytes) is set for a practice server only, which shares it first; it is
    never shown by repr."""

    id: int
    host: str
    port: int
    auth_key: bytes | None = None

    def __repr__(self) -> str:
        return f"DataCentre(id={self.id!r}, host={self.host!r}, port={self.port!r})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return [("id", self.id), ("host", self.host), ("port", self.port)]


class Endpoint(msgspec.Struct, frozen=True):
    """All data centres of one Telegram, and the one to ask first."""

    first: int
    data_centres: tuple[DataCentre, ...]

    def dc(self, number: int) -> DataCentre:
        """Return the data centre with that number; KeyError if there is none."""
        for centre in self.data_centres:
            if centre.id == number:
                return centre
        raise KeyError(number)


class Credentials(msgspec.Struct, frozen=True):
    """What a sign-in by code needs. Held in memory only; never shown by repr (P3)."""

    phone: str
    code: str
    password: str | None = None

    def __repr__(self) -> str:
        return "Credentials(…)"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return []
