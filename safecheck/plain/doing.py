"""Taking steps, line by line: what would change first, then a question, then what became of it."""

import asyncio
import contextlib
from collections.abc import Callable, Collection, Sequence

from safecheck.advice.recheck import needed, standing
from safecheck.audit.leaving import review, take_all
from safecheck.audit.rechecking import ReadAgain, can_be_read, folded, read_again, takes_a_passcode
from safecheck.audit.several import undo_all
from safecheck.audit.visit import Visit
from safecheck.model.changes import Begun, Done, Preview, Run, Target
from safecheck.model.errors import SafecheckError
from safecheck.model.facts import AuditFacts
from safecheck.model.plan import PROFILE_NAMES, ProfileName, Step, StepState
from safecheck.model.result import AuditResult
from safecheck.plain.conversation import Back, Conversation
from safecheck.plain.reporting import report_chat, say_other_ways
from safecheck.plain.several import Way, make_several, progress_of_changes
from safecheck.plain.this_computer import look_at_computer
from safecheck.report.changes import STOPS_NOTHING, no_undo_lines
from safecheck.report.choices import Choice
from safecheck.report.doing import (
    chat_of,
    confirm_sections,
    is_high,
    outcome_sections,
    recovery_lines,
    target_of_step,
    what_can_be_done,
    what_to_change,
    why_not,
)
from safecheck.report.leaving import leave_sections
from safecheck.report.plan_list import place_in_plan, step_sections
from safecheck.report.plan_states import SEEN_OPEN, can_be_said
from safecheck.report.profiles import profile_choices, profile_named, profile_sections
from safecheck.report.recheck import ASKING, READING, recheck_sections, requests_words
from safecheck.report.taken_steps import nothing_taken, taken_choices, undo_all_sections

Judged = Callable[[AuditFacts], AuditResult]


async def confirmed(talk: Conversation, title: str) -> bool:
    """Ask whether to make the change that was shown; no comes first."""
    say = talk.catalog.gettext
    choices = (Choice("no", say("No, leave it as it is"), ""), Choice("yes", say("Yes, do this"), title))
    return await talk.choose(say("Your choice"), choices) == "yes"


class Doing:
    """What is done in one visit, None where no account is open. `states` are what is known of steps."""

    def __init__(self, talk: Conversation, visit: Visit | None) -> None:
        self._talk, self._visit = talk, visit
        self._said: dict[str, StepState] = {}
        self._done: tuple[str, ...] = visit.done_steps if visit is not None else ()
        self._checked: frozenset[str] = frozenset()
        self.profile: ProfileName = "adult"

    @property
    def states(self) -> dict[str, StepState]:
        """What the person said of steps, and what safecheck did, or saw done when it looked once more."""
        return self._said | dict.fromkeys((*self._done, *self._checked), "done")

    @property
    def open(self) -> Visit | None:
        """The visit in which a step could be taken now."""
        return self._visit if self._visit is not None and self._visit.can_change else None

    async def say_recovered(self) -> None:
        """Say what became of changes in whose middle an earlier run stopped."""
        if self.open is not None:
            recovered = await self.open.recover()
            self._done = self.open.done_steps
            for line in recovery_lines(recovered, self._talk.catalog):
                self._talk.gap()
                self._talk.say(line)

    # --- one step ---------------------------------------------------------------------------------------

    async def step(self, facts: AuditFacts, result: AuditResult, judged: Judged) -> AuditFacts:
        """Ask for a step by its number in the plan and take it, look once more how it stands, or let the
        person say that they took it. Return the facts by then."""
        talk, steps = self._talk, result.plan.every
        say = talk.catalog.gettext
        try:
            typed = await talk.ask(say("The number of a step, as the plan has it"))
            if not (typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(steps)):
                talk.say(say("The plan has no step with that number."))
                return facts
            step = steps[int(typed) - 1]
            talk.gap()
            talk.say(place_in_plan(int(typed), result, talk.catalog), step.title)
            talk.say_sections(step_sections(step, talk.catalog))
            ways = [Choice("nothing", say("Do nothing"), "")]
            target = target_of_step(step)
            if target is not None:
                can = what_can_be_done(target, talk.catalog)
                talk.say(can if self.open is not None else why_not(facts, talk.catalog))
                if self.open is not None:
                    ways.append(Choice("do", say("Have safecheck do it"), say("it asks once more")))
                    ways += [Choice(each.id, each.title, say(STOPS_NOTHING)) for each in step.instead]
            if can_be_read(step, facts, self._visit):
                ways.append(Choice("check", say("Check again"), requests_words(step, talk.catalog)))
            if not can_be_said(step):
                ways.append(Choice("said_done", say("I did this"), ""))
                ways.append(Choice("later", say("Later"), ""))
            if len(ways) == 1:
                return facts
            chosen = await talk.choose(say("Your choice"), ways)
            if chosen == "do" and target is not None and target.kind == "report":
                return await self._report(facts, result, target)
            if chosen == "do" and target is not None:
                return await self._change(facts, result, target)
            if chosen == "check":
                return await self._check(facts, result, step, judged)
            for each in step.instead:
                if each.id == chosen and (milder := target_of_step(each)) is not None:
                    return await self._change(facts, result, milder)
            if chosen in ("said_done", "later"):
                self._said[step.id] = "said_done" if chosen == "said_done" else "later"
        except Back:
            talk.say(say("Nothing was changed."))
        return facts

    async def _check(self, facts: AuditFacts, result: AuditResult, step: Step, judged: Judged) -> AuditFacts:
        """Look once more how a step stands, and say how it stood before and stands now."""
        talk, computer = self._talk, needed(step).computer
        talk.gap()
        talk.say(talk.catalog.gettext(READING if computer else ASKING))
        try:
            if takes_a_passcode(step, facts):
                again = ReadAgain(computer=(await look_at_computer(talk))[1])
            else:
                asking = asyncio.ensure_future(read_again(step, self._visit))
                again = await talk.soon(asking, talk.catalog.gettext(ASKING))
        except SafecheckError as problem:
            talk.say(talk.catalog.sentence(problem))
            return facts
        now = folded(facts, again)
        found = judged(now)
        stands = standing(step, found)
        talk.say_sections(recheck_sections(step, result, found, talk.catalog))
        if stands in ("done", "to_do"):
            self._said.pop(step.id, None)
            self._checked = self._checked | {step.id} if stands == "done" else self._checked - {step.id}
        return now

    async def recommend(self) -> None:
        """Ask for whom settings are recommended, after saying what each profile recommends."""
        talk, say = self._talk, self._talk.catalog.gettext
        talk.gap()
        talk.say(say("Settings of your account only. Choosing changes nothing on it."))
        for name in PROFILE_NAMES:
            profile = profile_named(name)
            talk.gap()
            talk.say(say("%(heading)s:") % {"heading": profile.name.of(talk.catalog.lang)})
            talk.say_sections(profile_sections(profile, talk.catalog))
        with contextlib.suppress(Back):
            chosen = await talk.choose(
                say("For whom are settings recommended?"), profile_choices(self.profile, talk.catalog)
            )
            self.profile = next(name for name in PROFILE_NAMES if name == chosen)

    async def _report(self, facts: AuditFacts, result: AuditResult, target: Target) -> AuditFacts:
        """Lead through a report to Telegram; what was read stays as it was."""
        talk, visit, chat = self._talk, self.open, chat_of(result, target)
        assert visit is not None  # noqa: S101 - it is offered in an open visit only
        reporting = visit.reporting(target, chat)
        try:
            over = await report_chat(talk, reporting, chat, high=is_high(result, target.chat), requests=True)
        except SafecheckError as problem:
            talk.say(talk.catalog.sentence(problem))
            return facts
        talk.say_sections(outcome_sections(over.done, result, talk.catalog, kept=False))
        self._told(visit)
        if over.wants_messages and chat is not None:
            say_other_ways(talk, chat)
        self._done = visit.done_steps
        return facts

    def forget_unless_shown(self, result: AuditResult) -> None:
        """Take back what was said of steps that this result saw undone, and say so."""
        for id, state in list(self._said.items()):
            step = result.plan.step(id)
            if step is not None and step.state != state:
                del self._said[id]
                self._talk.say(self._talk.catalog.gettext(SEEN_OPEN))

    async def _change(
        self, facts: AuditFacts, result: AuditResult, target: Target, entry: Begun | None = None
    ) -> AuditFacts:
        talk, visit = self._talk, self.open
        assert visit is not None  # noqa: S101 - it is offered in an open visit only

        async def ask(preview: Preview) -> bool:
            title = what_to_change(target, result, talk.catalog)
            talk.gap()
            talk.say(title)
            talk.say_sections(confirm_sections(preview, result, talk.catalog, requests=True))
            return await confirmed(talk, title)

        try:
            changing = visit.changing
            done = await (changing.apply(target, ask) if entry is None else changing.undo(entry, ask))
        except SafecheckError as problem:
            talk.say(talk.catalog.sentence(problem))
            return facts
        talk.say_sections(outcome_sections(done, result, talk.catalog, kept=visit.kind == "account"))
        self._told(visit)
        return self._after(visit, facts, done)

    def _told(self, visit: Visit) -> None:
        """Take note that it was said how it ended; stop here if somebody wanted that meanwhile, as the change
        came to its end first."""
        visit.changing.told()
        if visit.changing.stopped:
            raise asyncio.CancelledError

    def _after(self, visit: Visit, facts: AuditFacts, *changes: Done) -> AuditFacts:
        for done in changes:
            facts = visit.after(facts, done)
        self._done = visit.done_steps
        return facts

    # --- several ----------------------------------------------------------------------------------------

    async def leave(self, facts: AuditFacts, result: AuditResult, chosen: Collection[str]) -> AuditFacts:
        """Show the list of the chats that were chosen to be left, ask, and leave them one by one."""
        talk, visit, catalog = self._talk, self.open, self._talk.catalog
        if visit is None:
            talk.say(why_not(facts, catalog))
            return facts
        high = {rating.chat_id for rating in result.ratings if rating.level == "high"}
        found = review(facts.chat_list.chats, chosen, high)
        changing = visit.changing

        def taking(choice: Choice, title: str, targets: Sequence[Target]) -> Way:
            return Way(
                choice,
                title,
                lambda: asyncio.ensure_future(
                    take_all(changing, targets, listener=progress_of_changes(talk))
                ),
                tuple((target, None) for target in targets),
            )

        count = len(found.leave)
        title = catalog.ngettext("leave one chat", "leave %(count)d chats", count) % {"count": count}
        leaving = Choice("yes", catalog.gettext("Yes, do this"), title)
        ways = [taking(leaving, title, found.targets)] if found.leave else []
        if found.quieter:
            title = catalog.gettext("Stay, but mute and archive instead")
            quieter = Choice("quieter", title, catalog.gettext(STOPS_NOTHING))
            ways.append(taking(quieter, title, found.quieter))
        run = await make_several(talk, visit, result, leave_sections(found, result, catalog), ways)
        return self._after(visit, facts, *run.done)

    async def take_back(self, facts: AuditFacts, result: AuditResult) -> AuditFacts:
        """List what safecheck changed, and take back one of it or all."""
        talk, visit = self._talk, self.open
        say = talk.catalog.gettext
        if visit is None:
            talk.say(why_not(facts, talk.catalog))
            return facts
        changing = visit.changing
        try:
            entries, final = changing.to_undo(), changing.left()
        except SafecheckError as problem:
            talk.say(talk.catalog.sentence(problem))
            return facts
        talk.gap()
        talk.say(*no_undo_lines(final, talk.catalog))
        if not entries:
            talk.say(nothing_taken(talk.catalog))
            return facts
        everything = [Choice("all", say("All of it"), "")] if len(entries) > 1 else []
        choices = (*taken_choices(entries, result, talk.catalog), *everything)
        try:
            chosen = await talk.choose(say("What to take back"), choices)
            for entry in entries:
                if entry.id == chosen:
                    return await self._change(facts, result, entry.target, entry)

            def start() -> "asyncio.Future[Run]":
                return asyncio.ensure_future(undo_all(changing, entries, listener=progress_of_changes(talk)))

            sections = undo_all_sections(entries, result, talk.catalog)
            choice = Choice("yes", say("Yes, do this"), say("take all back"))
            steps = tuple((entry.target, entry.before) for entry in entries)
            way = Way(choice, choice.side, start, steps)
            run = await make_several(talk, visit, result, sections, [way])
            return self._after(visit, facts, *run.done)
        except Back:
            talk.say(say("Nothing was changed."))
        return facts
