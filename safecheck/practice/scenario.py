"""What a practice account is made of: the typed form of the scenario files under data/practice.

Times are given as ages ("days ago"), so that an account looks the same whenever it is tried. Sizes are bytes.
Everything in a scenario is invented and harmless. The larger parts have modules of their own (spec_*.py);
whoever uses them finds all of them here.
"""

from typing import Annotated, Any, Literal

from msgspec import Meta, field

from safecheck.model.labels import LangPack
from safecheck.model.text import Words
from safecheck.practice.spec import Count, Days, Id, Part
from safecheck.practice.spec_account import AccountSpec as AccountSpec
from safecheck.practice.spec_account import AppConfigSpec as AppConfigSpec
from safecheck.practice.spec_account import AudienceSpec as AudienceSpec
from safecheck.practice.spec_account import AutoSaveSpec as AutoSaveSpec
from safecheck.practice.spec_account import ChatsOf as ChatsOf
from safecheck.practice.spec_account import CodeSentBy as CodeSentBy
from safecheck.practice.spec_account import ConnectedBotSpec as ConnectedBotSpec
from safecheck.practice.spec_account import GallerySpec as GallerySpec
from safecheck.practice.spec_account import PasskeySpec as PasskeySpec
from safecheck.practice.spec_account import SettingsSpec as SettingsSpec
from safecheck.practice.spec_account import TemplateSpec as TemplateSpec
from safecheck.practice.spec_account import TemplatesSpec as TemplatesSpec
from safecheck.practice.spec_account import WebLoginSpec as WebLoginSpec
from safecheck.practice.spec_chat import ChatSpec as ChatSpec
from safecheck.practice.spec_chat import HoldsSpec as HoldsSpec
from safecheck.practice.spec_chat import Media as Media
from safecheck.practice.spec_chat import ReportOptionSpec as ReportOptionSpec
from safecheck.practice.spec_chat import ReportSpec as ReportSpec
from safecheck.practice.spec_chat import RestrictionSpec as RestrictionSpec
from safecheck.practice.spec_faults import BucketFault as BucketFault
from safecheck.practice.spec_faults import ErrorFault as ErrorFault
from safecheck.practice.spec_faults import FaultsSpec as FaultsSpec


class DeviceSpec(Part, frozen=True):
    """One device that is signed in, as account.getAuthorizations would list it. `session` is the number of
    its sign-in, 0 for its place in the list."""

    device_model: str
    platform: str = ""
    system_version: str = ""
    api_id: Id = 6
    app_name: str = ""
    app_version: str = ""
    official: bool = True
    active_days_ago: Days = 0
    created_days_ago: Days = 100
    unconfirmed: bool = False
    ip: str = "198.51.100.7"
    country: str = "Nowhere"
    region: str = ""
    session: Count = 0


class GenerateSpec(Part, frozen=True):
    """Chats made from a seed, for accounts too large to write down. Counts include nothing written above."""

    seed: int
    people: Count
    groups_and_channels: Count


class DayEvent(Part, frozen=True):
    """What happens on one day (from 2; the first day is as the scenario says). `changed` has new values for
    chats by their ids, `settings` new ones for the account. `signed_out` names devices by `device_model`, and
    `told` is what the owner says of devices from now on. A chat or device that comes has the ages of that
    day."""

    day: Annotated[int, Meta(ge=2)]
    joined: tuple[ChatSpec, ...] = ()
    left: tuple[Id, ...] = ()
    changed: dict[int, dict[str, Any]] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    signed_in: tuple[DeviceSpec, ...] = ()
    signed_out: tuple[str, ...] = ()
    told: tuple["ToldSpec", ...] = ()


class ChurnSpec(Part, frozen=True):
    """How many generated groups and channels come, go and get another name, on days drawn from a seed."""

    seed: int
    joins: Annotated[int, Meta(ge=0, le=500)] = 0
    leaves: Count = 0
    renames: Count = 0


class DaysSpec(Part, frozen=True):
    """An account that is looked at once a day, `count` days in a row. `events` stand in order of time."""

    count: Annotated[int, Meta(ge=2, le=400)]
    events: tuple[DayEvent, ...] = ()
    churn: ChurnSpec | None = None


class ToldSpec(Part, frozen=True):
    """What the invented owner answered about automatic download on one device (by its `device_model`): in one
    word, switch by switch (ids as in data/downloads), and which language the app's menus are in."""

    device_model: str
    auto_download: Literal["on", "off", "dont_know"] = "dont_know"
    switches: dict[str, Literal["on", "off", "dont_know"]] = field(default_factory=dict)
    app_language: str = ""


class LanguageSpec(Part, frozen=True):
    """One language that apps have: its code in Telegram's language packs, its name in English and in the
    language itself."""

    code: str
    name: str
    native_name: str
    official: bool = True
    rtl: bool = False


class PluralSpec(Part, frozen=True):
    """Words that depend on a number."""

    one: str
    other: str


LabelValue = str | PluralSpec | None  # None: Telegram has deleted the words of that key


class LabelsSpec(Part, frozen=True):
    """The words of apps' menus, where they are to differ from the samples that every account has: further
    `languages`, and `values` by app and key, in every language."""

    languages: tuple[LanguageSpec, ...] = ()
    values: dict[LangPack, dict[str, LabelValue]] = field(default_factory=dict)


class Scenario(Part, frozen=True):
    """One practice account. `base` names another scenario whose values this file starts from; `title` is what
    people choose it by, where it is offered. `report` replaces the sample of a report's dialogue."""

    schema: Literal[1]
    name: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]*$")]
    about: Words
    title: Words | None = None
    base: str | None = None
    account: AccountSpec = AccountSpec()
    settings: SettingsSpec = SettingsSpec()
    devices: tuple[DeviceSpec, ...] = ()
    chats: tuple[ChatSpec, ...] = ()
    generate: GenerateSpec | None = None
    days: DaysSpec | None = None
    told: tuple[ToldSpec, ...] = ()
    labels: LabelsSpec = LabelsSpec()
    report: ReportSpec | None = None
    faults: FaultsSpec = FaultsSpec()
    log: str | None = None
