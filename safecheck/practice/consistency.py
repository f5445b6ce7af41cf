"""What the types of a scenario cannot say: which values make sense together, as Telegram has them."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from safecheck.model.text import N_
from safecheck.practice.scenario import AccountSpec, ChatSpec, ReportOptionSpec, Scenario

MAX_PINNED = 5  # per folder; what Telegram's apps allow without a subscription
MAX_GENERATED = 20_000  # four times the largest shipped account; paging slows with the square

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
    "added_by": _GROUPS,
    "about": _GROUPS,
    "members_hidden": frozenset({"supergroup", "gigagroup"}),
    "bots": _GROUPS,
    "contacts": frozenset({"group"}),
    "auto_delete": _GROUPS,
    "slow_mode": frozenset({"supergroup"}),
    "linked": _CHANNEL_LIKE,
    "limited": frozenset({"supergroup"}),
    "holds": _GROUPS,
    "no_counters": _GROUPS,
    "shared_folder": _GROUPS,
    "left": _ALL - _PRIVATE,
    "forbidden": _ALL - _PRIVATE,
    "deactivated": frozenset({"group"}),
    "min": _CHANNEL_LIKE | _PRIVATE,
}
# way -> what its codes look like, and an example; all other ways carry five or six digits
_CODES = {
    "flash_call": (r"\d{5,15}", "99966123456"),
    "sms_word": (r"\D\S+", "lantern"),
    "sms_phrase": (r"\D\S*( \S+)+", "a quiet lantern"),
}
_DIGITS = r"\d{5,6}", "12345"
_DEFAULTS = {field.name: field.default for field in msgspec.structs.fields(ChatSpec)}
_CONTRADICTIONS = (
    ("owned", "left"),
    ("owned", "forbidden"),
    ("owned", "added_by"),
    ("owned", "limited"),
    ("left", "forbidden"),
)


class Problem(NamedTuple):
    """What does not fit: the key it stands at, and a message id with its values.

    The sentence names the place itself, with `file`, `line` and `key`; whoever knows the file fills those in.
    """

    key: str
    message: str
    values: dict[str, str | int] = {}  # noqa: RUF012 - a NamedTuple's default, never changed


def problems(scenario: Scenario) -> Iterator[Problem]:
    """Yield what does not fit together."""
    yield from _account(scenario.account)
    yield from _chats(scenario)
    yield from _told(scenario)
    settings = scenario.settings
    if settings.shared_folders > settings.folders:
        yield Problem(
            "settings.shared_folders",
            N_(
                "%(file)s, line %(line)d, key %(key)s: there are fewer folders than that (%(count)d). "
                "Correct it and try again."
            ),
            {"count": settings.folders},
        )
    if settings.who_finds_me.who not in ("everyone", "contacts"):
        yield Problem(
            "settings.who_finds_me",
            N_(
                "%(file)s, line %(line)d, key %(key)s: here Telegram knows “everyone” and “contacts” only. "
                "Correct it and try again."
            ),
        )
    yield from _exceptions(scenario)
    if scenario.report is not None:
        yield from _options("report", scenario.report.options)
    if len(set(settings.muted)) < len(settings.muted):
        yield Problem(
            "settings.muted",
            N_(
                "%(file)s, line %(line)d, key %(key)s: the same kind of chat stands here twice. "
                "Correct it and try again."
            ),
        )
    if "sensitive" in settings.app_config.ignored_reasons:
        yield Problem(
            "settings.app_config",
            N_(
                "%(file)s, line %(line)d, key %(key)s: whether “sensitive” is ignored follows from "
                "“sensitive_shown”. Correct it and try again."
            ),
        )
    for number, fault in enumerate(scenario.faults.errors):
        if (fault.method is None) == (fault.at == 0):
            yield Problem(
                f"faults.errors[{number}]",
                N_(
                    "%(file)s, line %(line)d, key %(key)s: say either at which request or for which method. "
                    "Correct it and try again."
                ),
            )
    if scenario.generate is not None:
        asked = scenario.generate.people + scenario.generate.groups_and_channels
        if asked > MAX_GENERATED:
            yield Problem(
                "generate",
                N_(
                    "%(file)s, line %(line)d, key %(key)s: %(count)d chats are too many; at most %(most)d. "
                    "Correct it and try again."
                ),
                {"count": asked, "most": MAX_GENERATED},
            )


def _exceptions(scenario: Scenario) -> Iterator[Problem]:
    """Exceptions of settings name chats of the account."""
    settings = scenario.settings
    kinds = {chat.id: chat.kind for chat in scenario.chats}
    named = {"save_to_gallery": (settings.save_to_gallery.exception_chats, _GROUPS)}
    for key in ("who_can_add_me", "who_finds_me", "phone_number", "voice_messages", "calls"):
        audience = getattr(settings, key)
        named[key] = (audience.allowed_chats + audience.denied_chats, _GROUPS - {"channel"})
    for key, (numbers, fitting) in named.items():
        for number in numbers:
            if kinds.get(number) not in fitting:
                yield Problem(
                    f"settings.{key}",
                    N_(
                        "%(file)s, line %(line)d, key %(key)s: %(id)d is none of the chats in this file that "
                        "this may name: “%(kinds)s”. Correct it and try again."
                    ),
                    {"id": number, "kinds": ", ".join(sorted(fitting))},
                )


def _options(key: str, options: tuple[ReportOptionSpec, ...]) -> Iterator[Problem]:
    """In the dialogue of a report, one thing follows an option."""
    for number, option in enumerate(options):
        place = f"{key}.options[{number}]"
        if bool(option.options) + (option.comment != "none") + option.needs_messages > 1:
            yield Problem(
                place,
                N_(
                    "%(file)s, line %(line)d, key %(key)s: only one of “options”, “comment” and "
                    "“needs_messages” can follow. Correct it and try again."
                ),
            )
        yield from _options(place, option.options)


def _account(account: AccountSpec) -> Iterator[Problem]:
    pattern, example = _CODES.get(account.code_sent_by, _DIGITS)
    if not re.fullmatch(pattern, account.code):
        # At least one of the two keys is written in the file: together the defaults fit.
        key = "code" if account.code_sent_by == AccountSpec().code_sent_by else "code_sent_by"
        yield Problem(
            f"account.{key}",
            N_(
                "%(file)s, line %(line)d, key %(key)s: a code that is sent by “%(way)s” looks like "
                "“%(example)s”. Correct it and try again."
            ),
            {"way": account.code_sent_by, "example": example},
        )


def _chats(scenario: Scenario) -> Iterator[Problem]:
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


def _told(scenario: Scenario) -> Iterator[Problem]:
    models = {device.device_model for device in scenario.devices}
    answered: set[str] = set()
    for number, told in enumerate(scenario.told):
        key = f"told[{number}].device_model"
        if told.device_model not in models:
            yield Problem(
                key,
                N_(
                    "%(file)s, line %(line)d, key %(key)s: no device is called “%(name)s”. "
                    "Correct it and try again."
                ),
                {"name": told.device_model},
            )
        if told.device_model in answered:
            yield Problem(
                key,
                N_(
                    "%(file)s, line %(line)d, key %(key)s: “%(name)s” is answered twice. "
                    "Correct it and try again."
                ),
                {"name": told.device_model},
            )
        answered.add(told.device_model)
