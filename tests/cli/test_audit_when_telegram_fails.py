"""P7 at the command line: a wait, a broken line, a newer Telegram. A sentence, exit code 4, no loss."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.process import IMPATIENT, Run, audit

pytestmark = pytest.mark.uncounted

JSON = ("--format", "json")


def incomplete(ended: Run) -> Any:
    """Hold what every incomplete audit has in common; return its document."""
    assert ended.code == 4
    assert ended.json["complete"] is False
    assert ended.err.strip()
    assert ended.left == {}
    return ended.json


def wait_at_page(page: int, seconds: int, **more: int) -> dict[str, Any]:
    fault = {"message": f"FLOOD_WAIT_{seconds}", "code": 420, "method": "messages.getDialogs"}
    return {"errors": [{**fault, "from_call": page, **more}]}


def test_p7_a_wait_of_three_seconds_is_shown_and_waited_out(tmp_path: Path) -> None:
    ended = audit(tmp_path, "quiet", *JSON, faults=wait_at_page(1, 3))
    assert ended.code == 0
    assert ended.json["complete"] is True
    assert "Telegram asks us to wait 3 s. That is normal. Nothing is lost." in ended.err
    assert ended.counted["messages.getDialogs"] == 3


def test_p7_a_wait_of_an_hour_keeps_what_was_read_and_says_when_to_go_on(tmp_path: Path) -> None:
    ended = audit(tmp_path, "busy", *JSON, faults=wait_at_page(20, 3600, times=0))
    document = incomplete(ended)
    assert 1000 < document["coverage"]["listed"] < document["coverage"]["total"] == 5000
    assert len(document["chats"]) > 0
    assert "wait" in document["coverage"]["stopped"]
    assert "60 minutes" in ended.err
    assert ended.received[-1] == "auth.logOut"


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [("en", "About the rest we know nothing."), ("nl", "Over de rest weten we niets.")],
)
def test_g9_an_incomplete_audit_says_in_text_what_it_did_not_see(
    tmp_path: Path, lang: str, sentence: str
) -> None:
    ended = audit(tmp_path, "quiet", "--lang", lang, faults=wait_at_page(2, 3600, times=0))
    assert ended.code == 4
    assert sentence in ended.text


def test_p7_incomplete_goes_before_findings(tmp_path: Path) -> None:
    ended = audit(tmp_path, "busy", *JSON, "--fail-on", "low", faults=wait_at_page(20, 3600, times=0))
    document = incomplete(ended)
    assert any(one["level"] == "high" for one in document["findings"])


def test_p7_an_incomplete_result_is_written_to_the_file_that_was_asked_for(tmp_path: Path) -> None:
    ended = audit(tmp_path, "quiet", *JSON, "-o", "out.json", faults=wait_at_page(2, 3600, times=0))
    assert ended.code == 4
    assert ended.out == ""
    assert set(ended.left) == {"work/out.json"}
    assert b'"complete": false' in ended.left["work/out.json"]


def test_a_page_from_a_newer_telegram_gives_an_incomplete_audit_and_no_crash(tmp_path: Path) -> None:
    ended = audit(tmp_path, "quiet", *JSON, faults={"unknown_constructor": ["messages.getDialogs"]})
    document = incomplete(ended)
    assert document["coverage"]["listed"] == 0
    assert "newer" in document["coverage"]["stopped"]
    assert "newer" in ended.err
    assert {one["status"] for one in document["settings"]} == {"ok"}, "the settings were read all the same"


@pytest.mark.parametrize("kind", ["unknown_constructor", "missing_methods"])
def test_a_setting_that_cannot_be_read_is_unknown_with_a_reason_and_the_rest_is_there(
    tmp_path: Path, kind: str
) -> None:
    ended = audit(tmp_path, "quiet", *JSON, faults={kind: ["account.getPrivacy"]})
    assert ended.code == 0
    unknown = [one for one in ended.json["settings"] if one["status"] == "unknown"]
    asked_so = {"account.who_can_add_me", "account.who_finds_me", "account.phone_number"}
    assert {one["id"] for one in unknown} == asked_so | {"account.voice_messages", "account.calls"}
    assert all(one["reason"] for one in unknown)
    assert len(ended.json["chats"]) == 18


@pytest.mark.parametrize("after", [1, 3])
def test_p7_a_line_that_never_comes_back_before_anything_was_read_gives_a_sentence(
    tmp_path: Path, after: int
) -> None:
    ended = audit(tmp_path, "quiet", command=IMPATIENT, faults={"gone_after": after})
    assert ended.code == 4
    assert ended.out == ""
    assert "Telegram cannot be reached." in ended.err
    assert ended.left == {}


def test_p7_a_line_that_never_comes_back_keeps_what_was_read(tmp_path: Path) -> None:
    ended = audit(tmp_path, "busy", *JSON, command=IMPATIENT, faults={"gone_after": 30})
    document = incomplete(ended)
    assert 0 < document["coverage"]["listed"] < 5000
    assert "Telegram cannot be reached." in ended.err


@pytest.mark.parametrize("number", [1, 4, 9, 16])
def test_p7_a_line_that_is_dropped_once_loses_nothing(tmp_path: Path, number: int) -> None:
    ended = audit(tmp_path, "quiet", *JSON, faults={"drop_at": [number]})
    assert ended.code == 0
    assert ended.json["complete"] is True
    assert ended.json["coverage"]["listed"] == 25
    assert len(ended.received) > 16, "a request that was dropped is asked again"


def test_trouble_inside_telegram_is_no_crash(tmp_path: Path) -> None:
    fault = {"message": "INTERNAL_SERVER_ERROR", "code": 500, "method": "account.getPrivacy", "times": 0}
    document = incomplete(audit(tmp_path, "quiet", *JSON, faults={"errors": [fault]}))
    assert len(document["chats"]) == 18
