"""gettext catalogues, loaded from the package, and the choice of a language."""

import gettext
import os
from collections.abc import Mapping
from functools import cache
from importlib import resources

from safecheck.model.errors import BadInputError, SafecheckError
from safecheck.model.fact import Note, Unknown
from safecheck.model.text import LANGUAGES, N_, Lang

DOMAIN = "safecheck"


class Catalog:
    """Translates message ids into one language. English is the language of the ids themselves."""

    def __init__(self, lang: Lang, translations: gettext.NullTranslations) -> None:
        self.lang: Lang = lang
        self._translations = translations

    def gettext(self, message: str) -> str:
        """Return the translation of `message`."""
        return self._translations.gettext(message) if message else ""

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Return the form of the message that fits `n`."""
        return self._translations.ngettext(singular, plural, n)

    def sentence(self, error: SafecheckError) -> str:
        """Return what an error says, in this language; a value that is an error itself is a sentence too."""
        values = {
            name: self.sentence(value) if isinstance(value, SafecheckError) else value
            for name, value in error.values.items()
        }
        return self._filled(error.message, values)

    def reason(self, unknown: Unknown) -> str:
        """Return why a value is unknown, to stand inside a sentence."""
        return self._filled(unknown.reason, unknown.values)

    def note(self, note: Note) -> str:
        """Return what is to be known about values that were read."""
        return self._filled(note.text, note.values)

    def _filled(self, message: str, values: Mapping[str, object]) -> str:
        text = self.gettext(message)
        return text % values if values else text


@cache
def load(lang: Lang) -> Catalog:
    """Return the catalogue of `lang`; it is read from the package once."""
    if lang == "en":
        return Catalog("en", gettext.NullTranslations())
    source = resources.files("safecheck").joinpath(f"data/locales/{lang}/LC_MESSAGES/{DOMAIN}.mo")
    with source.open("rb") as stream:
        return Catalog(lang, gettext.GNUTranslations(stream))


def choose(
    asked: str | None, preferred: str | None = None, environment: Mapping[str, str] = os.environ
) -> Lang:
    """Choose a language: `--lang`, then the preference, then the locale, then English.

    Raises BadInputError if `--lang` or the preference names a language that safecheck does not speak.
    """
    for wish in (asked, preferred):
        if wish:
            for lang in LANGUAGES:
                if wish.lower() == lang:
                    return lang
            raise BadInputError(
                N_("safecheck does not speak the language %(lang)s. Choose one of: %(known)s."),
                lang=repr(wish),
                known=", ".join(LANGUAGES),
            )
    return "nl" if _locale(environment).lower().startswith("nl") else "en"


def territory(environment: Mapping[str, str] = os.environ) -> str:
    """Return the country of the locale as two capitals (`nl_NL.UTF-8` gives "NL"), "" if it names none."""
    language, _, rest = _locale(environment).partition("_")
    country = rest.partition(".")[0].partition("@")[0]
    return country.upper() if language and len(country) == 2 and country.isalpha() else ""


def likely_country(lang: Lang, environment: Mapping[str, str] = os.environ) -> str:
    """Return the country whose help to show first: the one of the locale; else the Netherlands for whoever
    reads Dutch, since most who do live there; else ""."""
    return territory(environment) or ("NL" if lang == "nl" else "")


def home_country(named: str | None, lang: Lang) -> str:
    """Return the country whose help to show: the one that a setting or a person named, else the likely."""
    return named or likely_country(lang)


def _locale(environment: Mapping[str, str]) -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return environment[name]
    return ""
