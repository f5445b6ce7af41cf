"""Levels and exposure by chat: the chats that hold most of what lands without a tap, with a bar and a number.

The number is what a chat holds of the kinds of media that land without a tap on at least one device; it says
where to begin, not what has arrived (DECISIONS 12 of the product).
"""

from collections.abc import Sequence
from typing import Literal

import msgspec
from msgspec.structs import replace

from safecheck.downloads.effect import media_in_words
from safecheck.i18n.catalog import Catalog
from safecheck.model.exposure import COUNTED, ChatExposure
from safecheck.model.findings import ChatLevel, ChatRating
from safecheck.model.result import AuditResult
from safecheck.model.spoken import grouped
from safecheck.model.text import N_
from safecheck.report.exposure import exposure_bar
from safecheck.report.layout import DETAIL, wrap
from safecheck.report.wording import LEVEL_NAMES, title_of

Bars = Literal["blocks", "ascii", "none"]
TOP = 10  # chats
_BAR = 24  # cells
_LEVELS: dict[ChatLevel, str] = {
    "high": LEVEL_NAMES["high"],
    "medium": LEVEL_NAMES["medium"],
    "low": LEVEL_NAMES["low"],
    "none": N_("nothing stands out"),
}


class ExposureRow(msgspec.Struct, frozen=True):
    """One chat of the chart: its name as it may be shown, its level also in words, the number also in words,
    and how long its bar is beside that of the first row (0.0 to 1.0)."""

    chat_id: str
    title: str
    level: ChatLevel
    level_words: str
    count: int
    words: str
    share: float = 1.0


class ExposureChart(msgspec.Struct, frozen=True):
    """The rows, the most first; `notes` say what the numbers mean and what is not known."""

    title: str
    rows: tuple[ExposureRow, ...]
    notes: tuple[str, ...]


def exposure_chart(result: AuditResult, catalog: Catalog, top: int = TOP) -> ExposureChart:
    """Return the chart of the `top` chats. Chats of which no number is known are counted in the notes, and
    those that the account is no longer in are left out."""
    ratings = {rating.chat_id: rating for rating in result.present}
    present = [exposure for exposure in result.exposures if exposure.chat_id in ratings]
    numbers = {exposure.chat_id: exposure.landing_count for exposure in present}
    landing = [exposure for exposure in present if numbers[exposure.chat_id]]
    landing.sort(key=lambda each: (-(numbers[each.chat_id] or 0), -ratings[each.chat_id].risk))
    rows = [_row(exposure, ratings[exposure.chat_id], catalog) for exposure in landing[:top]]
    most = rows[0].count if rows else 0
    return ExposureChart(
        title=catalog.gettext("Where most of what lands without a tap can come from"),
        rows=tuple(replace(row, share=row.count / most) for row in rows),
        notes=_notes(present, [*numbers.values()], len(landing), len(rows), catalog),
    )


def _row(exposure: ChatExposure, rating: ChatRating, catalog: Catalog) -> ExposureRow:
    count = exposure.landing_count or 0
    return ExposureRow(
        chat_id=rating.chat_id,
        title=title_of(rating.title, catalog),
        level=rating.level,
        level_words=level_words(rating.level, catalog),
        count=count,
        words=_in_words(exposure, count, catalog),
    )


def level_words(level: ChatLevel, catalog: Catalog) -> str:
    """Return a level as words that can stand after a name."""
    return catalog.gettext(_LEVELS[level])


def chart_lines(chart: ExposureChart, catalog: Catalog, width: int, bars: Bars) -> list[str]:
    """Return the chart as lines of at most `width` cells. Without bars each chat is one plain sentence."""
    say, lines = catalog.gettext, wrap(chart.title, width)
    for row in chart.rows:
        name = say('"%(title)s" (%(level)s)') % {"title": row.title, "level": row.level_words}
        if bars == "none":
            lines += wrap(say("%(chat)s: %(number)s.") % {"chat": name, "number": row.words}, width, DETAIL)
        else:
            drawn = exposure_bar(row.share, max(1, min(_BAR, width // 3)), unicode=bars == "blocks")
            lines += [*wrap(name, width), *wrap(f"{drawn} {row.words}", width, DETAIL)]
    for note in chart.notes:
        lines += wrap(note, width)
    return lines


def _in_words(exposure: ChatExposure, count: int, catalog: Catalog) -> str:
    landing = {medium for device in exposure.devices for medium in device.lands}
    media = [each for each in COUNTED if each in landing and getattr(exposure.holds, each)]
    sentence = N_("%(count)s (%(media)s)")
    if exposure.holds is not None and exposure.holds.rounded:
        sentence = N_("about %(count)s (%(media)s)")
    return catalog.gettext(sentence) % {
        "count": grouped(count, catalog.lang),
        "media": media_in_words(media, catalog.lang),
    }


def _notes(
    present: Sequence[ChatExposure],
    numbers: Sequence[int | None],
    landing: int,
    shown: int,
    catalog: Catalog,
) -> tuple[str, ...]:
    say, notes = catalog.gettext, []
    unknown = numbers.count(None)
    # All chats of one kind have the very same answers of the devices.
    answers = {id(each.devices): each.devices for each in present}.values()
    landing_on = {device.state for devices in answers for device in devices if device.lands}
    if landing:
        notes.append(
            say(
                "The number is what the chat holds of the kinds that land without a tap; how many reached you"
                " is unknown."
            )
        )
        if "default_assumed" in landing_on:
            notes.append(say("What lands is assumed: it holds if you never changed this."))
    elif present and not unknown:
        notes.append(
            say("None of your groups and channels holds anything of the kinds that land without a tap.")
            if landing_on
            else say("Nothing from your groups and channels lands without a tap.")
        )
    if landing > shown:
        more = catalog.ngettext("There is one more.", "There are %(count)d more.", landing - shown)
        notes.append(more % {"count": landing - shown})
    if unknown:
        notes.append(
            catalog.ngettext(
                "Of one group or channel the number is not known.",
                "Of %(count)d groups and channels the number is not known.",
                unknown,
            )
            % {"count": unknown}
        )
    return tuple(notes)
