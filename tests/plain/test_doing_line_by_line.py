"""Steps that safecheck takes, line by line: shown first, asked about, read back, taken back (P2, G3, G20)."""

import re
from pathlib import Path

from tests.cli.process import log_of, scenario_file
from tests.plain.on_terminal import Terminal
from tests.plain.serving import served
from tests.plain.walking import CHOICE, CODE, PART_OF_RESULT, PHONE, to_the_result

DONE = "Done, and checked with Telegram."
CHOICE_EN, STEP, CHAT = CHOICE["en"], "The number of a step, as the plan has it:", "or a part of a name:"


WAITS = {"message": "FLOOD_WAIT_50", "code": 420, "method": "account.setPrivacy"}


def to_the_change(terminal: Terminal) -> None:
    """From the result to the question whether to let only contacts add one to groups."""
    plan = told(terminal, PART_OF_RESULT["plan"])
    found = re.search(r"Step (\d+)\. Let only your contacts add you to groups", plan)
    assert found is not None
    told(terminal, PART_OF_RESULT["step"], STEP)
    told(terminal, found[1])
    told(terminal, "2")


def written(folder: Path) -> list[str]:
    return [entry["method"] for entry in log_of(folder) if entry.get("written") is not None]


def told(terminal: Terminal, typed: str, then: str = CHOICE_EN) -> str:
    """Type a line; return what is said from there to `then`."""
    terminal.type(typed)
    return terminal.wait_for(then)


def test_p2_a_step_is_shown_asked_about_taken_and_taken_back_and_said_of_by_its_owner(tmp_path: Path) -> None:
    path = scenario_file(tmp_path, "individual")
    with Terminal(tmp_path, "--plain", "--demo", str(path)) as terminal:
        to_the_result(terminal, password=False)
        plan = told(terminal, PART_OF_RESULT["plan"])
        found = re.search(r"Step (\d+)\. Let only your contacts add you to groups", plan)
        assert found is not None
        assert "The plan has no step" in told(terminal, PART_OF_RESULT["step"], STEP) + told(terminal, "999")
        for answer in ("1", "2"):
            told(terminal, PART_OF_RESULT["step"], STEP)
            assert "safecheck can do this for you." in told(terminal, found[1])
            asked = told(terminal, "2")
            assert "Now: everybody. Then: your contacts." in asked
            assert "This can be undone." in asked
            assert "This one request would be sent" in asked
            assert written(tmp_path) == []
            after = told(terminal, answer)
            assert ("Nothing was changed." if answer == "1" else DONE) in after
        assert written(tmp_path) == ["account.setPrivacy"]
        assert "This is done." in told(terminal, PART_OF_RESULT["plan"])
        told(terminal, PART_OF_RESULT["step"], STEP)
        assert "2. Check again: asks Telegram once" in told(terminal, found[1])
        checked = told(terminal, "2")
        assert "safecheck asks Telegram how this stands now." in checked
        assert "Who may add you to groups and channels: your contacts." in checked
        assert "This is done: safecheck has checked it." in checked
        assert "changed on" in told(terminal, PART_OF_RESULT["taken"], "What to take back:")
        assert "Then: everybody." in told(terminal, "1")
        assert DONE in told(terminal, "2")
        assert "no change of safecheck is in force" in told(terminal, PART_OF_RESULT["taken"])
        card = re.search(r"Step (\d+)\. Reporting card", plan)
        assert card is not None
        told(terminal, PART_OF_RESULT["step"], STEP)
        told(terminal, card[1])
        told(terminal, "2")
        assert "You told us that this is done." in told(terminal, PART_OF_RESULT["plan"])
        terminal.type("q")
        assert terminal.end() == 0


def test_what_a_profile_recommends_is_said_before_it_is_chosen_and_the_wish_of_nobody_stands_last(
    tmp_path: Path,
) -> None:
    with Terminal(tmp_path, "--plain", "--demo") as terminal:
        to_the_result(terminal, password=False)
        asked = told(terminal, PART_OF_RESULT["profile"], "For whom are settings recommended?:")
        for words in ("adult:", "teen:", "strict:", "Nobody sees your phone number", "1. adult: chosen now"):
            assert words in asked
        assert "For whom settings are recommended: strict" in told(terminal, "3")
        plan = told(terminal, PART_OF_RESULT["plan"])
        wished = re.search(r"Only if you want it\s+Step (\d+)\. Set the download presets", plan)
        assert wished is not None
        told(terminal, PART_OF_RESULT["step"], STEP)
        step = told(terminal, wished[1])
        assert "Only if you want it" in step
        assert "3. Check again" in step
        assert "This is still to do." in told(terminal, "3")
        terminal.type("q")
        assert terminal.end() == 0


def test_p7_a_stop_while_telegram_lets_a_change_wait_says_what_became_of_it_and_signs_out(
    tmp_path: Path,
) -> None:
    path = scenario_file(tmp_path, "individual", faults={"errors": [WAITS]})
    with Terminal(tmp_path, "--plain", "--demo", str(path)) as terminal:
        to_the_result(terminal, password=False)
        to_the_change(terminal)
        told(terminal, "2", "Telegram asks us to wait")
        terminal.press(b"\x03")
        assert terminal.end() == 130
        after = terminal.text.rpartition("Telegram asks us to wait")[0]
        assert "It is still to do." in after
        assert "Now: everybody." in after
        assert terminal.received[-1] == "auth.logOut"
        assert written(tmp_path) == ["account.setPrivacy"]


def test_p7_what_a_killed_run_left_open_the_next_one_asks_about_and_says(tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    account = {"password": None, "password_hint": ""}
    waits = {"errors": [WAITS | {"times": 1}]}
    with served(tmp_path, "individual", account=account, faults=waits) as server:

        def begun() -> Terminal:
            terminal = Terminal(here, "--plain", *server.flags)
            terminal.answer(CHOICE_EN, "2")
            terminal.answer(CHOICE_EN, "1")
            terminal.answer(PHONE["en"], f"+{server.phone}")
            terminal.answer(CODE["en"], server.code)
            return terminal

        with begun() as terminal:
            terminal.wait_for(CHOICE_EN)
            to_the_change(terminal)
            told(terminal, "2", "Telegram asks us to wait")
            terminal.process.kill()
        with begun() as terminal:
            terminal.wait_for(
                "An earlier run stopped in the middle of this, and nothing was changed: Who may add you to"
            )
            terminal.wait_for(CHOICE_EN)
            to_the_change(terminal)
            assert DONE in told(terminal, "2")
            assert "Then: everybody." in told(terminal, PART_OF_RESULT["taken"], "to take back:") + told(
                terminal, "1"
            )
            assert DONE in told(terminal, "2")
            terminal.type("q")
            assert terminal.end() == 0


def test_g3_chats_are_chosen_looked_over_and_left_one_by_one(tmp_path: Path) -> None:
    path = scenario_file(tmp_path, "individual")
    with Terminal(tmp_path, "--plain", "--demo", str(path)) as terminal:
        to_the_result(terminal, password=False)
        told(terminal, PART_OF_RESULT["chats"], CHAT)
        for number in ("1", "6"):
            told(terminal, number, CHAT)
            assert "chosen to leave. Press b to go on." in told(terminal, "x", CHAT)
        review = told(terminal, "b")
        order = (
            "The order that helps most",
            "Reporting card for",
            "These 2 chats would be left",
            "No, leave it",
        )
        assert [review.index(each) for each in order] == sorted(review.index(each) for each in order)
        requests = told(terminal, "4")
        assert requests.count("channels.leaveChannel(channel=") == 2
        assert "folders.editPeerFolders(" in requests
        assert written(tmp_path) == []
        assert "Nothing was changed." in told(terminal, "1")
        told(terminal, PART_OF_RESULT["chats"], CHAT)
        for typed in ("1", "x"):
            told(terminal, typed, CHAT)
        assert "mute and archive instead: This does not stop downloads." in told(terminal, "b")
        assert DONE in told(terminal, "3")
        assert set(written(tmp_path)) <= {"account.updateNotifySettings", "folders.editPeerFolders"}
        quieter = written(tmp_path)
        assert quieter
        told(terminal, PART_OF_RESULT["chats"], CHAT)
        for typed in ("1", "x"):
            told(terminal, typed, CHAT)
        told(terminal, "b")
        after = told(terminal, "2")
        assert DONE in after
        assert "All of it is done." in after
        assert written(tmp_path) == [*quieter, "channels.leaveChannel"]
        taken = told(terminal, PART_OF_RESULT["taken"], "What to take back:")
        assert "You left one chat. Nothing takes that back." in taken
        told(terminal, "b")
        terminal.type("q")
        assert terminal.end() == 0


def test_g2_a_report_is_led_through_question_by_question_and_ends_with_the_other_ways(tmp_path: Path) -> None:
    path = scenario_file(tmp_path, "individual")
    with Terminal(tmp_path, "--plain", "--demo", str(path)) as terminal:
        to_the_result(terminal, password=False)
        plan = told(terminal, PART_OF_RESULT["plan"])
        found = re.search(r"Step (\d+)\. Report \"Late Night Lounge 18\+\" to Telegram", plan)
        assert found is not None
        for answer, ending in (
            ("4", "Telegram itself takes the public link"),
            ("2", "has taken the report."),
        ):
            told(terminal, PART_OF_RESULT["step"], STEP)
            assert "lead you through Telegram's own questions" in told(terminal, found[1])
            assert "messages.report(" in told(terminal, "2")
            assert "Telegram asks: What is the matter" in told(terminal, "2")
            assert ending in told(terminal, answer)
        assert written(tmp_path) == ["messages.report"] * 4
        terminal.type("q")
        assert terminal.end() == 0
