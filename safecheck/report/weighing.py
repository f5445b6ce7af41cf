"""How a chat was weighed, in words: each observation with how much it counts, and what they make together.

Figures and categories exist in JSON only (G7; DECISIONS 7 of the product).
"""

from typing import Literal, get_args

from safecheck.i18n.catalog import Catalog
from safecheck.model.facts import Chat
from safecheck.model.findings import ChatLevel, ChatRating, Signal
from safecheck.model.result import AuditResult
from safecheck.model.text import N_
from safecheck.report.sections import Section, section
from safecheck.report.wording import with_stop

Weight = Literal["strongly", "fairly", "little", "against"]
WEIGHTS: tuple[Weight, ...] = get_args(Weight)

# Log-odds from which on a supporting observation counts, instead of counting a little: it makes the odds
# almost three times as high.
_COUNTS = 1.0

_EVIDENCE: dict[Weight, str] = {
    "strongly": N_("%(evidence)s Counts strongly."),
    "fairly": N_("%(evidence)s Counts."),
    "little": N_("%(evidence)s Counts a little."),
    "against": N_("%(evidence)s Counts against: it makes the chat stand out less."),
}
_HEADINGS: dict[Weight, str] = {
    "strongly": N_("Counts strongly"),
    "fairly": N_("Counts"),
    "little": N_("Counts a little"),
    "against": N_("Counts against: it makes the chat stand out less"),
}
_TOGETHER: dict[ChatLevel, str] = {
    "high": N_("Together: it stands out strongly."),
    "medium": N_("Together: it stands out."),
    "low": N_("Together: it stands out a little."),
    "none": N_("Together: nothing stands out."),
}


def weight_of(signal: Signal) -> Weight:
    """Return how much one observation counts."""
    if signal.strength == "strong":
        return "strongly"
    if signal.strength == "reassuring":
        return "against"
    return "fairly" if signal.weight >= _COUNTS else "little"


def noticed(rating: ChatRating, catalog: Catalog) -> tuple[str, ...]:
    """Return each observation about a chat with how much it counts."""
    return tuple(
        catalog.gettext(_EVIDENCE[weight]) % {"evidence": evidence}
        for evidence, weight in _observations(rating).items()
    )


def _observations(rating: ChatRating) -> dict[str, Weight]:
    """Return how much each observation counts. Rules may see the same thing in different ways: it is said
    once, with the most that it counts."""
    seen: dict[str, Weight] = {}
    for signal in rating.signals:
        evidence, weight = with_stop(signal.evidence), weight_of(signal)
        seen[evidence] = min(weight, seen.get(evidence, weight), key=WEIGHTS.index)
    return seen


def weighing(result: AuditResult, chat_id: str, catalog: Catalog) -> tuple[Section, ...]:
    """Return how one chat was weighed, from where it begins to its level. Raises KeyError without it."""
    chat = {chat.id: chat for chat in result.facts.chat_list.chats}[chat_id]
    rating = next(rating for rating in result.ratings if rating.chat_id == chat_id)
    say = catalog.gettext
    seen = _observations(rating)
    by_weight = {weight: tuple(line for line in seen if seen[line] == weight) for weight in WEIGHTS}
    sections = (
        section(
            "", say("safecheck begins with what is true of most groups and channels: nothing stands out.")
        ),
        *(Section(say(_HEADINGS[weight]), lines, "list") for weight, lines in by_weight.items()),
        Section(say("How that adds up"), _rules(chat, rating.level, tuple(seen.values()), catalog)),
        section("", say(_TOGETHER[rating.level]), style="strong"),
    )
    return tuple(each for each in sections if each.lines)


def _rules(chat: Chat, level: ChatLevel, weights: tuple[Weight, ...], catalog: Catalog) -> tuple[str, ...]:
    """Return, of the rules by which observations add up, those that made a difference here."""
    say = catalog.gettext
    counting = [weight for weight in weights if weight != "against"]
    rules = (
        (not weights, N_("Nothing was noticed, so there is nothing to add up.")),
        (len(counting) == 1, N_("There is one thing that counts.")),
        (
            len(counting) > 1,
            N_("All of it adds up: the more there is, and the more each counts, the more it stands out."),
        ),
        ("against" in weights, N_("What counts against is taken off.")),
        (
            bool(counting) and "strongly" not in counting,
            N_("Nothing here counts strongly, and without that no chat ever stands out strongly."),
        ),
        (
            "strongly" in counting and level != "high" and not (chat.owned or chat.gone),
            N_("What counts strongly was not enough here: to stand out strongly, more has to come together."),
        ),
        (chat.owned, N_("It is yours, and a chat of your own never stands out more than a little.")),
        (chat.gone, N_("You are no longer in it: nothing new can come from it, so none of this counts.")),
    )
    return tuple(say(sentence) for holds, sentence in rules if holds)
