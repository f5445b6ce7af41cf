"""A terminal that is small, knows no colours, draws nothing or wants another encoding: line by line it is
said all the same, and the text report comes out (G20)."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.process import environment_of
from tests.plain.walking import CHOICE

if sys.platform == "win32":
    pytest.skip("Windows has no such terminals", allow_module_level=True)

from tests.plain.on_terminal import DRAWN, Terminal

pytestmark = pytest.mark.uncounted

ODD = {
    "dumb": {"TERM": "dumb"},
    "of no name, without colours": {"TERM": "", "NO_COLOR": "1"},
    "of another encoding": {"LANG": "C", "LC_ALL": "POSIX"},
    "small": {"COLUMNS": "40", "LINES": "10"},
}


@pytest.mark.parametrize("name", ODD)
def test_g20_every_flow_can_be_had_on_an_odd_terminal(tmp_path: Path, name: str) -> None:
    size = (10, 40) if name == "small" else (24, 80)
    with Terminal(tmp_path, "--plain", environment=ODD[name], size=size) as terminal:
        first = terminal.wait_for(CHOICE["en"])
        assert "1. Show me the switches" in first
        terminal.type("8")
        tour = terminal.wait_for(CHOICE["en"])
        assert "iPhone (you told us): private: no, group: no, channel: no." in tour
        terminal.type("q")
        assert terminal.end() == 0
        assert "\x1b" not in terminal.shown
        assert not DRAWN.search(terminal.shown)
        width = max(len(line) for line in terminal.shown.splitlines())
        assert width <= size[1] + len("8")


def test_the_text_report_comes_out_wherever_it_goes(tmp_path: Path) -> None:
    wishes = {**ODD["dumb"], **ODD["of another encoding"], "NO_COLOR": "1", "COLUMNS": "40"}
    (tmp_path / "home").mkdir()
    (tmp_path / "work").mkdir()
    ended = subprocess.run(
        [sys.executable, "-m", "safecheck", "audit", "--demo", "quiet"],
        cwd=tmp_path / "work",
        env=environment_of(tmp_path, wishes),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
    )
    assert ended.returncode == 0
    text = ended.stdout.decode("utf-8")
    assert "Result of safecheck" in text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f]", text)
