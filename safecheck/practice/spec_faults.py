"""What goes wrong at a practice server on purpose, as a scenario file says it."""

from typing import Annotated

from msgspec import Meta

from safecheck.practice.spec import Count, Part


class ErrorFault(Part, frozen=True):
    """Answer `message` (a Telegram error such as FLOOD_WAIT_3) with `code`.

    At the request `at` (1 = the first of all, which sets up the connection; counted over the server's life),
    or to the method `method` (from its `from_call`-th call on, `times` times; 0 = always).
    """

    message: str
    code: int = 400
    method: str | None = None
    at: Count = 0
    from_call: Annotated[int, Meta(ge=1)] = 1
    times: Count = 1


class BucketFault(Part, frozen=True):
    """A token bucket for one method: beyond it the server answers FLOOD_WAIT with the seconds to wait."""

    method: str
    capacity: Annotated[int, Meta(ge=1)]
    refill_per_second: Annotated[float, Meta(gt=0)]


class FaultsSpec(Part, frozen=True):
    """What goes wrong, on purpose.

    `delay_ms` is waited before each answer; `drop_at` closes the connection at the n-th request, unhandled;
    `drop_after` handles the n-th request and closes the connection instead of answering;
    `gone_after` closes and then refuses every further connection; `unknown_constructor` names methods whose
    answer holds a constructor that no client knows; `missing_methods` answer 400 as a server does that lacks
    them; `revoked_at` ends the sign-in at the n-th request (401 SESSION_REVOKED from then on). With
    `one_filter_at_a_time`, counters of media are told for one kind in a request only.
    """

    delay_ms: Count = 0
    drop_at: tuple[int, ...] = ()
    drop_after: tuple[int, ...] = ()
    gone_after: Count = 0
    errors: tuple[ErrorFault, ...] = ()
    buckets: tuple[BucketFault, ...] = ()
    unknown_constructor: tuple[str, ...] = ()
    missing_methods: tuple[str, ...] = ()
    revoked_at: Count = 0
    one_filter_at_a_time: bool = False
