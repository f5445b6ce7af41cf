"""Several changes, one after the other: pauses between them, a stop at any time, and what is left to do."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from safecheck.audit.changing import Changing
from safecheck.model.changes import Begun, Done, Preview, Run, Target
from safecheck.model.errors import SafecheckError
from safecheck.model.progress import Progress, ProgressListener, ignore_progress

# Seconds from one to the next. Telegram publishes no limit; official apps leave chats one by one.
BETWEEN = 2.5

# After one of these the others would fare no better: Telegram asks to wait, or cannot be reached.
_ENDS_IT = frozenset({"later", "unconfirmed", "not_done"})

Pause = Callable[[float], Awaitable[None]]
Change = Callable[[], Awaitable[Done]]


async def one_by_one(
    changing: Changing,
    changes: Sequence[tuple[Target, Change]],
    *,
    listener: ProgressListener = ignore_progress,
    pause: Pause = asyncio.sleep,
) -> Run:
    """Make these changes, which a person looked over and confirmed as a list. Being cancelled is no error:
    the one under way comes to its end, and the rest stays to do. Nothing is raised: what was done until then
    is never lost."""
    done: list[Done] = []
    changing.stopped = False
    for number, (target, change) in enumerate(changes):
        to_do = tuple(target for target, _ in changes[number:])
        try:
            if number and not changing.at_home:
                await pause(BETWEEN)
            if changing.stopped:
                return Run(tuple(done), to_do)
            listener(Progress(stage="changes", done=number, total=len(changes)))
            ended = await change()
        except asyncio.CancelledError:  # nothing of this one was sent, unless it was stopped a second time
            changing.note_stop()
            return Run(tuple(done), to_do)
        except SafecheckError as problem:
            return Run(tuple(done), to_do, problem=problem)
        if ended.outcome in _ENDS_IT:
            return Run((*done, ended), to_do, ended.seconds)
        done.append(ended)
    listener(Progress(stage="changes", done=len(changes), total=len(changes), finished=True))
    return Run(tuple(done))


async def undo_all(
    changing: Changing, entries: Sequence[Begun], *, listener: ProgressListener = ignore_progress
) -> Run:
    """Take these changes back, which a person looked over and confirmed as a list; see `one_by_one`."""

    def undo(entry: Begun) -> Change:
        return lambda: changing.undo(entry, confirmed)

    changes = [(entry.target, undo(entry)) for entry in entries]
    return await one_by_one(changing, changes, listener=listener)


async def confirmed(_preview: Preview) -> bool:
    """Say yes: the list was confirmed as a whole."""
    return True
