"""The settings of the account: how each stands, what it reaches, and what follows from it."""

from itertools import groupby

from safecheck.i18n.catalog import Catalog
from safecheck.model.findings import SettingJudgement
from safecheck.model.result import AuditResult
from safecheck.report.findings import write_findings
from safecheck.report.layout import DETAIL, Page
from safecheck.report.wording import without_stop


def write_settings(page: Page, result: AuditResult, catalog: Catalog) -> None:
    """Write the block about settings; neighbours that reach equally far share the line about their reach."""
    page.heading(catalog.gettext("Settings of your account"))
    for reach, settings in groupby(result.settings, key=lambda setting: setting.reach):
        page.gap()
        for setting in settings:
            page.say(_setting_line(setting, catalog))
        page.say(reach, DETAIL)
    about_account = (finding for finding in result.findings if finding.subject.kind in ("setting", "account"))
    write_findings(page, about_account, catalog)


def _setting_line(setting: SettingJudgement, catalog: Catalog) -> str:
    if setting.status == "unknown":
        return catalog.gettext("%(name)s: unknown, because %(reason)s.") % {
            "name": setting.name,
            "reason": without_stop(catalog.gettext(setting.reason or "")),
        }
    return catalog.gettext("%(name)s: %(value)s.") % {
        "name": setting.name,
        "value": without_stop(setting.shown),
    }
