"""How long an audit of a large export takes, and how much memory: `python -m tests.bench.export_audit`.

The whole command in a fresh process, from its arguments to the last sentence, for exports of each size of
--mb; they are written for it and deleted afterwards. Prints a Markdown table and the machine. Ends with 1 if
an audit takes more than 200 MB.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.bench.export_file import MB, write_export
from tests.bench.measured import measure, module_command
from tests.bench.table import machine, markdown, spread

MOST = 200  # MB of memory, whatever the size of the export


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mb", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    rows, peaks = [], []
    for size in options.mb:
        with tempfile.TemporaryDirectory(prefix="safecheck-bench-") as folder:
            path = Path(folder) / "result.json"
            write_export(path, size * MB)
            command = module_command("safecheck", "audit", "--export", str(path))
            costs = [measure(command)[0] for _ in range(options.runs + 1)][1:]  # the first fills caches
            rows.append(
                (
                    f"`safecheck audit --export PATH`: {path.stat().st_size / MB:,.0f} MB",
                    spread([cost.wall for cost in costs], 1),
                    spread([cost.cpu for cost in costs], 1),
                    spread([cost.peak for cost in costs], 0),
                )
            )
        peaks += [cost.peak for cost in costs]
    print(markdown(("", "time, s", "CPU, s", "peak memory, MB"), rows))
    print(f"\nMedian (least-most) of {options.runs} fresh processes each. {machine()}.")
    return int(max(peaks) > MOST)


if __name__ == "__main__":
    sys.exit(main())
