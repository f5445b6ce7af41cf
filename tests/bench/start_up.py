"""How long the small commands take to start: `python -m tests.bench.start_up [--runs 9]`.

Each beside Python doing nothing and Python loading Telethon, in fresh processes, taking turns. Prints a
Markdown table and the machine.
"""

import argparse
import sys
from collections import defaultdict

from tests.bench.measured import Cost, measure, module_command
from tests.bench.table import machine, markdown, spread

COMMANDS = {
    "`python -c pass`": [sys.executable, "-c", "pass"],
    '`python -c "import telethon"`': [sys.executable, "-c", "import telethon"],
    "`safecheck --version`": module_command("safecheck", "--version"),
    "`safecheck requests`": module_command("safecheck", "requests"),
    "`safecheck switches --client android`": module_command("safecheck", "switches", "--client", "android"),
    "`safecheck audit --demo quiet`": module_command("safecheck", "audit", "--demo", "quiet"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    costs: dict[str, list[Cost]] = defaultdict(list)
    for turn in range(options.runs + 1):
        for name, command in COMMANDS.items():
            cost, _ = measure(command)
            if turn > 0:  # the first turn only fills the caches of the system and of Python
                costs[name].append(cost)
    rows = [
        (name, spread([c.wall * 1000 for c in taken], 0), spread([c.cpu * 1000 for c in taken], 0))
        for name, taken in costs.items()
    ]
    print(markdown(("", "time, ms", "CPU, ms"), rows))
    print(f"\nMedian (least-most) of {options.runs} fresh processes each, taking turns. {machine()}.")


if __name__ == "__main__":
    main()
