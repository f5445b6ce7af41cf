"""The plan: which steps, in which order. The order for a chat that stands out strongly is fixed (G1)."""

from collections.abc import Iterator, Mapping, Sequence

from safecheck.advice.account_steps import AccountSteps
from safecheck.advice.chat_steps import ChatSteps
from safecheck.advice.device_steps import DeviceSteps, close_step
from safecheck.advice.menu_ways import MenuWays
from safecheck.advice.menu_words import MenuWords
from safecheck.advice.on_wish import presets_step
from safecheck.advice.removed_exposure import per_minute, weights
from safecheck.advice.step_states import settled
from safecheck.advice.step_writer import StepWriter
from safecheck.advice.stored_steps import stored_here, stored_on_phones
from safecheck.model.exposure import ChatExposure
from safecheck.model.facts import Chat
from safecheck.model.findings import ChatRating, DeviceJudgement, Finding, SettingJudgement
from safecheck.model.plan import Plan, Step, StepState
from safecheck.packs.download_profile import DownloadProfile
from safecheck.packs.guides import Guide
from safecheck.packs.help_desks import Desks
from safecheck.packs.profiles_pack import AdviceProfile
from safecheck.packs.step_pack import StepPack

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
    recommended: AdviceProfile | None = None,
    exposures: Sequence[ChatExposure] = (),
    states: Mapping[str, StepState] | None = None,
    all_listed: bool = True,
    complete: bool = True,
    can_change: bool = False,
    desks: Desks | None = None,
) -> Plan:
    """Return the steps in the order in which to take them.

    First the devices: is each one yours, and automatic download off; then, per chat that stands out strongly,
    card, report, leave, hotline or police, ask before deleting (G1). Then the account's settings and the
    other chats: what is not left to choice first, and what removes most for the time it takes
    (`safecheck.advice.removed_exposure`). Last what may be stored already, and when to look again. Where
    downloads are on or unknown the plan says so, whatever was found (G9).

    `recommended` says which settings an account should have, None where none was asked. `states` are what is
    known of steps by their ids, from a journal or from the person (`safecheck.advice.step_states`).
    `all_listed` is False if the account's own devices could not be read, whatever else is in `devices`;
    `complete` is False if the audit did not see everything; `can_change` is True where safecheck may take
    some steps on the account itself. `desks` are who takes a reporting card in the user's country.
    """
    writer = StepWriter(steps, findings, words.lang, desks, can_change=can_change)
    stale = {finding.subject.id for finding in findings if finding.rule == _STALE}
    # Menus are shown as on the device that lets most through, of those in use.
    ordered = sorted(devices, key=lambda device: (device.id in stale, -_landing(device)))
    ways = MenuWays(ordered, guides, words)
    of_devices = DeviceSteps(
        writer, ways, guides, profiles, steps.menu_notes, words, stale=stale, count=weights(chats)
    )
    of_account = AccountSteps(writer, ways, settings)
    known, listed = states or {}, all_listed and bool(devices)
    of_chats = ChatSteps(writer, ratings, chats, exposures, known)

    def first() -> Iterator[Step]:
        # Copies in the gallery are in the open and in backups: they are stopped before anything else.
        yield from of_account.gallery([each for each in devices if each.id not in stale], known)
        if not listed:
            yield writer.account_step("downloads_off", "all_devices", stops=None)
        yield from of_devices.of(ordered)
        yield from (close_step(writer, each) for each in settings if _is_open(each))
        if any("end_leftover" in finding.recommend for finding in findings):
            yield writer.account_step("end_leftover", path=ways.to("devices")[0])

    def rest() -> Iterator[Step]:
        if recommended is not None:
            yield from of_account.recommended(recommended, known)
        if not listed:
            yield from of_account.gallery_of_no_list()
        yield from of_chats.others()

    strongly = list(of_chats.strongly())
    others = sorted(rest(), key=lambda step: (step.optional, -per_minute([step])))

    def last() -> Iterator[Step]:
        if strongly or any(step.kind == "leave" for step in others):
            yield from stored_on_phones(writer, devices, ask_first=bool(strongly), all_listed=listed)
        yield from stored_here(writer, settings, steps.stored_here, ask_first=bool(strongly))
        yield writer.account_step("look_again", "" if complete else "incomplete", state="later")

    in_order = (*first(), *strongly, *others, *last())
    on_wish = presets_step(writer, settings, known) if can_change else ()
    return Plan(
        tuple(settled(step, known.get(step.id), settings) for step in in_order),
        tuple(settled(step, known.get(step.id), settings) for step in on_wish),
    )


def _landing(device: DeviceJudgement) -> int:
    return sum(each.lands == "yes" for each in device.lands)


def _is_open(setting: SettingJudgement) -> bool:
    return setting.id == _OPEN_TO_OTHERS and setting.state == "yes"
