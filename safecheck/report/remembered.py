"""Remembered sign-ins in words: what is kept and who could use it, each earlier use, and how to end it."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from safecheck.i18n.catalog import Catalog
from safecheck.model.remembered import KeptOne, RememberedSignIn, has_ended
from safecheck.model.text import N_
from safecheck.report.layout import DETAIL, Page
from safecheck.report.wording import day_in_words

FORGET = "safecheck session forget"
NOTHING_IS_REMEMBERED = N_("No sign-in is remembered on this computer.")

_END_IT = N_(
    "End it yourself: in Telegram open Settings, then “Devices”, choose “safecheck, reads chat names” and "
    "end that session."
)


def ends_later(catalog: Catalog) -> str:
    """Return what is different about a sign-in that is to be remembered, before it is made."""
    return catalog.gettext(
        "You want this sign-in to be remembered. It then ends after 30 days, or when you forget it, "
        "instead of when you finish."
    )


def use_it(one: KeptOne, catalog: Catalog) -> str:
    """Return the offer to use a sign-in that is kept."""
    return catalog.gettext("Use the sign-in “%(name)s”, made on %(day)s") % {
        "name": one.name,
        "day": _day(one.made_on, catalog, None),
    }


def what_remembering_means(catalog: Catalog) -> tuple[str, ...]:
    """Return what a person has to know before they choose a passphrase (G13, P3)."""
    say = catalog.gettext
    return (
        say(
            "safecheck then keeps this sign-in on this computer for 30 days, in a file that only your "
            "passphrase opens. You type it at every use; it is kept nowhere, and nobody can give it back to "
            "you."
        ),
        say(
            "Until then “safecheck, reads chat names” stays in Telegram's list of devices. Whoever has that "
            "file and your passphrase can use your account."
        ),
        say(
            "If an audit has to stop early, what it had read is kept for a day in a second file, which the "
            "same passphrase opens, so that you can go on where it stopped."
        ),
        say("Choose a passphrase of at least 12 characters. Four words picked at random do."),
    )


def remembered_now(name: str, ends_on: datetime, catalog: Catalog, zone: tzinfo | None = None) -> str:
    """Return that a sign-in was kept, until when, and how it is used."""
    return catalog.gettext(
        "This sign-in is remembered as “%(name)s” until %(day)s. To use it: safecheck audit "
        "--account %(name)s"
    ) % {"name": name, "day": _day(ends_on, catalog, zone)}


def not_the_same(catalog: Catalog) -> str:
    """Return that a passphrase was typed in two ways."""
    return catalog.gettext("Those two were not the same. Type a new one, twice.")


def ask_to_remember(catalog: Catalog, key: str) -> str:
    """Return what stands before the end, where a sign-in would be ended."""
    return catalog.gettext("To stay signed in for 30 days, with a passphrase: %(key)s") % {"key": key}


def not_remembered(catalog: Catalog) -> str:
    """Return that a sign-in is not kept after all."""
    return catalog.gettext("This sign-in is not remembered. It ends when you finish.")


def earlier_uses(sign_in: RememberedSignIn, catalog: Catalog, zone: tzinfo | None = None) -> tuple[str, ...]:
    """Return every earlier use of a sign-in that was opened, and what to do about one that is not one's own
    (G13)."""
    say = catalog.gettext
    made, ends = (_day(moment, catalog, zone) for moment in (sign_in.made_on, sign_in.ends_on))
    lines = [
        say("The sign-in “%(name)s” was made on %(made)s and ends on %(ends)s.")
        % {"name": sign_in.name, "made": made, "ends": ends}
    ]
    if not sign_in.uses:
        return (*lines, say("It was not used since."))
    moments = "; ".join(moment_in_words(use, catalog, zone) for use in sign_in.uses)
    lines.append(say("It was used on: %(moments)s.") % {"moments": moments})
    lines.append(
        say("Was one of these not you? %(end_it)s Then change your passphrase: sign in again.")
        % {"end_it": say(_END_IT)}
    )
    return tuple(lines)


def moment_in_words(moment: datetime, catalog: Catalog, zone: tzinfo | None = None) -> str:
    """Return a moment as it is read aloud, in the time of `zone`, or of this computer."""
    here = moment.astimezone(zone)
    return catalog.gettext("%(day)s at %(time)s") % {
        "day": day_in_words(here.date(), catalog),
        "time": here.strftime("%H:%M"),
    }


def passphrase_to_sign_out(catalog: Catalog) -> str:
    """Return why the passphrase is asked for before a sign-in is thrown away, and the way without it."""
    return catalog.gettext(
        "To sign out at Telegram too, type the passphrase. Enter alone throws the sign-in away here only."
    )


def days_are_over(sign_in: RememberedSignIn, catalog: Catalog, *, signed_out: bool) -> str:
    """Return that the thirty days of a sign-in are over, and whether it could be ended."""
    say = catalog.gettext
    ended = say("safecheck signed it out and threw it away.") if signed_out else left_signed_in(catalog)
    return say("The sign-in “%(name)s” was for 30 days, and those are over. %(ended)s") % {
        "name": sign_in.name,
        "ended": ended,
    }


def left_signed_in(catalog: Catalog) -> str:
    """Return what to do about a sign-in whose file was thrown away without signing out."""
    say = catalog.gettext
    return say("It is thrown away here, but was not signed out. %(end_it)s") % {"end_it": say(_END_IT)}


def forgotten(name: str, catalog: Catalog, *, signed_out: bool) -> str:
    """Return what became of a sign-in that was to be forgotten."""
    say = catalog.gettext
    ended = say("It is signed out and thrown away.") if signed_out else left_signed_in(catalog)
    return say("The sign-in “%(name)s”: %(ended)s") % {"name": name, "ended": ended}


def no_longer_works(name: str, catalog: Catalog) -> str:
    """Return that a sign-in was thrown away because Telegram ended it."""
    return catalog.gettext("The remembered sign-in “%(name)s” no longer works and was thrown away.") % {
        "name": name
    }


def go_on_with(name: str, catalog: Catalog, *, read_until: datetime | None) -> str:
    """Return how an audit that stopped early is gone on with: with what was read, where that is kept."""
    command = f"safecheck audit --account {name}"
    if read_until is None:
        return catalog.gettext(
            "You need no new sign-in to go on: %(command)s reads again, as soon as you like or after the"
            " wait."
        ) % {"command": command}
    return catalog.gettext(
        "To go on later, where it stopped: %(command)s. What was read until now is kept until %(moment)s,"
        " closed with your passphrase, and is not read again."
    ) % {"command": command, "moment": moment_in_words(read_until, catalog)}


def goes_on(began_on: datetime, catalog: Catalog) -> str:
    """Return that an audit is gone on with that had to stop."""
    return catalog.gettext(
        "This goes on with the audit of %(moment)s, which had to stop. What was read then is not read again."
    ) % {"moment": moment_in_words(began_on, catalog)}


def kept_reading(read_until: datetime, path: str, remove: str, catalog: Catalog) -> tuple[str, str, str]:
    """Return what is kept of an audit that had to stop, where, and the command that removes it (G22)."""
    what = catalog.gettext(
        "what an audit had read when it stopped, until %(moment)s, closed with your passphrase"
    )
    return what % {"moment": moment_in_words(read_until, catalog)}, path, remove


def kept_sign_in(one: KeptOne, catalog: Catalog) -> tuple[str, str, str]:
    """Return what is kept, where, and the command that removes it, for the closing sentence (G22)."""
    what = (
        catalog.gettext("the sign-in “%(name)s” until %(day)s, closed with your passphrase")
        % {"name": one.name, "day": _day(one.ends_on, catalog, None)}
        if one.ends_on is not None
        else catalog.gettext("the damaged sign-in “%(name)s”") % {"name": one.name}
    )
    return what, one.path, f"{FORGET} {one.name}"


def sign_ins_as_values(kept: Sequence[KeptOne], now: datetime) -> list[dict[str, object]]:
    """Return every kept sign-in as plain values."""
    return [
        {
            "name": one.name,
            "file": one.path,
            "usable": one.problem is None,
            "made_on": one.made_on,
            "ends_on": one.ends_on,
            "read_until": one.read_until,
            "ended": one.made_on is not None and has_ended(one.made_on, now),
            "at": None if one.made_on is None else "server" if one.at_server else "telegram",
        }
        for one in kept
    ]


def render_sign_ins_text(kept: Sequence[KeptOne], catalog: Catalog, width: int, now: datetime) -> str:
    """Return every kept sign-in as lines of at most `width` cells."""
    say, page = catalog.gettext, Page(width)
    if not kept:
        page.say(say(NOTHING_IS_REMEMBERED))
    for one in kept:
        page.say(say("%(heading)s:") % {"heading": one.name})
        if one.made_on is None or one.problem is not None:
            page.say(catalog.sentence(one.problem) if one.problem else "", DETAIL)
            continue
        over = has_ended(one.made_on, now)
        pattern = (
            say("made on %(made)s; its 30 days are over, and it is signed out at the next use")
            if over
            else say("made on %(made)s, ends on %(ends)s")
        )
        page.say(
            pattern % {"made": _day(one.made_on, catalog, None), "ends": _day(one.ends_on, catalog, None)},
            DETAIL,
        )
        if one.at_server:
            page.say(say("at a server on this computer, which is not Telegram"), DETAIL)
        if one.read_until is not None:
            page.say(
                say("an audit that stopped can be gone on with until %(moment)s")
                % {"moment": moment_in_words(one.read_until, catalog)},
                DETAIL,
            )
        page.say(say("To use it: %(command)s") % {"command": f"safecheck audit --account {one.name}"}, DETAIL)
        page.say(
            say("To sign it out and throw it away: %(command)s") % {"command": f"{FORGET} {one.name}"}, DETAIL
        )
    return page.text()


def _day(moment: datetime | None, catalog: Catalog, zone: tzinfo | None) -> str:
    return "" if moment is None else day_in_words(moment.astimezone(zone).date(), catalog)
