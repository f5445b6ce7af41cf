"""The account behind the connections: who is signed in, what is answered, what was asked."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from telethon.tl import functions, types
from telethon.tl.tlobject import TLObject

from safecheck.practice.account_state import AccountState
from safecheck.practice.devices import Device
from safecheck.practice.dialogs import ChatIndex, DialogMaker, Entry
from safecheck.practice.entities import EntityMaker
from safecheck.practice.faults import UNKNOWN_CONSTRUCTOR, Breakdown, Faults, RpcFailure
from safecheck.practice.media import MediaMaker
from safecheck.practice.requests import ReceivedRequest, method_name, peel, shape, written
from safecheck.practice.scenario import FaultsSpec, Scenario
from safecheck.practice.session import packed
from safecheck.practice.srp import Verifier

TRUE, FALSE = b"\xb5\x75\x72\x99", b"\x37\x97\x79\xbc"
VECTOR = b"\x15\xc4\xb5\x1c"
REMEMBERED_PAGES = 256


class Telegram:
    """Everything that all connections share."""

    def __init__(self, scenario: Scenario, marker: bytes) -> None:
        self.scenario = scenario
        self.account = scenario.account
        self.started = int(time.time())
        self.addresses: dict[int, tuple[str, int]] = {}
        self.devices: dict[bytes, Device] = {}
        self.requests = 0
        self.log: list[ReceivedRequest] = []
        self.faults = Faults(scenario.faults, time.monotonic())
        self.media = MediaMaker(marker)
        self.entities = EntityMaker(scenario.account, self.media, self.started)
        self.chats = ChatIndex(scenario.chats, self.entities)
        self.dialogs = DialogMaker(self.chats, self.entities, self.media, self.account.id)
        self.state = AccountState(scenario)
        self.pages: dict[tuple[object, ...], bytes] = {}
        self._verifier: Verifier | None = None

    @property
    def verifier(self) -> Verifier | None:
        """What two-step verification checks against, None where it is off. Costly, so made when needed."""
        if self._verifier is None and self.account.password is not None:
            self._verifier = Verifier(self.account.password)
        return self._verifier

    def set_faults(self, spec: FaultsSpec) -> None:
        """Replace what goes wrong; the count of requests goes on, calls and buckets start anew."""
        self.faults = Faults(spec, time.monotonic())

    def remember_page(self, key: tuple[object, ...], make: Callable[[], Any]) -> bytes:
        """Return the serialised answer for `key`, made once and kept compressed."""
        page = self.pages.get(key)
        if page is None:
            if len(self.pages) >= REMEMBERED_PAGES:
                self.pages.clear()
            page = self.pages[key] = packed(bytes(make()))
        return page

    def put(self, entry: Entry) -> None:
        """Replace what is known of one chat; pages of the chat list are made anew."""
        self.chats.put(entry)
        self.pages.clear()

    def push(self, update: Any, to: Callable[[Device], bool]) -> None:
        """Send an update to every subscribed connection of the devices that `to` picks."""
        if update.SUBCLASS_OF_ID != types.UpdatesTooLong.SUBCLASS_OF_ID:
            update = types.UpdateShort(update, int(time.time()))
        for device in [device for device in self.devices.values() if to(device)]:
            for link in list(device.links):
                link.notify(update)


@dataclass(slots=True)
class Call:
    """One request with its surroundings, as a handler sees it."""

    telegram: Telegram
    device: Device
    request: Any


Handler = Callable[[Call], Any]


class Api:
    """Answers requests by table. `open_to_all` need no sign-in; `closed` do, and `writes` change something:
    what those ask for goes into the log."""

    def __init__(
        self,
        telegram: Telegram,
        open_to_all: Mapping[type, Handler],
        closed: Mapping[type, Handler],
        writes: Mapping[type, Handler],
        record: Callable[[ReceivedRequest], None],
    ) -> None:
        self._telegram = telegram
        self._open = open_to_all
        self._closed = {**closed, **writes}
        self._writes = frozenset(writes)
        self._record = record

    def answer(self, device: Device, request: Any) -> tuple[bytes, bool]:
        """Return the serialised answer, and whether the client wants updates on that connection.

        Raises Breakdown where the line is to break instead.
        """
        leaf, wrappers = peel(request)
        for wrapper in wrappers:
            if isinstance(wrapper, functions.InvokeWithLayerRequest):
                device.layer = wrapper.layer
            elif isinstance(wrapper, functions.InitConnectionRequest):
                device.api_id = wrapper.api_id
                device.device_model = wrapper.device_model
                device.system_version = wrapper.system_version
                device.app_version = wrapper.app_version
        telegram = self._telegram
        telegram.requests += 1
        method = method_name(leaf.__class__)
        names = tuple(method_name(wrapper.__class__) for wrapper in wrappers)
        asked = written(leaf) if type(leaf) in self._writes else None
        self._record(
            ReceivedRequest(time.time(), device.dc, device.device_model, method, names, shape(leaf), asked)
        )
        wants_updates = "invokeWithoutUpdates" not in names
        lost = telegram.faults.loses_answer(telegram.requests)
        body = self._body(device, leaf, method)
        if lost:
            raise Breakdown(for_good=False)
        return body, wants_updates

    def _body(self, device: Device, leaf: Any, method: str) -> bytes:
        telegram = self._telegram
        try:
            ruling = telegram.faults.rule(telegram.requests, method, time.monotonic())
            if ruling.revoke:
                for other in telegram.devices.values():
                    if other.signed_in:
                        other.sign_out(revoked=True)
            body = serialised(self._handle(device, leaf))
        except RpcFailure as failure:
            return bytes(types.RpcError(failure.code, failure.message))
        if ruling.unknown_constructor:
            # A packed page has to be opened for its constructor to be the wrong one.
            body = UNKNOWN_CONSTRUCTOR.to_bytes(4, "little") + body[4:]
        return body

    def _handle(self, device: Device, leaf: Any) -> Any:
        kind = type(leaf)
        handler = self._open.get(kind) or self._closed.get(kind)
        if handler is None:
            raise RpcFailure(400, "INPUT_METHOD_INVALID")
        if not device.layer:
            raise RpcFailure(400, "CONNECTION_NOT_INITED")
        if kind in self._closed and not device.signed_in:
            raise RpcFailure(401, "SESSION_REVOKED" if device.revoked else "AUTH_KEY_UNREGISTERED")
        return handler(Call(self._telegram, device, leaf))


def serialised(answer: Any) -> bytes:
    """Return the bytes of an answer: an object, a list of objects, a truth value, or bytes already."""
    if isinstance(answer, bytes):
        return answer
    if answer is True or answer is False:
        return TRUE if answer else FALSE
    if isinstance(answer, list):
        return VECTOR + len(answer).to_bytes(4, "little") + b"".join(bytes(item) for item in answer)
    assert isinstance(answer, TLObject)  # noqa: S101 - handlers return nothing else
    return bytes(answer)
