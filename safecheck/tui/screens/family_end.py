"""A check together that came to a good end: signed out, erased, and a receipt for the owner who wants one."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from safecheck.audit.saving import typed_path
from safecheck.family.receipt import receipt_text
from safecheck.model.errors import BadInputError
from safecheck.model.text import N_, clean
from safecheck.report.closing import kept_lines, sign_out_failed
from safecheck.store.outputs import write_output
from safecheck.tui.family_page import READ_ON, FamilyPage
from safecheck.tui.safe_text import words
from safecheck.tui.widgets.prose import Prose

_LONGEST = 300  # characters of a path
_NONE = ("", "-")


class FamilyFinished(FamilyPage):
    """For the owner alone. `_said` is what became of the receipt, None while that is open."""

    PLACE = "finished"
    EXPLAIN: ClassVar[tuple[str, ...]] = (
        N_(
            "A receipt is a small file for the owner: the day, what was looked at, and that it ended in good "
            "order. No chat, no device and no name stands in it."
        ),
        N_("Without a receipt nothing of this stays on this computer. Both are fine."),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        READ_ON,
        Binding("enter", "keep", N_("go on")),
        Binding("enter", "app.close", N_("close")),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._said: str | None = None

    def paragraphs(self) -> Iterable[Widget]:
        """Yield what is erased, and whether the sign-in is ended."""
        yield from super().paragraphs()
        short = self.family.pack.short
        if self.family.together.visits.signed_out is False:
            yield Prose(sign_out_failed(self.catalog), classes="medium")
        else:
            yield Prose(self.family.say(short.signed_out), classes="good")
        for line in kept_lines(self.catalog, self.family.together.saved.kept(self.catalog)):
            yield Prose(line)

    def choices(self) -> Iterable[Widget]:
        """Yield the question and its field, then what became of it."""
        if self._said is not None:
            yield Prose(self._said, classes="name")
            return
        short = self.family.pack.short
        yield Prose(f"{self.family.say(short.keep_receipt)} {self.family.say(short.file_name)}.")
        yield Input(id="receipt", max_length=_LONGEST)
        yield Prose("", id="problem", classes="medium close")

    def focus_choices(self) -> None:
        """Let the letters go into the field."""
        for field in self.query(Input):
            field.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Close it only once the question is answered."""
        if action == "keep":
            return isinstance(self.focused, Input)
        if action == "read_on":
            return self._said is None and not isinstance(self.focused, Input)
        return super().check_action(action, parameters)

    @on(Input.Submitted)
    async def action_keep(self) -> None:
        """Write the receipt where the owner wants it, or nowhere."""
        for field in self.query(Input):
            name = field.value.strip()
            if name in _NONE:
                self._said = self.catalog.gettext("There is no receipt.")
            else:
                try:
                    self._said = self._written(name)
                except BadInputError as problem:
                    self.query_one("#problem", Prose).update(words(self.catalog.sentence(problem)))
                    return
            await self.redraw()

    def _written(self, name: str) -> str:
        path = typed_path(name)
        made = self.family.together.receipt()
        if made is None:
            raise RuntimeError("a receipt is for a good end")  # this page is shown for no other
        write_output(path, receipt_text(made, self.family.pack, self.catalog.lang))
        return self.family.say(self.family.pack.short.receipt_kept).format(file=clean(str(path), _LONGEST))
