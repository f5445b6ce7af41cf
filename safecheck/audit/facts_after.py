"""The facts after one change: the setting or the chat as Telegram said it when it was read back.

Pure, but for the time of day.
"""

from datetime import UTC, datetime
from typing import Any

from msgspec.structs import replace

from safecheck.model.changes import (
    AudienceValue,
    ChangeKind,
    Done,
    FolderValue,
    GallerySwitch,
    GalleryValue,
    MemberValue,
    MuteValue,
    SwitchValue,
    Template,
    TemplatesValue,
    Value,
)
from safecheck.model.facts import (
    AccountSettings,
    Audience,
    AuditFacts,
    AutoDownloadTemplate,
    AutoDownloadTemplates,
    Chat,
    ChatList,
    Fact,
    GalleryRule,
    Newcomers,
    SaveToGallery,
    SensitiveContent,
)

# The setting that each kind of change is about, and the request that it was read back with.
_SETTINGS: dict[ChangeKind, str] = {
    "limit_who_adds": "who_can_add_me",
    "limit_who_finds": "who_finds_me",
    "hide_number": "phone_number",
    "archive_newcomers": "newcomers",
    "cover_sensitive": "sensitive_content",
    "gallery_off": "save_to_gallery",
    "templates_off": "auto_download",
}


def facts_after(facts: AuditFacts, done: Done, now: datetime | None = None) -> AuditFacts:
    """Return the facts with what was `found` when a change was read back (`now` stands for the time of that);
    the same facts where nothing was found. Exceptions, and all other settings, are as they were read."""
    found = done.found
    if found is None:
        return facts
    if done.target.chat is not None:
        chats = tuple(
            _chat_after(chat, found, now or datetime.now(UTC)) if chat.id == done.target.chat else chat
            for chat in facts.chat_list.chats
        )
        return replace(facts, chat_list=replace(facts.chat_list, chats=chats))
    if facts.settings is None:
        return facts
    return replace(facts, settings=_settings_after(facts.settings, done.target.kind, found, now))


def probed_after(known: ChatList, probed: ChatList) -> ChatList:
    """Return the list with what a closer look found; what was changed, or read once more, since the list was
    read stays as it is `known`."""
    now = {chat.id: chat for chat in known.chats}
    return replace(probed, chats=tuple(_as_known(chat, now.get(chat.id)) for chat in probed.chats))


def _as_known(chat: Chat, known: Chat | None) -> Chat:
    if known is None:
        return chat
    return replace(
        chat,
        muted=known.muted,
        archived=known.archived,
        pinned=known.pinned,
        gone=known.gone,
        left=known.left,
    )


def _chat_after(chat: Chat, found: Value, now: datetime) -> Chat:
    if isinstance(found, MemberValue):
        if found.member:  # perhaps again: what safecheck left can be joined in an app
            return replace(chat, gone=False, left=False) if chat.left else chat
        # One that was gone before stays as it was read.
        return chat if chat.gone else replace(chat, gone=True, left=True)
    if isinstance(found, MuteValue):
        return replace(chat, muted=(found.until or 0) > now.timestamp())
    assert isinstance(found, FolderValue)  # noqa: S101 - the last of those about a chat
    return replace(chat, archived=found.archived, pinned=chat.pinned and not found.archived)


def _settings_after(
    settings: AccountSettings, kind: ChangeKind, found: Value, now: datetime | None
) -> AccountSettings:
    name = _SETTINGS[kind]
    fact: Fact[Any] = getattr(settings, name)
    value = _as_fact(found, fact.value)
    return replace(settings, **{name: replace(fact, value=value, read_at=now or datetime.now(UTC))})


def _as_fact(found: Value, before: Any) -> Any:
    """Return a value of a change as the fact of it; what the change does not say is as `before`, and where
    that is unknown the whole of it stays so."""
    if isinstance(found, GalleryValue):
        return SaveToGallery(
            private=_rule(found.private),
            groups=_rule(found.groups),
            channels=_rule(found.channels),
            exceptions=len(found.exceptions),
        )
    if isinstance(found, TemplatesValue):
        return AutoDownloadTemplates(_template(found.low), _template(found.medium), _template(found.high))
    if isinstance(before, Audience):
        assert isinstance(found, AudienceValue)  # noqa: S101 - its own value
        return replace(before, who=_who(found))
    if isinstance(before, SensitiveContent | Newcomers):
        assert isinstance(found, SwitchValue)  # noqa: S101 - its own value
        switched = {"shown" if isinstance(before, SensitiveContent) else "archive_and_mute": found.on}
        return replace(before, **switched)
    return before


def _who(found: AudienceValue) -> Any:
    names = (
        ("allow_all", "everyone"),
        ("allow_contacts", "contacts"),
        ("allow_close_friends", "close_friends"),
    )
    return next((name for rule, name in names if rule in found.rules), "nobody")


def _rule(switch: GallerySwitch) -> GalleryRule:
    return GalleryRule(photos=switch.photos, videos=switch.videos)


def _template(template: Template) -> AutoDownloadTemplate:
    return AutoDownloadTemplate(template.disabled, template.photo, template.video, template.file)
