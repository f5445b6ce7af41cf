"""The api_id and api_hash of the user's own: how to make them, and two fields."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input

from safecheck.model.identity import (
    HASH_LENGTH,
    api_hash_problem,
    api_id_problem,
    as_pasted,
    identity_of,
    pair_in,
)
from safecheck.model.text import N_
from safecheck.report import sign_in as said
from safecheck.tui.page import Page
from safecheck.tui.safe_text import words
from safecheck.tui.widgets.digits_input import DigitsInput
from safecheck.tui.widgets.pasted_input import PastedInput
from safecheck.tui.widgets.prose import Prose
from safecheck.tui.widgets.secret_input import SecretInput

_IN_THE_OTHER_FIELD = N_("What you pasted belongs in the other field. It stands there now.")


class _IdField(PastedInput, DigitsInput):
    """The api_id: letters go on to the keys of the screen."""


class _HashField(PastedInput, SecretInput):
    """The api_hash, which nobody sees."""


class ApiIdentity(Page):
    """Asked for a real account only, and kept in memory only."""

    GUIDE: ClassVar[str] = "sign-in"
    DEFAULT_CSS = """
    ApiIdentity Horizontal { height: auto; max-width: 72; }
    ApiIdentity #api-id { width: 2fr; }
    ApiIdentity #api-hash { width: 5fr; }
    """
    EXPLAIN: ClassVar[tuple[str, ...]] = (
        N_(
            "An api_id and api_hash say which program asks. They are no sign-in: with them alone nobody can "
            "see your account. safecheck forgets them when it ends."
        ),
        N_(
            "To type them only once, put them in the config file; safecheck doctor says where that is. "
            "No time for this now? “Show me the switches” needs none of it."
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", N_("go on")),
        Binding("escape", "back", N_("back")),
    ]

    def title_words(self) -> str:
        """Return the place."""
        return self.catalog.gettext("Your api_id and api_hash")

    def account_words(self) -> str:
        """Return nothing: this is about no account."""
        return ""

    def body(self) -> Iterable[Widget]:
        """Yield why, the steps and the fields."""
        catalog = self.catalog
        yield Prose(said.api_id_why(catalog))
        steps = said.api_id_steps(catalog)
        for number, step in enumerate(steps, 1):
            yield Prose(f"{number}. {step}", classes="close" if number < len(steps) else "")
        typed_id, typed_hash = self.safecheck.half_typed
        api_id = _IdField(value=typed_id, id="api-id", max_length=10)
        api_id.border_title = words("api_id")
        api_hash = _HashField(value=typed_hash, id="api-hash", max_length=HASH_LENGTH)
        api_hash.border_title = words(catalog.gettext("api_hash (not shown)"))
        yield Horizontal(api_id, api_hash)
        yield Prose("", id="problem", classes="medium close")
        yield Prose(said.api_id_care(catalog), classes="quiet close")

    def on_mount(self) -> None:
        """Begin with the first field."""
        self.query_one("#api-id").focus()

    @on(Input.Changed)
    def check(self) -> None:
        """Say what is wrong as soon as no further key can put it right; keep what is typed, so that going
        back and coming again loses nothing."""
        if self.query(Input):
            self.safecheck.half_typed = self._typed("api-id"), self._typed("api-hash")
            self._say(api_id_problem(self._typed("api-id")) or api_hash_problem(self._typed("api-hash")))

    @on(PastedInput.Pasted)
    def take_pasted(self, event: PastedInput.Pasted) -> None:
        """Put what was pasted where it belongs: both in one go, the wrong one of two, one with quotes."""
        api_id, api_hash = pair_in(event.text)
        into_id = event.field.id == "api-id"
        if not (api_id or api_hash):
            bare = as_pasted(event.text)
            if into_id:
                self._say(api_id_problem(bare) or api_id_problem("", complete=True))
            else:
                event.field.insert_text_at_cursor(bare)
            return
        for field, found in (("#api-id", api_id), ("#api-hash", api_hash)):
            if found:
                one = self.query_one(field, Input)
                one.value, one.cursor_position = found, len(found)
        if not (api_id if into_id else api_hash):
            self.say(self.catalog.gettext(_IN_THE_OTHER_FIELD))

    @on(Input.Submitted)
    def action_go_on(self) -> None:
        """Go on to the next field, or to the sign-in once both are right."""
        if not self.query(Input):
            return  # being drawn again
        problem = api_id_problem(self._typed("api-id"), complete=True)
        if problem is not None:
            self._say(problem)
            self.query_one("#api-id").focus()
            return
        field = self.query_one("#api-hash", SecretInput)
        problem = api_hash_problem(field.value, complete=True)
        if problem is not None:
            self._say(problem if field.has_focus else None)
            field.focus()
            return
        self.safecheck.identity = identity_of(self._typed("api-id"), field.take())
        self.safecheck.half_typed = self._typed("api-id"), ""
        self.sign_in()

    def sign_in(self) -> None:
        """Go on to the sign-in."""
        from safecheck.audit.connection import account_source
        from safecheck.tui.screens.sign_in import SignIn

        self.app.switch_screen(SignIn(account_source(self.safecheck.settings, self.safecheck.identity)))

    def _typed(self, field: str) -> str:
        return self.query_one(f"#{field}", Input).value

    def _say(self, problem: str | None) -> None:
        self.query_one("#problem", Prose).update(words(self.catalog.gettext(problem or "")))
