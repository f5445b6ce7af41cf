"""The small texts: the last sentence, a line for each progress event, the list of requests."""

from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest

from safecheck.model.changes import Done, MemberValue, Target
from safecheck.model.progress import Progress, Stage
from safecheck.report.closing import closing_sentence
from safecheck.report.progress_lines import progress_line
from safecheck.report.request_list import render_requests_text
from tests.report.results import english

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_g22_a_run_that_left_nothing_says_so() -> None:
    assert closing_sentence(english(), signed_out=True, kept=(), practice=False).split("\n") == [
        "safecheck is signed out. On your phone you stay signed in to Telegram.",
        "safecheck kept nothing on this computer.",
    ]


def test_g22_everything_kept_is_named_with_its_place_and_the_way_to_remove_it() -> None:
    kept = [("the report", "/home/sam/report.txt", "rm /home/sam/report.txt"), ("a journal", "/j", "rm /j")]
    text = closing_sentence(english(), signed_out=True, kept=kept, practice=False)
    assert "Kept: the report, in /home/sam/report.txt. To throw it away: rm /home/sam/report.txt" in text
    assert "Kept: a journal, in /j. To throw it away: rm /j" in text
    assert "kept nothing" not in text


def test_g22_a_failed_sign_out_gives_the_path_to_end_it_by_hand() -> None:
    text = closing_sentence(english(), signed_out=False, kept=(), practice=False)
    assert "is signed out" not in text
    for crumb in ("Settings", "Devices", "safecheck, reads chat names"):
        assert crumb in text


def test_g22_a_practice_run_claims_nothing_about_a_real_phone() -> None:
    text = closing_sentence(english(), signed_out=True, kept=(), practice=True)
    assert "phone" not in text
    assert "practice account is gone" in text


def test_p7_g22_a_change_in_whose_middle_the_run_ended_comes_first_and_names_no_chat() -> None:
    left = Done(Target("leave/-1", "leave", "-1"), "applied", found=MemberValue(False))
    text = closing_sentence(english(), signed_out=True, kept=(), practice=False, untold=(left,))
    assert text.startswith(
        "You ended in the middle of this: Leaving a chat. Done, and checked with Telegram. Now: "
    )


def test_a_hostile_file_name_is_inert_in_the_last_sentence() -> None:
    kept = [("the report", "/home/\x1b[2Ja\nb", "rm x")]
    text = closing_sentence(english(), signed_out=True, kept=kept, practice=False)
    assert "\x1b" not in text
    assert len(text.split("\n")) == 2


@pytest.mark.parametrize("stage", get_args(Stage))
def test_every_stage_has_a_line_while_it_runs_and_when_it_is_over(stage: Stage) -> None:
    running = progress_line(Progress(stage), english(), NOW)
    over = progress_line(Progress(stage, finished=True), english(), NOW)
    assert running
    assert over
    assert running != over


def test_the_chat_list_counts_chats() -> None:
    line = progress_line(Progress("chats", done=200, total=412), english(), NOW)
    assert line == "Reading the list of your chats: 200 of 412."


@pytest.mark.parametrize(
    ("seconds", "words"), [(22.4, "wait 23 s."), (1, "wait one second."), (-5, "wait one second.")]
)
def test_a_wait_is_told_calmly_with_what_is_left_of_it(seconds: float, words: str) -> None:
    event = Progress("chats", done=1, total=2, waiting_until=NOW + timedelta(seconds=seconds))
    line = progress_line(event, english(), NOW)
    assert words in line
    assert line.endswith("That is normal. Nothing is lost.")


def test_every_request_is_listed_with_its_modes_and_its_reason() -> None:
    rows = [
        ("messages.getDialogs", ("read",), "Your list of chats."),
        ("auth.signIn", ("sign_in", "later-mode"), "Signs you in."),
    ]
    lines = render_requests_text(rows, english(), 72).split("\n")
    assert lines[0] == "safecheck can send these 2 requests to Telegram, and no others."
    assert lines[2:5] == ["messages.getDialogs", "  Your list of chats.", "  Used while: reading."]
    assert "  Used while: signing in, later-mode." in lines
