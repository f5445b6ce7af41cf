"""What is drawn on a terminal that is gone may hold nobody up: the sign-out comes after it."""

import io
import os

import pytest
from textual.drivers._writer_thread import MAX_QUEUED_WRITES, WriterThread

from safecheck.audit.visits import Visits
from safecheck.tui.app import SafecheckApp
from safecheck.tui.driver import LastingFile


class Gone(io.StringIO):
    """A terminal whose window was closed."""

    def write(self, _: str) -> int:
        raise OSError(5, "Input/output error")

    def flush(self) -> None:
        raise OSError(5, "Input/output error")


@pytest.mark.timeout(10)
def test_g22_drawing_on_a_terminal_that_is_gone_holds_nobody_up() -> None:
    writer = WriterThread(LastingFile(Gone()))  # type: ignore[arg-type] # as good as a file
    writer.start()
    for _ in range(3 * MAX_QUEUED_WRITES):
        writer.write("a line")
    writer.stop()
    assert not writer.is_alive()


def test_what_is_drawn_arrives_while_the_terminal_is_there() -> None:
    there = io.StringIO()
    file = LastingFile(there)
    file.write("a line")
    file.flush()
    assert there.getvalue() == "a line"


@pytest.mark.skipif(os.name == "nt", reason="Windows draws otherwise")
async def test_the_app_draws_on_such_a_terminal() -> None:
    app = SafecheckApp("en", Visits())
    driver = app.driver_class(app)
    assert isinstance(vars(driver)["_file"], LastingFile)
