"""Progress on stderr: a bar on a terminal, otherwise a line when Telegram asks to wait."""

import sys
from datetime import UTC, datetime

from safecheck.cli import terminal
from safecheck.i18n.catalog import Catalog
from safecheck.model.progress import Progress
from safecheck.report.progress_lines import progress_line

BAR_CELLS = 24


def _waits(event: Progress, now: datetime) -> bool:
    return event.waiting_until is not None and event.waiting_until > now


class ProgressLine:
    """One line that is drawn over on a terminal; plain lines for waits anywhere else."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._alive = sys.stderr.isatty()
        self._drawn = False
        self._wait: Progress | None = None

    def __call__(self, event: Progress) -> None:
        """Show one event. A wait stays in sight until it is over, whatever else goes on meanwhile."""
        now = datetime.now(UTC)
        if event.waiting_until is not None:
            new = self._wait is None or self._wait.waiting_until != event.waiting_until
            self._wait = event
            if new and not self._alive:
                terminal.notice(progress_line(event, self._catalog, now))
        if not self._alive:
            return
        if self._wait is not None and _waits(self._wait, now):
            self._draw(progress_line(self._wait, self._catalog, now))
        else:
            self._draw(self._bar(event) + progress_line(event, self._catalog, now))

    def days(self, day: int, count: int) -> None:
        """Show that a day of a practice account is over."""
        if self._alive:
            words = self._catalog.gettext("Day %(day)d of %(count)d") % {"day": day, "count": count}
            self._draw("#" * (BAR_CELLS * day // count) + f"  {words}")

    def _bar(self, event: Progress) -> str:
        if event.stage not in ("chats", "probes", "export") or not event.total:
            return ""
        filled = min(BAR_CELLS, event.done * BAR_CELLS // event.total)
        return "#" * filled + "." * (BAR_CELLS - filled) + "  "

    def _draw(self, line: str) -> None:
        room = terminal.width() - 1
        self._write("\r" + line[:room].ljust(room))
        self._drawn = True

    def close(self) -> None:
        """Remove the line, so that what follows starts on a clean one."""
        if self._drawn:
            self._write("\r" + " " * (terminal.width() - 1) + "\r")
            self._drawn = False

    def _write(self, text: str) -> None:
        try:
            sys.stderr.write(text)
            sys.stderr.flush()
        except (OSError, ValueError):  # the terminal is gone; the audit goes on
            self._alive = False
