"""What a chat means for the devices, in words, as a bar, in a chart and as JSON (G8, DECISIONS 12)."""

import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from safecheck.advice.exposure import chat_exposures
from safecheck.i18n.catalog import load
from safecheck.model.exposure import ChatExposure
from safecheck.model.facts import CLIENTS, Chat, MediaCounts, Unknown
from safecheck.model.findings import ChatLevel, DeviceJudgement
from safecheck.model.result import AuditResult
from safecheck.model.text import UntrustedText
from safecheck.model.told import Told
from safecheck.report.exposure import exposure_bar, fed_words, holds_words, landing_words
from safecheck.report.exposure_chart import chart_lines, exposure_chart
from safecheck.report.json_document import json_schema, to_json
from safecheck.report.layout import cells
from safecheck.report.text import render_text
from tests.advice.builders import PROFILES, chat, device, judged, rated
from tests.report.results import NOT_READ, english, result

PIXEL, IPHONE, LAPTOP = device("p", "android", name="Pixel"), device("i", "ios"), device("l", "desktop")
ASSUMED = "(if you never changed this)"
LEVELS: tuple[ChatLevel, ...] = ("high", "medium", "low", "none")


def audit(
    chats: Sequence[Chat], devices: Sequence[DeviceJudgement] | Unknown, level: ChatLevel = "low"
) -> AuditResult:
    known = () if isinstance(devices, Unknown) else devices
    judged_by_hand = result([rated(each, level) for each in chats], devices=devices, chats=chats)
    return replace(judged_by_hand, exposures=chat_exposures(chats, known, PROFILES))


def said(of: Chat, *devices: DeviceJudgement, brief: bool = False) -> tuple[str, ...]:
    judgement = audit([of], devices)
    return landing_words(of, judgement.exposures[0], judgement, english(), brief=brief)


def holding(**counts: int | bool) -> str:
    media = MediaCounts(**counts)  # type: ignore[arg-type]
    return holds_words(ChatExposure(chat_id="1", holds=media, devices=()), english())


def test_what_a_chat_holds_is_counted_and_nobody_knows_how_much_of_it_arrived() -> None:
    assert holding(photo=1200, video=300, gif=0, rounded=True) == (
        "This chat holds about 1,200 photos and 300 videos; how many reached you is unknown."
    )
    assert holding(photo=1, file=2, music=1, link=900) == (
        "This chat holds 1 photo, 1 piece of music and 2 files; how many reached you is unknown."
    )
    assert holding(photo=0, video=0) == "This chat holds none of these: photos and videos."
    assert holding(link=3) == "What this chat holds is unknown: Telegram did not say."
    not_asked = ChatExposure(chat_id="1", holds=None, devices=())
    assert holds_words(not_asked, english()) == "What this chat holds was not asked."
    in_dutch = holds_words(replace(not_asked, holds=MediaCounts(photo=2500)), load("nl"))
    assert (
        in_dutch == "In deze chat staan 2.500 foto's; hoeveel daarvan bij jou zijn aangekomen, is onbekend."
    )


def test_each_device_is_named_with_what_its_answer_rests_on() -> None:
    devices = judged(PIXEL, IPHONE, LAPTOP, device("u", "unofficial"), told=[Told("l", "off")])
    assert said(chat("1", "channel"), *devices) == (
        f"From now on photos, videos, files and voice messages land without a tap on: Pixel {ASSUMED},"
        " i (if you never changed this, only if the app keeps this chat ready). Large videos and files may"
        " not.",
        "From now on videos land once they are on the screen, not before, on: l (by what you told us).",
        "Whether photos, videos and files land by themselves is unknown for: u.",
    )
    assert said(chat("1"), *judged(PIXEL, told=[Told("Pixel", "off")])) == (
        "These do not land by themselves on Pixel (by what you told us): photos, videos and files.",
    )


def test_in_brief_only_the_strongest_answer_is_said() -> None:
    devices = judged(PIXEL, LAPTOP)
    (line,) = said(chat("1", "channel"), *devices, brief=True)
    assert "Pixel" in line
    assert "on the screen" not in line
    (line,) = said(chat("1"), *devices, brief=True)
    assert f"on: Pixel {ASSUMED}, l {ASSUMED}." in line


def test_only_the_models_yes_is_said_to_land_without_a_tap() -> None:
    for client in CLIENTS:
        if client in ("android", "ios"):
            continue
        (line,) = said(chat("1", "channel"), *judged(device("a", client)))
        assert "without a tap" not in line
    for lines in (said(chat("1", "channel"), *judged(LAPTOP)), said(chat("1", "channel"), *judged(PIXEL))):
        assert ASSUMED in lines[0]


def test_nothing_is_said_to_land_from_a_chat_that_is_gone_or_on_devices_that_nobody_knows() -> None:
    gone = "You are no longer in it, so nothing new can come from it."
    assert said(chat("1", gone=True), *judged(PIXEL)) == (gone,)
    unread = audit([chat("1")], NOT_READ)
    (line,) = landing_words(chat("1"), unread.exposures[0], unread, english())
    assert line == "What lands on your devices by itself is unknown: your devices could not be read."


def test_a_chat_out_of_sight_that_is_fed_is_pointed_out_for_apps_known_to_do_so() -> None:
    hidden = replace(chat("1", "channel", muted=True), archived=True)
    judgement = audit([hidden], judged(PIXEL, IPHONE, LAPTOP))
    assert fed_words(hidden, judgement.exposures[0], judgement, english()) == (
        "It is muted. It is in your archive. That stops no downloads. While it receives messages, the app"
        f" fetches what is new also from chats that are never opened, on: Pixel {ASSUMED}."
    )
    for quiet in (chat("1", "channel"), chat("1", muted=True)):
        judgement = audit([quiet], judged(PIXEL, IPHONE, LAPTOP))
        assert fed_words(quiet, judgement.exposures[0], judgement, english()) == ""


def test_a_bar_shows_the_share_that_lands_in_steps_of_an_eighth() -> None:
    assert exposure_bar(0.0) == "░░░░░░░░"
    assert exposure_bar(1.0) == "████████"
    assert exposure_bar(0.0001) == "▏░░░░░░░"
    assert exposure_bar(0.9999) == "███████▉"
    assert exposure_bar(0.55, 4) == "██▎░"
    assert exposure_bar(0.5, unicode=False) == "####...."


def counted(number: int, photos: int | None, *, gone: bool = False, muted: bool = False) -> Chat:
    media = None if photos is None else MediaCounts(photo=photos, rounded=number == 2)
    return replace(
        chat(str(number), "channel", title=f"Green wharf {number}", gone=gone, muted=muted), media=media
    )


def test_the_chart_begins_with_the_chat_that_holds_most_of_what_lands() -> None:
    chats = [counted(1, 30), counted(2, 1200), counted(3, None), counted(4, 0), counted(5, 9, gone=True)]
    chart = exposure_chart(audit(chats, judged(PIXEL), "high"), english())
    assert [(row.chat_id, row.count, row.words) for row in chart.rows] == [
        ("2", 1200, "about 1,200 (photos)"),
        ("1", 30, "30 (photos)"),
    ]
    assert [row.share for row in chart.rows] == [1.0, 30 / 1200]
    assert chart.notes == (
        "The number is what the chat holds of the kinds that land without a tap; how many reached you is"
        " unknown.",
        "What lands is assumed: it holds if you never changed this.",
        "Of one group or channel the number is not known.",
    )
    assert chart_lines(chart, english(), 60, "none")[1:3] == [
        '  "Green wharf 2" (stands out strongly): about 1,200',
        "  (photos).",
    ]
    assert chart_lines(chart, english(), 60, "ascii")[2] == "  #################### about 1,200 (photos)"
    (first,) = exposure_chart(audit(chats, judged(PIXEL)), english(), top=1).rows
    assert (first.chat_id, first.level_words) == ("2", "stands out a little")


@pytest.mark.parametrize(
    ("chats", "told", "note"),
    [
        ([counted(1, 30)], [Told("Pixel", "off")], "Nothing from your groups and channels lands without"),
        ([counted(1, 0)], [], "None of your groups and channels holds anything of the kinds that land"),
        ([counted(1, None), counted(4, None)], [], "Of 2 groups and channels the number is not known."),
    ],
)
def test_a_chart_without_rows_says_why(chats: list[Chat], told: list[Told], note: str) -> None:
    chart = exposure_chart(audit(chats, judged(PIXEL, told=told)), english())
    assert chart.rows == ()
    assert chart.notes[0].startswith(note)
    assert exposure_chart(audit([], judged(PIXEL)), english()).notes == ()


@given(st.text(max_size=40), st.integers(1, 10**6), st.integers(30, 120), st.sampled_from(LEVELS))
def test_a_chart_fits_its_width_and_names_of_strangers_stay_text(
    title: str, photos: int, width: int, level: ChatLevel
) -> None:
    of = replace(counted(1, photos), title=UntrustedText(title))
    chart = exposure_chart(audit([of], judged(PIXEL), level), english())
    for line in chart_lines(chart, english(), width, "blocks"):
        assert cells(line) <= width
        assert "\x1b" not in line
    assert not set("█░▏") & set("".join(chart_lines(chart, english(), width, "none"))) - set(title)


def test_the_text_report_says_it_of_each_chat_that_stands_out_and_draws_no_bar() -> None:
    asked, not_asked = counted(2, 1200, muted=True), counted(3, None)
    text = " ".join(render_text(audit([asked, not_asked], judged(PIXEL)), english(), 80).split())
    assert text.count("This chat holds about 1,200 photos; how many reached you is unknown.") == 1
    assert text.count("From now on photos, videos, files and voice messages land without a tap on:") == 2
    assert text.count("It is muted. That stops no downloads") == 1
    assert "was not asked" not in text
    assert not set("█░▏") & set(text)
    unremarkable = render_text(audit([asked], judged(PIXEL), "none"), english(), 80)
    assert "From now on" not in unremarkable


def test_the_document_holds_the_exposure_of_each_chat_and_obeys_its_schema() -> None:
    chats = [counted(2, 1200, muted=True), counted(3, None), counted(4, 3, gone=True)]
    judgement = audit(chats, judged(PIXEL, LAPTOP))
    found = json.loads(to_json(judgement))
    Draft202012Validator(json.loads(json_schema())).validate(found)
    first, second, gone = (entry["exposure"] for entry in found["chats"])
    assert first["holds"] == {"photo": 1200, "rounded": True}
    assert [each["id"] for each in first["devices"]] == [each["id"] for each in found["devices"]]
    assert first["devices"][0]["state"] == "default_assumed"
    assert first["devices"][0]["unopened"] is True
    assert first["devices"][0]["media"]["photo"] == "yes"
    assert first["devices"][1]["media"]["photo"] == "on_view"
    assert first["unread_but_fed"] is True
    assert "holds" not in second
    assert {answer for each in gone["devices"] for answer in each["media"].values()} == {"no"}
    without = json.loads(to_json(replace(judgement, exposures=())))
    assert "exposure" not in without["chats"][0]
