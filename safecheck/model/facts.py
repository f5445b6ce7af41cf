"""Facts: what Telegram said, with its source and time. Immutable, JSON-serialisable, never a judgement.

Everything that could identify a stranger's words or pictures is absent by construction: there is no field
for a message, a picture, a draft, a phone number, a place or the name of another person (P1, G14).
The settings of an account and its chats have modules of their own; whoever uses them finds all of them here.
"""

from datetime import date, datetime
from typing import Literal, get_args

import msgspec

from safecheck.model.account_settings import AccountSettings as AccountSettings
from safecheck.model.account_settings import AppConfig as AppConfig
from safecheck.model.account_settings import Audience as Audience
from safecheck.model.account_settings import AutoDownloadTemplate as AutoDownloadTemplate
from safecheck.model.account_settings import AutoDownloadTemplates as AutoDownloadTemplates
from safecheck.model.account_settings import Count as Count
from safecheck.model.account_settings import Folders as Folders
from safecheck.model.account_settings import GalleryRule as GalleryRule
from safecheck.model.account_settings import Newcomers as Newcomers
from safecheck.model.account_settings import Notifications as Notifications
from safecheck.model.account_settings import SaveToGallery as SaveToGallery
from safecheck.model.account_settings import SensitiveContent as SensitiveContent
from safecheck.model.account_settings import TwoStep as TwoStep
from safecheck.model.chats import ADDED_BY as ADDED_BY
from safecheck.model.chats import CHAT_KINDS as CHAT_KINDS
from safecheck.model.chats import AddedBy as AddedBy
from safecheck.model.chats import Chat as Chat
from safecheck.model.chats import ChatKind as ChatKind
from safecheck.model.chats import ChatList as ChatList
from safecheck.model.chats import MediaCounts as MediaCounts
from safecheck.model.chats import Restriction as Restriction
from safecheck.model.export import Export
from safecheck.model.fact import Fact as Fact
from safecheck.model.fact import Unknown as Unknown
from safecheck.model.labels import AppLabels
from safecheck.model.local import Installation, LocalComputer
from safecheck.model.probing import Probing
from safecheck.model.text import UntrustedText

# --- devices -------------------------------------------------------------------------------------------

Client = Literal["android", "ios", "desktop", "macos", "web", "tdlib", "unofficial", "unknown"]
CLIENTS: tuple[Client, ...] = ("android", "ios", "desktop", "macos", "web", "tdlib", "unofficial", "unknown")


# What a device runs, "" if that cannot be told. A snap is Telegram Desktop on Linux, packed by itself; a
# browser stands for itself, as its session does not reliably tell the system under it.
System = Literal[
    "", "windows", "macos", "linux", "snap", "android", "ios", "ipad", "edge", "chrome", "safari", "firefox"
]
SYSTEMS: tuple[System, ...] = get_args(System)


class Device(msgspec.Struct, frozen=True):
    """One active session of the account, safecheck's own left out.

    `id` is a stable digest of Telegram's session hash, so that later audits recognise the device.
    No IP address, place or region: they are dropped while parsing. An export does not say whether an app is
    `official` or a sign-in `unconfirmed`; there nothing is held against it.
    """

    id: str
    client: Client
    name: UntrustedText
    app: UntrustedText
    official: bool
    last_active: datetime
    unconfirmed: bool
    system: System = ""


class Leftover(msgspec.Struct, frozen=True):
    """A sign-in that calls itself safecheck and is not the present one: from an earlier run that could not
    sign out, or from one that runs elsewhere."""

    last_active: datetime


class DeviceList(msgspec.Struct, frozen=True, tag="devices"):
    """account.getAuthorizations; sign-ins of safecheck stand apart, as nothing lands there."""

    devices: tuple[Device, ...]
    leftovers: tuple[Leftover, ...] = ()


# --- one audit -----------------------------------------------------------------------------------------


class RequestCount(msgspec.Struct, frozen=True):
    """How often one Telegram method was sent in a run."""

    method: str
    count: int


SourceKind = Literal["practice", "account", "this_computer", "export"]


class AuditFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Everything one run read. `source_name` names the practice account; "" for a real one. `interrupted`
    says why the run ended early (a long wait, a broken line, an ended sign-in, the user).

    `settings` is None where no account was asked, but this computer only, or an export was read; `export` is
    what is to be known of that. `computer` is None where this computer was not looked at. `labels` are the
    words of the menus of the apps on the devices, as far as Telegram gave them; they are for showing and are
    never kept. `probing` is how far a closer look at single chats came, None where there was none.
    `account_id` is Telegram's number for the account, 0 where it is not known; no report has it.
    """

    source: SourceKind
    source_name: str
    started: datetime
    finished: datetime
    settings: AccountSettings | None
    devices: Fact[DeviceList]
    chat_list: ChatList
    requests: tuple[RequestCount, ...]
    interrupted: Unknown | None = None
    computer: LocalComputer | None = None
    export: Export | None = None
    labels: tuple[AppLabels, ...] = ()
    probing: Probing | None = None
    account_id: int = 0

    @property
    def installations(self) -> tuple[Installation, ...]:
        """What was found of Telegram Desktop on this computer; nothing where nobody looked."""
        return self.computer.installations if self.computer is not None else ()

    @property
    def computer_only(self) -> bool:
        """True if this computer was looked at and no account was asked."""
        return self.source == "this_computer"

    @property
    def from_export(self) -> bool:
        """True if an export of Telegram Desktop was read and no account was asked."""
        return self.source == "export"

    @property
    def as_of(self) -> datetime:
        """The moment as of which everything is judged: when the facts were read, or, for an export, the
        latest moment that it names. What was a day old then is not old because the export is."""
        newest = self.export.newest if self.export is not None else None
        return self.finished if newest is None else min(newest, self.finished)

    @property
    def day(self) -> date:
        """The day of the audit (UTC). What is told about devices is about this day, however long the result
        stays on the screen."""
        return self.finished.date()

    @property
    def complete(self) -> bool:
        """True if nothing kept the audit from asking everything it meant to ask, leaving out what it
        was not to ask. A single setting that this Telegram does not know leaves the audit complete: that
        setting is unknown, with its reason."""
        read = self.computer is None or self.computer.complete
        probed = self.probing is None or self.probing.stopped is None
        listed = self.chat_list.complete or self.chat_list.left_out
        return self.interrupted is None and listed and read and probed

    @property
    def anything_read(self) -> bool:
        """True if there is something to show: a chat, or a setting that is known."""
        settings = self.settings
        known = [getattr(settings, name) for name in settings.__struct_fields__] if settings else []
        return (
            self.chat_list.listed > 0
            or self.computer is not None
            or self.export is not None
            or any(not isinstance(fact.value, Unknown) for fact in known)
        )
