"""The way to the switches of one step, and what to press there: an item of a menu each on its own line."""

from collections.abc import Iterator

import msgspec

from safecheck.i18n.catalog import Catalog
from safecheck.model.plan import Press, Step
from safecheck.report.sections import Section, section


class Branch(msgspec.Struct, frozen=True):
    """One thing to press: what it is and how it stands, the items of the menu that follow after what the ways
    share, the number of the first of these, and what to do there ("" where that is the same as for the one
    before). One that lies elsewhere has its whole way, from 1."""

    title: str
    crumbs: tuple[str, ...]
    first: int
    do: str
    removes: str
    done: bool


class Ways(msgspec.Struct, frozen=True):
    """The ways of one step: what comes first and lies elsewhere, what the other ways share, and those."""

    elsewhere: tuple[Branch, ...]
    shared: tuple[str, ...]
    branches: tuple[Branch, ...]


def ways(step: Step, catalog: Catalog) -> Ways:
    """Return the ways to everything that is to be pressed in a step, in order."""
    elsewhere, found = list[Branch](), list[Branch]()
    for press in step.presses:
        leads_on = press.path[: len(step.path)] == step.path
        said = press.done or press.do == _last_do(found)
        shared = len(step.path) if leads_on else 0
        (found if leads_on else elsewhere).append(
            Branch(
                _title(press, catalog),
                tuple(quoted(crumb) for crumb in press.path[shared:]),
                shared + 1,
                "" if said else press.do,
                "" if press.done else press.removes,
                bool(press.done),
            )
        )
    return Ways(tuple(elsewhere), tuple(quoted(crumb) for crumb in step.path), tuple(found))


def _last_do(found: list[Branch]) -> str:
    return next((branch.do for branch in reversed(found) if branch.do), "")


def _title(press: Press, catalog: Catalog) -> str:
    if press.done is None:
        return press.title
    stands = catalog.gettext("off") if press.done else catalog.gettext("on")
    return catalog.gettext("%(switch)s: %(stands)s") % {"switch": press.title, "stands": stands}


def how_sections(step: Step, catalog: Catalog) -> Iterator[Section]:
    """Yield the way there, each thing to press, what that removes and leaves, and how to see that it worked.
    The numbers go on from what all ways share. Of a step that is done nothing is left to remove."""
    say, found = catalog.gettext, ways(step, catalog)
    yield from map(_branch_section, found.elsewhere)
    yield section(say("The way there, one after the other"), *found.shared, style="numbered")
    yield from map(_branch_section, found.branches)
    yield section(say("What this removes"), "" if is_done(step) else step.removes)
    yield section(say("What remains"), step.remains)
    yield section(say("To check"), step.check)


def _branch_section(branch: Branch) -> Section:
    then = tuple(line for line in (branch.do, branch.removes) if line)
    return Section(branch.title, branch.crumbs, "numbered", branch.first, then, branch.done)


def quoted(crumb: str) -> str:
    """Return one item of a path with the app's own words in quotes; a description has brackets already."""
    return crumb if crumb.startswith(('"', "(")) else f'"{crumb}"'


def is_done(step: Step) -> bool:
    """True if a step is known to be done already, or was said to be."""
    return step.state in ("done", "said_done")
