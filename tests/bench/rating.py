"""How well the shipped rules rate labelled chats: `python -m tests.bench.rating DATA [--misses]`.

DATA holds one JSON object a line: title, username, about, kind, label (risky or ordinary), category, lang,
title_signal (a careful adult sees a reason in the text), hard (ordinary, with a risky-looking word) and
source. Half of such a set is risky and of a user's chats far less, so precision is also given for 5 % risky
chats."""

import argparse
import collections
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from safecheck.model.facts import Chat, ChatKind
from safecheck.model.findings import ChatRating
from safecheck.model.text import UntrustedText
from safecheck.packs.shipped import chat_rules
from safecheck.rules.chats import Rater

PREVALENCE = 0.05
NOW = datetime(2026, 11, 26, tzinfo=UTC)
_KINDS: dict[str | None, ChatKind] = {"channel": "channel", "group": "supergroup", None: "supergroup"}


class Row(msgspec.Struct, frozen=True):
    """One labelled chat and what the rules made of it."""

    given: dict[str, Any]
    rating: ChatRating

    @property
    def risky(self) -> bool:
        """True if the set calls it risky."""
        return bool(self.given["label"] == "risky")


def read(path: Path) -> list[Row]:
    """Rate every line of a data set."""
    rater = Rater(chat_rules(), "en")
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        given = json.loads(line)
        about, username = given.get("about"), given.get("username")
        chat = Chat(
            id=str(given["id"]),
            kind=_KINDS[given.get("kind")],
            title=UntrustedText(given["title"]),
            usernames=(UntrustedText(username),) if username else (),
            about=UntrustedText(about) if about else None,
        )
        rows.append(Row(given, rater.rate(chat, NOW)))
    return rows


def share(rows: Iterable[Row], flagged: Callable[[Row], bool]) -> tuple[float, int]:
    """Return which share of rows is flagged, and of how many."""
    counted = [flagged(row) for row in rows]
    return (sum(counted) / len(counted) if counted else float("nan")), len(counted)


def auc(risky: Sequence[int], ordinary: Sequence[int]) -> float:
    """Return how often a risky chat has a higher risk than an ordinary one, a draw counted half."""
    if not risky or not ordinary:
        return float("nan")
    counts = collections.Counter(ordinary)
    below, ordered = {}, 0
    for risk in range(101):
        below[risk] = ordered + counts[risk] / 2
        ordered += counts[risk]
    return sum(below[risk] for risk in risky) / (len(risky) * len(ordinary))


def percent(value: float) -> str:
    """Return a share as people read it."""
    return "–" if value != value else f"{100 * value:.1f} %"


def report(rows: Sequence[Row]) -> list[str]:
    """Return all figures as lines."""
    risky = [row for row in rows if row.risky]
    ordinary = [row for row in rows if not row.risky]
    signal = [row for row in risky if row.given.get("title_signal")]
    kinds = {
        "easy": [row for row in ordinary if not row.given.get("hard")],
        "hard real": [r for r in ordinary if r.given.get("hard") and r.given.get("source") != "synthetic"],
        "hard synthetic": [
            r for r in ordinary if r.given.get("hard") and r.given.get("source") == "synthetic"
        ],
    }
    lines = [f"{len(rows)} chats: {len(risky)} risky ({len(signal)} with a signal), {len(ordinary)} ordinary"]
    for name, levels in (("high", {"high"}), ("medium or above", {"high", "medium"})):

        def flagged(row: Row, levels: set[str] = levels) -> bool:
            return row.rating.level in levels

        hit, false = sum(map(flagged, risky)), sum(map(flagged, ordinary))
        rate, _ = share(ordinary, flagged)
        with_signal, _ = share(signal, flagged)
        usual = PREVALENCE * with_signal, (1 - PREVALENCE) * rate
        precise = usual[0] / sum(usual) if sum(usual) else float("nan")
        wrong = ", ".join(f"{kind} {percent(share(each, flagged)[0])}" for kind, each in kinds.items())
        over_all = percent(share(risky, flagged)[0])
        wrong = ", ".join(f"{kind} {percent(share(each, flagged)[0])}" for kind, each in kinds.items())
        over_all = percent(share(risky, flagged)[0])
        lines += [
            "",
            f"{name}: recall with a signal {percent(with_signal)}, over all {over_all}",
            f"  precision {percent(hit / (hit + false) if hit + false else float('nan'))}, "
            f"at 5 % risky {percent(precise)}; false positives {percent(rate)} ({wrong})",
            "  recall with a signal by category: " + _by("category", signal, flagged),
            "  recall with a signal by language: " + _by("lang", signal, flagged),
            "  false positives by language: " + _by("lang", ordinary, flagged),
        ]
    risks = {id(row): row.rating.risk for row in rows}
    lines += [
        "",
        f"AUC: with a signal {auc([risks[id(r)] for r in signal], [risks[id(r)] for r in ordinary]):.3f}, "
        f"over all {auc([risks[id(r)] for r in risky], [risks[id(r)] for r in ordinary]):.3f}",
    ]
    return lines


def _by(key: str, rows: Sequence[Row], flagged: Callable[[Row], bool]) -> str:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(str(row.given.get(key)), []).append(row)
    ordered = sorted(groups.items(), key=lambda each: (-len(each[1]), each[0]))
    return ", ".join(f"{name} {percent(share(each, flagged)[0])} of {len(each)}" for name, each in ordered)


def main() -> None:
    """Print the figures; with --misses also what was missed and what was flagged wrongly."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--without", action="append", default=[], help="leave the rows of this source out")
    parser.add_argument("--only", action="append", default=[], help="the rows of this source only")
    parser.add_argument("--misses", action="store_true", help="also list what was missed and flagged wrongly")
    options = parser.parse_args()
    rows = [
        row
        for row in read(options.data)
        if row.given.get("source") not in options.without
        and (not options.only or row.given.get("source") in options.only)
    ]
    print("\n".join(report(rows)))
    if options.misses:
        for row in rows:
            low = row.rating.level in ("none", "low")
            if (row.risky and row.given.get("title_signal") and low) or (not row.risky and not low):
                signals = ", ".join(f"{s.rule}={s.weight:.1f} {s.evidence[:60]}" for s in row.rating.signals)
                about, category = row.given.get("about") or "", row.given.get("category") or ""
                print(
                    f"{row.given['label']:8} {category:14} {row.rating.risk:3} {row.given.get('lang')} | "
                    f"{row.given['title']} | {about} | {signals}"
                )


if __name__ == "__main__":
    main()
