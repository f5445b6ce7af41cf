"""`audit --depth`: what a closer look costs and says beforehand, what it tells, and keeps when stopped."""

import signal
import sys
from pathlib import Path

import pytest

from tests.cli.process import Run, audit, finish, interrupt, scenario_file, start

CLOSER = {
    "channels.getFullChannel",
    "channels.getParticipant",
    "messages.getFullChat",
    "messages.getSearchCounters",
}
JSON = ("--format", "json")


def closer_requests(ended: Run) -> int:
    return sum(ended.counted[method] for method in CLOSER)


@pytest.mark.uncounted
def test_a_large_account_costs_no_more_than_was_decided_at_each_depth(tmp_path: Path) -> None:
    """DECISIONS 1: quick 90 requests for 5,000 chats; targeted three more for each chat asked about."""
    folders = {depth: tmp_path / depth for depth in ("quick", "targeted")}
    for folder in folders.values():
        folder.mkdir()
    quick, targeted = (audit(folder, "busy", *JSON, "--depth", depth) for depth, folder in folders.items())
    assert (quick.code, targeted.code) == (0, 0)
    assert len(quick.received) <= 90
    assert not CLOSER & set(quick.received)
    assert "channels.getChannels" not in quick.received
    coverage = quick.json["coverage"]
    assert (coverage["depth"], coverage["probed"]) == ("quick", 0)
    assert "worth_probing" not in coverage
    coverage = targeted.json["coverage"]
    assert coverage["depth"] == "targeted"
    assert 10 < coverage["probed"] == coverage["worth_probing"] < 300
    assert len(targeted.received) - closer_requests(targeted) == len(quick.received)
    assert 2 * coverage["probed"] <= closer_requests(targeted) <= 3 * coverage["probed"]
    assert f"A closer look: {coverage['probed']} chats, {closer_requests(targeted)} requests," in targeted.err
    assert dict(targeted.counted) == {one["method"]: one["count"] for one in targeted.json["requests"]}


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_the_report_says_how_far_it_looked(tmp_path: Path, lang: str) -> None:
    ended = audit(tmp_path, "teen", "--depth", "deep", "--budget", "30", "--lang", lang)
    assert ended.code == 0
    assert closer_requests(ended) <= 30
    said = {
        "en": ("Closer look: safecheck asked Telegram about", "More requests were not agreed on."),
        "nl": ("Nader bekeken: safecheck vroeg Telegram naar", "Meer verzoeken waren niet afgesproken."),
    }
    for sentence in said[lang]:
        assert sentence in ended.text
    thrown_away = {"en": "With the closer look came photos", "nl": "Bij het nader bekijken kwamen foto's"}
    assert thrown_away[lang] in ended.text
    assert {"en": "A closer look: ", "nl": "Nader bekijken: "}[lang] in ended.err


def test_p7_a_long_wait_in_the_middle_ends_with_4_and_keeps_what_was_read(tmp_path: Path) -> None:
    wait = {"message": "FLOOD_WAIT_3600", "code": 420, "method": "channels.getParticipant", "from_call": 4}
    ended = audit(
        tmp_path, "individual", *JSON, "--depth", "targeted", faults={"errors": [{**wait, "times": 0}]}
    )
    assert ended.code == 4
    assert "60 minutes" in ended.err
    document = ended.json
    assert document["complete"] is False
    assert document["coverage"]["probed"] == 3
    assert document["coverage"]["listed"] == document["coverage"]["total"]
    assert document["coverage"]["stopped"] == "Telegram asked to wait for longer"
    assert ended.received[-1] == "auth.logOut"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_p7_a_signal_in_the_middle_keeps_what_was_read_and_signs_out(tmp_path: Path) -> None:
    wait = {"message": "FLOOD_WAIT_50", "code": 420, "method": "channels.getFullChannel", "from_call": 5}
    scenario = scenario_file(tmp_path, "individual", faults={"errors": [wait]})
    process = start(tmp_path, "audit", "--demo", str(scenario), *JSON, "--depth", "targeted")
    assert process.stderr is not None
    while "asks us to wait 50 s" not in process.stderr.readline():
        assert process.poll() is None
    interrupt(process, signal.SIGINT)
    ended = finish(tmp_path, process)
    assert ended.code == 130
    assert ended.json["complete"] is False
    assert ended.json["coverage"]["probed"] == 4
    assert "Stopped. What was read until then is kept in the result." in ended.err
    assert ended.received[-1] == "auth.logOut"
    assert ended.left == {}
