"""The practice server: listeners on loopback, one per data centre, and what tests and demo steer it by."""

import asyncio
import contextlib
import os
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from safecheck.model.connection import Credentials, DataCentre, Endpoint
from safecheck.model.errors import BadInputError
from safecheck.model.text import N_, clean
from safecheck.practice import (
    chat_answers,
    chat_changes,
    folders,
    labels,
    leaving,
    privacy,
    probe_answers,
    reporting,
    saving,
    settings,
    sign_in,
)
from safecheck.practice.devices import Device
from safecheck.practice.key_exchange import RsaKey
from safecheck.practice.requests import ReceivedRequest
from safecheck.practice.scenario import FaultsSpec, Scenario
from safecheck.practice.session import Link, new_auth_key
from safecheck.practice.telegram import Api, Telegram

HOST = "127.0.0.1"
DATA_CENTRES = (1, 2, 3, 4, 5)


def _opened_log(path: Path) -> TextIOWrapper:
    """Open what `log:` names. Raises BadInputError if that is no ordinary file or cannot be written."""
    try:
        if os.path.lexists(path) and not path.is_file():  # opening a pipe waits for whoever reads it
            raise BadInputError(
                N_("The log %(path)s is not an ordinary file. Choose another one in the scenario."),
                path=clean(str(path), 300),
            )
        return path.open("a", encoding="utf-8")
    except OSError as error:
        raise BadInputError(
            N_("The log %(path)s cannot be written. The system says: %(problem)s."),
            path=clean(str(path), 300),
            problem=clean(error.strerror or str(error)),
        ) from None


class PracticeServer:
    """A small Telegram for one invented account, as an asynchronous context manager.

    `rsa_key` allows the full key exchange; without it only the shared keys of `endpoint` are known.
    `first_dc` is where `endpoint` says to start (default: what the account says), `port` the port of the
    account's own data centre (0: any free one). All preview bytes and file references contain `marker`.
    """

    def __init__(
        self,
        scenario: Scenario,
        *,
        rsa_key: RsaKey | None = None,
        first_dc: int | None = None,
        port: int = 0,
        marker: bytes = b"practice",
    ) -> None:
        self._telegram = Telegram(scenario, marker)
        changing = (privacy, saving, chat_changes, leaving, folders, reporting)
        tables = (settings, sign_in, chat_answers, probe_answers, *changing)
        self._api = Api(
            self._telegram,
            open_to_all=settings.OPEN | sign_in.OPEN | labels.OPEN,
            closed={kind: handler for table in tables for kind, handler in table.CLOSED.items()},
            writes={kind: handler for table in changing for kind, handler in table.WRITES.items()},
            record=self._record,
        )
        self._rsa_key = rsa_key
        self._first_dc = first_dc or scenario.account.first_dc or scenario.account.home_dc
        self._port = port
        self._listeners: list[asyncio.Server] = []
        self._links: dict[Link, asyncio.Task[Any]] = {}
        self._log_file: TextIOWrapper | None = None
        self._shared: dict[int, bytes] = {}
        self._gone = False

    async def __aenter__(self) -> Self:
        path = self._telegram.scenario.log
        if path is not None:
            self._log_file = _opened_log(Path(path))
        try:
            for dc in DATA_CENTRES:
                await self._listen(dc)
        except BaseException:
            await self._close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._close()

    # --- what a client needs to know -----------------------------------------------------------------------

    @property
    def endpoint(self) -> Endpoint:
        """Every data centre with its shared auth key; known once the server runs."""
        for dc in DATA_CENTRES:
            if dc not in self._shared:
                self._shared[dc] = new_auth_key()
                self.add_device(self._shared[dc], dc)
        addresses = self._telegram.addresses
        return Endpoint(
            self._first_dc, tuple(DataCentre(dc, *addresses[dc], self._shared[dc]) for dc in DATA_CENTRES)
        )

    @property
    def credentials(self) -> Credentials:
        """What the invented owner would type."""
        account = self._telegram.account
        return Credentials(account.phone, account.code, account.password)

    # --- what tests and the demo steer ---------------------------------------------------------------------

    @property
    def log(self) -> list[ReceivedRequest]:
        """Every request received so far, in order."""
        return self._telegram.log

    @property
    def request_count(self) -> int:
        """How many requests arrived; the next one has this number plus 1 in the sense of FaultsSpec."""
        return self._telegram.requests

    @property
    def signed_in_sessions(self) -> int:
        """How many devices are signed in over this server now."""
        return sum(device.signed_in for device in self._telegram.devices.values())

    def accept_qr(self) -> bool:
        """Approve the newest login code on display, as if the owner scanned it; False if there is none."""
        shown = [
            (device.login_token.expires, device)
            for device in self._telegram.devices.values()
            if device.login_token is not None and not device.login_token.accepted
        ]
        if not shown:
            return False
        _, newest = max(shown, key=lambda pair: pair[0])
        return sign_in.accept(self._telegram, newest)

    def push(self, update: Any) -> None:
        """Send an Update or Updates object to every connection that is signed in or shows a login code."""
        self._telegram.push(update, lambda device: device.signed_in or device.login_token is not None)

    def set_faults(self, spec: FaultsSpec) -> None:
        """Replace what goes wrong from now on."""
        self._telegram.set_faults(spec)

    def change_salts(self) -> None:
        """Make every salt in use invalid: the next message of each client is refused and sent again."""
        for device in self._telegram.devices.values():
            device.change_salt()

    def drop_connections(self) -> None:
        """Close every connection; clients may connect again."""
        for link in list(self._links):
            link.close()

    # --- what connections need (session.Host) --------------------------------------------------------------

    @property
    def rsa_key(self) -> RsaKey | None:
        """The key for the key exchange."""
        return self._rsa_key

    @property
    def delay(self) -> float:
        """Seconds to wait before each answer."""
        return self._telegram.faults.delay

    def device(self, key_id: bytes, dc: int) -> Device | None:
        """Return the device with that auth key at that data centre."""
        found = self._telegram.devices.get(key_id)
        return found if found is not None and found.dc == dc else None

    def add_device(self, key: bytes, dc: int) -> None:
        """Remember a new auth key."""
        device = Device(key, dc)
        self._telegram.devices[device.key_id] = device

    def answer(self, device: Device, link: Link, request: Any) -> bytes:
        """Return the serialised answer to one API request."""
        body, wants_updates = self._api.answer(device, request)
        link.subscribed = link.subscribed or wants_updates
        return body

    def break_down(self) -> None:
        """Close everything; nobody can connect any more."""
        self._gone = True
        for listener in self._listeners:
            listener.close()
        self.drop_connections()

    # --- listening -----------------------------------------------------------------------------------------

    async def _listen(self, dc: int) -> None:
        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await self._serve(dc, reader, writer)

        port = self._port if dc == self._telegram.account.home_dc else 0
        listener = await asyncio.start_server(serve, HOST, port)
        self._listeners.append(listener)
        self._telegram.addresses[dc] = HOST, listener.sockets[0].getsockname()[1]

    async def _serve(self, dc: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if self._gone or task is None:
            writer.close()
            return
        link = Link(self, dc, reader, writer)
        self._links[link] = task
        try:
            await link.serve()
        finally:
            self._links.pop(link, None)

    async def _close(self) -> None:
        self.break_down()
        for link in list(self._links):
            link.abort()
        if tasks := list(self._links.values()):
            await asyncio.wait(tasks)
        for listener in self._listeners:
            with contextlib.suppress(asyncio.CancelledError):
                await listener.wait_closed()
        if self._log_file is not None:
            self._log_file.close()

    def _record(self, request: ReceivedRequest) -> None:
        self._telegram.log.append(request)
        if self._log_file is not None:
            self._log_file.write(msgspec.json.encode(request).decode() + "\n")
            self._log_file.flush()
