"""The gate: the one place through which every encrypted message leaves (P1).

It replaces the send queue of Telethon's sender, so that whatever asks for a request (our code, Telethon's own
loops, a reconnect) is checked here, by exact type and again by the bytes that would leave. A refused request
never reaches the queue; whoever asked gets `RequestRefusedError`.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from telethon.errors import RPCError
from telethon.extensions import BinaryReader
from telethon.extensions.messagepacker import MessagePacker
from telethon.tl import functions, types

from safecheck.model.facts import RequestCount
from safecheck.telegram.allowlist import ALLOWED, NOTICES, WRAPPERS, Mode


class RequestRefusedError(RPCError):  # type: ignore[misc] # Telethon has no types
    """A request that is not on the list. A subclass of RPCError, because Telethon's update loop treats any
    other error as fatal."""

    code = 403

    def __init__(self, request: object, why: str) -> None:
        super().__init__(None, f"SAFECHECK_REFUSED: {type(request).__name__} {why}", 403)


def request_class(method: str) -> type:
    """Return Telethon's request class for a schema name such as `messages.getDialogs`."""
    namespace, _, name = method.rpartition(".")
    module: Any = getattr(functions, namespace) if namespace else functions
    found: type = getattr(module, name[0].upper() + name[1:] + "Request")
    return found


def _notice_class(name: str) -> type:
    found: type = getattr(types, "".join(part.capitalize() for part in name.split("_")))
    return found


class Gate:
    """The list in force for one connection. `mode` says which part of it may be used now."""

    def __init__(self, mode: Mode) -> None:
        self.mode: Mode = mode
        self.sent: Counter[str] = Counter()
        self._methods = {request_class(entry.method): entry for entry in ALLOWED}
        self._wrappers = frozenset(request_class(name) for name in WRAPPERS)
        self._notices = frozenset(_notice_class(name) for name in NOTICES)

    def check(self, state: Any) -> str | None:
        """Return the method that `state` (a RequestState) would send, None for a protocol notice.

        Raises RequestRefusedError if it may not leave.
        """
        request = state.request
        if type(request) in self._notices:
            self._same_bytes(state.data, (type(request),), request)
            return None
        layers: list[type] = []
        leaf = request
        while type(leaf) in self._wrappers:
            layers.append(type(leaf))
            leaf = leaf.query
        layers.append(type(leaf))
        entry = self._methods.get(type(leaf))
        if entry is None:
            raise RequestRefusedError(leaf, "is not on the list")
        if self.mode not in entry.modes:
            raise RequestRefusedError(leaf, f"may not be sent in mode {self.mode}")
        self._same_bytes(state.data, tuple(layers), leaf)
        return entry.method

    def _same_bytes(self, data: bytes, layers: tuple[type, ...], leaf: object) -> None:
        """Read the bytes that would leave and require the very same types, to the last byte."""
        reader = BinaryReader(data)
        try:
            found = reader.tgread_object()
        except Exception as error:
            raise RequestRefusedError(leaf, "does not read back") from error
        for layer in layers[:-1]:
            if type(found) is not layer:
                raise RequestRefusedError(leaf, "reads back as another wrapper")
            found = found.query
        if type(found) is not layers[-1] or reader.tell_position() != len(data):
            raise RequestRefusedError(leaf, "reads back as something else")

    def counts(self) -> tuple[RequestCount, ...]:
        """Return how often each method was sent, by name. A request sent again by Telethon counts once."""
        return tuple(RequestCount(method, count) for method, count in sorted(self.sent.items()))

    @property
    def total(self) -> int:
        """Return how many requests were sent in all."""
        return self.sent.total()


class GatedQueue(MessagePacker):  # type: ignore[misc] # Telethon has no types
    """Telethon's send queue behind the gate."""

    def __init__(self, gate: Gate, state: Any, loggers: Any) -> None:
        super().__init__(state, loggers)
        self._gate = gate

    def append(self, state: Any) -> None:
        """Queue one message, or hand the refusal to whoever waits for its answer."""
        if self._admit(state):
            super().append(state)

    def extend(self, states: Iterable[Any]) -> None:
        """Queue the messages that may leave; the others are refused one by one."""
        super().extend([state for state in states if self._admit(state)])

    def _admit(self, state: Any) -> bool:
        try:
            method = self._gate.check(state)
        except RequestRefusedError as refusal:
            if not state.future.done():
                state.future.set_exception(refusal)
            return False
        if method is not None and state.msg_id is None:
            self._gate.sent[method] += 1
        return True
