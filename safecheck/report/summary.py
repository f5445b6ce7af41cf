"""The result on one screen: its first lines, the levels, the first steps. Short forms of the full report."""

from datetime import tzinfo

import msgspec

from safecheck.i18n.catalog import Catalog
from safecheck.model.findings import ChatLevel
from safecheck.model.plan import Step
from safecheck.model.result import AuditResult
from safecheck.report.presses import is_done
from safecheck.report.steps import first_steps
from safecheck.report.wording import day_in_words

LEVELS: tuple[ChatLevel, ...] = ("high", "medium", "low", "none")


class LevelCount(msgspec.Struct, frozen=True):
    """How many chats are at one level, as a number and in words."""

    level: ChatLevel
    count: int
    words: str


class StepLine(msgspec.Struct, frozen=True):
    """One step as a line: its place in the plan, counted from 1, its title, and how long it takes;
    `to_take` is False where there is nothing to do, `done` True where that is so because it is done."""

    number: int
    title: str
    effort: str
    to_take: bool = True
    done: bool = False


def result_title(result: AuditResult, catalog: Catalog, zone: tzinfo | None = None) -> str:
    """Return where we are and the day of the result (in `zone`, None for that of this computer)."""
    day = day_in_words(result.facts.finished.astimezone(zone).date(), catalog)
    return catalog.gettext("Result of %(day)s") % {"day": day}


def shocked(result: AuditResult, catalog: Catalog) -> str:
    """Return the first line of any result with a chat that stands out strongly, else "" (G4)."""
    if not result.has_high_chat:
        return ""
    return catalog.gettext("Shocked? Press h. You need not look at anything.")


def do_not_look(result: AuditResult, catalog: Catalog) -> str:
    """Return what not to do if a chat stands out strongly, else "" (G1, G2)."""
    if not result.has_high_chat:
        return ""
    return catalog.gettext(
        "Do not open a chat that stands out to look. Switch automatic download off first;"
        " the plan goes on from there."
    )


def level_counts(result: AuditResult, catalog: Catalog) -> tuple[LevelCount, ...]:
    """Return the levels at which there are chats that the account is still in, strongest first."""
    words = {
        "high": catalog.gettext("%(count)d strongly"),
        "medium": catalog.gettext("%(count)d clearly"),
        "low": catalog.gettext("%(count)d a little"),
        "none": catalog.gettext("%(count)d where nothing stands out"),
    }
    counts = {level: sum(rating.level == level for rating in result.present) for level in LEVELS}
    return tuple(
        LevelCount(level, counts[level], words[level] % {"count": counts[level]})
        for level in LEVELS
        if counts[level]
    )


def no_longer_in(result: AuditResult, catalog: Catalog) -> str:
    """Return how many chats are listed that the account is no longer in, "" if none."""
    left = len(result.ratings) - len(result.present)
    if not left:
        return ""
    return catalog.ngettext(
        "You are no longer in one chat of this list; nothing new can come from it.",
        "You are no longer in %(count)d chats of this list; nothing new can come from them.",
        left,
    ) % {"count": left}


def first_step_lines(result: AuditResult, catalog: Catalog) -> tuple[StepLine, ...]:
    """Return the steps to begin with, one line each."""
    return tuple(step_line(number, result, catalog) for number in first_steps(result))


def step_line(number: int, result: AuditResult, catalog: Catalog) -> StepLine:
    """Return step `number`, counted from 1, as one line."""
    step = result.plan.every[number - 1]
    to_take = step.state != "not_possible" and not is_done(step)
    return StepLine(number, step.title, effort(step, catalog), to_take, is_done(step))


def effort(step: Step, catalog: Catalog) -> str:
    """Return who does a step, or how long it takes, in very few words."""
    if step.state == "said_done":
        return catalog.gettext("you said done")
    if is_done(step):
        return catalog.gettext("done")
    if step.state == "not_possible":
        return ""
    if step.state == "later" and step.kind != "look_again":
        return catalog.gettext("later")
    if step.actor == "safecheck":
        return catalog.gettext("by safecheck")
    return catalog.gettext("%(minutes)d min") % {"minutes": step.minutes} if step.minutes else ""


def nothing_to_do(result: AuditResult, catalog: Catalog) -> str:
    """Return what to say where no step is to be done now, else ""."""
    if first_steps(result):
        return ""
    if not result.facts.complete:
        return catalog.gettext("Not everything was read. Check again when it suits you.")
    return catalog.gettext("Enough for today. Check again in three months, or when you join new groups.")
