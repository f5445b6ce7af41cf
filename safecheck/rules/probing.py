"""Which chats are worth a closer look: those whose level it can change, riskiest first. Pure."""

from collections.abc import Sequence

from safecheck.model.facts import Chat
from safecheck.model.findings import ChatRating
from safecheck.model.probing import Depth

_RISK = 3  # of 100; below it nothing at all was noticed


def worth_probing(chats: Sequence[Chat], ratings: Sequence[ChatRating], depth: Depth) -> tuple[str, ...]:
    """Return the ids of the chats to ask about, riskiest first; of equal ones as they stand in the list.

    `ratings` are those of `chats`, in the same order. Chats that the account is no longer in can tell nothing
    any more. `deep` takes all others, `quick` none; `targeted` leaves out the account's own and those about
    which nothing was noticed.
    """
    if depth == "quick":
        return ()
    present = [pair for pair in zip(chats, ratings, strict=True) if not pair[0].gone]
    if depth == "targeted":
        present = [pair for pair in present if _could_change(*pair)]
    present.sort(key=lambda pair: -pair[1].risk)
    return tuple(chat.id for chat, _ in present)


def _could_change(chat: Chat, rating: ChatRating) -> bool:
    if chat.owned:
        return False
    unknown_size = chat.kind != "channel" and chat.members is None
    return rating.risk >= _RISK or rating.level != "none" or unknown_size
