"""What can be done about one chat: mute it, archive it, leave it. None of it stops downloads but leaving."""

from datetime import UTC, datetime
from typing import Any

from telethon import errors, utils
from telethon.tl import functions, types

from safecheck.model.changes import FolderValue, MemberValue, MuteValue, Value
from safecheck.model.text import N_
from safecheck.telegram.asking import Asker
from safecheck.telegram.changing.reading import CannotError, Reading, known_whole

FOR_GOOD = 2**31 - 1  # as Telegram's own apps say "for ever"
_NEARLY_FOR_GOOD = FOR_GOOD - 366 * 24 * 3600

OWNED = N_(
    "This chat is yours, so safecheck does not leave it: Telegram refuses that, or gives the chat to "
    "somebody else. Hand it over to somebody first; Telegram calls that “Transfer Ownership”."
)
MOVED = N_("This group has moved to a larger one, which is in your list by itself. That is the one to leave.")
NOT_LISTED = N_("Telegram does not list this chat any more.")


class Mute:
    """The notifications of one chat. account.updateNotifySettings replaces what it is given, so everything
    beside the muting is sent along as it was read; of the sounds those of this kind of app."""

    def __init__(self, asker: Asker, peer: Any) -> None:
        self._asker = asker
        self._peer = types.InputNotifyPeer(peer)

    async def read(self) -> Reading:
        """Read the notifications of the chat."""
        answer = await self._asker.ask(functions.account.GetNotifySettingsRequest(self._peer), "changes")
        known_whole(answer)
        until = int(answer.mute_until.timestamp()) if answer.mute_until is not None else None
        return Reading(MuteValue(until), bytes(_as_input(answer, None)), answer)

    def wanted(self, now: Value) -> Value:
        """Return it muted for good, as it may be already."""
        assert isinstance(now, MuteValue)  # noqa: S101 - its own value
        return now if (now.until or 0) >= _NEARLY_FOR_GOOD else MuteValue(FOR_GOOD)

    def requests(self, now: Reading, after: Value) -> list[Any]:
        """Return the one request."""
        assert isinstance(after, MuteValue)  # noqa: S101 - its own value
        settings = _as_input(now.answer, after.until)
        return [functions.account.UpdateNotifySettingsRequest(self._peer, settings)]


def _as_input(settings: Any, until: int | None) -> Any:
    return types.InputPeerNotifySettings(
        show_previews=settings.show_previews,
        silent=settings.silent,
        mute_until=None if until is None else datetime.fromtimestamp(until, UTC),
        sound=settings.other_sound,
        stories_muted=settings.stories_muted,
        stories_hide_sender=settings.stories_hide_sender,
        stories_sound=settings.stories_other_sound,
    )


class Archive:
    """In which folder one chat is: the main list (0) or the archive (1)."""

    def __init__(self, asker: Asker, peer: Any) -> None:
        self._asker = asker
        self._peer = peer

    async def read(self) -> Reading:
        """Read the entry of the chat. Raises CannotError if there is none any more."""
        request = functions.messages.GetPeerDialogsRequest([types.InputDialogPeer(self._peer)])
        answer = await self._asker.ask(request, "changes")
        if not answer.dialogs:
            raise CannotError("not_possible", NOT_LISTED)
        return Reading(FolderValue(answer.dialogs[0].folder_id == 1), b"", answer)

    def wanted(self, now: Value) -> Value:  # noqa: ARG002 - wherever it was
        """Return it archived."""
        return FolderValue(True)

    def requests(self, now: Reading, after: Value) -> list[Any]:  # noqa: ARG002 - nothing stands beside it
        """Return the one request."""
        assert isinstance(after, FolderValue)  # noqa: S101 - its own value
        entry = types.InputFolderPeer(self._peer, int(after.archived))
        return [functions.folders.EditPeerFoldersRequest([entry])]


class Leave:
    """Whether the account is in one chat. Its messages stay there, and nothing brings it back (G3)."""

    def __init__(self, asker: Asker, peer: Any) -> None:
        self._asker = asker
        self._peer = peer

    async def read(self) -> Reading:
        """Ask whether the account is in the chat. Raises CannotError for one of its own."""
        basic = isinstance(self._peer, types.InputPeerChat)
        request = (
            functions.messages.GetChatsRequest([self._peer.chat_id])
            if basic
            else functions.channels.GetChannelsRequest([utils.get_input_channel(self._peer)])
        )
        try:
            answer = await self._asker.ask(request, "changes")
        except (errors.ChannelPrivateError, errors.ChatForbiddenError):
            return Reading(MemberValue(False), b"", None)
        entity = next(iter(answer.chats), None)
        if isinstance(entity, types.Chat) and entity.deactivated and entity.migrated_to:
            raise CannotError("not_possible", MOVED)
        if not isinstance(entity, types.Chat | types.Channel) or entity.left:
            return Reading(MemberValue(False), b"", None)
        if isinstance(entity, types.Chat) and entity.deactivated:  # closed for good
            return Reading(MemberValue(False), b"", None)
        if entity.creator:
            raise CannotError("not_possible", OWNED)
        return Reading(MemberValue(True), b"", None)

    def wanted(self, now: Value) -> Value:  # noqa: ARG002 - whatever it was
        """Return the account outside."""
        return MemberValue(False)

    def requests(self, now: Reading, after: Value) -> list[Any]:  # noqa: ARG002 - there is one way only
        """Return the one request. It deletes nothing that was written there."""
        if isinstance(self._peer, types.InputPeerChat):
            return [functions.messages.DeleteChatUserRequest(self._peer.chat_id, types.InputUserSelf())]
        return [functions.channels.LeaveChannelRequest(utils.get_input_channel(self._peer))]


class Left:
    """A chat that the list of chats, read to its end, does not hold: the account is in it no more."""

    async def read(self) -> Reading:
        """Return what the list said."""
        return Reading(MemberValue(False), b"", None)

    def wanted(self, now: Value) -> Value:
        """Return it as it is."""
        return now

    def requests(self, now: Reading, after: Value) -> list[Any]:  # noqa: ARG002 - there is nothing to send
        """Return none."""
        return []
