"""A protected list tells that a chat is on it and by whom, and never what is on it."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safecheck.model.errors import BadInputError
from safecheck.packs.examples import ChatExample
from safecheck.packs.protected_list import EntryKind
from safecheck.packs.rule_pack import load_rule_pack
from safecheck.packs.rule_set import RuleSet, combine
from safecheck.packs.shipped import chat_packs
from safecheck.report.protected_pack import protected_pack_text
from safecheck.rules.chat_findings import chat_findings
from safecheck.rules.chats import Rater, rate_chats
from safecheck.rules.fold import fold
from safecheck.rules.listing import listing
from safecheck.rules.protected import normal

NOW = datetime(2026, 11, 26, tzinfo=UTC)
SALT = bytes(range(32))


def rules_with(folder: Path, kind: EntryKind, *entries: str) -> RuleSet:
    text = protected_pack_text(
        listing(entries, kind, SALT),
        pack="our-list",
        version="1.2.3",
        organisation="Example helpline",
        salt=SALT,
        day=date(2026, 11, 26),
    )
    path = folder / f"{kind}.yaml"
    path.write_text(text, encoding="utf-8")
    for entry in entries:
        assert fold(entry).strip() not in text.lower()
    return combine((*chat_packs(), load_rule_pack(path)))


def listed(rules: RuleSet, example: ChatExample, id: str = "1") -> bool:
    rating = Rater(rules, "en").rate(example.chat(NOW, id), NOW)
    return "listed.our_list" in {signal.rule for signal in rating.signals}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Blue garden gate club", True),
        ("BLUE-GARDEN GATE club", True),
        ("blue gårdеn gate", True),  # an accent, and a letter of another script
        ("blue garden", False),
        ("garden gate blue", False),
        ("tulip", True),
        ("tulips", False),
        ("买花店", True),
        ("花", False),
    ],
)
def test_words_are_met_however_they_are_written(tmp_path: Path, title: str, expected: bool) -> None:
    rules = rules_with(tmp_path, "w", "Blue garden gate", "tulip", "花店")
    assert listed(rules, ChatExample(title=title)) is expected


def test_words_of_the_description_are_met_too_and_words_alone_are_never_strong(tmp_path: Path) -> None:
    rules = rules_with(tmp_path, "w", "tulip")
    chat = ChatExample(title="Garden", about="one tulip").chat(NOW)
    assert Rater(rules, "en").rate(chat, NOW).level == "medium"


def test_a_public_name_and_a_number_are_met_exactly_and_can_be_strong(tmp_path: Path) -> None:
    names = rules_with(tmp_path, "u", "@Blue_Garden", "https://t.me/tulips")
    ids = rules_with(tmp_path, "i", "-1001234567", "42")
    assert listed(names, ChatExample(usernames=("blue_garden",)))
    assert listed(names, ChatExample(usernames=("other", "TULIPS")))
    assert not listed(names, ChatExample(title="blue_garden"))
    assert listed(ids, ChatExample(), "-1001234567")
    assert listed(ids, ChatExample(), "-42")
    assert not listed(ids, ChatExample(), "-10042999")
    chat = ChatExample(usernames=("tulips",)).chat(NOW)
    assert Rater(names, "en").rate(chat, NOW).level == "high"


def test_what_is_said_names_the_organisation_and_the_version_and_no_term(tmp_path: Path) -> None:
    rules = rules_with(tmp_path, "w", "tulip")
    chats = [ChatExample(title="Tulip", members=20_000, media_open=True).chat(NOW)]
    (finding,) = chat_findings(chats, rate_chats(chats, rules, NOW, "nl"), rules, "nl")
    said = "Deze chat staat op de lijst van Example helpline, versie 1.2.3 van 2026-11-26."
    assert said in finding.evidence
    assert "tulip" not in " ".join((*finding.evidence, finding.why, finding.limits)).lower()


def test_the_order_of_the_hashes_tells_nothing_of_the_order_of_the_entries() -> None:
    one, other = listing(["a1", "b2", "c3"], "w", SALT), listing(["c3", "a1", "b2"], "w", SALT)
    assert one == other


@pytest.mark.parametrize(
    ("lines", "kind", "says"),
    [
        (["one two three four five"], "w", "Line 1 has 5"),
        (["fine", "", "!!!"], "w", "Line 3 holds no letter"),
        (["@"], "u", "Line 1 holds no letter"),
        ([" ", ""], "w", "nothing to list"),
    ],
)
def test_an_entry_that_cannot_be_met_is_refused_by_its_line_and_never_repeated(
    lines: list[str], kind: EntryKind, says: str
) -> None:
    with pytest.raises(BadInputError, match=says) as refused:
        listing(lines, kind, SALT)
    assert "three" not in str(refused.value)


@settings(max_examples=40)
@given(st.lists(st.sampled_from(["red", "blue", "gate", "花", "🌷", "18+", "é"]), min_size=1, max_size=4))
def test_whatever_is_listed_is_met_in_a_longer_name(words: list[str]) -> None:
    entry = " ".join(words)
    if len(fold(entry).split()) > 4:
        return
    digests = listing([entry], "w", SALT)
    assert digests.longest == len(fold(entry).split())
    assert normal("w", f"  {entry.upper()} ") == normal("w", entry)
