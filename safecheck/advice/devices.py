"""What can land on each device without a tap, as far as that can be known.

No Telegram API says what a device does: a device has its app's defaults (assumed), what its user told, what
was read on this computer, or nothing that can be said. The download model answers for all of them.
"""

from collections.abc import Sequence
from typing import Literal, get_args

from safecheck.downloads.model import table
from safecheck.downloads.switches import (
    Position,
    as_told,
    deciding,
    from_limits,
    said_off,
    said_on,
    untouched,
)
from safecheck.model.downloads import LANDING_CHAT_KINDS, LandingChatKind, Medium, Switches
from safecheck.model.facts import AutoDownloadTemplates, Device, DeviceList, Fact, Unknown
from safecheck.model.findings import DeviceJudgement, DeviceState, Landing, Lands
from safecheck.model.local import Installation, LocalAccount, LocalComputer, local_device_id
from safecheck.model.text import Lang, clean
from safecheck.model.told import Told
from safecheck.packs.computer_pack import ComputerNames
from safecheck.packs.download_profile import DownloadProfile

LandingMedia = Literal["photo", "video", "file"]
LANDING_MEDIA: tuple[LandingMedia, ...] = get_args(LandingMedia)
_Table = dict[tuple[LandingChatKind, Medium], Lands]


def judge_devices(
    devices: Fact[DeviceList],
    told: Sequence[Told],
    profiles: Sequence[DownloadProfile],
    presets: AutoDownloadTemplates | None = None,
) -> tuple[DeviceJudgement, ...]:
    """Return every device with what lands on it; nothing if the list could not be read. `presets` are those
    of the account, None if they are unknown."""
    if isinstance(devices.value, Unknown):
        return ()
    known = devices.value.devices
    return tuple(_judge(device, answers_about(device, known, told), profiles, presets) for device in known)


def judge_this_computer(
    computer: LocalComputer, profiles: Sequence[DownloadProfile], names: ComputerNames, lang: Lang
) -> tuple[DeviceJudgement, ...]:
    """Return each account of each installation of Telegram Desktop on this computer as a device of its own.
    Without accounts there is nothing that could land."""
    profile = next(profile for profile in profiles if profile.id == "desktop")
    return tuple(
        _judge_local(
            local_device_id(number, account.number),
            names.of(computer, installation, account.number, lang),
            installation,
            account,
            profile,
        )
        for number, installation in enumerate(computer.installations, start=1)
        for account in installation.accounts
    )


def _judge_local(
    id: str, name: str, installation: Installation, account: LocalAccount, profile: DownloadProfile
) -> DeviceJudgement:
    limits, ask = account.auto_download, installation.ask_download_path
    switches = from_limits(
        profile,
        None if isinstance(limits.value, Unknown) else limits.value,
        None if isinstance(ask.value, Unknown) else ask.value,
    )
    return DeviceJudgement(
        id=id,
        client="desktop",
        name=name,
        official=True,
        last_active=None,
        unconfirmed=False,
        state="unknown" if isinstance(limits.value, Unknown) else "read",
        lands=_landings([table(profile, switches, LANDING_MEDIA)]),
        profiles=(profile.id,),
        switches=(switches,),
    )


def _judge(
    device: Device,
    told: Sequence[Told],
    profiles: Sequence[DownloadProfile],
    presets: AutoDownloadTemplates | None,
) -> DeviceJudgement:
    of_client = [profile for profile in profiles if profile.client == device.client]
    named = {entry.app for entry in told if entry.app}
    of_client = [profile for profile in of_client if profile.id in named] or of_client
    switches = [_switches(profile, told, presets) for profile in of_client]
    lands = _landings(
        [table(profile, each, LANDING_MEDIA) for profile, each in zip(of_client, switches, strict=True)]
    )
    return DeviceJudgement(
        id=device.id,
        client=device.client,
        name=clean(device.name),
        official=device.official,
        last_active=device.last_active.isoformat(),
        unconfirmed=device.unconfirmed,
        state=_state(of_client, switches, lands, told),
        lands=lands,
        profiles=tuple(profile.id for profile in of_client),
        switches=tuple(switches),
        app_language=app_language(told),
        system=device.system,
    )


def _switches(
    profile: DownloadProfile, told: Sequence[Told], presets: AutoDownloadTemplates | None
) -> Switches:
    switches = untouched(profile, presets)
    for entry in told:
        in_a_word = {"on": said_on(profile), "off": said_off(profile), "dont_know": dict[str, Position]()}
        switches = as_told(profile, switches, {**in_a_word[entry.auto_download], **entry.switches})
    return switches


def _state(
    profiles: Sequence[DownloadProfile],
    switches: Sequence[Switches],
    lands: Sequence[Landing],
    told: Sequence[Told],
) -> DeviceState:
    """Return how well a device is known: told only if every switch that decides was spoken of."""
    if not profiles:
        return "unknown"
    if told and all(
        each[id].known == "told"
        for profile, each in zip(profiles, switches, strict=True)
        for id in deciding(profile, each)
    ):
        return "told"
    return "unknown" if all(landing.lands == "unknown" for landing in lands) else "default_assumed"


def answers_about(device: Device, devices: Sequence[Device], told: Sequence[Told]) -> list[Told]:
    """Return what the user told about this one of the devices; where names clash, the most careful reading.
    What was told to safecheck itself takes the place of what the owner of a practice account said."""
    if by_id := [entry for entry in told if entry.device_id == device.id]:
        return by_id
    name = clean(device.name)
    by_name = [entry for entry in told if not entry.device_id and clean(entry.device_name) == name]
    if any(entry.auto_download == "on" for entry in by_name):
        by_name = [entry for entry in by_name if entry.auto_download == "on"]
    # Two devices of one name: "off" may have been said about the other one.
    elif sum(clean(other.name) == name for other in devices) > 1:
        by_name = []
    return by_name


def app_language(answers: Sequence[Told]) -> str:
    """Return the language that the menus of a device's app are in, by what was told about it; "" if nothing
    was said."""
    return next((entry.app_language for entry in answers if entry.app_language), "")


def _landings(tables: Sequence[_Table]) -> tuple[Landing, ...]:
    """Merge the tables of apps that cannot be told apart: where they differ, or there is none, the answer is
    unknown."""
    landings = []
    for chat_kind in LANDING_CHAT_KINDS:
        for media in LANDING_MEDIA:
            answers = {table[chat_kind, media] for table in tables}
            lands: Lands = answers.pop() if len(answers) == 1 else "unknown"
            landings.append(Landing(chat_kind, media, lands))
    return tuple(landings)


def downloads_are_off(device: DeviceJudgement) -> bool:
    """True only if somebody said or saw that automatic download is off: no photo and no file lands at all."""
    return device.state in ("told", "read") and all(
        landing.lands == "no" for landing in device.lands if landing.media in ("photo", "file")
    )
