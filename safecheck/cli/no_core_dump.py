"""No picture of our memory on the disk: it holds what was typed and the key of the sign-in (P3)."""

import contextlib


def leave_no_core_dump() -> None:
    """Let the system write no core file if a signal or a fault ends the process; Windows writes none."""
    try:
        import resource
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):  # refused: the limit of whoever started it stays
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
