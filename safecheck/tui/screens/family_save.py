"""A check together: a file of what both see, if the owner wants one (P6, G17)."""

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual.widget import Widget

from safecheck.model.result import Form
from safecheck.model.text import N_
from safecheck.report.choices import Choice
from safecheck.report.saving import TOGETHER_FORMS, form_choices
from safecheck.tui.family_app import FamilyApp
from safecheck.tui.family_page import FamilyPage
from safecheck.tui.save_page import SavePage
from safecheck.tui.widgets.prose import Prose


class AskToSave(FamilyPage):
    """The owner is asked; the first answer keeps nothing."""

    PLACE = "shared"
    EXPLAIN: ClassVar[tuple[str, ...]] = (
        N_("What the owner did not show is in no file, and no file tells how much that is."),
        *FamilyPage.EXPLAIN,
    )

    def title_words(self) -> str:
        """Return the question."""
        return self.family.say(self.family.pack.short.save_title)

    def paragraphs(self) -> Iterable[Widget]:
        """Yield whose choice it is, and what the file holds."""
        for number, text in enumerate(self.family.pack.short.save_asked):
            yield Prose(self.family.say(text), classes="" if number else "big")

    def offered(self) -> Iterable[Choice]:
        """Yield no first, then the forms."""
        yield Choice("no", self.family.say(self.family.pack.short.save_no), "")
        yield from form_choices(self.catalog, TOGETHER_FORMS)

    async def choose(self, key: str) -> None:
        """Go back, or on to where it goes."""
        if key == "no":
            self.action_back()
        else:
            self.app.push_screen(SaveShared(next(form for form in TOGETHER_FORMS if form == key)))


class SaveShared(SavePage):
    """Where the file of what both see goes."""

    GUIDE: ClassVar[str] = "together"

    def __init__(self, form: Form) -> None:
        super().__init__(form, "together")

    def write_report(self, path: Path, *, replace: bool) -> None:
        """Write what both see, while that is what is shown."""
        app = self.app
        assert isinstance(app, FamilyApp)  # noqa: S101 - this page has no other app
        app.together.save_shared(path, self.form, self.catalog, app.country, replace=replace)

    async def action_leave(self) -> None:
        """Go back to what both see."""
        while isinstance(self.app.screen, SaveShared | AskToSave):
            self.app.pop_screen()
