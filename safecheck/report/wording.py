"""The fixed words of every report: levels, strengths, kinds of chat and of app (G7), and dates."""

from datetime import date

from safecheck.i18n.catalog import Catalog
from safecheck.model import spoken
from safecheck.model.facts import ChatKind
from safecheck.model.findings import Level
from safecheck.model.text import N_, UntrustedText, clean

LEVEL_NAMES: dict[Level, str] = {
    "high": N_("stands out strongly"),
    "medium": N_("stands out"),
    "low": N_("stands out a little"),
    "info": N_("good to know"),
}

# A supergroup is simply a group to the person who is in it.
CHAT_KIND_NAMES: dict[ChatKind, str] = {
    "group": N_("group"),
    "supergroup": N_("group"),
    "channel": N_("channel"),
}

CLIENT_NAMES: dict[str, str] = {
    "android": N_("Telegram for Android"),
    "ios": N_("Telegram for iPhone and iPad"),
    "desktop": N_("Telegram Desktop"),
    "macos": N_("Telegram for macOS"),
    "web": N_("Telegram in a browser"),
    "tdlib": N_("an app built on Telegram's own library"),
    "unofficial": N_("an app that is not Telegram's own"),
    "unknown": N_("an app that safecheck does not know"),
}

# Where it is known more closely what a device runs.
_ON_SYSTEM: dict[tuple[str, str], str] = {
    ("desktop", "windows"): N_("Telegram Desktop on Windows"),
    ("desktop", "macos"): N_("Telegram Desktop on macOS"),
    ("desktop", "linux"): N_("Telegram Desktop on Linux"),
    ("desktop", "snap"): N_("Telegram Desktop on Linux (snap)"),
    ("ios", "ipad"): N_("Telegram for iPad"),
    ("web", "edge"): N_("Telegram in the browser Edge"),
    ("web", "chrome"): N_("Telegram in the browser Chrome"),
    ("web", "safari"): N_("Telegram in the browser Safari"),
    ("web", "firefox"): N_("Telegram in the browser Firefox"),
}

_COUNTS = (
    N_("One"),
    N_("Two"),
    N_("Three"),
    N_("Four"),
    N_("Five"),
    N_("Six"),
    N_("Seven"),
    N_("Eight"),
    N_("Nine"),
    N_("Ten"),
    N_("Eleven"),
    N_("Twelve"),
)


def app_of(client: str, system: str) -> str:
    """Return the message id that names the app of a device, as closely as it is known."""
    return _ON_SYSTEM.get((client, system)) or CLIENT_NAMES.get(client, CLIENT_NAMES["unknown"])


def count_in_words(number: int, catalog: Catalog) -> str:
    """Return a number from 1 to 12 as the word that starts a sentence, any other one in digits."""
    return catalog.gettext(_COUNTS[number - 1]) if 1 <= number <= len(_COUNTS) else str(number)


def day_in_words(day: date, catalog: Catalog) -> str:
    """Return a day as it is read aloud, such as "23 November 2026"; other formats keep ISO dates."""
    return spoken.day_in_words(day, catalog.lang)


def title_of(title: UntrustedText, catalog: Catalog) -> str:
    """Return a chat's name as it may be shown, or words that say it has none that can be seen."""
    return clean(title) or catalog.gettext("(no visible name)")


def with_stop(sentence: str) -> str:
    """Return a sentence with its full stop; a quote at its end has its own."""
    line = sentence.rstrip()
    return line if line.endswith((".", '."', "…")) else f"{line}."


def without_stop(sentence: str) -> str:
    """Return a sentence without its full stop, to stand inside another one."""
    return sentence.rstrip().removesuffix(".")
