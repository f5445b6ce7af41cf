"""Leave several chats: a list to look over first, then one after the other."""

import asyncio
from collections.abc import Collection, Sequence

import msgspec

from safecheck.audit.changing import Changing
from safecheck.audit.several import Change, Pause, Run, confirmed, one_by_one
from safecheck.model.changes import Target
from safecheck.model.facts import Chat
from safecheck.model.progress import ProgressListener, ignore_progress


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
) -> Run:
    """Leave these chats, which a person looked over and confirmed as a list; see `one_by_one`."""

    def leave(target: Target) -> Change:
        return lambda: changing.apply(target, confirmed)

    changes = [(target, leave(target)) for target in targets]
    return await one_by_one(changing, changes, listener=listener, pause=pause)
