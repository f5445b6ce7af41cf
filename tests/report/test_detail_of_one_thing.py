"""One chat, device, setting or step in words: the fixed order, the innocent reading, no way in."""

import re
from datetime import UTC, datetime
from typing import Literal

import pytest
from msgspec.structs import replace

from safecheck.advice.exposure import chat_exposures
from safecheck.i18n.catalog import Catalog, load
from safecheck.model.facts import MediaCounts
from safecheck.model.findings import ChatLevel, DeviceState, Subject
from safecheck.model.marks import mark_for
from safecheck.model.plan import HIGH_CHAT_STEPS, Plan, Press, Step
from safecheck.model.result import AuditResult
from safecheck.model.text import LANGUAGES, Lang
from safecheck.report.chat_detail import ChatDetail, chat_detail, high_chat_lines
from safecheck.report.chat_table import chat_rows
from safecheck.report.device_list import device_rows, device_sections
from safecheck.report.plan_list import (
    begin_here,
    first_step_about,
    place_in_plan,
    step_groups,
    step_sections,
)
from safecheck.report.sections import Section, section
from safecheck.report.setting_list import STRONGEST, setting_groups, setting_rows
from safecheck.report.setting_words import SERVERS, who_obeys
from tests.report.results import (
    chat,
    device,
    english,
    finding,
    rating,
    result,
    setting,
    signal,
    step,
    troubled,
)

ORDER = [
    *("What was noticed", "", "It may be quite ordinary", "What safecheck cannot know"),
    *("What it means for your devices", "What you can do", "Your own mark"),
]


def with_steps(level: ChatLevel, **fields: bool) -> AuditResult:
    one = rating(1, level)
    steps = [step(number, kind) for number, kind in enumerate(HIGH_CHAT_STEPS, start=1)]
    about = Subject("chat", "chat-1")
    steps = [each if each.kind == "downloads_off" else replace(each, subject=about) for each in steps]
    about_it = replace(chat(one), **fields)
    exposed = chat_exposures([about_it], [device()], [])
    told = result([one], chats=[about_it], findings=[finding()], steps=steps, devices=[device()])
    return replace(told, exposures=exposed)


def detail_of(one: AuditResult, chat_id: str, catalog: Catalog | None = None) -> ChatDetail:
    return chat_detail(one, chat_id, catalog or english(), "m")


def lines_of(detail: ChatDetail, heading: str) -> tuple[str, ...]:
    return next((each.lines for each in detail.sections if each.heading == heading), ())


def words_of(sections: tuple[Section, ...]) -> str:
    return "\n".join(line for each in sections for line in (each.heading, *each.lines))


@pytest.mark.parametrize("level", ["high", "medium", "low"])
def test_a_chat_that_stands_out_says_why_then_the_innocent_reading_then_limits_then_what_to_do(
    level: ChatLevel,
) -> None:
    sections = detail_of(with_steps(level), "chat-1").sections
    if level == "high":
        assert sections[0] == section(
            "", "Do not open it to look. Switch automatic download off first.", style="strong"
        )
        sections = sections[1:]
    assert [each.heading for each in sections] == ORDER
    assert "Do not open it" not in words_of(sections)


def test_each_evidence_says_how_much_it_counts() -> None:
    signals = [
        signal("One"),
        replace(signal("Two"), strength="strong"),
        replace(signal("Three"), strength="reassuring"),
        replace(signal('It says: "Four."'), weight=1.0),
    ]
    detail = detail_of(result([rating(1, "low", signals=signals)]), "chat-1")
    assert detail.sections[0].lines == (
        "One. Counts a little.",
        "Two. Counts strongly.",
        "Three. Counts against: it makes the chat stand out less.",
        'It says: "Four." Counts.',
    )


def test_g1_the_steps_of_a_strong_chat_stand_in_the_one_fixed_order() -> None:
    detail = detail_of(with_steps("high"), "chat-1")
    last = detail.sections[-2]
    assert last.style == "numbered"
    words = ["automatic download off", "card", "Report", "Leave", "hotline", "ask the police"]
    for line, word in zip(last.lines, words, strict=True):
        assert word in line


def test_g1_a_report_that_cannot_be_made_and_a_chat_of_ones_own_shorten_the_list() -> None:
    one = with_steps("high")
    steps = [
        replace(each, state="not_possible") if each.kind == "report" else each for each in one.plan.steps
    ]
    lines = high_chat_lines(replace(one, plan=Plan(tuple(steps))), "chat-1", english())
    assert "nothing to do" in lines[2]
    owned = replace(one, plan=Plan(tuple(each for each in steps if each.kind not in ("report", "leave"))))
    assert len(high_chat_lines(owned, "chat-1", english())) == 4


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("level", ["high", "medium", "low", "none"])
def test_g2_no_detail_of_a_chat_holds_its_link_or_tells_to_open_it(lang: Lang, level: ChatLevel) -> None:
    detail = detail_of(with_steps(level), "chat-1", load(lang))
    everything = words_of(detail.sections) + detail.about + detail.title
    assert "a_public_name" not in everything
    assert "t.me" not in everything


def test_g9_a_chat_where_nothing_stands_out_gets_those_words_and_their_limit() -> None:
    detail = detail_of(result([rating(1)]), "chat-1")
    assert detail.level_words == "Nothing stands out."
    assert "no guarantee" in words_of(detail.sections)
    assert "✓" not in words_of(detail.sections)


def test_below_strong_there_is_a_choice_and_muting_is_said_not_to_stop_downloads() -> None:
    lines = lines_of(detail_of(with_steps("medium"), "chat-1"), "What you can do")
    assert [line.partition(" ")[0].strip(":,") for line in lines] == ["Leave", "Mute", "Keep"]
    assert "does not stop downloads" in lines[1]
    own = lines_of(detail_of(with_steps("low", owned=True, muted=True), "chat-1"), "What you can do")
    assert [line.partition(":")[0] for line in own] == ["Keep it"]
    gone = lines_of(detail_of(with_steps("low", gone=True), "chat-1"), "What you can do")
    assert len(gone) == 1
    assert "no longer in it" in gone[0]


def test_the_plain_facts_of_a_chat_stand_on_one_line() -> None:
    one = rating(1)
    known = replace(chat(one, owned=True), members=1200, media_open=True, muted=True, archived=True)
    about = detail_of(result([one], chats=[known]), "chat-1").about
    assert about == (
        "public group, 1,200 members, all members may post photos and videos, yours, muted, in your archive"
    )
    last = datetime(2026, 11, 3, tzinfo=UTC)
    known = replace(chat(one, "channel"), usernames=(), added_by="stranger", last_activity=last)
    assert detail_of(result([one], chats=[known]), "chat-1").about == (
        "private channel, somebody who is not a contact of yours added you, last message on 3 November 2026"
    )
    partial = replace(chat(one, "channel"), usernames=(), partial=True)
    assert detail_of(result([one], chats=[partial]), "chat-1").about == "channel"


def test_what_a_chat_holds_and_what_lands_from_it_stands_in_its_detail() -> None:
    held = replace(with_steps("medium").facts.chat_list.chats[0], media=MediaCounts(photo=1200), muted=True)
    (one,) = chat_exposures([held], [device()], [])
    lines = lines_of(detail_of(replace(with_steps("medium"), exposures=(one,)), "chat-1"), ORDER[4])
    assert "This chat holds 1,200 photos" in lines[0]
    assert len(lines) > 1
    assert lines_of(detail_of(with_steps("low", gone=True), "chat-1"), ORDER[4]) == (
        "You are no longer in it, so nothing new can come from it.",
    )


@pytest.mark.parametrize("level", ["high", "medium", "low", "none"])
def test_g10_a_mark_is_offered_by_level_without_a_reason_and_stays_visible(level: ChatLevel) -> None:
    one = with_steps(level)
    offered = " ".join(lines_of(detail_of(one, "chat-1"), "Your own mark"))
    assert ("known to you" in offered) is (level != "high")
    assert ("you think this is wrong" in offered) is (level == "high")
    assert "No reason is asked." in offered
    assert "the chat stays in every list" in offered
    marked = replace(one, marks={"chat-1": mark_for(level)})
    detail = detail_of(marked, "chat-1")
    assert detail.marked.startswith("You marked")
    assert detail.level_words == detail_of(one, "chat-1").level_words
    assert detail.sections[:-1] == detail_of(one, "chat-1").sections[:-1]
    (row,) = chat_rows(marked, english())
    assert row.note
    assert replace(row, note="", folded="", labels=row.labels - {"marked"}) == replace(
        chat_rows(one, english())[0], folded=""
    )


# --- devices ---------------------------------------------------------------------------------------------


def sections_of(one: AuditResult, catalog: Catalog) -> tuple[Section, ...]:
    return device_sections(one, "device-1", catalog)


def with_presses(*presses: Press, path: tuple[str, ...] = ("Settings", "Data")) -> Step:
    return replace(step(1), path=path, presses=presses, check="See that it is off.", labels="Whose words.")


def to_press(number: int, done: bool | None = None, do: str = "Switch it off.") -> Press:
    return Press(
        id=f"press-{number}",
        app="android",
        title=f"Network {number}",
        path=("Settings", "Data", f"When on network {number}"),
        do=do,
        removes=f"Stops network {number}.",
        done=done,
    )


def test_the_way_to_the_switches_stands_a_tap_a_line_and_goes_on_for_each_of_them() -> None:
    one = with_presses(to_press(1), to_press(2))
    said = sections_of(result(devices=(device(),), steps=(one,)), english())
    shared = next(each for each in said if each.heading.startswith("The way there"))
    assert (shared.style, shared.lines, shared.first) == ("numbered", ('"Settings"', '"Data"'), 1)
    first, second = (each for each in said if each.heading.startswith("Network"))
    assert (first.lines, first.first) == (('"When on network 1"',), 3)
    assert first.then == ("Switch it off.", "Stops network 1.")
    assert second.then == ("Stops network 2.",), "what is to be done the same way is said once"
    assert said[-1] == section("", "Whose words.")


def test_a_switch_that_is_off_already_has_a_tick_and_promises_nothing_more() -> None:
    one = with_presses(to_press(1, done=True), to_press(2, done=False))
    off, on = (
        each
        for each in sections_of(result(devices=(device(),), steps=(one,)), english())
        if each.heading.startswith("Network")
    )
    assert (off.heading, off.done, off.then) == ("Network 1: off", True, ())
    assert (on.heading, on.done, on.then[0]) == ("Network 2: on", False, "Switch it off.")


def test_a_description_of_a_menu_item_is_not_quoted_as_if_it_were_the_apps_own_words() -> None:
    one = replace(step(1), path=("Settings", "(the part about saving)", '"Data" (gegevens)'))
    way = next(each for each in step_sections(one, english()) if each.style == "numbered")
    assert way.lines == ('"Settings"', "(the part about saving)", '"Data" (gegevens)')


@pytest.mark.parametrize("state", ["done", "said_done"])
def test_a_step_that_is_done_folds_to_that_and_what_remains(state: Literal["done", "said_done"]) -> None:
    one = replace(with_presses(to_press(1, done=True)), state=state, detail="Press there.")
    said = words_of(step_sections(one, english()))
    assert "Press there." not in said
    assert "What this removes" not in said
    assert "What remains\nWhat step 1 leaves." in said
    assert ("You told us" in said) == (state == "said_done")


def test_a_device_says_what_a_step_removes_what_remains_and_how_to_check() -> None:
    said = words_of(sections_of(result(devices=(device(),), steps=(step(1),)), english()))
    for part in ("What this removes\nWhat step 1 removes.", "What remains\nWhat step 1 leaves."):
        assert part in said
    assert "Step 1. Title of step 1" in said


@pytest.mark.parametrize("client", ["tdlib", "unofficial", "unknown"])
def test_an_app_without_known_menus_gets_no_invented_path(client: str) -> None:
    odd = replace(device("unknown", "unknown"), client=client)
    sections = sections_of(result(devices=(odd,)), english())
    assert not [each for each in sections if each.style == "numbered"]
    assert "Menu names" not in words_of(sections)
    assert "unknown" in words_of(sections)


def test_g8_a_device_says_how_its_answers_are_known() -> None:
    for state, words in (
        ("default_assumed", "If you never changed its switches"),
        ("told", "You told us"),
        ("unknown", "is unknown"),
    ):
        one = replace(device(), state=state)
        assert words in words_of(sections_of(result(devices=(one,)), english()))


def test_a_device_is_named_as_telegram_and_as_a_person_would() -> None:
    (row,) = device_rows(result(devices=(device(name=""),)), english())
    assert row.name == "(no visible name)"
    assert row.kind == "an Android phone or tablet, last used 20 November 2026"
    assert (row.lands, row.known) == ("photos land without a tap", "assumed")


def test_g8_a_device_counts_the_chats_whose_photos_land_without_a_tap_and_no_others() -> None:
    ratings = [rating(number, "none") for number in (1, 2, 3)]
    chats = [
        chat(ratings[0], "channel"),
        chat(ratings[1], "supergroup"),
        chat(ratings[2], "channel", gone=True),
    ]
    one = device()
    lands = tuple(
        replace(each, lands="yes" if each.chat_kind == "channel" else "on_view") for each in one.lands
    )
    (row,) = device_rows(result(ratings, chats=chats, devices=(replace(one, lands=lands),)), english())
    assert (row.landing, row.of) == (1, 2)
    assert row.count == "without a tap: 1 of 2 groups and channels"


@pytest.mark.parametrize("state", ["unknown", "default_assumed"])
def test_a_device_has_no_count_where_nothing_is_known_or_there_is_nothing_to_count(
    state: DeviceState,
) -> None:
    ratings = [rating(1, "none")] if state == "unknown" else []
    one = replace(device(), state=state)
    (row,) = device_rows(result(ratings, chats=[chat(each) for each in ratings], devices=(one,)), english())
    assert row.count == ""


# --- settings --------------------------------------------------------------------------------------------


def test_settings_stand_in_the_order_of_how_much_they_stand_out() -> None:
    settings = (
        replace(setting("ok"), id="a"),
        replace(setting("unknown"), id="b"),
        replace(setting("risk"), id="c"),
        replace(setting("risk"), id="d"),
    )
    about = replace(finding("d", "setting"), level="medium")
    rows = setting_rows(result(settings=settings, findings=[about]), english())
    assert [(row.id, row.mark, row.level_words) for row in rows] == [
        ("d", "medium", "stands out"),
        ("c", "info", ""),
        ("b", "unknown", ""),
        ("a", "good", ""),
    ]
    assert rows[2].value == "unknown, because this server does not know the question"
    assert "Reason of d." in words_of(rows[0].sections)
    assert "Innocent reading of d." in words_of(rows[0].sections)


def test_the_settings_stand_under_how_far_they_protect_and_the_strongest_is_the_first() -> None:
    settings = (
        replace(setting("risk"), id="little", group="says_little"),
        replace(setting("risk"), id="apps", group="some_apps"),
        replace(setting("risk"), id="also", group="enforced"),
        replace(setting("ok"), id=STRONGEST, group="enforced"),
    )
    about = replace(finding("also", "setting"), level="medium")
    groups = setting_groups(result(settings=settings, findings=[about]), english())
    assert [(group.heading, [row.id for row in group.rows]) for group in groups] == [
        ("Telegram itself enforces these", [STRONGEST, "also"]),
        ("Some apps go by these, others do not", ["apps"]),
        ("Good to know, but these stop no downloads", ["little"]),
    ]


def test_only_what_protects_as_it_stands_has_a_tick() -> None:
    settings = (
        setting("ok"),
        replace(setting("ok"), advice="There is more to do."),
        replace(setting("ok"), group="says_little"),
        setting("unknown"),
    )
    named = tuple(replace(one, id=str(number)) for number, one in enumerate(settings))
    marks = {row.id: row.mark for row in setting_rows(result(settings=named), english())}
    assert marks == {"0": "good", "1": "info", "2": "info", "3": "unknown"}


def test_a_setting_says_who_goes_by_it_who_does_not_of_whom_it_is_not_known_and_how_sure_that_is() -> None:
    presets = replace(setting(), obeyed_by=("ios",), ignored_by=("android", "desktop"), sure="likely")
    assert who_obeys(presets, english()) == (
        "Who goes by it: Telegram for iPhone and iPad.",
        "Who does not: Telegram for Android, Telegram Desktop.",
        "Not known: Telegram for macOS, Telegram in a browser, an app built on Telegram's own library.",
        "This is likely, not certain: it was read in the code of the apps, which may have changed.",
    )
    enforced = replace(setting(), obeyed_by=(SERVERS,))
    assert who_obeys(enforced, english()) == (
        "Telegram itself sees to it, whatever app anyone uses.",
        "This is certain.",
    )
    (row,) = setting_rows(result(settings=(replace(presets, advice="Do this."),)), english())
    assert section("What you can do", "Do this.") in row.sections
    assert section("Who goes by it", *who_obeys(presets, english()), presets.reach) in row.sections


def test_a_setting_names_its_step_in_the_plan() -> None:
    mine = replace(step(3), subject=Subject("setting", "who_can_add_me"))
    (row,) = setting_rows(result(settings=(setting(),), steps=(step(1), mine)), english())
    assert row.sections[-1] == section("In your plan", "Step 2. Title of step 3")


# --- the plan --------------------------------------------------------------------------------------------


def test_g1_the_groups_of_a_plan_keep_its_order() -> None:
    later = replace(step(7, "look_again"), state="later", subject=Subject("account", "account"))
    one = with_steps("high")
    groups = step_groups(replace(one, plan=Plan((*one.plan.steps, later))), english())
    assert [line.number for group in groups for line in group.steps] == [1, 2, 3, 4, 5, 6, 7]
    assert [(group.heading, group.level) for group in groups] == [
        ("Your devices", None),
        ("Garden club 1", "high"),
        ("Later", None),
    ]
    assert [line.title for line in groups[1].steps] == [
        "Reporting card",
        "Report to Telegram, if you want to",
        "Leave the chat",
        "Card to a hotline or the police, if you want to",
        "Before you delete anything: ask first",
    ]


def test_a_step_in_full_leaves_nothing_out() -> None:
    said = step_sections(step(1, detail="Press there."), english())
    assert words_of(said).splitlines() == [
        "",
        "You do this yourself; it takes about a minute.",
        "",
        "Press there.",
        "The way there, one after the other",
        '"Settings"',
        '"Data and Storage"',
        '"Automatic media download"',
        "What this removes",
        "What step 1 removes.",
        "What remains",
        "What step 1 leaves.",
        "",
        "This can be undone.",
    ]
    assert place_in_plan(1, troubled(), english()) == "Step 1 of 3"


def test_g1_a_reporting_card_stands_a_field_a_line_before_what_to_do_with_it() -> None:
    card = step_sections(
        step(1, "card", detail="Name: Garden\nPublic link: none\n\nWrite it down."), english()
    )
    at = card.index(section("", "Name: Garden", "Public link: none", style="card"))
    assert card[at + 1] == section("", "Write it down.")


def test_a_step_that_cannot_be_taken_has_a_line_and_no_effort() -> None:
    one = with_steps("high")
    steps = [
        replace(each, state="not_possible" if each.kind == "report" else each.state)
        for each in one.plan.steps
    ]
    (lines,) = [
        group.steps for group in step_groups(replace(one, plan=Plan(tuple(steps))), english()) if group.level
    ]
    assert [line.to_take for line in lines] == [True, False, True, True, True]


def test_a_plan_begins_with_the_devices_and_says_how_long_they_take() -> None:
    one = with_steps("high")
    minutes = one.plan.steps[0].minutes
    assert begin_here(one, english()) == (
        f"Start with your devices: one step, about {minutes} minutes. The rest can wait."
    )
    only = replace(one, plan=Plan(one.plan.steps[:1]))
    assert begin_here(only, english()) == begin_here(result(), english()) == ""


def test_a_thing_leads_to_its_first_step() -> None:
    one = with_steps("high")
    assert first_step_about(one, Subject("chat", "chat-1")) == 2
    assert first_step_about(one, Subject("chat", "chat-2")) is None


def test_no_day_is_shown_as_a_machine_writes_it() -> None:
    one = with_steps("high")
    for catalog in (english(), load("nl")):
        about = detail_of(one, "chat-1", catalog).about
        kind = device_rows(result(devices=(device(),)), catalog)[0].kind
        assert not re.search(r"\d{4}-\d\d", about + kind)
        assert re.search(r"\d{1,2} [a-zA-Z]+ \d{4}", kind)


def test_a_step_that_is_not_possible_says_only_why() -> None:
    cannot = replace(step(1, "report", detail="It has no public link."), state="not_possible")
    assert step_sections(cannot, english()) == (section("", "It has no public link."),)


def test_the_detail_of_what_is_not_there_is_an_error_of_the_caller() -> None:
    with pytest.raises(KeyError):
        detail_of(result(), "chat-1")
    with pytest.raises(KeyError):
        device_sections(result(), "device-1", english())
