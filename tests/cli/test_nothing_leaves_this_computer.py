"""P4: with a watch on every connection, datagram and name look-up, no command reaches another machine."""

from pathlib import Path

import pytest

from tests.cli.process import PACKAGE, Run, finish, scenario_file, start

pytestmark = pytest.mark.uncounted

WATCH = Path(__file__).parent / "loopback_only"


def watched(folder: Path, *arguments: str, command: tuple[str, ...] = ("-m", "safecheck")) -> Run:
    process = start(
        folder, *arguments, command=command, environment={"PYTHONPATH": f"{WATCH}{SEPARATOR}{PACKAGE.parent}"}
    )
    return finish(folder, process)


SEPARATOR = ";" if Path("C:/").exists() else ":"


@pytest.mark.parametrize(
    "arguments",
    [
        ("audit", "--demo", "individual"),
        ("audit", "--demo", "hostile", "--format", "json", "--lang", "nl"),
        ("audit", "--this-computer"),
        ("switches",),
        ("help-me",),
        ("help-me", "--topic", "sextortion", "--country", "NL"),
        ("doctor",),
        ("requests",),
        ("guide", "start"),
        ("--version",),
    ],
    ids=" ".join,
)
def test_p4_no_command_reaches_another_machine(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    ended = watched(tmp_path, *arguments)
    assert ended.code == 0, ended.err
    assert "left the computer" not in ended.err


@pytest.mark.parametrize(
    "faults",
    [
        {"drop_at": [1, 7, 12]},  # each of them a request that is sent again
        {"errors": [{"message": "PHONE_MIGRATE_1", "code": 303, "method": "auth.sendCode"}]},
        {"revoked_at": 8},
    ],
    ids=["a dropped line", "another data centre", "ended elsewhere"],
)
def test_p4_no_trouble_makes_it_reach_another_machine(tmp_path: Path, faults: dict[str, object]) -> None:
    path = scenario_file(tmp_path, "quiet", faults=faults)
    ended = watched(tmp_path, "audit", "--demo", str(path), "--format", "json")
    assert ended.code in (0, 3, 4)
    assert "left the computer" not in ended.err


ATTEMPTS = (
    "import socket; socket.create_connection(('192.0.2.1', 443), timeout=1)",
    "import socket; socket.getaddrinfo('practice.invalid', 443)",
    "import socket\n"
    "with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line: line.sendto(b'x', ('192.0.2.1', 53))",
    "import asyncio; asyncio.run(asyncio.open_connection('192.0.2.1', 443))",
    "import urllib.request; urllib.request.urlopen('http://192.0.2.1/')",
)


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_p4_the_watch_sees_every_way_out(tmp_path: Path, attempt: str) -> None:
    """Without this, the tests above could pass because the watch is asleep."""
    ended = watched(tmp_path, command=("-c", attempt))
    assert ended.code == 98
    assert "left the computer" in ended.err


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_p4_the_watch_on_the_tests_themselves_sees_every_way_out(ways_out: list[str], attempt: str) -> None:
    with pytest.raises(AssertionError):
        exec(attempt)  # noqa: S102 - the same lines as above, in this process
    assert any("192.0.2.1" in one or "practice.invalid" in one for one in ways_out)
    ways_out.clear()
