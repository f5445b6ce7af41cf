"""Small invented accounts for tests of the practice server."""

from typing import Any

from safecheck.model.text import Words
from safecheck.practice.scenario import AccountSpec, ChatSpec, FaultsSpec, Scenario

KINDS = ("channel", "supergroup", "group", "person", "bot")


def scenario(*chats: ChatSpec, faults: FaultsSpec | None = None, **changes: Any) -> Scenario:
    """Return an account with these chats; keyword arguments are fields of Scenario."""
    return Scenario(
        schema=1,
        name="test",
        about=Words("A test account.", "Een testaccount."),
        chats=chats,
        faults=faults or FaultsSpec(),
        **changes,
    )


def account(**changes: Any) -> AccountSpec:
    """Return an owner; keyword arguments are fields of AccountSpec."""
    return AccountSpec(**changes)


def many_chats(count: int) -> tuple[ChatSpec, ...]:
    """Return chats of all ordinary kinds, some archived, pinned, muted or without a message."""
    return tuple(
        ChatSpec(
            id=10_000 + n,
            kind=KINDS[n % len(KINDS)],  # type: ignore[arg-type] # one of the kinds by construction
            title=f"Chat {n}",
            active_days_ago=(n * 37 % count) / 7,
            archived=n % 10 == 0,
            pinned=n in (4, 50, 133),
            muted=n % 3 == 0,
            unread=n % 4,
            newest_message=0 if n % 50 == 7 else 100 + n,
            message=f"Message {n}",
        )
        for n in range(count)
    )
