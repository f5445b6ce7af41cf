"""`apply` and `undo`: what is shown, asked and said, and how it ends for a script."""

import json
import shlex
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Once
from tests.cli.process import left_in, log_of, run, scenario_file

HIGH = "leave/-1000000002001"  # of the shipped account `individual`
REPORT = "report/-1000000002001"


def test_p2_a_step_that_is_named_and_confirmed_is_taken_on_a_practice_account(tmp_path: Path) -> None:
    done = run(tmp_path, "apply", "limit-who-adds", "--demo", "--yes", "--show-requests")
    assert done.code == 0
    assert "Done, and checked with Telegram. Now: your contacts." in done.text
    assert "Now: everybody." in done.err
    request = "account.setPrivacy(key=inputPrivacyKeyChatInvite, rules=[inputPrivacyValueAllowContacts])"
    assert request in done.err
    assert "safecheck kept nothing on this computer." in done.err
    assert done.left == {}


def test_g1_leaving_a_chat_that_stands_out_strongly_comes_with_its_order_and_card(tmp_path: Path) -> None:
    done = run(tmp_path, "apply", HIGH, "--demo", "--yes", "--format", "json")
    assert done.code == 0
    assert (done.json["outcome"], done.json["undo"]) == ("applied", "no")
    assert (done.json["schema_version"], done.json["recovered"]) == (1, [])
    assert done.json["after"] == {"type": "member", "member": False}
    said = " ".join(done.err.split())
    order = ["automatic download off", "reporting card;", "a report to Telegram", "leaving;", "hotline"]
    places = [said.index(word) for word in (*order, "ask the police or the hotline first")]
    assert places == sorted(places)
    assert "Write these four lines down now" in said
    assert "You stay in that one." in said


def test_a_step_that_telegram_refuses_is_said_and_ends_with_code_4(tmp_path: Path) -> None:
    fault = {"method": "account.setPrivacy", "code": 420, "message": "FROZEN_METHOD_INVALID"}
    file = scenario_file(tmp_path, "individual", faults={"errors": [fault]})
    done = run(tmp_path, "apply", "limit-who-adds", "--demo", str(file), "--yes", "--lang", "nl")
    assert done.code == 4
    assert "Telegram heeft het niet gedaan." in done.text
    assert "iedereen" in done.text


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (("apply", "limit-who-adds", "--demo"), 2, "Nobody can confirm this without a terminal"),
        (("apply", "limit-who-adds", "--sign-in", "--yes"), 3, "by hand, on a terminal"),
        (("apply", "limit-who-adds", "--yes"), 3, "Which account?"),
        (("apply", "end-session/1", "--demo", "--yes"), 2, "no step that safecheck can take"),
        (("apply", "limit-who-adds", "--export", "result.json", "--yes"), 2, "An export is a file, so"),
        (("apply", REPORT, "--demo", "--yes"), 2, "goes without --yes"),
        (("apply", REPORT, "--demo"), 2, "A report asks you what to say"),
        (("undo", "--last", "--demo", "--yes"), 2, "--yes confirms one step that you name"),
        (("undo", "mute/-1", "--demo", "--yes"), 2, "made anew for each command"),
        (("undo", "mute/-1", "--all", "--demo"), 2, "not two of them"),
        (("apply", "leave/12", "--demo", "--yes"), 2, "No group or channel in your list has the number 12"),
        (("apply", "downloads-off/0", "--demo"), 2, "says: safecheck plan --demo individual"),
        (("apply", "--demo", "--yes"), 2, "STEP"),
    ],
)
def test_wrong_use_is_one_sentence_and_nothing_is_sent(
    tmp_path: Path, arguments: tuple[str, ...], code: int, word: str
) -> None:
    done = run(tmp_path, *arguments)
    assert (done.code, done.out) == (code, "")
    assert word in " ".join(done.err.split())


def test_a_step_on_a_device_is_left_to_the_person_with_its_way(ran: Once) -> None:
    plan = ran("plan", "--demo", "individual", "--format", "json").json["plan"]
    wanted = next(each for each in plan if each["presses"])
    done = ran("apply", wanted["id"], "--demo", "individual", "--format", "json", "--yes")
    assert (done.code, done.json["outcome"], done.json["schema_version"]) == (4, "not_possible", 1)
    assert done.json["how"] == wanted
    said = ran("apply", wanted["id"], "--demo", "individual")
    assert said.code == 4
    assert said.out.startswith("Only you can do this, on the device itself.")
    for press in wanted["presses"]:
        assert all(f'"{crumb}"' in said.out for crumb in press["path"])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
def test_p2_p7_what_one_process_changed_another_one_undoes(tmp_path: Path) -> None:
    from tests.plain.on_terminal import Terminal
    from tests.plain.serving import served
    from tests.plain.walking import CODE, PHONE

    here = tmp_path / "here"
    here.mkdir()

    def in_terminal(server: object, *arguments: str, choice: str | None) -> str:
        with Terminal(here, *arguments, "--sign-in", *server.flags) as terminal:  # type: ignore[attr-defined]
            terminal.answer(PHONE["en"], f"+{server.phone}")  # type: ignore[attr-defined]
            terminal.answer(CODE["en"], server.code)  # type: ignore[attr-defined]
            if choice is not None:
                terminal.answer("Your choice:", choice)
            assert terminal.end() == 0
            return str(terminal.text)

    with served(tmp_path, "individual") as server:
        said = in_terminal(server, "apply", "limit-who-adds", choice="1")
        assert "Nothing was changed." in said
        assert left_in(here) == {}
        said = in_terminal(server, "apply", "limit-who-adds", choice="2")
        assert "Now: everybody. Then: your contacts." in said
        flags = shlex.join(("--sign-in", *server.flags))
        assert f"To take it back: safecheck undo limit-who-adds {flags}" in said
        assert "Kept: what was changed, for taking it back, in" in said
        [(name, journal)] = [(name, data) for name, data in left_in(here).items() if data]
        assert name.endswith("changes/practice/7770001.jsonl")
        assert [json.loads(line)["event"] for line in journal.splitlines()] == ["begun", "ended"]
        assert "limit-who-adds: Who may add you to groups and channels" in in_terminal(
            server, "undo", choice=None
        )
        said = in_terminal(server, "undo", "--last", choice="2")
        assert "Now: everybody." in said
    writes = [entry["written"] for entry in log_of(tmp_path) if entry.get("written")]
    assert [write["rules"] for write in writes] == [
        [{"_": "InputPrivacyValueAllowContacts"}],
        [{"_": "InputPrivacyValueAllowAll"}],
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
def test_g1_g2_a_report_is_led_through_on_a_terminal_and_never_names_a_message(tmp_path: Path) -> None:
    from tests.plain.on_terminal import Terminal
    from tests.plain.serving import served
    from tests.plain.walking import CODE, PHONE

    here = tmp_path / "here"
    here.mkdir()

    def reported(server: object, *choices: str, words: str = "", code: int) -> str:
        arguments = ("apply", REPORT, "--sign-in", *server.flags)  # type: ignore[attr-defined]
        with Terminal(here, *arguments) as terminal:
            terminal.answer(PHONE["en"], f"+{server.phone}")  # type: ignore[attr-defined]
            terminal.answer(CODE["en"], server.code)  # type: ignore[attr-defined]
            for choice in choices:
                terminal.answer("Your choice:", choice)
            if words:
                terminal.answer("Your words:", "w" * 513)
                terminal.wait_for("That is 513 characters")
                terminal.type(words)
            assert terminal.end() == code
            return str(terminal.text)

    with served(tmp_path, "individual") as server:
        said = reported(server, "1", code=0)
        assert "A report goes to Telegram, from your account." in said
        assert said.index("the reporting card;") < said.index("a report to Telegram")
        said = reported(server, "2", "4", code=4)
        assert "You need not know that" in said
        assert "Public link: none" in said
        assert "police" in said
        said = reported(server, "2", "5", words="Only words for practice", code=0)
        assert "Telegram has taken the report." in said
        [journal] = [data for data in left_in(here).values() if data]
        assert [json.loads(line)["outcome"] for line in journal.splitlines()[1::2]] == [
            *["not_done", "not_possible"],
            *["not_done", "not_done", "applied"],
        ]
        assert not {"practice", "option", "7777"} & set(str(journal).split('"'))
    writes = [entry["written"] for entry in log_of(tmp_path) if entry.get("written")]
    assert [write["id"] for write in writes] == [[]] * 5
