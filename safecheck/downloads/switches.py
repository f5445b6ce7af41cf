"""How the switches of one install stand: as the app comes, as a person told, or as a step leaves them."""

from collections.abc import Mapping

from safecheck.model.downloads import DeviceState, Switch, Switches
from safecheck.model.facts import AutoDownloadTemplate, AutoDownloadTemplates
from safecheck.model.local import AutoDownload
from safecheck.model.told import Position as Position
from safecheck.packs.download_profile import DownloadProfile, Press, bytes_of, fits

FROM_ACCOUNT = "account.getAutoDownloadSettings"


def untouched(profile: DownloadProfile, presets: AutoDownloadTemplates | None = None) -> Switches:
    """Return the switches as the app comes. `presets` are the account's, where they were read: an app that
    takes limits from them has those."""
    switches = {}
    for id in profile.switch_ids:
        default = profile.default_of(id)
        known: DeviceState = "unknown" if default.limit == "unknown" else "default_assumed"
        switches[id] = Switch(bytes_of(default.limit), known, profile.sources[default.sources[0]].title)
    rule = profile.from_account
    if presets is None or rule is None:
        return switches
    for network, preset in rule.presets.items():
        sizes = _sizes(getattr(presets, preset))
        for id in profile.switch_ids:
            for type in rule.types:
                if fits(id, f"{network}.{type}.*"):
                    switches[id] = Switch(sizes[type], "default_assumed", FROM_ACCOUNT)
    return switches


def _sizes(preset: AutoDownloadTemplate) -> dict[str, int]:
    return {"photo": preset.photo_size_max, "video": preset.video_size_max, "file": preset.file_size_max}


def from_limits(
    profile: DownloadProfile, limits: AutoDownload | None, ask_download_path: bool | None
) -> Switches:
    """Return the switches of Telegram Desktop as they were read from its files; what could not be read (None)
    is unknown."""
    switches = {}
    for id in profile.switch_ids:
        type, _, row = id.partition(".")
        if id == "save_without_asking":
            known, limit = ask_download_path is not None, 0 if ask_download_path else None
        else:
            known = limits is not None
            limit = getattr(getattr(limits, row), type) if limits is not None else None
        switches[id] = Switch(limit, "read" if known else "unknown")
    return switches


def as_told(profile: DownloadProfile, switches: Switches, told: Mapping[str, Position]) -> Switches:
    """Return the switches with what a person told about them, by the switches' ids; unknown ids are ignored.
    Someone who says that a switch is on has said nothing about sizes, so those stay as they are."""
    result = dict(switches)
    for id, position in told.items():
        if id not in result or position == "dont_know":
            continue
        on = switches[id].limit or bytes_of(profile.default_of(id).if_on)
        result[id] = Switch(on if position == "on" else 0, "told")
    return result


def pressed(profile: DownloadProfile, switches: Switches, press: Press) -> Switches:
    """Return the switches after one thing was pressed."""
    return {**switches, **{id: Switch(0, "told") for id in profile.set_by(press)}}


def all_off(profile: DownloadProfile, switches: Switches) -> Switches:
    """Return the switches after everything that is advised was pressed."""
    return _pressing(profile, switches, ("gallery", "advised"))


def types_off(profile: DownloadProfile, switches: Switches) -> Switches:
    """Return the switches after the types were unticked and the main switches left alone."""
    return _pressing(profile, switches, ("types",))


def _pressing(profile: DownloadProfile, switches: Switches, kinds: tuple[str, ...]) -> Switches:
    for press in profile.presses:
        if press.kind in kinds:
            switches = pressed(profile, switches, press)
    return switches


def said_off(profile: DownloadProfile) -> dict[str, Position]:
    """Return what somebody has told who said, in one word, that automatic download is off."""
    kind = "advised" if profile.main else "types"
    return {id: "off" for press in profile.presses if press.kind == kind for id in profile.set_by(press)}


def said_on(profile: DownloadProfile) -> dict[str, Position]:
    """Return what somebody has told who said, in one word, that automatic download is on: whatever comes on
    is then on by that person's word."""
    return dict.fromkeys((*profile.main_switches, *_types_that_come_on(profile)), "on")


def deciding(profile: DownloadProfile, switches: Switches) -> tuple[str, ...]:
    """Return the switches on which it depends whether anything lands: the main ones, and those of the types
    that no main switch stops and that do not come off."""
    off = tuple(f"{id}." for id in profile.main_switches if switches[id].is_off)
    types = () if "all." in off else _types_that_come_on(profile)
    return (*profile.main_switches, *(id for id in types if not id.startswith(off)))


def _types_that_come_on(profile: DownloadProfile) -> tuple[str, ...]:
    of_types = {id for press in profile.presses if press.kind == "types" for id in profile.set_by(press)}
    return tuple(
        id
        for id in profile.switch_ids
        if id in of_types and profile.default_of(id).limit not in ("off", "unknown")
    )
