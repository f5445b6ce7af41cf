"""Changes on the account in words: what a step sets now and then, how it ended, what may have to be known."""

from collections.abc import Sequence
from datetime import datetime

from safecheck.i18n.catalog import Catalog
from safecheck.model.changes import (
    NEVER_READ_BACK,
    WITHOUT_UNDO,
    AudienceValue,
    Begun,
    ChangeKind,
    Done,
    Outcome,
    Preview,
)
from safecheck.model.facts import Chat
from safecheck.model.text import N_, clean
from safecheck.report.change_values import value_words
from safecheck.report.sections import Section
from safecheck.report.wording import day_in_words

_TITLES: dict[ChangeKind, str] = {
    "limit_who_adds": N_("Who may add you to groups and channels"),
    "limit_who_finds": N_("Who can find you by your phone number"),
    "hide_number": N_("Who sees your phone number"),
    "archive_newcomers": N_("Chats that strangers start"),
    "cover_sensitive": N_("18+ material"),
    "gallery_off": N_("Saving to the gallery, as your account has it"),
    "templates_off": N_("The three automatic download templates of your account"),
    "mute": N_("The notifications of %(chat)s"),
    "archive": N_("Where %(chat)s is"),
    "leave": N_("Leaving %(chat)s"),
    "report": N_("Reporting %(chat)s to Telegram"),
}

_OUTCOMES: dict[Outcome, str] = {
    "applied": N_("Done, and checked with Telegram."),
    "already": N_("There was nothing to do: it is so already."),
    "declined": N_("Nothing was changed."),
    "refused": N_("Telegram did not do it."),
    "not_done": N_("It was not done."),
    "otherwise": N_("It is not as it should be."),
    "unconfirmed": N_("Nobody knows whether it was done."),
    "later": N_("It is still to do."),
    "in_app": N_("safecheck leaves this to the Telegram app."),
    "not_possible": N_("safecheck cannot do this."),
}

# Of a report nothing can be read back, and nothing on the account changes by it.
_OF_A_REPORT: dict[Outcome, str] = {
    "applied": N_("Telegram has taken the report. It may tell you nothing more about it."),
    "declined": N_("Nothing was reported."),
    "refused": N_("Telegram did not take the report."),
    "not_done": N_("Nothing was reported."),
    "unconfirmed": N_("Nobody knows whether the report arrived."),
    "later": N_("Nothing was reported yet."),
    "not_possible": N_("Nothing was reported."),
}

_NO_NAME = N_("a chat without a name")
_A_CHAT = N_("a chat")

IN_ORDER = N_(
    "This chat stands out strongly. The order that helps most: automatic download off on your devices; the "
    "reporting card; a report to Telegram, if you want; leaving; a hotline or the police, with the card; and "
    "ask the police or the hotline first before you delete anything. Leaving never has to wait for the "
    "others."
)
IN_ORDER_OF_SEVERAL = N_(
    "Some of these stand out strongly. The order that helps most: automatic download off on your devices; "
    "the reporting cards below; a report to Telegram, if you want; leaving; a hotline or the police, with "
    "the cards; and ask the police or the hotline first before you delete anything. Leaving never has to "
    "wait for the others."
)
AFTER_LEAVING = N_(
    "What you wrote there stays there. The chat disappears from your list on all your devices. safecheck "
    "cannot take this back, and does not join any chat."
)
PRIVATE = N_("It has no public name: you may never be able to come back.")
SMALL = N_("The members of a small group see a message that you left.")
LINKED = N_("A group or channel belongs to it. You stay in that one.")
_SHARED_FOLDER = N_("It came with a shared folder. Telegram may offer it to you again from there.")
ADMIN = N_("You are an administrator there; that ends too.")
OWNED_STAYS = N_(
    "safecheck leaves no chat that is yours: Telegram refuses that, or gives the chat to somebody else. Hand "
    "it over to somebody first; Telegram calls that “Transfer Ownership”."
)
STOPS_NOTHING = N_("This does not stop downloads.")
_NO_LONGER_PINNED = N_("It is pinned now, and will not be any more; undo does not bring that back.")
_EXCEPTIONS_STAY = N_("The exceptions that you made for people and groups stay.")


def chat_name(chat: Chat | None, catalog: Catalog) -> str:
    """Return how a chat is named in a sentence: its cleaned title between quotation marks; None is one whose
    name is not known here, or not to be said."""
    if chat is None:
        return catalog.gettext(_A_CHAT)
    name = clean(chat.title, 60)
    return f'"{name}"' if name else catalog.gettext(_NO_NAME)


def change_title(kind: ChangeKind, chat: Chat | None, catalog: Catalog) -> str:
    """Return what a change is about."""
    said = catalog.gettext(_TITLES[kind])
    return said % {"chat": chat_name(chat, catalog)} if "%(chat)s" in said else said


def preview_lines(
    preview: Preview, chat: Chat | None, catalog: Catalog, *, high: bool = False, requests: bool = False
) -> tuple[str, ...]:
    """Return what stands before a change is confirmed: now and then, and what may have to be known. For a
    chat that stands out strongly (`high`) the fixed order comes first (G1); with `requests` the very requests
    follow, in the words of Telegram's schema."""
    say, kind = catalog.gettext, preview.target.kind
    leaving = kind == "leave" and preview.undoes is None
    lines = [say(IN_ORDER)] if high and leaving else []
    lines += [change_title(kind, chat, catalog), *now_and_then(preview, catalog)]
    lines += [say(note) for note in notes_of(preview, chat)]
    if requests:
        lines += request_lines(preview, catalog)
    return tuple(lines)


def now_and_then(preview: Preview, catalog: Catalog) -> tuple[str, str]:
    """Return what a setting is, and what it would be."""
    say, kind = catalog.gettext, preview.target.kind
    return (
        say("Now: %(value)s.") % {"value": value_words(kind, preview.before, catalog)},
        say("Then: %(value)s.") % {"value": value_words(kind, preview.after, catalog)},
    )


def request_lines(preview: Preview, catalog: Catalog) -> tuple[str, ...]:
    """Return how many requests would be sent, and the requests themselves."""
    return (_heading_of_requests(len(preview.requests), catalog), *preview.requests)


def _heading_of_requests(count: int, catalog: Catalog) -> str:
    return catalog.ngettext(
        "This one request would be sent:", "These %(count)d requests would be sent:", count
    ) % {"count": count}


def requests_section(requests: Sequence[str], catalog: Catalog) -> Section:
    """Return the requests of several changes, in order."""
    return Section(_heading_of_requests(len(requests), catalog).rstrip(":"), tuple(requests), "list")


def notes_of(preview: Preview, chat: Chat | None) -> tuple[str, ...]:
    """Return what may have to be known before a change: message ids."""
    kind = preview.target.kind
    if isinstance(preview.before, AudienceValue):
        return (_EXCEPTIONS_STAY,)
    if kind in ("mute", "archive"):
        pinned = kind == "archive" and chat is not None and chat.pinned
        return (STOPS_NOTHING, *([_NO_LONGER_PINNED] if pinned else []))
    if kind != "leave":
        return ()
    notes = [AFTER_LEAVING]
    if preview.from_shared_folder:
        notes.append(_SHARED_FOLDER)
    if chat is not None:
        notes += [PRIVATE] if not (chat.usernames or chat.public) else []
        notes += [SMALL] if chat.kind == "group" else []
        notes += [LINKED] if chat.linked else []
        notes += [ADMIN] if chat.admin else []
    return tuple(notes)


def done_lines(done: Done, chat: Chat | None, catalog: Catalog) -> tuple[str, ...]:
    """Return how a change ended."""
    say, kind = catalog.gettext, done.target.kind
    lines = [change_title(kind, chat, catalog), say(_outcome_words(done))]
    if done.reason:
        lines.append(say(done.reason) % done.values if done.values else say(done.reason))
    if done.seconds:
        lines.append(wait_words(done.seconds, catalog))
    if done.found is not None and kind not in NEVER_READ_BACK:
        lines.append(say("Now: %(value)s.") % {"value": value_words(kind, done.found, catalog)})
    return tuple(lines)


def way_back(done: Done, catalog: Catalog, account: str = "--sign-in") -> str:
    """Return what to type to take a change back later, "" where nothing can be taken back. `account` is the
    flags that name the account. Not to be wrapped: it is there to be copied."""
    if done.outcome != "applied" or done.undoes is not None or done.target.kind in WITHOUT_UNDO:
        return ""
    command = f"safecheck undo {done.target.step} {account}".rstrip()
    return catalog.gettext("To take it back: %(command)s") % {"command": command}


def _outcome_words(done: Done) -> str:
    return (_OF_A_REPORT if done.target.kind == "report" else _OUTCOMES)[done.outcome]


def wait_words(seconds: int, catalog: Catalog) -> str:
    """Return how long Telegram asks to wait."""
    minutes = -(-seconds // 60)
    return catalog.ngettext(
        "Telegram asks us to wait one minute. Try again after that time.",
        "Telegram asks us to wait %(minutes)d minutes. Try again after that time.",
        minutes,
    ) % {"minutes": minutes}


def recovered_lines(changes: Sequence[Done], torn: str, catalog: Catalog) -> tuple[str, ...]:
    """Return what became of changes in whose middle an earlier run stopped."""
    say = catalog.gettext
    lines = []
    if torn:
        lines.append(
            say(
                "An earlier run stopped in the middle of a line of the journal. What stands there of it is "
                "kept, and Telegram was asked what is true."
            )
        )
    for done in changes:
        title = change_title(done.target.kind, None, catalog)
        if done.outcome == "unconfirmed" and done.target.kind in NEVER_READ_BACK:
            said = N_(
                "An earlier run stopped in the middle of this. Telegram gives no receipt, so nobody can find "
                "out whether it arrived: %(title)s."
            )
        elif done.outcome == "unconfirmed":
            said = N_(
                "An earlier run stopped in the middle of this, and Telegram does not say now: %(title)s."
            )
        elif done.outcome == "applied":
            said = N_("An earlier run stopped in the middle of this, and it was done: %(title)s.")
        elif done.outcome == "not_done":
            said = N_("An earlier run stopped in the middle of this, and nothing was changed: %(title)s.")
        else:
            said = N_(
                "An earlier run stopped in the middle of this, and it was done in part, or somebody changed "
                "it since: %(title)s."
            )
        lines.append(say(said) % {"title": title})
    return tuple(lines)


def undo_list_lines(entries: Sequence[Begun], final: Sequence[Begun], catalog: Catalog) -> tuple[str, ...]:
    """Return what can be taken back, the newest first, and what cannot."""
    say = catalog.gettext
    lines = [say("What can be taken back:")] if entries else [say(NOTHING_TO_UNDO)]
    for entry in entries:
        day = day_in_words(datetime.fromisoformat(entry.at).date(), catalog)
        title = change_title(entry.kind, None, catalog)
        lines.append(
            say("%(step)s: %(title)s, changed on %(day)s") % {"step": entry.step, "title": title, "day": day}
        )
    return (*lines, *no_undo_lines(final, catalog))


def no_undo_lines(final: Sequence[Begun], catalog: Catalog) -> tuple[str, ...]:
    """Return what was done that nothing takes back: how many chats were left and reported."""
    lines = []
    if left := sum(entry.kind == "leave" for entry in final):
        lines.append(
            catalog.ngettext(
                "You left one chat. Nothing takes that back.",
                "You left %(count)d chats. Nothing takes that back.",
                left,
            )
            % {"count": left}
        )
    if reported := sum(entry.kind == "report" for entry in final):
        lines.append(
            catalog.ngettext(
                "You made one report to Telegram. Nothing takes that back.",
                "You made %(count)d reports to Telegram. Nothing takes that back.",
                reported,
            )
            % {"count": reported}
        )
    return tuple(lines)


NOTHING_TO_UNDO = N_("There is nothing that could be taken back: no change of safecheck is in force.")
