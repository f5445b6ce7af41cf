"""The plan in plain text: what the profile recommends, then every step, and what to type to have one done."""

from datetime import UTC, tzinfo

from safecheck.i18n.catalog import Catalog
from safecheck.model.result import AuditResult
from safecheck.packs.profiles_pack import AdviceProfile
from safecheck.report.layout import DETAIL, Page
from safecheck.report.opening import coverage_lines, help_lines
from safecheck.report.plan_list import begin_here, exposure
from safecheck.report.profiles import wish_of
from safecheck.report.steps import write_plan
from safecheck.report.wording import day_in_words


def render_plan(
    result: AuditResult,
    profile: AdviceProfile | None,
    catalog: Catalog,
    width: int,
    zone: tzinfo | None = UTC,
    *,
    account: str = "",
) -> str:
    """Return the plan as lines of at most `width` terminal cells, but for commands to copy.

    `profile` is shown as a list before the steps, None where it was not chosen; the day in the title is that
    of `zone`, None for the zone of this computer. `account` is the flags that name the account of this plan
    again, in the commands that take its steps.
    """
    say, page = catalog.gettext, Page(width)
    day = day_in_words(result.facts.finished.astimezone(zone).date(), catalog)
    page.say(say("safecheck, plan of %(day)s") % {"day": day})
    for lines in (
        help_lines(result, catalog),
        coverage_lines(result, catalog),
        [exposure(result, catalog).words, begin_here(result, catalog)],
    ):
        page.gap()
        for line in lines:
            page.say(line)
    if profile is not None:
        _write_profile(page, profile, catalog)
    write_plan(page, result, catalog, alone=True, account=account)
    page.gap()
    page.say(say("People who can help: safecheck help-me"))
    return page.text()


def _write_profile(page: Page, profile: AdviceProfile, catalog: Catalog) -> None:
    """Write which settings of the account are recommended, and why."""
    lang = catalog.lang
    page.heading(
        catalog.gettext("What is recommended with the profile %(name)s, for the account")
        % {"name": profile.name.of(lang)}
    )
    page.say(profile.about.of(lang), DETAIL)
    for each in profile.settings:
        page.gap()
        page.say(wish_of(each, catalog), DETAIL)
        page.say(each.because.of(lang), 2 * DETAIL)
