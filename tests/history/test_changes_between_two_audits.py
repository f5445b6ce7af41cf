"""Two remembered audits side by side: what came, went and changed, and why as far as that can be told."""

from datetime import date

from safecheck.history.changes import compare
from safecheck.model.history import ChatThen, DeviceThen, PackThen, SettingThen, StepThen
from tests.history.records import RULES, chat, record


def test_an_audit_beside_itself_has_not_changed() -> None:
    one = record(0, chat("1"), chat("2", "high"), devices=(DeviceThen(id="d", client="ios"),))
    assert compare(one, one).nothing


def test_chats_that_came_left_and_were_renamed_are_told_apart_without_a_name() -> None:
    before = record(0, chat("1"), chat("2"), chat("3"))
    after = record(
        4, chat("2"), chat("3", name_key="another"), chat("4", added_by="stranger"), chat("5", "low")
    )
    found = compare(before, after, [record(-9, chat("1")), before, after])
    assert [each.id for each in found.came] == ["5", "4"], "the strongest first"
    assert [(each.chat.id, each.first_seen) for each in found.left] == [("1", date(2026, 10, 23))]
    assert [each.after.id for each in found.renamed] == ["3"]
    assert not found.levels


def test_a_chat_that_is_still_listed_after_leaving_has_been_left() -> None:
    found = compare(record(0, chat("1")), record(1, chat("1", gone=True)))
    assert [each.chat.id for each in found.left] == ["1"]


def test_an_incomplete_list_says_nothing_of_the_chats_that_it_lacks() -> None:
    whole, part = record(0, chat("1"), chat("2")), record(1, chat("2"), list_complete=False)
    assert (compare(whole, part).left, compare(whole, part).not_seen) == ((), 1)
    later = record(2, chat("1"), chat("2"), chat("3", joined=date(2026, 11, 3)))
    assert [each.id for each in compare(part, later).came] == ["3"], (
        "only what joined since is known to be new"
    )


def test_why_a_level_changed_is_told_as_far_as_it_can_be() -> None:
    def because(was: ChatThen, now: ChatThen, *packs: PackThen) -> str:
        after = record(1, now, packs=packs) if packs else record(1, now)
        (change,) = compare(record(0, was), after).levels
        return change.because

    newer = PackThen("chats", "1.1.0", "cc")
    assert because(chat("1"), chat("1", "low"), newer) == "rules"
    assert because(chat("1"), chat("1", "low", facts_key="else"), newer) == "rules_or_facts"
    assert because(chat("1"), chat("1", "low", facts_key="else")) == "facts"
    assert because(chat("1"), chat("1", "low")) == "numbers"
    assert because(chat("1"), chat("1", "low", probed=True, facts_key="else")) == "closer_look"
    renamed = chat("1", "low", probed=True, facts_key="else", name_key="another")
    assert because(chat("1"), renamed) == "facts", "a new name is reason enough, however closely one looked"
    own = PackThen("our-pack", "1.0.0", "dd")
    assert because(chat("1"), chat("1", "low"), RULES, own) == "rules", "a pack of the user's own rates too"
    for id in ("guide-ios", "help-nl", "profiles"):
        other = PackThen(id, "2.0.0", "ee")
        assert because(chat("1"), chat("1", "low"), RULES, other) == "numbers", f"{id} rates nothing"


def test_a_mark_of_telegram_a_setting_and_a_step_that_is_done_are_seen() -> None:
    before = record(
        0,
        chat("1", marks=("restricted",)),
        settings=(
            SettingThen(id="a", state="everyone"),
            SettingThen(id="b"),
            SettingThen(id="c", state="on"),
        ),
        steps=(
            StepThen("s1", "leave", "to_do"),
            StepThen("s2", "mute", "to_do"),
            StepThen("s3", "card", "done"),
        ),
    )
    after = record(
        1,
        chat("1", marks=("scam", "restricted")),
        settings=(
            SettingThen(id="a", state="contacts"),
            SettingThen(id="b", state="on"),
            SettingThen(id="c"),
        ),
        steps=(
            StepThen("s1", "leave", "done"),
            StepThen("s3", "card", "done"),
            StepThen("s4", "card", "to_do"),
        ),
    )
    found = compare(before, after)
    assert [each.marks for each in found.marked] == [("scam",)]
    assert [each.after.id for each in found.settings] == ["a"], "what could not be read did not change"
    assert [step.id for step in found.steps_done] == ["s1"]
    assert [step.id for step in found.steps_gone] == ["s2"]
    assert [step.id for step in found.steps_new] == ["s4"]


def test_devices_that_could_not_be_read_neither_came_nor_went() -> None:
    phone, laptop = DeviceThen(id="p", client="ios"), DeviceThen(id="l", client="desktop")
    found = compare(record(0, devices=(phone,)), record(1, devices=(laptop,)))
    assert ([d.id for d in found.devices_came], [d.id for d in found.devices_gone]) == (["l"], ["p"])
    unread = compare(record(0, devices=(phone,)), record(1, devices=None))
    assert (unread.devices_came, unread.devices_gone, unread.devices_known) == ((), (), False)


def test_the_line_through_time_goes_from_the_one_audit_to_the_other() -> None:
    all_of_them = [record(n, *(chat(str(k)) for k in range(n))) for n in range(5)]
    found = compare(all_of_them[1], all_of_them[4], all_of_them)
    assert [point.landing for point in found.trend] == [1, 2, 3, 4]


def test_what_chats_hold_is_added_up_for_those_of_which_both_audits_say_it() -> None:
    before = record(0, chat("1", landing_count=5), chat("2", landing_count=9), chat("3", landing_count=1))
    after = record(1, chat("1", landing_count=0), chat("2"), chat("4", landing_count=7))
    assert compare(before, after).landing_count == (5, 0)
