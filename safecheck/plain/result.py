"""The result, line by line: what matters first in a few sentences, then a list to choose from."""

from pathlib import Path

from msgspec.structs import replace

from safecheck.audit.evaluate import evaluate
from safecheck.audit.keeping import Keeping, MarkKeeping
from safecheck.audit.marks import with_marks
from safecheck.audit.paper import rendered
from safecheck.audit.past_audits import PastAudits
from safecheck.audit.probing import offered_look
from safecheck.audit.reading_on import ended_early
from safecheck.audit.resuming import may_be_remembered
from safecheck.audit.saving import SavedFiles
from safecheck.audit.visit import Visit
from safecheck.i18n.catalog import home_country
from safecheck.model.facts import AuditFacts
from safecheck.model.probing import ProbePlan
from safecheck.model.result import AuditResult, Form, Share
from safecheck.plain.app_language import words_of_menus
from safecheck.plain.chats import look_at_chats
from safecheck.plain.closer_look import closer_choice, closer_facts
from safecheck.plain.conversation import Back, Conversation, Ended
from safecheck.plain.device_form import tell_about_devices
from safecheck.plain.doing import Doing
from safecheck.plain.guide import look_at_guide
from safecheck.plain.landing import look_at_landing
from safecheck.plain.reading import read_on
from safecheck.plain.remembered import remember_by_name
from safecheck.plain.saving import save_report
from safecheck.plain.since import look_at_changes, offer_to_remember
from safecheck.report import sign_in as words
from safecheck.report.account import write_settings
from safecheck.report.chats import count_lines
from safecheck.report.choices import Choice
from safecheck.report.computer import write_computer
from safecheck.report.devices import write_devices
from safecheck.report.guide import guide_name
from safecheck.report.headline import headline
from safecheck.report.layout import DETAIL, Page
from safecheck.report.marks import known_line
from safecheck.report.opening import coverage_lines, nothing_stands_out, strong_line, title_line
from safecheck.report.probing import probing_lines
from safecheck.report.profiles import profile_named
from safecheck.report.since import since_line, since_title
from safecheck.report.steps import write_plan
from safecheck.report.summary import first_step_lines
from safecheck.report.text import render_text, type_for_help


async def show_result(
    talk: Conversation, visit: Visit | None, facts: AuditFacts, past: PastAudits, saved: SavedFiles
) -> None:
    """Show what was found until the person wants to go on; raises Ended where they want to end.

    The visit stays open, for what is asked of Telegram meanwhile; None for this computer alone. `past` knows
    earlier audits, and `saved` takes note of each file that is written.
    """
    told = visit.told if visit else ()
    marks = visit.marks if visit else ()
    keeping = Keeping(facts, told, visit.unread if visit else None)
    mark_keeping = MarkKeeping(facts, marks, visit.marks_unread if visit else None)
    for unread in visit.all_unread if visit else ():
        talk.gap()
        talk.say(talk.catalog.sentence(unread))

    doing = Doing(talk, visit)
    await doing.say_recovered()

    def masked(by: AuditFacts, share: Share) -> AuditResult:
        lang = talk.catalog.lang
        country = home_country(talk.country, lang)
        return evaluate(
            by, told, lang, country=country, profile=doing.profile, states=doing.states, share=share
        )

    def judged(by: AuditFacts | None = None) -> AuditResult:
        return with_marks(masked(by or facts, "private"), marks)

    def write(path: Path, form: Form, share: Share, replace: bool) -> None:
        def text() -> str:
            shown = result if share == "private" else masked(facts, share)
            country = home_country(talk.country, talk.catalog.lang)
            return rendered(form, shown, talk.catalog, country=country, changes=past.changes(result))

        saved.write(path, text, replace=replace)

    result = judged()
    say_first(talk, result, past)
    while True:
        say = talk.catalog.gettext
        talk.explanation = (
            say(
                "Each number shows one part of the result. Nothing on your account changes by looking at it."
            ),
        )
        talk.ending = words.what_ending_does(
            talk.catalog,
            signing_in=visit is not None,
            practice=facts.source == "practice",
            remembered=visit is not None and bool(visit.remembered),
        )
        plan = offered_look(visit, result)
        choices = _choices(
            talk,
            facts,
            plan,
            may_remember=may_be_remembered(visit),
            can_change=doing.open is not None,
            profile=profile_named(doing.profile).name.of(talk.catalog.lang),
            may_read_on=visit is not None and visit.can_read_on and ended_early(facts),
        )
        try:
            chosen = await talk.choose(say("Your choice"), choices)
        except Back:
            start = next(place for place, one in enumerate(choices, start=1) if one.key == "start")
            talk.gap()
            talk.say(
                say("This is the result. To go back to the beginning and forget it, choose %(number)d.")
                % {"number": start}
            )
            continue
        if chosen == "start":
            return
        if chosen == "end":
            try:
                await offer_to_remember(talk, result, past)
            except Back:
                continue
            raise Ended
        if chosen == "language":
            talk.speak_other_language()
            if visit is not None:
                facts = await words_of_menus(talk, visit, facts, told)
            result = judged()
            say_first(talk, result, past)
        elif chosen == "people":
            await talk.show_people()
        elif chosen == "guide":
            await look_at_guide(talk, "result")
        elif chosen == "chats":
            marks, chosen_chats = await look_at_chats(
                talk, result, marks, mark_keeping, can_leave=doing.open is not None
            )
            if chosen_chats:
                facts = await doing.leave(facts, result, chosen_chats)
            result = judged()
        elif chosen == "step":
            facts = await doing.step(facts, result, judged)
            result = judged()
            doing.forget_unless_shown(result)
        elif chosen == "profile":
            await doing.recommend()
            result = judged()
        elif chosen == "taken":
            facts = await doing.take_back(facts, result)
            result = judged()
        elif chosen == "read_on" and visit is not None:
            facts = await read_on(talk, visit, facts)
            result = judged()
            say_first(talk, result, past)
        elif chosen == "closer" and visit is not None and plan is not None:
            facts = await closer_facts(talk, visit, facts, plan)
            result = judged()
            say_first(talk, result, past)
        elif chosen == "computer":
            facts = await _with_computer(talk, facts)
            result = judged()
            talk.voice.whole(_part(talk, result, chosen))
        elif chosen == "tell" and visit is not None:
            facts, told = await tell_about_devices(talk, visit, facts, told, keeping)
            result = judged()
        elif chosen == "remember" and visit is not None:
            await remember_by_name(talk, visit)
        elif chosen == "landing":
            await look_at_landing(talk, result)
        elif chosen == "since":
            await look_at_changes(talk, result, past)
        elif chosen == "save":
            await save_report(talk, result, write)
        else:
            talk.gap()
            talk.voice.whole(_part(talk, result, chosen))


async def _with_computer(talk: Conversation, facts: AuditFacts) -> AuditFacts:
    """Return the facts with what was read on this computer, as they were if the person goes back."""
    if facts.computer is not None:
        return facts
    from safecheck.plain.this_computer import look_at_computer

    try:
        _, read = await look_at_computer(talk)
    except Back:
        return facts
    return replace(facts, computer=read)


def _choices(
    talk: Conversation,
    facts: AuditFacts,
    plan: ProbePlan | None,
    *,
    may_remember: bool,
    can_change: bool,
    profile: str,
    may_read_on: bool,
) -> tuple[Choice, ...]:
    say = talk.catalog.gettext
    hidden: set[str] = set() if may_remember else {"remember"}
    if facts.computer_only:
        hidden |= {"chats", "tell", "settings"}
    elif facts.source == "practice":
        hidden |= {"computer"}  # nothing real stands beside a practice account
    if not may_read_on:
        hidden.add("read_on")
    if facts.settings is None:
        hidden.add("profile")
    if not can_change:
        hidden.add("taken")
    if not PastAudits.can_hold(facts):
        hidden.add("since")
    return tuple(
        each
        for each in (
            Choice("plan", say("What you can do, step by step"), ""),
            Choice("step", say("Take one of these steps"), say("or say that you did")),
            Choice("taken", say("What safecheck changed"), say("to take it back")),
            Choice("profile", say("For whom settings are recommended"), profile),
            Choice("chats", say("Your groups and channels"), say("with what was noticed")),
            *([closer_choice(talk, plan)] if plan is not None else []),
            Choice("devices", say("Your devices"), say("what lands there without a tap")),
            Choice("tell", say("Tell how a device's switches stand"), say("with the device in your hand")),
            Choice("settings", say("The settings of your account"), ""),
            Choice(
                "computer",
                say("Telegram Desktop on this computer"),
                say("its settings, from its files") if facts.computer is None else "",
            ),
            Choice("landing", say("What can land here without a tap"), say("each answer, and why")),
            Choice("since", since_title(talk.catalog), ""),
            Choice("report", say("Everything as one report"), ""),
            Choice("save", say("Save a report"), say("a file to keep, print or show")),
            Choice("read_on", say("Go on reading where it stopped"), ""),
            Choice("people", say("People who can help"), ""),
            Choice("guide", guide_name(talk.catalog), ""),
            Choice("remember", say("Remember this sign-in"), say("for 30 days, with a passphrase")),
            Choice("language", say("Nederlands"), ""),
            Choice("start", say("Back to the beginning"), say("this result is forgotten then")),
            Choice("end", say("End"), ""),
        )
        if each.key not in hidden
    )


def say_first(talk: Conversation, result: AuditResult, past: PastAudits | None = None) -> None:
    """Say what matters most: help, what not to do, what can land, how many chats, where to begin (G1, G4);
    and what changed since an audit that `past` knows."""
    catalog = talk.catalog
    page = Page(talk.voice.width())
    page.say(title_line(result, catalog, None))
    for lines in (
        [type_for_help(result, catalog)],
        [*coverage_lines(result, catalog), *probing_lines(result, catalog)],
        [headline(result, catalog)],
        [strong_line(result, catalog), nothing_stands_out(result, catalog)],
        [line] if (line := known_line(result, catalog)) else [],
        [line] if past and (line := since_line(past.changes(result), catalog)) else [],
    ):
        page.gap()
        for line in lines:
            page.say(line)
    if not result.facts.computer_only:
        page.heading(catalog.gettext("Groups and channels"))
        for line in count_lines(result, catalog):
            page.say(line, DETAIL)
    first = first_step_lines(result, catalog)
    if first:
        page.heading(catalog.ngettext("Do this first", "Do these first", len(first)))
    for step in first:
        pattern = (
            catalog.gettext("Step %(number)d. %(title)s (%(effort)s)")
            if step.effort
            else catalog.gettext("Step %(number)d. %(title)s")
        )
        values = {"number": step.number, "title": step.title, "effort": step.effort}
        page.say(pattern % values, DETAIL)
    talk.gap()
    talk.voice.whole(page.text())


def _part(talk: Conversation, result: AuditResult, chosen: str) -> str:
    if chosen == "report":
        return render_text(result, talk.catalog, talk.voice.width(), zone=None, commands=False)
    page = Page(talk.voice.width())
    if chosen == "plan":
        write_plan(page, result, talk.catalog, alone=True)
    elif chosen == "devices":
        write_devices(page, result, talk.catalog)
    elif chosen == "computer":
        write_computer(page, result, talk.catalog)
    else:
        write_settings(page, result, talk.catalog)
    return page.text()
