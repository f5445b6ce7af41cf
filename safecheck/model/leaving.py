"""Chats that a person wants to leave, as a list to look over first."""

import msgspec

from safecheck.model.changes import ChangeKind, Target
from safecheck.model.facts import Chat


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

    @property
    def quieter(self) -> tuple[Target, ...]:
        """The steps that mute and archive those instead, as far as that is not so already."""
        return tuple(
            Target(f"{kind}/{chat.id}", kind, chat.id)
            for chat in self.leave
            for kind, so_already in _quieter(chat)
            if not so_already
        )


def _quieter(chat: Chat) -> tuple[tuple[ChangeKind, bool], ...]:
    return (("mute", chat.muted), ("archive", chat.archived))
