"""Leave several chats: a list to look over first, then one after the other."""

import asyncio
from collections.abc import Collection, Sequence

from safecheck.audit.changing import Changing
from safecheck.audit.several import Change, Pause, confirmed, one_by_one
from safecheck.model.changes import Run, Target
from safecheck.model.facts import Chat
from safecheck.model.leaving import LeaveReview
from safecheck.model.progress import ProgressListener, ignore_progress


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


async def take_all(
    changing: Changing,
    targets: Sequence[Target],
    *,
    listener: ProgressListener = ignore_progress,
    pause: Pause = asyncio.sleep,
) -> Run:
    """Take these steps (leave chats, or mute and archive them instead), which a person looked over and
    confirmed as a list; see `one_by_one`."""

    def take(target: Target) -> Change:
        return lambda: changing.apply(target, confirmed)

    changes = [(target, take(target)) for target in targets]
    return await one_by_one(changing, changes, listener=listener, pause=pause)
