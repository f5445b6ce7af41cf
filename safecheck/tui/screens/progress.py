"""What is being read, how far it is, and the keys to stop it."""

from typing import TYPE_CHECKING, ClassVar

from safecheck.audit.visit import Visit
from safecheck.model.changes import Recovered
from safecheck.model.facts import AuditFacts
from safecheck.model.progress import Stage
from safecheck.model.text import N_, Lang
from safecheck.tui.reading_page import ReadingPage

if TYPE_CHECKING:
    from safecheck.telegram.account import Reading as Read


class Reading(ReadingPage):
    """Reading the account of the visit that goes on."""

    GUIDE: ClassVar[str] = "privacy"
    STAGES: ClassVar[tuple[Stage, ...]] = ("settings", "devices", "chats")
    EXPLAIN: ClassVar[tuple[str, ...]] = (
        N_("safecheck reads names, numbers and settings. It opens no chat, and marks no message as read."),
        N_("Telegram may ask to wait. That is normal and no fault of yours."),
    )

    def __init__(self) -> None:
        super().__init__()
        self._asked_in: Lang | None = None
        self._recovered = Recovered()

    def title_words(self) -> str:
        """Return what goes on."""
        return self.catalog.gettext("Reading")

    async def read_of(self, visit: Visit) -> "Read":
        """Read the account."""
        self._asked_in = self.catalog.lang
        read = await visit.read(self._asked_in)
        self._recovered = Recovered() if read.problem is not None else await visit.recover()
        return read

    def over(self, visit: Visit, read: "Read") -> None:
        """Show what was read; if that is nothing, say why."""
        if read.facts.anything_read:
            from safecheck.tui.screens.result import Result

            self.safecheck.show_facts(read.facts, visit.told, visit)
            self.safecheck.recovered = self._recovered
            if self.catalog.lang != self._asked_in:
                self.safecheck.ask_for_words()
            self.when_on_top(lambda: self.safecheck.show_alone(Result()))
            return
        from safecheck.tui.screens.ending import Ending
        from safecheck.tui.screens.trouble import Trouble

        page = Trouble(read.problem, visit.source, None) if read.problem else Ending(back_to_start=True)
        self.when_on_top(lambda: self.safecheck.show_alone(page))


class ReadingOn(Reading):
    """Going on where the reading stopped. Nothing that was told, marked or changed meanwhile is lost."""

    EXPLAIN: ClassVar[tuple[str, ...]] = (
        N_("safecheck goes on where it stopped. What it has read already, it does not ask for again."),
        *Reading.EXPLAIN,
    )

    async def read_of(self, visit: Visit) -> "Read":
        """Read what is missing."""
        return await visit.read_on(self.catalog.lang, self._facts)

    def _facts(self) -> AuditFacts:
        assert self.safecheck.facts is not None  # noqa: S101 - there is a result to go on from
        return self.safecheck.facts

    def over(self, visit: Visit, read: "Read") -> None:  # noqa: ARG002
        """Show the result that follows."""
        self.safecheck.take_over(read.facts)
        self.when_on_top(self.action_back)
