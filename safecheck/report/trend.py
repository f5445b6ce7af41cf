"""Exposure then and now: a line through time, and always the words beside it."""

from collections.abc import Sequence

from safecheck.i18n.catalog import Catalog
from safecheck.model.history import Changes, Point
from safecheck.model.spoken import grouped
from safecheck.report.charts import sparkline
from safecheck.report.exposure_chart import Bars
from safecheck.report.sections import Section, section

WIDEST = 60  # cells
_FEWEST = 3  # audits that make a line


def exposure_section(changes: Changes, catalog: Catalog) -> Section:
    """Return from how many groups and channels photos land without a tap, then and now; an assumption is
    named (G8)."""
    say = catalog.gettext
    before, after = changes.before, changes.after
    lines = [_then_and_now(before.landing, after.landing, catalog)]
    if after.landing and after.assumed:
        lines.append(say("This holds if you never changed the switches on your devices."))
    if changes.landing_count is not None and changes.landing_count[0] != changes.landing_count[1]:
        then, now = (grouped(number, catalog.lang) for number in changes.landing_count)
        lines.append(
            say(
                "What the chats that you are still in hold of the kinds that land without a tap: %(now)s now,"
                " %(before)s before. How many reached you is unknown."
            )
            % {"now": now, "before": then}
        )
    return section(say("What lands without a tap"), *lines)


def _then_and_now(before: int, now: int, catalog: Catalog) -> str:
    if not now:
        sentence = (
            catalog.gettext(
                "As far as is known, photos land without a tap from none; before from %(before)d."
            )
            if before
            else catalog.gettext("As far as is known, photos land without a tap from none, as before.")
        )
    elif before == now:
        sentence = catalog.ngettext(
            "Photos from one group or channel can land without a tap, as before.",
            "Photos from %(now)d groups and channels can land without a tap, as before.",
            now,
        )
    else:
        sentence = catalog.ngettext(
            "Photos from one group or channel can land without a tap; before from %(before)d.",
            "Photos from %(now)d groups and channels can land without a tap; before from %(before)d.",
            now,
        )
    return sentence % {"now": now, "before": before}


def trend_lines(trend: Sequence[Point], catalog: Catalog, bars: Bars) -> tuple[str, ...]:
    """Return the line through time of what lands and of what stands out strongly, each with its words; no
    line is drawn of two audits. Without bars there are words alone."""
    if len(trend) < _FEWEST:
        return ()
    say = catalog.gettext
    return (
        _drawn(
            [point.landing for point in trend],
            say(
                "groups and channels from which photos land without a tap, over %(count)d audits: from"
                " %(first)d to %(last)d, at most %(most)d"
            ),
            bars,
        ),
        _drawn(
            [point.strong for point in trend],
            say("groups and channels that stand out strongly: from %(first)d to %(last)d, at most %(most)d"),
            bars,
        ),
    )


def _drawn(values: Sequence[int], words: str, bars: Bars) -> str:
    said = words % {"count": len(values), "first": values[0], "last": values[-1], "most": max(values)}
    if bars == "none":
        return said[:1].upper() + said[1:] + "."
    return f"{sparkline(values, WIDEST, unicode=bars == 'blocks')}\n{said}"
