"""The plain-text report keeps the safeguarding rules, by number."""

import hashlib
import re
from datetime import timedelta, timezone
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safecheck.i18n.catalog import load
from safecheck.model.facts import Chat, Client, RequestCount, Unknown
from safecheck.model.findings import ChatLevel, DeviceJudgement, DeviceState, Landing, Lands
from safecheck.model.plan import Plan
from safecheck.model.result import AuditResult, Headline
from safecheck.model.text import Lang
from safecheck.report.json_document import to_json
from safecheck.report.landing import lands_lines
from safecheck.report.layout import cells
from safecheck.report.text import render_text
from tests.report.results import (
    NOT_READ,
    chat,
    device,
    english,
    finding,
    lands_everywhere,
    rating,
    result,
    setting,
    signal,
    step,
    troubled,
)

WITHHELD_NUMBER = "ee940641a59169ce9d6cbb5e328c5b44f752fd8ca7a918f3a1ef5b20d9943f6b"

# Verdicts, crime labels and praise: none may stand in what people read. Command names are taken out first.
FORBIDDEN = re.compile(
    r"\b(suspicious|suspect\w*|criminal\w*|crime\w*|illegal\w*|punishable|offen[cs]e\w*|abus\w+|proof|proven|"
    r"guilty|safe|fine|verdict|dangerous|risk\w*|grooming|predator\w*|porn\w*|drugs?|extremis\w*)\b|[✓✔●◐○█▓▒░│─┌]",
    re.IGNORECASE,
)


def test_the_day_in_the_title_is_that_of_the_zone_that_is_asked_for() -> None:
    """Half past twelve in London is the next day where the sun rises first."""
    said = {
        hours: render_text(result(), english(), 72, timezone(timedelta(hours=hours))) for hours in (0, 12)
    }
    assert "23 November 2026" in said[0].splitlines()[0]
    assert "24 November 2026" in said[12].splitlines()[0]
    assert said[0] == text_of(result())


levels: st.SearchStrategy[ChatLevel] = st.sampled_from(get_args(ChatLevel))
states: st.SearchStrategy[DeviceState] = st.sampled_from(get_args(DeviceState))
answers: st.SearchStrategy[Lands] = st.sampled_from(get_args(Lands))
CATEGORY = "category-of-such-words"


def text_of(of: AuditResult, width: int = 72) -> str:
    return render_text(of, english(), width)


def flat(text: str) -> str:
    """The report as one line, so that a sentence is found wherever it was wrapped."""
    return " ".join(text.split())


@st.composite
def results(draw: st.DrawFn) -> AuditResult:
    ratings = [
        rating(number, level, signals=[signal(category=CATEGORY)])
        for number, level in enumerate(draw(st.lists(levels, max_size=8)))
    ]
    devices: tuple[DeviceJudgement, ...] | Unknown = tuple(
        device(state, answer, number=number)
        for number, (state, answer) in enumerate(draw(st.lists(st.tuples(states, answers), max_size=3)))
    )
    if draw(st.booleans()):
        devices = NOT_READ
    stopped = draw(st.sampled_from([None, NOT_READ]))
    return result(
        ratings,
        devices=devices,
        findings=[finding(one.chat_id) for one in ratings if one.level in ("high", "medium")],
        settings=[setting(draw(st.sampled_from(["ok", "risk", "unknown"])))],
        steps=[step(number) for number in range(draw(st.integers(0, 3)))],
        listed=draw(st.integers(0, 500)),
        total=draw(st.one_of(st.none(), st.integers(0, 500))),
        stopped=stopped,
        source=draw(st.sampled_from(["practice", "account"])),
    )


# --- G4, G1, G2 ----------------------------------------------------------------------------------------


def test_g4_a_result_with_a_strong_chat_offers_people_before_anything_else() -> None:
    lines = text_of(troubled()).splitlines()
    first_block = lines.index("")
    assert lines[first_block + 1 : first_block + 3] == [
        "Shocked? You need not look at anything.",
        "People who can help: safecheck help-me",
    ]


@given(results())
def test_g4_the_line_is_there_exactly_when_a_chat_stands_out_strongly(of: AuditResult) -> None:
    assert ("Shocked?" in text_of(of)) is of.has_high_chat


def test_g1_the_steps_stand_in_the_order_of_the_plan() -> None:
    text = text_of(troubled())
    places = [text.index(f"Step {number}. Title of step {number}") for number in (1, 2, 3)]
    assert places == sorted(places)


@given(results())
def test_g2_the_only_words_about_opening_say_not_to(of: AuditResult) -> None:
    text = flat(text_of(of)).replace("Do not open it to look.", "").replace("Do not open them to look.", "")
    assert not re.search(r"\b(open|search|screenshot|forward|look into the)\b", text, re.IGNORECASE)


def test_a_strong_chat_link_stands_on_its_card_step_only() -> None:
    before_card, card, rest = text_of(troubled()).split("Step 2.")
    card, after_card = card.split("What lands on your devices")
    assert "t.me/a_public_name" in card
    assert "a_public_name" not in before_card + after_card + rest


def test_what_an_earlier_step_said_in_the_same_words_is_said_once() -> None:
    first = troubled().plan.steps[0]
    again = msgspec.structs.replace(first, id="again", title="The same on another device")
    result = msgspec.structs.replace(troubled(), plan=Plan((first, again)))
    text = text_of(result)
    assert "Step 2. The same on another device\n  As in step 1.\n" in text
    assert flat(text).count(first.removes) == 1


def test_the_first_steps_stand_at_the_top_in_full_and_are_only_named_in_the_plan() -> None:
    text = text_of(result(steps=[step(number) for number in range(1, 6)]))
    top, plan = text.split("What you can do, in this order")
    for number in (1, 2, 3):
        assert f"What this removes: What step {number} removes." in top
        assert '    "Automatic media download"\n' in top
        assert f"Step {number}. Title of step {number}\n  This step stands at the top.\n" in plan
        assert f"What step {number} removes." not in plan
    for number in (4, 5):
        assert f"What step {number} removes." in plan
        assert f"Step {number}." not in top
    assert "Do these first" in top


def test_what_is_optional_impossible_or_for_later_is_not_among_the_first_steps() -> None:
    steps = [
        step(1, optional=True),
        msgspec.structs.replace(step(2), state="not_possible"),
        step(3),
        msgspec.structs.replace(step(4), state="later"),
        msgspec.structs.replace(step(5), state="said_done"),
    ]
    top, plan = text_of(result(steps=steps)).split("What you can do, in this order")
    assert "Do this first\n\nStep 3. Title of step 3\n" in top
    assert top.count("Title of step") == 1
    assert plan.count("This step stands at the top.") == 1


def test_nothing_is_to_be_done_first_where_everything_is_left_to_choice() -> None:
    text = text_of(result(steps=[step(1, optional=True), msgspec.structs.replace(step(2), state="later")]))
    assert "first\n" not in text


def test_a_step_that_is_not_possible_says_no_more_than_its_title_and_detail() -> None:
    impossible = msgspec.structs.replace(
        step(1, detail="Nothing to do."), state="not_possible", optional=True
    )
    plan = text_of(result(steps=[impossible])).split("What you can do, in this order")[1]
    assert plan.startswith("\n\nStep 1. Title of step 1\n  Nothing to do.\n\nWhat safecheck did not see")


def test_a_step_for_later_is_not_called_skippable() -> None:
    later = msgspec.structs.replace(step(1, "look_again", optional=True), state="later")
    text = text_of(result(steps=[later]))
    assert "skip" not in text
    assert "for later" not in text


# --- G7 ------------------------------------------------------------------------------------------------


@given(results())
def test_g7_no_crime_label_verdict_category_or_risk_figure_reaches_people(of: AuditResult) -> None:
    text = flat(text_of(of))
    assert CATEGORY not in text
    assert "0.4375" not in text
    assert not re.search(r"\b(91|58|27)\b", re.sub(r"\d+ of your \d+|looked at \d+(?! of your)", "", text))
    assert not FORBIDDEN.search(text)


@pytest.mark.parametrize(
    ("level", "words"),
    [
        ("high", '"Garden club 1" (group) stands out strongly.'),
        ("medium", '"Garden club 1" (group) stands out.'),
        ("low", '"Garden club 1" (group) stands out a little.'),
        ("none", "For one of them nothing stands out."),
    ],
)
def test_g7_a_level_is_said_in_its_own_words(level: ChatLevel, words: str) -> None:
    assert words in flat(text_of(result([rating(1, level)])))


@given(results())
def test_g7_the_dutch_report_holds_no_verdict_either(of: AuditResult) -> None:
    text = flat(render_text(of, load("nl"), 72))
    assert not re.search(
        r"\b(verdacht\w*|veilig\w*|fout\w*|bewijs\w*|strafbaar\w*|illega\w+)\b", text, re.IGNORECASE
    )
    text = text.replace("Geen groep of kanaal valt sterk op.", "")
    assert ("valt sterk op" in text or "vallen sterk op" in text) is of.has_high_chat
    assert CATEGORY not in text


def test_g7_how_much_an_observation_counts_is_said_in_words() -> None:
    signals = [signal("Telegram itself put a mark on it."), signal("You know many people in it.")]
    text = text_of(result([rating(1, "medium", signals=signals)]))
    assert "Telegram itself put a mark on it. Counts a little." in text


# --- G8 ------------------------------------------------------------------------------------------------


def counted(landing: int, strong: int, *, assumed: bool, unknown: int = 0) -> AuditResult:
    return result([rating(1)], devices=(device(),), headline=Headline(landing, strong, assumed, unknown))


@pytest.mark.parametrize(
    ("of", "sentence"),
    [
        (
            counted(41, 3, assumed=True),
            "Photos from 41 groups and channels can land on your devices by themselves,"
            " if you never changed this. Three of them stand out strongly.",
        ),
        (
            counted(1, 1, assumed=False),
            "Photos from one group or channel can land on your devices by themselves."
            " It stands out strongly.",
        ),
        (
            counted(20, 13, assumed=False, unknown=1),
            "Photos from 20 groups and channels can land on your devices by themselves."
            " 13 of them stand out strongly. For one of your devices nothing can be said yet.",
        ),
        (
            counted(2, 0, assumed=False),
            "Photos from 2 groups and channels can land on your devices by themselves.",
        ),
        (
            result([rating(1)], devices=NOT_READ),
            "What lands on your devices by itself is unknown: your devices could not be read.",
        ),
        (
            result([rating(1)]),
            "What lands on your devices by itself is unknown: Telegram names no device of yours.",
        ),
        (
            result([rating(1)], devices=(device("unknown", "unknown"),)),
            "Whether photos from groups and channels land on your devices by themselves is unknown.",
        ),
        (
            result([], devices=(device("told", "no"),)),
            "No groups or channels were found on this account.",
        ),
        (
            result([rating(1)], devices=(device("told", "no"), device("unknown", "unknown", number=2))),
            "On the other devices, by what you told us, photos from your groups and channels do not land by"
            " themselves. For one of your devices nothing can be said yet.",
        ),
        (
            result([rating(1)], devices=(device("default_assumed", "no"), device("unknown", number=2))),
            "if you never changed this.",
        ),
        (
            result([rating(1)], devices=(device("default_assumed", "on_view"),)),
            "Photos from your groups and channels land on your devices as soon as they are on the screen,"
            " if you never changed this; not before.",
        ),
        (
            result([rating(1)], devices=(device("told", "on_view"),)),
            "By what you told us, photos from your groups and channels land on your devices as soon as they"
            " are on the screen; not before.",
        ),
        (
            result([rating(1)], devices=(device("read", "on_view"), device("unknown", "unknown", number=2))),
            "On the other devices photos from your groups and channels land as soon as they are on the"
            " screen; not before. For one of your devices nothing can be said yet.",
        ),
        (
            result([rating(1)], devices=(device("default_assumed", "no"),)),
            "Photos from your groups and channels do not land on your devices by themselves,"
            " if you never changed this.",
        ),
        (
            result([rating(1)], devices=(device("told", "no"),)),
            "By what you told us, photos from your groups and channels do not land on your devices by"
            " themselves.",
        ),
        (
            result([rating(1)], devices=(device("read", "no"),)),
            "Photos from your groups and channels do not land on your devices by themselves.",
        ),
        (
            result([rating(1), rating(2, "high")], devices=(device("told"),), listed=9, stopped=NOT_READ),
            "Photos from at least 2 groups and channels can land on your devices by themselves.",
        ),
        (
            result([rating(1)], devices=(device(),), listed=9, stopped=NOT_READ),
            "Photos from at least one group or channel can land on your devices by themselves,"
            " if you never changed this.",
        ),
        (
            result([], devices=(device(),)),
            "No groups or channels were found on this account."
            " Photos from private chats can land by themselves, if you never changed this.",
        ),
        (
            result([], devices=(device("told"),)),
            "Photos from private chats can land by themselves. What lands",
        ),
        (
            result([], devices=(device("told", "on_view"),)),
            "By what you told us, photos from private chats land as soon as they are on the screen.",
        ),
        (
            result([], devices=(device("read", "no"),)),
            "Photos from private chats do not land by themselves.",
        ),
        (
            result([], devices=(device("unknown", "unknown"),)),
            "Whether photos land on your devices by themselves is unknown.",
        ),
        (
            result([], devices=(device(),), listed=0, stopped=NOT_READ),
            "Which groups and channels you are in is unknown: your list of chats could not be read.",
        ),
        (
            result([], devices=NOT_READ, listed=3, stopped=NOT_READ),
            "No groups or channels were found in the part of your list of chats that could be read."
            " What lands on your devices by itself is unknown: your devices could not be read.",
        ),
    ],
)
def test_g8_the_headline_says_what_the_numbers_say(of: AuditResult, sentence: str) -> None:
    assert sentence in flat(text_of(of))


@given(states, answers)
def test_g8_an_assumed_default_is_never_told_as_a_fact(state: DeviceState, answer: Lands) -> None:
    block = text_of(result([rating(1)], devices=(device(state, answer),))).split("\n\nGroups and channels")[0]
    assert ("never changed" in block) is (state == "default_assumed")


# --- G9 ------------------------------------------------------------------------------------------------

COMPLETE = (
    "Nothing stands out about your groups and channels. That is no guarantee:"
    " safecheck saw names and numbers, no messages and no photos."
)


def test_g9_nothing_found_and_everything_seen_is_no_guarantee() -> None:
    text = flat(text_of(result([rating(1)], devices=(device("told", "no"),))))
    assert COMPLETE in text
    assert "stays wise" not in text
    assert "We looked at" not in text


def test_g9_nothing_found_in_a_half_read_list_says_how_much_was_not_seen() -> None:
    half = result([rating(1)], devices=(device("told", "no"),), listed=212, total=400, stopped=NOT_READ)
    text = flat(text_of(half))
    assert "Nothing stands out in what we saw. We did not see everything, and it is no guarantee." in text
    assert "We looked at 212 of your 400 chats. About the rest we know nothing." in text
    assert f"The audit ended early, because {NOT_READ.reason}." in text
    assert COMPLETE not in text


@pytest.mark.parametrize(
    ("devices", "words"),
    [
        ((device("told", "yes"),), "Something can still land on your devices by itself: switching"),
        (
            (device("default_assumed", "yes"),),
            "can still land on your devices by itself, if you never changed",
        ),
        ((device("unknown", "unknown"),), "Whether something lands on your devices by itself is not known"),
        ((device("told", "unknown"),), "Whether something lands on your devices by itself is not known"),
        ((), "Whether something lands on your devices by itself is not known"),
        (
            (device("default_assumed", "on_view"),),
            "What is on the screen is stored by itself, if you never changed this: switching",
        ),
        (
            (device("told", "on_view"), device("unknown", "unknown", number=2)),
            "What is on the screen is stored by itself: switching automatic download off stays wise.",
        ),
    ],
)
def test_g9_nothing_found_with_downloads_on_or_unknown_says_so(
    devices: tuple[DeviceJudgement, ...], words: str
) -> None:
    text = flat(text_of(result([rating(1)], devices=devices, steps=[step(1)])))
    assert COMPLETE in text
    assert words in text


@given(results())
def test_g9_a_half_read_list_is_always_said(of: AuditResult) -> None:
    text = flat(text_of(of))
    chats = of.facts.chat_list
    assert ("About the rest we know nothing." in text) is (not chats.complete and chats.listed > 0)
    assert ("About them we know nothing." in text) is (not chats.complete and chats.listed == 0)
    assert ("The audit ended early, because" in text) is (not of.facts.complete)


def test_g9_an_audit_that_ended_after_the_chat_list_is_not_called_complete() -> None:
    whole = result([rating(1)], devices=(device("told", "no"),))
    broken = msgspec.structs.replace(whole, facts=msgspec.structs.replace(whole.facts, interrupted=NOT_READ))
    text = flat(text_of(broken))
    assert "Nothing stands out in what we saw. We did not see everything, and it is no guarantee." in text
    assert COMPLETE not in text
    assert "We looked at" not in text


def test_g9_what_was_not_read_is_not_called_absent() -> None:
    text = flat(text_of(result(devices=(device(),), listed=0, private_chats=0, stopped=NOT_READ)))
    assert "We could not look at any of your chats. About them we know nothing." in text
    assert "Groups and channels None were read." in text
    assert "Private chats: they are counted only, never looked into." in text
    for words in ("were found", "There are none", "stands out", "Private chats: 0"):
        assert words not in text


def test_g9_what_was_not_seen_is_said_before_any_number() -> None:
    text = flat(text_of(result([rating(1)], devices=(device(),), listed=9, total=12, stopped=NOT_READ)))
    assert 0 < text.index("We looked at 9 of your 12 chats.") < text.index("Photos from at least")


@pytest.mark.parametrize("level", ["medium", "low"])
def test_g9_a_result_with_lower_chats_only_is_no_guarantee_either(level: ChatLevel) -> None:
    text = flat(text_of(result([rating(1, level), rating(2, level), rating(3)], devices=(device(),))))
    assert (
        "No group or channel stands out strongly. Some stand out less; they are named below. That is no"
        " guarantee: safecheck saw names and numbers, no messages and no photos. Something can still land"
        " on your devices by itself, if you never changed this: switching automatic download off stays wise."
    ) in text
    one = flat(text_of(result([rating(1, level)], devices=(device("read", "no"),))))
    assert "One stands out less; it is named below. That is no guarantee:" in one
    assert "stays wise" not in one


def test_g9_lower_chats_in_a_half_read_list_are_no_guarantee() -> None:
    text = flat(text_of(result([rating(1, "low")], listed=9, stopped=NOT_READ)))
    assert "In what we saw, no group or channel stands out strongly." in text
    assert "We did not see everything, and it is no guarantee." in text


def test_nothing_is_said_about_groups_and_channels_of_an_account_without_any() -> None:
    about = msgspec.structs.replace(
        finding("device-1", "device", "Media lands"), rule="device.downloads.told"
    )
    stale = finding("device-2", "device", "An old phone")
    text = text_of(result(devices=(device("told"),), findings=[about, stale]))
    assert "Nothing stands out" not in text
    assert "Media lands" not in text
    assert "An old phone" in text


def test_chats_that_were_left_are_counted_apart() -> None:
    ratings = [rating(1), rating(2), rating(3, "low")]
    chats = [chat(ratings[0]), chat(ratings[1], gone=True), chat(ratings[2])]
    text = flat(text_of(result(ratings, chats=chats)))
    assert "For one of them nothing stands out. You are no longer in one other." in text


def test_g9_a_half_read_list_of_unknown_length_is_said_without_a_total() -> None:
    text = flat(text_of(result([rating(1, "low")], listed=212, stopped=NOT_READ)))
    assert "We looked at 212 of your chats, and not at all of them." in text


@given(results())
def test_g9_the_limits_name_what_was_not_seen(of: AuditResult) -> None:
    text = flat(text_of(of))
    for words in (
        "Messages, photos and videos:",
        "Private chats:",
        "Secret chats:",
        "(sextortion)",
        "Other accounts",
    ):
        assert words in text


# --- G14 and what else is always said --------------------------------------------------------------------


@given(results())
def test_g14_what_is_sent_along_is_thrown_away_unread(of: AuditResult) -> None:
    text = flat(text_of(of))
    assert "Sent along, thrown away unread: the last message of each chat, drafts and phone numbers" in text
    assert "cannot ask" not in text


def test_the_number_of_requests_is_told_with_its_plural() -> None:
    assert "safecheck sent 6 requests" in flat(text_of(troubled()))
    assert "safecheck sent one request" in flat(text_of(result(requests=[RequestCount("help.getConfig", 1)])))


@given(results())
def test_a_practice_account_always_says_that_nothing_is_real(of: AuditResult) -> None:
    title = flat(text_of(of).split("\n\n")[0])
    assert ("nothing here is real" in title) is (of.facts.source == "practice")


def test_a_chat_is_told_with_reason_innocent_reading_and_limits() -> None:
    text = flat(text_of(troubled()))
    for number in (1, 2):
        assert f"Reason of chat-{number}." in text
        assert f"It may be quite ordinary: Innocent reading of chat-{number}." in text
        assert f"What this cannot tell: Limits of chat-{number}." in text


def test_a_chat_of_ones_own_is_marked() -> None:
    own = text_of(troubled()).split('"Garden club 2" (channel)')[1].split('"Garden club 3"')[0]
    assert "It is yours" in own


def test_findings_about_devices_settings_and_account_are_told() -> None:
    text = text_of(troubled())
    for subject in ("device-1", "who_can_add_me", "me"):
        assert f"Reason of {subject}." in text
        assert f"What this cannot tell: Limits of {subject}." in text


def test_a_finding_says_how_much_it_stands_out() -> None:
    text = text_of(result(findings=[finding("folders", "setting", title="Your folders.")]))
    assert "Your folders (stands out)." in text


def test_what_several_findings_share_is_said_once() -> None:
    same = {"why": "A shared reason.", "innocent_reading": "A shared reading.", "limits": "Shared limits."}
    alike = [
        msgspec.structs.replace(finding(f"device-{number}", "device", f"Phone {number}"), **same)
        for number in (1, 2)
    ]
    text = flat(text_of(result(devices=(device(), device(number=2)), findings=alike)))
    assert "Phone 1 (stands out). Phone 2 (stands out). A shared reason." in text
    assert text.count("A shared reason.") == 1


def test_an_unknown_setting_says_why() -> None:
    text = text_of(result(settings=[setting("unknown")]))
    assert f"Who may add you to groups: unknown, because {NOT_READ.reason}." in flat(text)


def test_unknown_devices_say_why() -> None:
    text = text_of(result(devices=NOT_READ))
    assert f"Which devices use this account is unknown, because {NOT_READ.reason}." in flat(text)


def test_settings_that_reach_equally_far_share_one_line_about_it() -> None:
    text = text_of(result(settings=[setting(name="First"), setting(name="Second")]))
    assert "First: everyone.\nSecond: everyone.\n  It holds on all your devices.\n" in text
    assert text.count("Who goes by it") == 1


def test_settings_stand_under_how_far_they_protect_with_what_is_advised() -> None:
    text = text_of(
        result(
            settings=[
                msgspec.structs.replace(setting(name="Little"), group="says_little"),
                msgspec.structs.replace(
                    setting(name="Strong"), obeyed_by=("telegram's servers",), advice="Leave it to contacts."
                ),
            ]
        )
    )
    first, second = "Telegram itself enforces these:\n", "Good to know, but these stop no downloads:\n"
    assert text.index(first) < text.index("Strong: everyone.") < text.index(second) < text.index("Little: ")
    assert "  Telegram itself sees to it, whatever app anyone uses.\n  This is certain.\n" in text
    assert "  Leave it to contacts.\n" in text


def test_every_menu_name_stands_on_a_line_of_its_own() -> None:
    lines = [line.strip() for line in text_of(troubled()).splitlines()]
    start = lines.index('"Settings"')
    assert lines[start : start + 3] == ['"Settings"', '"Data and Storage"', '"Automatic media download"']


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"minutes": 0}, "You do this yourself. "),
        ({"actor": "safecheck"}, "safecheck can do this for you; it asks first."),
        ({"state": "said_done"}, "You told us that this is done."),
        ({"undo": "partly"}, "This can be undone in part only."),
        ({"optional": True}, "You may skip this step."),
        ({"kind": "card", "undo": "no"}, "What remains: What step 1 leaves. What lands on your devices"),
        ({"removes": "", "remains": ""}, '"Automatic media download" This can be undone.'),
    ],
)
def test_a_step_says_who_does_it_how_long_it_takes_and_how_it_stands(
    changes: dict[str, object], words: str
) -> None:
    changed = msgspec.structs.replace(step(1), **changes)
    assert words in flat(text_of(result(steps=[changed])))


def test_a_finding_says_no_more_than_it_holds() -> None:
    bare = msgspec.structs.replace(finding("chat-1"), innocent_reading="", limits="")
    text = text_of(result([rating(1, "medium")], findings=[bare]))
    assert "Reason of chat-1." in text
    assert "It may be quite ordinary" not in text
    assert "What this cannot tell" not in text


def test_a_plan_without_steps_says_so() -> None:
    text = flat(text_of(result()))
    assert "There is no step to take now." in text


def test_both_kinds_of_group_are_one_word_where_they_are_answered_alike() -> None:
    mixed = [
        Landing("private", "photo", "no"),
        Landing("group", "photo", "yes"),
        Landing("supergroup", "photo", "yes"),
        Landing("channel", "photo", "on_view"),
    ]
    assert lands_lines(mixed, english()) == [
        "Photos land without a tap from: groups.",
        "Photos land as soon as they are on the screen in: channels.",
        "Photos do not land by themselves from: private chats.",
    ]


def test_the_two_kinds_of_group_are_explained_where_they_differ() -> None:
    lands = tuple(
        Landing(entry.chat_kind, entry.media, "yes" if entry.chat_kind == "group" else "no")
        for entry in lands_everywhere("no")
    )
    one = device()
    differing = DeviceJudgement(
        one.id, one.client, one.name, one.official, one.last_active, one.unconfirmed, "told", lands
    )
    text = flat(text_of(result([rating(1)], devices=(differing,))))
    assert "Photos, and videos and files up to a size limit, land without a tap from: small groups." in text
    assert (
        "Photos, videos and files do not land by themselves from: private chats, large groups and groups"
        " with a public link, channels."
    ) in text
    assert "A small group has at most 200 members" in text


def test_what_an_iphone_fetches_ahead_is_not_said_more_firmly_than_it_is_known() -> None:
    words = "That holds for chats that the app keeps ready; which ones is not fully known."
    cases: tuple[tuple[Client, Lands, bool], ...] = (
        ("ios", "yes", True),
        ("ios", "no", False),
        ("android", "yes", False),
    )
    for client, lands, said in cases:
        phone = msgspec.structs.replace(device("told", lands), client=client)
        assert (words in flat(text_of(result([rating(1)], devices=(phone,))))) is said


@pytest.mark.parametrize(
    ("client", "words"),
    [
        ("web", "“Show me the switches” shows where to look."),
        ("unofficial", "safecheck has no guide for this app; the steps say what you can do."),
    ],
)
def test_a_device_of_which_nothing_is_known_says_where_to_turn(client: str, words: str) -> None:
    one = msgspec.structs.replace(device("unknown", "unknown"), client=client)
    assert words in flat(text_of(result([rating(1)], devices=(one,))))


@pytest.mark.parametrize(("lang", "day"), [("en", "23 November 2026"), ("nl", "23 november 2026")])
def test_days_are_written_as_they_are_read_aloud(lang: Lang, day: str) -> None:
    text = flat(render_text(result(devices=(device(),), lang=lang), load(lang), 72))
    assert day in text
    assert day.replace("23", "20", 1) in text
    assert day.replace("23", "1", 1) in text
    assert not re.search(r"\d{4}-\d{2}-\d{2}", text)


def test_a_chat_that_stands_out_a_little_is_named_with_its_reason() -> None:
    one = rating(1, "low")
    text = flat(text_of(result([one], chats=[chat(one, owned=True)])))
    assert (
        '"Garden club 1" (group) stands out a little. It is yours: you made it or it was handed to you.'
        " What was noticed: You joined three days ago. Counts a little."
    ) in text


def test_every_kind_of_chat_is_said_in_four_words() -> None:
    lands = [
        *(entry for entry in lands_everywhere("yes") if entry.media == "photo"),
        *(entry for entry in lands_everywhere("no") if entry.media == "file"),
    ]
    assert lands_lines(lands, english()) == [
        "Photos land without a tap from: every kind of chat.",
        "Files do not land by themselves from: every kind of chat.",
    ]


def test_a_device_about_which_nothing_was_modelled_is_unknown() -> None:
    assert lands_lines((), english()) == ["What lands by itself is unknown."]


# --- form ------------------------------------------------------------------------------------------------


@given(results(), st.integers(20, 120))
def test_no_line_of_a_report_is_wider_than_asked(of: AuditResult, width: int) -> None:
    assert all(cells(line) <= width for line in text_of(of, width).splitlines())


@given(results())
def test_the_width_changes_no_word(of: AuditResult) -> None:
    assert flat(text_of(of, 60)) == flat(text_of(of, 200))


HOSTILE = [
    "\x1b[2J\x1b]52;c;aGk=\x07 gone",
    "\x9b31m\x00\x7f",
    "abc\u202edcba\u2066x\u2069",
    "first line\nStep 1. Do this now\r\n",
    "[@click=app.leave(1)]hello[/]",
    "\u3164\u2800\u200b",
    "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
    "\ud800 lone",
    "漢字" * 60,
]


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_inert_in_text_and_json(title: str) -> None:
    of = result(
        [rating(1, "high", title, [signal(f"Its name is {title}.")])],
        devices=(device(name=title),),
        findings=[finding("chat-1", title=title)],
        source_name=title,
    )
    for output in (text_of(of), to_json(of)):
        assert not re.search(
            "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]", output
        )
        output.encode()
    assert "\nStep 1. Do this now" not in text_of(of)


def test_a_name_of_which_nothing_is_visible_is_replaced_by_words() -> None:
    assert '"(no visible name)" (group)' in text_of(result([rating(1, "high", "\u3164\u200b")]))


@given(results())
def test_g5_the_withheld_number_is_in_no_report(of: AuditResult) -> None:
    for output in (text_of(of), to_json(of)):
        for run in re.findall(r"\d{9,}", re.sub(r"(?<=\d)[ .\-/](?=\d)", "", output)):
            for start in range(len(run) - 8):
                assert hashlib.sha256(run[start : start + 9].encode()).hexdigest() != WITHHELD_NUMBER


def test_every_chat_kind_has_a_word() -> None:
    kinds = {one.chat_id: Chat(id=one.chat_id, kind="group", title=one.title) for one in [rating(1, "low")]}
    assert "(group) stands out a little" in text_of(result([rating(1, "low")], chats=list(kinds.values())))
