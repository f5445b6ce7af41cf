"""Leave several chats, one after the other: a list to look over first, pauses, a stop at any time."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence

import msgspec

from safecheck.audit.changing import Changing
from safecheck.model.changes import Done, Preview, Target
from safecheck.model.facts import Chat
from safecheck.model.progress import Progress, ProgressListener, ignore_progress

# Seconds from one leaving to the next. Telegram publishes no limit; official apps leave one by one.
BETWEEN_LEAVES = 2.5

# After one of these the others would fare no better: Telegram asks to wait, or cannot be reached.
_ENDS_IT = frozenset({"later", "unconfirmed", "not_done"})

Pause = Callable[[float], Awaitable[None]]


class LeaveReview(msgspec.Struct, frozen=True):
    """What a person should see before leaving: `leave` can be left, `owned` cannot be left by safecheck, in
    those of `out` the account is not any more. Of those that can be left `private` ones may be impossible to
    join again, `small` ones tell their members with a message, and to `linked` ones another chat belongs,
    which stays. `high` stand out strongly: the fixed order comes first (G1)."""

    leave: tuple[Chat, ...] = ()
    owned: tuple[Chat, ...] = ()
    out: tuple[Chat, ...] = ()
    private: tuple[Chat, ...] = ()
    small: tuple[Chat, ...] = ()
    linked: tuple[Chat, ...] = ()
    high: tuple[Chat, ...] = ()

    @property
    def targets(self) -> tuple[Target, ...]:
        """The steps of those that can be left."""
        return tuple(Target(f"leave/{chat.id}", "leave", chat.id) for chat in self.leave)


class LeaveRun(msgspec.Struct, frozen=True):
    """How it went. `to_do` were not tried any more, nor the last one if it could not be left; `seconds` is
    how long Telegram asks to wait, 0 if it does not."""

    done: tuple[Done, ...]
    to_do: tuple[Target, ...]
    seconds: int = 0


def review(chats: Sequence[Chat], marked: Collection[str], high: Collection[str] = ()) -> LeaveReview:
    """Return the list to look over, of the chats with the ids `marked`; those of `high` stand out most."""
    wanted = [chat for chat in chats if chat.id in marked]
    leave = tuple(chat for chat in wanted if not (chat.owned or chat.gone))
    return LeaveReview(
        leave=leave,
        owned=tuple(chat for chat in wanted if chat.owned and not chat.gone),
        out=tuple(chat for chat in wanted if chat.gone),
        private=tuple(chat for chat in leave if not (chat.usernames or chat.public)),
        small=tuple(chat for chat in leave if chat.kind == "group"),
        linked=tuple(chat for chat in leave if chat.linked),
        high=tuple(chat for chat in leave if chat.id in high),
    )


async def leave_all(
    changing: Changing,
    targets: Sequence[Target],
    *,
    listener: ProgressListener = ignore_progress,
    pause: Pause = asyncio.sleep,
) -> LeaveRun:
    """Leave these chats, which a person looked over and confirmed as a list. Being cancelled is no error:
    the one under way comes to its end, and the rest stays to do. Raises SafecheckError only if the journal
    cannot be written, or the line is gone, before the next one was tried."""
    done: list[Done] = []
    for number, target in enumerate(targets):
        if number and not changing.at_home:
            try:
                await pause(BETWEEN_LEAVES)
            except asyncio.CancelledError:
                changing.note_stop()
        if changing.stopped:
            return LeaveRun(tuple(done), tuple(targets[number:]))
        listener(Progress(stage="changes", done=number, total=len(targets)))
        ended = await changing.apply(target, _confirmed)
        if ended.outcome in _ENDS_IT:
            return LeaveRun((*done, ended), tuple(targets[number:]), ended.seconds)
        done.append(ended)
    listener(Progress(stage="changes", done=len(targets), total=len(targets), finished=True))
    return LeaveRun(tuple(done), ())


async def _confirmed(_preview: Preview) -> bool:
    """Say yes: the list was confirmed as a whole."""
    return True
