"""The plan of a closer look and what became of it, in words."""

import pytest
from msgspec.structs import replace

from safecheck.i18n.catalog import load
from safecheck.model.facts import Unknown
from safecheck.model.probing import POLITE_PACE, ProbePlan, Probing, seconds_for
from safecheck.model.text import Lang
from safecheck.report.probing import plan_in_words, plan_lines, probing_lines
from tests.report.results import NOT_READ, result

MANY = tuple(map(str, range(2000)))


def plan(chats: int, requests: int, *, worth: int | None = None, budget: int | None = None) -> ProbePlan:
    return ProbePlan(
        depth="targeted",
        worth=chats if worth is None else worth,
        chats=MANY[:chats],
        requests=requests,
        seconds=seconds_for(requests, POLITE_PACE),
        budget=budget,
    )


@pytest.mark.parametrize(
    ("lang", "chats", "requests", "words"),
    [
        ("en", 23, 69, "23 chats, 69 requests, about one minute"),
        ("nl", 23, 69, "23 chats, 69 verzoeken, ongeveer één minuut"),
        ("en", 1, 2, "one chat, 2 requests, a few seconds"),
        ("nl", 1, 1, "één chat, één verzoek, een paar seconden"),
        ("en", 12, 36, "12 chats, 36 requests, less than a minute"),
        ("en", 600, 1800, "600 chats, 1,800 requests, about 24 minutes"),
        ("nl", 600, 1800, "600 chats, 1.800 verzoeken, ongeveer 24 minuten"),
    ],
)
def test_the_plan_is_said_in_chats_requests_and_time(
    lang: Lang, chats: int, requests: int, words: str
) -> None:
    assert plan_in_words(plan(chats, requests), load(lang)) == words


def test_what_the_agreed_requests_do_not_reach_for_is_said_beforehand() -> None:
    say = load("en")
    assert len(plan_lines(plan(5, 15), say)) == 1
    first, second, third = plan_lines(plan(5, 15, worth=40, budget=15), say)
    assert "5 chats" in first
    assert "40 chats" in second
    assert "15 requests" in second
    assert "--budget" in third
    assert not any("--" in line for line in plan_lines(plan(5, 15, worth=40, budget=15), say, commands=False))
    assert len(plan_lines(plan(5, 15, worth=40, budget=15), say, asked_already=35)) == 1
    [only] = plan_lines(plan(0, 0, worth=1, budget=1), say, commands=False)
    assert "one chat" in only
    assert plan_lines(plan(0, 0), say) == ["There is no chat about which a closer look could tell more."]


def test_p5_how_far_it_came_is_said_with_the_reason_why_no_further() -> None:
    say, before = load("en"), result()
    assert probing_lines(before, say) == []

    def lines(**values: object) -> list[str]:
        whole = Probing(depth="targeted", worth=23, planned=23, done=23, requests=69)
        facts = replace(before.facts, probing=replace(whole, **values))
        return probing_lines(replace(before, facts=facts), say)

    assert lines() == [
        "Closer look: safecheck asked Telegram about 23 of 23 groups and channels where that can tell more."
    ]
    assert lines(done=20, planned=20)[1] == "More requests were not agreed on."
    stopped = lines(done=20, stopped=NOT_READ)
    assert "about 20 of 23" in stopped[0]
    assert stopped[1] == f"The closer look ended early, because {NOT_READ.reason}."
    assert "where that can tell more" not in lines(depth="deep")[0]
    assert lines(worth=0, done=0) == ["There was no chat about which a closer look could tell more."]


def test_a_closer_look_that_was_stopped_is_no_complete_audit() -> None:
    facts = result().facts
    whole = Probing(depth="deep", worth=3, planned=3, done=3, requests=9)
    assert replace(facts, probing=whole).complete is facts.complete
    assert not replace(facts, probing=replace(whole, done=1, stopped=Unknown("x"))).complete
