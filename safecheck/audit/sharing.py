"""What others may see of an audit: names and ids masked in the facts, before anything is made from them.

Findings, plan and every report are then made from masked facts, so that no writer of a format can forget to
leave something out. Built to be hard to misuse, not impossible: whoever knows an account may still recognise
it by its numbers and days.
"""

from collections.abc import Sequence
from string import ascii_uppercase
from typing import Any

from msgspec.structs import replace

from safecheck.advice.devices import answers_about
from safecheck.i18n.catalog import Catalog
from safecheck.model.facts import AuditFacts, Chat, ChatKind, Device, DeviceList, Fact, MediaCounts, Unknown
from safecheck.model.findings import LEVELS, ChatRating
from safecheck.model.local import DownloadFolder, Installation, LocalComputer
from safecheck.model.spoken import rounded
from safecheck.model.text import N_, UntrustedText
from safecheck.model.told import Told

_UNSAID = "…"
_NAMELESS = UntrustedText("")
_ELSEWHERE = UntrustedText("…/tdata")
_CHATS: dict[ChatKind, str] = {
    "group": N_("Group %(letter)s"),
    "supergroup": N_("Group %(letter)s"),
    "channel": N_("Channel %(letter)s"),
}
_DEVICES: dict[str, str] = {
    "android": N_("Android phone"),
    "ios": N_("iPhone or iPad"),
    "desktop": N_("Computer"),
    "macos": N_("Mac"),
    "web": N_("Browser"),
}
_OTHER_DEVICE = N_("Other device")

Masked = tuple[AuditFacts, tuple[ChatRating, ...], tuple[Told, ...]]


def masked(
    facts: AuditFacts, ratings: Sequence[ChatRating], told: Sequence[Told], catalog: Catalog
) -> Masked:
    """Return the same without anything that names a chat, a person or a place on this computer.

    Chats that stand out are called "Group A", "Channel B" and so on, the strongest first; the others keep
    nothing but what has to be counted. Devices are called by what they are. `ratings` are those of the chats,
    in their order, made without quotes (see `safecheck.rules.chats.Rater`).
    """
    names = _chat_names(facts.chat_list.chats, ratings, catalog)
    chats = tuple(_chat(chat, *names[chat.id]) for chat in facts.chat_list.chats)
    by_name = tuple(
        replace(rating, chat_id=chat.id, title=chat.title)
        for rating, chat in zip(ratings, chats, strict=True)
    )
    computer = facts.computer
    known = facts.devices.value
    answers: tuple[Told, ...] = ()
    devices = facts.devices
    if not isinstance(known, Unknown):
        calls = _device_names(known.devices, catalog)
        answers = tuple(
            replace(each, device_id=id, device_name="")
            for device, (id, _) in zip(known.devices, calls, strict=True)
            for each in answers_about(device, known.devices, told)
        )
        called = tuple(
            replace(device, id=id, name=UntrustedText(name), app=_NAMELESS)
            for device, (id, name) in zip(known.devices, calls, strict=True)
        )
        devices = replace(devices, value=DeviceList(called, known.leftovers))
    return (
        replace(
            facts,
            chat_list=replace(facts.chat_list, chats=chats),
            devices=devices,
            computer=computer and LocalComputer(tuple(map(_installation, computer.installations))),
            account_id=0,
        ),
        by_name,
        answers,
    )


def _chat_names(
    chats: Sequence[Chat], ratings: Sequence[ChatRating], catalog: Catalog
) -> dict[str, tuple[str, str]]:
    """Return, by the id of a chat, what it is called instead: an id and a name, "" for one that nothing is
    said about."""
    kinds = {chat.id: chat.kind for chat in chats}
    standing_out = [rating for rating in ratings if rating.level != "none"]
    standing_out.sort(
        key=lambda rating: (LEVELS.index(rating.level if rating.level != "none" else "info"), -rating.risk)
    )
    names = {rating.chat_id: ("", "") for rating in ratings}
    for at, rating in enumerate(standing_out):
        letter = _letter(at)
        name = catalog.gettext(_CHATS[kinds[rating.chat_id]]) % {"letter": letter}
        names[rating.chat_id] = f"chat-{letter}", name
    unnamed = (id for id, (mask, _) in names.items() if not mask)
    return {**names, **{id: (f"other-{at}", "") for at, id in enumerate(list(unnamed), start=1)}}


def _letter(at: int) -> str:
    """Return A to Z, then AA to ZZ and so on, as the columns of a spreadsheet are called."""
    before, place = divmod(at, len(ascii_uppercase))
    return (_letter(before - 1) if before else "") + ascii_uppercase[place]


def _chat(chat: Chat, id: str, name: str) -> Chat:
    """Return a chat with what is written about it, and nothing by which to find it."""
    shared = Chat(
        id=id,
        kind=chat.kind,
        title=UntrustedText(name),
        public=bool(chat.usernames) or chat.public,
        owned=chat.owned,
        gone=chat.gone,
        left=chat.left,
        partial=chat.partial,
        archived=chat.archived,
        muted=chat.muted,
        never_read=chat.never_read,
        media=chat.media and _media(chat.media),
    )
    if not name:
        return shared
    return replace(
        shared,
        members=None if chat.members is None else rounded(chat.members),
        joined=chat.joined,
        added_by=chat.added_by,
        media_open=chat.media_open,
        linked=chat.linked,
        probed=chat.probed,
    )


def _media(media: MediaCounts) -> MediaCounts:
    known = {name: getattr(media, name) for name in MediaCounts.__struct_fields__ if name != "rounded"}
    return MediaCounts(
        **{name: None if number is None else rounded(number) for name, number in known.items()}, rounded=True
    )


def _device_names(devices: Sequence[Device], catalog: Catalog) -> list[tuple[str, str]]:
    """Return an id and a name for each device: what it is, with a number where there are several."""
    kinds = [catalog.gettext(_DEVICES.get(device.client, _OTHER_DEVICE)) for device in devices]
    return [
        (f"device-{at + 1}", f"{kind} {kinds[: at + 1].count(kind)}" if kinds.count(kind) > 1 else kind)
        for at, kind in enumerate(kinds)
    ]


def _installation(here: Installation) -> Installation:
    """Return an installation without the names of folders, among which the user's own often is."""
    accounts = tuple(
        replace(
            account,
            **{
                name: _placeless(getattr(account, name))
                for name in ("auto_download", "cache_limits", "cache")
            },
        )
        for account in here.accounts
    )
    names = ("ask_download_path", "download_folder", "downloads", "open_to_others")
    return replace(
        here,
        folder=_ELSEWHERE,
        accounts=accounts,
        unopened=here.unopened and _reason(here.unopened),
        **{name: _placeless(getattr(here, name)) for name in names},
    )


def _placeless(fact: Fact[Any]) -> Fact[Any]:
    """Return a fact that names no folder; also why something could not be read may name one."""
    if isinstance(fact.value, Unknown):
        return replace(fact, value=_reason(fact.value))
    if isinstance(fact.value, DownloadFolder) and fact.value.path.raw:
        return replace(fact, value=replace(fact.value, path=UntrustedText(_UNSAID)))
    return fact


def _reason(unknown: Unknown) -> Unknown:
    values = {name: _UNSAID if {*"/\\"} & {*str(value)} else value for name, value in unknown.values.items()}
    return replace(unknown, values=values)
