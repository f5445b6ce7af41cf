"""The steps about devices: is each one yours, and automatic download off on each."""

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import takewhile

from safecheck.advice.devices import downloads_are_off
from safecheck.advice.menu_ways import MenuWays
from safecheck.advice.menu_words import MenuWords
from safecheck.advice.presses import AppOfDevice, apps_of, presses, saves_to_gallery
from safecheck.advice.removed_exposure import per_minute, stopped_by_ending, stopped_by_pressing
from safecheck.advice.step_writer import StepWriter
from safecheck.downloads.effect import remains_in_words, removes_in_words
from safecheck.model.downloads import LandingChatKind
from safecheck.model.findings import DeviceJudgement, SettingJudgement
from safecheck.model.plan import Step, StepKind, StepState
from safecheck.packs.download_profile import DownloadProfile
from safecheck.packs.guides import OF_THE_MODEL, Guide
from safecheck.packs.step_pack import MenuNotes


class DeviceSteps:
    """Writes the steps of each device. `stale` are devices that have not been used for long; `count` says how
    many chats of each kind there are."""

    def __init__(
        self,
        writer: StepWriter,
        ways: MenuWays,
        guides: Sequence[Guide],
        profiles: Sequence[DownloadProfile],
        notes: MenuNotes,
        words: MenuWords,
        *,
        stale: Set[str],
        count: Mapping[LandingChatKind, int],
    ) -> None:
        self._write, self._ways, self._words, self._notes = writer, ways, words, notes
        self._guides, self._profiles = guides, profiles
        self._stale, self._count = stale, count

    def of(self, devices: Sequence[DeviceJudgement]) -> Iterator[Step]:
        """Yield the steps of all devices: first those that remove most for the time they take, and devices in
        use before those in a drawer."""
        blocks = [(device.id in self._stale, list(self._of_one(device))) for device in devices]
        for _, steps in sorted(blocks, key=lambda block: (block[0], -per_minute(block[1]))):
            yield from steps

    def _of_one(self, device: DeviceJudgement) -> Iterator[Step]:
        devices_path, _ = self._ways.to("devices", but_not=device.id)
        # Nobody changes settings on a device before knowing whose it is.
        if device.unconfirmed:
            yield self._write.device_step("check_device", device, path=devices_path)
        elif not device.official:
            yield self._write.device_step("check_device", device, "unofficial", devices_path)
        apps = apps_of(device, self._profiles, self._guides)
        # A device that lies in a drawer is not switched on to change it: ending it stops everything.
        if device.id in self._stale:
            stops = stopped_by_ending([app.install for app in apps], self._count)
            yield self._write.device_step("end_device", device, path=devices_path, stops=stops)
            return
        # Copies in the gallery are in the open and in backups, so they are stopped first.
        if saves_to_gallery(apps):
            yield self._press_step("gallery_off", "told", device, apps, ("gallery",), minutes=None)
        yield self._off(device, apps)

    def _off(self, device: DeviceJudgement, apps: Sequence[AppOfDevice]) -> Step:
        if not apps:
            return self._write.device_step("downloads_off", device, "unknown_app", stops=None)
        variant = "this_computer" if device.here else ""
        kinds = ("advised",) if saves_to_gallery(apps) else ("gallery", "advised")
        return self._press_step(
            "downloads_off",
            variant if any(app.guide.paths for app in apps) else "no_path",
            device,
            apps,
            kinds,
            state=_stands(device, apps, kinds),
            minutes=max(app.guide.all_off.minutes for app in apps),
        )

    def _press_step(
        self,
        kind: StepKind,
        variant: str,
        device: DeviceJudgement,
        apps: Sequence[AppOfDevice],
        kinds: tuple[str, ...],
        *,
        minutes: int | None,
        state: StepState = "to_do",
    ) -> Step:
        """Return a step whose switches are pressed one by one. A browser session does not tell which of two
        web apps it runs: both ways stand in one step."""
        lang, language = self._write.lang, device.app_language
        to_press = presses(apps, kinds, self._words, language)
        # Where it is not known which app it is, what falls short in one of them says nothing.
        alone = apps[0].to_press("partial") if len(apps) == 1 else ()
        main = {press.id for app in apps for press in app.to_press(kinds[-1])}
        effects = [app.install.effect(app.to_press(*kinds)) for app in apps]
        return self._write.device_step(
            kind,
            device,
            variant,
            path=_shared_start([press.path for press in to_press if press.id in main]),
            minutes=minutes,
            state=state,
            presses=to_press,
            labels=_together(
                self._words.note(app.guide, self._named(app.guide), self._notes, language)
                for app in apps
                if to_press
            ),
            stops=stopped_by_pressing(effects, self._count),
            do=_together(self._words.say(app.guide, app.guide.all_off.do, language) for app in apps),
            falls_short=_together(press.falls_short.of(lang) for press in alone if press.falls_short),
            removes=_together(removes_in_words(each, lang) for each in effects),
            remains=_together(remains_in_words(app.profile, app.switches, lang) for app in apps),
            check=_together(app.guide.all_off.check.of(lang) for app in apps if app.guide.all_off.check),
        )

    @staticmethod
    def _named(guide: Guide) -> tuple[str, ...]:
        """Return the menu items on the way to the switches of automatic download."""
        return tuple(name for path in guide.paths if path.kind in OF_THE_MODEL for name in path.crumbs)


def close_step(writer: StepWriter, setting: SettingJudgement) -> Step:
    """Return how to close to others the data folder of an installation on this computer: that folder and no
    other, because nobody gets to what lies in it past its own rights."""
    value = setting.value if isinstance(setting.value, dict) else {}
    folder, exact = str(value.get("folder", "")), value.get("exact") is True
    return writer.account_step(
        "close_profile",
        "" if exact else "no_command",
        setting.key,
        command=f"chmod go-rwx {shlex.quote(folder)}" if exact else "",
        folder=folder,
        device=setting.device,
    )


def _stands(device: DeviceJudgement, apps: Sequence[AppOfDevice], kinds: Sequence[str]) -> StepState:
    """Return whether automatic download is off already. Where the switches were read, that is so once nothing
    is left for them to stop; where somebody told, once no photo and no file lands."""
    if device.state == "read":
        left = any(app.install.effect(app.to_press(*kinds)).stopped for app in apps)
        return "to_do" if left else "done"
    return "said_done" if downloads_are_off(device) else "to_do"


def _shared_start(paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the crumbs that all paths begin with."""
    return tuple(
        crumbs[0] for crumbs in takewhile(lambda crumbs: len(set(crumbs)) == 1, zip(*paths, strict=False))
    )


def _together(texts: Iterable[str]) -> str:
    """Join the texts of several apps, leaving out what another one says as well."""
    each = list(dict.fromkeys(texts))
    return " ".join(text for text in each if not any(text in other for other in each if other != text))
