"""What is said of sign-ins that are remembered and of answers that are kept: until when, how to end it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec.structs import replace

from safecheck.model.errors import BadInputError
from safecheck.model.remembered import KeptOne, RememberedSignIn, SignInKey
from safecheck.model.told import Told
from safecheck.report.keeping import (
    answers_as_values,
    ask_to_keep,
    keeping_choices,
    kept_answers,
    render_kept_text,
    state_of_keeping,
)
from safecheck.report.remembered import (
    days_are_over,
    earlier_uses,
    forgotten,
    go_on_with,
    kept_reading,
    kept_sign_in,
    no_longer_works,
    not_remembered,
    passphrase_to_sign_out,
    render_sign_ins_text,
    sign_ins_as_values,
)
from tests.report.results import english

MADE = datetime(2026, 11, 1, 12, tzinfo=UTC)
MINE = KeptOne("mine", "/state/mine.sealed", MADE)
KEY = SignInKey(auth_key=b"secret", dc=2, account_id=1, api_id=1)
BROKEN = KeptOne("old", "/state/old.sealed", problem=BadInputError("The file is damaged. Throw it away."))
TOLD = Told(device_id="abc123", told_on="2026-11-20", app="android_x", app_language="nl", switches={})


def test_each_sign_in_is_listed_with_its_end_and_the_commands_for_it() -> None:
    text = render_sign_ins_text([MINE], english(), 200, MADE + timedelta(days=2))
    assert "made on 1 November 2026, ends on 1 December 2026" in text
    assert "safecheck audit --account mine" in text
    assert "safecheck session forget mine" in text


def test_g13_one_whose_thirty_days_are_over_is_said_to_be_signed_out_at_the_next_use() -> None:
    later = MADE + timedelta(days=40)
    assert "its 30 days are over" in render_sign_ins_text([MINE], english(), 200, later)
    assert sign_ins_as_values([MINE], later)[0]["ended"] is True


def test_one_at_a_server_here_and_one_with_an_audit_to_go_on_with_say_so() -> None:
    one = KeptOne("mine", "/f", MADE, at_server=True, read_until=MADE + timedelta(days=1))
    text = render_sign_ins_text([one], english(), 200, MADE)
    assert "not Telegram" in text
    assert "can be gone on with until 2 November 2026" in text
    assert sign_ins_as_values([one], MADE)[0]["at"] == "server"


def test_a_damaged_one_is_named_with_why_it_cannot_be_used_and_nothing_else() -> None:
    text = render_sign_ins_text([BROKEN], english(), 200, MADE)
    assert "The file is damaged. Throw it away." in text
    assert "--account" not in text
    assert "damaged sign-in" in kept_sign_in(BROKEN, english())[0]
    assert sign_ins_as_values([BROKEN], MADE)[0]["usable"] is False


def test_g22_what_is_kept_comes_with_its_place_and_the_command_that_removes_it() -> None:
    what, where, command = kept_sign_in(MINE, english())
    assert ("until 1 December 2026" in what, where) == (True, "/state/mine.sealed")
    assert command == "safecheck session forget mine"
    reading = kept_reading(MADE, "/state/so-far", "safecheck session forget mine", english())
    assert ("an audit had read" in reading[0], *reading[1:]) == (True, "/state/so-far", command)
    assert kept_answers(Path("/state/a"), english())[1:] == (
        str(Path("/state/a")),
        "safecheck answers forget",
    )


def test_p7_an_audit_that_stopped_is_gone_on_with_where_it_was_or_read_again() -> None:
    assert "reads again" in go_on_with("mine", english(), read_until=None)
    assert "is not read again" in go_on_with("mine", english(), read_until=MADE)


def test_a_sign_in_that_is_not_kept_or_works_no_more_is_said_to_be_so() -> None:
    assert "It ends when you finish" in not_remembered(english())
    assert "“mine” no longer works" in no_longer_works("mine", english())


def test_answers_are_practice_gone_at_the_end_or_kept_by_wish() -> None:
    states = [
        state_of_keeping(english(), possible=possible, wanted=wanted)
        for possible, wanted in ((False, False), (True, False), (True, True))
    ]
    assert ["practice" in states[0], "gone when" in states[1], "are kept" in states[2]] == [True] * 3
    assert [each.key for each in keeping_choices(english(), wanted=True)] == ["keep", "forget"]
    assert [each.key for each in keeping_choices(english(), wanted=False)] == ["forget", "keep"]
    assert ask_to_keep(english()).endswith("k")


def test_kept_answers_are_listed_without_a_name() -> None:
    text = render_kept_text([TOLD], [], english(), 120)
    assert "Device abc123, told on 20 November 2026:" in text
    assert "android_x" in text
    assert "The language of its menus: nl" in text
    assert answers_as_values([TOLD])[0]["device"] == "abc123"
    assert "No answers about devices" in render_kept_text([], [], english(), 120)


def test_g13_every_use_is_listed_at_the_next_one_with_what_to_do_if_it_was_not_you() -> None:
    sign_in = RememberedSignIn("mine", MADE, (), KEY)
    assert earlier_uses(sign_in, english(), UTC)[-1] == "It was not used since."
    used = replace(sign_in, uses=(MADE + timedelta(days=1),))
    _made, uses, otherwise = earlier_uses(used, english(), UTC)
    assert uses == "It was used on: 2 November 2026 at 12:00."
    assert "not you" in otherwise


def test_p3_no_key_stands_in_what_python_shows_of_a_sign_in() -> None:
    for shown in (repr(KEY), repr(RememberedSignIn("mine", MADE, (), KEY, b"other"))):
        assert "secret" not in shown
        assert "other" not in shown


def test_of_one_that_is_over_or_forgotten_it_is_said_whether_it_was_signed_out() -> None:
    sign_in = RememberedSignIn("mine", MADE, (), KEY)
    assert "signed it out" in days_are_over(sign_in, english(), signed_out=True)
    assert "was not signed out" in days_are_over(sign_in, english(), signed_out=False)
    assert "signed out and thrown away" in forgotten("mine", english(), signed_out=True)
    assert "was not signed out" in forgotten("mine", english(), signed_out=False)
    assert "Enter alone throws the sign-in away here only." in passphrase_to_sign_out(english())
