"""A reminder to check again, as a calendar file (RFC 5545). It names no chat, no device and no account.

Section 3.1: lines end in CRLF and hold at most 75 octets, longer ones go on after a blank; 3.3.11: which
signs of a text are escaped; 3.6: what a calendar must hold; 3.6.1 and 3.6.6: an event of a day that rings.
"""

from datetime import UTC, date, datetime, timedelta

from safecheck import __version__
from safecheck.i18n.catalog import Catalog

AFTER = timedelta(days=90)  # three months, as the plan's last step says
_OCTETS = 75
_NINE_IN_THE_MORNING = "PT9H"


def next_check(day: date) -> date:
    """Return the day to check again, three months after `day`."""
    return day + AFTER


def reminder(day: date, made: datetime, uid: str, catalog: Catalog) -> str:
    """Return a calendar with one event of the whole `day`, which rings at nine in the morning.

    `made` is the present moment; `uid` tells this event from every other one and must be new (RFC 7986 asks
    for a random UUID).
    """
    say = catalog.gettext
    summary = say("Check the settings of Telegram again")
    description = say("Three months have passed. Sooner is fine too, after new groups or a new phone.")
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//safecheck//safecheck {__version__}//{catalog.lang.upper()}",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{made.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped(description)}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_escaped(summary)}",
        f"TRIGGER:{_NINE_IN_THE_MORNING}",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _escaped(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def folded(line: str) -> str:
    """Return a line in pieces of at most 75 octets, never cut within a character."""
    pieces, piece, used = list[str](), "", 0
    for char in line:
        size = len(char.encode("utf-8"))
        if used + size > _OCTETS:
            pieces.append(piece)
            piece, used = "", 1  # the blank with which a line goes on counts too
        piece, used = piece + char, used + size
    return "\r\n ".join([*pieces, piece])
