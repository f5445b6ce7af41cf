"""How fast `safecheck rate` is: `python -m tests.bench.rating_speed [--chats N]`.

Whole processes, JSON lines in and out, every title different: with the shipped packs, with one protected list
beside them, and a naive form (one precompiled `re.search` per term over the casefolded text) on a part of the
same lines, because it is that slow. Start-up is measured apart, with an input of one line.
"""

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from safecheck.packs.shipped import chat_rules
from tests.bench.table import machine

_SYLLABLES = (
    "ka",
    "lo",
    "mi",
    "ren",
    "tu",
    "vas",
    "po",
    "ster",
    "gel",
    "han",
    "di",
    "ro",
    "fin",
    "ma",
    "wen",
)
_NAIVE = 300  # lines for the naive form


def chats(count: int, seed: int = 1) -> Iterator[str]:
    """Yield JSON lines with invented names, all different.

    Six in ten hold no term, the others one of 3,000, some of them far more often than others, as words are; a
    quarter has a description.
    """
    chance = random.Random(seed)  # noqa: S311 - invented names need no secrecy
    every = [term.replace("*", "") for each in chat_rules().lists.values() for term in each.all_terms()]
    terms = chance.sample(every, 3000)
    shares = [1 / (rank + 10) for rank in range(len(terms))]
    picked = iter(chance.choices(terms, shares, k=count))

    def word() -> str:
        return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4)))

    for number in range(count):
        words = [word().title() for _ in range(chance.randint(2, 5))]
        if chance.random() < 0.4:
            words.insert(chance.randint(0, len(words)), next(picked))
        chat = {"id": str(number), "title": " ".join(words), "kind": chance.choice(["group", "channel"])}
        if chance.random() < 0.25:
            chat["about"] = " ".join(word() for _ in range(chance.randint(6, 24)))
        yield json.dumps(chat, ensure_ascii=False) + "\n"


def protected_pack(folder: Path) -> Path:
    """Write a protected list of 2,000 invented entries."""
    path = folder / "list.yaml"
    chance = random.Random(2)  # noqa: S311 - the same
    entries = "\n".join(
        " ".join("".join(chance.choices(_SYLLABLES, k=3)) for _ in range(chance.randint(1, 4)))
        for _ in range(2000)
    )
    command = [sys.executable, "-m", "safecheck", "rules", "hash", "--organisation", "Bench", "-o", str(path)]
    subprocess.run(command, input=entries.encode(), check=True, capture_output=True)
    return path


def run(lines: bytes, *arguments: str) -> tuple[float, float]:
    """Return seconds and peak memory (MB) of one whole process."""
    code = (
        "import resource, sys\nfrom safecheck.cli.main import main\ncode = main(sys.argv[1:])\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)\nsys.exit(code)"
    )
    with tempfile.TemporaryFile() as given:
        given.write(lines)
        given.seek(0)
        since = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", code, "rate", *arguments], stdin=given, capture_output=True, check=True
        )
        taken = time.perf_counter() - since
    assert done.stdout.count(b"\n") == lines.count(b"\n")
    return taken, int(done.stderr.split()[-1]) / 1024


def naive(lines: list[str]) -> float:
    """Return seconds a line of the naive form, patterns compiled beforehand, JSON in and out."""
    terms = [term.replace("*", "") for each in chat_rules().lists.values() for term in each.all_terms()]
    patterns = [re.compile(rf"\b{re.escape(term.casefold())}") for term in terms]
    since = time.perf_counter()
    for line in lines:
        chat = json.loads(line)
        text = f"{chat['title']} {chat.get('about') or ''}".casefold()
        found = [pattern.pattern for pattern in patterns if pattern.search(text)]
        json.dumps({"id": chat["id"], "signals": found})
    return (time.perf_counter() - since) / len(lines)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chats", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    lines = list(chats(options.chats))
    data, one = "".join(lines).encode(), lines[0].encode()
    with tempfile.TemporaryDirectory() as folder:
        protected = ("--rules", str(protected_pack(Path(folder))))
        print("| | chats/s after the start | whole process, s | start, s | peak memory, MB |")
        print("| --- | ---: | ---: | ---: | ---: |")
        for name, arguments in (("shipped packs", ()), ("with a protected list of 2,000 entries", protected)):
            rates, wholes, starts, peaks = [], [], [], []
            for _ in range(options.runs):
                start, _ = run(one, *arguments)
                whole, peak = run(data, *arguments)
                starts.append(start)
                wholes.append(whole)
                peaks.append(peak)
                rates.append(len(lines) / (whole - start))
            print(
                f"| {name} | {sorted(rates)[len(rates) // 2]:,.0f} ({min(rates):,.0f}-{max(rates):,.0f}) | "
                f"{sorted(wholes)[len(wholes) // 2]:.2f} | {sorted(starts)[len(starts) // 2]:.2f} | "
                f"{max(peaks):.0f} |"
            )
            if not arguments:
                ours = sorted(wholes)[len(wholes) // 2] / len(lines)
        slow = naive(lines[:_NAIVE])
        print(f"| naive form | {1 / slow:,.1f} | | | |")
    print()
    print(
        f"Naive form / whole process of safecheck: {slow / ours:,.0f} ×. {options.chats:,} chats. {machine()}"
    )


if __name__ == "__main__":
    main()
