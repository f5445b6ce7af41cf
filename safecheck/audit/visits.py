"""One visit after the other: each ends before the next begins, and in the end all have."""

import asyncio

from safecheck.audit.sources import Source
from safecheck.audit.visit import Visit
from safecheck.family.scope import Scope
from safecheck.model.changes import Done


class Visits:
    """The visit that goes on now, if any. Held by whoever runs the event loop, so that the sign-in is ended
    whatever becomes of the screens."""

    def __init__(self) -> None:
        self.current: Visit | None = None
        self._past: list[Visit] = []

    async def start(self, source: Source, *, scope: Scope | None = None) -> Visit:
        """Begin a visit, after ending the one before. It is not open yet. Being cancelled meanwhile does not
        keep the one before from ending, but this one from beginning. With a `scope` nothing is changed."""
        if self.current is not None:
            _, stops = await self.current.end()
            if stops:
                raise asyncio.CancelledError
        self.current = Visit(source, read_only=scope is not None, scope=scope)
        self._past.append(self.current)
        return self.current

    async def close(self) -> bool | None:
        """End the visit that goes on; see Visit.close. None if there is none: nothing is signed in."""
        return await self.current.close() if self.current is not None else None

    @property
    def signed_out(self) -> bool | None:
        """Whether nothing is signed in any more, of all visits to real accounts: False if a sign-out was not
        confirmed, None if there was no sign-in at all. To be asked after `close`."""
        ends = {visit.signed_out for visit in self._past if visit.kind == "account"} - {None}
        return all(ends) if ends else None

    @property
    def remembered(self) -> str:
        """The name under which the newest visit's sign-in stays, "" where none does. Ask after `close`."""
        return next((visit.remembered for visit in reversed(self._past) if visit.remembered), "")

    @property
    def untold(self) -> tuple[Done, ...]:
        """The changes of which nobody was told how they ended. Ask after `close`."""
        return tuple(done for visit in self._past for done in visit.untold)

    @property
    def practice_only(self) -> bool:
        """Whether there were visits, and to practice accounts only."""
        return bool(self._past) and all(visit.kind == "practice" for visit in self._past)
