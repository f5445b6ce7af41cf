"""Python's collector of circular garbage, set for a program that makes many objects once and ends soon."""

import atexit
import gc


def collect_rarely() -> None:
    """Keep the collector from costing as much as the work.

    As it is set by default, it walks over the 100,000 objects of Telethon's classes again and again while
    they are made, and once more at the end. Hardly any garbage of safecheck is circular; the rest goes at
    once.
    """
    gc.set_threshold(200_000, 20, 20)
    atexit.register(gc.freeze)
