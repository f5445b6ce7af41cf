"""The result on one screen keeps the safeguarding rules: help first, true numbers, no good news alone."""

from functools import partial

import pytest
from msgspec.structs import replace

from safecheck.i18n.catalog import load
from safecheck.model.facts import Unknown
from safecheck.model.findings import Lands
from safecheck.model.plan import Step
from safecheck.model.text import LANGUAGES
from safecheck.report.landing_table import answer, landing_table, strongest
from safecheck.report.opening import nothing_stands_out
from safecheck.report.plan_list import exposure
from safecheck.report.summary import (
    do_not_look,
    effort,
    first_step_lines,
    level_counts,
    no_longer_in,
    nothing_to_do,
    shocked,
)
from tests.report.results import (
    NOT_READ,
    chat,
    device,
    english,
    lands_everywhere,
    rating,
    result,
    step,
    troubled,
)

good_news = partial(nothing_stands_out, named_below=False)


def test_g4_the_first_line_of_a_result_with_a_strong_chat_is_help() -> None:
    assert shocked(troubled(), english()) == "Shocked? Press h. You need not look at anything."
    assert shocked(troubled(), load("nl")) == "Geschrokken? Druk op h. Je hoeft nergens naar te kijken."
    assert shocked(result([rating(1, "medium")]), english()) == ""


def test_g2_a_result_with_a_strong_chat_says_not_to_open_it() -> None:
    assert do_not_look(troubled(), english()).startswith("Do not open")
    assert do_not_look(result([rating(1, "medium")]), english()) == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_g9_good_news_never_comes_without_its_limits(lang: str) -> None:
    catalog = load("nl" if lang == "nl" else "en")
    limit = "garantie" if lang == "nl" else "no guarantee"
    for level in ("none", "low", "medium"):
        whole = result([rating(1, "none"), rating(2, level)], devices=(device("told", "no"),))
        assert limit in good_news(whole, catalog)


def test_g9_an_audit_that_is_not_complete_says_so_in_its_good_news() -> None:
    for level in ("none", "low"):
        part = result([rating(1, level)], stopped=Unknown("you stopped it"), total=400)
        assert "We did not see everything, and it is no guarantee." in good_news(part, english())


def test_g9_an_audit_that_is_not_complete_is_not_enough_for_today() -> None:
    off = device("told", "no")
    assert nothing_to_do(result([rating(1)], devices=(off,)), english()).startswith("Enough for today.")
    part = result([rating(1)], devices=(off,), stopped=Unknown("you stopped it"), total=400)
    assert nothing_to_do(part, english()) == "Not everything was read. Check again when it suits you."


def test_g9_what_can_still_land_is_said_after_good_news() -> None:
    still: dict[Lands, str] = {
        "yes": "Something can still land",
        "on_view": "What is on the screen is stored",
        "unknown": "is not known: the steps begin with that",
    }
    for lands, words in still.items():
        told = good_news(result([rating(1)], devices=(device("told", lands),)), english())
        assert words in told
        assert "if you never changed this" not in told
    assumed = good_news(result([rating(1)], devices=(device("default_assumed", "yes"),)), english())
    assert "if you never changed this" in assumed
    assert good_news(result([rating(1)], devices=(device("told", "no"),)), english()).endswith("no photos.")


def test_there_is_no_good_news_where_a_chat_stands_out_strongly_or_none_was_read() -> None:
    assert good_news(troubled(), english()) == ""
    assert good_news(result(), english()) == ""


def test_levels_are_counted_over_the_chats_that_one_is_still_in() -> None:
    ratings = [rating(1, "high"), rating(2, "high"), rating(3), rating(4)]
    chats = [chat(each, gone=each.chat_id == "chat-2") for each in ratings]
    one = result(ratings, chats=chats)
    assert [(each.level, each.words) for each in level_counts(one, english())] == [
        ("high", "1 strongly"),
        ("none", "2 where nothing stands out"),
    ]
    assert no_longer_in(one, english()).startswith("You are no longer in one chat")
    assert no_longer_in(result(ratings), english()) == ""


def test_the_first_steps_leave_out_what_is_optional_or_done() -> None:
    steps: list[Step] = [
        step(1, optional=True),
        replace(step(2), state="done"),
        step(3),
        step(4),
        step(5),
        step(6),
    ]
    lines = first_step_lines(result(steps=steps), english())
    assert [(line.number, line.effort) for line in lines] == [(3, "3 min"), (4, "4 min"), (5, "5 min")]
    assert nothing_to_do(result(steps=steps), english()) == ""
    assert nothing_to_do(result(steps=steps[:2]), english()).startswith("Enough for today.")


def test_who_does_a_step_is_said_in_few_words() -> None:
    one = step(2)
    assert effort(one, english()) == "2 min"
    assert effort(replace(one, actor="safecheck"), english()) == "by safecheck"
    assert effort(replace(one, state="said_done"), english()) == "you said done"
    assert effort(replace(one, state="not_possible"), english()) == ""


# --- what lands where ------------------------------------------------------------------------------------


def test_small_and_large_groups_are_one_column_only_where_they_never_differ() -> None:
    alike = landing_table(result(devices=(device(),)), english())
    assert alike.columns == ("private", "group", "channel")
    lands = tuple(
        replace(each, lands="on_view") if each.chat_kind == "supergroup" else each
        for each in lands_everywhere("yes")
    )
    apart = landing_table(result(devices=(device(), replace(device(number=2), lands=lands))), english())
    assert apart.columns == ("private", "small group", "large group", "channel")
    assert [row.answers for row in apart.rows] == [("yes",) * 4, ("yes", "yes", "on_view", "yes")]
    assert any("A small group has at most 200 members" in note for note in apart.notes)


def test_g8_what_is_assumed_is_named_so_and_explained() -> None:
    table = landing_table(result(devices=(device("default_assumed"), device("told", number=2))), english())
    assert [row.known for row in table.rows] == ["assumed", "you told us"]
    assert any("if you never changed this" in note for note in table.notes)
    told = landing_table(result(devices=(device("told"),)), english())
    assert not any("never changed" in note for note in told.notes)


def test_unknown_is_never_drawn_as_no() -> None:
    one = device(lands="no")
    lands = tuple(replace(each, lands="unknown") if each.media == "file" else each for each in one.lands)
    assert strongest(replace(one, lands=lands)) == "unknown"
    assert strongest(replace(one, lands=())) == "unknown"


def test_a_video_that_plays_on_the_screen_is_no_download_left_on_but_is_told() -> None:
    one = device("told", "no")
    lands = tuple(replace(each, lands="on_view") if each.media == "video" else each for each in one.lands)
    playing = replace(one, lands=lands)
    assert answer(playing, "channel") == "no"
    assert any(
        "videos still play" in note for note in landing_table(result(devices=(playing,)), english()).notes
    )
    landing = tuple(replace(each, lands="yes") if each.media == "video" else each for each in one.lands)
    assert answer(replace(one, lands=landing), "channel") == "yes"


def test_devices_that_could_not_be_read_are_said_to_be_unknown() -> None:
    table = landing_table(result(devices=NOT_READ), english())
    assert not table.rows
    assert "is unknown, because" in table.instead
    assert "names no device" in landing_table(result(), english()).instead


def test_g8_the_bar_counts_what_lands_and_not_the_steps() -> None:
    ratings = [rating(number) for number in range(5)]
    on = exposure(result(ratings, devices=(device(),)), english())
    assert (on.landing, on.of, on.known) == (5, 5, True)
    assert "if you never changed this" in on.words
    assert "never changed" not in exposure(result(ratings, devices=(device("told"),)), english()).words
    off = exposure(result(ratings, devices=(device("told", "no"),)), english())
    assert (off.landing, off.known) == (0, True)
    for unknown in (result(ratings, devices=(device("unknown", "unknown"),)), result(ratings), result()):
        assert not exposure(unknown, english()).known
