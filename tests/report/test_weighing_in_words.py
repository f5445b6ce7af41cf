"""How a chat was weighed: each observation once, in words, and what they make together (G7, DECISIONS 7)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from safecheck.i18n.catalog import load
from safecheck.model.findings import ChatLevel, Signal, Strength
from safecheck.report.sections import Section
from safecheck.report.weighing import noticed, weighing
from tests.report.results import chat, english, rating, result, signal


def seen(evidence: str, strength: Strength, weight: float) -> Signal:
    return replace(signal(evidence, category="spam"), strength=strength, weight=weight)


STRONG, FAIR = seen("Telegram hides it.", "strong", 6.0), seen("It is new.", "supporting", 2.2)
LITTLE, AGAINST = seen("It is muted.", "supporting", 0.4), seen("It is verified.", "reassuring", -1.5)


def weighing_of(level: ChatLevel, *signals: Signal, lang: str = "en", **fields: bool) -> tuple[Section, ...]:
    one = rating(1, level, signals=signals)
    return weighing(
        result([one], chats=[replace(chat(one), **fields)]), "chat-1", load("nl" if lang == "nl" else "en")
    )


def test_observations_stand_by_how_much_they_count_and_end_in_the_level() -> None:
    sections = weighing_of("high", AGAINST, STRONG, LITTLE, FAIR)
    assert [(each.heading, each.lines) for each in sections[1:5]] == [
        ("Counts strongly", ("Telegram hides it.",)),
        ("Counts", ("It is new.",)),
        ("Counts a little", ("It is muted.",)),
        ("Counts against: it makes the chat stand out less", ("It is verified.",)),
    ]
    assert "nothing stands out" in sections[0].lines[0], "where every chat begins"
    assert "What counts against is taken off." in sections[5].lines
    assert sections[-1].lines == ("Together: it stands out strongly.",)


RULES = {
    "nothing": "nothing to add up",
    "weak": "Nothing here counts strongly",
    "short": "was not enough here",
    "own": "a chat of your own",
    "gone": "no longer in it",
    "against": "is taken off",
}


@pytest.mark.parametrize(
    ("sections", "rules"),
    [
        (weighing_of("none"), {"nothing"}),
        (weighing_of("low", LITTLE), {"weak"}),
        (weighing_of("none", LITTLE, AGAINST), {"weak", "against"}),
        (weighing_of("medium", STRONG, LITTLE), {"short"}),
        (weighing_of("low", STRONG, FAIR, owned=True), {"own"}),
        (weighing_of("none", STRONG, gone=True), {"gone"}),
        (weighing_of("high", STRONG, FAIR), set()),
    ],
)
def test_the_rules_that_made_a_difference_are_said_and_no_others(
    sections: tuple[Section, ...], rules: set[str]
) -> None:
    lines = " ".join(next(each.lines for each in sections if each.heading == "How that adds up"))
    assert {rule for rule, words in RULES.items() if words in lines} == rules


@given(
    st.lists(
        st.tuples(st.sampled_from(["strong", "supporting", "reassuring"]), st.floats(-9, 9)), max_size=6
    ),
    st.sampled_from(["high", "medium", "low", "none"]),
    st.sampled_from(["en", "nl"]),
)
def test_g7_every_observation_is_there_once_and_no_figure_and_no_category(
    signals: list[tuple[Strength, float]], level: ChatLevel, lang: str
) -> None:
    observed = [seen(f"Sight {chr(97 + at)}.", *one) for at, one in enumerate(signals)]
    text = "\n".join(
        line for each in weighing_of(level, *observed, lang=lang) for line in (each.heading, *each.lines)
    )
    assert all(text.count(one.evidence) == 1 for one in observed)
    assert not re.search(r"[0-9]|spam", text)


def test_one_line_says_how_much_an_observation_counts_and_what_rules_see_twice_is_said_once() -> None:
    again = replace(STRONG, evidence=LITTLE.evidence, rule="another")
    one = rating(1, "low", signals=(STRONG, FAIR, LITTLE, AGAINST, replace(FAIR, evidence="It is new")))
    assert noticed(one, english()) == (
        "Telegram hides it. Counts strongly.",
        "It is new. Counts.",
        "It is muted. Counts a little.",
        "It is verified. Counts against: it makes the chat stand out less.",
    )
    both = rating(1, "low", signals=(LITTLE, again))
    assert noticed(both, english()) == ("It is muted. Counts strongly.",), "with the most that it counts"
