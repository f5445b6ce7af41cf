"""Rate groups and channels: evidence is added up, never one word alone, and every number is explained.

Each rule that fires adds its weight to the log-odds of the base rate; the sum as a probability is the risk
(0..100, for JSON only), and the risk gives the level. Some things no sum can overrule, see `_ceiling`.
"""

import math
from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from safecheck.model.facts import Chat, Restriction
from safecheck.model.findings import ChatLevel, ChatRating, Finding, Level, Signal, Subject
from safecheck.model.plan import HIGH_CHAT_STEPS, STEP_KINDS, StepKind
from safecheck.model.spoken import day_in_words, grouped
from safecheck.model.text import Lang, clean
from safecheck.packs.rule_pack import ChatRule, ChatTexts, Rating, RulePack, fill
from safecheck.rules.conditions import Test, compile_rule, matching_restrictions, matching_words
from safecheck.rules.features import Features, features
from safecheck.rules.words import WordIndex

# So many facts about the chat itself must stand beside a telling name before it reaches the highest level.
SEVERAL = 2
_CERTAIN = 50.0  # log-odds; beyond it a probability is 0 or 1 anyway, and exp() would overflow
_QUOTES = 3
_QUOTE_LENGTH = 200
# Wrong for the owner of a chat: leaving gives the chat away, the rest is about other people's chats.
_NOT_FOR_OWNERS: frozenset[StepKind] = frozenset({"leave", "report", "card", "hotline"})


class _Rule(msgspec.Struct, frozen=True):
    """A rule, ready to be tested."""

    rule: ChatRule
    holds: Test


class Rater:
    """Rates chats with a fixed set of packs; made once, used for many chats."""

    def __init__(self, packs: Sequence[RulePack], lang: Lang) -> None:
        """`packs` in order: of two scales, or two rules of one id, the later one counts.

        Raises ValueError if no pack has a scale.
        """
        scales = [pack.rating for pack in packs if pack.rating is not None]
        if not scales:
            raise ValueError("no pack says how to rate")
        self._scale: Rating = scales[-1]
        self._base = math.log(self._scale.base_rate / (1 - self._scale.base_rate))
        self._lang = lang
        self._platforms = {
            name: words for pack in packs if pack.texts for name, words in pack.texts.platforms.items()
        }
        rules = _by_id(packs).values()
        self._plain = tuple(_Rule(rule, compile_rule(rule)) for rule in rules if rule.when.words is None)
        self._by_word: dict[str, list[_Rule]] = {}
        others: set[str] = set()
        for rule in rules:
            if rule.when.words is not None:
                ready = _Rule(rule, compile_rule(rule))
                for word in _all(rule.when.words):
                    self._by_word.setdefault(word, []).append(ready)
                others.update(_all(rule.when.not_with or {}))
        self._index = WordIndex(self._by_word.keys() | others)

    def rate(self, chat: Chat, now: datetime) -> ChatRating:
        """Return what was noticed about one chat at `now` (with a time zone)."""
        seen = features(chat, self._index.find(chat), now)
        fired = self._fired(seen)
        of_the_chat = [rule for rule in fired if not rule.habit]
        ceiling = _ceiling(chat, of_the_chat)
        if self._risk(of_the_chat) <= self._top("medium"):
            ceiling = min(ceiling, "medium", key=self._top)  # habits never lift a chat to the highest level
        risk = min(self._risk(fired), self._top(ceiling))
        fired.sort(key=lambda rule: (-rule.weight, rule.id))
        return ChatRating(
            chat_id=chat.id,
            title=chat.title,
            risk=risk,
            level=self._level(risk),
            signals=tuple(
                Signal(
                    rule=rule.id,
                    evidence=self._evidence(rule, chat, seen),
                    weight=rule.weight,
                    strength=rule.strength,
                    category=rule.category,
                )
                for rule in fired
            ),
        )

    def _evidence(self, rule: ChatRule, chat: Chat, seen: Features) -> str:
        values: dict[str, str] = {}
        if rule.when.members is not None and seen.members is not None:
            values["members"] = grouped(seen.members, self._lang)
        if rule.when.joined_days is not None and chat.joined is not None:
            values["joined"] = day_in_words(chat.joined.date(), self._lang)
        if rule.when.words is not None:
            values["word"] = matching_words(rule.when, seen.words)[0]
        if rule.when.restriction is not None:
            values["restrictions"] = self._quoted(
                matching_restrictions(rule.when.restriction, seen.restrictions)
            )
        return fill(rule.evidence.of(self._lang), values)

    def _quoted(self, restrictions: Iterable[Restriction]) -> str:
        """Return where Telegram hides a chat and its own text, cleaned, equal texts together; its reason may
        be the name of a category, which no person is shown (G7)."""
        places: dict[str, list[str]] = {}
        for each in restrictions:
            named = [self._platform(name) for name in each.platform.split("-")]
            places.setdefault(clean(each.text, _QUOTE_LENGTH), []).extend(named)
        lines = [
            ", ".join(dict.fromkeys(names)) + (f': "{text}"' if text else "")
            for text, names in places.items()
        ]
        return " · ".join([*lines[:_QUOTES], *(["…"] if len(lines) > _QUOTES else [])])

    def _platform(self, name: str) -> str:
        known = self._platforms.get(name.casefold())
        return known.of(self._lang) if known else clean(name, 40)

    def _fired(self, seen: Features) -> list[ChatRule]:
        fired = [each.rule for each in self._plain if each.holds(seen)]
        if seen.words:
            candidates = {each.rule.id: each for word in seen.words for each in self._by_word.get(word, ())}
            fired += [each.rule for each in candidates.values() if each.holds(seen)]
        return fired

    def _risk(self, rules: Sequence[ChatRule]) -> int:
        odds = max(-_CERTAIN, min(_CERTAIN, self._base + math.fsum(rule.weight for rule in rules)))
        return round(100 / (1 + math.exp(-odds)))

    def _level(self, risk: int) -> ChatLevel:
        scale = self._scale
        if risk >= scale.high:
            return "high"
        if risk >= scale.medium:
            return "medium"
        return "low" if risk >= scale.low else "none"

    def _top(self, ceiling: ChatLevel) -> int:
        """Return the highest risk within a level."""
        scale = self._scale
        tops = {"none": scale.low - 1, "low": scale.medium - 1, "medium": scale.high - 1, "high": 100}
        return tops[ceiling]


def rate_chats(
    chats: Sequence[Chat], packs: Sequence[RulePack], now: datetime, lang: Lang
) -> tuple[ChatRating, ...]:
    """Return one rating per chat, in the same order."""
    rater = Rater(packs, lang)
    return tuple(rater.rate(chat, now) for chat in chats)


def chat_findings(
    chats: Sequence[Chat], ratings: Sequence[ChatRating], packs: Sequence[RulePack], lang: Lang
) -> tuple[Finding, ...]:
    """Return one finding per chat that stands out at least a little, in the order of the chats.

    `ratings` are those of `chats`, made with the same packs.
    """
    rules = _by_id(packs)
    texts = next(pack.texts for pack in reversed(packs) if pack.texts is not None)
    return tuple(
        _finding(chat, rating, rating.level, rules, texts, lang)
        for chat, rating in zip(chats, ratings, strict=True)
        if rating.level != "none"
    )


def _ceiling(chat: Chat, fired: Sequence[ChatRule]) -> ChatLevel:
    """Return the highest level that these rules (habits left out) can give this chat, whatever their weights.

    A chat the user is no longer in sends nothing any more: none. The user's own chat: low. Supporting rules
    alone: medium. Words, however strong and many: medium, until several facts about the chat stand beside
    them (G7).
    """
    if chat.gone:
        return "none"
    if chat.owned:
        return "low"
    strong = [rule for rule in fired if rule.strength == "strong"]
    if not strong:
        return "medium"
    facts = sum(rule.when.words is None and rule.strength != "reassuring" for rule in fired)
    if all(rule.when.words is not None for rule in strong) and facts < SEVERAL:
        return "medium"
    return "high"


def _finding(
    chat: Chat, rating: ChatRating, level: Level, rules: dict[str, ChatRule], texts: ChatTexts, lang: Lang
) -> Finding:
    noticed = [rules[signal.rule] for signal in rating.signals if signal.strength != "reassuring"]
    first = max(noticed, key=lambda rule: (rule.strength == "strong", rule.weight))
    titles = {"high": texts.high, "medium": texts.medium, "low": texts.low}
    title = texts.owned if chat.owned else titles[level]
    return Finding(
        id=f"chat:{chat.id}",
        rule=first.id,
        level=level,
        confidence=first.confidence,
        subject=Subject("chat", chat.id),
        title=fill(title.of(lang), {"title": clean(chat.title) or texts.nameless.of(lang)}),
        evidence=tuple(signal.evidence for signal in rating.signals),
        why=first.why.of(lang),
        innocent_reading=first.innocent.of(lang),
        limits=f"{first.limits.of(lang)} {texts.limits.of(lang)}",
        recommend=_recommend(chat, level, noticed),
    )


def _recommend(chat: Chat, level: Level, noticed: Sequence[ChatRule]) -> tuple[StepKind, ...]:
    if level == "high":
        return HIGH_CHAT_STEPS
    wanted = {kind for rule in noticed for kind in rule.recommend}
    if chat.owned:
        wanted -= _NOT_FOR_OWNERS
    return tuple(kind for kind in STEP_KINDS if kind in wanted)


def _by_id(packs: Sequence[RulePack]) -> dict[str, ChatRule]:
    return {rule.id: rule for pack in packs for rule in pack.rules}


def _all(words: dict[str, tuple[str, ...]]) -> Iterable[str]:
    return (word for each in words.values() for word in each)
