"""Which chats are worth a closer look: those whose level it can change, riskiest first."""

import math
from collections.abc import Sequence
from functools import cache

from safecheck.model.facts import Chat, ChatKind
from safecheck.model.findings import ChatRating
from safecheck.model.probing import Depth
from safecheck.packs.shipped import chat_rules

# What only a closer look tells. What a description may say, nobody can foresee.
_TOLD_BY_A_LOOK = ("added_by", "members_hidden", "bots", "contacts", "pictures")


def worth_probing(chats: Sequence[Chat], ratings: Sequence[ChatRating], depth: Depth) -> tuple[str, ...]:
    """Return the ids of the chats to ask about, riskiest first; of equal ones as they stand in the list.

    `ratings` are those of `chats`, in the same order. Chats that the account is no longer in can tell nothing
    any more. `deep` takes all others, `quick` none; `targeted` those that what is told could lift to medium
    or above, or take down from there, and leaves out the account's own.
    """
    if depth == "quick":
        return ()
    present = [pair for pair in zip(chats, ratings, strict=True) if not pair[0].gone]
    if depth == "targeted":
        present = [pair for pair in present if not pair[0].owned and _could_change(*pair)]
    present.sort(key=lambda pair: -pair[1].risk)
    return tuple(chat.id for chat, _ in present)


def _could_change(chat: Chat, rating: ChatRating) -> bool:
    down, up = _reach(chat.kind)
    scale = chat_rules().rating
    odds = _log_odds(rating.risk)
    return any(
        odds + down < _log_odds(least) <= odds + up for least in (scale.medium, scale.high)
    ) or _unknown_size(chat)


def _unknown_size(chat: Chat) -> bool:
    return chat.kind != "channel" and chat.members is None


@cache
def _reach(kind: ChatKind) -> tuple[float, float]:
    """Return how far a closer look can take the log-odds of a chat of this kind down (0 or less) and up."""
    weights = [
        rule.weight
        for rule in chat_rules().rules
        if kind in rule.applies_to and any(getattr(rule.when, name) for name in _TOLD_BY_A_LOOK)
    ]
    return sum(min(0.0, weight) for weight in weights), sum(max(0.0, weight) for weight in weights)


def _log_odds(risk: int) -> float:
    share = min(max(risk, 1), 99) / 100
    return math.log(share / (1 - share))
