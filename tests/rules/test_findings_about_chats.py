"""A finding quotes what was noticed, explains it in fair words, and proposes the fixed order of steps."""

from datetime import UTC, datetime
from typing import get_args

import msgspec
import pytest

from safecheck.model.findings import Finding
from safecheck.model.plan import HIGH_CHAT_STEPS
from safecheck.model.text import LANGUAGES, Lang
from safecheck.packs.examples import ChatExample, RestrictionExample
from safecheck.packs.rule_pack import Category
from safecheck.packs.shipped import chat_rules
from safecheck.rules.chat_findings import chat_findings
from safecheck.rules.chats import rate_chats

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
RULES = chat_rules()
ADULT = RestrictionExample(platform="ios", reason="porno", text="This group can't be displayed.")


def findings(*examples: ChatExample, lang: Lang = "en") -> tuple[Finding, ...]:
    chats = [example.chat(NOW, str(number)) for number, example in enumerate(examples)]
    return chat_findings(chats, rate_chats(chats, RULES, NOW, lang), RULES, lang)


def test_g7_telegrams_text_is_quoted_for_every_platform_and_its_category_is_not() -> None:
    others = RestrictionExample(platform="android", reason="porno", text="This group can't be displayed.")
    (found,) = findings(ChatExample(title="Example", restrictions=(ADULT, others)))
    assert found.level == "high"
    assert found.confidence == "certain"
    assert found.evidence == (
        "Telegram hides this chat. Where, and with which text: "
        'iPhone and iPad, Android phones: "This group can\'t be displayed."',
    )


def test_many_restrictions_are_cut_and_cleaned() -> None:
    many = tuple(
        RestrictionExample(
            platform=f"p{n}\u202e", reason="odd\x1b[2J", text=f"Text {n} {{word}} " + "x" * 500
        )
        for n in range(9)
    )
    (found,) = findings(ChatExample(restrictions=many))
    (line,) = found.evidence
    assert "\x1b" not in line
    assert "\u202e" not in line
    assert "{word}" in line
    assert line.endswith("…")
    assert len(line) < 1000


def test_a_title_is_cleaned_and_its_braces_stay_text() -> None:
    (found,) = findings(ChatExample(title="{title}\u202e\x1b]0;x\x07 leaks", restrictions=(ADULT,)))
    assert found.title == '"{title}\ufffd]0;x\ufffd leaks" stands out strongly'


def test_a_chat_without_a_readable_name_is_called_so() -> None:
    (found,) = findings(ChatExample(title="\u200b", restrictions=(ADULT,)), lang="nl")
    assert found.title == '"(chat zonder leesbare naam)" valt sterk op'


def test_g1_a_chat_that_stands_out_strongly_gets_the_whole_order() -> None:
    (found,) = findings(ChatExample(restrictions=(ADULT,)))
    assert found.recommend == HIGH_CHAT_STEPS


def test_below_that_the_rules_say_what_to_do_in_one_order() -> None:
    (found,) = findings(ChatExample(title="Example gore videos", joined_days_ago=2))
    assert found.level == "medium"
    assert found.recommend == ("downloads_off", "card", "report", "leave", "limit_who_adds")


def test_the_strongest_rule_explains_and_every_rule_gives_a_line() -> None:
    example = ChatExample(title="Example fullz", members=12_400, media_open=True, joined_days_ago=10)
    (found,) = findings(example)
    assert found.rule == "words.stolen_data.telling"
    assert found.evidence == (
        'The name contains "fullz". That also occurs in ordinary chats.',
        "Every member may post photos or videos; there are 12,400.",
        "You have been in this chat since 13 November 2026.",
        "The group is large, with 12,400 members, but has no public name, so people come in by a link or are "
        "added.",
    )
    assert "safecheck saw names and numbers, not messages or pictures." in found.limits


def test_supporting_facts_alone_are_weak() -> None:
    example = ChatExample(members=30_000, media_open=True, joined_days_ago=2, never_read=True)
    (found,) = findings(example)
    assert (found.level, found.confidence) == ("low", "weak")


def test_a_mark_of_telegram_stays_certain_also_where_it_only_supports() -> None:
    cover = RestrictionExample(platform="all", reason="sensitive")
    (found,) = findings(ChatExample(title="Example", restrictions=(cover,)))
    assert (found.level, found.confidence) == ("medium", "certain")


def test_no_chat_is_blamed_for_what_others_do_in_chats_of_such_a_name() -> None:
    for rule in RULES.rules:
        assert "such a name, strangers" not in rule.why.en
        assert "zo'n naam plaatsen" not in rule.why.nl


def test_an_owned_chat_is_marked_and_never_proposed_for_leaving() -> None:
    (found,) = findings(ChatExample(title="Mine", owned=True, scam=True, restrictions=(ADULT,)), lang="nl")
    assert found.level == "low"
    assert found.title == 'Je eigen chat "Mine" valt een beetje op'
    assert "Deze chat is van jou." in found.evidence
    assert set(found.recommend) == {"downloads_off"}


def test_reassuring_facts_are_told_too() -> None:
    (found,) = findings(ChatExample(title="Example", verified=True, restrictions=(ADULT,)))
    assert found.level == "medium"
    assert "Telegram has verified who is behind this chat." in found.evidence


def test_quiet_and_gone_chats_give_no_finding() -> None:
    assert findings(ChatExample(title="Garden"), ChatExample(gone=True, restrictions=(ADULT,))) == ()


def test_a_partial_description_reassures_nobody_and_raises_nothing() -> None:
    chat = ChatExample(members=5000, restrictions=(ADULT,)).chat(NOW)
    partial = msgspec.structs.replace(chat, partial=True)
    whole, part = rate_chats([chat, partial], RULES, NOW, "en")
    assert [signal.rule for signal in whole.signals] == ["chat.restricted.adult", "chat.large_private"]
    assert [signal.rule for signal in part.signals] == ["chat.restricted.adult"]


def test_findings_keep_the_order_of_the_chats_and_name_them() -> None:
    found = findings(
        ChatExample(title="Example fullz"), ChatExample(title="Garden"), ChatExample(restrictions=(ADULT,))
    )
    assert [(each.id, each.subject.kind, each.subject.id) for each in found] == [
        ("chat:0", "chat", "0"),
        ("chat:2", "chat", "2"),
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_g7_no_finding_holds_a_category_or_a_figure_of_risk(lang: Lang) -> None:
    examples = [
        example for rule in RULES.rules for example in rule.examples.fires if rule.strength != "reassuring"
    ]
    categories = get_args(Category)
    found = findings(*examples, lang=lang)
    assert len(found) > 20
    for each in found:
        texts = (each.title, *each.evidence, each.why, each.innocent_reading, each.limits)
        for text in texts:
            assert not [name for name in categories if name in text.lower()]
            assert "%" not in text


def test_both_languages_give_the_same_levels_and_steps() -> None:
    examples = [example for rule in RULES.rules for example in rule.examples.fires]
    english, dutch = findings(*examples), findings(*examples, lang="nl")
    assert [(each.id, each.level, each.recommend) for each in english] == [
        (each.id, each.level, each.recommend) for each in dutch
    ]
    assert all(one.why != other.why for one, other in zip(english, dutch, strict=True))
