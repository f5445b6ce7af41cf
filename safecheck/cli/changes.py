"""What one `safecheck apply` or `safecheck undo` does while its visit is open, and how it says so."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from safecheck.cli import terminal
from safecheck.cli.parser import Context
from safecheck.cli.sources import account_flags
from safecheck.model.changes import Done, Outcome, Preview, Target, without_undo
from safecheck.model.errors import BadInputError, ExitCode, SafecheckError
from safecheck.model.text import N_, clean
from safecheck.report.changes import (
    NOTHING_TO_UNDO,
    change_title,
    done_lines,
    preview_lines,
    recovered_lines,
    undo_list_lines,
    way_back,
)
from safecheck.report.json_changes import (
    applied_document,
    by_hand_document,
    undoable_document,
    undone_document,
)
from safecheck.report.layout import wrap
from safecheck.report.presses import is_done

if TYPE_CHECKING:
    from safecheck.audit.visit import Visit
    from safecheck.model.facts import Chat
    from safecheck.model.result import AuditResult
    from safecheck.plain.conversation import Conversation
    from safecheck.telegram.account import Reading

Work = Callable[["Changes"], Awaitable[None]]

_FINE: frozenset[Outcome] = frozenset({"applied", "already", "declined"})

_PRACTICE_FORGETS = N_(
    "There is nothing that could be taken back: this practice account is made anew for each command. One "
    "that stays runs with: safecheck demo-server"
)


class Changes:
    """What one command does in one visit. `talk` is None where `--yes` confirms the one step."""

    def __init__(
        self, context: Context, visit: "Visit", reading: "Reading", talk: "Conversation | None"
    ) -> None:
        self._context = context
        self._visit = visit
        self._facts = reading.facts
        self._problem = reading.problem
        self._talk = talk
        self._chats = {chat.id: chat for chat in reading.facts.chat_list.chats}
        self._done: list[Done] = []
        self._recovered: tuple[Done, ...] = ()
        self._left_to_you = False
        self._result: AuditResult | None = None
        self._json = context.options.format == "json"

    async def run(self, work: Work) -> int:
        """Say what became of an earlier run, do the `work`, and return the exit code."""
        if self._problem is not None:
            raise self._problem
        recovered = await self._visit.changing.recover()
        self._recovered = recovered.changes
        for line in recovered_lines(recovered.changes, recovered.torn, self._context.catalog):
            terminal.notice(line)
        await work(self)
        fine = not self._left_to_you and all(done.outcome in _FINE for done in self._done)
        return ExitCode.OK if fine else ExitCode.INCOMPLETE

    async def apply(self, target: Target) -> None:
        """Take one step. Raises BadInputError if it is about a chat that is not in the list of chats."""
        self._check_listed(target)
        self._written(await self._visit.changing.apply(target, self._confirm))
        self._write_applied()

    def say_how(self, id: str) -> None:
        """Say how a person takes a step that safecheck cannot. Raises BadInputError if it is in no plan of
        this account."""
        from safecheck.audit.steps import step_named

        step = step_named(self._judged, id)
        if step is None:
            raise BadInputError(
                N_("No step %(step)s is in the plan of this account. What is in it, says: %(command)s"),
                step=clean(id, 60),
                command=f"safecheck plan {account_flags(self._context.options)}".rstrip(),
            )
        self._left_to_you = not is_done(step)
        if self._json:
            terminal.json_result(by_hand_document(step, self._recovered, self._context.catalog))
            return
        from safecheck.report.changes_by_hand import by_hand_text

        terminal.result(by_hand_text(step, self._context.catalog, terminal.width()))

    def _check_listed(self, target: Target) -> None:
        """A chat that safecheck left is in no list any more, and that is said; any other number is a mistake.
        Of a list that was not read to its end nobody knows."""
        if target.chat is None or target.chat in self._chats or self._facts.chat_list.stopped is not None:
            return
        if any(entry.target.same_as(target) for entry in self._visit.changing.left()):
            return
        raise BadInputError(
            N_(
                "No group or channel in your list has the number %(chat)s, so nothing was changed. The plan "
                "has their numbers: %(command)s"
            ),
            chat=clean(target.chat, 40),
            command=f"safecheck plan {account_flags(self._context.options)}".rstrip(),
        )

    async def report(self, target: Target) -> None:
        """Report one chat to Telegram; every answer is asked for, whatever flags say."""
        from safecheck.plain.reporting import report_chat, say_other_ways

        assert self._talk is not None  # noqa: S101 - there is a terminal, and no `--yes`
        self._check_listed(target)
        chat = self._chats.get(target.chat or "")
        over = await report_chat(
            self._talk,
            self._visit.reporting(target, chat),
            chat,
            high=self._is_high(target.chat or ""),
            requests=self._context.options.show_requests,
        )
        self._written(over.done)
        if over.wants_messages and chat is not None:
            say_other_ways(self._talk, chat)
        self._write_applied()

    def list_undoable(self) -> None:
        """Write what can be taken back, and what cannot."""
        changing = self._visit.changing
        entries, final = changing.to_undo(), without_undo(changing.noted())
        if self._json:
            terminal.json_result(undoable_document(entries, final, self._recovered, self._context.catalog))
        elif self._visit.kind == "practice":
            self._say([self._context.catalog.gettext(_PRACTICE_FORGETS)])
        else:
            self._say(undo_list_lines(entries, final, self._context.catalog))

    async def undo(self, target: Target | None, *, every: bool) -> None:
        """Take back the changes of one step, the newest one, or all of them."""
        changing = self._visit.changing
        entries = changing.to_undo(target)
        if not entries:
            raise self._nothing_to_undo(target)
        try:
            for entry in entries if every else entries[:1]:
                self._written(await changing.undo(entry, self._confirm))
                if changing.stopped:
                    break
        finally:  # where a later one fails, the earlier ones are no less true
            if self._json:
                document = undone_document(self._done, self._recovered, self._context.catalog)
                terminal.json_result(document)

    def _nothing_to_undo(self, target: Target | None) -> SafecheckError:
        if self._visit.kind == "practice":
            return BadInputError(_PRACTICE_FORGETS)
        noted = self._visit.changing.noted()
        if target is not None and target.kind == "report":
            return BadInputError(N_("A report to Telegram cannot be taken back."))
        if target is not None and any(entry.target.same_as(target) for entry in without_undo(noted)):
            return BadInputError(
                N_("Leaving a chat cannot be taken back, and safecheck does not join any chat.")
            )
        if target is not None:
            return BadInputError(
                N_("No change by the step %(step)s is in force. What there is, says: %(command)s"),
                step=clean(target.step, 60),
                command=f"safecheck undo {account_flags(self._context.options)}".rstrip(),
            )
        return BadInputError(NOTHING_TO_UNDO)

    def _written(self, done: Done) -> None:
        self._done.append(done)
        self._visit.changing.told()
        if self._json:
            return
        catalog = self._context.catalog
        self._say(done_lines(done, self._chats.get(done.target.chat or ""), catalog))
        if self._visit.kind == "account" and (
            back := way_back(done, catalog, account_flags(self._context.options))
        ):
            terminal.result(back)

    def _write_applied(self) -> None:
        if self._json:
            document = applied_document(self._done[-1], self._recovered, self._context.catalog)
            terminal.json_result(document)

    def _say(self, lines: Sequence[str]) -> None:
        width = terminal.width()
        terminal.result("\n".join(part for line in lines for part in wrap(line, width)))

    async def _confirm(self, preview: Preview) -> bool:
        """Show what would be changed, and ask, unless this one step was confirmed by `--yes`."""
        lines = self._preview(preview)
        if self._context.options.yes or self._talk is None:
            for line in lines:
                terminal.notice(line)
            return self._context.options.yes is True
        from safecheck.plain.doing import confirmed

        self._talk.gap()
        self._talk.say(*lines)
        return await confirmed(
            self._talk, change_title(preview.target.kind, self._chat(preview), self._context.catalog)
        )

    def _chat(self, preview: Preview) -> "Chat | None":
        return self._chats.get(preview.target.chat or "")

    def _preview(self, preview: Preview) -> list[str]:
        high = preview.target.kind == "leave" and self._is_high(preview.target.chat or "")
        lines = [] if not high else self._card(preview.target.chat or "")
        lines += preview_lines(
            preview,
            self._chat(preview),
            self._context.catalog,
            high=high,
            requests=self._context.options.show_requests,
        )
        return lines

    def _is_high(self, chat: str) -> bool:
        return any(rating.chat_id == chat and rating.level == "high" for rating in self._judged.ratings)

    def _card(self, chat: str) -> list[str]:
        """Return the reporting card of a chat: after leaving nobody can make it any more (G1)."""
        cards = (step for step in self._judged.plan.steps if step.kind == "card" and step.subject.id == chat)
        return [line for step in cards for line in (step.title, step.detail)]

    @property
    def _judged(self) -> "AuditResult":
        if self._result is None:
            from safecheck.audit.evaluate import evaluate
            from safecheck.audit.rule_files import rules_in_force
            from safecheck.i18n.catalog import home_country

            rules = rules_in_force(()) if self._chats else None
            lang = self._context.catalog.lang
            country = home_country(self._context.settings.country, lang)
            self._result = evaluate(self._facts, self._visit.told, lang, rules, country)
        return self._result
