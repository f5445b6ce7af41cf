"""Run one process and measure it from the outside: elapsed time, processor time, peak memory."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from typing import NamedTuple

# As if `cryptg` were not installed, which is what a plain `pip install safecheck` gives.
_WITHOUT_CRYPTG = "import runpy, sys; sys.modules['cryptg'] = None; sys.argv = sys.argv[1:]; "
_RUN_MODULE = "runpy.run_module(sys.argv[0], run_name='__main__', alter_sys=True)"

# Installed programs run from bytecode, so the measured ones do too, whatever the environment says. The first
# run of each makes it; nothing is left in the source tree.
_BYTECODE = tempfile.TemporaryDirectory(prefix="safecheck-bench-")


class Cost(NamedTuple):
    """Seconds on the clock, seconds of processor time (user and system), peak resident memory in MB."""

    wall: float
    cpu: float
    peak: float


class FailedError(Exception):
    """The process ended with another code than 0."""


def module_command(module: str, *arguments: str, cryptg: bool = True) -> list[str]:
    """Return the command that runs a module as a program, with or without the optional AES in C."""
    if cryptg:
        return [sys.executable, "-m", module, *arguments]
    return [sys.executable, "-c", _WITHOUT_CRYPTG + _RUN_MODULE, module, *arguments]


def bytecode_environment() -> dict[str, str]:
    """Return the environment of a measured process: this one's, with bytecode written and used."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**environment, "PYTHONPYCACHEPREFIX": _BYTECODE.name}


def measure(command: Sequence[str]) -> tuple[Cost, str]:
    """Run `command` in a fresh process; return its cost and its output. Raises FailedError.

    The peak is never below that of this process, whose memory the child has for a moment before it becomes
    another program; so this process must stay small (no Telethon in it).
    """
    environment = bytecode_environment()
    started = time.perf_counter()
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    )
    assert child.stdout is not None
    with child.stdout:
        output = child.stdout.read()
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - started
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise FailedError(f"{command[:3]} ended with {child.returncode}: {output[-300:]}")
    to_mb = 1e-6 if sys.platform == "darwin" else 1024e-6  # bytes there, KiB here
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * to_mb), output
