"""How the table of chats does with many rows: `python -m tests.bench.chat_table [--runs 5]`.

Opens it, types a letter into its filter, empties it, changes the order and jumps to the end, at 80x24,
in a fresh process for each size and turn. A freeze is the longest time in which the event loop could not run
anything else, keys among them. Prints a Markdown table and the machine.
"""

import argparse
import asyncio
import resource
import sys
import time
from collections.abc import Callable

import msgspec

from tests.bench.measured import measure, module_command
from tests.bench.table import machine, markdown, spread

SIZES = (500, 2_000, 10_000)
LETTER = "e"
HEADER = (
    "chats",
    "open, s",
    "filter, s",
    "all again, s",
    "sort, s",
    "to the end, s",
    "longest freeze, s",
    "added memory, MB",
)


class Times(msgspec.Struct, frozen=True):
    """Seconds for each thing, the longest freeze among them, and the memory that the table added in MB."""

    open: float
    filter: float
    all_again: float
    sort: float
    end: float
    freeze: float
    memory: float


class Heart:
    """Beats every few milliseconds and notes the longest pause between two beats."""

    def __init__(self) -> None:
        self.longest = 0.0

    async def beat(self) -> None:
        last = time.perf_counter()
        while True:
            await asyncio.sleep(0.002)
            now = time.perf_counter()
            self.longest = max(self.longest, now - last)
            last = now


def _memory() -> float:
    unit = 1e-6 if sys.platform == "darwin" else 1024e-6  # bytes there, KiB here
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


async def one_size(count: int) -> Times:
    """Do it all once with `count` chats."""
    from safecheck.cli.short_lived import collect_rarely
    from safecheck.tui.screens.chats import Chats
    from safecheck.tui.widgets.chat_table import ChatTable
    from safecheck.tui.widgets.filter_field import FilterField
    from tests.tui.fixed import app_with, fixed_facts

    collect_rarely()  # as the command line does
    facts = fixed_facts("busy")
    known = facts.chat_list.chats
    chats = tuple(
        msgspec.structs.replace(known[number % len(known)], id=f"chat-{number}") for number in range(count)
    )
    chat_list = msgspec.structs.replace(facts.chat_list, chats=chats, listed=count, total=count)
    app = app_with(msgspec.structs.replace(facts, chat_list=chat_list))

    class Counting(ChatTable):
        """Notes that all rows are in."""

        drawn = 0

        def _point(self) -> None:
            super()._point()
            Counting.drawn += 1

    chats_screen = sys.modules[Chats.__module__]
    chats_screen.ChatTable = Counting  # type: ignore[attr-defined]
    async with app.run_test(size=(80, 24)) as pilot:
        page = Chats()
        assert len(app.result.ratings) == count  # judged before the clock runs: that is the audit's own time
        before, heart = _memory(), Heart()
        beating = asyncio.ensure_future(heart.beat())

        async def timed(act: Callable[[], object], ready: Callable[[], bool] | None = None) -> float:
            drawn, started = Counting.drawn, time.perf_counter()
            act()
            while not (ready() if ready else Counting.drawn > drawn):  # noqa: ASYNC110 - costs the measured next to nothing
                await asyncio.sleep(0.001)
            await app.screen.wait_for_refresh()
            taken = time.perf_counter() - started
            await pilot.pause()
            return taken

        def type_into_filter(words: str) -> None:
            page.query_one(FilterField).value = words

        opened = await timed(lambda: app.push_screen(page))
        table = page.query_one(ChatTable)
        filtered = await timed(lambda: type_into_filter(LETTER))
        emptied = await timed(lambda: type_into_filter(""))
        ordered = await timed(page.action_order)
        ended = await timed(table.action_scroll_bottom, lambda: table.cursor_row == count - 1)
        beating.cancel()
        return Times(opened, filtered, emptied, ordered, ended, heart.longest, _memory() - before)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--one", type=int, help="this many chats once, as JSON; for the processes themselves")
    options = parser.parse_args()
    if options.one:
        print(msgspec.json.encode(asyncio.run(one_size(options.one))).decode())
        return
    found: dict[int, list[Times]] = {count: [] for count in SIZES}
    for turn in range(options.runs + 1):
        for count in SIZES:
            _, output = measure(module_command("tests.bench.chat_table", "--one", str(count)))
            if turn > 0:  # the first turn only fills the caches of the system and of Python
                found[count].append(msgspec.json.decode(output, type=Times))
    rows = [
        (
            f"{count:,}",
            *(
                spread([getattr(one, name) for one in times], 0 if name == "memory" else 2)
                for name in Times.__struct_fields__
            ),
        )
        for count, times in found.items()
    ]
    print(markdown(HEADER, rows))
    print(
        f"\nMedian (least-most) of {options.runs} fresh processes each. The filter is one letter, which most "
        f"names have: the hardest case. {machine()}."
    )


if __name__ == "__main__":
    main()
