"""The plan: which steps, in which order. The order for a chat that stands out strongly is fixed (G1)."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from safecheck.advice.devices import downloads_are_off
from safecheck.advice.step_writer import StepWriter, public_link
from safecheck.model.facts import Chat
from safecheck.model.findings import ChatRating, DeviceJudgement, Finding, SettingJudgement
from safecheck.model.plan import Plan, Step, StepKind
from safecheck.model.text import Lang
from safecheck.packs.guides import Guide, MenuPath, PathKind, guides_for
from safecheck.packs.step_pack import StepPack

_TEMPLATES = ("account.auto_download.low", "account.auto_download.medium", "account.auto_download.high")
_GALLERY = (
    "account.save_to_gallery.private",
    "account.save_to_gallery.groups",
    "account.save_to_gallery.channels",
)
# Apps that can save to a gallery at all.
_GALLERY_CLIENTS = frozenset({"android", "ios", "tdlib"})
# Apps on which the account's templates can have any effect.
_TEMPLATE_CLIENTS = frozenset({"android", "ios"})


def make_plan(
    findings: Sequence[Finding],
    ratings: Sequence[ChatRating],
    chats: Sequence[Chat],
    devices: Sequence[DeviceJudgement],
    settings: Sequence[SettingJudgement],
    guides: Sequence[Guide],
    steps: StepPack,
    lang: Lang,
) -> Plan:
    """Return the steps in the order in which to take them.

    First automatic download off on the devices; then, per chat that stands out strongly, card, report, leave,
    hotline or police, ask before deleting (G1); then the account's settings, the other chats, devices to look
    at, and when to look again. Where downloads are on or unknown the plan says so, whatever was found (G9).
    `devices` is empty when the list could not be read.
    """
    planner = _Planner(StepWriter(steps, findings, lang), findings, ratings, chats, devices, settings, guides)
    return Plan(tuple(planner.steps()))


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
    ) -> None:
        self._write = writer
        self._findings = findings
        self._ratings = ratings
        self._chats = {chat.id: chat for chat in chats}
        # What lets most through comes first; devices of the same reach keep Telegram's order.
        self._devices = sorted(devices, key=lambda device: -sum(each.lands == "yes" for each in device.lands))
        self._settings = {judgement.id: judgement for judgement in settings}
        self._guides = guides

    def steps(self) -> Iterator[Step]:
        yield from self._downloads_off()
        for chat in self._rated("high"):
            yield from self._high_chat(chat)
        yield from self._account()
        for chat in self._rated("medium"):
            yield from self._leave(chat, "optional")
        for chat in self._rated("low"):
            if not (chat.owned or chat.gone or chat.muted):
                yield self._write.chat_step("mute", chat)
        for device in self._devices:
            yield from self._look_at(device)
        yield self._write.account_step("look_again", state="later")

    # --- 1: automatic download -------------------------------------------------------------------------

    def _downloads_off(self) -> Iterator[Step]:
        if not self._devices:
            yield self._write.account_step("downloads_off", "all_devices")
        for device in self._devices:
            guides = guides_for(self._guides, device.client)
            # Copies in the gallery are in the open and in backups, so they are stopped first.
            if self._gallery_is_not_off() and device.client in _GALLERY_CLIENTS:
                yield self._gallery_off(device, guides)
            if not downloads_are_off(device):
                yield self._device_off(device, guides)

    def _gallery_is_not_off(self) -> bool:
        """True if the account says that received media are saved, or if that could not be read."""
        return any(name in self._settings and self._settings[name].state != "off" for name in _GALLERY)

    def _gallery_off(self, device: DeviceJudgement, guides: Sequence[Guide]) -> Step:
        for guide in guides:
            for path in guide.paths_of("save_to_gallery"):
                return self._write.device_step(
                    "gallery_off",
                    device,
                    path=self._crumbs(guide, path),
                    do=path.do.of(self._write.lang),
                    removes=path.removes.of(self._write.lang),
                    remains=path.remains.of(self._write.lang),
                )
        return self._write.device_step("gallery_off", device, "unknown_app")

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
        yield from self._leave(chat)
        yield self._write.chat_step("hotline", chat, variant)
        yield self._write.chat_step("ask_before_deleting", chat)

    def _leave(self, chat: Chat, variant: str = "") -> Iterator[Step]:
        """A chat of one's own is never proposed for leaving; one that is gone needs none."""
        if chat.owned or chat.gone:
            return
        if chat.kind == "group":
            variant = f"{variant}_basic_group".removeprefix("_")
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
        saving = self._first_in_state(_GALLERY, ("photos", "videos", "both"))
        if saving:
            yield self._write.account_step("gallery_off", "account", saving)
        yield from self._templates()

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

    def _templates(self) -> Iterator[Step]:
        """The account's templates come last: they reach little, and no device that is off by itself."""
        open_clients = {device.client for device in self._devices if not downloads_are_off(device)}
        setting = self._first_in_state(_TEMPLATES, ("on",))
        if setting is None or not open_clients & _TEMPLATE_CLIENTS:
            return
        found = self._path_on_some_device("auto_download", "android")
        if found is None:
            yield self._write.account_step("templates_off", "no_android", setting, state="not_possible")
        else:
            guide, _ = found
            paths = [self._crumbs(guide, path) for path in guide.paths_of("auto_download")]
            yield self._write.account_step("templates_off", setting=setting, path=_shared_start(paths))

    def _first_in_state(self, settings: Sequence[str], states: Sequence[str]) -> str | None:
        for name in settings:
            if name in self._settings and self._settings[name].state in states:
                return name
        return None

    # --- devices to look at ----------------------------------------------------------------------------

    def _look_at(self, device: DeviceJudgement) -> Iterator[Step]:
        asked = {
            kind
            for finding in self._findings
            if finding.subject.kind == "device" and finding.subject.id == device.id
            for kind in finding.recommend
        }
        found = self._path_on_some_device("devices", but_not=device.id)
        path = self._crumbs(*found) if found else ()
        if device.unconfirmed:
            yield self._write.device_step("check_device", device, path=path)
        elif not device.official:
            yield self._write.device_step("check_device", device, "unofficial", path)
        elif "end_device" in asked:
            yield self._write.device_step("end_device", device, path=path)

    # --- paths -----------------------------------------------------------------------------------------

    def _path_on_some_device(
        self, kind: PathKind, client: str | None = None, but_not: str | None = None
    ) -> tuple[Guide, MenuPath] | None:
        """Return the path to a switch on the first device whose guide knows one."""
        for device in self._devices:
            if device.id != but_not and client in (None, device.client):
                for guide in guides_for(self._guides, device.client):
                    for path in guide.paths_of(kind):
                        return guide, path
        return None

    def _crumbs(self, guide: Guide, path: MenuPath) -> tuple[str, ...]:
        return tuple(label.crumb(self._write.lang) for label in guide.crumbs(path))


def _shared_start(paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the crumbs that all paths begin with."""
    return tuple(
        crumbs[0] for crumbs in takewhile(lambda crumbs: len(set(crumbs)) == 1, zip(*paths, strict=False))
    )


def _together(texts: Iterable[str]) -> str:
    """Join the texts of several apps, leaving out what another one says as well."""
    each = list(dict.fromkeys(texts))
    return " ".join(text for text in each if not any(text in other for other in each if other != text))
