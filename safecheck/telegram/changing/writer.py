"""Make one change: read, say what would be sent, send it once, read back.

Nothing is sent before `carry_out`, and there each request through a permit of its own (see `gate.Permit`).
Where the answer is lost nobody sends again: what Telegram says of the setting afterwards is what counts.
"""

from collections.abc import Callable
from typing import Any

import msgspec
from telethon import errors
from telethon.tl import types

from safecheck.model.changes import ChangeKind, Done, MemberValue, Outcome, Preview, Target, Value
from safecheck.model.errors import SafecheckError
from safecheck.model.text import N_
from safecheck.telegram.asking import Asker
from safecheck.telegram.changing.chats import NOT_LISTED, Archive, Leave, Left, Mute
from safecheck.telegram.changing.media import Gallery, Templates
from safecheck.telegram.changing.privacy import Privacy
from safecheck.telegram.changing.reading import NEEDS_THE_APP, CannotError, Reading, Setting
from safecheck.telegram.changing.refusals import refusal
from safecheck.telegram.changing.shared_folders import chats_of_shared_folders
from safecheck.telegram.changing.shown import as_words
from safecheck.telegram.changing.switches import Newcomers, Sensitive
from safecheck.telegram.errors import UNREADABLE, KeepsAskingToWaitError, WaitTooLongError

LINE_BROKE = N_(
    "It was not done: the line to Telegram broke, or Telegram had a problem of its own. Nothing was changed; "
    "try again."
)
NOBODY_KNOWS = N_(
    "Telegram did not say whether it was done. safecheck asks again at the next start and tells you."
)
STORED_OTHERWISE = N_("Telegram answered, but it stored something else than was asked for.")
HALF_DONE = N_("Only a part of it was done. Taking the step again does the rest; undo puts back what was.")
KEEPS_WAITING = N_("Telegram keeps asking us to wait. The step is still to do; try again in an hour.")
WAIT_FIRST = N_("Telegram asks us to wait first. The step is still to do.")

_OF_THE_ACCOUNT: dict[ChangeKind, Callable[[Asker], Setting]] = {
    "limit_who_adds": lambda asker: Privacy(asker, types.InputPrivacyKeyChatInvite, "allow_contacts"),
    "limit_who_finds": lambda asker: Privacy(asker, types.InputPrivacyKeyAddedByPhone, "allow_contacts"),
    "hide_number": lambda asker: Privacy(asker, types.InputPrivacyKeyPhoneNumber, "disallow_all"),
    "archive_newcomers": Newcomers,
    "cover_sensitive": Sensitive,
    "gallery_off": Gallery,
    "templates_off": Templates,
}
_OF_A_CHAT: dict[ChangeKind, Callable[[Asker, Any], Setting]] = {
    "mute": Mute,
    "archive": Archive,
    "leave": Leave,
}


class Prepared(msgspec.Struct, frozen=True):
    """A change that could be made now: what would happen, and the very requests."""

    preview: Preview
    reading: Reading
    requests: tuple[Any, ...]


class Writer:
    """Makes changes over one line. `input_peer` returns how a chat of the list is named in a request, and
    raises KeyError for one that is not listed; `all_listed` says whether the list was read to its end."""

    def __init__(
        self, asker: Asker, input_peer: Callable[[str], Any], all_listed: Callable[[], bool]
    ) -> None:
        self._asker = asker
        self._input_peer = input_peer
        self._all_listed = all_listed
        self._shared: frozenset[str] | None = None

    async def prepare(
        self, target: Target, after: Value | None = None, undoes: str | None = None
    ) -> Prepared | Done:
        """Read the setting of `target`, and return what would make it what the step wants, or `after` where
        that is given (to take `undoes` back); or how it ended, where there is nothing to do, or no way.

        Raises SafecheckError where Telegram cannot be asked; nothing was changed then.
        """
        try:
            setting = self._setting(target)
            reading = await self._read(setting)
            wanted = setting.wanted(reading.value) if after is None else after
            if wanted == reading.value:
                return Done(target, "already", reading.value, wanted, reading.value, undoes=undoes)
            requests = tuple(setting.requests(reading, wanted))
        except CannotError as problem:
            return Done(target, problem.outcome, reason=problem.message, undoes=undoes)
        except errors.RPCError as error:
            reason, values = refusal(error)
            return Done(target, "refused", reason=reason, values=values, undoes=undoes)
        preview = Preview(
            target,
            reading.value,
            wanted,
            tuple(as_words(request) for request in requests),
            undoes,
            from_shared_folder=target.kind == "leave" and target.chat in await self._from_shared_folders(),
        )
        return Prepared(preview, reading, requests)

    async def requests(self, target: Target, after: Value | None = None) -> tuple[str, ...]:
        """Return the requests that `prepare` would find, in words; none where there is nothing to do, or no
        way. Telegram is asked how it stands only where they depend on that. Raises like `prepare`."""
        if target.kind != "leave":
            prepared = await self.prepare(target, after)
            return prepared.preview.requests if isinstance(prepared, Prepared) else ()
        try:
            setting = self._setting(target)
        except CannotError:
            return ()
        member = Reading(MemberValue(True), b"", None)
        return tuple(as_words(request) for request in setting.requests(member, MemberValue(False)))

    async def _from_shared_folders(self) -> frozenset[str]:
        if self._shared is None:
            self._shared = await chats_of_shared_folders(self._asker)
        return self._shared

    async def carry_out(self, prepared: Prepared) -> Done:
        """Send what was prepared, read it back, and return how it ended. Nothing that Telegram or the line
        does is raised."""
        problem: Exception | None = None
        try:
            for number, request in enumerate(prepared.requests):
                await self._asker.change(request, number, len(prepared.requests))
        except (errors.RPCError, SafecheckError, *UNREADABLE) as error:
            problem = error
        return await self.verify(prepared, problem)

    async def verify(self, prepared: Prepared, problem: Exception | None = None) -> Done:
        """Ask Telegram how the setting stands now, after what was sent met `problem` (None: it did not)."""
        preview = prepared.preview
        try:
            await self._asker.reopen()
            now = await self._read(self._setting(preview.target))
        except (CannotError, errors.RPCError, SafecheckError, *UNREADABLE):
            return self._done(preview, "unconfirmed", None, NOBODY_KNOWS)
        return self._compared(prepared, now, problem)

    async def value(self, target: Target) -> Value | None:
        """Return how the setting of `target` stands; None where Telegram does not say. Raises SafecheckError
        where it cannot be asked."""
        try:
            return (await self._read(self._setting(target))).value
        except (CannotError, errors.RPCError):
            return None

    def _compared(self, prepared: Prepared, now: Reading, problem: Exception | None) -> Done:
        preview, found = prepared.preview, now.value
        if now.rest != prepared.reading.rest:
            return self._done(preview, "otherwise", found, STORED_OTHERWISE)
        if found == preview.after:
            return self._done(preview, "applied", found)
        if found != preview.before:
            half = problem is not None and len(prepared.requests) > 1
            return self._done(preview, "otherwise", found, HALF_DONE if half else STORED_OTHERWISE)
        if isinstance(problem, WaitTooLongError):
            return self._done(preview, "later", found, WAIT_FIRST, seconds=problem.seconds)
        if isinstance(problem, KeepsAskingToWaitError):
            return self._done(preview, "later", found, KEEPS_WAITING)
        if isinstance(problem, errors.RPCError):
            reason, values = refusal(problem)
            return self._done(preview, "refused", found, reason, values)
        if problem is not None:
            return self._done(preview, "not_done", found, LINE_BROKE)
        return self._done(preview, "otherwise", found, STORED_OTHERWISE)

    def _done(
        self,
        preview: Preview,
        outcome: Outcome,
        found: Value | None,
        reason: str = "",
        values: dict[str, str] | None = None,
        seconds: int = 0,
    ) -> Done:
        return Done(
            preview.target,
            outcome,
            preview.before,
            preview.after,
            found,
            reason,
            values or {},
            seconds,
            preview.undoes,
        )

    def _setting(self, target: Target) -> Setting:
        if target.kind in _OF_THE_ACCOUNT:
            return _OF_THE_ACCOUNT[target.kind](self._asker)
        try:
            peer = self._input_peer(target.chat or "")
        except KeyError:
            if target.kind == "leave" and self._all_listed():
                return Left()
            raise CannotError("not_possible", NOT_LISTED) from None
        return _OF_A_CHAT[target.kind](self._asker, peer)

    async def _read(self, setting: Setting) -> Reading:
        """Read a setting. Raises CannotError also where the answer is newer than this version."""
        try:
            return await setting.read()
        except (CannotError, errors.RPCError, SafecheckError):
            raise
        except UNREADABLE:
            raise CannotError("in_app", NEEDS_THE_APP) from None
