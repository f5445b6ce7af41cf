"""The plan of requests for a closer look at single chats. Pure."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from safecheck.model.facts import Chat
from safecheck.model.findings import ChatRating
from safecheck.model.probing import REQUESTS_OF_A_CHAT, TARGETED_BUDGET, Depth, ProbePlan, seconds_for
from safecheck.model.result import AuditResult
from safecheck.rules.probing import worth_probing

if TYPE_CHECKING:
    from safecheck.audit.visit import Visit


def offered_look(visit: "Visit | None", result: AuditResult) -> ProbePlan | None:
    """Return the closer look to offer beside a result, None where there is nobody to ask or nothing left."""
    if visit is None or visit.closed:
        return None
    return next_look(result.facts.chat_list.chats, result.ratings, pace=visit.pace)


def next_look(
    chats: Sequence[Chat], ratings: Sequence[ChatRating], *, pace: float, budget: int | None = None
) -> ProbePlan | None:
    """Return the closer look to offer next: where it can change a level, then at all other chats; None if
    every chat was asked about."""
    depths: tuple[Depth, ...] = ("targeted", "deep")
    plans = (plan_probes(chats, ratings, depth, pace=pace, budget=budget) for depth in depths)
    return next((plan for plan in plans if plan.chats), None)


def plan_probes(
    chats: Sequence[Chat],
    ratings: Sequence[ChatRating],
    depth: Depth,
    *,
    pace: float,
    budget: int | None = None,
) -> ProbePlan:
    """Return which chats to ask about, riskiest first, and the requests that takes at `pace` (seconds from
    one request to the next).

    `ratings` are those of `chats`, in the same order. `budget` is the number of requests that the user
    agrees to; without it a targeted look has a number of its own, and a deep one none. Chats that were asked
    about already are not asked about again.
    """
    if budget is None and depth == "targeted":
        budget = TARGETED_BUDGET
    known = {chat.id: chat for chat in chats}
    worth = worth_probing(chats, ratings, depth)
    chosen: list[str] = []
    requests = 0
    for chat_id in worth:
        if known[chat_id].probed:
            continue
        takes = REQUESTS_OF_A_CHAT[known[chat_id].kind]
        if budget is not None and requests + takes > budget:
            break
        chosen.append(chat_id)
        requests += takes
    return ProbePlan(
        depth=depth,
        worth=len(worth),
        chats=tuple(chosen),
        requests=requests,
        seconds=seconds_for(requests, pace),
        budget=budget,
    )
