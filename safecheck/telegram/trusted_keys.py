"""Which keys of a server count in a key exchange: Telegram's own, or the one that flags named instead.

Telethon keeps one table for the whole process. Here each client has its own: what one trusts, no other does.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from telethon.crypto import rsa


class Trusted:
    """The keys that count for one client, by fingerprint. `missed` is set while none was asked for that is
    among them, though others were."""

    def __init__(self, keys: Mapping[int, Any]) -> None:
        self._keys = keys
        self.missed = False
        self._found = False

    def get(self, fingerprint: int, default: Any) -> Any:
        """Return Telethon's entry of one key."""
        self._found = self._found or fingerprint in self._keys
        self.missed = not self._found
        return self._keys.get(fingerprint, default)


_trusted: ContextVar[Trusted | None] = ContextVar("trusted", default=None)


class _Table(dict[int, Any]):
    """Telethon's table, which within `trusting` answers for that client."""

    def get(self, fingerprint: int, default: Any = None) -> Any:
        trusted = _trusted.get()
        return super().get(fingerprint, default) if trusted is None else trusted.get(fingerprint, default)


_TELEGRAMS = dict(rsa._server_keys)
rsa._server_keys = _Table(rsa._server_keys)


@contextmanager
def trusting(pem: str | None) -> Iterator[Trusted]:
    """Within this, count only the key `pem` (PKCS#1), or Telegram's own as Telethon carries them for None."""
    trusted = Trusted(_TELEGRAMS if pem is None else _only(pem))
    token = _trusted.set(trusted)
    try:
        yield trusted
    finally:
        _trusted.reset(token)


def _only(pem: str) -> dict[int, Any]:
    key = rsa.rsa.PublicKey.load_pkcs1(pem.encode("ascii"))
    return {rsa._compute_fingerprint(key): (key, False)}
