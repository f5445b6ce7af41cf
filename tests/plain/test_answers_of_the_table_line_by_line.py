"""What lands on which device, line by line: a device, a kind of chat, then why; and back again."""

import re
from pathlib import Path

import pytest

from tests.plain.on_terminal import Terminal
from tests.plain.walking import CHOICE, to_the_result

LANGS = ("en", "nl")
DEVICE = {"en": "Which device:", "nl": "Welk apparaat:"}
CHATS = {"en": "Which kind of chat:", "nl": "Welk soort chat:"}


@pytest.mark.parametrize("lang", LANGS)
def test_g8_g20_each_answer_of_the_table_is_two_numbers_away_with_its_reasons(
    tmp_path: Path, lang: str
) -> None:
    with Terminal(tmp_path, "--plain", "--demo", "individual", "--lang", lang) as terminal:
        menu = to_the_result(terminal, lang, password=False)
        place = {"en": "What can land here without a tap", "nl": "Wat hier zonder tik op kan komen"}[lang]
        number = re.search(rf"(\d+)\. {place}", menu)
        assert number is not None
        terminal.type(number[1])
        devices = terminal.wait_for(DEVICE[lang])
        assert {"en": "1. Fenna A54: assumed", "nl": "1. Fenna A54: aanname"}[lang] in devices
        terminal.type("1")
        kinds = terminal.wait_for(CHATS[lang])
        assert {
            "en": "3. Large groups and groups with a public link: if seen",
            "nl": "3. Grote groepen en groepen met een openbare link: in beeld",
        }[lang] in kinds
        terminal.type("4")
        said = terminal.wait_for(CHATS[lang])
        for words in {
            "en": ("Channels: yes.", "This is assumed:", "What lands:", "up to 15 MB on Wi-Fi", "Sources:"),
            "nl": ("Kanalen: ja.", "Dit nemen we aan:", "Wat erop komt:", "tot 15 MB op wifi", "Bronnen:"),
        }[lang]:
            assert words in said
        terminal.type("b")
        terminal.wait_for(DEVICE[lang])
        terminal.type("b")
        terminal.wait_for(CHOICE[lang])
        terminal.type("q")
        assert terminal.end() == 0
