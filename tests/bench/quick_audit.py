"""How much a quick audit costs beside a naive script: `python -m tests.bench.quick_audit [--runs 5]`.

Both read the same practice account over the same kind of connection from a server in a process of its own, in
fresh processes, taking turns. Prints a Markdown table and the machine.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from tests.bench.account_to_serve import Seen
from tests.bench.measured import Cost, measure, module_command
from tests.bench.table import machine, markdown, ratio, spread

OURS, NAIVE = "tests.bench.audit_by_safecheck", "tests.bench.audit_by_naive_script"
HEADER = ("", "time, s", "CPU, s", "peak memory, MB")


@contextmanager
def served(scenario: str) -> Iterator[str]:
    """Serve `scenario` in a process of its own; the value says where (account_to_serve)."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.bench.account_server", scenario],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        try:
            yield server.stdout.readline()
        finally:
            server.stdin.close()


def _one(module: str, scenario: str, *, cryptg: bool) -> tuple[Cost, Seen]:
    """Measure one client against a fresh server, which is no warmer for one than for the other."""
    with served(scenario) as where:
        cost, output = measure(module_command(module, where, cryptg=cryptg))
    return cost, msgspec.json.decode(output, type=Seen)


def _row(name: str, costs: list[Cost]) -> tuple[str, ...]:
    wall, cpu, peak = zip(*costs, strict=True)
    return name, spread(wall, 2), spread(cpu, 2), spread(peak, 0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--scenario", default="busy")
    parser.add_argument("--without-cryptg", action="store_true", help="as a plain install has it")
    options = parser.parse_args()
    scenario, cryptg = options.scenario, not options.without_cryptg
    program = module_command("safecheck", "audit", "--demo", scenario, "--format", "json", cryptg=cryptg)

    ours: list[Cost] = []
    naive: list[Cost] = []
    demo: list[Cost] = []
    for turn in range(options.runs + 1):
        our_cost, we_saw = _one(OURS, scenario, cryptg=cryptg)
        naive_cost, they_saw = _one(NAIVE, scenario, cryptg=cryptg)
        demo_cost, _ = measure(program)
        if (we_saw.entries, we_saw.groups_and_channels) != (they_saw.entries, they_saw.groups_and_channels):
            sys.exit(f"they did not see the same: {we_saw} and {they_saw}")
        if turn > 0:  # the first turn only fills the caches of the system and of Python
            ours.append(our_cost)
            naive.append(naive_cost)
            demo.append(demo_cost)

    ratios = (ratio([a[i] for a in ours], [b[i] for b in naive]) for i in range(3))
    rows = [
        _row("A: safecheck, quick audit judged and written", ours),
        _row("B: naive script, `iter_dialogs()` and settings calls", naive),
        ("A / B", *(f"{value:.2f}" for value in ratios)),
        _row(f"`safecheck audit --demo {scenario}`, server in the same process", demo),
    ]
    print(markdown(HEADER, rows))
    print(
        f"\n`{scenario}`: {we_saw.entries} chats, {we_saw.groups_and_channels} of them groups and channels; "
        f"no delay; median (least-most) of {options.runs} whole processes each, taking turns; "
        f"ratios within each turn. {machine()}, AES: {we_saw.aes}."
    )


if __name__ == "__main__":
    main()
