"""How the switches of one install stand: as the app comes, as a person told, or as a step leaves them."""

from collections.abc import Mapping
from typing import Literal

from safecheck.model.downloads import Switch, Switches
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
        default = [each for each in profile.defaults if fits(id, each.switches)][-1]
        known: Literal["unknown", "default_assumed"] = (
            "unknown" if default.limit == "unknown" else "default_assumed"
        )
        switches[id] = Switch(bytes_of(default.limit), known, profile.sources[default.sources[0]].title)
    if presets is not None and profile.from_account is not None:
        for network, name in profile.from_account.presets.items():
            sizes = _sizes(getattr(presets, name))
            for type in profile.from_account.types:
                for id in profile.switch_ids:
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

    Someone who says that a main switch is on has said nothing about sizes, so those stay as they are; but the
    types behind it are then as the app comes by that person's word.
    """
    result = dict(switches)
    for main in profile.networks or ("all",):
        if profile.main and told.get(main) == "on":
            for other in _behind(profile, main):
                if switches[other].known == "default_assumed":
                    result[other] = Switch(switches[other].limit, "told")
    for id, position in told.items():
        if id in result and position == "off":
            result[id] = Switch(0, "told")
        elif id in result and position == "on":
            result[id] = Switch(switches[id].limit or None, "told")
    return result


def _behind(profile: DownloadProfile, main: str) -> tuple[str, ...]:
    """Return the switches of the types that a main switch stands before."""
    pattern = "*.*" if main == "all" else f"{main}.*.*"
    return tuple(
        id for id in profile.switch_ids if fits(id, pattern) and not fits(id, "gallery.*") and id != main
    )


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
    """Return what somebody has told who said, in one word, that automatic download is on."""
    if profile.main:
        return dict.fromkeys(profile.networks or ("all",), "on")
    defaults = untouched(profile)
    return {id: "on" for id in said_off(profile) if not defaults[id].is_off}
