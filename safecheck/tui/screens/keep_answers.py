"""Keep what was told about devices, or how chats were marked?"""

from safecheck.audit.keeping import Keeping, MarkKeeping
from safecheck.model.text import N_
from safecheck.report.choices import Choice
from safecheck.report.keeping import keeping_choices, state_of_keeping, who_could_read
from safecheck.report.marks import FOR_HALF_A_YEAR, state_of_keeping_marks, who_could_read_marks
from safecheck.tui.ask_to_keep import AskToKeep


class KeepAnswers(AskToKeep):
    """Of the answers about devices."""

    EXPLAIN = (
        N_(
            "The file holds a number for each device, the day, which switches are on or off, and the language"
            " of its menus if you named one. It holds no names of chats, people or devices."
        ),
        N_("safecheck reads it when you check the same account again, and asks again after 90 days."),
    )

    @property
    def keeping(self) -> Keeping | None:
        """What becomes of the answers."""
        return self.safecheck.keeping

    def title_words(self) -> str:
        """Return the question."""
        return self.catalog.gettext("Keep your answers?")

    def words_of(self, *, possible: bool, wanted: bool) -> tuple[str, str, tuple[Choice, ...]]:
        """Return the words about answers."""
        state = state_of_keeping(self.catalog, possible=possible, wanted=wanted)
        return state, who_could_read(self.catalog), keeping_choices(self.catalog, wanted=wanted)

    def keep(self) -> None:
        """Keep all answers."""
        if self.keeping is not None:
            self.keeping.keep(self.safecheck.told)


class KeepMarks(AskToKeep):
    """Of the marks of chats."""

    EXPLAIN = (
        N_(
            "The file holds the number of each chat that you marked, the mark and the day. It holds no names"
            " and no reasons, and nothing of what safecheck noticed."
        ),
        N_(
            "safecheck reads it when you check the same account again, and shows your marks for 180 days."
            " They change no result."
        ),
    )

    @property
    def keeping(self) -> MarkKeeping | None:
        """What becomes of the marks."""
        return self.safecheck.mark_keeping

    def title_words(self) -> str:
        """Return the question."""
        return self.catalog.gettext("Keep your marks?")

    def words_of(self, *, possible: bool, wanted: bool) -> tuple[str, str, tuple[Choice, ...]]:
        """Return the words about marks."""
        state = state_of_keeping_marks(self.catalog, possible=possible, wanted=wanted)
        choices = keeping_choices(self.catalog, wanted=wanted, for_how_long=FOR_HALF_A_YEAR)
        return state, who_could_read_marks(self.catalog), choices

    def keep(self) -> None:
        """Keep all marks."""
        if self.keeping is not None:
            self.keeping.keep(self.safecheck.marks)
