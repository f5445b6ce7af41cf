"""A page to print for one device: what to press there, with room for a tick. It names no chat and no account:
paper lies around."""

from collections.abc import Sequence
from datetime import UTC, tzinfo

from safecheck.i18n.catalog import Catalog
from safecheck.model.findings import DeviceJudgement
from safecheck.model.plan import Step
from safecheck.model.result import AuditResult
from safecheck.report.layout import DETAIL, Page
from safecheck.report.presses import is_done, quoted
from safecheck.report.wording import day_in_words

_WIDTH = 72  # cells: a page of ordinary paper
_OPEN, _DONE = "[ ]", "[x]"


def render_pages(result: AuditResult, catalog: Catalog, zone: tzinfo | None = UTC) -> tuple[str, ...]:
    """Return one page for each device that has steps, to hold a phone beside."""
    day = day_in_words(result.facts.finished.astimezone(zone).date(), catalog)
    pages = (
        (device, [step for step in result.plan.steps if step.device == device.id])
        for device in result.devices
    )
    return tuple(_page(device, steps, day, catalog) for device, steps in pages if steps)


def _page(device: DeviceJudgement, steps: Sequence[Step], day: str, catalog: Catalog) -> str:
    say, page = catalog.gettext, Page(_WIDTH)
    page.say(device.name or say("A device without a name"))
    page.say(say("What to press on this device. As of %(day)s.") % {"day": day})
    page.say(say("Hold the device beside this page, and tick what is done."))
    for step in steps:
        page.gap()
        _write(page, step, catalog)
    for note in dict.fromkeys(step.labels for step in steps):
        page.gap()
        page.say(note)
    return page.text()


def _write(page: Page, step: Step, catalog: Catalog) -> None:
    say = catalog.gettext
    page.say(f"{_DONE if is_done(step) else _OPEN} {step.title}")
    if is_done(step):
        return
    page.say(step.detail, DETAIL)
    for crumb in () if step.presses else step.path:
        page.say(quoted(crumb), 2 * DETAIL)
    for press in step.presses:
        page.gap()
        page.say(f"{_DONE if press.done else _OPEN} {press.title}", DETAIL)
        if not press.done:
            for crumb in press.path:
                page.say(quoted(crumb), 2 * DETAIL)
            page.say(press.do, 2 * DETAIL)
    page.gap()
    if step.check:
        page.say(say("To check: %(how)s") % {"how": step.check}, DETAIL)
    if step.remains:
        page.say(say("What remains: %(what)s") % {"what": step.remains}, DETAIL)
