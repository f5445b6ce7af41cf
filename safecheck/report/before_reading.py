"""What is said before a sign-in: whose account, what is asked, sent along and out of reach (G11, G14)."""

from collections.abc import Sequence

from safecheck.i18n.catalog import Catalog
from safecheck.model.text import N_
from safecheck.report.sections import NamedList

_CHATS, _SETTINGS, _DEVICES = N_("the list of your chats"), N_("your settings"), N_("your devices")
_CLOSER = N_("single chats, if you want a closer look")
_MENUS = N_("the words of your apps' menus")

# What each method that reads asks for, in few words and in the order they are said; methods that ask for the
# same share them. None where it concerns the line only, and nothing of the account. The list of every request
# by name says it in full.
ASKED_FOR: dict[str, str | None] = {
    "messages.getDialogs": _CHATS,
    "channels.getChannels": _CHATS,
    "messages.getPeerDialogs": _CHATS,
    "messages.getChats": _CHATS,
    "channels.getFullChannel": _CLOSER,
    "messages.getFullChat": _CLOSER,
    "channels.getParticipant": _CLOSER,
    "messages.getSearchCounters": _CLOSER,
    "messages.getPeerSettings": _CLOSER,
    "messages.getDialogFilters": _SETTINGS,
    "account.getAutoDownloadSettings": _SETTINGS,
    "account.getAutoSaveSettings": _SETTINGS,
    "account.getContentSettings": _SETTINGS,
    "account.getPrivacy": _SETTINGS,
    "account.getGlobalPrivacySettings": _SETTINGS,
    "account.getNotifySettings": _SETTINGS,
    "account.getWebAuthorizations": _SETTINGS,
    "account.getConnectedBots": _SETTINGS,
    "account.getPasskeys": _SETTINGS,
    "help.getAppConfig": _SETTINGS,
    "account.getPassword": _SETTINGS,
    "account.getAuthorizations": _DEVICES,
    "langpack.getStrings": _MENUS,
    "langpack.getLanguages": _MENUS,
    "help.getConfig": None,
    "ping": None,
    "auth.logOut": None,
}

_SENT_ALONG = (
    N_("the last message of each chat"),
    N_("drafts"),
    N_("names and phone numbers of people"),
    N_("addresses of devices, names of websites"),
)

_CANNOT_FETCH = (
    N_("pictures, videos and files"),
    N_("older messages"),
    N_("anything else that is not on its list"),
)


def own_account(catalog: Catalog) -> str:
    """Return the sentence before every sign-in, in every mode (G11)."""
    return catalog.gettext(
        "Check only your own account. Do not look into someone else's in secret, "
        "not your partner's, not your child's."
    )


def cannot_know(catalog: Catalog) -> str:
    """Return what the program cannot know about whoever uses it (G12)."""
    return catalog.gettext("safecheck cannot know who holds the phone. It trusts you in this.")


def announcement(catalog: Catalog) -> str:
    """Return that Telegram announces the sign-in, and what to do about one that is not yours (G11)."""
    return catalog.gettext(
        "Telegram will announce a new sign-in named “safecheck, reads chat names”. It ends when you finish. "
        "Whoever sees that name without using safecheck should end that session at once."
    )


def watched_more_closely(catalog: Catalog) -> str:
    """Return the one plain sentence about apps that Telegram did not make (G21)."""
    return catalog.gettext("Telegram watches more closely who uses an app that it did not make.")


def takes_longer(catalog: Catalog) -> str:
    """Return how long the first time takes, and the quick way for everyone (G21)."""
    return catalog.gettext(
        "The first time takes 5-10 minutes: you make an api_id first. In a hurry? "
        "“Show me the switches” takes 2 minutes and no sign-in."
    )


def changes_nothing(catalog: Catalog) -> str:
    """Return the promise that reading is all it does by itself (P2)."""
    return catalog.gettext("It changes nothing unasked, and it signs out when you finish.")


def practice_notice(catalog: Catalog) -> str:
    """Return what stands before the sign-in to a practice account."""
    return catalog.gettext(
        "This is a practice account on this computer: nothing here is real, and nothing leaves this computer."
    )


def what_happens(catalog: Catalog, rows: Sequence[tuple[str, tuple[str, ...], str]]) -> tuple[NamedList, ...]:
    """Return the three short lists. `rows` is the gate's own list: method, modes, reason (a message id).

    A method that reads and has no short words here is named with its own reason, so that none is left out.
    """
    reasons = {method: reason for method, modes, reason in rows if "read" in modes}
    known = [words for method, words in ASKED_FOR.items() if method in reasons and words is not None]
    others = [reason for method, reason in reasons.items() if method not in ASKED_FOR]
    asked = dict.fromkeys(catalog.gettext(words) for words in (*known, *others))
    return (
        NamedList(catalog.gettext("It asks Telegram for"), tuple(asked)),
        NamedList(
            catalog.gettext("Sent along, thrown away unread"),
            tuple(catalog.gettext(entry) for entry in _SENT_ALONG),
        ),
        NamedList(
            catalog.gettext("It cannot fetch"), tuple(catalog.gettext(entry) for entry in _CANNOT_FETCH)
        ),
    )
