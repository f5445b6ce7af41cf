"""A report to Telegram in words: what to know before, what Telegram asks, and where else to go."""

from safecheck.advice.other_ways import OtherWays
from safecheck.i18n.catalog import Catalog
from safecheck.model.facts import Chat
from safecheck.model.reporting import LONGEST_COMMENT, CommentWanted, Opening, Question
from safecheck.model.text import N_
from safecheck.report.changes import IN_ORDER, change_title
from safecheck.report.choices import Choice
from safecheck.report.plan_list import detail_sections
from safecheck.report.sections import Section, section

ASKING_TELEGRAM = N_("safecheck asks Telegram. Only what you chose is sent.")
STOP, DIALOGUE, SPAM = "stop", "dialogue", "spam"

_BEFORE = (
    N_("A report goes to Telegram, from your account. It has no receipt and no undo."),
    N_("If you also want to leave, report first: afterwards Telegram may not take a report from you."),
    N_("You need not be sure. Nothing has to be opened or looked for."),
)
_QUESTIONS = N_(
    "Telegram asks you a few questions in words of its own. safecheck shows them as they are and chooses "
    "nothing for you. You can stop at each of them; any answer may be the last one, and then the report is "
    "made."
)
_COMMENT = N_(
    "Telegram asks for a few words of your own, at most %(count)d characters. Copy nothing from the chat "
    "into them, and leave out anything that you do not want Telegram to know."
)


def before_lines(chat: Chat | None, opening: Opening, catalog: Catalog, *, high: bool) -> tuple[str, ...]:
    """Return what to know before anything is sent. For a chat that stands out strongly (`high`) the fixed
    order comes first (G1)."""
    say = catalog.gettext
    lines = [say(IN_ORDER)] if high else []
    lines += [change_title("report", chat, catalog), " ".join(map(say, _BEFORE))]
    lines += [say(_QUESTIONS)] if opening.dialogue else [say(opening.reason)]
    return tuple(lines)


def opening_choices(opening: Opening, catalog: Catalog, *, requests: bool = False) -> tuple[Choice, ...]:
    """Return what can be done; the first choice sends nothing. With `requests` the very request stands beside
    each."""
    say = catalog.gettext
    choices = [Choice(STOP, say("Report nothing"), "")]
    if opening.dialogue:
        side = opening.dialogue if requests else ""
        choices.append(Choice(DIALOGUE, say("Ask Telegram for its first question"), side))
    if opening.spam:
        side = opening.spam if requests else say("Telegram itself offers this here; it asks nothing")
        choices.append(Choice(SPAM, say("Tell Telegram that this chat is spam"), side))
    return tuple(choices)


def question_heading(question: Question, catalog: Catalog) -> str:
    """Return what Telegram asks, so that nobody takes it for words of safecheck."""
    if not question.title:
        return catalog.gettext("Telegram asks you to choose, without a question.")
    return catalog.gettext("Telegram asks: %(question)s") % {"question": question.title}


def answer_choices(question: Question, catalog: Catalog, *, requests: bool = False) -> tuple[Choice, ...]:
    """Return the way to stop, which comes first so that no answer is chosen by a slip, then Telegram's own
    answers in its order, each by its place."""
    say = catalog.gettext
    return (
        Choice(STOP, say("Stop here; nothing is reported"), ""),
        *(
            Choice(
                str(place), answer.title or say("an answer without words"), answer.request if requests else ""
            )
            for place, answer in enumerate(question.answers)
        ),
    )


def comment_lines(wanted: CommentWanted, catalog: Catalog, *, requests: bool = False) -> tuple[str, ...]:
    """Return what to know before writing a comment."""
    say = catalog.gettext
    lines = [say(_COMMENT) % {"count": LONGEST_COMMENT}]
    if wanted.optional:
        lines.append(say("You can leave it out."))
    if requests:
        lines.append(wanted.request)
    return tuple(lines)


def comment_missing(catalog: Catalog) -> str:
    """Return that Telegram wants some words."""
    return catalog.gettext("Telegram wants a few words here. Esc stops, and nothing is reported.")


def too_long(length: int, catalog: Catalog) -> str:
    """Return that a comment is too long, which is never cut off by itself."""
    return catalog.gettext(
        "That is %(length)d characters, and Telegram takes %(count)d at most. Nothing was sent; make it "
        "shorter."
    ) % {"length": length, "count": LONGEST_COMMENT}


def other_ways_sections(ways: OtherWays, catalog: Catalog) -> tuple[Section, ...]:
    """Return the card, who takes it, and Telegram's own addresses where they can do something with it."""
    say = catalog.gettext
    addresses = (
        say("%(address)s: %(what)s") % {"address": each.where, "what": each.what} for each in ways.addresses
    )
    found = (
        section("", ways.card.title, style="strong"),
        *detail_sections(ways.card),
        section("", ways.desk.title, style="strong"),
        *detail_sections(ways.desk),
        section(say("Telegram itself takes the public link on the card, as text"), *addresses, style="list"),
    )
    return tuple(each for each in found if each.lines)
