"""The plan as a list to walk through: its steps in groups, what is left to land, and one step in full."""

from collections.abc import Iterator
from itertools import groupby

import msgspec
from msgspec.structs import replace

from safecheck.i18n.catalog import Catalog
from safecheck.model.findings import ChatLevel, Subject
from safecheck.model.plan import Step
from safecheck.model.result import AuditResult
from safecheck.model.text import N_
from safecheck.report.headline import headline
from safecheck.report.plan_states import is_in
from safecheck.report.presses import how_sections, is_done
from safecheck.report.sections import Section, section
from safecheck.report.steps import ON_WISH, state_words, undo_words, who
from safecheck.report.summary import StepLine, step_line
from safecheck.report.wording import title_of

_UNDER_ITS_CHAT: dict[str, str] = {
    "card": N_("Reporting card"),
    "report": N_("Report to Telegram, if you want to"),
    "leave": N_("Leave the chat"),
    "hotline": N_("Card to a hotline or the police, if you want to"),
    "ask_before_deleting": N_("Before you delete anything: ask first"),
}
_NOT_POSSIBLE: dict[str, str] = {
    "report": N_("Report to Telegram: nothing to do"),
    "leave": N_("Leave the chat: not possible here, because it is yours"),
}


class StepGroup(msgspec.Struct, frozen=True):
    """Neighbours in the plan that belong together; `level` is set for a chat that has several steps."""

    heading: str
    level: ChatLevel | None
    steps: tuple[StepLine, ...]


class Exposure(msgspec.Struct, frozen=True):
    """From how many of all groups and channels photos can land, and the same in words. `known` is False where
    no number can be given."""

    landing: int
    of: int
    words: str
    known: bool


def exposure(result: AuditResult, catalog: Catalog) -> Exposure:
    """Return what is left to land (G8): the number that the plan is to bring down."""
    landing, of = result.headline.landing, len(result.present)
    known = bool(of) and (landing > 0 or result.headline.unknown_devices < len(result.devices))
    if not landing:
        return Exposure(0, of, headline(result, catalog), known)
    if result.headline.assumed:
        sentence = catalog.ngettext(
            "Photos from %(landing)d of one group or channel can land by themselves,"
            " if you never changed this.",
            "Photos from %(landing)d of %(count)d groups and channels can land by themselves,"
            " if you never changed this.",
            of,
        )
    else:
        sentence = catalog.ngettext(
            "Photos from %(landing)d of one group or channel can land by themselves.",
            "Photos from %(landing)d of %(count)d groups and channels can land by themselves.",
            of,
        )
    return Exposure(landing, of, sentence % {"landing": landing, "count": of}, known)


def begin_here(result: AuditResult, catalog: Catalog) -> str:
    """Return which steps are enough to begin with, "" where the devices need none, or are all there is."""
    to_do = [step for step in result.plan.steps if step.state == "to_do"]
    steps = [step for step in to_do if _about_devices(step)]
    if not steps or len(steps) == len(to_do):
        return ""
    return catalog.ngettext(
        "Start with your devices: one step, about %(minutes)d minutes. The rest can wait.",
        "Start with your devices: %(count)d steps, about %(minutes)d minutes. The rest can wait.",
        len(steps),
    ) % {"count": len(steps), "minutes": sum(step.minutes for step in steps)}


def first_step_about(result: AuditResult, about: Subject) -> int | None:
    """Return the number of the first step about a thing, None if the plan has none."""
    steps = enumerate(result.plan.steps, start=1)
    return next((number for number, step in steps if step.subject == about), None)


def step_groups(result: AuditResult, catalog: Catalog, part: str = "") -> tuple[StepGroup, ...]:
    """Return the steps of a `part` of the plan ("" for all) in the plan's own order (G1), neighbours about
    the same thing under one heading."""
    return tuple(_groups(result, catalog, part))


def _groups(result: AuditResult, catalog: Catalog, part: str) -> Iterator[StepGroup]:
    ratings = {rating.chat_id: rating for rating in result.ratings}

    def about(numbered: tuple[int, Step]) -> tuple[str, str]:
        number, step = numbered
        if number > proposed:
            return "on_wish", ""
        if step.subject.kind == "chat" and ratings[step.subject.id].level == "high":
            return "chat", step.subject.id
        if step.kind == "stored_copies":
            return "stored", ""
        if step.kind == "look_again":
            return "later", ""
        if step.optional and not step.stops and not _about_devices(step):
            return "wish", ""
        if step.subject.kind == "chat":
            return "chats", ""
        return _place(step), ""

    proposed = len(result.plan.steps)
    headings = {
        "devices": catalog.gettext("Your devices"),
        "account": catalog.gettext("Your account"),
        "chats": catalog.gettext("Other groups and channels"),
        "wish": catalog.gettext("If you like"),
        "stored": catalog.gettext("What may be stored already"),
        "later": catalog.gettext("Later"),
        "on_wish": catalog.gettext(ON_WISH),
    }
    numbered = ((at, step) for at, step in enumerate(result.plan.every, start=1) if is_in(step, part))
    for (kind, chat_id), steps in groupby(numbered, about):
        if kind == "chat":
            rating = ratings[chat_id]
            lines = tuple(_of_chat(number, result, catalog) for number, _ in steps)
            yield StepGroup(title_of(rating.title, catalog), rating.level, lines)
        else:
            lines = tuple(step_line(number, result, catalog) for number, _ in steps)
            yield StepGroup(headings[kind], None, lines)


def _of_chat(number: int, result: AuditResult, catalog: Catalog) -> StepLine:
    """Return a step under the name of its chat, which it need not repeat."""
    step = result.plan.every[number - 1]
    title = _UNDER_ITS_CHAT.get(step.kind, "")
    if step.state == "not_possible":
        title = _NOT_POSSIBLE.get(step.kind, title)
    line = step_line(number, result, catalog)
    return replace(line, title=catalog.gettext(title)) if title else line


def _place(step: Step) -> str:
    return "devices" if _about_devices(step) or step.kind == "close_profile" else "account"


def _about_devices(step: Step) -> bool:
    return step.subject.kind == "device" or step.kind in ("downloads_off", "gallery_off", "close_profile")


def step_sections(step: Step, catalog: Catalog) -> tuple[Section, ...]:
    """Return one step in full: who, the way there, what it removes and leaves, whether it can be undone."""
    say = catalog.gettext
    if step.state == "not_possible":
        return (section("", step.detail),)
    skip = say("You may skip this step.") if step.optional and step.state != "later" else ""
    if is_done(step):
        sections = [section("", state_words(step, catalog))]
    else:
        sections = [
            section("", state_words(step, catalog), who(step, catalog), skip),
            *detail_sections(step),
        ]
    sections.append(section("", "" if is_done(step) else step.command))
    sections += how_sections(step, catalog)
    sections.append(_instead(step, catalog))
    sections += [section("", undo_words(step, catalog)), section("", step.labels)]
    return tuple(each for each in sections if each.lines or each.then)


def _instead(step: Step, catalog: Catalog) -> Section:
    """Return what may be done in place of a step; nothing once it is done."""
    milder = () if is_done(step) else tuple(each.title for each in step.instead)
    return section(catalog.gettext("If you would rather stay"), *milder, style="list")


def detail_sections(step: Step) -> Iterator[Section]:
    """Yield what a step says; the lines of a reporting card stand by themselves."""
    for place, part in enumerate(step.detail.split("\n\n")):
        yield section("", *part.split("\n"), style="card" if step.kind == "card" and not place else "text")


def place_in_plan(number: int, result: AuditResult, catalog: Catalog) -> str:
    """Return which step this is, of how many; of one that nobody proposes, that."""
    if number > len(result.plan.steps):
        return catalog.gettext(ON_WISH)
    return catalog.gettext("Step %(number)d of %(count)d") % {
        "number": number,
        "count": len(result.plan.steps),
    }
