"""Where to connect, with what, as the settings and the flags say. Nothing here loads Telethon or connects."""

import ipaddress
import re
from pathlib import Path

from msgspec.structs import replace

from safecheck.audit.remembered import HeldSignIn
from safecheck.audit.sources import AccountSource
from safecheck.model.connection import PRACTICE_IDENTITY, DataCentre, Endpoint, Identity, Proxy, is_loopback
from safecheck.model.errors import BadInputError, SignInError
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


def check_place(name: str, *, at_server: bool, server: Endpoint | None) -> None:
    """Raise SignInError where the sign-in kept as `name` was made elsewhere than this run would go."""
    if at_server and server is None:
        raise SignInError(
            N_(
                "The sign-in “%(name)s” was made at a server on this computer, not at Telegram. Give "
                "--server, --server-key and --dc as you did then."
            ),
            name=name,
        )
    if not at_server and server is not None:
        raise SignInError(
            N_("The sign-in “%(name)s” was made at Telegram, not at the server that you gave. Leave it out."),
            name=name,
        )


def resumed_source(settings: Preferences, held: HeldSignIn, server: Endpoint | None) -> AccountSource:
    """Return the account of a remembered sign-in that was opened, at `server`, or else at real Telegram
    through the proxy that is set. Raises SignInError where it was made elsewhere."""
    if held.opened is None:
        raise RuntimeError("the sign-in was not opened")  # a mistake of the face, not of the user
    key = held.opened.key
    check_place(held.name, at_server=bool(key.host), server=server)
    endpoint = server or production_endpoint(settings.proxy)
    known = {centre.id: centre for centre in endpoint.data_centres}
    if key.dc not in known:
        # A server on this computer may have led on to another of its own; Telegram's are all known.
        if server is None or not is_loopback(key.host):
            raise SignInError(
                N_(
                    "This version of safecheck does not know where the sign-in “%(name)s” was made. Sign in "
                    "again."
                ),
                name=held.name,
            )
        known[key.dc] = DataCentre(key.dc, key.host, key.port)
    known[key.dc] = replace(known[key.dc], auth_key=key.auth_key)
    return AccountSource(
        replace(endpoint, first=key.dc, data_centres=tuple(known.values())), held.identity, held
    )


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
