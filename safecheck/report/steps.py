"""The plan in words: numbered steps, each menu name on its own line so that a finger can follow."""

from safecheck.i18n.catalog import Catalog
from safecheck.model.plan import Step, StepState, Undo
from safecheck.model.result import AuditResult
from safecheck.model.text import N_
from safecheck.report.layout import DETAIL, Page

_UNDO: dict[Undo, str] = {
    "yes": N_("This can be undone."),
    "partly": N_("This can be undone in part only."),
    "no": N_("This cannot be undone."),
}

# Steps after which there is nothing that could be undone.
_LEAVES_NOTHING = frozenset({"card", "hotline", "ask_before_deleting", "check_device", "look_again"})

_STATES: dict[StepState, str] = {
    "to_do": "",
    "done": N_("This is done."),
    "said_done": N_("You told us that this is done."),
    "not_possible": N_("This is not possible here."),
    "later": N_("This is for later."),
}


def write_plan(page: Page, result: AuditResult, catalog: Catalog) -> None:
    """Write the block of steps, in the plan's own order (G1)."""
    page.heading(catalog.gettext("What you can do, in this order"))
    for number, step in enumerate(result.plan.steps, start=1):
        page.gap()
        _write_step(page, number, step, catalog)
    page.gap()
    if not result.plan.steps:
        page.say(catalog.gettext("There is no step to take now."), DETAIL)


def _write_step(page: Page, number: int, step: Step, catalog: Catalog) -> None:
    page.say(catalog.gettext("Step %(number)d. %(title)s") % {"number": number, "title": step.title})
    page.say(_who(step, catalog), DETAIL)
    if step.optional:
        page.say(catalog.gettext("You may skip this step."), DETAIL)
    page.say(catalog.gettext(_STATES[step.state]), DETAIL)
    page.say(step.detail, DETAIL)
    if step.path:
        page.say(catalog.gettext("Where to find it, one after the other:"), DETAIL)
        for crumb in step.path:
            page.say(crumb, 2 * DETAIL)
    if step.removes:
        page.say(catalog.gettext("What this removes: %(what)s") % {"what": step.removes}, DETAIL)
    if step.remains:
        page.say(catalog.gettext("What remains: %(what)s") % {"what": step.remains}, DETAIL)
    if step.kind not in _LEAVES_NOTHING:
        page.say(catalog.gettext(_UNDO[step.undo]), DETAIL)


def _who(step: Step, catalog: Catalog) -> str:
    if step.actor == "safecheck":
        return catalog.gettext("safecheck can do this for you; it asks first.")
    if step.minutes < 1:
        return catalog.gettext("You do this yourself.")
    return catalog.ngettext(
        "You do this yourself; it takes about a minute.",
        "You do this yourself; it takes about %(minutes)d minutes.",
        step.minutes,
    ) % {"minutes": step.minutes}
