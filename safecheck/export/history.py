"""The messages of one chat: how many hold which kind of media, when the last one came, how the account got
in.

Of a message are looked at its kind, its date, who sent it (a number, compared and dropped at the next
message) and which kind of media it holds; text, names and names of files pass by. Source of the format and of
what it leaves out: tdesktop 6.1.2, export_output_json.cpp and export_data_types.cpp (FinalizeDialogsInfo).
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from safecheck.export.events import Event, entries, skip
from safecheck.model.facts import MediaCounts

_KEPT = frozenset(("type", "action", "date", "date_unixtime", "from_id", "actor_id", "media_type"))
_THERE = frozenset(("photo", "file"))  # names of files: that there is one is enough
_MEDIA = {
    "video_file": "video",
    "animation": "gif",
    "video_message": "round",
    "voice_message": "voice",
    "audio_file": "music",
    "sticker": None,
}
_CAME = frozenset(("join_group_by_link", "join_group_by_request", "create_group", "create_channel"))
_EARLIEST, _LATEST = 1_300_000_000, 4_102_444_800  # seconds since 1970: Telegram is younger, 2100 is far


class History:
    """What is known of the messages of one chat. `own` is the account's own sender ("user7"), "" if the
    export does not say; `chat` are the senders that stand for the chat itself; `alone` if the export holds
    this one chat only."""

    def __init__(self, own: str, chat: frozenset[str], *, alone: bool) -> None:
        self._own, self._chat, self._alone = own, chat, alone
        self._first = ""
        self._others = False
        self._counts: Counter[str] = Counter()
        self._last: int | None = None
        self._came: int | None = None

    def read(self, stream: Iterator[Event]) -> None:
        """Read the array of messages, which has begun. Raises DamagedError."""
        for event, _ in entries(stream):
            if event == "start_map":
                self._take(_message(stream))
            else:
                skip(stream, event)

    @property
    def full(self) -> bool:
        """Whether these are all messages and not only the account's own.

        "Only my messages" is on for whatever was not chosen otherwise, and the export does not say so; but
        then nobody else can have sent anything. So it is full where somebody else did. The posts of a
        channel bear its own name, whoever wrote them, and say nothing; an export of one chat has all.
        """
        return self._others or (self._alone and not self._first)

    @property
    def last(self) -> datetime | None:
        """When the newest message came, None if nobody knows."""
        return _moment(self._last)

    @property
    def came(self) -> datetime | None:
        """When the account itself joined or made the chat, None if these messages do not say."""
        return _moment(self._came)

    @property
    def media(self) -> MediaCounts | None:
        """How much media there is, None unless `full`. For an export of one chat a period may have been
        chosen, and it does not say which."""
        if not self.full:
            return None
        kinds = ("photo", "video", "gif", "round", "voice", "music", "file")
        return MediaCounts(**{kind: self._counts[kind] for kind in kinds}, rounded=self._alone)

    def _take(self, message: dict[str, Any]) -> None:
        when = _seconds(message)
        if when is not None:
            self._last = max(when, self._last or 0)
        if message.get("type") == "service":
            self._sent_by(message.get("actor_id"))
            self._act(message, when)
        elif message.get("type") == "message":
            self._sent_by(message.get("from_id"))
            kind = _MEDIA.get(str(message.get("media_type")), "file") if "file" in message else None
            if "photo" in message:
                kind = "photo"
            if kind is not None:
                self._counts[kind] += 1

    def _sent_by(self, value: object) -> None:
        sender = sender_of(value)
        if self._others or not sender or sender in self._chat:
            return
        first, self._first = self._first, self._first or sender
        self._others = sender != self._own if self._own else first not in ("", sender)

    def _act(self, message: dict[str, Any], when: int | None) -> None:
        """Take up how the account came in. Who was added by somebody else is told by name only, and names are
        not looked at; so that stays unknown."""
        if not self._own or sender_of(message.get("actor_id")) != self._own:
            return
        if message.get("action") in _CAME:
            self._came = when
        elif message.get("action") == "remove_members":  # it may have left, and been added again
            self._came = None


def sender_of(value: object) -> str:
    """Return who sent something as newer versions write it ("user7"), "" if that is nobody. Older ones wrote
    the bare number of a person."""
    if isinstance(value, str):
        return value
    return f"user{value}" if isinstance(value, int) and 0 < value < 2**63 else ""


def moment(entry: dict[str, Any], key: str) -> datetime | None:
    """Return the moment that stands under `key`, None if there is none that can be true."""
    return _moment(_seconds(entry, key))


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def _seconds(entry: dict[str, Any], key: str = "date") -> int | None:
    """Return the seconds since 1970 under `key`. Versions before 2022 wrote local time only, without saying
    of where: that is a few hours off at most."""
    text, seconds = entry.get(f"{key}_unixtime"), None
    if isinstance(text, str) and text.isdecimal() and len(text) <= 10:
        seconds = int(text)
    elif isinstance(text := entry.get(key), str):
        try:
            seconds = int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())
        except ValueError:
            return None
    return seconds if seconds is not None and _EARLIEST < seconds < _LATEST else None


def _message(stream: Iterator[Event]) -> dict[str, Any]:
    """Return what is looked at of one message, which has begun. Written out, because it runs millions of
    times."""
    kept: dict[str, Any] = {}
    key = ""
    for event, value in stream:
        if event == "map_key":
            key = value
        elif event == "end_map":
            break
        elif event == "start_map" or event == "start_array":
            skip(stream, event)
        elif key in _KEPT:
            kept[key] = value
        elif key in _THERE:
            kept[key] = True
    return kept
