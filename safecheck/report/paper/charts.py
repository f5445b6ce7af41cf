"""The charts of a report, as numbers: levels, where most can come from, devices before and after, time."""

from collections.abc import Sequence

from safecheck.advice.after_plan import photo_kinds_after
from safecheck.i18n.catalog import Catalog
from safecheck.model.history import Point
from safecheck.model.result import AuditResult
from safecheck.packs.download_profile import DownloadProfile
from safecheck.report.device_list import device_rows
from safecheck.report.exposure_chart import exposure_chart, level_words
from safecheck.report.landing_table import short_name
from safecheck.report.paper.blocks import Bar, Block, Chart
from safecheck.report.paper.outline import said
from safecheck.report.presses import is_done
from safecheck.report.summary import level_counts
from safecheck.report.wording import day_in_words

_FEWEST_AUDITS = 2  # that make a line through time
_MOST_AUDITS = 60


def levels_chart(result: AuditResult, catalog: Catalog) -> tuple[Block, ...]:
    """Return how many chats there are at each level; nothing without chats."""
    say, counts = catalog.gettext, level_counts(result, catalog)
    if not counts:
        return ()
    return (
        Chart(
            "levels",
            say("How much your groups and channels stand out"),
            say("One bar for each level, as long as there are groups and channels at it."),
            (say("Level"), say("How many")),
            tuple(
                Bar(level_words(each.level, catalog), each.count, str(each.count), each.level)
                for each in counts
            ),
        ),
    )


def sources_chart(result: AuditResult, catalog: Catalog) -> tuple[Block, ...]:
    """Return the chats that hold most of what lands without a tap, with what the numbers mean."""
    say, chart = catalog.gettext, exposure_chart(result, catalog)
    notes = said(*chart.notes)
    if not chart.rows:
        return notes
    bars = tuple(Bar(row.title, row.count, row.words, row.level) for row in chart.rows)
    about = say("One bar for each group or channel, as long as it holds such media.")
    return Chart("sources", chart.title, about, (say("Group or channel"), say("It holds")), bars), *notes


def before_and_after(
    result: AuditResult, profiles: Sequence[DownloadProfile], catalog: Catalog
) -> tuple[Block, ...]:
    """Return for each device from how many groups and channels photos land without a tap now, and how many
    that are once its steps are taken. Devices of which either is not known are left to the table above."""
    say = catalog.gettext
    devices = {device.id: device for device in result.devices}
    to_take = {
        step.device
        for step in result.plan.steps
        if step.kind == "downloads_off" and step.device and not is_done(step) and step.state != "not_possible"
    }
    chats = [chat for chat in result.facts.chat_list.chats if not chat.gone]
    bars: list[Bar] = []
    for row in device_rows(result, catalog):
        after = photo_kinds_after(devices[row.id], profiles)
        if after is None or not row.landing or row.id not in to_take:
            continue
        name = short_name(devices[row.id], result, catalog)
        left = min(row.landing, sum(chat.kind in after for chat in chats))
        bars.append(Bar(say("%(device)s, now") % {"device": name}, row.landing, str(row.landing), "yes"))
        bars.append(Bar(say("%(device)s, after its steps") % {"device": name}, left, str(left), "no"))
    if not bars:
        return ()
    return (
        Chart(
            "before-after",
            say("From how many groups and channels photos land without a tap, now and after the steps"),
            say(
                "Two bars for each device, of all groups and channels that you are in. Assumed where nothing"
                " else is known: it holds if you never changed this."
            ),
            (say("Device"), say("Groups and channels")),
            tuple(bars),
            len(chats),
        ),
    )


def time_chart(points: Sequence[Point], catalog: Catalog) -> tuple[Block, ...]:
    """Return from how many groups and channels photos landed without a tap at each remembered audit, of many
    the last ones; nothing where there are too few."""
    say = catalog.gettext
    if len(points) < _FEWEST_AUDITS:
        return ()
    bars = tuple(
        Bar(day_in_words(point.day, catalog), point.landing, str(point.landing), "yes")
        for point in points[-_MOST_AUDITS:]
    )
    return (
        Chart(
            "time",
            say("Your audits so far: from how many groups and channels photos landed without a tap"),
            say("One bar for each audit that you had remembered, the earliest first."),
            (say("Day"), say("Groups and channels")),
            bars,
        ),
    )
