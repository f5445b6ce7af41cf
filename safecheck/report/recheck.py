"""One step looked at once more, in words: how it stood, how it stands now, and what that says of the step."""

from datetime import UTC, tzinfo

from safecheck.advice.recheck import Standing, chat_of, needed, settings_about, standing
from safecheck.i18n.catalog import Catalog
from safecheck.model.changes import FolderValue, MemberValue
from safecheck.model.facts import Unknown
from safecheck.model.plan import Step
from safecheck.model.result import AuditResult
from safecheck.model.text import N_
from safecheck.report.change_values import value_words
from safecheck.report.layout import DETAIL, Page
from safecheck.report.opening import coverage_lines
from safecheck.report.sections import Section, section
from safecheck.report.wording import day_in_words, without_stop

ASKING = N_("safecheck asks Telegram how this stands now. Nothing is changed.")
READING = N_("safecheck reads once more how this stands on this computer. Nothing is changed.")
CAN_CHECK = N_("To see how it stands now: press c. safecheck only looks, and changes nothing.")

_STANDINGS: dict[Standing, str] = {
    "done": N_("This is done: safecheck has checked it."),
    "to_do": N_("This is still to do."),
    "only_you": N_("Only you can tell whether this is done: no program can see it."),
    "unknown": N_("safecheck could not read how this stands."),
}


def standing_words(stands: Standing, catalog: Catalog) -> str:
    """Return what a standing says of the step."""
    return catalog.gettext(_STANDINGS[stands])


def how_it_stands(step: Step, result: AuditResult, catalog: Catalog) -> tuple[str, ...]:
    """Return what a result has read of the thing of a step, a sentence each; nothing where there is nothing
    to read."""
    again = needed(step)
    if again.chat_id is not None:
        return _of_chat(step, again.chat_id, result, catalog)
    if again.devices:
        return (_of_devices(step, result, catalog),)
    if again.computer and step.subject.kind == "device":
        return _of_switches(step, result, catalog)
    say = catalog.gettext
    return tuple(
        say("%(heading)s: %(value)s.")
        % {
            "heading": without_stop(each.name),
            "value": without_stop(each.shown if each.reason is None else catalog.reason(each.reason)),
        }
        for each in settings_about(step, result)
    )


def recheck_sections(
    step: Step, before: AuditResult, now: AuditResult, catalog: Catalog
) -> tuple[Section, ...]:
    """Return how the thing of a step stood, how it stands now, and what that says of the step."""
    say = catalog.gettext
    was, stands = how_it_stands(step, before, catalog), how_it_stands(step, now, catalog)
    lists = (
        (section(say("Before and now"), *stands, style="list"),)
        if was == stands
        else (section(say("Before"), *was, style="list"), section(say("Now"), *stands, style="list"))
    )
    return (*lists, section("", standing_words(standing(step, now), catalog), style="strong"))


def render_check(
    step: Step, result: AuditResult, catalog: Catalog, width: int, zone: tzinfo | None = UTC
) -> str:
    """Return how one step stands as lines of at most `width` terminal cells; the day is that of `zone`, None
    for the zone of this computer."""
    page, say = Page(width), catalog.gettext
    day = day_in_words(result.facts.finished.astimezone(zone).date(), catalog)
    page.say(say("safecheck, one step on %(day)s") % {"day": day})
    for line in coverage_lines(result, catalog):
        page.say(line)
    page.heading(step.title)
    for line in how_it_stands(step, result, catalog):
        page.say(line, DETAIL)
    page.gap()
    page.say(standing_words(standing(step, result), catalog))
    return page.text()


def requests_words(step: Step, catalog: Catalog) -> str:
    """Return how much looking once more asks of Telegram."""
    count = needed(step).requests
    if not count:
        return catalog.gettext("from the files here, without asking Telegram")
    return catalog.ngettext("asks Telegram once", "asks Telegram %(count)d times", count) % {"count": count}


def _of_chat(step: Step, chat_id: str, result: AuditResult, catalog: Catalog) -> tuple[str, ...]:
    chat, say = chat_of(chat_id, result), catalog.gettext
    if chat is None:
        return (say("You are in no group or channel with this number."),)
    if step.kind == "mute":
        words = say("muted") if chat.muted else say("not muted")
    elif step.kind == "archive":
        words = value_words("archive", FolderValue(chat.archived), catalog)
    else:
        words = value_words("leave", MemberValue(not chat.gone), catalog)
    return (say("This chat: %(value)s.") % {"value": words},)


def _of_devices(step: Step, result: AuditResult, catalog: Catalog) -> str:
    known, say = result.facts.devices.value, catalog.gettext
    if isinstance(known, Unknown):
        return say("The list of devices could not be read.")
    if step.kind == "end_leftover":
        count = len(known.leftovers)
        if not count:
            return say("No earlier sign-in of safecheck is left.")
        return catalog.ngettext(
            "One earlier sign-in of safecheck is left.",
            "%(count)d earlier sign-ins of safecheck are left.",
            count,
        ) % {"count": count}
    device = next((each for each in known.devices if each.id == step.subject.id), None)
    if device is None:
        return say("This device is no longer signed in.")
    day = day_in_words(device.last_active.date(), catalog)
    return say("This device is signed in; it was last used on %(day)s.") % {"day": day}


def _of_switches(step: Step, result: AuditResult, catalog: Catalog) -> tuple[str, ...]:
    """Return how each switch of a device on this computer stands."""
    say = catalog.gettext
    read = result.plan.step(step.id)
    if read is None:
        return (say("This account is no longer there on this computer."),)
    states = {True: say("off"), False: say("on"), None: say("not known")}
    return tuple(
        say("%(heading)s: %(value)s.") % {"heading": without_stop(press.title), "value": states[press.done]}
        for press in read.presses
    )
