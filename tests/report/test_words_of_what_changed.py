"""What changed between two audits, in words: chats by name where names were kept, else by what is known."""

from datetime import date

import pytest

from safecheck.history.changes import compare
from safecheck.model.history import AuditRecord, DeviceThen, SettingThen
from safecheck.report.comparison import change_sections, chat_in_words
from tests.history.records import chat, record
from tests.report.results import english


def said(before: AuditRecord, after: AuditRecord) -> str:
    sections = change_sections(compare(before, after), english())
    return " | ".join(line for each in sections for line in (each.heading, *each.lines, *each.then))


def test_a_chat_without_a_kept_name_is_called_by_its_kind_and_since_when_it_is_known() -> None:
    group, channel = chat("7"), chat("8", kind="channel")
    seen, joined = date(2026, 11, 2), date(2026, 11, 3)
    assert chat_in_words(group, english()) == "A new group (chat 7)"
    assert chat_in_words(channel, english()) == "A new channel (chat 8)"
    there = (
        chat_in_words(group, english(), first_seen=seen),
        chat_in_words(channel, english(), first_seen=seen),
    )
    assert there == (
        "A group that was there on 2 November 2026 (chat 7)",
        "A channel that was there on 2 November 2026 (chat 8)",
    )
    since = (
        chat_in_words(chat("7", joined=joined), english()),
        chat_in_words(chat("8", kind="channel", joined=joined), english()),
    )
    assert since == (
        "A group that you joined on 3 November 2026 (chat 7)",
        "A channel that you joined on 3 November 2026 (chat 8)",
    )


def test_a_kept_name_is_shown_inert_and_so_is_the_one_before() -> None:
    before, after = chat("1", name="Old\x1b[31m barn"), chat("1", name="New barn", name_key="other")
    words = said(record(0, before), record(1, after))
    assert '"New barn" was called "Old' in words
    assert "\x1b" not in words


def test_g1_what_a_chat_that_stood_out_strongly_left_behind_is_asked_about_before_deleting() -> None:
    words = said(record(0, chat("1", "high"), chat("2")), record(1))
    assert "ask the police or the hotline first" in words
    assert "ask the police" not in said(record(0, chat("2")), record(1))


def test_levels_marks_settings_and_devices_say_what_is_now_and_what_was_before() -> None:
    before = record(
        0,
        chat("1"),
        settings=(SettingThen(id="account.two_step", state="off", value=False, shown="not set"),),
        devices=(DeviceThen(id="a", client="ios", name="Old phone"),),
    )
    after = record(
        1,
        chat("1", "medium", facts_key="more", marks=("fake",)),
        settings=(SettingThen(id="account.two_step", state="on", value=True, shown="set"),),
        devices=(DeviceThen(id="b", client="android", name="New phone"),),
    )
    words = said(before, after)
    assert "now set, before not set" in words
    assert 'New: "New phone"' in words
    assert 'No longer signed in: "Old phone"' in words
    assert "If you do not know a new device, end its session" in words
    assert "These stand out more or less than before" in words
    assert "Marked by Telegram since" in words


@pytest.mark.parametrize(
    ("more", "note"),
    [
        ({"devices": None}, "does not know the devices"),
        ({"packs": ()}, "rules for chats are not the same"),
        ({"account": "bb"}, "cannot tell whether both audits are of the same account"),
        ({"list_complete": False}, "did not read all chats"),
    ],
)
def test_p5_what_cannot_be_compared_is_said(more: dict[str, object], note: str) -> None:
    assert note in said(record(0, chat("1")), record(1, **more))
