"""Progress on stderr: a bar on a terminal, otherwise a line when Telegram asks to wait."""

import sys
from datetime import UTC, datetime

from safecheck.cli import terminal
from safecheck.i18n.catalog import Catalog
from safecheck.model.progress import Progress
from safecheck.report.progress_lines import progress_line

BAR_CELLS = 24


class ProgressLine:
    """One line that is drawn over on a terminal; plain lines for waits anywhere else."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._alive = sys.stderr.isatty()
        self._drawn = False

    def __call__(self, event: Progress) -> None:
        """Show one event."""
        line = progress_line(event, self._catalog, datetime.now(UTC))
        if self._alive:
            self._draw(f"{self._bar(event)}{line}")
        elif event.waiting_until is not None:
            terminal.notice(line)

    def _bar(self, event: Progress) -> str:
        if event.stage != "chats" or not event.total:
            return ""
        filled = min(BAR_CELLS, event.done * BAR_CELLS // event.total)
        return "#" * filled + "." * (BAR_CELLS - filled) + "  "

    def _draw(self, line: str) -> None:
        room = terminal.width() - 1
        sys.stderr.write("\r" + line[:room].ljust(room))
        sys.stderr.flush()
        self._drawn = True

    def close(self) -> None:
        """Remove the line, so that what follows starts on a clean one."""
        if self._drawn:
            sys.stderr.write("\r" + " " * (terminal.width() - 1) + "\r")
            sys.stderr.flush()
            self._drawn = False
