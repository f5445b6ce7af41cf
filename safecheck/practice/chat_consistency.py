"""Which values of a chat make sense together, as Telegram has them."""

from collections import Counter
from collections.abc import Iterator

import msgspec

from safecheck.model.text import N_
from safecheck.practice.problem import Problem
from safecheck.practice.scenario import ChatSpec, Scenario

MAX_PINNED = 5  # per folder; what Telegram's apps allow without a subscription

_CHANNEL_LIKE = frozenset({"supergroup", "gigagroup", "channel"})
GROUPS = _CHANNEL_LIKE | {"group"}
_PRIVATE = frozenset({"person", "bot"})
_ALL = GROUPS | _PRIVATE | {"monoforum", "community"}

# Where the layer's constructors (User, Chat, Channel, Community) have the field at all.
_KINDS_WITH = {
    "last_name": frozenset({"person"}),
    "phone": frozenset({"person"}),
    "contact": _PRIVATE,
    "username": _CHANNEL_LIKE | _PRIVATE,
    "more_usernames": _CHANNEL_LIKE | _PRIVATE,
    "members": _ALL - _PRIVATE,
    "joined_days_ago": _CHANNEL_LIKE | {"monoforum", "community"},
    "owned": _ALL - _PRIVATE,
    "admin": _ALL - _PRIVATE,
    "verified": _CHANNEL_LIKE | _PRIVATE,
    "scam": _CHANNEL_LIKE | _PRIVATE,
    "fake": _CHANNEL_LIKE | _PRIVATE,
    "restrictions": _CHANNEL_LIKE,
    "no_forwards": GROUPS,
    "join_request": _CHANNEL_LIKE,
    "join_to_send": _CHANNEL_LIKE,
    "forum": frozenset({"supergroup"}),
    "paid_stars": _ALL - {"group"},
    "banned": GROUPS - {"channel"},
    "added_by": GROUPS,
    "about": GROUPS,
    "members_hidden": frozenset({"supergroup", "gigagroup"}),
    "bots": GROUPS,
    "contacts": frozenset({"group"}),
    "auto_delete": GROUPS,
    "slow_mode": frozenset({"supergroup"}),
    "linked": _CHANNEL_LIKE,
    "limited": frozenset({"supergroup"}),
    "holds": GROUPS,
    "no_counters": GROUPS,
    "shared_folder": GROUPS,
    "left": _ALL - _PRIVATE,
    "forbidden": _ALL - _PRIVATE,
    "deactivated": frozenset({"group"}),
    "min": _CHANNEL_LIKE | _PRIVATE,
}
_DEFAULTS = {field.name: field.default for field in msgspec.structs.fields(ChatSpec)}
_CONTRADICTIONS = (
    ("owned", "left"),
    ("owned", "forbidden"),
    ("owned", "added_by"),
    ("owned", "limited"),
    ("left", "forbidden"),
)


def chat_problems(scenario: Scenario) -> Iterator[Problem]:
    """Yield what does not fit together in the chats of a scenario."""
    ids = {scenario.account.id: 0}  # 0: the account itself
    usernames: set[str] = set()
    pinned: Counter[bool] = Counter()
    shared = scenario.settings.shared_folders
    for number, chat in enumerate(scenario.chats):
        key = f"chats[{number}]"
        if chat.id in ids:
            yield _taken(key, chat.id, ids[chat.id])
        ids[chat.id] = number + 1
        yield from _chat(key, chat)
        if chat.shared_folder > shared:
            yield Problem(
                f"{key}.shared_folder",
                N_(
                    "%(file)s, line %(line)d, key %(key)s: there are fewer shared folders than that "
                    "(%(count)d). Correct it and try again."
                ),
                {"count": shared},
            )
        for name in (chat.username, *chat.more_usernames):
            if name is not None and name.casefold() in usernames:
                yield Problem(
                    f"{key}.username",
                    N_(
                        "%(file)s, line %(line)d, key %(key)s: the username “%(name)s” stands at two chats. "
                        "Correct it and try again."
                    ),
                    {"name": name},
                )
            usernames.add((name or "").casefold())
        pinned[chat.archived] += chat.pinned
        if chat.pinned and pinned[chat.archived] > MAX_PINNED:
            message = (
                N_(
                    "%(file)s, line %(line)d, key %(key)s: the archive has more than %(most)d pinned chats. "
                    "Correct it and try again."
                )
                if chat.archived
                else N_(
                    "%(file)s, line %(line)d, key %(key)s: the chat list has more than %(most)d pinned "
                    "chats. Correct it and try again."
                )
            )
            yield Problem(f"{key}.pinned", message, {"most": MAX_PINNED})


def _taken(key: str, number: int, holder: int) -> Problem:
    if not holder:
        return Problem(
            f"{key}.id",
            N_(
                "%(file)s, line %(line)d, key %(key)s: %(id)d is taken by the account itself. "
                "Correct it and try again."
            ),
            {"id": number},
        )
    return Problem(
        f"{key}.id",
        N_(
            "%(file)s, line %(line)d, key %(key)s: %(id)d is taken by chat %(other)d. "
            "Correct it and try again."
        ),
        {"id": number, "other": holder},
    )


def _chat(key: str, chat: ChatSpec) -> Iterator[Problem]:
    if chat.title == "" and chat.kind not in _PRIVATE:
        yield Problem(
            f"{key}.title",
            N_(
                "%(file)s, line %(line)d, key %(key)s: a group or channel has a title. "
                "Give it one and try again."
            ),
        )
    for field, kinds in _KINDS_WITH.items():
        if chat.kind not in kinds and getattr(chat, field) != _DEFAULTS[field]:
            yield Problem(
                f"{key}.{field}",
                N_(
                    "%(file)s, line %(line)d, key %(key)s: Telegram has this for “%(kinds)s” only, "
                    "and this is a “%(kind)s”. Correct it and try again."
                ),
                {"kinds": ", ".join(sorted(kinds)), "kind": chat.kind},
            )
    for first, second in _CONTRADICTIONS:
        if all(getattr(chat, name) != _DEFAULTS[name] for name in (first, second)):
            yield Problem(
                f"{key}.{second}",
                N_(
                    "%(file)s, line %(line)d, key %(key)s: this contradicts “%(other)s”. "
                    "Correct it and try again."
                ),
                {"other": first},
            )
    if chat.unread > chat.newest_message:
        yield Problem(
            f"{key}.unread",
            N_(
                "%(file)s, line %(line)d, key %(key)s: more than the %(count)d messages that there are. "
                "Correct it and try again."
            ),
            {"count": chat.newest_message},
        )
    if chat.members is not None and chat.contacts + chat.bots >= max(1, chat.members):
        yield Problem(
            f"{key}.members",
            N_(
                "%(file)s, line %(line)d, key %(key)s: contacts and bots are more than the %(count)d members "
                "without the account itself. Correct it and try again."
            ),
            {"count": max(0, chat.members - 1)},
        )
