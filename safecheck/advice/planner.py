"""The plan: which steps, in which order. The order for a chat that stands out strongly is fixed (G1)."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from safecheck.advice.devices import downloads_are_off
from safecheck.advice.menu_words import MenuWords
from safecheck.advice.step_writer import StepWriter, public_link
from safecheck.model.facts import Chat
from safecheck.model.findings import ChatRating, DeviceJudgement, Finding, SettingJudgement
from safecheck.model.plan import Plan, Step, StepKind
from safecheck.packs.guides import Guide, MenuPath, PathKind, guides_for
from safecheck.packs.step_pack import StepPack

_GALLERY = (
    "account.save_to_gallery.private",
    "account.save_to_gallery.groups",
    "account.save_to_gallery.channels",
)
# Only apps built on this library go by the account's gallery setting; Android's and iPhone's own apps do not.
_FOLLOWS_ACCOUNT = "tdlib"
# The finding about a device that has not been used for a long time.
_STALE = "device.stale"


def make_plan(
    findings: Sequence[Finding],
    ratings: Sequence[ChatRating],
    chats: Sequence[Chat],
    devices: Sequence[DeviceJudgement],
    settings: Sequence[SettingJudgement],
    guides: Sequence[Guide],
    steps: StepPack,
    words: MenuWords,
    *,
    complete: bool = True,
) -> Plan:
    """Return the steps in the order in which to take them.

    First the devices: is each one yours, and automatic download off; then, per chat that stands out strongly,
    card, report, leave, hotline or police, ask before deleting (G1); then the account's settings, the other
    chats, and when to look again. Where downloads are on or unknown the plan says so, whatever was found
    (G9). `devices` is empty when the list could not be read; `complete` is False if the audit did not see
    everything.
    """
    writer = StepWriter(steps, findings, words.lang)
    planner = _Planner(writer, findings, ratings, chats, devices, settings, guides, words)
    return Plan(tuple(planner.steps(complete)))


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
        words: MenuWords,
    ) -> None:
        self._words = words
        self._write = writer
        self._findings = findings
        self._ratings = ratings
        self._chats = {chat.id: chat for chat in chats}
        self._stale = {finding.subject.id for finding in findings if finding.rule == _STALE}
        # What lets most through comes first, and devices in use before those in a drawer.
        self._devices = sorted(devices, key=self._reach)
        self._settings = {judgement.id: judgement for judgement in settings}
        self._guides = guides

    def _reach(self, device: DeviceJudgement) -> tuple[bool, int]:
        return device.id in self._stale, -sum(each.lands == "yes" for each in device.lands)

    def steps(self, complete: bool) -> Iterator[Step]:
        if not self._devices:
            yield self._write.account_step("downloads_off", "all_devices")
        for device in self._devices:
            yield from self._device(device)
        if any("end_leftover" in finding.recommend for finding in self._findings):
            found = self._path_on_some_device("devices")
            yield self._write.account_step("end_leftover", path=self._crumbs(*found) if found else ())
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
        found = self._path_on_some_device("devices", but_not=device.id)
        devices_path = self._crumbs(*found) if found else ()
        # Nobody changes settings on a device before knowing whose it is.
        if device.unconfirmed:
            yield self._write.device_step("check_device", device, path=devices_path)
        elif not device.official:
            yield self._write.device_step("check_device", device, "unofficial", devices_path)
        # A device that lies in a drawer is not switched on to change it: ending it stops everything.
        if device.id in self._stale:
            yield self._write.device_step("end_device", device, path=devices_path)
            return
        # Copies in the gallery are in the open and in backups, so they are stopped first.
        if device.client == _FOLLOWS_ACCOUNT and self._saving_to_gallery():
            yield self._write.device_step("gallery_off", device)
        if not downloads_are_off(device):
            yield self._device_off(device, guides_for(self._guides, device.client))

    def _saving_to_gallery(self) -> str | None:
        """Return the setting with which the account says that received media are saved, if it does."""
        for name in _GALLERY:
            if name in self._settings and self._settings[name].state in ("photos", "videos", "both"):
                return name
        return None

    def _device_off(self, device: DeviceJudgement, guides: Sequence[Guide]) -> Step:
        if not guides:
            return self._write.device_step("downloads_off", device, "unknown_app")
        lang = self._write.lang
        off = [guide.downloads.switched_off for guide in guides]
        # A browser session does not tell which of two web apps it runs: both ways stand in one step.
        return self._write.device_step(
            "downloads_off",
            device,
            path=_shared_start(
                [self._crumbs(guide, path) for guide in guides for path in guide.paths_of("auto_download")]
            ),
            minutes=max(each.minutes for each in off),
            do=_together(each.do.of(lang) for each in off),
            removes=_together(each.removes.of(lang) for each in off),
            remains=_together(each.remains.of(lang) for each in off),
        )

    # --- 2 to 6: a chat that stands out strongly -------------------------------------------------------

    def _high_chat(self, chat: Chat) -> Iterator[Step]:
        private = public_link(chat) is None
        variant = "private" if private else ""
        yield self._write.chat_step("card", chat)
        if not chat.owned:
            yield self._write.chat_step("report", chat, variant, "not_possible" if private else "to_do")
        yield from self._leave(chat, variant)
        yield self._write.chat_step("hotline", chat, variant)
        yield self._write.chat_step("ask_before_deleting", chat)

    def _leave(self, chat: Chat, variant: str) -> Iterator[Step]:
        """A chat of one's own is never proposed for leaving; one that is gone needs none."""
        if chat.owned or chat.gone:
            return
        if chat.kind == "group":
            variant = "optional_basic_group" if variant == "optional" else "basic_group"
        yield self._write.chat_step("leave", chat, variant)

    def _rated(self, level: str) -> list[Chat]:
        return [
            self._chats[rating.chat_id]
            for rating in self._ratings
            if rating.level == level and rating.chat_id in self._chats
        ]

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
        found = self._path_on_some_device(path_kind)
        if found is None:
            return self._write.account_step(kind, "no_path", setting)
        guide, path = found
        return self._write.account_step(
            kind, setting=setting, path=self._crumbs(guide, path), app=guide.app.of(self._write.lang)
        )

    # --- paths -----------------------------------------------------------------------------------------

    def _path_on_some_device(
        self, kind: PathKind, but_not: str | None = None
    ) -> tuple[Guide, MenuPath] | None:
        """Return the path to a switch on the first device whose guide knows one."""
        for device in self._devices:
            if device.id != but_not:
                for guide in guides_for(self._guides, device.client):
                    for path in guide.paths_of(kind):
                        return guide, path
        return None

    def _crumbs(self, guide: Guide, path: MenuPath) -> tuple[str, ...]:
        return self._words.crumbs(guide, path)


def _shared_start(paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the crumbs that all paths begin with."""
    return tuple(
        crumbs[0] for crumbs in takewhile(lambda crumbs: len(set(crumbs)) == 1, zip(*paths, strict=False))
    )


def _together(texts: Iterable[str]) -> str:
    """Join the texts of several apps, leaving out what another one says as well."""
    each = list(dict.fromkeys(texts))
    return " ".join(text for text in each if not any(text in other for other in each if other != text))
