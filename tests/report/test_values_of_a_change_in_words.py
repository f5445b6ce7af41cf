"""What a setting was and would be, in a few words each."""

import pytest

from safecheck.model.changes import (
    AudienceValue,
    ChangeKind,
    FolderValue,
    GallerySwitch,
    GalleryValue,
    MemberValue,
    MuteValue,
    ReportValue,
    SwitchValue,
    Template,
    TemplatesValue,
    Value,
)
from safecheck.report.change_values import value_words
from tests.report.results import english

ON, OFF = GallerySwitch(photos=True, videos=False), GallerySwitch(photos=False, videos=False)
SOME, NONE = Template(False, 1, 0, 0), Template(True, 0, 0, 0)


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("limit_who_adds", AudienceValue(("allow_all",)), "everybody"),
        ("limit_who_adds", AudienceValue(("allow_contacts",)), "your contacts"),
        ("limit_who_adds", AudienceValue(("disallow_all",)), "nobody"),
        ("cover_sensitive", SwitchValue(True), "shown without cover"),
        ("cover_sensitive", SwitchValue(False), "covered"),
        ("archive_newcomers", SwitchValue(True), "archived and muted"),
        ("archive_newcomers", SwitchValue(False), "shown like any other chat"),
        ("gallery_off", GalleryValue(ON, OFF, ON), "saved from: private chats, channels"),
        ("gallery_off", GalleryValue(OFF, OFF, OFF), "nothing is saved"),
        ("gallery_off", GalleryValue(OFF, OFF, OFF, {"1": ON, "2": OFF}), "one chat by itself"),
        ("templates_off", TemplatesValue(SOME, SOME, NONE), "2 of the three let something through"),
        ("templates_off", TemplatesValue(NONE, NONE, NONE), "all three are off"),
        ("mute", MuteValue(None), "as you set it for all chats of this kind"),
        ("mute", MuteValue(0), "not muted"),
        ("mute", MuteValue(2**31 - 1), "muted for good"),
        ("mute", MuteValue(4_000_000_000 // 2), "muted until 18 May 2033"),
        ("archive", FolderValue(True), "in the archive"),
        ("archive", FolderValue(False), "in the list of your chats"),
        ("report", ReportValue(True), "reported"),
        ("report", ReportValue(False), "not reported"),
        ("leave", MemberValue(True), "you are in it"),
        ("leave", MemberValue(False), "you are not in it"),
    ],
)
def test_a_value_is_said_in_words(kind: ChangeKind, value: Value, words: str) -> None:
    assert words in value_words(kind, value, english())
