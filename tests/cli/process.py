"""Run the program as a person would, as a process of its own, and keep everything that it left behind."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import safecheck
from safecheck.telegram.allowlist import WRAPPERS

PACKAGE = Path(safecheck.__file__).resolve().parent
DEVICE_NAME = "safecheck, reads chat names"
# The program itself, but for the seconds between two attempts to connect: a test need not wait them out.
IMPATIENT = (
    "-c",
    "import safecheck.telegram.client as client; client.RECONNECT_SECONDS = 0\n"
    "from safecheck.__main__ import main; main()",
)
SECONDS = 60  # no test waits that long unless something hangs

# What the developer's own computer would otherwise bring in; the same names as in tests/conftest.py,
# where every setting of ours is forgotten too.
_FORGET = (
    *(f"XDG_{kind}_HOME" for kind in ("CONFIG", "STATE", "DATA", "CACHE")),
    *("LC_ALL", "LC_MESSAGES", "LANGUAGE", "NO_COLOR"),
    *("COLORTERM", "WT_SESSION", "PYTHONWARNINGS"),
)


class Run:
    """One run that has ended. `folder` holds `home` and `work`, and beside them the test's own files."""

    def __init__(self, folder: Path, code: int, out: str, err: str) -> None:
        self.folder = folder
        self.code = code
        self.out = out
        self.err = err
        assert "Traceback" not in out + err, err
        assert "\x1b" not in out + err

    @property
    def text(self) -> str:
        """The results as one line, so that a sentence is found wherever it was wrapped."""
        return " ".join(self.out.split())

    @cached_property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def left(self) -> dict[str, bytes]:
        """Every file that is in the home and the working folder now; a folder has the value b""."""
        return left_in(self.folder)

    @property
    def received(self) -> list[str]:
        """The methods that the practice server received from safecheck, in order."""
        return [entry["method"] for entry in log_of(self.folder)]

    @property
    def counted(self) -> Counter[str]:
        return Counter(self.received)


def left_in(folder: Path) -> dict[str, bytes]:
    """What `home` and `work` hold."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for name in ("home", "work")
        for path in sorted((folder / name).rglob("*"))
    }


def log_of(folder: Path) -> list[dict[str, Any]]:
    """What the practice server of a scenario made by `scenario_file` received so far."""
    path = folder / "received.jsonl"
    written = path.read_text(encoding="utf-8") if path.exists() else ""
    whole = written[: written.rfind("\n") + 1]  # the last line may be under way still
    return [json.loads(line) for line in whole.splitlines()]


def environment_of(folder: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in _FORGET and not name.startswith("SAFECHECK_")
    }
    home = str(folder / "home")
    environment.update(dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), home))
    environment.update(LANG="C.UTF-8", COLUMNS="80", LINES="24", TERM="xterm", PYTHONPATH=str(PACKAGE.parent))
    environment.update(more or {})
    return environment


def start(
    folder: Path,
    *arguments: str,
    environment: Mapping[str, str] | None = None,
    command: tuple[str, ...] = ("-m", "safecheck"),
    before: tuple[str, ...] = (),
    **options: Any,
) -> "subprocess.Popen[str]":
    """Start the program and return at once, in a home and a working folder that the test may have filled.

    `before` is a command that runs the program, `options` go to subprocess.Popen.
    """
    for name in ("home", "work"):
        (folder / name).mkdir(exist_ok=True)
    streams: dict[str, Any] = {
        "stdin": subprocess.DEVNULL,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.PIPE,
        **options,
    }
    return subprocess.Popen(
        [*before, sys.executable, *command, *arguments],
        cwd=folder / "work",
        env=environment_of(folder, environment),
        encoding="utf-8",
        **streams,
    )


def finish(folder: Path, process: "subprocess.Popen[str]") -> Run:
    """Wait for the end, and hold what the practice server received against the list (gate test b)."""
    try:
        out, err = process.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise
    only_the_list_arrived(folder)
    return Run(folder, process.returncode, out or "", err or "")


def run(folder: Path, *arguments: str, **options: Any) -> Run:
    """Run the program to its end."""
    return finish(folder, start(folder, *arguments, **options))


def scenario_file(folder: Path, base: str = "quiet", **keys: Any) -> Path:
    """Write a scenario that starts from `base` and logs what the server receives; JSON is YAML too."""
    path = folder / "scenario.yaml"
    value = {
        "schema": 1,
        "name": base,
        "about": {"en": "Made by a test.", "nl": "Door een test gemaakt."},
        "base": base,
        "log": str(folder / "received.jsonl"),
        **keys,
    }
    path.write_text(json.dumps(value, indent=1), encoding="utf-8")
    return path


def audit(
    folder: Path,
    base: str,
    *arguments: str,
    command: tuple[str, ...] = ("-m", "safecheck"),
    environment: Mapping[str, str] | None = None,
    **keys: Any,
) -> Run:
    """Audit a practice account that starts from `base`; `keys` are keys of the scenario, such as `faults`."""
    path = scenario_file(folder, base, **keys)
    return run(folder, "audit", "--demo", str(path), *arguments, command=command, environment=environment)


def listed_requests() -> frozenset[str]:
    """Every method of `safecheck requests --format json`, asked of the program itself, once."""
    if not _LISTED:
        answer = subprocess.run(
            [sys.executable, "-m", "safecheck", "requests", "--format", "json", "--lang", "en"],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONPATH": str(PACKAGE.parent)},
            timeout=SECONDS,
        )
        _LISTED.update(entry["method"] for entry in json.loads(answer.stdout))
    return frozenset(_LISTED)


_LISTED: set[str] = set()


def only_the_list_arrived(folder: Path) -> None:
    for entry in log_of(folder):
        if entry["client"] in (DEVICE_NAME, ""):
            assert entry["method"] in listed_requests(), entry
            assert set(entry["wrappers"]) <= set(WRAPPERS), entry


def wait_until(ready: Callable[[], bool], process: "subprocess.Popen[str]", seconds: float = SECONDS) -> None:
    """Wait for something that the process does; fail if it ends before, or never does it."""
    deadline = time.monotonic() + seconds
    while not ready():
        assert process.poll() is None, "the program ended before the test came to it"
        assert time.monotonic() < deadline, "the program never came to it"
        time.sleep(0.01)


def interrupt(process: "subprocess.Popen[str]", number: signal.Signals = signal.SIGINT) -> None:
    process.send_signal(number)
