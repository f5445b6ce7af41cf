"""A closer look at single chats: how far to look, the requests that takes, and how far it came."""

from typing import Literal, get_args

import msgspec

from safecheck.model.fact import Unknown

# quick: the chat list only. targeted: also those chats whose level a closer look can change. deep: all chats.
Depth = Literal["quick", "targeted", "deep"]
DEPTHS: tuple[Depth, ...] = get_args(Depth)

# How many requests one chat takes, by its kind: what it is, who added the account, what it holds. A small
# group says the first two in one answer. https://core.telegram.org/method/channels.getFullChannel,
# …/channels.getParticipant, …/messages.getSearchCounters, …/messages.getFullChat.
REQUESTS_OF_A_CHAT: dict[str, int] = {"group": 2, "supergroup": 3, "channel": 3}

# Seconds from one request to the next, on average. Telegram publishes no number; a wait that it asks for can
# last a day, so this stays near one request a second. On this computer there is nobody to be polite to.
POLITE_PACE = 0.8
NO_PACE = 0.0
_SECONDS_AT_LEAST = 0.02  # what one request takes where nothing is waited for

# As many requests as a targeted look takes at most unless the user says otherwise: 150 chats, six minutes.
TARGETED_BUDGET = 450


class ProbePlan(msgspec.Struct, frozen=True, kw_only=True):
    """The requests that a closer look would take, said before they are sent.

    `worth` is how many chats are worth it, those that were asked about already included; `chats` are those to
    ask about now, by id, in that order. `requests` is what they take, `seconds` about how long. `budget` is
    the number of requests after which no further chat is begun (None: no such number); it can be reached
    early where Telegram wants the counters of a chat asked for one by one.
    """

    depth: Depth
    worth: int
    chats: tuple[str, ...]
    requests: int
    seconds: int
    budget: int | None = None


class Probing(msgspec.Struct, frozen=True, kw_only=True):
    """How far a closer look came: `planned` chats were to be asked about, of `worth` that are worth it, and
    `done` were; with `requests` requests. `stopped` says what ended it early; where that is None and `done`
    is less than `worth`, the requests that were agreed on were used up."""

    depth: Depth
    worth: int
    planned: int
    done: int
    requests: int
    stopped: Unknown | None = None


def seconds_for(requests: int, pace: float) -> int:
    """Return about how many seconds so many requests take at `pace` seconds from one to the next; 1 at
    least."""
    return max(1, round(requests * max(pace, _SECONDS_AT_LEAST)))
