"""Settings as a list: how each stands, who goes by it, how much it stands out."""

from itertools import groupby
from typing import Literal

import msgspec

from safecheck.i18n.catalog import Catalog
from safecheck.model.findings import Finding, Level, SettingGroup, SettingJudgement
from safecheck.model.result import AuditResult
from safecheck.report.sections import Section, section
from safecheck.report.setting_words import GROUP_NAMES, GROUPS, who_obeys
from safecheck.report.wording import LEVEL_NAMES, without_stop

# Of all settings this one protects most, as Telegram's servers enforce it: it is always the first.
STRONGEST = "account.who_can_add_me"

Mark = Level | Literal["good", "unknown"]


class SettingRow(msgspec.Struct, frozen=True):
    """One setting: its mark, its name and its value in words. `level_words` is how much it stands out and
    `advice` what to do about it; both are "" if there is nothing to say. Settings with one `heading` belong
    together."""

    id: str
    group: SettingGroup
    heading: str
    mark: Mark
    name: str
    value: str
    level_words: str
    advice: str
    sections: tuple[Section, ...]


class SettingsOfOneGroup(msgspec.Struct, frozen=True):
    """Settings that protect equally far, or are of the same device, under one heading."""

    heading: str
    rows: tuple[SettingRow, ...]


def setting_groups(result: AuditResult, catalog: Catalog) -> tuple[SettingsOfOneGroup, ...]:
    """Return the settings by how far they protect, furthest first; then those of this computer, of each
    account by itself."""
    rows = setting_rows(result, catalog)
    return tuple(
        SettingsOfOneGroup(heading, tuple(alike))
        for heading, alike in groupby(rows, key=lambda row: row.heading)
    )


def setting_rows(result: AuditResult, catalog: Catalog) -> tuple[SettingRow, ...]:
    """Return the settings by how far they protect; within that the strongest one first, then what stands out
    most, and what is unknown before what is in order."""
    rows = [_row(setting, result, catalog) for setting in result.settings]
    order: dict[Mark, int] = {"high": 0, "medium": 1, "low": 2, "info": 3, "unknown": 4, "good": 5}
    headings = list(dict.fromkeys(row.heading for row in rows))
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                GROUPS.index(row.group),
                headings.index(row.heading),
                row.id != STRONGEST,
                order[row.mark],
            ),
        )
    )


def _row(setting: SettingJudgement, result: AuditResult, catalog: Catalog) -> SettingRow:
    findings = _findings(setting, result)
    mark: Mark = "unknown"
    if setting.status != "unknown":
        mark = findings[0].level if findings else _mark_without_finding(setting)
    value = without_stop(setting.shown)
    if setting.reason is not None:
        value = catalog.gettext("unknown, because %(reason)s") % {
            "reason": without_stop(catalog.reason(setting.reason))
        }
    level = catalog.gettext(LEVEL_NAMES[findings[0].level]) if findings else ""
    return SettingRow(
        id=setting.key,
        group=setting.group,
        heading=setting.device or catalog.gettext(GROUP_NAMES[setting.group]),
        mark=mark,
        name=setting.name,
        value=value,
        level_words=level,
        advice=setting.advice,
        sections=_sections(setting, value, findings, result, catalog),
    )


def _mark_without_finding(setting: SettingJudgement) -> Mark:
    """Return "good" only for what protects as it stands: where something could be done, or where it protects
    from nothing, a tick would say too much."""
    in_order = setting.status == "ok" and not setting.advice and setting.group != "says_little"
    return "good" if in_order and setting.protects else "info"


def _findings(setting: SettingJudgement, result: AuditResult) -> list[Finding]:
    """Return the findings about a setting, strongest first."""
    return [
        finding
        for finding in result.findings
        if finding.subject.kind == "setting" and finding.subject.id == setting.key
    ]


def _sections(
    setting: SettingJudgement,
    value: str,
    findings: list[Finding],
    result: AuditResult,
    catalog: Catalog,
) -> tuple[Section, ...]:
    say = catalog.gettext
    obeyed = who_obeys(setting, catalog)
    sections = [
        section(say("How it stands"), say("Now: %(value)s.") % {"value": value}),
        section(say("What you can do"), setting.advice),
        section(say("Who goes by it") if obeyed else say("What this is about"), *obeyed, setting.reach),
    ]
    for finding in findings:
        sections += [
            section(without_stop(finding.title), finding.why),
            section(say("It may be quite ordinary"), finding.innocent_reading),
            section(say("What safecheck cannot know"), finding.limits),
        ]
    steps = tuple(
        say("Step %(number)d. %(title)s") % {"number": number, "title": step.title}
        for number, step in enumerate(result.plan.steps, start=1)
        if step.subject.kind == "setting" and step.subject.id == setting.key
    )
    sections.append(section(say("In your plan"), *steps))
    return tuple(each for each in sections if each.lines)
