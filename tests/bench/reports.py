"""How much processor time a report takes and how large it is: `python -m tests.bench.reports`.

An account as the practice account `busy` is, with as many groups and channels as --chats says: judged once,
then made into a report and written in each form, in this process. Prints a Markdown table and the machine.
Ends with 1 if a page takes 2 seconds of it or more, or is 2 MB or larger.
"""

import argparse
import asyncio
import sys
import time

from safecheck.i18n.catalog import load
from safecheck.report.paper.csv_table import render_csv
from safecheck.report.paper.html import render_html
from safecheck.report.paper.markdown import render_markdown
from tests.bench.table import machine, markdown, spread
from tests.report.papers import judged, many_chats, practice_facts, report_of

SECONDS, BYTES = 2.0, 2_000_000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chats", type=int, nargs="+", default=[600, 5000])
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    busy = asyncio.run(practice_facts("busy"))
    rows, worst = [], (0.0, 0)
    for chats in options.chats:
        result = judged(many_chats(busy, chats), "private")
        catalog = load(result.lang)
        for form, write in (
            ("html", render_html),
            ("md", render_markdown),
            ("csv", lambda report: render_csv(report, catalog)),  # noqa: B023 - used within this turn
        ):
            times = []
            for _ in range(options.runs + 1):
                began = time.process_time()
                text = write(report_of(result))
                times.append(time.process_time() - began)
            size = len(text.encode())
            if form == "html":
                worst = max(worst[0], max(times[1:])), max(worst[1], size)
            rows.append(
                (f"{form}: {chats:,} groups and channels", spread(times[1:], 2), f"{size / 1000:,.0f}")
            )
    print(markdown(("", "CPU, s", "size, kB"), rows))
    print(f"\nMedian (least-most) of {options.runs}, in one process, the audit itself left out. {machine()}.")
    return int(worst[0] >= SECONDS or worst[1] >= BYTES)


if __name__ == "__main__":
    sys.exit(main())
