"""What the account says of received media: saving to the gallery, and the automatic download templates."""

from typing import Any

from msgspec.structs import replace
from telethon import utils
from telethon.tl import functions, types

from safecheck.model.changes import GallerySwitch, GalleryValue, Template, TemplatesValue, Value
from safecheck.telegram.asking import Asker
from safecheck.telegram.changing.reading import NEEDS_THE_APP, CannotError, Reading, known_whole

# Telegram calls private chats users, groups chats and channels broadcasts.
_SCOPES = (("private", "users"), ("groups", "chats"), ("channels", "broadcasts"))
_PRESETS = ("low", "medium", "high")
_ANY_SIZE = 100 * 1024 * 1024  # bytes; of videos that are not saved anyway
_OFF = Template(disabled=True, photo=0, video=0, file=0)


class Gallery:
    """Save to gallery: by kind of chat, and for each chat with a rule of its own. Each is a request of its
    own; the rules of single chats are switched off one by one, so that they can be put back."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker

    async def read(self) -> Reading:
        """Read all of it. Nothing else stands in there."""
        answer = await self._asker.ask(functions.account.GetAutoSaveSettingsRequest(), "changes")
        scopes = {name: getattr(answer, f"{scope}_settings") for name, scope in _SCOPES}
        known_whole(*scopes.values(), *(each.settings for each in answer.exceptions))
        value = GalleryValue(
            **{name: _gallery(rule) for name, rule in scopes.items()},
            exceptions={
                str(utils.get_peer_id(each.peer)): _gallery(each.settings) for each in answer.exceptions
            },
        )
        return Reading(value, b"", answer)

    def wanted(self, now: Value) -> Value:
        """Return all of it off; how large videos might be stays."""
        assert isinstance(now, GalleryValue)  # noqa: S101 - its own value
        return GalleryValue(
            private=_switched_off(now.private),
            groups=_switched_off(now.groups),
            channels=_switched_off(now.channels),
            exceptions={chat: _off_by_itself(rule) for chat, rule in now.exceptions.items()},
        )

    def requests(self, now: Reading, after: Value) -> list[Any]:
        """Return one request for each that differs. Raises CannotError where a chat cannot be named."""
        assert isinstance(after, GalleryValue)  # noqa: S101 - its own value
        assert isinstance(now.value, GalleryValue)  # noqa: S101 - its own value
        made = [
            functions.account.SaveAutoSaveSettingsRequest(_as_sent(getattr(after, name)), **{scope: True})
            for name, scope in _SCOPES
            if getattr(after, name) != getattr(now.value, name)
        ]
        changed = {
            chat: rule for chat, rule in after.exceptions.items() if now.value.exceptions.get(chat) != rule
        }
        peers = _peers(now.answer) if changed else {}
        for chat, rule in changed.items():
            if chat not in peers:
                raise CannotError("in_app", NEEDS_THE_APP)
            made.append(functions.account.SaveAutoSaveSettingsRequest(_as_sent(rule), peer=peers[chat]))
        return made


def _gallery(rule: Any) -> GallerySwitch:
    return GallerySwitch(bool(rule.photos), bool(rule.videos), rule.video_max_size)


def _switched_off(rule: GallerySwitch) -> GallerySwitch:
    return GallerySwitch(photos=False, videos=False, video_max_size=rule.video_max_size)


def _off_by_itself(rule: GallerySwitch) -> GallerySwitch:
    """Return the rule of one chat switched off. With nothing in it Telegram would take it away, and the chat
    could not be named any more to put it back (tdlib AutosaveManager.cpp: no size, no rule)."""
    return (
        rule
        if not (rule.photos or rule.videos)
        else replace(_switched_off(rule), video_max_size=rule.video_max_size or _ANY_SIZE)
    )


def _as_sent(rule: GallerySwitch) -> Any:
    return types.AutoSaveSettings(rule.photos, rule.videos, rule.video_max_size)


def _peers(answer: Any) -> dict[str, Any]:
    """Return how the chats that came along are named in a request, by id."""
    found = {}
    for entity in (*answer.users, *answer.chats):
        if isinstance(entity, types.User) and entity.access_hash is not None and not entity.min:
            found[str(entity.id)] = types.InputPeerUser(entity.id, entity.access_hash)
        elif isinstance(entity, types.Chat):
            found[str(-entity.id)] = types.InputPeerChat(entity.id)
        elif isinstance(entity, types.Channel) and entity.access_hash is not None and not entity.min:
            peer = types.InputPeerChannel(entity.id, entity.access_hash)
            found[str(utils.get_peer_id(peer))] = peer
    return found


class Templates:
    """The three automatic download templates. Each is replaced whole, by a request of its own; whether
    Telegram stores them is disputed, so what counts is what it says afterwards."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker

    async def read(self) -> Reading:
        """Read the templates."""
        answer = await self._asker.ask(functions.account.GetAutoDownloadSettingsRequest(), "changes")
        presets = [getattr(answer, name) for name in _PRESETS]
        known_whole(*presets)
        value = TemplatesValue(*(_template(preset) for preset in presets))
        rest = b"".join(bytes(_with_template(preset, _OFF)) for preset in presets)
        return Reading(value, rest, answer)

    def wanted(self, now: Value) -> Value:  # noqa: ARG002 - whatever it was
        """Return all of them off."""
        return TemplatesValue(_OFF, _OFF, _OFF)

    def requests(self, now: Reading, after: Value) -> list[Any]:
        """Return one request for each that differs; without a flag it is the medium one."""
        return [
            functions.account.SaveAutoDownloadSettingsRequest(
                _with_template(getattr(now.answer, name), getattr(after, name)),
                low=True if name == "low" else None,
                high=True if name == "high" else None,
            )
            for name in _PRESETS
            if getattr(after, name) != getattr(now.value, name)
        ]


def _template(preset: Any) -> Template:
    return Template(bool(preset.disabled), preset.photo_size_max, preset.video_size_max, preset.file_size_max)


def _with_template(preset: Any, template: Template) -> Any:
    fields = {name: value for name, value in vars(preset).items() if name != "has_more"}
    fields |= {
        "disabled": template.disabled,
        "photo_size_max": template.photo,
        "video_size_max": template.video,
        "file_size_max": template.file,
    }
    return types.AutoDownloadSettings(**fields)
