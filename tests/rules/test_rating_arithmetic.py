"""Evidence adds up in one direction, in any order, and some levels no sum can reach."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safecheck.model.facts import Chat, Restriction
from safecheck.model.text import UntrustedText
from safecheck.packs.examples import ChatExample, RestrictionExample
from safecheck.packs.rule_pack import ChatRule, Rating, RulePack
from safecheck.packs.shipped import chat_packs
from safecheck.rules.chats import Rater, rate_chats

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
PACKS = tuple(loaded.pack for loaded in chat_packs())
RATER = Rater(PACKS, "en")
TITLES = [
    "Garden",
    "Leaks",
    "Gore uncut",
    "CVV fullz",
    "Nieuws",
    "Bangalijst",
    "18+",
    "Gratis IPTV",
    "Casino",
]

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
    "a word": lambda chat: msgspec.structs.replace(chat, title=UntrustedText(chat.title.raw + " – fullz")),
}
BETTER: dict[str, Change] = {
    "verified": with_facts(verified=True),
    "admin": with_facts(admin=True),
    "owned": with_facts(owned=True, admin=False),
    "text only": with_facts(media_open=False),
    "small and old": with_facts(members=9, joined=NOW - timedelta(days=900)),
    "gone": with_facts(gone=True),
}


@pytest.mark.parametrize("worse", WORSE)
@given(chat=chats)
def test_a_risk_signal_more_never_lowers_the_risk(worse: str, chat: Chat) -> None:
    before, after = RATER.rate(chat, NOW), RATER.rate(WORSE[worse](chat), NOW)
    assert after.risk >= before.risk


@pytest.mark.parametrize("better", BETTER)
@given(chat=chats)
def test_a_reassuring_fact_more_never_raises_the_risk(better: str, chat: Chat) -> None:
    before, after = RATER.rate(chat, NOW), RATER.rate(BETTER[better](chat), NOW)
    assert after.risk <= before.risk


@given(data=st.data(), rated=st.lists(chats, max_size=5))
def test_the_order_of_rules_packs_and_chats_never_matters(data: st.DataObject, rated: list[Chat]) -> None:
    shuffled = [
        msgspec.structs.replace(pack, rules=tuple(data.draw(st.permutations(pack.rules))))
        for pack in data.draw(st.permutations(PACKS))
    ]
    expected = rate_chats(rated, PACKS, NOW, "nl")
    order = data.draw(st.permutations(range(len(rated))))
    again = rate_chats([rated[n] for n in order], shuffled, NOW, "nl")
    assert again == tuple(expected[n] for n in order)


@given(chat=chats)
def test_level_and_risk_always_agree(chat: Chat) -> None:
    scale = PACKS[0].rating
    assert scale is not None
    rating = RATER.rate(chat, NOW)
    assert 0 <= rating.risk <= 100
    levels = (("high", scale.high), ("medium", scale.medium), ("low", scale.low), ("none", 0))
    expected = next(level for level, least in levels if rating.risk >= least)
    assert rating.level == expected


def heavier(weigh: Callable[[ChatRule], float]) -> list[RulePack]:
    return [
        msgspec.structs.replace(
            pack, rules=tuple(msgspec.structs.replace(rule, weight=weigh(rule)) for rule in pack.rules)
        )
        for pack in PACKS
    ]


HEAVY = Rater(heavier(lambda rule: rule.weight if rule.strength == "reassuring" else 9.0), "en")
HABITS = {rule.id for pack in PACKS for rule in pack.rules if rule.habit}
SUPPORTING = {rule.id for pack in PACKS for rule in pack.rules if rule.strength == "supporting"}


@given(chat=chats)
def test_supporting_signals_alone_never_reach_high_whatever_they_weigh(chat: Chat) -> None:
    rating = HEAVY.rate(chat, NOW)
    if all(signal.rule in SUPPORTING or signal.strength == "reassuring" for signal in rating.signals):
        assert rating.level != "high"


def test_all_supporting_facts_together_do_not_reach_high() -> None:
    chat = ChatExample(
        title="18+ casino, gratis IPTV",
        members=90_000,
        media_open=True,
        joined_days_ago=1,
        never_read=True,
        muted=True,
        archived=True,
        no_forwards=True,
        join_request=True,
        paid=True,
    ).chat(NOW)
    rating = HEAVY.rate(chat, NOW)
    assert len(rating.signals) > 10
    assert (rating.level, rating.risk) == ("medium", 74)


def test_g7_one_word_alone_never_reaches_high_whatever_it_weighs() -> None:
    words = [
        word
        for pack in PACKS
        for rule in pack.rules
        for each in (rule.when.words or {}).values()
        for word in each
    ]
    assert len(words) > 150
    for word in words:
        assert RATER.rate(ChatExample(title=word).chat(NOW), NOW).level in ("low", "medium")
        assert HEAVY.rate(ChatExample(title=word).chat(NOW), NOW).level == "medium"


def test_a_word_with_several_facts_can_reach_high() -> None:
    example = ChatExample(
        title="Example leaks", members=20_000, media_open=True, joined_days_ago=4, never_read=True, paid=True
    )
    assert RATER.rate(example.chat(NOW), NOW).level == "high"


UNREAD = {"never_read": True, "muted": True, "archived": True}


@given(chat=chats)
def test_what_the_user_does_with_a_chat_never_makes_it_high(chat: Chat) -> None:
    ignored = with_facts(**UNREAD)(chat)
    watched = with_facts(never_read=False, muted=False, archived=False)(chat)
    for rater in (RATER, HEAVY):
        assert (rater.rate(ignored, NOW).level == "high") is (rater.rate(watched, NOW).level == "high")


@given(chat=chats)
def test_g7_words_reach_high_only_with_two_facts_about_the_chat(chat: Chat) -> None:
    rating = HEAVY.rate(chat, NOW)
    facts = [
        signal.rule
        for signal in rating.signals
        if signal.strength != "reassuring"
        and not signal.rule.startswith("chat.words.")
        and signal.rule not in HABITS
    ]
    marked = {"chat.restricted.adult", "chat.marked.scam", "chat.marked.fake"} & set(facts)
    assert rating.level != "high" or marked or len(facts) >= 2


def test_g7_many_words_in_one_name_are_still_one_name() -> None:
    chat = ChatExample(title="Bangalijst, gore uncut, CVV fullz, 18+", never_read=True, joined_days_ago=2)
    assert RATER.rate(chat.chat(NOW), NOW).level == "medium"


@pytest.mark.parametrize("reason", ["sensitive", "copyright", "terms", "some-new-reason"])
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
    "example",
    [
        ChatExample(title="Uncensored AI", members=5200, usernames=("example",)),
        ChatExample(title="Exposed: fotoclub Haarlem", members=2100),
        ChatExample(title="Exposed: de wandelclub", members=2100),
        ChatExample(title="Leaked - festival line-ups", members=9000, usernames=("example",)),
        ChatExample(title="Leaked - vakantiehuisjes", members=9000, usernames=("example",)),
        ChatExample(title="Gaming 18+ Nederland", members=2500, usernames=("example",)),
    ],
    ids=lambda example: example.title,
)
def test_an_ordinary_large_group_with_one_weak_word_is_not_high(example: ChatExample) -> None:
    new = msgspec.structs.replace(example, media_open=True, joined_days_ago=12, muted=True, never_read=True)
    assert RATER.rate(new.chat(NOW), NOW).level in ("low", "medium")


@pytest.mark.parametrize(
    "example",
    [
        ChatExample(kind="channel", title="Gelekte naaktfoto's", members=2500, joined_days_ago=200),
        ChatExample(kind="channel", title="Bangalijst Lindewijk", members=700, joined_days_ago=20),
        ChatExample(title="Exposegroep Lindewijk", members=700, joined_days_ago=200),
    ],
    ids=lambda example: example.title,
)
def test_a_plain_name_stands_out_at_least_as_much_as_a_weak_word_with_facts(example: ChatExample) -> None:
    weak = ChatExample(
        title="Exposed: de wandelclub", members=2100, media_open=True, joined_days_ago=12, never_read=True
    )
    plain, vague = RATER.rate(example.chat(NOW), NOW), RATER.rate(weak.chat(NOW), NOW)
    assert plain.level == vague.level == "medium"
    assert plain.risk >= vague.risk


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


def test_the_later_scale_and_the_later_rule_of_one_id_count() -> None:
    leaks = next(rule for rule in PACKS[1].rules if rule.id == "chat.words.leaks")
    mine = msgspec.structs.replace(
        PACKS[1],
        rating=Rating(base_rate=0.02, low=1, medium=2, high=3),
        rules=(msgspec.structs.replace(leaks, weight=0.5),),
    )
    rating = Rater([*PACKS, mine], "en").rate(ChatExample(title="Example leaks").chat(NOW), NOW)
    assert [signal.weight for signal in rating.signals] == [0.5]
    assert rating.level == "medium"


def test_extreme_weights_do_not_overflow() -> None:
    packs = heavier(lambda rule: -10.0 if rule.strength == "reassuring" else rule.weight)
    many = [
        msgspec.structs.replace(
            packs[0],
            rules=tuple(
                msgspec.structs.replace(
                    packs[0].rules[-1], id=f"mine.rule{chr(97 + n % 26)}{chr(97 + n // 26)}"
                )
                for n in range(200)
            ),
        )
    ]
    rating = Rater(many, "en").rate(ChatExample(media_open=False).chat(NOW), NOW)
    assert (rating.risk, len(rating.signals)) == (0, 200)


def test_packs_without_a_scale_cannot_rate() -> None:
    with pytest.raises(ValueError, match="how to rate"):
        Rater([msgspec.structs.replace(PACKS[0], rating=None)], "en")
