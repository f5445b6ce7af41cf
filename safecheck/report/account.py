"""The settings of the account: how each stands, what it reaches, and what follows from it."""

from collections.abc import Iterable
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
    for group in GROUPS:
        settings = [setting for setting in result.settings if setting.group == group]
        if settings:
            page.gap()
            page.say(f"{catalog.gettext(GROUP_NAMES[group])}:")
            _write_group(page, settings, catalog)
    about_account = (
        finding
        for finding in result.findings
        if finding.subject.kind in ("setting", "account") and not is_about_devices(finding)
    )
    write_findings(page, about_account, catalog)


def _write_group(page: Page, settings: Iterable[SettingJudgement], catalog: Catalog) -> None:
    """Write settings; neighbours for which the same holds share the lines about who goes by them."""
    for (reach, obeyed), alike in groupby(settings, key=lambda one: (one.reach, who_obeys(one, catalog))):
        page.gap()
        advice = []
        for setting in alike:
            page.say(_setting_line(setting, catalog))
            advice.append(setting.advice)
        for line in (reach, *obeyed, *dict.fromkeys(advice)):
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
