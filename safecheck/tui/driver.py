"""Textual's driver, for a terminal that may go away while something is drawn."""

from contextlib import suppress
from typing import IO, Any

from textual.driver import Driver


class LastingFile:
    """A terminal on which drawing goes nowhere once it is gone.

    Textual's writing thread dies of the first write that fails; the event loop then waits for it for ever,
    and nobody would sign out.
    """

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> int:
        """Write, if anybody is there to see it."""
        with suppress(OSError, ValueError):
            self._file.write(text)
        return len(text)

    def flush(self) -> None:
        """Flush, if anybody is there to see it."""
        with suppress(OSError, ValueError):
            self._file.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def lasting(driver: type[Driver]) -> type[Driver]:
    """Return the driver of this system, with such a file."""

    class LastingDriver(driver):  # type: ignore[misc, valid-type] # which class it is, the system decides
        """Draws as the driver of this system does."""

        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self._file: Any = LastingFile(vars(self)["_file"])

    return LastingDriver
