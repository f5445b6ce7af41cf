"""Facts in, result out: rate, judge, find, plan. Pure but for reading the data files of the package."""

from collections.abc import Sequence

from safecheck.advice.devices import judge_devices, judge_this_computer
from safecheck.advice.headline import headline
from safecheck.advice.menu_words import MenuWords
from safecheck.advice.planner import make_plan
from safecheck.advice.telling import still_told
from safecheck.model.facts import AuditFacts, AutoDownloadTemplates, Leftover, Unknown
from safecheck.model.result import AuditResult
from safecheck.model.text import Lang
from safecheck.model.told import Told
from safecheck.packs.download_profile import load_profiles
from safecheck.packs.download_words import load_download_words
from safecheck.packs.guides import load_guides
from safecheck.packs.shipped import shipped_rule_packs
from safecheck.packs.step_pack import load_steps
from safecheck.rules.chats import chat_findings, rate_chats
from safecheck.rules.devices import device_findings, leftover_findings
from safecheck.rules.order import order_findings
from safecheck.rules.settings import judge_settings, setting_findings


def evaluate(facts: AuditFacts, told: Sequence[Told], lang: Lang) -> AuditResult:
    """Return the result of one audit in `lang`.

    `told` is what the user answered about devices; what is too old no longer counts. Everything is judged as
    of the moment the facts were finished, so that saved facts give the same result later.
    """
    packs = shipped_rule_packs()
    loaded_guides, loaded_steps = load_guides(), load_steps()
    guides = tuple(loaded.pack for loaded in loaded_guides)
    chats = facts.chat_list.chats
    ratings = rate_chats(chats, packs.chats, facts.finished, lang)
    settings = judge_settings(facts.settings, packs.settings, lang) if facts.settings else ()
    told = still_told(told, facts.day)
    profiles = tuple(loaded.pack for loaded in load_profiles())
    devices = judge_devices(facts.devices, told, profiles, _presets(facts))
    if facts.computer is not None:
        devices = (*devices, *judge_this_computer(facts.computer, profiles))
    high_kinds = {chat.kind for chat, rating in zip(chats, ratings, strict=True) if rating.level == "high"}
    clients = {device.client for device in devices}
    findings = order_findings(
        (
            *chat_findings(chats, ratings, packs.chats, lang),
            *setting_findings(settings, clients, packs.settings, lang),
            *device_findings(devices, high_kinds, packs.devices, lang, facts.finished),
            *leftover_findings(_leftovers(facts), packs.devices, lang),
        )
    )
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
            complete=facts.complete,
        ),
        headline=headline(chats, ratings, devices),
        packs=(
            *packs.info,
            *(loaded.info for loaded in load_profiles()),
            load_download_words().info,
            *(loaded.info for loaded in loaded_guides),
            loaded_steps.info,
        ),
    )


def _leftovers(facts: AuditFacts) -> tuple[Leftover, ...]:
    return () if isinstance(facts.devices.value, Unknown) else facts.devices.value.leftovers


def _presets(facts: AuditFacts) -> AutoDownloadTemplates | None:
    if facts.settings is None or isinstance(facts.settings.auto_download.value, Unknown):
        return None
    return facts.settings.auto_download.value
