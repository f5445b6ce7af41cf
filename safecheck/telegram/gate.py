"""The gate: the one place through which every encrypted message leaves (P1).

It replaces the send queue of Telethon's sender, so that whatever asks for a request (our code, Telethon's own
loops, a reconnect) is checked here, by exact type and again by the bytes that would leave. A refused request
never reaches the queue; whoever asked gets `RequestRefusedError`.

What changes the account needs a permit besides: opened for the bytes of one request, good for sending it
once, closed right after. Without one every change is refused like anything else.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from telethon.errors import RPCError
from telethon.extensions import BinaryReader
from telethon.extensions.messagepacker import MessagePacker
from telethon.tl import functions, types

from safecheck.model.facts import RequestCount
from safecheck.telegram.allowlist import ALLOWED, CHANGES, NARROWED, NOTICES, ONCE, WRAPPERS, Mode


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


def _object_class(name: str) -> type:
    found: type = getattr(types, name[0].upper() + name[1:])
    return found


class Permit:
    """Leave to send one request once: `body` are its bytes, `state` the message in which it left."""

    def __init__(self, request: Any) -> None:
        self.body = bytes(request)
        self.state: Any = None


class Gate:
    """The list in force for one connection. `mode` says which part of it may be used now. With `read_only`
    no permit can ever be opened, so that nothing can be changed over this connection. Methods in `barred` are
    on the list and may not be sent all the same: the owner of the account chose so."""

    def __init__(self, mode: Mode, *, read_only: bool = False, barred: frozenset[str] = frozenset()) -> None:
        self.mode: Mode = mode
        self._barred = barred
        self.read_only = read_only
        self._permit: Permit | None = None
        self.sent: Counter[str] = Counter()
        self._methods = {request_class(entry.method): entry for entry in ALLOWED}
        self._wrappers = frozenset(request_class(name) for name in WRAPPERS)
        self._narrowed = {
            request_class(method): tuple((argument, name and _object_class(name)) for argument, name in only)
            for method, only in NARROWED.items()
        }
        self._notices = frozenset(_notice_class(name) for name in NOTICES)

    @contextmanager
    def permit(self, request: Any) -> Iterator[None]:
        """Let exactly this `request`, which changes the account, leave once while the block runs. Raises
        RequestRefusedError where nothing may be changed, or another permit is open."""
        if self.read_only or self.mode != "read":
            raise RequestRefusedError(request, "would change an account that is only read")
        if self._permit is not None:
            raise RequestRefusedError(request, "has to wait for another change")
        self._permit = Permit(request)
        try:
            yield
        finally:
            self._permit = None

    def check(self, state: Any) -> str | None:
        """Return the method that `state` (a RequestState) would send, None for a protocol notice.

        Raises RequestRefusedError if it may not leave.
        """
        request = state.request
        if state.after:
            # Telethon would wrap it in invokeAfterMsg behind the gate.
            raise RequestRefusedError(request, "may not be tied to another request")
        layers, leaf = self._peel(request)
        if layers == (type(request),) and type(request) in self._notices:
            method = None
        else:
            entry = self._methods.get(type(leaf))
            if entry is None:
                raise RequestRefusedError(leaf, "is not on the list")
            if entry.method in self._barred:
                raise RequestRefusedError(leaf, "lies outside what the owner chose")
            if self.mode not in entry.modes and entry.method not in CHANGES:
                raise RequestRefusedError(leaf, f"may not be sent in mode {self.mode}")
            method = entry.method
        # An object could write other bytes than it shows: what would leave must read back as the very same
        # types, to the last byte.
        reader = BinaryReader(state.data)
        try:
            found = reader.tgread_object()
        except Exception as error:
            raise RequestRefusedError(leaf, "does not read back") from error
        read_back, inner = self._peel(found)
        if read_back != layers or reader.tell_position() != len(state.data):
            raise RequestRefusedError(leaf, "reads back as something else")
        for argument, only in self._narrowed.get(type(inner), ()):
            given = getattr(inner, argument)
            if given if only is None else type(given) is not only:
                raise RequestRefusedError(leaf, f"may not have such a {argument}")
        if method in CHANGES:
            self._use_permit(state, leaf, bytes(inner))
        return method

    def _use_permit(self, state: Any, leaf: Any, body: bytes) -> None:
        """Use up the permit that is open. The message that used it may come again (see GatedQueue)."""
        permit = self._permit
        if permit is None or permit.body != body:
            raise RequestRefusedError(leaf, "was not confirmed")
        if permit.state not in (None, state):
            raise RequestRefusedError(leaf, "was sent already")
        permit.state = state

    def _peel(self, request: Any) -> tuple[tuple[type, ...], Any]:
        """Return the exact types from the outermost wrapper to the request itself, and the request."""
        layers = [type(request)]
        while layers[-1] in self._wrappers:
            request = request.query
            layers.append(type(request))
        return tuple(layers), request

    def counts(self) -> tuple[RequestCount, ...]:
        """Return how often each method was sent, by name. A request sent again after a broken line counts
        again; one that Telegram refused unread (wrong salt or time) and then took counts once."""
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
        self._unread: set[Any] = set()

    def append(self, state: Any) -> None:
        """Queue one message, or hand the refusal to whoever waits for its answer."""
        if self._admit(state):
            super().append(state)

    def extend(self, states: Iterable[Any]) -> None:
        """Queue the messages that may leave; the others are refused one by one."""
        super().extend([state for state in states if self._admit(state)])

    def were_not_read(self, states: Iterable[Any]) -> None:
        """Note that Telegram refused these messages unread: sending them again repeats nothing."""
        self._unread.update(states)

    def give_up(self, error: Exception) -> None:
        """Hand `error` to everyone whose message has not left yet."""
        while self._deque:
            _fail(self._deque.popleft(), error)

    def _admit(self, state: Any) -> bool:
        unread = state in self._unread
        self._unread.discard(state)
        try:
            method = self._gate.check(state)
        except RequestRefusedError as refusal:
            _fail(state, refusal)
            return False
        if method is None or unread:
            return True
        if state.msg_id is not None:  # it left on a line that broke; Telegram may have read it
            if method in ONCE:
                _fail(state, ConnectionError("the line broke before the answer came"))
            if state.future.done():
                return False
        self._gate.sent[method] += 1
        return True


def _fail(state: Any, error: Exception) -> None:
    if not state.future.done():
        state.future.set_exception(error)
