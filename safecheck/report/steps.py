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


FIRST_STEPS = 3  # as many as a person keeps in mind


def write_first_steps(page: Page, result: AuditResult, catalog: Catalog) -> None:
    """Write the titles of the first steps, for whoever reads no further; nothing if there is one only."""
    steps = [step for step in result.plan.steps if not step.optional]
    if len(steps) <= 1:
        return
    page.heading(catalog.gettext("Do these first"))
    for number, step in list(enumerate(result.plan.steps, start=1))[:FIRST_STEPS]:
        page.say(_title(number, step, catalog), DETAIL)
    page.say(catalog.gettext("How to do each of them stands further down, under the same number."), DETAIL)


def write_plan(page: Page, result: AuditResult, catalog: Catalog) -> None:
    """Write the block of steps, in the plan's own order (G1). What an earlier step already said in the very
    same words is not said again: the later one refers to it by number."""
    page.heading(catalog.gettext("What you can do, in this order"))
    told: dict[tuple[object, ...], int] = {}
    for number, step in enumerate(result.plan.steps, start=1):
        page.gap()
        page.say(_title(number, step, catalog))
        words = (step.kind, step.detail, step.path, step.removes, step.remains, step.state)
        before = told.setdefault(words, number)
        if before == number:
            _write_step(page, step, catalog)
        else:
            page.say(catalog.gettext("As in step %(number)d.") % {"number": before}, DETAIL)
    page.gap()
    if not result.plan.steps:
        page.say(catalog.gettext("There is no step to take now."), DETAIL)


def _title(number: int, step: Step, catalog: Catalog) -> str:
    return catalog.gettext("Step %(number)d. %(title)s") % {"number": number, "title": step.title}


def _write_step(page: Page, step: Step, catalog: Catalog) -> None:
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
