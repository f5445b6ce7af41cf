"""Questions about the switches of one device, one by one or in a grid, as values."""

import msgspec

from safecheck.model.findings import Lands

Value = str  # a Position, "partly", or the id of an app


class Option(msgspec.Struct, frozen=True):
    """One possible answer."""

    value: Value
    words: str


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One question: which `switches` it sets together, the present answer as `value` and in words, the way to
    them in the app's menus, and a sentence to help. `grid` is the id of the grid that asks the same, or what
    stands behind it, one by one. `inverted`: the app's own switch says the opposite of ours."""

    id: str
    words: str
    switches: tuple[str, ...]
    value: Value
    shown: str
    options: tuple[Option, ...]
    path: tuple[str, ...] = ()
    help: str = ""
    grid: str = ""
    inverted: bool = False

    def after(self, by: int = 1) -> Value:
        """Return the answer that follows the present one; the first follows what is none of them."""
        values = [option.value for option in self.options]
        return values[(values.index(self.value) + by) % len(values)] if self.value in values else values[0]


class GridRow(msgspec.Struct, frozen=True):
    """One row of a grid; its cells are questions about one switch each."""

    words: str
    cells: tuple[Question, ...]


class Grid(msgspec.Struct, frozen=True):
    """Questions one by one: kinds of chat by kinds of media. Without words a column needs none."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """The questions about one device. `now` is what the download model answers for each kind of chat, `how`
    says what that rests on (G8), `dated` when this was told, `instead` what to say where nothing can be
    asked."""

    device_id: str
    name: str
    how: str
    now: tuple[tuple[str, Lands], ...]
    ask: str
    dated: str
    questions: tuple[Question, ...]
    grids: tuple[Grid, ...]
    instead: str = ""

    def question(self, id: str) -> Question:
        """Return a question of the form or of one of its grids; KeyError if there is none."""
        cells = (cell for grid in self.grids for row in grid.rows for cell in row.cells)
        for question in (*self.questions, *cells):
            if question.id == id:
                return question
        raise KeyError(id)

    def grid(self, id: str) -> Grid:
        """Return a grid; KeyError if there is none."""
        for grid in self.grids:
            if grid.id == id:
                return grid
        raise KeyError(id)
