"""The plan in words: numbered steps, each menu name on its own line so that a finger can follow."""

from safecheck.i18n.catalog import Catalog
from safecheck.model.plan import Step, StepState, Undo
from safecheck.model.result import AuditResult
from safecheck.model.text import N_
from safecheck.report.layout import DETAIL, Page
from safecheck.report.presses import Branch, is_done, ways

_UNDO: dict[Undo, str] = {
    "yes": N_("This can be undone."),
    "partly": N_("This can be undone in part only."),
    "no": N_("This cannot be undone."),
}

# Steps after which there is nothing that could be undone.
_LEAVES_NOTHING = frozenset(
    {"card", "hotline", "ask_before_deleting", "check_device", "stored_copies", "look_again"}
)

_STATES: dict[StepState, str] = {
    "to_do": "",
    "done": N_("This is done."),
    "said_done": N_("You told us that this is done."),
    "not_possible": "",  # its title and detail say so
    "later": N_("You left this for later."),
}


# The heading of steps that nobody proposes.
ON_WISH = N_("Only if you want it")

FIRST_STEPS = 3  # as many as a person keeps in mind


def write_first_steps(page: Page, result: AuditResult, catalog: Catalog) -> None:
    """Write the first steps that are there to be done, in full: the first screen is enough to begin with."""
    first = first_steps(result)
    if not first:
        return
    said = first_said(result)
    page.heading(catalog.ngettext("Do this first", "Do these first", len(first)))
    for number in first:
        page.gap()
        _write_numbered(page, number, said[number], result, catalog)


def write_plan(
    page: Page,
    result: AuditResult,
    catalog: Catalog,
    *,
    alone: bool = False,
    account: str | None = None,
) -> None:
    """Write the block of steps, in the plan's own order (G1). What stands at the top of the page is named
    only; nothing does where the plan is `alone` on it.

    `account` is the flags of a command line that name the account again: then what to type to have safecheck
    take a step stands with it. None where it is not a command line that takes steps.
    """
    page.heading(catalog.gettext("What you can do, in this order"))
    first, said = [] if alone else first_steps(result), first_said(result)
    for number, step in enumerate(result.plan.steps, start=1):
        page.gap()
        if number in first:
            page.say(_title(number, step, catalog))
            page.say(catalog.gettext("This step stands at the top."), DETAIL)
        else:
            _write_numbered(page, number, said[number], result, catalog)
            if account is not None:
                _write_commands(page, step, account, catalog)
    page.gap()
    if not result.plan.steps:
        page.say(catalog.gettext("There is no step to take now."), DETAIL)
    for note in dict.fromkeys(step.labels for step in result.plan.steps):
        page.say(note, DETAIL)
    if alone and result.plan.on_wish:
        page.heading(catalog.gettext(ON_WISH))
        for number, step in enumerate(result.plan.on_wish, start=len(result.plan.steps) + 1):
            page.say(_title(number, step, catalog))
            _write_step(page, step, catalog)
            if account is not None:
                _write_commands(page, step, account, catalog)


def first_steps(result: AuditResult) -> list[int]:
    """Return the numbers of the steps to begin with: what is to be done and not left to choice."""
    steps = enumerate(result.plan.steps, start=1)
    return [number for number, step in steps if step.state == "to_do" and not step.optional][:FIRST_STEPS]


def first_said(result: AuditResult) -> dict[int, int]:
    """Return, by number, the first step that says the very same words below its title: mostly itself."""
    first: dict[tuple[object, ...], int] = {}
    return {
        number: first.setdefault(
            (
                step.kind,
                step.minutes,
                step.optional,
                step.state,
                step.detail,
                step.path,
                step.presses,
                step.removes,
                step.remains,
                step.check,
                step.labels,
                step.command,
            ),
            number,
        )
        for number, step in enumerate(result.plan.steps, start=1)
    }


def _write_numbered(page: Page, number: int, said: int, result: AuditResult, catalog: Catalog) -> None:
    """Write one step; what step `said` told in the very same words is not told again."""
    step = result.plan.steps[number - 1]
    page.say(_title(number, step, catalog))
    if said < number:
        page.say(as_in_step(said, catalog), DETAIL)
    else:
        _write_step(page, step, catalog)


def as_in_step(number: int, catalog: Catalog) -> str:
    """Return that a step goes like an earlier one."""
    return catalog.gettext("As in step %(number)d.") % {"number": number}


def write_step(page: Page, step: Step, catalog: Catalog) -> None:
    """Write one step of a plan in full: its title, and how it is done."""
    page.say(step.title)
    _write_step(page, step, catalog)
    page.say(step.labels, DETAIL)


def _write_commands(page: Page, step: Step, account: str, catalog: Catalog) -> None:
    """Write what to type to have safecheck take a step, or a milder one in its place."""
    if step.state not in ("to_do", "later"):
        return
    if step.actor == "safecheck":
        page.say(catalog.gettext("To have safecheck do it, after it asked you:"), DETAIL)
        page.command(_apply(step, account), 2 * DETAIL)
    milder = [each for each in step.instead if each.actor == "safecheck"]
    if milder:
        page.say(catalog.gettext("Or, if you would rather stay, which does not stop downloads:"), DETAIL)
    for each in milder:
        page.command(_apply(each, account), 2 * DETAIL)


def _apply(step: Step, account: str) -> str:
    return f"safecheck apply {step.id} {account}".rstrip()


def _title(number: int, step: Step, catalog: Catalog) -> str:
    return catalog.gettext("Step %(number)d. %(title)s") % {"number": number, "title": step.title}


def _write_step(page: Page, step: Step, catalog: Catalog) -> None:
    if is_done(step):
        page.say(state_words(step, catalog), DETAIL)
        _write_remains(page, step, catalog)
        return
    if step.state == "not_possible":
        page.say(step.detail, DETAIL)
        return
    page.say(state_words(step, catalog), DETAIL)
    page.say(who(step, catalog), DETAIL)
    if step.optional and step.state != "later":
        page.say(catalog.gettext("You may skip this step."), DETAIL)
    page.say(step.detail, DETAIL)
    page.command(step.command, 2 * DETAIL)
    found = ways(step, catalog)
    for branch in found.elsewhere:
        _write_branch(page, branch)
    if found.shared:
        page.say(catalog.gettext("Where to find it, one after the other:"), DETAIL)
        for crumb in found.shared:
            page.say(crumb, 2 * DETAIL)
    for branch in found.branches:
        _write_branch(page, branch)
    if step.removes:
        page.say(catalog.gettext("What this removes: %(what)s") % {"what": step.removes}, DETAIL)
    _write_remains(page, step, catalog)
    if step.check:
        page.say(catalog.gettext("To check: %(how)s") % {"how": step.check}, DETAIL)
    page.say(undo_words(step, catalog), DETAIL)


def _write_remains(page: Page, step: Step, catalog: Catalog) -> None:
    """Write what comes in all the same, also where a step is done: nothing is ever all of it (G9)."""
    if step.remains:
        page.say(catalog.gettext("What remains: %(what)s") % {"what": step.remains}, DETAIL)


def _write_branch(page: Page, branch: Branch) -> None:
    page.say(branch.title, DETAIL)
    for crumb in branch.crumbs:
        page.say(crumb, 2 * DETAIL)
    page.say(branch.do, 2 * DETAIL)


def undo_words(step: Step, catalog: Catalog) -> str:
    """Return whether a step can be undone, "" where there is nothing that could be."""
    return (
        ""
        if step.kind in _LEAVES_NOTHING or step.state == "not_possible"
        else catalog.gettext(_UNDO[step.undo])
    )


def state_words(step: Step, catalog: Catalog) -> str:
    """Return that a step is done or was put off, "" if it is not."""
    return "" if step.kind == "look_again" else catalog.gettext(_STATES[step.state])


def who(step: Step, catalog: Catalog) -> str:
    """Return who does a step, and how long it takes."""
    if step.actor == "safecheck":
        return catalog.gettext("safecheck can do this for you; it asks first.")
    if step.minutes < 1:
        return catalog.gettext("You do this yourself.")
    return catalog.ngettext(
        "You do this yourself; it takes about a minute.",
        "You do this yourself; it takes about %(minutes)d minutes.",
        step.minutes,
    ) % {"minutes": step.minutes}
