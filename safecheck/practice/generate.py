"""Chats made from a seed: an account too large to write down, mostly ordinary."""

import random
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from safecheck.packs.yaml_file import load
from safecheck.practice.scenario import ChatSpec, GenerateSpec, HoldsSpec, Media, RestrictionSpec

_FIRST_ID = 1_000_000_000
_MEDIA: tuple[Media, ...] = (
    ("none",) * 6 + ("photo",) * 4 + ("video", "document", "web_page", "sticker", "voice")
)
_MEMBERS_MEDIA: tuple[Literal["send_media", "invite_users"], ...] = ("send_media", "invite_users")

Texts = tuple[str, ...]


class Titles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Patterns of titles or descriptions per kind; `{place}` and `{subject}` are filled in."""

    group: Texts
    supergroup: Texts
    channel: Texts
    crowded: Texts


class WordLists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """data/practice/generate/words.yaml: what titles, names and messages are made of. All of it invented."""

    schema: Literal[1]
    first_names: Texts
    last_names: Texts
    bots: Texts
    places: Texts
    subjects: Texts
    titles: Titles
    messages: Texts
    abouts: Titles
    linked: Texts
    drafts: Texts
    restrictions: tuple[RestrictionSpec, ...]


@cache
def _words() -> WordLists:
    return load(
        files("safecheck") / "data" / "practice" / "generate" / "words.yaml", WordLists, "generate/words.yaml"
    )


def generated_chats(spec: GenerateSpec, taken: Collection[int]) -> tuple[ChatSpec, ...]:
    """Return exactly as many private chats and as many groups and channels as `spec` asks for.

    The same seed gives the same chats, whatever the machine. `taken` holds ids that must not be used again.
    """
    chance = random.Random(spec.seed)  # noqa: S311 - repeatable on purpose, nothing secret
    ids = _Ids(chance, taken)
    people = tuple(_private(chance, ids.next()) for _ in range(spec.people))
    chats = [_group_or_channel(chance, ids.next()) for _ in range(spec.groups_and_channels)]
    return people + tuple(_with_more(chat, spec.seed) for chat in chats)


def is_generated(chat: ChatSpec) -> bool:
    """Whether a chat was made here; those that are written down have small numbers."""
    return chat.id >= _FIRST_ID


def generated_title(chance: random.Random, kind: str) -> str:
    """Return a title such as generated chats of that kind have."""
    return _title(chance, getattr(_words().titles, kind))


class _Ids:
    """Rising ids with gaps, as an account's chats have them."""

    def __init__(self, chance: random.Random, taken: Collection[int]) -> None:
        self._chance = chance
        self._taken = frozenset(taken)
        self._last = _FIRST_ID

    def next(self) -> int:
        self._last += 1 + int(self._chance.random() * 900_000)
        while self._last in self._taken:
            self._last += 1
        return self._last


def _activity(chance: random.Random) -> float:
    """Days since the newest message: most chats are old, some are of today. Rounded to some 10 s."""
    return round(900 * chance.random() ** 2, 4)


def _private(chance: random.Random, number: int) -> ChatSpec:
    words = _words()
    bot = chance.random() < 0.08
    contact = not bot and chance.random() < 0.3
    active = _activity(chance)
    newest = 1 + int(chance.random() * 4000)
    return ChatSpec(
        id=number,
        kind="bot" if bot else "person",
        title=chance.choice(words.bots if bot else words.first_names),
        last_name=chance.choice(words.last_names) if not bot and chance.random() < 0.6 else "",
        username=f"practice_{number}_bot" if bot else None,
        phone=f"99966{number % 1_000_000:06d}" if contact else None,
        contact=contact,
        archived=active > 200 and chance.random() < 0.4,
        muted=bot and chance.random() < 0.5,
        unread=min(newest, int(chance.random() * 12)) if chance.random() < 0.05 else 0,
        active_days_ago=active,
        newest_message=newest,
        media=chance.choice(_MEDIA),
        message=chance.choice(words.messages),
        draft=chance.choice(words.drafts) if chance.random() < 0.02 else None,
    )


def _group_or_channel(chance: random.Random, number: int) -> ChatSpec:
    draw = chance.random()
    if draw < 0.2:
        return _group(chance, number)
    return _supergroup(chance, number) if draw < 0.6 else _channel(chance, number)


def _title(chance: random.Random, patterns: Texts) -> str:
    words = _words()
    return (
        chance.choice(patterns)
        .replace("{place}", chance.choice(words.places))
        .replace("{subject}", chance.choice(words.subjects))
    )


def _group(chance: random.Random, number: int) -> ChatSpec:
    words = _words()
    active = _activity(chance)
    return ChatSpec(
        id=number,
        kind="group",
        title=_title(chance, words.titles.group),
        members=3 + int(60 * chance.random() ** 2),
        created_days_ago=round(active + 900 * chance.random(), 1),
        owned=chance.random() < 0.1,
        archived=active > 200,
        muted=chance.random() < 0.25,
        unread=int(chance.random() * 30) if chance.random() < 0.2 else 0,
        active_days_ago=active,
        newest_message=200 + int(chance.random() * 5000),
        media=chance.choice(_MEDIA),
        message=chance.choice(words.messages),
        draft=chance.choice(words.drafts) if chance.random() < 0.02 else None,
    )


def _supergroup(chance: random.Random, number: int) -> ChatSpec:
    """A larger group. Most of the large ones let nobody post pictures; a few are open, new and unread."""
    words = _words()
    crowded = chance.random() < 0.03
    members = int(10 ** (4.2 + 0.7 * chance.random() if crowded else 1 + 3.3 * chance.random() ** 2))
    joined = round(9 * chance.random(), 2) if crowded else round(20 + 1400 * chance.random(), 1)
    unread_crowd = crowded and chance.random() < 0.6
    muted = unread_crowd or chance.random() < 0.35
    newest = 500 + int(members * 4 * chance.random())
    return ChatSpec(
        id=number,
        kind="supergroup",
        title=_title(chance, words.titles.crowded if crowded else words.titles.supergroup),
        username=f"practice_{number}" if crowded or members > 400 else None,
        members=members,
        joined_days_ago=joined,
        created_days_ago=round(joined + 500 * chance.random(), 1),
        admin=members < 400 and chance.random() < 0.1,
        scam=crowded and chance.random() < 0.15,
        fake=crowded and chance.random() < 0.08,
        banned=_MEMBERS_MEDIA if members > 1500 and not crowded and chance.random() < 0.9 else (),
        forum=not crowded and chance.random() < 0.06,
        join_request=not crowded and chance.random() < 0.2,
        archived=not crowded and chance.random() < 0.15,
        muted=muted,
        never_read=unread_crowd,
        unread=int(newest * chance.random() / 3) if muted else 0,
        active_days_ago=round(_activity(chance) / (30 if crowded else 2), 4),
        newest_message=newest,
        media=chance.choice(_MEDIA),
        message=chance.choice(words.messages),
        draft=chance.choice(words.drafts) if chance.random() < 0.01 else None,
        added_by="stranger" if crowded and chance.random() < 0.4 else "self",
    )


def _with_more(chat: ChatSpec, seed: int) -> ChatSpec:
    """Add what Telegram tells who asks about this one chat. It is drawn apart from everything else, so that
    it can change without changing what the chat list says."""
    chance = random.Random(f"{seed}:{chat.id}")  # noqa: S311 - repeatable on purpose, nothing secret
    words = _words()
    large = chat.kind != "group"
    crowded = chat.kind == "supergroup" and (chat.members or 0) > 15_000
    patterns = words.abouts.crowded if crowded else getattr(words.abouts, chat.kind)
    share = chance.random() ** 2
    added_by = chat.added_by
    if added_by == "self" and not chat.owned and chat.kind != "channel" and chance.random() < 0.3:
        added_by = "contact" if chance.random() < 0.8 else "stranger"
    few = (chat.members or 3) <= 3
    return msgspec.structs.replace(
        chat,
        added_by=added_by,
        about=_title(chance, patterns),
        members_hidden=crowded and chance.random() < 0.6,
        bots=1 + int(2 * chance.random()) if large and chance.random() < 0.3 else 0,
        contacts=0 if large or few else 1,
        auto_delete=604_800 if chance.random() < 0.03 else 0,
        slow_mode=30 if chat.kind == "supergroup" and chance.random() < 0.08 else 0,
        linked=_title(chance, words.linked) if large and chance.random() < 0.15 else None,
        holds=HoldsSpec(
            photo=int(chat.newest_message * share),
            video=int(chat.newest_message * share / 5),
            file=int(chat.newest_message * share / 20),
            link=int(chat.newest_message * chance.random() / 4),
            rounded=chat.newest_message > 20_000,
        ),
    )


def _channel(chance: random.Random, number: int) -> ChatSpec:
    words = _words()
    public = chance.random() < 0.8
    restricted = public and chance.random() < 0.025
    joined = round(5 + 1400 * chance.random(), 1)
    muted = chance.random() < 0.5
    newest = 50 + int(9000 * chance.random() ** 2)
    return ChatSpec(
        id=number,
        kind="channel",
        title=_title(chance, words.titles.channel),
        username=f"practice_{number}" if public else None,
        members=int(10 ** (1.5 + 3.8 * chance.random())),
        joined_days_ago=joined,
        created_days_ago=round(joined + 900 * chance.random(), 1),
        owned=not restricted and chance.random() < 0.02,
        verified=not restricted and chance.random() < 0.05,
        restrictions=(chance.choice(words.restrictions),) if restricted else (),
        no_forwards=chance.random() < 0.06,
        archived=chance.random() < 0.2,
        muted=muted,
        never_read=muted and chance.random() < 0.08,
        unread=int(newest * chance.random()) if muted else 0,
        active_days_ago=round(_activity(chance) / 2, 4),
        newest_message=newest,
        media=chance.choice(_MEDIA),
        message=chance.choice(words.messages),
    )
