"""The plan: which steps, in which order. The order for a chat that stands out strongly is fixed (G1)."""

import shlex
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from safecheck.advice.devices import downloads_are_off
from safecheck.advice.menu_words import MenuWords
from safecheck.advice.presses import AppOfDevice, apps_of, presses, saves_to_gallery
from safecheck.advice.step_writer import StepWriter, public_link
from safecheck.downloads.effect import remains_in_words, removes_in_words
from safecheck.model.exposure import ChatExposure
from safecheck.model.facts import Chat
from safecheck.model.findings import ChatRating, DeviceJudgement, Finding, SettingJudgement
from safecheck.model.plan import Plan, Step, StepKind, StepState
from safecheck.packs.download_profile import DownloadProfile
from safecheck.packs.guides import OF_THE_MODEL, Guide, PathKind, guides_for
from safecheck.packs.help_desks import Desks
from safecheck.packs.step_pack import MenuNotes, StepPack

_GALLERY = (
    "account.save_to_gallery.private",
    "account.save_to_gallery.groups",
    "account.save_to_gallery.channels",
)
# Only apps built on this library go by the account's gallery setting; Android's and iPhone's own apps do not.
_FOLLOWS_ACCOUNT = "tdlib"
_OPEN_TO_OTHERS = "desktop.open_to_others"
# The finding about a device that has not been used for a long time.
_STALE = "device.stale"


def make_plan(
    findings: Sequence[Finding],
    ratings: Sequence[ChatRating],
    chats: Sequence[Chat],
    devices: Sequence[DeviceJudgement],
    settings: Sequence[SettingJudgement],
    guides: Sequence[Guide],
    profiles: Sequence[DownloadProfile],
    steps: StepPack,
    words: MenuWords,
    *,
    exposures: Sequence[ChatExposure] = (),
    all_listed: bool = True,
    complete: bool = True,
    desks: Desks | None = None,
) -> Plan:
    """Return the steps in the order in which to take them.

    First the devices: is each one yours, and automatic download off; then, per chat that stands out strongly,
    card, report, leave, hotline or police, ask before deleting (G1); then the account's settings, the other
    chats, and when to look again. Of chats of one level, those come first from which something lands by
    `exposures`. Where downloads are on or unknown the plan says so, whatever was found (G9). `all_listed` is
    False if the account's own devices could not be read, whatever else is in `devices`; `complete` is False
    if the audit did not see everything. `desks` are who takes a reporting card in the user's country.
    """
    writer = StepWriter(steps, findings, words.lang, desks)
    planner = _Planner(
        writer,
        findings,
        ratings,
        chats,
        devices,
        settings,
        guides,
        profiles,
        steps.menu_notes,
        words,
        exposures,
    )
    return Plan(tuple(planner.steps(all_listed=all_listed, complete=complete)))


class _Planner:
    def __init__(
        self,
        writer: StepWriter,
        findings: Sequence[Finding],
        ratings: Sequence[ChatRating],
        chats: Sequence[Chat],
        devices: Sequence[DeviceJudgement],
        settings: Sequence[SettingJudgement],
        guides: Sequence[Guide],
        profiles: Sequence[DownloadProfile],
        notes: MenuNotes,
        words: MenuWords,
        exposures: Sequence[ChatExposure],
    ) -> None:
        self._words = words
        self._profiles = profiles
        self._notes = notes
        self._write = writer
        self._findings = findings
        self._ratings = ratings
        self._chats = {chat.id: chat for chat in chats}
        self._exposures = {exposure.chat_id: exposure for exposure in exposures}
        self._stale = {finding.subject.id for finding in findings if finding.rule == _STALE}
        # What lets most through comes first, and devices in use before those in a drawer.
        self._devices = sorted(devices, key=self._reach)
        self._settings = {each.id: each for each in settings if each.scope == "account"}
        self._open = [each for each in settings if each.id == _OPEN_TO_OTHERS and each.state == "yes"]
        self._guides = guides

    def _reach(self, device: DeviceJudgement) -> tuple[bool, int]:
        return device.id in self._stale, -sum(each.lands == "yes" for each in device.lands)

    def steps(self, *, all_listed: bool, complete: bool) -> Iterator[Step]:
        if not (self._devices and all_listed):
            yield self._write.account_step("downloads_off", "all_devices")
        for device in self._devices:
            yield from self._device(device)
        for setting in self._open:
            yield self._close(setting)
        if any("end_leftover" in finding.recommend for finding in self._findings):
            yield self._write.account_step("end_leftover", path=self._way("devices")[0])
        for chat in self._rated("high"):
            yield from self._high_chat(chat)
        yield from self._account()
        for chat in self._rated("medium"):
            yield from self._leave(chat, "optional")
        for chat in self._rated("low"):
            if not (chat.owned or chat.gone or chat.muted):
                yield self._write.chat_step("mute", chat)
        yield self._write.account_step("look_again", "" if complete else "incomplete", state="later")

    # --- 1: the devices --------------------------------------------------------------------------------

    def _device(self, device: DeviceJudgement) -> Iterator[Step]:
        devices_path, _ = self._way("devices", but_not=device.id)
        # Nobody changes settings on a device before knowing whose it is.
        if device.unconfirmed:
            yield self._write.device_step("check_device", device, path=devices_path)
        elif not device.official:
            yield self._write.device_step("check_device", device, "unofficial", devices_path)
        # A device that lies in a drawer is not switched on to change it: ending it stops everything.
        if device.id in self._stale:
            yield self._write.device_step("end_device", device, path=devices_path)
            return
        apps = apps_of(device, self._profiles, self._guides)
        # Copies in the gallery are in the open and in backups, so they are stopped first.
        if device.client == _FOLLOWS_ACCOUNT and self._saving_to_gallery():
            yield self._write.device_step("gallery_off", device)
        elif saves_to_gallery(apps):
            yield self._press_step("gallery_off", "told", device, apps, ("gallery",), minutes=None)
        yield self._device_off(device, apps)

    def _saving_to_gallery(self) -> str | None:
        """Return the setting with which the account says that received media are saved, if it does."""
        for name in _GALLERY:
            if name in self._settings and self._settings[name].state in ("photos", "videos", "both"):
                return name
        return None

    def _device_off(self, device: DeviceJudgement, apps: Sequence[AppOfDevice]) -> Step:
        if not apps:
            return self._write.device_step("downloads_off", device, "unknown_app")
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

    def _close(self, setting: SettingJudgement) -> Step:
        """Return how to close to others the data folder of an installation on this computer: that folder and
        no other, because nobody gets to what lies in it past its own rights."""
        value = setting.value if isinstance(setting.value, dict) else {}
        folder, exact = str(value.get("folder", "")), value.get("exact") is True
        return self._write.account_step(
            "close_profile",
            "" if exact else "no_command",
            setting.key,
            command=f"chmod go-rwx {shlex.quote(folder)}" if exact else "",
            folder=folder,
            device=setting.device,
        )

    # --- 2 to 6: a chat that stands out strongly -------------------------------------------------------

    def _high_chat(self, chat: Chat) -> Iterator[Step]:
        without_link = public_link(chat) is None
        # An export says that there is a public link, and not which one.
        variant = ("unnamed" if chat.public else "private") if without_link else ""
        yield self._write.chat_step("card", chat)
        if not chat.owned:
            yield self._write.chat_step("report", chat, variant, "not_possible" if without_link else "to_do")
        yield from self._leave(chat, "private" if without_link else "")
        yield self._write.chat_step("hotline", chat, variant)
        yield self._write.chat_step("ask_before_deleting", chat)

    def _leave(self, chat: Chat, variant: str) -> Iterator[Step]:
        """A chat of one's own is never proposed for leaving; one that is gone needs none."""
        if chat.owned or chat.gone:
            return
        if chat.kind == "group":
            variant = "optional_basic_group" if variant == "optional" else "basic_group"
        yield self._write.chat_step("leave", chat, variant, exposure=self._exposures.get(chat.id))

    def _rated(self, level: str) -> list[Chat]:
        """Return the chats of one level: first those from which something lands now."""
        rated = [
            self._chats[rating.chat_id]
            for rating in self._ratings
            if rating.level == level and rating.chat_id in self._chats
        ]
        return sorted(rated, key=lambda chat: not self._lands(chat))

    def _lands(self, chat: Chat) -> bool:
        exposure = self._exposures.get(chat.id)
        return exposure is not None and any(device.lands for device in exposure.devices)

    # --- the account -----------------------------------------------------------------------------------

    def _account(self) -> Iterator[Step]:
        if self._wanted("limit_who_adds", "account.who_can_add_me"):
            yield self._setting_step("limit_who_adds", "account.who_can_add_me", "who_can_add_me")
        if self._wanted("archive_newcomers", "account.newcomers"):
            yield self._write.account_step("archive_newcomers", setting="account.newcomers")
        if self._wanted("cover_sensitive", "account.sensitive_content"):
            yield self._setting_step("cover_sensitive", "account.sensitive_content", "sensitive_content")
        if self._wanted("two_step_on", "account.two_step"):
            yield self._write.account_step("two_step_on", setting="account.two_step")
        saving = self._saving_to_gallery()
        # With a list of devices, the step stands at each app that goes by this setting.
        if saving and not self._devices:
            yield self._write.account_step("gallery_off", "account", saving)

    def _wanted(self, kind: StepKind, setting: str) -> bool:
        """True if a setting that was judged is not known to be fine, or if a finding asks for the step."""
        judgement = self._settings.get(setting)
        if judgement is None or judgement.state == "shown_fixed":
            return False
        return judgement.status != "ok" or any(
            kind in finding.recommend and finding.subject.id == setting for finding in self._findings
        )

    def _setting_step(self, kind: StepKind, setting: str, path_kind: PathKind) -> Step:
        path, app = self._way(path_kind)
        return self._write.account_step(kind, "" if path else "no_path", setting, path, app)

    # --- paths -----------------------------------------------------------------------------------------

    def _way(self, kind: PathKind, but_not: str | None = None) -> tuple[tuple[str, ...], str]:
        """Return the path to a switch on the first device whose guide knows one, in the words of the app
        there, and that app; nothing where none does."""
        for device in self._devices:
            if device.id != but_not:
                for guide in guides_for(self._guides, device.client):
                    for path in guide.paths_of(kind):
                        crumbs = self._words.crumbs(guide, path, device.app_language)
                        return crumbs, guide.app.of(self._write.lang)
        return (), ""


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
