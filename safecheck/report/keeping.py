"""Keeping answers, in words: who could read them (G10), whether they are kept, and how to throw them away."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from safecheck.i18n.catalog import Catalog
from safecheck.model.marks import ChatMark
from safecheck.model.text import N_
from safecheck.model.told import Told
from safecheck.report.choices import Choice
from safecheck.report.layout import DETAIL, Page
from safecheck.report.marks import write_marks
from safecheck.report.switch_words import switch_in_words
from safecheck.report.wording import day_in_words

FORGET = "safecheck answers forget"

AGAIN_AFTER_90_DAYS = N_("safecheck asks again after 90 days")
NOTHING_IS_KEPT = N_("No answers about devices are kept on this computer.")


def who_could_read(catalog: Catalog) -> str:
    """Return who could read what is kept."""
    return catalog.gettext(
        "Kept answers lie in a file on this computer, with the day and without names: whoever uses your"
        " account on this computer can read it."
    )


def state_of_keeping(catalog: Catalog, *, possible: bool, wanted: bool) -> str:
    """Return whether the answers are kept."""
    if not possible:
        return catalog.gettext("These answers are practice; they are gone when safecheck ends.")
    if wanted:
        return catalog.gettext("Your answers are kept on this computer. safecheck asks again after 90 days.")
    return catalog.gettext("Your answers are gone when safecheck ends.")


def ask_to_keep(catalog: Catalog) -> str:
    """Return what stands before the end, where something that was told would be gone."""
    return catalog.gettext("What you told about your devices is gone then. To keep it: k")


def keeping_choices(
    catalog: Catalog, *, wanted: bool, for_how_long: str = AGAIN_AFTER_90_DAYS
) -> tuple[Choice, ...]:
    """Return what a person may want: the first changes nothing. `for_how_long` is a message id."""
    say = catalog.gettext
    keep = Choice("keep", say("Keep them"), say(for_how_long))
    if wanted:
        return (keep, Choice("forget", say("Forget them"), say("they are removed from this computer")))
    return (Choice("forget", say("Do not keep them"), say("they are gone when safecheck ends")), keep)


def kept_answers(path: Path, catalog: Catalog) -> tuple[str, str, str]:
    """Return what is kept, where, and the command that removes it, for the closing sentence."""
    return catalog.gettext("what you told about your devices"), str(path), FORGET


def answers_as_values(told: Sequence[Told]) -> list[dict[str, object]]:
    """Return every kept answer as plain values."""
    return [
        {
            "device": entry.device_id,
            "told_on": entry.told_on,
            "app": entry.app or None,
            "app_language": entry.app_language or None,
            "switches": entry.switches,
        }
        for entry in told
    ]


def render_kept_text(told: Sequence[Told], marks: Sequence[ChatMark], catalog: Catalog, width: int) -> str:
    """Return everything that is kept as lines of at most `width` cells."""
    page = Page(width)
    if told:
        _write_answers(page, told, catalog)
    else:
        page.say(catalog.gettext(NOTHING_IS_KEPT))
    if marks:
        page.gap()
        write_marks(page, marks, catalog)
    if told or marks:
        page.gap()
        page.say(catalog.gettext("To throw all of this away: %(command)s") % {"command": FORGET})
    return page.text()


def _write_answers(page: Page, told: Sequence[Told], catalog: Catalog) -> None:
    say = catalog.gettext
    page.say(say("What you told safecheck about devices. Their names are not kept; Telegram knows them."))
    for entry in told:
        page.gap()
        page.say(
            say("Device %(id)s, told on %(day)s:")
            % {"id": entry.device_id, "day": day_in_words(date.fromisoformat(entry.told_on), catalog)}
        )
        for id, position in entry.switches.items():
            page.say(
                say("%(switch)s: %(position)s")
                % {"switch": switch_in_words(id, catalog), "position": say(position)},
                DETAIL,
            )
        if entry.app:
            page.say(say("The app: %(app)s") % {"app": entry.app}, DETAIL)
        if entry.app_language:
            page.say(say("The language of its menus: %(code)s") % {"code": entry.app_language}, DETAIL)
