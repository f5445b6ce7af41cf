"""How long the first screen takes: `python -m tests.bench.first_paint [--runs 9]`.

From the start of the process to the moment its first words are drawn on a pseudo-terminal of 80x24, beside
Python doing nothing and Python loading Textual, in fresh processes, taking turns. Prints a Markdown table and
the machine. Not for Windows.
"""

import argparse
import fcntl
import os
import pty
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections import defaultdict

from tests.bench.measured import FailedError, bytecode_environment, measure
from tests.bench.table import machine, markdown, spread

WORDS = b"Show me the switches"
BESIDE = {
    "`python -c pass`": [sys.executable, "-c", "pass"],
    '`python -c "import textual.app, textual.widgets"`': [
        sys.executable,
        "-c",
        "import textual.app; from textual.widgets import DataTable, Input, OptionList, Static",
    ],
    '`python -c "import telethon"`': [sys.executable, "-c", "import telethon"],
}


def first_paint(home: str) -> float:
    """Return the seconds from the start of `safecheck` to its first words. Raises FailedError."""
    own, theirs = pty.openpty()
    fcntl.ioctl(own, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = {**bytecode_environment(), "HOME": home, "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    started = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", "safecheck", "--lang", "en"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        start_new_session=True,
    )
    os.close(theirs)
    drawn = b""
    try:
        while WORDS not in drawn:
            drawn += os.read(own, 65536)
        return time.perf_counter() - started
    except OSError:  # the other side is gone
        raise FailedError(drawn[-300:].decode("utf-8", "replace")) from None
    finally:
        child.terminate()
        while True:  # what it still draws has to go somewhere, or it waits for ever
            try:
                if not os.read(own, 65536):
                    break
            except OSError:
                break
        child.wait()
        os.close(own)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    times: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory(prefix="safecheck-bench-home-") as home:
        for turn in range(options.runs + 1):
            for name, command in BESIDE.items():
                cost, _ = measure(command)
                times[name].append(cost.wall)
            times["`safecheck`: the first screen is drawn"].append(first_paint(home))
            if turn == 0:  # the first turn only fills the caches of the system and of Python
                times.clear()
    rows = [(name, spread([1000 * one for one in found], 0)) for name, found in times.items()]
    print(markdown(("", "time, ms"), rows))
    print(f"\nMedian (least-most) of {options.runs} fresh processes each, taking turns. {machine()}.")


if __name__ == "__main__":
    main()
