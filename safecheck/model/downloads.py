"""The words of the download model: what is asked, how a device's switches stand, what it answers."""

from typing import Literal, get_args

import msgspec

Lands = Literal["yes", "on_view", "no", "unknown"]
DeviceState = Literal["default_assumed", "told", "read", "unknown"]
LandingChatKind = Literal["private", "group", "supergroup", "channel"]
LANDING_CHAT_KINDS: tuple[LandingChatKind, ...] = get_args(LandingChatKind)
Medium = Literal["photo", "video", "gif", "round", "voice", "music", "file", "sticker"]
MEDIA: tuple[Medium, ...] = get_args(Medium)
Network = Literal["wifi", "mobile", "roaming"]
NETWORKS: tuple[Network, ...] = get_args(Network)
Sender = Literal["contact", "stranger"]
SENDERS: tuple[Sender, ...] = get_args(Sender)
Row = Literal["contacts", "private", "groups", "channels"]
ROWS: tuple[Row, ...] = get_args(Row)
# An app's own cache that is encrypted; its own storage, of which that is not known; a plain file in the
# folder for downloads; the phone's gallery; nowhere, as it does not land.
Place = Literal["encrypted_cache", "app_storage", "downloads_folder", "gallery", "nowhere", "unknown"]
Survives = Literal["yes", "no", "unknown"]

# Which app's tables answer. A browser session does not tell which of the two web apps it runs.
ProfileId = Literal["android", "ios", "desktop", "macos", "web-a", "web-k", "tdlib"]
PROFILE_IDS: tuple[ProfileId, ...] = get_args(ProfileId)


def client_of_app(id: ProfileId) -> str:
    """Return the client that runs an app, as Telegram names it: both web apps are a browser."""
    return id.partition("-")[0]


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Would this land here without a tap? `size` in bytes."""

    chat_kind: LandingChatKind
    media: Medium
    size: int
    network: Network = "wifi"
    sender: Sender = "stranger"


class Switch(msgspec.Struct, frozen=True):
    """How one switch stands: up to which size it lets through (bytes; None without a limit, 0 is off), and
    how that is known. `source` says where an assumed or read value comes from ("" for what was told)."""

    limit: int | None
    known: DeviceState
    source: str = ""

    @property
    def is_off(self) -> bool:
        """True if it lets nothing through."""
        return self.limit == 0

    def lets(self, size: int) -> bool:
        """Return whether it lets `size` bytes through."""
        return self.limit is None or 0 < size <= self.limit


# The switches of one install by their ids. The grammar, with the parts that an app has: the main switch is
# `<network>` or `all`; a switch of a type is `[<network>.]<type>.<row>`, such as `wifi.photo.groups` or
# `autoplay_video.channels`; saving to the gallery is `gallery.<row>`; others have a name, such as
# `save_without_asking`.
Switches = dict[str, Switch]


class Reason(msgspec.Struct, frozen=True):
    """One link of the chain behind an answer: a sentence, and where it comes from."""

    sentence: str
    source: str
    url: str | None = None


class Answer(msgspec.Struct, frozen=True):
    """The model's answer. `yes`: without opening the chat; `on_view`: when it is on the screen. `state` says
    how well the switches behind it are known; `where` and `survives_leaving` are about what lands."""

    lands: Lands
    where: Place
    survives_leaving: Survives
    state: DeviceState
    because: tuple[Reason, ...]
