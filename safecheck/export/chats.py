"""One entry of a list of chats: its name, type and id, and what its messages tell beside what they say.

Source of the types: tdesktop 6.1.2, export_output_json.cpp (writeDialogStart); its basic groups, supergroups
and channels bear the same numbers as in the account, without the sign and prefix that tell the kinds apart
there."""

from collections.abc import Iterator
from typing import Any

from safecheck.export.events import Event, members, skip
from safecheck.export.history import History
from safecheck.model.export import ChatType
from safecheck.model.facts import Chat, ChatKind
from safecheck.model.text import UntrustedText

_KINDS: dict[ChatType, ChatKind] = {
    "private_group": "group",
    "private_supergroup": "supergroup",
    "public_supergroup": "supergroup",
    "private_channel": "channel",
    "public_channel": "channel",
}
_PRIVATE = frozenset(("personal_chat", "saved_messages", "replies", "verification_codes"))
_BOT = "bot_chat"
_CHANNELS_BELOW = -1_000_000_000_000  # how clients write the id of a supergroup or channel
_LONGEST_NAME = 1000  # characters that are kept; Telegram lets nobody give a longer one
_LARGEST_ID = 2**52


class ChatEntry:
    """One chat while it is read. Ask what it is afterwards, also if it could not be read to its end: `whole`
    is True if it was."""

    def __init__(self, own: str, *, left: bool, alone: bool) -> None:
        self._own, self._left, self._alone = own, left, alone
        self._head: dict[str, Any] = {}
        self._history: History | None = None
        self.whole = False

    def read(self, stream: Iterator[Event]) -> None:
        """Read the object, which has begun. Raises DamagedError."""
        for key, event, value in members(stream):
            self.take(stream, key, event, value)
        self.whole = True

    def take(self, stream: Iterator[Event], key: str, event: str, value: Any) -> None:
        """Read one member of the object. Raises DamagedError."""
        if key in ("name", "type", "id") and not event.startswith("start_"):
            self._head[key] = value
        elif key == "messages" and event == "start_array" and not self._passed_by:
            if self._history is None:
                self._history = History(self._own, self._senders, alone=self._alone)
            self._history.read(stream)
        else:
            skip(stream, event)

    @property
    def begun(self) -> bool:
        """Whether enough was read to say which chat this is."""
        return "type" in self._head and "id" in self._head

    @property
    def history(self) -> History | None:
        """What its messages tell; None if they were not read to their end, or nothing of them matters."""
        return self._history if self.whole else None

    @property
    def is_private(self) -> bool:
        """Whether it is a chat with one person, or with oneself."""
        return self._head.get("type") in _PRIVATE

    @property
    def is_bot(self) -> bool:
        """Whether it is a chat with a bot."""
        return self._head.get("type") == _BOT

    @property
    def _passed_by(self) -> bool:
        """Whether nothing is looked at in its messages: the account's own are not those of a chat it left."""
        return self._left or self.is_private or self.is_bot

    @property
    def _senders(self) -> frozenset[str]:
        """What the chat itself is called as a sender."""
        number = self._head.get("id")
        return frozenset((f"channel{number}", f"chat{number}"))

    @property
    def is_known(self) -> bool:
        """Whether it is of a type that Telegram Desktop writes."""
        return self.is_private or self.is_bot or self.group_or_channel is not None

    @property
    def group_or_channel(self) -> ChatType | None:
        """Its type if it is a group or channel, else None."""
        return next((type for type in _KINDS if type == self._head.get("type")), None)

    def chat(self, mark: str) -> Chat | None:
        """Return the facts of a group or channel; None if the entry cannot be understood, or its name is
        damaged (holds `mark`). What an export does not tell is left out, and the chat is `partial` for it."""
        type, number, name = self.group_or_channel, self._head.get("id"), self._head.get("name")
        if name is None:  # Telegram Desktop knew none
            name = ""
        if type is None or not isinstance(name, str) or mark in name:
            return None
        if not isinstance(number, int) or isinstance(number, bool) or not 0 < number < _LARGEST_ID:
            return None
        history, kind = self.history, _KINDS[type]
        came = history.came if history is not None else None
        return Chat(
            id=str(-number if kind == "group" else _CHANNELS_BELOW - number),
            kind=kind,
            title=UntrustedText(name[:_LONGEST_NAME]),
            public=type.startswith("public_"),
            joined=came if kind != "group" else None,
            last_activity=history.last if history is not None and history.full else None,
            gone=self._left,
            partial=True,
            added_by="self" if came is not None else None,
            media=history.media if history is not None else None,
        )
