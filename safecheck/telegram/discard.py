"""Drop strangers' words and pictures while an answer is parsed (P1, G14).

Telegram sends the last message of each chat, drafts, preview bytes, names, phone numbers and addresses along
with the chat list; no request can prevent that. This reader walks over such bytes without ever decoding them:
every text and byte field reads as empty, unless its class stands in KEPT. A new class of a later layer is
therefore empty by default.

The two modules of Telethon that parse answers of the encrypted line are pointed at this reader when this
module is imported, for the whole process: it is not possible to make a client in safecheck that does without.
"""

import struct
from collections.abc import Callable
from typing import Any, Final

from telethon.errors import TypeNotFoundError
from telethon.extensions import BinaryReader
from telethon.network import mtprotosender, mtprotostate
from telethon.tl import types
from telethon.tl.alltlobjects import tlobjects

from safecheck.telegram.shapes import SHAPES

_ALL: Final = 1_000_000_000  # more text fields than any object has

# class -> how many of its own text and byte fields are read, counted from its first one; what hangs under a
# class that is not here is walked over as a whole. 0 = only the way to something deeper.
KEPT: dict[type, int] = {
    # connection set-up: the addresses of Telegram's own data centres
    types.Config: 0,
    types.DcOption: 1,
    # sign-in: what the next request must repeat, and how the code travels
    types.auth.SentCode: _ALL,
    types.auth.SentCodeTypeApp: 0,
    types.auth.SentCodeTypeFlashCall: 1,  # the pattern of the number that calls
    types.auth.SentCodeTypeMissedCall: 1,  # its first digits
    types.auth.SentCodeTypeSmsWord: 1,  # the first letters of the word
    types.auth.SentCodeTypeSmsPhrase: 1,  # the first words of the phrase
    types.auth.SentCodeTypeEmailCode: 1,  # the pattern of the mail address
    types.auth.LoginToken: 1,
    types.auth.LoginTokenMigrateTo: 1,
    types.account.Password: 1,  # srp_B, see _password; the hint and e-mail patterns are walked over
    types.PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow: _ALL,
    # the chat list: names of groups and channels, and Telegram's own marks
    types.messages.Dialogs: 0,
    types.messages.DialogsSlice: 0,
    types.Chat: _ALL,
    types.ChatForbidden: _ALL,
    types.Channel: _ALL,
    types.ChannelForbidden: _ALL,
    types.Username: _ALL,
    types.RestrictionReason: _ALL,
    # chats that are asked for once more, and a closer look at one chat: its description and nothing else
    types.messages.Chats: 0,
    types.messages.ChatFull: 0,  # see _full_chat
    types.ChannelFull: 1,
    types.ChatFull: 1,
    # devices: model, platform, system, app, version; the address, country and region after them are not read
    types.account.Authorizations: 0,
    types.Authorization: 5,
    # the words of apps' menus: key and value; of a language its names and its code. What depends on a number,
    # and where a language is translated, is not read
    types.LangPackString: 2,
    types.LangPackLanguage: 3,
    # what an account may change, see _app_setting: the values of APP_CONFIG only
    types.help.AppConfig: 0,
    types.JsonObject: 0,
    types.JsonObjectValue: 1,
    types.JsonArray: 0,
    types.JsonString: 1,
    # the notifications of one chat, where that is what was asked for: they are written back whole, and the
    # sounds in them are the account's own. Of a chat in the list they are stepped over
    types.PeerNotifySettings: _ALL,
    types.NotificationSoundLocal: _ALL,
    # a report: what Telegram's server asks, the words of each answer, and the bytes to give it with
    types.ReportResultChooseOption: 1,
    types.MessageReportOption: 2,
    types.ReportResultAddComment: 1,
}

# What is written back whole, with one field changed. A field that this version does not know would get lost
# then: `has_more` says of each of these whether what Telegram sent holds one.
WRITTEN_WHOLE: Final = frozenset(
    {
        types.GlobalPrivacySettings,
        types.DisallowedGiftsSettings,
        types.AutoDownloadSettings,
        types.AutoSaveSettings,
        types.PeerNotifySettings,
        *(kind for name, kind in vars(types).items() if name.startswith("PrivacyValue")),
    }
)

# The settings of help.getAppConfig that are read; all others are walked over, their names included.
APP_CONFIG: Final = frozenset(
    {
        "autoarchive_setting_available",
        "need_age_video_verification",
        "authorization_autoconfirm_period",
        "ignore_restriction_reasons",
    }
)

_UINT32 = struct.Struct("<I").unpack_from
_INT32 = struct.Struct("<i").unpack_from
_INT64 = struct.Struct("<q").unpack_from


_HAS_PASSWORD: Final = 1 << 2


def _password(reader: "DiscardingReader") -> Any:
    """Read account.password. Without two-step verification it has no srp_B, and nothing else may be read in
    its place."""
    if not _UINT32(reader.stream, reader.position)[0] & _HAS_PASSWORD:
        reader.keep_nothing()
    return types.account.Password.from_reader(reader)


def _app_setting(reader: "DiscardingReader") -> Any:
    """Read one named value of the app configuration; of one that is not listed nothing stays."""
    name = reader.tgread_string()
    if name not in APP_CONFIG:
        name = ""
        reader.walk_over()
    return types.JsonObjectValue(name, reader.tgread_object())


def _full_chat(reader: "DiscardingReader") -> Any:
    """Read messages.chatFull. The names of the chats that come along (this one, whose name is known, and one
    that belongs to it) are walked over like those of people."""
    full = reader.tgread_object()
    reader.walk_over()
    return types.messages.ChatFull(full, *(_objects(reader) for _ in ("chats", "users")))


# Where the number of a chat stands behind the number of its constructor, in bytes.
_PLACE_OF_ID: dict[int, int] = {
    types.Chat.CONSTRUCTOR_ID: 4,
    types.ChatForbidden.CONSTRUCTOR_ID: 0,
    types.Channel.CONSTRUCTOR_ID: 8,
    types.ChannelForbidden.CONSTRUCTOR_ID: 4,
}


def _dialogs(reader: "DiscardingReader") -> Any:
    """Read messages.dialogs. Telegram sends chats along that are not in the list, such as one from which
    somebody forwarded a message in a private chat: their names are walked over."""
    return types.messages.Dialogs(*_page(reader))


def _dialogs_slice(reader: "DiscardingReader") -> Any:
    """Read messages.dialogsSlice, one page of the same."""
    return types.messages.DialogsSlice(reader.read_int(), *_page(reader))


def _page(reader: "DiscardingReader") -> tuple[list[Any], ...]:
    dialogs, messages = _objects(reader), _objects(reader)
    peers = [getattr(dialog, "peer", None) for dialog in dialogs]
    listed = {getattr(peer, "channel_id", None) or getattr(peer, "chat_id", None) for peer in peers}
    reader.read_int()
    chats = [
        reader.tgread_object() if _number_of_chat(reader) in listed else reader.walked_over()
        for _ in range(reader.read_int())
    ]
    return dialogs, messages, chats, _objects(reader)


def _number_of_chat(reader: "DiscardingReader") -> int | None:
    """Return the number of the chat that comes next; None for what is no group or channel."""
    place = _PLACE_OF_ID.get(_UINT32(reader.stream, reader.position)[0])
    return None if place is None else int(_INT64(reader.stream, reader.position + 4 + place)[0])


def _objects(reader: "DiscardingReader") -> list[Any]:
    reader.read_int()
    return [reader.tgread_object() for _ in range(reader.read_int())]


def _whole(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def read_whole(reader: "DiscardingReader") -> Any:
        start = reader.position - 4
        found = read(reader)
        found.has_more = bytes(found) != bytes(reader.stream[start : reader.position])
        return found

    return read_whole


def _notifications(reader: "DiscardingReader") -> Any:
    """Read the notifications of a chat: whole where nothing stands around them, else when muting ends."""
    if reader.walks_over:
        return SHAPES[types.PeerNotifySettings].read(reader)
    return _whole(types.PeerNotifySettings.from_reader)(reader)


_OF_ITS_OWN: dict[Any, Callable[[Any], Any]] = {
    types.messages.Dialogs: _dialogs,
    types.messages.DialogsSlice: _dialogs_slice,
    types.messages.ChatFull: _full_chat,
    types.JsonObjectValue: _app_setting,
    types.account.Password: _password,
}


def _way_to_read(kind: Any) -> Callable[[Any], Any]:
    if kind is types.PeerNotifySettings:
        return _notifications
    if kind in WRITTEN_WHOLE:
        return _whole(kind.from_reader)
    if kind in _OF_ITS_OWN:
        return _OF_ITS_OWN[kind]
    way: Callable[[Any], Any] = SHAPES[kind].read if kind in SHAPES else kind.from_reader
    return way


# constructor -> how it is read, and how many of its own text fields
_READ: dict[int, tuple[Callable[[Any], Any], int | None]] = {
    number: (_way_to_read(kind), KEPT.get(kind))
    for number, kind in tlobjects.items()
    if hasattr(kind, "from_reader")
}


class DiscardingReader(BinaryReader):  # type: ignore[misc] # Telethon has no types
    """Telethon's reader, but for what it does with text and bytes. `_budget` is how many more text and byte
    fields the object under way may read; None = it and everything under it is walked over."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.position: int = 0
        self._budget: int | None = _ALL

    def read_int(self, signed: bool = True) -> int:
        """Read 4 bytes. As in the base class, but with a prepared format: this is the hottest call."""
        start = self.position
        self.position = start + 4
        value: int = (_INT32 if signed else _UINT32)(self.stream, start)[0]
        return value

    def read_long(self, signed: bool = True) -> int:
        """Read 8 bytes."""
        if not signed:
            return int(super().read_long(signed=False))
        start = self.position
        self.position = start + 8
        value: int = _INT64(self.stream, start)[0]
        return value

    def keep_nothing(self) -> None:
        """Read no further text or byte field of the object under way."""
        self._budget = 0

    def walk_over(self) -> None:
        """Read no text or byte field any more, neither of the object under way nor of what hangs under it."""
        self._budget = None

    def walked_over(self) -> Any:
        """Read one object without any text or byte field of it or under it."""
        budget = self._budget
        self._budget = None
        try:
            return self.tgread_object()
        finally:
            self._budget = budget

    @property
    def walks_over(self) -> bool:
        """Whether no text or byte field is read now, whatever the object."""
        return self._budget is None

    def skip(self, size: int) -> None:
        """Step over `size` bytes."""
        self.position += size

    def skip_text(self) -> None:
        """Step over a text or byte field."""
        start = self.position
        length = self.stream[start]
        if length == 254:
            length = 3 + int.from_bytes(self.stream[start + 1 : start + 4], "little")
        end = start + 1 + length
        self.position = end + (start - end) % 4

    def skip_ints(self) -> None:
        """Step over a list of numbers of 4 bytes."""
        self.position += 4
        count = self.read_int(signed=False)
        self.position += 4 * count

    def skip_objects(self) -> None:
        """Step over a list of objects."""
        self.position += 4
        for _ in range(self.read_int()):
            self.tgread_object()

    def tgread_bytes(self) -> bytes:
        """Return a byte field if the object under way may read it; otherwise step over it."""
        start = self.position
        self.skip_text()
        if self.position > len(self.stream):
            raise BufferError("the answer ends in the middle of a field")
        if not self._budget:
            return b""
        self._budget -= 1
        self.position = start
        value: bytes = super().tgread_bytes()
        return value

    def tgread_string(self) -> str:
        """Return a text field, or "" if it was stepped over."""
        return self.tgread_bytes().decode("utf-8", errors="replace")

    def tgread_object(self) -> Any:
        """Read one object; its class decides whether its text is read."""
        start = self.position
        found = _READ.get(_UINT32(self.stream, start)[0])
        if found is None:
            try:
                return super().tgread_object()
            except TypeNotFoundError as error:
                # Telethon puts the bytes that follow into the error; they could hold anything.
                raise TypeNotFoundError(error.invalid_constructor_id, b"") from None
        self.position = start + 4
        read, kept = found
        outer = self._budget
        if outer is None:
            return read(self)
        self._budget = kept
        try:
            return read(self)
        finally:
            self._budget = outer


mtprotosender.BinaryReader = DiscardingReader
mtprotostate.BinaryReader = DiscardingReader
