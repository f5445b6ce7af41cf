"""Change what a person confirmed, note it first, and take it back: in which order that happens (P2, P7).

Read, show before and after, ask, write down the old value, change, read back, compare, write down how it
ended. A run that was killed in between is found at the next start, and Telegram is asked what is true. A
change under way outlives whoever waits for it: only `settle` may drop it, before safecheck signs out.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from safecheck.model.changes import (
    NEVER_READ_BACK,
    Begun,
    Done,
    Ended,
    Outcome,
    Preview,
    Recovered,
    Target,
    Torn,
    Value,
    undoable,
    unfinished,
    without_undo,
)
from safecheck.model.errors import BadInputError, SafecheckError
from safecheck.model.text import N_
from safecheck.store.journal import FileJournal, Journal, MemoryJournal
from safecheck.store.paths import places

if TYPE_CHECKING:
    from safecheck.telegram.account import Account

# How long the end of safecheck waits for a change that is under way; reading back takes well under a second.
SETTLE_SECONDS = 8

BUSY = N_(
    "Another run of safecheck is changing something on this account right now, so nothing was changed here. "
    "Try again when it is done."
)

Confirm = Callable[[Preview], Awaitable[bool]]


def journal_of(account: "Account") -> Journal:
    """Return where changes of this account are noted: in a file of its own, with that of a server on this
    computer apart; of a practice account that ends with this process in memory only."""
    if account.source == "practice":
        return MemoryJournal()
    folder = places().changes_folder
    return FileJournal((folder / "practice" if account.at_home else folder) / f"{account.number}.jsonl")


class Changing:
    """Changes of one account that is signed in, with its list of chats read where a step is about a chat.
    One at a time. `stopped`: somebody wanted to stop while the last change was under way; it came to its
    end. Of each change that ended somebody has to be told; who does so calls `told`."""

    def __init__(self, account: "Account", journal: Journal | None = None) -> None:
        from safecheck.telegram.changing.writer import Writer  # with Telegram's client

        self.stopped = False
        self._account = account
        self._writer = Writer(account.asker, account.chats.input_peer, account.all_listed)
        self._journal = journal_of(account) if journal is None else journal
        self._under_way: tuple[Preview, asyncio.Task[Done]] | None = None
        self._untold: list[Done] = []

    @property
    def at_home(self) -> bool:
        """Whether it is at a server on this computer, which needs no sparing."""
        return self._account.at_home

    def note_stop(self) -> None:
        """Take note that somebody wanted to stop; the task may go on to wind up."""
        if (current := asyncio.current_task()) is not None:
            current.uncancel()
        self.hurry()

    @property
    def under_way(self) -> bool:
        """Whether a change was confirmed and has not come to its end."""
        return self._under_way is not None

    def hurry(self) -> None:
        """Wait no longer where Telegram asks for that before it makes the change that is under way: it is
        still to do then. Nothing else is cut short."""
        self.stopped = True
        self._account.asker.patient = self._under_way is None

    def told(self) -> None:
        """Take note that the person was told how everything ended so far."""
        self._untold.clear()

    async def settle(self) -> tuple[Done, ...]:
        """Let the change under way come to its end, for some seconds at most or until this is cancelled: what
        is dropped then the next start asks about. Return what became of changes that nobody was told of."""
        if self._under_way is not None:
            preview, task = self._under_way
            self.hurry()
            try:
                await asyncio.wait([task], timeout=SETTLE_SECONDS)
            except asyncio.CancelledError:
                self.note_stop()
            if not task.done():
                task.cancel()
                await asyncio.wait([task])
            if task.cancelled():
                self._untold.append(self._dropped(preview))
        return tuple(self._untold)

    def _dropped(self, preview: Preview) -> Done:
        from safecheck.telegram.changing.writer import NOBODY_KNOWS  # with Telegram's client

        target = preview.target
        reason = "" if target.kind in NEVER_READ_BACK else NOBODY_KNOWS
        return Done(
            target, "unconfirmed", preview.before, preview.after, reason=reason, undoes=preview.undoes
        )

    async def recover(self) -> Recovered:
        """Find out how changes ended in whose middle an earlier run stopped, and note it. What Telegram does
        not say now stays for the next time. Raises SafecheckError if the journal cannot be used."""
        entries = self._journal.read()
        found: tuple[Done, ...] = ()
        if unfinished(entries):
            with self._journal.alone() as alone:
                if not alone:  # what another run is at this very moment has not stopped
                    return Recovered()
                entries = self._journal.read()
                found = await self._recover(entries)
        last = entries[-1] if entries else None
        return Recovered(found, last.text if isinstance(last, Torn) else "")

    async def _recover(self, entries: Sequence[Begun | Ended | Torn]) -> tuple[Done, ...]:
        found = []
        for begun in unfinished(entries):
            if begun.kind in NEVER_READ_BACK:
                # One that only asked the first question changed nothing.
                ended: Outcome = "unconfirmed" if begun.after != begun.before else "not_done"
                self._end(begun.id, ended, None)
                found.append(_as_done(begun, ended, None))
                continue
            try:
                now = await self._writer.value(begun.target)
            except SafecheckError:
                break
            if now is None:
                found.append(_as_done(begun, "unconfirmed", None))
                continue
            outcome = _outcome_by(begun, now)
            self._end(begun.id, outcome, now)
            found.append(_as_done(begun, outcome, now))
        return tuple(found)

    async def value(self, target: Target) -> Value | None:
        """Ask how the thing of a step stands now; None where Telegram does not say. Nothing is changed.
        Raises SafecheckError where it cannot be asked."""
        return await self._writer.value(target)

    async def apply(self, target: Target, confirm: Confirm) -> Done:
        """Take one step, if `confirm` says so to what it would change. Raises SafecheckError only before
        anything was sent."""
        return await self._change(target, confirm)

    async def requests(self, wanted: Iterable[tuple[Target, Value | None]]) -> tuple[str, ...]:
        """Return the very requests that these steps would send now, in words of Telegram's schema, in order.
        A value is what a setting would become again; None stands for what its step makes of it. Raises
        SafecheckError where Telegram cannot be asked how the settings stand."""
        found: list[str] = []
        for target, after in wanted:
            found += await self._writer.requests(target, after)
        return tuple(found)

    def to_undo(self, target: Target | None = None) -> tuple[Begun, ...]:
        """Return what is in force and can be taken back, the newest first; of one step if that is named."""
        entries = reversed(undoable(self._journal.read()))
        return tuple(entry for entry in entries if target is None or entry.target.same_as(target))

    def left(self) -> tuple[Begun, ...]:
        """Return what worked and what nothing can take back, oldest first."""
        return without_undo(self._journal.read())

    def done_steps(self) -> tuple[str, ...]:
        """Return the ids of the steps that were taken and not taken back, as the journal has them."""
        entries = self._journal.read()
        return tuple(entry.step for entry in (*undoable(entries), *without_undo(entries)))

    def noted(self) -> Sequence[Begun | Ended | Torn]:
        """Return the whole journal."""
        return self._journal.read()

    async def undo(self, entry: Begun, confirm: Confirm) -> Done:
        """Take one change back: put in what was there before, and leave everything else as it is now. Raises
        like `apply`."""
        return await self._change(entry.target, confirm, entry.before, entry.id)

    async def _change(
        self, target: Target, confirm: Confirm, after: Value | None = None, undoes: str | None = None
    ) -> Done:
        self.stopped = False
        prepared = await self._writer.prepare(target, after, undoes)
        if isinstance(prepared, Done):
            if prepared.outcome == "already" and undoes is not None:
                self._note_undone(prepared)
            return prepared
        preview = prepared.preview
        if not await confirm(preview):
            return Done(target, "declined", preview.before, preview.after, preview.before, undoes=undoes)
        return await self.carry_out(preview, lambda: self._writer.carry_out(prepared))

    async def carry_out(self, preview: Preview, work: Callable[[], Awaitable[Done]]) -> Done:
        """Note that what was confirmed begins, do the `work`, note how it ended, and return that. Being
        cancelled meanwhile is kept in `stopped`; a second time it is raised, and the work goes on until
        `settle`. Raises SafecheckError only before the work begins."""
        task = asyncio.ensure_future(self._noting(preview, work))
        self._under_way = preview, task
        # Where nobody waits for it any more, a journal that cannot be written has kept it from beginning.
        task.add_done_callback(self._over)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            self.note_stop()
            return await asyncio.shield(task)

    def _over(self, task: "asyncio.Task[Done]") -> None:
        self._under_way = None
        self._account.asker.patient = True
        if not task.cancelled() and task.exception() is None:
            self._untold.append(task.result())

    async def _noting(self, preview: Preview, work: Callable[[], Awaitable[Done]]) -> Done:
        with self._journal.alone() as alone:
            if not alone:
                raise BadInputError(BUSY)
            return await self._noted(preview, work)

    async def _noted(self, preview: Preview, work: Callable[[], Awaitable[Done]]) -> Done:
        number = self._begin(preview)
        done = await work()
        if done.outcome != "unconfirmed" or done.target.kind in NEVER_READ_BACK:
            self._end(number, done.outcome, done.found)
        return done

    def _begin(self, preview: Preview) -> str:
        number = secrets.token_hex(6)
        target = preview.target
        self._journal.append(
            Begun(
                number,
                _now(),
                target.step,
                target.kind,
                target.chat,
                preview.before,
                preview.after,
                preview.undoes,
            )
        )
        return number

    def _end(self, number: str, outcome: Outcome, found: Value | None) -> None:
        self._journal.append(Ended(number, _now(), outcome, found))

    def _note_undone(self, done: Done) -> None:
        """Note that somebody else took a change back already, so that it is not offered again."""
        assert done.before is not None  # noqa: S101 - it was read
        assert done.after is not None  # noqa: S101 - it was asked for
        number = self._begin(Preview(done.target, done.before, done.after, (), done.undoes))
        self._end(number, "applied", done.found)


def _as_done(begun: Begun, outcome: Outcome, found: Value | None) -> Done:
    return Done(begun.target, outcome, begun.before, begun.after, found, undoes=begun.undoes)


def _outcome_by(begun: Begun, now: Value) -> Outcome:
    """Return how a change ended, by what is true now."""
    if now == begun.after:
        return "applied"
    return "not_done" if now == begun.before else "otherwise"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
