"""Facts in, result out: rate, judge, find, plan. Pure but for reading the data files of the package."""

from collections.abc import Mapping, Sequence, Set

import msgspec

from safecheck.advice.devices import judge_devices, judge_this_computer
from safecheck.advice.exposure import chat_exposures
from safecheck.advice.headline import headline
from safecheck.advice.menu_words import MenuWords
from safecheck.advice.planner import make_plan
from safecheck.advice.telling import still_told
from safecheck.audit.rule_files import rules_in_force
from safecheck.audit.sharing import masked
from safecheck.i18n.catalog import load
from safecheck.model.facts import AuditFacts, AutoDownloadTemplates, Chat, ChatKind, Leftover, Unknown
from safecheck.model.findings import ChatRating, DeviceJudgement, Finding, SettingJudgement
from safecheck.model.local import LocalComputer
from safecheck.model.plan import ProfileName, StepState
from safecheck.model.result import AuditResult, PackInfo, Share
from safecheck.model.text import Lang
from safecheck.model.told import Told
from safecheck.packs.download_profile import DownloadProfile, load_profiles
from safecheck.packs.download_words import load_download_words
from safecheck.packs.guides import load_guides
from safecheck.packs.help_desks import desks_of
from safecheck.packs.help_pack import load_help
from safecheck.packs.profiles_pack import load_advice_profiles
from safecheck.packs.rule_set import RuleSet
from safecheck.packs.shipped import computer_pack, devices_pack, settings_pack
from safecheck.packs.step_pack import load_steps
from safecheck.rules.chat_findings import chat_findings
from safecheck.rules.chats import rate_chats
from safecheck.rules.computer import computer_findings, judge_computer
from safecheck.rules.devices import device_findings, leftover_findings
from safecheck.rules.order import order_findings
from safecheck.rules.settings import judge_settings, setting_findings


def evaluate(
    facts: AuditFacts,
    told: Sequence[Told],
    lang: Lang,
    rules: RuleSet | None = None,
    country: str = "",
    *,
    profile: ProfileName = "adult",
    states: Mapping[str, StepState] | None = None,
    can_change: bool = True,
    share: Share = "private",
) -> AuditResult:
    """Return the result of one audit in `lang`. `rules` are those for chats; None for those in force on
    this computer.

    `told` is what the user answered about devices; what is too old no longer counts. Everything is judged as
    of the moment of the facts (`as_of`), so that saved facts give the same result later. `country` (two
    letters, "" if unknown) is where the user is: steps say who there takes a reporting card. `profile` says
    which settings are recommended; `states` are what is known of the plan's steps, by their ids. Without
    `can_change` every step is left to the person. Unless `share` is private, names and ids are masked before
    anything but the rating is made from them.
    """
    chats, clients = facts.chat_list.chats, _clients(facts)
    # Of the data only what is needed is read: an audit of this computer alone should take no time.
    loaded_guides, loaded_profiles, loaded_steps = load_guides(clients), load_profiles(clients), load_steps()
    guides, profiles = [loaded.pack for loaded in loaded_guides], [loaded.pack for loaded in loaded_profiles]
    # Where no account was asked there are no settings to recommend.
    recommended = load_advice_profiles() if facts.settings is not None else None
    # Without a chat there is nothing to rate, and no rule need be read.
    by_rules = (rules or rules_in_force()) if chats else None
    ratings = rate_chats(chats, by_rules, facts.as_of, lang, quotes=share == "private") if by_rules else ()
    if share != "private":
        facts, ratings, told = masked(facts, ratings, still_told(told, facts.day), load(lang))
        chats = facts.chat_list.chats
    of_chats = _of_chats(chats, ratings, by_rules, lang)
    high_kinds = _high_kinds(chats, ratings)
    of_account = _of_account(facts, still_told(told, facts.day), profiles, high_kinds, lang)
    here = _of_computer(facts.computer, profiles, lang)
    judged = (of_chats, of_account, here)
    findings = order_findings(finding for each in judged for finding in each.findings)
    settings, devices = (*of_account.settings, *here.settings), (*of_account.devices, *here.devices)
    exposures = chat_exposures(chats, devices, profiles)
    # Only a chat that stands out strongly has a reporting card, and nobody else need read who takes one.
    help_pack = load_help(country) if high_kinds else None
    return AuditResult(
        facts=facts,
        lang=lang,
        settings=settings,
        devices=devices,
        ratings=ratings,
        findings=findings,
        plan=make_plan(
            findings,
            ratings,
            chats,
            devices,
            settings,
            guides,
            profiles,
            loaded_steps.pack,
            MenuWords(lang, facts.labels),
            recommended=recommended.pack.profile(profile) if recommended is not None else None,
            exposures=exposures,
            states=states,
            all_listed=facts.computer_only or not isinstance(facts.devices.value, Unknown),
            complete=facts.complete,
            can_change=can_change and facts.settings is not None,
            desks=desks_of(help_pack, lang, facts.day) if help_pack else None,
        ),
        headline=headline(chats, ratings, devices),
        packs=(
            *(info for each in judged for info in each.packs),
            *(loaded.info for loaded in loaded_profiles),
            load_download_words().info,
            *(loaded.info for loaded in loaded_guides),
            loaded_steps.info,
            *((recommended.info,) if recommended is not None else ()),
            *(help_pack.info if help_pack else ()),
        ),
        rule_changes=by_rules.changes if by_rules is not None else (),
        exposures=exposures,
        share=share,
    )


class _Judged(msgspec.Struct, frozen=True):
    """The settings and devices of an account or of this computer, what follows, and by which packs."""

    settings: tuple[SettingJudgement, ...] = ()
    devices: tuple[DeviceJudgement, ...] = ()
    findings: tuple[Finding, ...] = ()
    packs: tuple[PackInfo, ...] = ()


def _of_chats(
    chats: Sequence[Chat], ratings: Sequence[ChatRating], rules: RuleSet | None, lang: Lang
) -> _Judged:
    if rules is None:
        return _Judged()
    return _Judged(findings=chat_findings(chats, ratings, rules, lang), packs=rules.packs)


def _of_account(
    facts: AuditFacts,
    told: Sequence[Told],
    profiles: Sequence[DownloadProfile],
    high_kinds: Set[ChatKind],
    lang: Lang,
) -> _Judged:
    """Judge an account; there is nothing to judge where none was asked."""
    if facts.computer_only:
        return _Judged()
    of_settings, of_devices = settings_pack(), devices_pack()
    settings = judge_settings(facts.settings, of_settings.pack, lang) if facts.settings is not None else ()
    devices = judge_devices(facts.devices, told, profiles, _presets(facts))
    clients = {device.client for device in devices}
    findings = (
        *setting_findings(settings, clients, of_settings.pack, lang),
        *device_findings(devices, high_kinds, of_devices.pack, lang, facts.as_of),
        *leftover_findings(_leftovers(facts), of_devices.pack, lang),
    )
    return _Judged(settings, devices, findings, (of_settings.info, of_devices.info))


def _of_computer(computer: LocalComputer | None, profiles: Sequence[DownloadProfile], lang: Lang) -> _Judged:
    """Judge Telegram Desktop on this computer; there is nothing to judge where that was not looked at."""
    if computer is None:
        return _Judged()
    rules = computer_pack()
    settings = judge_computer(computer, rules.pack, lang)
    devices = judge_this_computer(computer, profiles, rules.pack.names, lang)
    findings = computer_findings(computer, settings, rules.pack, lang)
    return _Judged(settings, devices, findings, (rules.info,))


def _clients(facts: AuditFacts) -> set[str]:
    """Return the clients of all devices."""
    known = facts.devices.value
    clients = set() if isinstance(known, Unknown) else {device.client for device in known.devices}
    return {*clients, "desktop"} if facts.computer is not None else {*clients}


def _high_kinds(chats: Sequence[Chat], ratings: Sequence[ChatRating]) -> set[ChatKind]:
    """Return the kinds of chat of which at least one stands out strongly."""
    return {chat.kind for chat, rating in zip(chats, ratings, strict=True) if rating.level == "high"}


def _leftovers(facts: AuditFacts) -> tuple[Leftover, ...]:
    return () if isinstance(facts.devices.value, Unknown) else facts.devices.value.leftovers


def _presets(facts: AuditFacts) -> AutoDownloadTemplates | None:
    if facts.settings is None or isinstance(facts.settings.auto_download.value, Unknown):
        return None
    return facts.settings.auto_download.value
