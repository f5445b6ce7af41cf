"""Telegram's own data centres. This module loads no Telethon."""

from safecheck.model.connection import DataCentre, Endpoint, Proxy

# The first IPv4 address of each in Telegram Desktop (mtproto/mtproto_dc_options.cpp, kBuiltInDcs). A network
# with IPv6 only cannot reach them.
_PORT = 443
_ADDRESSES = {
    1: "149.154.175.50",
    2: "149.154.167.51",
    3: "149.154.175.100",
    4: "149.154.167.91",
    5: "149.154.171.5",
}
_FIRST = 2  # where Telegram Desktop starts too; an account of another one is sent on (PHONE_MIGRATE)


def production(proxy: Proxy | None = None) -> Endpoint:
    """Return real Telegram, through `proxy` if one is set. Its keys are those that Telethon carries."""
    centres = tuple(DataCentre(number, host, _PORT) for number, host in _ADDRESSES.items())
    return Endpoint(_FIRST, centres, proxy=proxy)
