"""The time that a check together may take, as values: nothing here reads a clock (G20)."""

import msgspec

MINUTE = 60.0
WHOLE = 20 * MINUTE
SAID_AT = (5 * MINUTE, 1 * MINUTE)  # before the end


class Mark(msgspec.Struct, frozen=True):
    """The next moment at which something is to be done: in so many seconds from now. `minutes` are those that
    are left then; with 0 the time is up."""

    seconds: float
    minutes: int


class Clock(msgspec.Struct, frozen=True):
    """When it ends, in seconds of a clock that only goes forward (`time.monotonic`)."""

    ends: float

    @classmethod
    def started(cls, now: float) -> "Clock":
        """Return a clock with the whole time."""
        return cls(now + WHOLE)

    def extended(self, now: float) -> "Clock":
        """Return a clock with the whole time from now on; as often as the owner wants."""
        return Clock(max(self.ends, now + WHOLE))

    def left(self, now: float) -> float:
        """Return the seconds that are left, 0 if none are."""
        return max(0.0, self.ends - now)

    def next_mark(self, now: float) -> Mark:
        """Return what comes next. A moment less than a second away is one that was just said: whoever waits
        for it may wake a little early."""
        left = self.ends - now
        for before in SAID_AT:
            if left > before + 1:
                return Mark(left - before, int(before // MINUTE))
        return Mark(max(0.0, left), 0)
