"""Evidence adds up in one direction, in any order, and some levels no sum can reach."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safecheck.model.facts import Chat, Restriction
from safecheck.model.text import UntrustedText
from safecheck.packs.examples import ChatExample, RestrictionExample
from safecheck.packs.rule_pack import ChatRule, When
from safecheck.packs.rule_set import RuleSet
from safecheck.packs.shipped import chat_rules
from safecheck.rules.chats import Rater, rate_chats
from tests.rules.packs_of_words import rule, rule_set

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
RULES = chat_rules()
RATER = Rater(RULES, "en")
TITLES = ["Garden", "Shop", "Gore videos", "CVV fullz", "News", "Bangalijst", "18+", "Warez", "Casino"]

examples = st.builds(
    ChatExample,
    kind=st.sampled_from(["group", "supergroup", "channel"]),
    title=st.lists(st.sampled_from(TITLES), max_size=3).map(" ".join),
    usernames=st.sampled_from([(), ("garden",), ("FreeLeaks",)]),
    members=st.none() | st.integers(0, 300_000),
    joined_days_ago=st.none() | st.integers(0, 2_000),
    created_days_ago=st.none() | st.integers(0, 2_000),
    restrictions=st.lists(
        st.builds(
            RestrictionExample, reason=st.sampled_from(["porno", "terms", "sensitive", "copyright", "new"])
        ),
        max_size=2,
    ).map(tuple),
    owned=st.booleans(),
    admin=st.booleans(),
    verified=st.booleans(),
    scam=st.booleans(),
    fake=st.booleans(),
    no_forwards=st.booleans(),
    join_request=st.booleans(),
    media_open=st.none() | st.booleans(),
    paid=st.booleans(),
    archived=st.booleans(),
    muted=st.booleans(),
    never_read=st.booleans(),
    gone=st.booleans(),
    about=st.sampled_from([None, "", "We sell CVV", "Gardens"]),
    members_hidden=st.none() | st.booleans(),
    added_by=st.sampled_from([None, "self", "contact", "stranger"]),
    contacts=st.none() | st.integers(0, 9),
    bots=st.none() | st.integers(0, 9),
    photos=st.none() | st.integers(0, 90_000),
)
chats = examples.map(lambda example: example.chat(NOW))


def with_restriction(reason: str) -> Callable[[Chat], Chat]:
    def change(chat: Chat) -> Chat:
        added = Restriction("all", reason, UntrustedText("Not available."))
        return msgspec.structs.replace(chat, restrictions=(*chat.restrictions, added))

    return change


def with_facts(**facts: object) -> Callable[[Chat], Chat]:
    return lambda chat: msgspec.structs.replace(chat, **facts)


Change = Callable[[Chat], Chat]
WORSE: dict[str, Change] = {
    "restricted: porno": with_restriction("porno"),
    "restricted: terms": with_restriction("terms"),
    "restricted: sensitive": with_restriction("sensitive"),
    "restricted: copyright": with_restriction("copyright"),
    "restricted: something else": with_restriction("something-else"),
    "scam": with_facts(scam=True),
    "fake": with_facts(fake=True),
    "never read": with_facts(never_read=True),
    "never read, muted and archived": with_facts(never_read=True, muted=True, archived=True),
    "muted": with_facts(muted=True),
    "archived": with_facts(archived=True),
    "no forwards": with_facts(no_forwards=True),
    "gate": with_facts(join_request=True),
    "paid": with_facts(paid=True),
    "open to posts": with_facts(media_open=True),
    "large": with_facts(members=400_000),
    "new": with_facts(joined=NOW - timedelta(days=1)),
    "added by a stranger": with_facts(added_by="stranger"),
    "hidden members": with_facts(members_hidden=True),
    "bots": with_facts(bots=9),
    "a word": lambda chat: msgspec.structs.replace(chat, title=UntrustedText(chat.title.raw + " – fullz")),
}
BETTER: dict[str, Change] = {
    "verified": with_facts(verified=True),
    "admin": with_facts(admin=True),
    "owned": with_facts(owned=True, admin=False),
    "text only": with_facts(media_open=False),
    "small and old": with_facts(members=9, joined=NOW - timedelta(days=900)),
    "gone": with_facts(gone=True),
    "added by a contact": with_facts(added_by="contact"),
}


@pytest.mark.parametrize("worse", WORSE)
@settings(max_examples=20)  # of each change; together they are hundreds
@given(chat=chats)
def test_a_risk_signal_more_never_lowers_the_risk(worse: str, chat: Chat) -> None:
    before, after = RATER.rate(chat, NOW), RATER.rate(WORSE[worse](chat), NOW)
    assert after.risk >= before.risk


@pytest.mark.parametrize("better", BETTER)
@settings(max_examples=20)
@given(chat=chats)
def test_a_reassuring_fact_more_never_raises_the_risk(better: str, chat: Chat) -> None:
    before, after = RATER.rate(chat, NOW), RATER.rate(BETTER[better](chat), NOW)
    assert after.risk <= before.risk


def shuffled(rules: RuleSet, data: st.DataObject) -> RuleSet:
    lists = data.draw(st.permutations(list(rules.lists)))
    return msgspec.structs.replace(
        rules,
        rules=tuple(data.draw(st.permutations(rules.rules))),
        lists={id: rules.lists[id] for id in lists},
    )


# A small set with every kind of rule: shuffling and building the whole one takes a second each time.
SOME = rule_set(
    {"goods": "cvv, fullz", "shops": "shop", "news": "news", "garden": "garden"},
    rule("mine.goods", When(words=("goods",), not_with=("news",))),
    rule("mine.offer", When(words=("goods",), beside=("shops",)), strength="supporting", weight=1.5),
    rule("mine.garden", When(words=("garden",)), strength="reassuring", weight=-1.0),
    *(each for each in RULES.rules if each.when.words is None),
)


@settings(max_examples=25)
@given(data=st.data(), rated=st.lists(chats, max_size=4))
def test_the_order_of_rules_lists_and_chats_never_matters(data: st.DataObject, rated: list[Chat]) -> None:
    expected = rate_chats(rated, SOME, NOW, "nl")
    order = data.draw(st.permutations(range(len(rated))))
    again = rate_chats([rated[n] for n in order], shuffled(SOME, data), NOW, "nl")
    assert again == tuple(expected[n] for n in order)


@given(chat=chats)
def test_removing_a_pack_never_changes_a_chat_that_its_rules_say_nothing_of(chat: Chat) -> None:
    without = msgspec.structs.replace(
        SOME, rules=tuple(each for each in SOME.rules if not each.id.startswith("mine."))
    )
    before = Rater(SOME, "en").rate(chat, NOW)
    if not any(signal.rule.startswith("mine.") for signal in before.signals):
        assert Rater(without, "en").rate(chat, NOW) == before


@given(chat=chats)
def test_level_and_risk_always_agree(chat: Chat) -> None:
    scale = RULES.rating
    rating = RATER.rate(chat, NOW)
    assert 0 <= rating.risk <= 100
    levels = (("high", scale.high), ("medium", scale.medium), ("low", scale.low), ("none", 0))
    expected = next(level for level, least in levels if rating.risk >= least)
    assert rating.level == expected


def heavier(rules: RuleSet, weigh: Callable[[ChatRule], float]) -> RuleSet:
    return msgspec.structs.replace(
        rules, rules=tuple(msgspec.structs.replace(rule, weight=weigh(rule)) for rule in rules.rules)
    )


HEAVY = Rater(heavier(RULES, lambda rule: rule.weight if rule.strength == "reassuring" else 9.0), "en")
HABITS = {rule.id for rule in RULES.rules if rule.habit}
SUPPORTING = {rule.id for rule in RULES.rules if rule.strength == "supporting"}


@given(chat=chats)
def test_supporting_signals_alone_never_reach_high_whatever_they_weigh(chat: Chat) -> None:
    rating = HEAVY.rate(chat, NOW)
    if all(signal.rule in SUPPORTING or signal.strength == "reassuring" for signal in rating.signals):
        assert rating.level != "high"


def test_all_supporting_facts_together_do_not_reach_high() -> None:
    chat = ChatExample(
        title="Sexy models",
        members=90_000,
        media_open=True,
        joined_days_ago=1,
        never_read=True,
        muted=True,
        archived=True,
        no_forwards=True,
        join_request=True,
        paid=True,
        added_by="stranger",
        members_hidden=True,
        bots=9,
        photos=90_000,
    ).chat(NOW)
    rating = HEAVY.rate(chat, NOW)
    assert len(rating.signals) > 10
    assert (rating.level, rating.risk) == ("medium", 74)


@pytest.mark.parametrize("category", sorted({str(r.category) for r in RULES.rules if r.when.words}))
def test_g7_one_word_alone_never_reaches_high_whatever_it_weighs(category: str) -> None:
    mine = [r for r in RULES.rules if r.category == category and r.when.words and r.strength == "strong"]
    lists = {name for each in mine for name in each.when.words or ()}
    terms = [term for name in sorted(lists) for term in RULES.lists[name].all_terms()]
    assert terms
    for term in terms[:: max(1, len(terms) // 60)]:
        if len(term.split()) == 1:
            rating = HEAVY.rate(ChatExample(title=term.replace("*", "")).chat(NOW), NOW)
            assert rating.level in ("none", "low", "medium"), term


def test_a_word_with_several_facts_can_reach_high() -> None:
    example = ChatExample(
        title="Fullz", members=20_000, media_open=True, joined_days_ago=4, never_read=True, paid=True
    )
    assert RATER.rate(example.chat(NOW), NOW).level == "high"


def test_two_words_that_say_the_same_in_different_ways_can_reach_high() -> None:
    assert RATER.rate(ChatExample(title="Fullz").chat(NOW), NOW).level == "medium"
    assert RATER.rate(ChatExample(title="Fullz shop").chat(NOW), NOW).level == "high"


@pytest.mark.parametrize("title", ["Online casino VIP", "Porn videos premium", "SMM panel shop"])
def test_words_of_what_does_not_put_harm_on_a_device_reach_medium_at_most(title: str) -> None:
    chat = ChatExample(title=title).chat(NOW)
    assert HEAVY.rate(chat, NOW).level == RATER.rate(chat, NOW).level == "medium"


def test_a_word_in_the_description_counts_less_than_one_in_the_name() -> None:
    named = RATER.rate(ChatExample(title="Fullz").chat(NOW), NOW)
    told = RATER.rate(ChatExample(title="Garden", about="fullz").chat(NOW), NOW)
    assert named.risk > told.risk
    assert named.signals[0].evidence.startswith("The name contains")
    assert told.signals[0].evidence.startswith("The description contains")


UNREAD = {"never_read": True, "muted": True, "archived": True}


@given(chat=chats)
def test_what_the_user_does_with_a_chat_never_makes_it_high(chat: Chat) -> None:
    ignored = with_facts(**UNREAD)(chat)
    watched = with_facts(never_read=False, muted=False, archived=False)(chat)
    for rater in (RATER, HEAVY):
        assert (rater.rate(ignored, NOW).level == "high") is (rater.rate(watched, NOW).level == "high")


@pytest.mark.parametrize("reason", ["sensitive", "copyright", "some-new-reason"])
def test_a_mark_that_many_ordinary_chats_have_is_not_high_without_a_telling_name(reason: str) -> None:
    example = ChatExample(
        title="Gewone groep",
        members=30_000,
        media_open=True,
        joined_days_ago=2,
        no_forwards=True,
        restrictions=(RestrictionExample(platform="all", reason=reason),),
        never_read=True,
        muted=True,
        archived=True,
    )
    assert RATER.rate(example.chat(NOW), NOW).level == "medium"


@pytest.mark.parametrize(
    "title",
    ["Uncensored AI", "Exposed: fotoclub Haarlem", "Leaked: festival line-ups", "Gaming 18+ Nederland"],
)
def test_an_ordinary_large_group_with_one_weak_word_is_not_high(title: str) -> None:
    example = ChatExample(
        title=title,
        members=9000,
        usernames=("example",),
        media_open=True,
        joined_days_ago=12,
        muted=True,
        never_read=True,
    )
    assert RATER.rate(example.chat(NOW), NOW).level in ("none", "low", "medium")


def test_telegrams_own_restriction_alone_reaches_high() -> None:
    example = ChatExample(restrictions=(RestrictionExample(platform="ios", reason="porno"),))
    assert RATER.rate(example.chat(NOW), NOW).level == "high"


def test_an_ordinary_chat_has_no_level() -> None:
    example = ChatExample(title="Running club", members=60, joined_days_ago=200, media_open=True)
    assert RATER.rate(example.chat(NOW), NOW).level == "none"


@given(chat=chats)
def test_a_chat_the_user_owns_is_never_above_low(chat: Chat) -> None:
    owned = msgspec.structs.replace(chat, owned=True)
    assert RATER.rate(owned, NOW).level in ("none", "low")


@given(chat=chats)
def test_a_chat_the_user_is_no_longer_in_has_no_level(chat: Chat) -> None:
    gone = msgspec.structs.replace(chat, gone=True)
    assert RATER.rate(gone, NOW).level == "none"


def test_extreme_weights_do_not_overflow() -> None:
    many = [
        rule(
            f"mine.rule{chr(97 + n % 26)}{chr(97 + n // 26)}",
            When(media_open=False),
            strength="reassuring",
            weight=-10.0,
        )
        for n in range(200)
    ]
    rating = Rater(rule_set({}, *many), "en").rate(ChatExample(media_open=False).chat(NOW), NOW)
    assert (rating.risk, len(rating.signals)) == (0, 200)


def test_telegrams_mark_for_broken_terms_is_high_with_a_telling_name_beside_it() -> None:
    terms = (RestrictionExample(platform="all", reason="terms"),)
    alone = ChatExample(title="Gewone groep", restrictions=terms, added_by="stranger", members=90_000)
    named = msgspec.structs.replace(alone, title="Fullz")
    films = msgspec.structs.replace(alone, title="Films & series gratis", members=40)
    assert RATER.rate(alone.chat(NOW), NOW).level == "medium"
    assert RATER.rate(named.chat(NOW), NOW).level == "high"
    assert RATER.rate(films.chat(NOW), NOW).level == "medium"
