"""The steps about the settings of the account: what a profile recommends and the account does not have."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from safecheck.advice.menu_ways import MenuWays
from safecheck.advice.step_writer import StepWriter
from safecheck.model.findings import DeviceJudgement, SettingJudgement
from safecheck.model.plan import Step, StepKind, StepState
from safecheck.packs.guides import PathKind
from safecheck.packs.profiles_pack import AdviceProfile, Recommended

_GALLERY = (
    "account.save_to_gallery.private",
    "account.save_to_gallery.groups",
    "account.save_to_gallery.channels",
)
# Only apps built on this library go by the account's gallery setting; Android's and iPhone's own apps do not.
_FOLLOWS_ACCOUNT = "tdlib"
# The kinds of step whose switch some guide shows the way to.
_WAYS: Mapping[StepKind, PathKind] = {
    "limit_who_adds": "who_can_add_me",
    "cover_sensitive": "sensitive_content",
}


class AccountSteps:
    """Writes the steps of an account, by how its settings were judged."""

    def __init__(self, writer: StepWriter, ways: MenuWays, settings: Sequence[SettingJudgement]) -> None:
        self._write, self._ways = writer, ways
        self._settings = {each.id: each for each in settings if each.scope == "account"}

    def gallery(self, devices: Sequence[DeviceJudgement], states: Mapping[str, StepState]) -> Iterator[Step]:
        """Yield the step about saving to the gallery where the account says so and one of the apps goes by
        that; or where that was so before the step was taken, by `states`."""
        saving = self._saving()
        if not saving and states.get("gallery-off/account") == "done":
            yield replace(self._write.account_step("gallery_off", setting=_GALLERY[0]), state="done")
            return
        if saving and any(device.client == _FOLLOWS_ACCOUNT for device in devices):
            yield self._write.account_step("gallery_off", setting=saving)

    def gallery_of_no_list(self) -> Iterator[Step]:
        """Yield the same where the account says so and nobody knows which apps there are."""
        if saving := self._saving():
            yield self._write.account_step("gallery_off", "no_devices", saving)

    def _saving(self) -> str | None:
        return next((name for name in _GALLERY if self._saves(name)), None)

    def _saves(self, name: str) -> bool:
        return name in self._settings and self._settings[name].state in ("photos", "videos", "both")

    def recommended(self, profile: AdviceProfile, states: Mapping[str, StepState]) -> Iterator[Step]:
        """Yield what the profile recommends and the account does not have, or may not have; and what it has
        because a step was done, by `states`."""
        for each in profile.settings:
            if not self._is_fine(each):
                yield self._step(each)
            elif states and each.setting in self._settings:
                step = self._step(each)
                if states.get(step.id) in ("done", "said_done"):
                    yield replace(step, state="done")

    def _is_fine(self, recommended: Recommended) -> bool:
        """True if a setting needs no step; what was never asked for needs none either."""
        judgement = self._settings.get(recommended.setting)
        return judgement is None or judgement.state in recommended.fine

    def _step(self, each: Recommended) -> Step:
        kind, known = each.step, self._settings[each.setting].state is not None
        if kind not in _WAYS:
            return self._write.account_step(kind, setting=each.setting, optional=each.optional, read=known)
        path, app = self._ways.to(_WAYS[kind])
        variant = "" if path else "no_path"
        return self._write.account_step(
            kind, variant, each.setting, path, app, optional=each.optional, read=known
        )
