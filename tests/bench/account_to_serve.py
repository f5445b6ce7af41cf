"""What a server process of a benchmark hands over, and how: one line of JSON."""

import msgspec

from safecheck.model.connection import Credentials, Endpoint


class AccountToServe(msgspec.Struct, frozen=True):
    """Where the practice account is served, with the shared keys, and what its owner would type."""

    scenario: str
    endpoint: Endpoint
    credentials: Credentials

    def line(self) -> str:
        """Return it as one line."""
        return msgspec.json.encode(self).decode()


def from_line(line: str) -> AccountToServe:
    """Return what `line` says."""
    return msgspec.json.decode(line, type=AccountToServe)


class Seen(msgspec.Struct, frozen=True):
    """What a client says it saw, so that nobody wins a comparison by reading less."""

    entries: int
    groups_and_channels: int
    aes: str
