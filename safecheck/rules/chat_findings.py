"""Findings about chats: what was noticed, put into words for a person."""

from collections.abc import Sequence

from safecheck.model.facts import Chat
from safecheck.model.findings import ChatRating, Finding, Level, Subject
from safecheck.model.plan import HIGH_CHAT_STEPS, STEP_KINDS, StepKind
from safecheck.model.text import Lang, clean
from safecheck.packs.rule_pack import ChatRule, ChatTexts, fill
from safecheck.packs.rule_set import RuleSet, listed_rule

# Wrong for the owner of a chat: leaving gives the chat away, the rest is about other people's chats.
_NOT_FOR_OWNERS: frozenset[StepKind] = frozenset({"leave", "report", "card", "hotline"})


def chat_findings(
    chats: Sequence[Chat], ratings: Sequence[ChatRating], rules: RuleSet, lang: Lang
) -> tuple[Finding, ...]:
    """Return one finding per chat that stands out at least a little, in the order of the chats.

    `ratings` are those of `chats`, made with the same rules.
    """
    listed = (listed_rule(each, rules.texts.listed) for each in rules.protected)
    by_id = {rule.id: rule for rule in (*rules.rules, *listed)}
    return tuple(
        _finding(chat, rating, rating.level, by_id, rules.texts, lang)
        for chat, rating in zip(chats, ratings, strict=True)
        if rating.level != "none"
    )


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
