"""A lock that one process holds: the system lets go of it when that process ends, however it ends."""

import contextlib
import os
import sys
import time
from pathlib import Path

_A_MOMENT = 0.02  # seconds between two tries


class OneProcess:
    """The lock file at `path`; it is empty, and means nothing by being there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    def take(self) -> bool:
        """Take the lock; False if another process, or another part of this one, has it. Raises OSError."""
        if self._descriptor is not None:
            return False
        # No link is followed, and whoever else may use this computer can read nothing of it.
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
        while True:
            descriptor = os.open(self.path, flags, 0o600)
            try:
                taken = _try(descriptor)
                current = taken and self._is_at_its_place(descriptor)
            except BaseException:
                os.close(descriptor)
                raise
            if current:
                self._descriptor = descriptor
                return True
            os.close(descriptor)
            if not taken:
                return False

    def take_within(self, seconds: float) -> bool:
        """Take the lock, and wait so long for whoever has it; False if that was too short. Raises OSError."""
        until = time.monotonic() + seconds
        while not self.take():
            if time.monotonic() > until:
                return False
            time.sleep(_A_MOMENT)
        return True

    def _is_at_its_place(self, descriptor: int) -> bool:
        """Whether the file that was opened is there still: whoever had the lock may have removed it since."""
        try:
            return os.path.samestat(os.fstat(descriptor), os.lstat(self.path))
        except FileNotFoundError:
            return False

    def give_back(self, *, remove: bool = False) -> None:
        """Let go of the lock, if it is held; `remove` throws its file away, as there is nothing to guard."""
        if self._descriptor is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        if remove and sys.platform != "win32":  # Windows removes no file that is open
            self._remove()
        os.close(descriptor)
        if remove and sys.platform == "win32":
            self._remove()

    def _remove(self) -> None:
        with contextlib.suppress(OSError):
            self.path.unlink()


if sys.platform == "win32":
    import msvcrt

    def _try(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
