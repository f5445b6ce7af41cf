"""The settings of the account as a list: how each stands, how much it stands out, what follows."""

from typing import Literal

import msgspec

from safecheck.i18n.catalog import Catalog
from safecheck.model.findings import Finding, Level, SettingJudgement
from safecheck.model.result import AuditResult
from safecheck.report.sections import Section, section
from safecheck.report.wording import LEVEL_NAMES, without_stop

Mark = Level | Literal["good", "unknown"]


class SettingRow(msgspec.Struct, frozen=True):
    """One setting: its mark, its name, its value in words, and how much it stands out ("" if it does not)."""

    id: str
    mark: Mark
    name: str
    value: str
    level_words: str
    sections: tuple[Section, ...]


def setting_rows(result: AuditResult, catalog: Catalog) -> tuple[SettingRow, ...]:
    """Return the settings, what stands out most first, what is unknown before what is in order."""
    rows = [_row(setting, result, catalog) for setting in result.settings]
    order: dict[Mark, int] = {"high": 0, "medium": 1, "low": 2, "info": 3, "unknown": 4, "good": 5}
    return tuple(sorted(rows, key=lambda row: order[row.mark]))


def _row(setting: SettingJudgement, result: AuditResult, catalog: Catalog) -> SettingRow:
    findings = _findings(setting, result)
    mark: Mark = "unknown"
    if setting.status != "unknown":
        mark = findings[0].level if findings else "good" if setting.status == "ok" else "info"
    unknown = catalog.gettext("unknown, because %(reason)s") % {
        "reason": without_stop(catalog.gettext(setting.reason or ""))
    }
    value = unknown if setting.status == "unknown" else without_stop(setting.shown)
    level = next((catalog.gettext(name) for level, name in LEVEL_NAMES.items() if level == mark), "")
    return SettingRow(
        id=setting.id,
        mark=mark,
        name=setting.name,
        value=value,
        level_words=level,
        sections=_sections(setting, value, findings, result, catalog),
    )


def _findings(setting: SettingJudgement, result: AuditResult) -> list[Finding]:
    """Return the findings about a setting, strongest first."""
    return [
        finding
        for finding in result.findings
        if finding.subject.kind == "setting" and finding.subject.id == setting.id
    ]


def _sections(
    setting: SettingJudgement,
    value: str,
    findings: list[Finding],
    result: AuditResult,
    catalog: Catalog,
) -> tuple[Section, ...]:
    say = catalog.gettext
    sections = [section(say("How it stands"), say("Now: %(value)s.") % {"value": value}, setting.reach)]
    for finding in findings:
        sections += [
            section(without_stop(finding.title), finding.why),
            section(say("It may be quite ordinary"), finding.innocent_reading),
            section(say("What safecheck cannot know"), finding.limits),
        ]
    steps = tuple(
        say("Step %(number)d. %(title)s") % {"number": number, "title": step.title}
        for number, step in enumerate(result.plan.steps, start=1)
        if step.subject.kind == "setting" and step.subject.id == setting.id
    )
    sections.append(section(say("In your plan"), *steps))
    return tuple(each for each in sections if each.lines)
