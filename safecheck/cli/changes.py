"""What one `safecheck apply` or `safecheck undo` does while its visit is open, and how it says so."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

import msgspec

from safecheck.cli import terminal
from safecheck.cli.parser import Context
from safecheck.model.changes import Done, Outcome, Preview, Target, without_undo
from safecheck.model.errors import BadInputError, ExitCode, SafecheckError
from safecheck.model.text import N_, clean
from safecheck.report.changes import (
    NOTHING_TO_UNDO,
    begun_as_values,
    change_title,
    done_as_values,
    done_lines,
    preview_lines,
    recovered_lines,
    undo_list_lines,
)
from safecheck.report.layout import wrap

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
        self._result: AuditResult | None = None
        self._json = context.options.format == "json"

    async def run(self, work: Work) -> int:
        """Say what became of an earlier run, do the `work`, and return the exit code."""
        if self._problem is not None:
            raise self._problem
        recovered = await self._visit.changing.recover()
        for line in recovered_lines(recovered.changes, recovered.torn, self._context.catalog):
            terminal.notice(line)
        await work(self)
        return ExitCode.OK if all(done.outcome in _FINE for done in self._done) else ExitCode.INCOMPLETE

    async def apply(self, target: Target) -> None:
        """Take one step."""
        self._written(await self._visit.changing.apply(target, self._confirm))
        if self._json:
            self._json_result(done_as_values(self._done[0], self._context.catalog))

    async def report(self, target: Target) -> None:
        """Report one chat to Telegram; every answer is asked for, whatever flags say."""
        from safecheck.plain.reporting import report_chat, say_other_ways

        assert self._talk is not None  # noqa: S101 - there is a terminal, and no `--yes`
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
        if self._json:
            self._json_result(done_as_values(over.done, self._context.catalog))

    def list_undoable(self) -> None:
        """Write what can be taken back, and what cannot."""
        changing = self._visit.changing
        entries, final = changing.to_undo(), without_undo(changing.noted())
        if self._json:
            self._json_result(
                {
                    "undoable": [begun_as_values(entry) for entry in entries],
                    "no_undo": [begun_as_values(entry) for entry in final],
                }
            )
            return
        self._say(undo_list_lines(entries, final, self._context.catalog))
        if not entries and self._visit.kind == "practice":
            self._say([self._context.catalog.gettext(_PRACTICE_FORGETS)])

    async def undo(self, target: Target | None, *, every: bool) -> None:
        """Take back the changes of one step, the newest one, or all of them."""
        changing = self._visit.changing
        entries = changing.to_undo(target)
        if not entries:
            raise self._nothing_to_undo(target)
        for entry in entries if every else entries[:1]:
            self._written(await changing.undo(entry, self._confirm))
            if changing.stopped:
                break
        if self._json:
            self._json_result([done_as_values(done, self._context.catalog) for done in self._done])

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
                N_("No change by the step %(step)s is in force. What there is, says: safecheck undo"),
                step=clean(target.step, 60),
            )
        return BadInputError(NOTHING_TO_UNDO)

    def _written(self, done: Done) -> None:
        self._done.append(done)
        self._visit.changing.told()
        if not self._json:
            chat = self._chats.get(done.target.chat or "")
            kept = self._visit.kind == "account"
            self._say(done_lines(done, chat, self._context.catalog, kept=kept))

    def _say(self, lines: Sequence[str]) -> None:
        width = terminal.width()
        terminal.result("\n".join(part for line in lines for part in wrap(line, width)))

    def _json_result(self, value: object) -> None:
        terminal.result(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())

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

            rules = rules_in_force(()) if self._chats else None
            self._result = evaluate(self._facts, self._visit.told, self._context.catalog.lang, rules)
        return self._result
