"""Once a change was read back, the facts say what Telegram said then, and nothing else moved."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from safecheck.audit.facts_after import facts_after
from safecheck.model.changes import (
    AudienceValue,
    ChangeKind,
    Done,
    FolderValue,
    GallerySwitch,
    GalleryValue,
    MemberValue,
    MuteValue,
    Rule,
    SwitchValue,
    Target,
    Template,
    TemplatesValue,
    Value,
)
from safecheck.model.facts import (
    Audience,
    AuditFacts,
    AutoDownloadTemplate,
    Chat,
    Fact,
    GalleryRule,
    Newcomers,
    SaveToGallery,
    SensitiveContent,
)
from safecheck.model.text import UntrustedText
from tests.report.results import WHEN, result

LATER = WHEN + timedelta(minutes=5)
CHATS = tuple(
    Chat(id=f"-{number}", kind="supergroup", title=UntrustedText(f"Garden club {number}"), pinned=number == 2)
    for number in (1, 2, 3)
)


def read() -> AuditFacts:
    facts = result(chats=CHATS).facts
    assert facts.settings is not None
    seen = Fact(SensitiveContent(shown=True, can_change=True), "account.getContentSettings", WHEN)
    told = Audience("everyone", always_allowed=2, never_allowed=3)
    return replace(
        facts,
        settings=replace(
            facts.settings, sensitive_content=seen, who_can_add_me=Fact(told, "account.getPrivacy", WHEN)
        ),
    )


def after(
    kind: ChangeKind, found: Value | None, chat: str | None = None, now: datetime = LATER
) -> AuditFacts:
    return facts_after(read(), Done(Target("step", kind, chat), "applied", found=found), now)


def changed(facts: AuditFacts) -> dict[str, Any]:
    """The settings that are not as they were read."""
    old, new = read().settings, facts.settings
    assert old is not None
    assert new is not None
    fields = old.__struct_fields__
    return {name: getattr(new, name) for name in fields if getattr(new, name) != getattr(old, name)}


def chats_after(kind: ChangeKind, found: Value, chat: str = "-2") -> tuple[Chat, ...]:
    return after(kind, found, chat).chat_list.chats


@pytest.mark.parametrize(
    ("kind", "name", "found", "value"),
    [
        ("cover_sensitive", "sensitive_content", SwitchValue(False), SensitiveContent(False, True)),
        ("archive_newcomers", "newcomers", SwitchValue(True), Newcomers(True, False)),
        ("limit_who_finds", "who_finds_me", AudienceValue(("disallow_all",)), Audience("nobody")),
        ("hide_number", "phone_number", AudienceValue(("allow_close_friends",)), Audience("close_friends")),
        (
            "gallery_off",
            "save_to_gallery",
            GalleryValue(
                GallerySwitch(True, False),
                GallerySwitch(False, True),
                GallerySwitch(False, False),
                {"-1": GallerySwitch(True, True)},
            ),
            SaveToGallery(GalleryRule(True, False), GalleryRule(False, True), GalleryRule(False, False), 1),
        ),
    ],
)
def test_a_setting_is_as_it_was_read_back_with_the_time_of_that(
    kind: ChangeKind, name: str, found: Value, value: object
) -> None:
    moved = changed(after(kind, found))
    assert moved.keys() == {name}
    assert (moved[name].value, moved[name].read_at) == (value, LATER)


def test_templates_keep_their_order_and_their_sizes() -> None:
    low, medium, high = (Template(bool(number), number, 10 * number, 100 * number) for number in (0, 1, 2))
    fact = changed(after("templates_off", TemplatesValue(low, medium, high)))["auto_download"]
    assert fact.value.low == AutoDownloadTemplate(False, 0, 0, 0)
    assert (fact.value.medium, fact.value.high) == (
        AutoDownloadTemplate(True, 1, 10, 100),
        AutoDownloadTemplate(True, 2, 20, 200),
    )


RULES: tuple[Rule, ...] = ("allow_contacts", "disallow_all", "allow_all", "allow_close_friends")


@given(st.lists(st.sampled_from(RULES), max_size=3))
def test_whoever_is_let_through_the_exceptions_stay_as_they_were(rules: list[Rule]) -> None:
    found = AudienceValue(tuple(rules))
    settings = after("limit_who_adds", found).settings
    assert settings is not None
    audience = settings.who_can_add_me.value
    assert isinstance(audience, Audience)
    assert (audience.always_allowed, audience.never_allowed) == (2, 3)
    assert (audience.who == "everyone") == ("allow_all" in rules)
    assert (audience.who == "nobody") == (set(rules) <= {"disallow_all"})


def test_a_setting_of_which_not_all_is_known_stays_unknown() -> None:
    facts = read()
    assert facts.settings is not None
    unknown = Fact(facts.settings.save_to_gallery.value, "account.getContentSettings", WHEN)
    facts = replace(facts, settings=replace(facts.settings, sensitive_content=unknown))
    ended = facts_after(facts, Done(Target("step", "cover_sensitive"), "applied", found=SwitchValue(False)))
    assert ended.settings is not None
    assert ended.settings.sensitive_content.value == unknown.value


def test_g1_a_chat_that_was_left_stays_in_the_list_and_is_said_to_be_left() -> None:
    first, second, third = chats_after("leave", MemberValue(False))
    assert (first, third) == (CHATS[0], CHATS[2])
    assert second == replace(CHATS[1], gone=True, left=True)
    assert chats_after("leave", MemberValue(True)) == CHATS, "Telegram says it is still in it"


def test_a_chat_that_was_gone_before_is_not_said_to_be_left_by_safecheck() -> None:
    gone = replace(CHATS[1], gone=True)
    facts = replace(read(), chat_list=replace(read().chat_list, chats=(gone,)))
    left = Done(Target("step", "leave", "-2"), "applied", found=MemberValue(False))
    ended = facts_after(facts, left, LATER)
    assert ended.chat_list.chats == (gone,)


@given(st.none() | st.integers(0, 2**31 - 1))
def test_a_chat_is_muted_as_long_as_telegram_says_so(until: int | None) -> None:
    muted = chats_after("mute", MuteValue(until))[1].muted
    assert muted == (until is not None and datetime.fromtimestamp(until, UTC) > LATER)


@pytest.mark.parametrize("archived", [True, False])
def test_a_chat_in_the_archive_is_pinned_no_longer(archived: bool) -> None:
    chat = chats_after("archive", FolderValue(archived))[1]
    assert (chat.archived, chat.pinned) == (archived, not archived)


def test_where_nothing_was_read_back_the_facts_are_the_same() -> None:
    facts = read()
    for target in (Target("step", "leave", "-2"), Target("step", "cover_sensitive")):
        assert facts_after(facts, Done(target, "unconfirmed"), LATER) is facts
    assert after("leave", MemberValue(False), "-999") == read(), "a chat that is not in the list"
    alone = replace(facts, settings=None)
    found = Done(Target("step", "cover_sensitive"), "applied", found=SwitchValue(False))
    assert facts_after(alone, found, LATER) is alone, "no account was asked"
