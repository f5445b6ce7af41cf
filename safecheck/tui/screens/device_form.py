"""How the switches of a device stand now: answers given with the device in the hand, taken up at once."""

from collections.abc import Iterable
from functools import cache
from typing import ClassVar, Literal

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from safecheck.advice.menu_words import MenuWords
from safecheck.advice.telling import entry_of
from safecheck.model.findings import DeviceJudgement
from safecheck.model.text import N_
from safecheck.packs.download_profile import DownloadProfile, load_profiles
from safecheck.packs.guides import Guide, load_guides
from safecheck.report.copying import Copy, copy_of_path
from safecheck.report.device_form import answered, device_form, said_back
from safecheck.report.device_questions import Form, Question
from safecheck.report.keeping import state_of_keeping
from safecheck.report.landing_table import answer_words
from safecheck.report.layout import cells
from safecheck.tui.copying import CopyingPage
from safecheck.tui.marks import symbol
from safecheck.tui.safe_text import words
from safecheck.tui.widgets.landing_table import answer_colour, answer_mark
from safecheck.tui.widgets.prose import Prose
from safecheck.tui.widgets.switch_grid import SwitchGrid, shown_answer

_GAP = 3
_EXPLAIN = (
    N_(
        "safecheck cannot look into your device. What you say about its switches takes effect at once, here"
        " and in your plan. Nothing on the device changes."
    ),
    N_(
        "“Don't know” is a good answer: then safecheck goes on with how the app comes, and says that it is"
        " assumed."
    ),
    N_("On and off are how the app's own switch stands now, not how it should stand."),
)


@cache
def _tables() -> tuple[tuple[DownloadProfile, ...], tuple[Guide, ...]]:
    """Return the profiles and the guides of every app, read from the package once."""
    return tuple(one.pack for one in load_profiles()), tuple(one.pack for one in load_guides())


class _Asking(CopyingPage):
    """What both pages share: a device, what lands there now, and what the last answer changed."""

    GUIDE: ClassVar[str] = "devices"

    def __init__(self, device_id: str, said: str = "") -> None:
        super().__init__()
        self._device_id = device_id
        self._said = said

    @property
    def device(self) -> DeviceJudgement:
        """The device, judged by what was told until now."""
        return next(one for one in self.safecheck.result.devices if one.id == self._device_id)

    @property
    def form(self) -> Form:
        """The questions with the answers of now."""
        profiles, guides = _tables()
        facts = self.safecheck.result.facts
        menus = MenuWords(self.catalog.lang, facts.labels)
        return device_form(self.device, self.safecheck.told, profiles, guides, menus, facts.day, self.catalog)

    def take(self, question: Question, value: str) -> None:
        """Take up one answer; what lands follows from it."""
        before = self.device
        entry = entry_of(before, self.safecheck.told, self.safecheck.result.facts.day)
        self.safecheck.tell(answered(entry, question, value))
        self._said = said_back(before, self.device, self.catalog)

    def head(self, form: Form) -> Content:
        """Return the device and what lands there now, each kind of chat with a mark and a word."""
        answers = answer_words(self.catalog)
        now = [
            Content.assemble(
                words(kind).stylize("$quiet"),
                " ",
                words(
                    f"{symbol(answer_mark(lands), unicode=self.safecheck.unicode)} {answers[lands]}"
                ).stylize(answer_colour(lands)),
            )
            for kind, lands in form.now
        ]
        lands = words(form.how).stylize("$quiet")
        name = words(form.name).stylize("bold")
        return Content.assemble(name, "   ", lands, "\n", Content("   ").join(now))

    def way(self, question: Question) -> Content:
        """Return the way to a switch in the app's menus, an item a line, and a sentence to help."""
        lines = [
            Content.assemble((f"{number}", "bold $key"), "  ", words(item))
            for number, item in enumerate(question.path, start=1)
        ]
        lines += [words(question.help).stylize("$quiet")] if question.help else []
        return Content("\n").join(lines)

    @property
    def pointed_at(self) -> Question | None:
        """The question that is pointed at."""
        raise NotImplementedError

    def to_copy(self) -> Copy | None:
        """Return the way to the switch that is pointed at."""
        question = self.pointed_at
        if question is None:
            return None
        return copy_of_path(f"{self.form.name}: {question.words}", question.path)

    def keeping_words(self) -> str:
        """Return whether the answers are kept, or why that did not work."""
        keeping = self.safecheck.keeping
        if keeping is None:
            return ""
        if keeping.problem is not None:
            return self.catalog.sentence(keeping.problem)
        return state_of_keeping(self.catalog, possible=keeping.possible, wanted=keeping.wanted)


class Questions(OptionList):
    """One line a question, its answer beside it."""

    DEFAULT_CSS = """
    Questions { max-width: 76; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "select", N_("change"), key_display="⏎"),
    ]

    def __init__(self, questions: Iterable[Question], *, unicode: bool) -> None:
        self._unicode = unicode
        self.questions: tuple[Question, ...] = tuple(questions)
        super().__init__(*(Option(self._drawn(one), one.id) for one in self.questions), id="questions")

    def _move_page(self, direction: Literal[-1, 1]) -> None:
        """Turn a page, unless nothing was drawn yet: Textual's own list fails then."""
        if self._index_to_line:
            super()._move_page(direction)

    def show(self, questions: Iterable[Question]) -> None:
        """Show these answers from now on."""
        self.questions = tuple(questions)
        for index, question in enumerate(self.questions):
            self.replace_option_prompt_at_index(index, self._drawn(question))

    def _drawn(self, question: Question) -> Content:
        column = max(cells(one.words) for one in self.questions) + _GAP
        gap = " " * (column - cells(question.words))
        return Content.assemble(words(question.words), gap, shown_answer(question, unicode=self._unicode))


class DeviceForm(_Asking):
    """The questions about one device, on one page."""

    AUTO_FOCUS = "Questions"
    CSS = """
    #head, #way { width: 100%; max-width: 76; height: auto; margin: 0 0 1 0; }
    #way { margin: 0 0 1 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "one_by_one", N_("one by one")),
        Binding("k", "keep", N_("keep these answers"), show=False),
        Binding("escape", "back", N_("back")),
    ]

    EXPLAIN = (
        *_EXPLAIN,
        N_(
            "Enter changes an answer. With c you answer for each kind of chat and of media, where there are"
            " more."
        ),
        N_("With y you copy the way to the switch under the cursor, if your terminal allows it."),
    )

    def __init__(self, device_id: str) -> None:
        super().__init__(device_id)
        self._told_before: object = None

    def title_words(self) -> str:
        """Return what is asked."""
        return self.catalog.gettext("How does it stand now?")

    def body(self) -> Iterable[Widget]:
        """Yield what lands, what to do, the questions, and the way to the one that is pointed at."""
        form = self.form
        yield Static(self.head(form), id="head")
        if form.instead:
            yield Prose(form.instead, classes="big")
            return
        yield Prose(self._above(form), id="said")
        yield Questions(form.questions, unicode=self.safecheck.unicode)
        yield Static(self.way(form.questions[0]), id="way")
        yield Prose(self._keeping_line(), id="keeping", classes="quiet")

    def _above(self, form: Form) -> str:
        return self._said or form.dated or form.ask

    def _keeping_line(self) -> str:
        state = self.keeping_words()
        if not self._may_keep:
            return state
        return self.catalog.gettext("%(state)s To change that: k") % {"state": state}

    @property
    def _may_keep(self) -> bool:
        return self.safecheck.keeping is not None and self.safecheck.keeping.possible

    def on_mount(self) -> None:
        """Remember what was told before, to see at the end whether that changed."""
        self._told_before = self.safecheck.told

    @property
    def pointed_at(self) -> Question | None:
        """The question that is pointed at."""
        for questions in self.query(Questions):
            if questions.highlighted is not None:
                return questions.questions[questions.highlighted]
        return None

    @on(OptionList.OptionHighlighted)
    def show_way(self) -> None:
        """Show the way to the switch that is pointed at."""
        if (question := self.pointed_at) is not None:
            for way in self.query("#way").results(Static):
                way.update(self.way(question))
            self.refresh_bindings()
            self.call_later(self.refresh_footer)

    @on(OptionList.OptionSelected)
    async def change(self, event: OptionList.OptionSelected) -> None:
        """Go on to the next answer."""
        question = self.form.question(event.option_id or "")
        self.take(question, question.after())
        await self._follow()

    async def _follow(self) -> None:
        form = self.form
        shown = [question.id for one in self.query(Questions) for question in one.questions]
        if shown != [question.id for question in form.questions]:
            await self.redraw()
            return
        for head in self.query("#head").results(Static):
            head.update(self.head(form))
        for questions in self.query(Questions):
            questions.show(form.questions)
        for said in self.query("#said").results(Prose):
            said.update(words(self._above(form)))
        for line in self.query("#keeping").results(Prose):
            line.update(words(self._keeping_line()))
        self.show_way()

    async def on_screen_resume(self) -> None:
        """Show what was answered one by one, or decided about keeping."""
        await super().on_screen_resume()
        await self._follow()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Ask one by one only where there is more than one thing behind a question."""
        if action == "one_by_one":
            question = self.pointed_at
            return question is not None and question.grid != ""
        if action == "keep":
            return self._may_keep
        if action == "copy":
            return self.may_copy
        return True

    def action_one_by_one(self) -> None:
        """Ask the same for each kind of chat and of media."""
        if (question := self.pointed_at) is not None:
            self.app.push_screen(DeviceGrid(self._device_id, question.grid))

    def action_keep(self) -> None:
        """Ask whether to keep the answers."""
        from safecheck.tui.screens.keep_answers import KeepAnswers

        self.app.push_screen(KeepAnswers())

    def action_back(self) -> None:
        """Go back; what is drawn there follows from the answers."""
        super().action_back()
        if self.safecheck.told != self._told_before:
            self.safecheck.redraw_pages()


class DeviceGrid(_Asking):
    """The same one by one: kinds of chat by kinds of media."""

    AUTO_FOCUS = "SwitchGrid"
    CSS = DeviceForm.CSS
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", N_("back"))]
    EXPLAIN = (
        N_("Here each kind of chat and of media has a switch of its own: the arrows choose, Enter changes."),
        *_EXPLAIN,
    )

    def __init__(self, device_id: str, grid_id: str) -> None:
        super().__init__(device_id)
        self._grid_id = grid_id
        self._at = (0, 0)

    def title_words(self) -> str:
        """Return what is asked about."""
        return self.form.grid(self._grid_id).title

    def body(self) -> Iterable[Widget]:
        """Yield what lands, the grid, and the way there."""
        form = self.form
        grid = form.grid(self._grid_id)
        yield Static(self.head(form), id="head")
        yield Prose(self._said or form.ask, id="said")
        yield SwitchGrid(grid, self._at, unicode=self.safecheck.unicode)
        if (question := self.pointed_at) is not None:
            yield Static(self.way(question), id="way")

    @property
    def pointed_at(self) -> Question | None:
        """The question that is pointed at."""
        row, column = self._at
        return self.form.grid(self._grid_id).rows[row].cells[column]

    @on(SwitchGrid.Moved)
    def remember_place(self) -> None:
        """Keep the place, for when the page is drawn again, and show the way to what is pointed at."""
        for grid in self.query(SwitchGrid):
            self._at = grid.at
            self.query_one("#way", Static).update(self.way(grid.cell))

    @on(SwitchGrid.Change)
    def change(self) -> None:
        """Go on to the next answer of the cell that is pointed at."""
        for grid in self.query(SwitchGrid):
            self.take(grid.cell, grid.cell.after())
            form = self.form
            grid.show(form.grid(self._grid_id))
            self.query_one("#head", Static).update(self.head(form))
            self.query_one("#said", Prose).update(words(self._said))
