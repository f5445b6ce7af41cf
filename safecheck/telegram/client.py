"""The lean client: Telethon's client without anything that sends, keeps or follows by itself.

It signs nothing in and asks nothing on its own but help.getConfig; updates are thrown away; the session lives
in memory and remembers no chat; a second connection cannot exist; every message passes the gate.
"""

import asyncio
import logging
from typing import Any, Literal, NoReturn

from telethon import TelegramClient, errors
from telethon.crypto import AuthKey
from telethon.sessions import MemorySession
from telethon.tl import functions, types

from safecheck import __version__
from safecheck.model.clients import SAFECHECK_NAME
from safecheck.model.connection import PRACTICE_IDENTITY as PRACTICE_IDENTITY
from safecheck.model.connection import DataCentre, Endpoint, Identity
from safecheck.model.remembered import SignInKey
from safecheck.telegram import discard  # noqa: F401 - for its effect: no client parses without it
from safecheck.telegram.addresses import Addresses
from safecheck.telegram.allowlist import SIGNS_IN
from safecheck.telegram.errors import UNREADABLE, ends_the_sign_in
from safecheck.telegram.gate import Gate, RequestRefusedError, request_class
from safecheck.telegram.lines import line_to
from safecheck.telegram.sender import LeanSender
from safecheck.telegram.stops import no_stop_lost

# Shown by Telegram in the list of devices, the same in every mode, and not configurable (G11).
DEVICE_NAME = SAFECHECK_NAME

CONNECT_SECONDS = 10
CONNECT_TRIES = 3
RECONNECT_SECONDS = 1
SIGN_OUT_SECONDS = 5

_MAY_SIGN_IN = tuple(request_class(method) for method in (*SIGNS_IN, "auth.sendCode"))

Aes = Literal["cryptg", "libssl", "python"]


def _silent_logger() -> logging.Logger:
    """Telethon's logger: errors only, and those into nothing; its lines can quote what it received."""
    logger = logging.getLogger("safecheck.telethon")
    logger.setLevel(logging.ERROR)
    logger.propagate = False
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    return logger


class _Session(MemorySession):  # type: ignore[misc] # Telethon has no types
    """A session in memory that knows the data centres of one client and remembers no chat or person."""

    def __init__(self, addresses: Addresses, first: DataCentre) -> None:
        super().__init__()
        self._addresses = addresses
        self._made: dict[int, Any] = {}
        self.set_dc(first.id, first.host, first.port)

    @property
    def auth_key(self) -> Any:
        """The key for the present data centre: made by a key exchange, or shared by a practice server."""
        made = self._made.get(self.dc_id)
        if made is not None:
            return made
        shared = self._addresses.dc(self.dc_id).auth_key
        return AuthKey(shared) if shared else None

    @auth_key.setter
    def auth_key(self, value: Any) -> None:
        if value:
            self._made[self.dc_id] = AuthKey(value.key)

    def process_entities(self, tlo: Any) -> None:
        """Remember no chat and no person."""

    def save(self) -> None:
        """Save nothing."""


def _is_ipv6(centre: DataCentre) -> bool:
    # Telethon replaces an address of the other family by one of Telegram's own.
    return ":" in centre.host


def _says_scanned(updates: Any) -> bool:
    """True if an answer of the kind Updates holds updateLoginToken."""
    several = getattr(updates, "updates", None) or (getattr(updates, "update", None),)
    return any(type(update) is types.UpdateLoginToken for update in several)


class LeanClient(TelegramClient):  # type: ignore[misc] # Telethon has no types
    """One connection to one Telegram, behind one gate.

    `unsure`: a request that may have signed us in at this data centre had no answer. `left_behind`: so it was
    at one that was left, and signing out there was not confirmed. `resumed`: the endpoint brings the key of a
    sign-in that was remembered, so that nothing signs in and reading may begin at once. With `read_only`
    nothing can be changed over this line, and methods in `barred` cannot be sent.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        identity: Identity,
        *,
        read_only: bool = False,
        resumed: bool = False,
        barred: frozenset[str] = frozenset(),
    ) -> None:
        addresses, first = Addresses(endpoint), endpoint.dc(endpoint.first)
        super().__init__(
            _Session(addresses, first),
            identity.api_id,
            identity.api_hash,
            connection=line_to(addresses, endpoint.proxy),
            use_ipv6=_is_ipv6(first),
            timeout=CONNECT_SECONDS,
            request_retries=0,  # `asking` decides what may be asked again
            connection_retries=CONNECT_TRIES,
            retry_delay=RECONNECT_SECONDS,
            flood_sleep_threshold=0,
            raise_last_call_error=True,
            device_model=DEVICE_NAME,
            system_version="1",
            app_version=__version__,
            base_logger=_silent_logger(),
            receive_updates=False,
        )
        self.endpoint = endpoint
        self._addresses = addresses
        self._authorized = resumed  # Telethon would otherwise ask updates.getState to find out
        self.resumed = resumed
        self.gate = Gate("read" if resumed else "sign_in", read_only=read_only, barred=barred)
        self.unsure = self.left_behind = False
        self._scanned = asyncio.Event()
        self._greeted = False
        self._sender = LeanSender(
            self.session.auth_key,
            self.gate,
            server_key=endpoint.server_key,
            loggers=self._log,
            retries=CONNECT_TRIES,
            delay=RECONNECT_SECONDS,
            connect_timeout=CONNECT_SECONDS,
            auth_key_callback=self._auth_key_callback,
            updates_queue=self._updates_queue,
            auto_reconnect_callback=self._came_back,
        )

    async def _call(
        self, sender: Any, request: Any, ordered: bool = False, flood_sleep_threshold: Any = None
    ) -> Any:
        """Ask as Telethon does, but auth.logOut without a wrapper: Telegram may answer it with no more than
        "received", which Telethon takes for success of the bare request only."""
        if isinstance(request, functions.auth.LogOutRequest):
            return await sender.send(request)
        centre = self.session.dc_id
        try:
            return await super()._call(sender, request, ordered, flood_sleep_threshold)
        except errors.RPCError:
            raise
        except BaseException:
            # Lost, stopped or unreadable; unless Telegram answered with a move, and only that failed.
            if isinstance(request, _MAY_SIGN_IN) and self.session.dc_id == centre:
                self.unsure = True
            raise

    async def get_me(self, input_peer: bool = False) -> None:
        """Ask nothing: Telethon calls this at every connect and reconnect, and safecheck needs no profile."""

    async def _on_login(self, user: Any) -> Any:
        """Remember that the sign-in worked, without asking for the state of the account."""
        self._authorized = True
        return user

    async def _switch_dc(self, new_dc: int) -> None:
        """Move to another data centre of this endpoint, with the key that belongs to it."""
        if self.gate.mode != "sign_in":
            raise RequestRefusedError(self, "may not move to another data centre after signing in")
        if new_dc not in self._addresses and self._addresses.may_learn:
            self._addresses.learn(await self(functions.help.GetConfigRequest()))
        centre = self._addresses.dc(new_dc)
        if self.unsure:
            await self._sign_out_here()
        await self.close_line()
        self._use_ipv6 = _is_ipv6(centre)
        self.session.set_dc(centre.id, centre.host, centre.port)
        key = self.session.auth_key
        self._sender.auth_key.key = key.key if key else None
        await self.connect()

    async def _sign_out_here(self) -> None:
        """End what may be signed in at this data centre: after the move nobody could."""
        try:
            async with asyncio.timeout(SIGN_OUT_SECONDS):
                await self(functions.auth.LogOutRequest())
        except (errors.RPCError, OSError, *UNREADABLE) as error:
            self.left_behind = self.left_behind or not ends_the_sign_in(error)
        self.unsure = False

    async def connect(self) -> None:
        """Open the line and greet; `is_open` from then on. Only half opened before, it is opened anew."""
        if not self.is_open:
            await self.close_line()
            await super().connect()
            self._greeted = True

    @property
    def is_open(self) -> bool:
        """Whether the line is there and was greeted on: one that breaks is opened again by itself."""
        return self._greeted and bool(self.is_connected())

    async def close_line(self) -> None:
        """Close the line, whatever its state; it can be opened again."""
        self._greeted = False
        await self._disconnect()

    async def _disconnect(self) -> None:
        with no_stop_lost():
            await super()._disconnect()

    def key_of_sign_in(self, account_id: int) -> SignInKey:
        """Return what signs in again without a code, to that account. Only after signing in."""
        if self.gate.mode != "read" or self.session.auth_key is None:
            raise RuntimeError("nobody is signed in")  # a mistake of the face, not of the user
        centre = self._addresses.dc(self.session.dc_id)
        here = self.endpoint.is_custom
        return SignInKey(
            auth_key=self.session.auth_key.key,
            dc=centre.id,
            account_id=account_id,
            api_id=self.api_id,
            host=centre.host if here else "",
            port=centre.port if here else 0,
        )

    async def move_to(self, number: int) -> None:
        """Move to another data centre of the endpoint, as Telegram asks after a QR code."""
        await self._switch_dc(number)

    def hear_scan(self) -> asyncio.Event:
        """Let Telegram send updates from the next request on: without them the phone's scan of a QR code is
        never heard of. The event is set when a code was scanned, and when the line broke and came back, for
        then a scan may have been missed. Every other update is thrown away."""
        self._scanned.clear()
        self._no_updates = False
        return self._scanned

    async def hear_nothing(self) -> None:
        """Go back to no updates. Telegram sends them to a line that once asked for them, so it is closed."""
        if not self._no_updates:
            self._no_updates = True
            await self.close_line()

    async def _came_back(self) -> None:
        """A line that broke was opened again, and Telegram knows nothing of updates on the new one."""
        self._scanned.set()

    async def _update_loop(self) -> None:
        """Throw every update away: they could carry messages. Only that a QR code was scanned is noted."""
        while True:
            if _says_scanned(await self._updates_queue.get()):
                self._scanned.set()

    async def _get_dc(self, dc_id: int, cdn: bool = False) -> Any:
        """Return a data centre of this endpoint, never one that a server names."""
        if cdn:
            raise RequestRefusedError(self, "may not use a media data centre")
        centre = self._addresses.dc(dc_id)
        return types.DcOption(id=centre.id, ip_address=centre.host, port=centre.port)

    async def _create_exported_sender(self, dc_id: int) -> NoReturn:
        """Refuse: a second connection could only serve to fetch media."""
        raise RequestRefusedError(self, f"may not open a second connection (data centre {dc_id})")

    async def _get_cdn_client(self, cdn_redirect: Any) -> NoReturn:
        """Refuse: media data centres are never contacted."""
        raise RequestRefusedError(cdn_redirect, "may not use a media data centre")


def aes_in_use() -> Aes:
    """Return which AES Telethon uses here: `cryptg`, `libssl` or `python` (correct, but slow)."""
    from telethon.crypto import aes, libssl

    if aes.cryptg:
        return "cryptg"
    return "libssl" if libssl.decrypt_ige else "python"
