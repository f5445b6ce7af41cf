"""Where to connect, with what, as the settings and the flags say. Nothing here loads Telethon or connects."""

import ipaddress
import re
from pathlib import Path

from safecheck.audit.visit import AccountSource
from safecheck.model.connection import PRACTICE_IDENTITY, DataCentre, Endpoint, Identity, Proxy, is_loopback
from safecheck.model.errors import BadInputError
from safecheck.model.text import N_, clean
from safecheck.store.config import Preferences
from safecheck.telegram import data_centres, server_key

_LARGEST_DC = 99_999  # Telegram has 1 to 5; servers for tests number theirs as they like


def production_endpoint(proxy: Proxy | None = None) -> Endpoint:
    """Return real Telegram, through `proxy` if one is set."""
    return data_centres.production(proxy)


def custom_server(server: str | None, key_file: str | None, dc: int | None) -> Endpoint | None:
    """Return the server that --server, --server-key and --dc name, None if none of them is given. Raises
    BadInputError if one is missing or cannot be used."""
    if server is None and key_file is None and dc is None:
        return None
    if server is None or key_file is None or dc is None:
        raise BadInputError(N_("--server, --server-key and --dc belong together. Give all three, or none."))
    return custom_endpoint(server, Path(key_file), dc)


def custom_endpoint(server: str, key_file: Path, dc: int) -> Endpoint:
    """Return a server on this computer, whose key replaces Telegram's own. Raises BadInputError."""
    host, port = _address(server)
    if not 1 <= dc <= _LARGEST_DC:
        raise BadInputError(N_("--dc is the number of a data centre: from 1 to 99999, mostly 2."))
    return Endpoint(dc, (DataCentre(dc, host, port),), server_key=server_key.read(key_file))


def account_source(
    settings: Preferences, identity: Identity | None = None, server: Endpoint | None = None
) -> AccountSource:
    """Return the account at `server`, or else at real Telegram through the proxy that is set.

    The application is `identity` (what was typed), else that of the config file, else, for `server` only,
    that of the practice account.
    """
    chosen = identity or settings.identity or (PRACTICE_IDENTITY if server is not None else None)
    if chosen is None:
        raise RuntimeError("no api_id was asked for")  # a mistake of the face, not of the user
    return AccountSource(server or production_endpoint(settings.proxy), chosen)


def _address(server: str) -> tuple[str, int]:
    found = re.fullmatch(r"(?:\[(?P<v6>[^\]]*)\]|(?P<plain>[^:\[\]]*)):(?P<port>[0-9]{1,5})", server.strip())
    if found is None or not 1 <= int(found["port"]) <= 65535:
        raise BadInputError(
            N_("--server %(server)s is not an address. Write it as HOST:PORT, such as 127.0.0.1:4430."),
            server=clean(server, 60),
        )
    host = found["v6"] if found["v6"] is not None else found["plain"]
    return _loopback(host, server), int(found["port"])


def _loopback(host: str, server: str) -> str:
    """Return the address of this computer that `host` names. A name is never looked up."""
    address = "127.0.0.1" if host.lower() == "localhost" else host
    if not is_loopback(address):
        raise BadInputError(
            N_(
                "--server is for a server on this computer (127.0.0.1, ::1 or localhost), and "
                "%(server)s is not. safecheck connects to real Telegram without --server."
            ),
            server=clean(server, 60),
        )
    return str(ipaddress.ip_address(address))
