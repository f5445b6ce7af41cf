"""Rate groups and channels: evidence is added up, never one word alone, and every number is explained.

Each rule that fires adds its weight to the log-odds of the base rate; the sum as a probability is the risk
(0..100, for JSON only), and the risk gives the level. Some things no sum can overrule, see `_ceiling`.
"""

import math
from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

import msgspec

from safecheck.model.facts import Chat, Restriction
from safecheck.model.findings import ChatLevel, ChatRating, Signal
from safecheck.model.spoken import day_in_words, grouped, rounded
from safecheck.model.text import Lang, clean
from safecheck.packs.rule_pack import ChatRule, fill
from safecheck.packs.rule_set import RuleSet
from safecheck.rules.conditions import Condition, compile_rule, matching_restrictions, pictures
from safecheck.rules.protected import ProtectedFinder
from safecheck.rules.words import Found, WordFinder, text_of

# So many facts about the chat itself must stand beside a telling word, or so many different kinds of words,
# before it reaches the highest level.
SEVERAL = 2
_MAX_SAID = 20_000  # sentences that are kept; more than there are terms in use
_CERTAIN = 50.0  # log-odds; beyond it a probability is 0 or 1 anyway, and exp() would overflow
_QUOTES = 3
_UNSAID = "…"
_QUOTE_LENGTH = 200
_RANK: dict[ChatLevel, int] = {"none": 0, "low": 1, "medium": 2, "high": 3}
_LEVELS: tuple[ChatLevel, ...] = ("none", "low", "medium", "high")


class _WordRule(msgspec.Struct, frozen=True):
    """A rule about words, its lists as bits (see WordFinder)."""

    condition: Condition
    words: int
    beside: int
    not_with: int
    different: int
    in_name: bool
    bare: bool  # nothing but words is asked for

    def holds(self, found: Found, facts: Any, now: datetime) -> bool:
        lists = found.lists
        if lists & self.not_with:
            return False
        return bool(
            (not self.in_name or bool(found.in_names & self.words))
            and (not self.beside or bool(lists & self.beside))
            and (
                self.different < 2
                or (
                    found.places >= self.different
                    and found.count(self.words, named=self.in_name) >= self.different
                )
            )
            and (self.bare or self.condition.holds(facts, now))
        )


class Fired(msgspec.Struct, frozen=True):
    """A rule that fired, how much it adds, and which lists of words it saw (as bits). With none it saw
    something about the chat itself: Telegram's mark, its size, its name on somebody's list."""

    rule: ChatRule
    weight: float
    lists: int = 0
    words: int = 0


class Rater:
    """Rates chats with one set of rules; made once, used for many chats."""

    def __init__(
        self, rules: RuleSet, lang: Lang, other: "Rater | None" = None, *, quotes: bool = True
    ) -> None:
        """`other` is a rater of the same rules in another language, whose words need not be taken in anew.
        Without `quotes` the evidence repeats no word of a chat and no number by which it could be found."""
        self.quotes = quotes
        self._scale = rules.rating
        self._base = math.log(self._scale.base_rate / (1 - self._scale.base_rate))
        self._lang = lang
        self._texts = rules.texts
        # What has the upper end of a level as its risk: none, low, medium, high.
        self._tops = (self._scale.low - 1, self._scale.medium - 1, self._scale.high - 1, 100)
        self._finder: WordFinder = other._finder if other is not None else WordFinder(rules.lists.values())
        self._protected = ProtectedFinder(rules.protected, rules.texts.listed)
        self._unnamed = 1 << len(rules.lists)
        self._always: list[Condition] = []
        self._if_told: dict[str, list[Condition]] = {}
        self._by_list: dict[int, list[_WordRule]] = {}
        base = self._risk(())
        self._nothing: tuple[int, ChatLevel, tuple[Signal, ...]] = (base, self._level(base), ())
        self._said: dict[tuple[str, str, bool], str] = {}
        for rule in rules.rules:
            condition = compile_rule(rule)
            if rule.when.words is not None:
                self._add_word_rule(condition)
            elif condition.fact is None:
                self._always.append(condition)
            else:
                self._if_told.setdefault(condition.fact, []).append(condition)
        # Of most chats none of these facts is told, which is seen in one step.
        self._told = attrgetter("gone", *self._if_told)
        self._untold = (False, *(conditions[0].untold for conditions in self._if_told.values()))

    def _add_word_rule(self, condition: Condition) -> None:
        when, bits = condition.rule.when, self._finder.bits
        words = bits(when.words or ())
        ready = _WordRule(
            condition,
            words,
            bits(when.beside or ()),
            bits(when.not_with or ()),
            when.different or 1,
            bool(when.in_name),
            condition.is_bare,
        )
        for name in when.words or ():
            self._by_list.setdefault(bits((name,)), []).append(ready)

    def rate(self, chat: Chat, now: datetime) -> ChatRating:
        """Return what was noticed about one chat at `now` (with a time zone)."""
        risk, level, signals = self.weigh(
            chat,
            chat.id,
            chat.title.raw,
            [name.raw for name in chat.usernames],
            chat.about.raw if chat.about is not None else None,
            now,
        )
        return ChatRating(chat_id=chat.id, title=chat.title, risk=risk, level=level, signals=signals)

    def weigh(
        self, facts: Any, id: str, title: str, usernames: Sequence[str], about: str | None, now: datetime
    ) -> tuple[int, ChatLevel, tuple[Signal, ...]]:
        """Return risk (0..100), level and signals, strongest first. `facts` has what a Chat has, by the same
        names; its names and description are given apart, as plain strings."""
        text, names = text_of(title, usernames, about)
        found = self._finder.find(text, names)
        fired = self._facts(facts, now)
        if found.lists:
            fired += self._words(found, facts, now)
        for rule, exact in self._protected.find(id, usernames, text):
            # Which words they are is not known; that they are words is.
            fired.append(Fired(rule, rule.weight, 0 if exact else self._unnamed))
        if not fired:
            return self._nothing
        risk = min(self._risk(fired), self._tops[_RANK[self._ceiling(facts, fired, found)]])
        fired.sort(key=lambda each: (-each.weight, each.rule.id))
        signals = tuple(
            Signal(
                rule=each.rule.id,
                evidence=self._evidence(each, facts, found),
                weight=each.weight,
                strength=each.rule.strength,
                category=each.rule.category,
            )
            for each in fired
        )
        return risk, self._level(risk), signals

    def _facts(self, facts: Any, now: datetime) -> list[Fired]:
        """Return the rules without words that hold."""
        conditions = self._always
        told = self._told(facts)
        if told != self._untold:
            given = zip(self._if_told.values(), told[1:], self._untold[1:], strict=True)
            conditions = [
                *conditions,
                *(each for some, value, untold in given if value != untold for each in some),
            ]
        return [Fired(each.rule, each.rule.weight) for each in conditions if each.holds(facts, now)]

    def _words(self, found: Found, facts: Any, now: datetime) -> list[Fired]:
        """Return the rules about words that hold. Words of the description alone weigh less."""
        by_list = self._by_list
        candidates = {id(each): each for bit in found.terms if bit in by_list for each in by_list[bit]}
        if not candidates:
            return []
        return [
            Fired(
                each.condition.rule,
                each.condition.rule.weight * (1 if found.in_names & each.words else self._scale.in_about),
                found.lists & (each.words | each.beside),
                each.words,
            )
            for each in candidates.values()
            if each.holds(found, facts, now)
        ]

    def _ceiling(self, facts: Any, fired: Sequence[Fired], found: Found) -> ChatLevel:
        """Return the highest level for this chat, whatever the weights.

        A chat the user is no longer in sends nothing any more: none, unless it was left just now. The user's
        own chat: low. Supporting rules alone: medium. One word, however strong: medium, until another word
        that counts or several facts about the chat stand beside it (G7). Rules that reach no higher than
        medium by themselves do so together, if they are about different things and several facts stand beside
        them. What the user does with a chat never lifts it to the highest level.
        """
        if facts.gone and not facts.left:
            return "none"
        if facts.owned:
            return "low"
        noticed = [each for each in fired if each.rule.strength != "reassuring"]
        reached = max((_RANK[each.rule.level] for each in noticed), default=0)
        if reached < _RANK["high"] and not _about_different_things(noticed):
            return _LEVELS[reached]
        strong = [each for each in noticed if each.rule.strength == "strong"]
        several = sum(not (each.lists or each.rule.habit) for each in noticed) >= SEVERAL
        kinds = 0
        for each in noticed:
            kinds |= each.lists
        telling = [each for each in strong if each.rule.level == "high"]
        if not telling:
            lifted = several and _about_different_things(strong)
        elif not all(each.lists for each in telling):
            lifted = True
        else:
            lifted = several or found.count(kinds) >= SEVERAL
        if lifted:
            lifted = self._risk([each for each in fired if not each.rule.habit]) > self._tops[_RANK["medium"]]
        return "high" if lifted else "medium"

    def _evidence(self, fired: Fired, facts: Any, found: Found) -> str:
        rule = fired.rule
        template = rule.evidence.of(self._lang)
        if "{" not in template:
            return template
        if fired.lists:
            # The same words come again and again.
            named = bool(found.in_names & fired.words)
            key = (rule.id, word := found.first(fired.words) if self.quotes else _UNSAID, named)
            if key not in self._said:
                place = (self._texts.in_name if named else self._texts.in_about).of(self._lang)
                said = fill(template, {"place": place, "word": clean(word, 60)})
                if "{" in said or len(self._said) > _MAX_SAID:
                    return self._filled(said, rule, facts)
                self._said[key] = said
            return self._said[key]
        return self._filled(template, rule, facts)

    def _filled(self, template: str, rule: ChatRule, facts: Any) -> str:
        when = rule.when
        values: dict[str, str] = {}
        if when.members is not None and facts.members is not None:
            values["members"] = grouped(self._number(facts.members), self._lang)
        if when.joined_days is not None and facts.joined is not None:
            values["joined"] = day_in_words(facts.joined.date(), self._lang)
        if when.pictures is not None and (number := pictures(facts.media)) is not None:
            values["pictures"] = grouped(self._number(number), self._lang)
        if when.restriction is not None:
            values["restrictions"] = self._quoted(matching_restrictions(when.restriction, facts.restrictions))
        return fill(template, values)

    def _number(self, number: int) -> int:
        return number if self.quotes else rounded(number)

    def _quoted(self, restrictions: Iterable[Restriction]) -> str:
        """Return where Telegram hides a chat and its own text, cleaned, equal texts together; its reason may
        be the name of a category, which no person is shown (G7)."""
        places: dict[str, list[str]] = {}
        for each in restrictions:
            named = [self._platform(name) for name in each.platform.split("-")]
            text = clean(each.text, _QUOTE_LENGTH) if self.quotes else ""
            places.setdefault(text, []).extend(named)
        lines = [
            ", ".join(dict.fromkeys(names)) + (f': "{text}"' if text else "")
            for text, names in places.items()
        ]
        return " · ".join([*lines[:_QUOTES], *(["…"] if len(lines) > _QUOTES else [])])

    def _platform(self, name: str) -> str:
        known = self._texts.platforms.get(name.casefold())
        return known.of(self._lang) if known else clean(name, 40)

    def _risk(self, fired: Sequence[Fired]) -> int:
        odds = max(-_CERTAIN, min(_CERTAIN, self._base + math.fsum(each.weight for each in fired)))
        return round(100 / (1 + math.exp(-odds)))

    def _level(self, risk: int) -> ChatLevel:
        return _LEVELS[sum(risk > top for top in self._tops[:3])]


def _about_different_things(fired: Iterable[Fired]) -> bool:
    """True if strong rules of two categories are among these."""
    return len({each.rule.category for each in fired if each.rule.strength == "strong"}) > 1


_RATERS: list[tuple[RuleSet, Lang, Rater]] = []
_KEPT = 4  # two sets of rules in two languages


def rater(rules: RuleSet, lang: Lang, *, quotes: bool = True) -> Rater:
    """Return the rater of these rules. It takes a while to make one, so the last few are kept."""
    other = None
    for known, language, made in _RATERS:
        if known is rules:
            if language == lang and made.quotes == quotes:
                return made
            other = made
    made = Rater(rules, lang, other, quotes=quotes)
    _RATERS.append((rules, lang, made))
    del _RATERS[:-_KEPT]
    return made


def rate_chats(
    chats: Sequence[Chat], rules: RuleSet, now: datetime, lang: Lang, *, quotes: bool = True
) -> tuple[ChatRating, ...]:
    """Return one rating per chat, in the same order; `quotes` as in Rater."""
    by = rater(rules, lang, quotes=quotes)
    return tuple(by.rate(chat, now) for chat in chats)
