"""A closer look at chats, line by line: offered with its plan, stopped with one letter, kept (G20, P7)."""

from pathlib import Path

import pytest

from tests.cli.process import scenario_file
from tests.plain.on_terminal import Terminal
from tests.plain.walking import CHOICE, PART_OF_RESULT, to_the_result

CLOSER = PART_OF_RESULT["closer"]
OFFERED = {
    "en": ("Look closer where that can tell more: ", "Look closer at all your groups and channels: "),
    "nl": ("Nader bekijken waar dat meer kan vertellen: ", "Al je groepen en kanalen nader bekijken: "),
}
TOLD = {"en": "Closer look: safecheck asked Telegram about ", "nl": "Nader bekeken: safecheck vroeg Telegram"}


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_g20_a_closer_look_is_offered_with_its_plan_until_nothing_is_left(tmp_path: Path, lang: str) -> None:
    path = scenario_file(tmp_path, "individual")
    with Terminal(tmp_path, "--plain", "--demo", str(path), "--lang", lang) as terminal:
        offered = to_the_result(terminal, lang, password=False)
        some, every = OFFERED[lang]
        assert some in offered
        assert TOLD[lang] not in offered
        assert "channels.getFullChannel" not in terminal.received, "nothing is asked before it is wanted"
        terminal.type(CLOSER)
        after = terminal.wait_for(CHOICE[lang])
        plan = offered.partition(some)[2].partition(f" {PART_OF_RESULT['devices']}. ")[0]
        assert plan in after, "the plan is said before its requests are sent"
        assert TOLD[lang] in after
        assert every in after
        terminal.type(CLOSER)
        last = terminal.wait_for(CHOICE[lang])
        assert TOLD[lang] in last
        assert some not in last
        assert every not in last
        terminal.type("q")
        assert terminal.end() == 0


def test_p7_one_letter_stops_a_closer_look_and_keeps_what_it_told(tmp_path: Path) -> None:
    wait = {"message": "FLOOD_WAIT_50", "code": 420, "method": "channels.getFullChannel", "from_call": 4}
    path = scenario_file(tmp_path, "individual", faults={"errors": [wait]})
    with Terminal(tmp_path, "--plain", "--demo", str(path)) as terminal:
        to_the_result(terminal, password=False)
        terminal.type(CLOSER)
        terminal.wait_for("Telegram asks us to wait")
        terminal.type("s")
        kept = terminal.wait_for(CHOICE["en"])
        assert f"{TOLD['en']}3 of " in kept
        assert "The closer look ended early, because you stopped the reading." in kept
        assert OFFERED["en"][0] in kept, "it can go on where it stopped"
        terminal.type(CLOSER)
        terminal.wait_for("Reading. s and Enter")
        terminal.type("b")
        back = terminal.wait_for(CHOICE["en"])
        assert "of the chats" in back or "Groups and channels" in back
        terminal.type("q")
        assert terminal.end() == 0
        assert terminal.received[-1] == "auth.logOut"
