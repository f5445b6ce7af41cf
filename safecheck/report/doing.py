"""What stands on a page before one change is confirmed and after it, and where safecheck cannot make any."""

from safecheck.i18n.catalog import Catalog
from safecheck.model.changes import CHANGE_KINDS, WITHOUT_UNDO, Done, Preview, Recovered, Run, Target
from safecheck.model.facts import AuditFacts, Chat
from safecheck.model.plan import Step
from safecheck.model.result import AuditResult
from safecheck.model.text import N_
from safecheck.report.changes import (
    IN_ORDER,
    change_title,
    done_lines,
    notes_of,
    now_and_then,
    recovered_lines,
    request_lines,
    way_back,
)
from safecheck.report.sections import Section, section

ASKING = N_("safecheck asks Telegram how this stands now. Nothing is changed yet.")
DOING = N_("safecheck makes the change, and reads back what Telegram stored.")
_CAN_DO = N_("safecheck can do this for you. It first shows what would change, and asks you.")
_CAN_LEAD = N_(
    "safecheck can lead you through Telegram's own questions. Nothing is sent before you choose it."
)
CAN_CHANGE = N_("safecheck can change this for you (a). It first shows what would change, and asks you.")
_SIGNED_OUT = N_(
    "safecheck could do this for you, but it is signed out by now. Check your account again to have it done."
)
_FROM_EXPORT = N_(
    "This result comes from an export, so safecheck can change nothing. Signed in, it could do this for you."
)


def target_of_step(step: Step) -> Target | None:
    """Return what safecheck would change to take a step, None if it cannot take it."""
    kind = next((kind for kind in CHANGE_KINDS if kind == step.kind), None)
    if kind == "report" and step.actor != "safecheck":  # by mail, or after leaving
        return None
    if kind is None or step.device is not None or step.state not in ("to_do", "later"):
        return None
    return Target(step.id, kind, step.subject.id if step.subject.kind == "chat" else None)


def what_can_be_done(target: Target, catalog: Catalog) -> str:
    """Return what safecheck can do for a step."""
    return catalog.gettext(_CAN_LEAD if target.kind == "report" else _CAN_DO)


def why_not(facts: AuditFacts, catalog: Catalog) -> str:
    """Return why safecheck cannot take a step now that it could take in an open visit, "" where no account
    was asked at all."""
    if facts.from_export:
        return catalog.gettext(_FROM_EXPORT)
    return "" if facts.computer_only else catalog.gettext(_SIGNED_OUT)


def is_high(result: AuditResult, chat: str | None) -> bool:
    """Whether a chat stands out strongly."""
    return any(rating.chat_id == chat and rating.level == "high" for rating in result.ratings)


def card_sections(result: AuditResult, chat: str | None) -> tuple[Section, ...]:
    """Return the reporting card of a chat, nothing if it has none: after leaving nobody can make it any more
    (G1)."""
    card = next((each for each in result.plan.steps if (each.kind, each.subject.id) == ("card", chat)), None)
    if card is None:
        return ()
    fields, *rest = card.detail.split("\n\n")
    return (section(card.title, *fields.split("\n"), style="card"), section("", *rest))


def confirm_sections(
    preview: Preview, result: AuditResult, catalog: Catalog, *, requests: bool = False
) -> tuple[Section, ...]:
    """Return what would change, now and then; what it does not do; whether it can be undone and, with
    `requests`, the very requests. Before a chat that stands out strongly is left the fixed order and its card
    come first (G1)."""
    say, target = catalog.gettext, preview.target
    leaving = target.kind == "leave" and preview.undoes is None
    sections: list[Section] = []
    if leaving and is_high(result, target.chat):
        sections.append(section("", say(IN_ORDER), style="strong"))
        sections += card_sections(result, target.chat)
    sections.append(section("", *now_and_then(preview, catalog)))
    # What leaving removes and leaves, the notes say, or the step did on the page before.
    step = None if preview.undoes or leaving else step_of(result, target)
    sections.append(section("", *(say(note) for note in notes_of(preview, chat_of(result, target)))))
    if step is not None:
        sections.append(section(say("What this removes"), step.removes))
        sections.append(section(say("What remains"), step.remains))
    if preview.undoes is None:
        undo = say("This cannot be undone.") if target.kind in WITHOUT_UNDO else say("This can be undone.")
        sections.append(section("", undo))
    if requests:
        heading, *lines = request_lines(preview, catalog)
        sections.append(Section(heading, tuple(lines), "list"))
    return tuple(each for each in sections if each.lines)


def outcome_sections(done: Done, result: AuditResult, catalog: Catalog, *, kept: bool) -> tuple[Section, ...]:
    """Return how a change ended; `kept`: what is noted of it is there for a later run."""
    _title, outcome, *more = done_lines(done, chat_of(result, done.target), catalog)
    back = way_back(done, catalog) if kept else ""
    sections = (section("", outcome, style="strong"), section("", *more, back))
    return tuple(each for each in sections if each.lines)


def run_sections(run: Run, result: AuditResult, catalog: Catalog) -> tuple[Section, ...]:
    """Return how several changes went: each in two sentences, then what is still to do and why."""
    say = catalog.gettext
    sections = []
    for done in run.done:
        title, outcome, *more = done_lines(done, chat_of(result, done.target), catalog)
        sections.append(Section(title, (outcome, *more), done=worked(done)))
    reason = catalog.sentence(run.problem) if run.problem is not None else ""
    to_do = [what_to_change(target, result, catalog) for target in run.to_do]
    if to_do:
        sections.append(Section(say("Still to do"), tuple(to_do), "list", then=(reason,) if reason else ()))
    elif not reason:
        sections.append(section("", say("All of it is done."), style="strong"))
    return tuple(sections)


def worked(done: Done) -> bool:
    """Whether it is now as was wanted."""
    return done.outcome in ("applied", "already")


def word_wanted(catalog: Catalog) -> str:
    """Return which word confirms what nothing can take back."""
    return catalog.gettext("To confirm it, type this word and press Enter: %(word)s") % {
        "word": _word(catalog)
    }


def is_right_word(typed: str, catalog: Catalog) -> bool:
    """Whether that word was typed."""
    return typed.strip().casefold() == _word(catalog).casefold()


def _word(catalog: Catalog) -> str:
    return catalog.gettext("leave")


def can_be_taken_back(done: Done) -> bool:
    """Whether a change that was just made can be taken back at once: something is other than before."""
    other = done.outcome in ("applied", "otherwise") and done.found not in (None, done.before)
    return other and done.undoes is None and done.target.kind not in WITHOUT_UNDO


def recovery_lines(recovered: Recovered, catalog: Catalog) -> tuple[str, ...]:
    """Return what became of changes in whose middle an earlier run stopped, and what could not be found out;
    nothing where there was none."""
    lines = recovered_lines(recovered.changes, recovered.torn, catalog)
    return (*lines, catalog.sentence(recovered.problem)) if recovered.problem is not None else lines


def step_of(result: AuditResult, target: Target) -> Step | None:
    """Return the step of the plan that a change takes, None if the plan has none."""
    return next(
        (step for step in result.plan.every if (each := target_of_step(step)) and each.same_as(target)), None
    )


def chat_of(result: AuditResult, target: Target) -> Chat | None:
    """Return the chat that a change is about."""
    return next((chat for chat in result.facts.chat_list.chats if chat.id == target.chat), None)


def what_to_change(target: Target, result: AuditResult, catalog: Catalog) -> str:
    """Return what a change is about, as a title."""
    return change_title(target.kind, chat_of(result, target), catalog)
