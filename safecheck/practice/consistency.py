"""What the types of a scenario cannot say: which values make sense together, as Telegram has them."""

from collections import Counter
from collections.abc import Iterator

import msgspec

from safecheck.practice.scenario import ChatSpec, Scenario

MAX_PINNED = 5  # per folder; what Telegram's apps allow without a subscription
MAX_GENERATED = 100_000  # far beyond any account; keeps a slip of the keyboard from filling the memory

_CHANNEL_LIKE = frozenset({"supergroup", "gigagroup", "channel"})
_GROUPS = _CHANNEL_LIKE | {"group"}
_PRIVATE = frozenset({"person", "bot"})
_ALL = _GROUPS | _PRIVATE | {"monoforum", "community"}

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
    "no_forwards": _GROUPS,
    "join_request": _CHANNEL_LIKE,
    "join_to_send": _CHANNEL_LIKE,
    "forum": frozenset({"supergroup"}),
    "paid_stars": _ALL - {"group"},
    "banned": _GROUPS - {"channel"},
    "added_by_other": _GROUPS,
    "left": _ALL - _PRIVATE,
    "forbidden": _ALL - _PRIVATE,
    "deactivated": frozenset({"group"}),
    "min": _CHANNEL_LIKE | _PRIVATE,
}
_DEFAULTS = {field.name: field.default for field in msgspec.structs.fields(ChatSpec)}
_CONTRADICTIONS = (
    ("owned", "left"),
    ("owned", "forbidden"),
    ("owned", "added_by_other"),
    ("left", "forbidden"),
)


def problems(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Yield what does not fit together, as the key it stands at and a short sentence."""
    yield from _chats(scenario)
    yield from _told(scenario)
    settings = scenario.settings
    if settings.shared_folders > settings.folders:
        yield "settings.shared_folders", f"there are only {settings.folders} folders"
    for number, fault in enumerate(scenario.faults.errors):
        if (fault.method is None) == (fault.at == 0):
            yield f"faults.errors[{number}]", "say either at which request or for which method"
    if scenario.generate is not None:
        asked = scenario.generate.people + scenario.generate.groups_and_channels
        if asked > MAX_GENERATED:
            yield "generate", f"{asked} chats are too many; at most {MAX_GENERATED}"


def _chats(scenario: Scenario) -> Iterator[tuple[str, str]]:
    ids = {scenario.account.id: "the account itself"}
    usernames: set[str] = set()
    pinned: Counter[bool] = Counter()
    for number, chat in enumerate(scenario.chats):
        key = f"chats[{number}]"
        if chat.id in ids:
            yield f"{key}.id", f"{chat.id} is taken by {ids[chat.id]}"
        ids[chat.id] = f"chat {number + 1}"
        for field, problem in _chat(chat):
            yield f"{key}.{field}", problem
        for name in (chat.username, *chat.more_usernames):
            if name is not None and name.casefold() in usernames:
                yield f"{key}.username", f"the username {name!r} stands at two chats"
            usernames.add((name or "").casefold())
        pinned[chat.archived] += chat.pinned
        if chat.pinned and pinned[chat.archived] > MAX_PINNED:
            folder = "the archive" if chat.archived else "the chat list"
            yield f"{key}.pinned", f"{folder} has more than {MAX_PINNED} pinned chats"


def _chat(chat: ChatSpec) -> Iterator[tuple[str, str]]:
    if chat.title == "" and chat.kind not in _PRIVATE:
        yield "title", "a group or channel has a title"
    for field, kinds in _KINDS_WITH.items():
        if chat.kind not in kinds and getattr(chat, field) != _DEFAULTS[field]:
            yield field, f"Telegram has this for {', '.join(sorted(kinds))} only, and this is a {chat.kind}"
    for first, second in _CONTRADICTIONS:
        if getattr(chat, first) and getattr(chat, second):
            yield second, f"this contradicts {first}"
    if chat.unread > chat.newest_message:
        yield "unread", f"more than the {chat.newest_message} messages that there are"


def _told(scenario: Scenario) -> Iterator[tuple[str, str]]:
    models = {device.device_model for device in scenario.devices}
    answered: set[str] = set()
    for number, told in enumerate(scenario.told):
        key = f"told[{number}].device_model"
        if told.device_model not in models:
            yield key, f"no device is called {told.device_model!r}"
        if told.device_model in answered:
            yield key, f"{told.device_model!r} is answered twice"
        answered.add(told.device_model)
