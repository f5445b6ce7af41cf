"""What the reader of Telegram Desktop's files makes of damaged ones:
`python -m tests.bench.damaged_profiles [--files 20000] [--seed 0]`.

Each profile has one file damaged at one layer, with the layers around it whole. Fails at a crash, at any step
that the reader may not take, and at more memory than 50 MB above that of the idle process. Prints a Markdown
table and the machine. For Linux, which tells the most memory that a process had.
"""

import argparse
import re
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from safecheck.desktop.folder_size import MOST_ENTRIES
from tests.bench.table import machine, markdown
from tests.desktop import tdata
from tests.desktop.damaged import LAYERS, damaged_profile, read_under_watch

MOST = 50.0
_SIZE = 1024 * 1024 - 2000  # with what is put around it just below what is read
_ACCOUNTS, _MANY = 2, MOST_ENTRIES + 1000


def most_memory() -> float:
    """Return the most memory that this process ever had, in MB."""
    (size,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(size) / 1024


def largest_profile(root: Path) -> None:
    """Write a profile whose files are all as large as is read, and whole at every layer; a cache in it holds
    more than is counted."""
    bulk = {"map stream": 0x15, "app stream": 0x60, "account stream": 0x5B}

    def change(layer: tdata.Layer, data: bytes) -> bytes:
        return tdata.block(bulk[layer], tdata.byte_array(bytes(_SIZE))) + data if layer in bulk else data

    tdata.write_tdata(
        root, accounts=[tdata.AccountSpec(index=index) for index in range(_ACCOUNTS)], change=change
    )
    cache = root / "user_data" / "cache" / "many"
    cache.mkdir()
    for number in range(_MANY):
        (cache / f"{number:064d}").touch()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    idle = most_memory()
    read: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    slowest = 0.0
    with tempfile.TemporaryDirectory(prefix="safecheck-damaged-") as folder:
        for number in range(options.files):
            with tempfile.TemporaryDirectory(dir=folder) as home:
                root = Path(home, "tdata")
                layer = damaged_profile(root, Random(f"{options.seed}/{number}"))  # noqa: S311
                started = time.perf_counter()
                installation = read_under_watch(root)
                slowest = max(slowest, time.perf_counter() - started)
            (read if installation.complete else unknown)[layer] += 1
        damaged = most_memory() - idle
        largest_profile(Path(folder, "tdata"))
        written = most_memory() - idle
        started = time.perf_counter()
        installation = read_under_watch(Path(folder, "tdata"))
        longest = time.perf_counter() - started
    if not installation.complete or len(installation.accounts) != _ACCOUNTS:
        raise SystemExit("the largest profile was not read")
    most = most_memory() - idle
    print(markdown(("damaged", "switches read", "unknown"), _rows(read, unknown)))
    print(
        f"\n{options.files} damaged files: at most {slowest * 1000:.0f} ms and {damaged:.1f} MB above idle."
    )
    print(
        f"The largest profile: {longest * 1000:.0f} ms, {most:.1f} MB above idle ({written:.1f} to write it)."
    )
    print(f"{machine()}.")
    if most > MOST:
        raise SystemExit(f"more than {MOST} MB")


def _rows(read: Counter[str], unknown: Counter[str]) -> list[tuple[str, str, str]]:
    return [(layer, str(read[layer]), str(unknown[layer])) for layer in LAYERS]


if __name__ == "__main__":
    main()
