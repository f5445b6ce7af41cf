"""What goes wrong on purpose: the running form of a scenario's `faults`.

Requests are counted over the server's life, from 1, in the order of arrival, the one that sets up a
connection (help.getConfig inside initConnection) included. A request sent again after a reconnect counts
again; pings, acknowledgements and messages refused for their salt do not count.
"""

import math
from collections import Counter
from typing import Literal

import msgspec

from safecheck.practice.scenario import BucketFault, FaultsSpec

UNKNOWN_CONSTRUCTOR = 0x5AFEC0DE


class RpcFailure(Exception):  # noqa: N818 - Telegram's own word is rpc_error; this one is raised to send it
    """An error for the client: Telegram's code and name."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message


class Breakdown(Exception):  # noqa: N818 - it ends a connection, which is the server's doing and no error
    """The connection is to be closed unanswered; `for_good` if no further one may be accepted."""

    def __init__(self, *, for_good: bool) -> None:
        super().__init__()
        self.for_good = for_good


class Ruling(msgspec.Struct, frozen=True):
    """What becomes of a request that is answered after all."""

    revoke: bool = False
    unknown_constructor: bool = False


class _Bucket:
    def __init__(self, spec: BucketFault, now: float) -> None:
        self._spec = spec
        self._tokens = float(spec.capacity)
        self._filled = now

    def wait(self, now: float) -> int:
        """Take a token and return 0, or the whole seconds until there is one."""
        gained = (now - self._filled) * self._spec.refill_per_second
        self._tokens = min(float(self._spec.capacity), self._tokens + gained)
        self._filled = now
        if self._tokens >= 1:
            self._tokens -= 1
            return 0
        return math.ceil((1 - self._tokens) / self._spec.refill_per_second)


class Faults:
    """Decides about each request. `now` is monotonic time in seconds."""

    def __init__(self, spec: FaultsSpec, now: float) -> None:
        self._spec = spec
        self._calls: Counter[str] = Counter()
        self._buckets = {bucket.method: _Bucket(bucket, now) for bucket in spec.buckets}

    @property
    def delay(self) -> float:
        """Seconds to wait before each answer."""
        return self._spec.delay_ms / 1000

    @property
    def one_filter_at_a_time(self) -> bool:
        """Whether counters of media are told for one kind in a request only."""
        return self._spec.one_filter_at_a_time

    def breaks(self, number: int) -> Literal["no", "drop", "gone"]:
        """Tell whether the line breaks at the request with that number."""
        if self._spec.gone_after and number > self._spec.gone_after:
            return "gone"
        return "drop" if number in self._spec.drop_at else "no"

    def loses_answer(self, number: int) -> bool:
        """Tell whether the line breaks after the request with that number was handled."""
        return number in self._spec.drop_after

    def rule(self, number: int, method: str, now: float) -> Ruling:
        """Return how request `number` is answered; raise Breakdown or RpcFailure where it is not."""
        broken = self.breaks(number)
        if broken != "no":
            raise Breakdown(for_good=broken == "gone")
        self._calls[method] += 1
        for error in self._spec.errors:
            if (error.at and number != error.at) or (error.method and error.method != method):
                continue
            since = self._calls[method] - error.from_call
            counted = bool(error.method) and not error.at
            if error.at or (counted and since >= 0 and (not error.times or since < error.times)):
                raise RpcFailure(error.code, error.message)
        if method in self._spec.missing_methods:
            raise RpcFailure(400, "INPUT_METHOD_INVALID")
        bucket = self._buckets.get(method)
        if bucket is not None and (seconds := bucket.wait(now)):
            raise RpcFailure(420, f"FLOOD_WAIT_{seconds}")
        return Ruling(
            revoke=bool(self._spec.revoked_at) and number >= self._spec.revoked_at,
            unknown_constructor=method in self._spec.unknown_constructor,
        )
