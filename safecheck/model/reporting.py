"""A report to Telegram as values: what Telegram asks, in its own words, and how it ended.

The questions and answers are made on Telegram's server, differ by language and change
(https://core.telegram.org/method/messages.report): none of them is known here, and none is chosen for anyone.
"""

import msgspec

from safecheck.model.changes import Done
from safecheck.model.facts import Chat
from safecheck.model.text import N_

LONGEST_COMMENT = 512  # UTF-16 units, as Telegram counts; what its desktop app lets through (api_report.cpp)

NOT_LISTED = N_("Telegram does not list this chat any more, so it cannot be reported from here.")
OWN = N_("This chat is yours. Telegram takes no report about it from you.")
GONE = N_("You are no longer in this chat, so Telegram takes no report about it from you.")
SMALL_GROUP = N_(
    "Telegram takes no report about a small group as a whole, only about channels and large groups. Nobody "
    "needs to look for messages to report."
)


class Answer(msgspec.Struct, frozen=True):
    """One answer that Telegram offers: its words, made harmless, and the very request that choosing it would
    send, in words of Telegram's schema."""

    title: str
    request: str


class Question(msgspec.Struct, frozen=True):
    """What Telegram asks, in its own words, made harmless; "" where it has none."""

    title: str
    answers: tuple[Answer, ...]


class CommentWanted(msgspec.Struct, frozen=True):
    """Telegram asks for a few words; where they are `optional`, none will do. `request` would be sent."""

    optional: bool
    request: str


class Over(msgspec.Struct, frozen=True):
    """How it ended. `wants_messages`: Telegram wants to be told which messages, and nobody is to look for
    them; there are other ways then."""

    done: Done
    wants_messages: bool = False


ReportState = Question | CommentWanted | Over


class Opening(msgspec.Struct, frozen=True):
    """What can be done about one chat, before anything was sent: answer Telegram's questions (`dialogue`),
    and tell it that the chat is spam (`spam`), where Telegram itself offers that. Each is the request that
    would be sent first, "" where it cannot be done; `reason` is why there is no dialogue, a message id."""

    dialogue: str = ""
    spam: str = ""
    reason: str = ""


def no_dialogue_because(chat: Chat | None) -> str:
    """Return why a chat cannot be reported as a whole, as a message id; "" if it can: a channel or large
    group that is not one's own (TDLib, `can_report_dialog`)."""
    if chat is None:
        return NOT_LISTED
    if chat.gone:
        return GONE
    if chat.owned:
        return OWN
    return SMALL_GROUP if chat.kind == "group" else ""


def length_of_comment(text: str) -> int:
    """Return how long a comment is as Telegram counts: in UTF-16 units."""
    return len(text.encode("utf-16-le", errors="replace")) // 2
