"""The settings of the account: how each stands, what it reaches, and what follows from it."""

from collections.abc import Container, Iterable
from itertools import groupby

from safecheck.i18n.catalog import Catalog
from safecheck.model.findings import SettingJudgement
from safecheck.model.result import AuditResult
from safecheck.report.devices import is_about_devices
from safecheck.report.findings import write_findings
from safecheck.report.layout import DETAIL, Page
from safecheck.report.setting_words import GROUP_NAMES, GROUPS, who_obeys
from safecheck.report.wording import without_stop


def write_settings(page: Page, result: AuditResult, catalog: Catalog) -> None:
    """Write the block about settings, by how far they protect."""
    page.heading(catalog.gettext("Settings of your account"))
    if result.facts.from_export:
        page.say(catalog.gettext("They were not part of the export, so how they stand is unknown."), DETAIL)
    for group in GROUPS:
        settings = [
            setting for setting in result.settings if setting.group == group and setting.scope == "account"
        ]
        if settings:
            page.gap()
            page.say(f"{catalog.gettext(GROUP_NAMES[group])}:")
            write_alike(page, settings, catalog)
    about_account = (
        finding
        for finding in result.findings
        if finding.subject.kind in ("setting", "account")
        and not is_about_devices(finding)
        and not finding.rule.startswith("computer.")
    )
    write_findings(page, about_account, catalog)


def write_alike(
    page: Page,
    settings: Iterable[SettingJudgement],
    catalog: Catalog,
    *,
    said: Container[str] = (),
) -> None:
    """Write settings; neighbours for which the same holds share the lines about it, among them who goes by
    them. What was `said` before is not said again."""

    def shared(setting: SettingJudgement) -> tuple[str, ...]:
        return (setting.reach, *who_obeys(setting, catalog))

    for lines, alike in groupby(settings, key=shared):
        page.gap()
        advice = []
        for setting in alike:
            page.say(_setting_line(setting, catalog))
            advice.append(setting.advice)
        for line in (*lines, *dict.fromkeys(advice)):
            if line not in said:
                page.say(line, DETAIL)


def _setting_line(setting: SettingJudgement, catalog: Catalog) -> str:
    if setting.reason is not None:
        return catalog.gettext("%(name)s: unknown, because %(reason)s.") % {
            "name": setting.name,
            "reason": without_stop(catalog.reason(setting.reason)),
        }
    return catalog.gettext("%(name)s: %(value)s.") % {
        "name": setting.name,
        "value": without_stop(setting.shown),
    }
