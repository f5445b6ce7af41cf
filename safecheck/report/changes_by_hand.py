"""What is said of a step that only a person can take, where safecheck was asked to take it."""

from safecheck.i18n.catalog import Catalog
from safecheck.model.plan import Step
from safecheck.report.layout import Page
from safecheck.report.presses import is_done
from safecheck.report.steps import write_step


def reason_by_hand(step: Step, catalog: Catalog) -> str:
    """Return why safecheck does not take it."""
    say = catalog.gettext
    if is_done(step):
        return say("There was nothing to do: it is so already.")
    if step.device is not None:
        return say("Only you can do this, on the device itself.")
    return say("safecheck cannot do this for you.")


def by_hand_text(step: Step, catalog: Catalog, width: int) -> str:
    """Return that, and how it is done, in lines of at most `width` terminal cells."""
    page = Page(width)
    page.say(reason_by_hand(step, catalog))
    page.gap()
    write_step(page, step, catalog)
    return page.text()
