"""Which language do the menus of Telegram on a device have? A list from Telegram, filtered as you type."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from msgspec.structs import replace
from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, OptionList

from safecheck.advice.menu_languages import lang_pack_of
from safecheck.advice.telling import entry_of
from safecheck.model.findings import DeviceJudgement
from safecheck.model.labels import AppLanguage, LangPack
from safecheck.model.text import N_
from safecheck.packs.guides import load_guides
from safecheck.report.app_language import (
    LanguageRow,
    asking,
    language_rows,
    names_of,
    no_match,
    nothing_came,
    question,
    shown_languages,
)
from safecheck.report.device_form_maker import can_be_asked
from safecheck.report.landing_table import name_of_device
from safecheck.tui.page import Page
from safecheck.tui.safe_text import words
from safecheck.tui.widgets.filter_field import FilterField
from safecheck.tui.widgets.language_list import LanguageList
from safecheck.tui.widgets.prose import Prose


def has_languages(device: DeviceJudgement) -> bool:
    """Return whether Telegram has words for the menus of a device's app. What was read on this computer is no
    device of the account, and nothing is told about it."""
    return can_be_asked(device) and _pack(device) is not None


def _pack(device: DeviceJudgement) -> LangPack | None:
    return lang_pack_of(device.profiles, [loaded.pack for loaded in load_guides()])


class AppLanguagePage(Page):
    """The languages of the app on one device; those of Telegram are asked for when the page opens."""

    GUIDE: ClassVar[str] = "devices"
    AUTO_FOCUS = "LanguageList"
    CSS = """
    AppLanguagePage #list { height: 1fr; max-width: 76; }
    AppLanguagePage LanguageList { height: 1fr; max-height: 100%; margin-bottom: 0; }
    """
    EXPLAIN = (
        N_(
            "Then the way to each switch stands here in the words that you see on that device. They come from"
            " Telegram, which gives every app its words in many languages."
        ),
        N_(
            "Type / and then part of a name, in that language or in English. “Like safecheck” takes your"
            " choice back. Nothing on the device changes."
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", N_("filter")),
        Binding("escape", "back", N_("back")),
    ]

    class Came(Message):
        """The list came, or nothing did."""

        def __init__(self, languages: Sequence[AppLanguage]) -> None:
            super().__init__()
            self.languages = tuple(languages)

    def __init__(self, device_id: str) -> None:
        super().__init__()
        self._device_id = device_id
        self._languages: tuple[AppLanguage, ...] | None = None
        self._wanted = ""
        self._at: str | None = None

    @property
    def device(self) -> DeviceJudgement:
        """The device, judged by what was told until now."""
        return next(one for one in self.safecheck.result.devices if one.id == self._device_id)

    @property
    def rows(self) -> tuple[LanguageRow, ...]:
        """Every language there is to choose."""
        return language_rows(self._languages or (), self.device.app_language, self.catalog)

    def title_words(self) -> str:
        """Return what is asked about."""
        return self.catalog.gettext("Menu language")

    def body(self) -> Iterable[Widget]:
        """Yield the question, and the list as soon as it is there."""
        yield Prose(name_of_device(self.device, self.catalog), classes="quiet close")
        yield Prose(question(self.catalog), classes="big")
        if self._languages is None:
            yield Prose(asking(self.catalog), id="state")
            return
        if self._languages:
            yield FilterField(
                self._wanted,
                of="LanguageList",
                placeholder=self.catalog.gettext("/ filter: part of a name"),
                id="filter",
            )
        shown = shown_languages(self.rows, self._wanted)
        state = self._state(shown)
        yield Prose(state, id="state", classes="" if state else "close")
        at = self.device.app_language if self._at is None else self._at
        yield Vertical(LanguageList(shown, at=at, unicode=self.safecheck.unicode, id="languages"), id="list")

    def _state(self, shown: Sequence[LanguageRow]) -> str:
        """Return what to say above the list that is shown: "" where it speaks for itself."""
        if not self._languages:
            visit = self.safecheck.visits.current
            return nothing_came(self.catalog, open=visit is not None and not visit.closed)
        return no_match(self.catalog) if len(shown) == 1 else ""

    # --- the list ---------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Ask for the list."""
        if self._languages is None:
            self._ask()

    @work(exit_on_error=False, group="languages")
    async def _ask(self) -> None:
        visit = self.safecheck.visits.current
        pack = _pack(self.device)
        came = await visit.languages(pack) if visit is not None and pack is not None else ()
        self.post_message(self.Came(came))

    @on(Came)
    async def show_list(self, message: Came) -> None:
        """Show what came, and let the keys go there."""
        self._languages = message.languages
        self.safecheck.language_names.update(names_of(message.languages))
        await self.redraw()
        for languages in self.query(LanguageList):
            self.set_focus(languages)

    @on(Input.Changed, "#filter")
    def filter_rows(self, event: Input.Changed) -> None:
        """Show what matches, while it is being typed."""
        if event.value == self._wanted:
            return
        self._wanted = event.value
        shown = shown_languages(self.rows, self._wanted)
        matches = [row.code for row in shown[1:]] if self._wanted else []
        for languages in self.query(LanguageList):
            languages.show_rows(shown, at=matches[0] if matches else self.device.app_language)
        for state in self.query("#state").results(Prose):
            said = self._state(shown)
            state.update(words(said))
            state.set_class(not said, "close")

    @on(OptionList.OptionHighlighted, "#languages")
    def remember(self, event: OptionList.OptionHighlighted) -> None:
        """Keep what is pointed at, for when the page is drawn again."""
        self._at = _code(event.option_id)

    @on(OptionList.OptionSelected, "#languages")
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Take up the choice, and go back; what is drawn there follows from it."""
        told, day = self.safecheck.told, self.safecheck.result.facts.day
        self.safecheck.tell(replace(entry_of(self.device, told, day), app_language=_code(event.option_id)))
        super().action_back()
        self.safecheck.redraw_pages()

    # --- keys -------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Filter only where there is a list."""
        return bool(self._languages) if action == "filter" else True

    def action_filter(self) -> None:
        """Let the letters go into the filter."""
        for field in self.query(FilterField):
            field.focus()

    def action_back(self) -> None:
        """Show all languages again, if a filter hides some; else go back."""
        if not self._wanted:
            super().action_back()
            return
        for field in self.query(FilterField):
            field.value = ""


def _code(option_id: str | None) -> str:
    return (option_id or "").partition(" ")[2]
