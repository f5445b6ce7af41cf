"""Where the report of a result goes."""

from pathlib import Path

from safecheck.model.result import Form, Share
from safecheck.tui.save_page import SavePage
from safecheck.tui.screens.save_report import SaveForWhom, SaveReport


class SaveWhere(SavePage):
    """The report of the result that is shown, for whoever may see it."""

    EXPLAIN = SavePage.EXPLAIN

    def __init__(self, form: Form, share: Share) -> None:
        super().__init__(form, share)
        self._share: Share = share

    def write_report(self, path: Path, *, replace: bool) -> None:
        """Write the report."""
        self.safecheck.save_report(path, self.form, self._share, replace=replace)

    async def action_leave(self) -> None:
        """Go back to the page on which saving began."""
        while isinstance(self.app.screen, SaveWhere | SaveForWhom | SaveReport):
            self.app.pop_screen()
