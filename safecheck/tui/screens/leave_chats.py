"""Leave the chats that were chosen: the list to look over, then one after the other."""

from collections.abc import Collection
from typing import ClassVar

from textual.binding import Binding, BindingType

from safecheck.audit.changing import Changing
from safecheck.audit.leaving import review, take_all
from safecheck.model.changes import Run
from safecheck.model.leaving import LeaveReview
from safecheck.model.progress import ProgressListener
from safecheck.model.result import AuditResult
from safecheck.model.text import N_
from safecheck.report.leaving import leave_sections, quieter_sections
from safecheck.report.sections import Section
from safecheck.tui.several_changes import SeveralChanges


class LeaveChats(SeveralChanges):
    """Leaving has no undo, so a word is to be typed."""

    GUIDE: ClassVar[str] = "leaving"
    NEEDS_WORD: ClassVar[bool] = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "quieter", N_("mute and archive instead"), show=False)
    ]
    EXPLAIN = (
        N_("Nothing is left before you type the word and press Enter. Esc leaves everything as it is."),
        N_("safecheck leaves one chat after the other, with a pause. Esc stops, and keeps the rest."),
        N_("It opens no chat, deletes nothing that you wrote there, and cannot join any chat again."),
    )

    def __init__(self, chosen: Collection[str]) -> None:
        super().__init__()
        self._chosen = frozenset(chosen)
        self._review: LeaveReview | None = None

    @property
    def review(self) -> LeaveReview:
        """What was chosen, as it stood when the page came."""
        return self.review_of(self.safecheck.result)

    def review_of(self, result: AuditResult) -> LeaveReview:
        """The same, as it stands in this result."""
        if self._review is None:
            high = {rating.chat_id for rating in result.ratings if rating.level == "high"}
            self._review = review(result.facts.chat_list.chats, self._chosen, high)
        return self._review

    def title_words(self) -> str:
        """Return where we are."""
        return self.catalog.gettext("Leave these chats")

    def review_sections(self) -> tuple[Section, ...]:
        """Return the list, and what has to be known before."""
        return leave_sections(self.review, self.safecheck.result, self.catalog, key="F6")

    @property
    def possible(self) -> bool:
        """Whether there is any that can be left."""
        return bool(self.review.leave)

    async def requests(self, changing: Changing) -> tuple[str, ...]:
        """Return the very requests."""
        return await changing.requests((target, None) for target in self.review.targets)

    async def make(self, changing: Changing, listener: ProgressListener) -> Run:
        """Leave them."""
        return await take_all(changing, self.review.targets, listener=listener)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to make them quiet before anything is left."""
        if action == "quieter":
            return bool(self.review.quieter) and super().check_action("confirm", ()) is True
        return super().check_action(action, parameters)

    def action_quieter(self) -> None:
        """Go on to muting and archiving these chats instead."""
        self.app.switch_screen(QuieterChats(self.review))


class QuieterChats(SeveralChanges):
    """Mute and archive the chats that were chosen, for whoever stays."""

    GUIDE: ClassVar[str] = "leaving"
    EXPLAIN = (
        N_("Nothing is changed before you press Enter. Esc stops, and keeps the rest."),
        N_("A chat that is muted or archived still downloads what your devices let through."),
    )

    def __init__(self, review: LeaveReview) -> None:
        super().__init__()
        self._review = review

    def title_words(self) -> str:
        """Return where we are."""
        return self.catalog.gettext("Mute and archive these chats")

    def review_sections(self) -> tuple[Section, ...]:
        """Return the list, and what this does not do."""
        return quieter_sections(self._review, self.catalog)

    @property
    def possible(self) -> bool:
        """Whether there is any that is not so already."""
        return bool(self._review.quieter)

    async def requests(self, changing: Changing) -> tuple[str, ...]:
        """Return the very requests."""
        return await changing.requests((target, None) for target in self._review.quieter)

    async def make(self, changing: Changing, listener: ProgressListener) -> Run:
        """Mute and archive them."""
        return await take_all(changing, self._review.quieter, listener=listener)
