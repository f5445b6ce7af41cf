"""How long an audit of this computer takes: `python -m tests.bench.local_audit [--runs 9]`.

Each profile in fresh processes, beside Python doing nothing and Python loading only the reader, taking turns.
First the reading alone: finding installations, asking whether there is a passcode, reading, counting. Then
the whole command, from its arguments to the last sentence. Prints a Markdown table and the machine.
"""

import argparse
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from tests.bench.measured import Cost, measure, module_command
from tests.bench.table import machine, markdown, spread
from tests.desktop import tdata

PASSCODE = "appel-42"
READ = """
import os, sys
from pathlib import Path
from safecheck.desktop.download_folder import system_downloads
from safecheck.desktop.locate import locate, named
from safecheck.desktop.reader import needs_passcode, read_computer

found = (*locate(sys.platform, Path.home(), os.environ), named(Path(sys.argv[1])))
passcode = sys.argv[2] if any(map(needs_passcode, found)) else None
computer = read_computer(found[-1:], passcode, downloads=system_downloads())
sys.exit(not computer.complete or not computer.installations[0].accounts)
"""
COMMAND = "safecheck audit --this-computer"
NOTHING, LOADED = "`python -c pass`", "the reader loaded"


def commands(folder: Path) -> dict[str, list[str]]:
    """Write the profiles and return how each is read."""
    made = {
        "1 account": _profile(folder / "one", 1),
        "6 accounts": _profile(folder / "six", 6),
        "1 account, 10,000 files in its cache": _profile(folder / "cache", 1, files=10_000),
        "1 account behind a passcode": _profile(folder / "closed", 1, passcode=PASSCODE),
    }
    without_passcode = [name for name in made if "passcode" not in name]
    return {
        NOTHING: [sys.executable, "-c", "pass"],
        LOADED: [sys.executable, "-c", "import safecheck.desktop.reader"],
        **{f"read: {name}": [sys.executable, "-c", READ, str(made[name]), PASSCODE] for name in made},
        **{f"`{COMMAND}`: {name}": _command(made[name]) for name in without_passcode},
        f"the same in Dutch, as JSON: {without_passcode[0]}": _command(
            made[without_passcode[0]], "--lang", "nl", "--format", "json"
        ),
    }


def _command(root: Path, *options: str) -> list[str]:
    return module_command("safecheck", *COMMAND.split()[1:], "--tdata", str(root), *options)


def _profile(folder: Path, accounts: int, *, passcode: str = "", files: int = 0) -> Path:
    specs = [tdata.AccountSpec(index=index) for index in range(accounts)]
    profile = tdata.write_tdata(folder / "tdata", accounts=specs, passcode=passcode)
    for number in range(files):
        cache = profile.root / "user_data" / "cache" / "0" / f"{number % 256:02X}"
        cache.mkdir(exist_ok=True)
        (cache / f"{number:010X}").write_bytes(b"\0")
    return profile.root


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    costs: dict[str, list[Cost]] = defaultdict(list)
    with tempfile.TemporaryDirectory(prefix="safecheck-bench-") as folder:
        todo = commands(Path(folder))
        for turn in range(options.runs + 1):
            for name, command in todo.items():
                cost, _ = measure(command)
                if turn > 0:  # the first turn only fills the caches of the system and of Python
                    costs[name].append(cost)
    rows = []
    for name, taken in costs.items():
        more = [1000 * (one.wall - idle.wall) for one, idle in zip(taken, costs[NOTHING], strict=True)]
        rows.append((name, spread([1000 * one.wall for one in taken], 0), spread(more, 0)))
    print(markdown(("", "time, ms", "after the start of Python, ms"), rows))
    print(f"\nMedian (least-most) of {options.runs} fresh processes each, taking turns. {machine()}.")


if __name__ == "__main__":
    main()
