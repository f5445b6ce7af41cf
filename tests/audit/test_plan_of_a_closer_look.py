"""The plan of requests for a closer look: which chats, in which order, within which budget."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from safecheck.audit.probing import next_look, plan_probes
from safecheck.model.facts import CHAT_KINDS, Chat, ChatKind
from safecheck.model.findings import ChatRating
from safecheck.model.probing import (
    DEPTHS,
    NO_PACE,
    POLITE_PACE,
    REQUESTS_OF_A_CHAT,
    TARGETED_BUDGET,
    seconds_for,
)
from safecheck.model.text import UntrustedText
from safecheck.rules.probing import worth_probing

TITLE = UntrustedText("A group")


def chat(number: int, kind: ChatKind = "supergroup", **more: object) -> Chat:
    return Chat(id=str(number), kind=kind, title=TITLE, **{"members": 5, **more})  # type: ignore[arg-type]


def rated(one: Chat, risk: int) -> ChatRating:
    return ChatRating(one.id, TITLE, risk, "low" if risk > 20 else "none", ())


CHATS = (
    chat(1),
    chat(2, "channel"),
    chat(3, "group"),
    chat(4, gone=True),
    chat(5, owned=True),
    chat(6, members=None),
    chat(7, "channel", members=None),
)
RISKS = (1, 30, 60, 90, 90, 1, 1)
RATINGS = tuple(rated(one, risk) for one, risk in zip(CHATS, RISKS, strict=True))


def test_a_quick_look_asks_about_no_chat_a_targeted_one_where_it_can_matter_a_deep_one_about_all() -> None:
    assert worth_probing(CHATS, RATINGS, "quick") == ()
    assert worth_probing(CHATS, RATINGS, "targeted")[:2] == ("3", "2")
    assert "4" not in worth_probing(CHATS, RATINGS, "deep"), "nothing new can come from it"
    assert set(worth_probing(CHATS, RATINGS, "deep")) == {"1", "2", "3", "5", "6", "7"}


def test_the_plan_says_how_many_requests_and_about_how_long() -> None:
    plan = plan_probes(CHATS, RATINGS, "deep", pace=POLITE_PACE)
    assert (plan.worth, len(plan.chats), plan.requests, plan.budget) == (6, 6, 5 * 3 + 2, None)
    assert plan.seconds == seconds_for(17, POLITE_PACE) == 14
    assert seconds_for(69, POLITE_PACE) == 55, "69 requests take about a minute"
    assert seconds_for(0, NO_PACE) == 1


def test_a_targeted_look_has_a_number_of_requests_that_the_user_can_raise() -> None:
    many = tuple(chat(number) for number in range(400))
    ratings = tuple(rated(one, 50) for one in many)
    usual = plan_probes(many, ratings, "targeted", pace=NO_PACE)
    assert (usual.worth, usual.requests, usual.budget) == (400, TARGETED_BUDGET, TARGETED_BUDGET)
    assert plan_probes(many, ratings, "targeted", pace=NO_PACE, budget=1200).requests == 1200
    assert plan_probes(many, ratings, "deep", pace=NO_PACE).requests == 1200


def test_what_was_asked_already_is_not_asked_again_and_all_others_come_next() -> None:
    def probed(wanted: tuple[str, ...]) -> tuple[Chat, ...]:
        return tuple(replace(one, probed=one.id in wanted) for one in CHATS)

    first = next_look(CHATS, RATINGS, pace=NO_PACE)
    assert first is not None
    assert first.depth == "targeted"
    second = next_look(probed(first.chats), RATINGS, pace=NO_PACE)
    assert second is not None
    assert second.depth == "deep"
    assert not set(first.chats) & set(second.chats)
    assert second.worth == 6, "those that were asked already are counted in"
    assert next_look(probed(first.chats + second.chats), RATINGS, pace=NO_PACE) is None


@given(
    st.lists(st.tuples(st.sampled_from(CHAT_KINDS), st.integers(0, 100), st.booleans(), st.booleans())),
    st.sampled_from(DEPTHS),
    st.one_of(st.none(), st.integers(1, 60)),
)
def test_a_plan_stays_within_its_budget_and_takes_the_riskiest_first(
    drawn: list[tuple[ChatKind, int, bool, bool]], depth: str, budget: int | None
) -> None:
    chats = tuple(chat(n, kind, gone=gone, probed=probed) for n, (kind, _, gone, probed) in enumerate(drawn))
    ratings = tuple(rated(one, risk) for one, (_, risk, _, _) in zip(chats, drawn, strict=True))
    plan = plan_probes(chats, ratings, depth, pace=NO_PACE, budget=budget)  # type: ignore[arg-type]
    known = {one.id: one for one in chats}
    risks = {rating.chat_id: rating.risk for rating in ratings}
    assert plan.requests == sum(REQUESTS_OF_A_CHAT[known[each].kind] for each in plan.chats)
    assert budget is None or plan.requests <= budget
    assert not any(known[each].gone or known[each].probed for each in plan.chats)
    asked = [risks[each] for each in plan.chats]
    assert asked == sorted(asked, reverse=True)
    assert len(set(plan.chats)) == len(plan.chats) <= plan.worth
