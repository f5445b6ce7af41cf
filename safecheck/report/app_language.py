"""Which language the menus of an app are in: the question, the languages to choose from, what was chosen."""

from collections.abc import Mapping, Sequence

import msgspec

from safecheck.i18n.catalog import Catalog
from safecheck.model.labels import AppLanguage
from safecheck.model.text import clean
from safecheck.report.chat_filter import fold

LIKE_SAFECHECK = ""  # the code where nothing was said
_LONGEST_NAME = 40  # characters


class LanguageRow(msgspec.Struct, frozen=True):
    """One language to choose: its `name` in the language itself, and what stands `beside` it. `folded` is
    what a filter looks at."""

    code: str
    name: str
    beside: str
    folded: str = ""


def question(catalog: Catalog) -> str:
    """Return what is asked."""
    return catalog.gettext("Which language do the menus of Telegram on this device have?")


def asking(catalog: Catalog) -> str:
    """Return what is said while the list is on its way."""
    return catalog.gettext("Asking Telegram which languages this app has.")


def nothing_came(catalog: Catalog, *, open: bool) -> str:
    """Return why there is no list to choose from; `open` says whether Telegram could be asked at all."""
    if open:
        return catalog.gettext("Telegram gave no list of languages. You can go back and try again later.")
    return catalog.gettext(
        "safecheck is signed out already, so it cannot ask Telegram for the languages. You can go back."
    )


def no_match(catalog: Catalog) -> str:
    """Return what to say where a filter leaves no language."""
    return catalog.gettext("No language has that in its name. Type something else.")


def language_rows(languages: Sequence[AppLanguage], chosen: str, catalog: Catalog) -> tuple[LanguageRow, ...]:
    """Return the languages to choose from, the one that takes a choice back on top; `chosen` is the code that
    counts now."""
    say = catalog.gettext
    like = LanguageRow(LIKE_SAFECHECK, say("Like safecheck"), say("the language you read here"))
    rows = [like, *(_row(language) for language in languages)]
    return tuple(
        msgspec.structs.replace(row, beside=say("%(words)s, chosen now") % {"words": row.beside or row.name})
        if row.code == chosen
        else row
        for row in rows
    )


def _row(language: AppLanguage) -> LanguageRow:
    english, own = clean(language.name, _LONGEST_NAME), clean(language.native_name, _LONGEST_NAME)
    folded = fold(f"{english} {own} {language.code}")
    return LanguageRow(language.code, own or english, english if own not in ("", english) else "", folded)


def shown_languages(rows: Sequence[LanguageRow], wanted: str) -> tuple[LanguageRow, ...]:
    """Return the first row, and of the others those in which every word of `wanted` occurs."""
    words = fold(wanted).split()
    return tuple(
        row for row in rows if row.code == LIKE_SAFECHECK or all(word in row.folded for word in words)
    )


def names_of(languages: Sequence[AppLanguage]) -> dict[str, str]:
    """Return what each language is called in itself, by its code."""
    return {language.code: _row(language).name for language in languages}


def chosen_language(code: str, names: Mapping[str, str], catalog: Catalog) -> str:
    """Return what was chosen, by its name where that is known."""
    return names.get(code) or clean(code, _LONGEST_NAME) or catalog.gettext("like safecheck")


def told_language(code: str, names: Mapping[str, str], catalog: Catalog) -> str:
    """Return in a sentence which language was told, "" if nothing was said."""
    if code == LIKE_SAFECHECK:
        return ""
    shown = chosen_language(code, names, catalog)
    return catalog.gettext("The language of its menus: %(code)s") % {"code": shown}
