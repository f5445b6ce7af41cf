"""A real Chromium without a window, driven over a pipe: one is started and looks at many pages.

It speaks the protocol of Chromium's own developer tools (JSON, each message ended by a zero byte, on the file
descriptors 3 and 4), which needs no port and no package.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--remote-debugging-pipe",
)
# Chromium reads from descriptor 3 and writes to 4, whatever they are called here.
_AT_3_AND_4 = """
import fcntl, os, sys
into, out = (fcntl.fcntl(int(number), fcntl.F_DUPFD, 10) for number in sys.argv[1:3])
os.dup2(into, 3)
os.dup2(out, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
_AXE = "AXE_CORE_JS"  # where axe.min.js lies, of the package axe-core


def axe_or_skip() -> str:
    """The source of axe-core. It is not ours to ship: where nobody fetched it, the test is skipped."""
    path = os.environ.get(_AXE)
    if path and Path(path).is_file():
        return Path(path).read_text(encoding="utf-8")
    _missing(f"{_AXE} does not name axe.min.js (npm pack axe-core)")


def _missing(what: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what}, and CI=true")
    pytest.skip(what)


class Page:
    """One tab. `requests` are the addresses that it asked for, `refused` those of them that the page's own
    policy kept from being asked for."""

    def __init__(self, read: Any, write: Any) -> None:
        self._read, self._write = read, write
        self._number = 0
        self._session = ""
        self.requests: dict[str, str] = {}
        self.refused: list[str] = []
        self._loaded = False
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send one command and return its answer."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._write.write(json.dumps(message).encode() + b"\0")
        self._write.flush()
        while (answer := self._next()).get("id") != self._number:
            pass
        assert "error" not in answer, answer
        found: dict[str, Any] = answer.get("result", {})
        return found

    def _next(self) -> dict[str, Any]:
        data = bytearray()
        while (byte := self._read.read(1)) != b"\0":
            assert byte, "Chromium went away"
            data += byte
        message: dict[str, Any] = json.loads(data)
        about = message.get("params", {})
        if message.get("method") == "Network.requestWillBeSent":
            self.requests[about["requestId"]] = about["request"]["url"]
        if message.get("method") == "Network.loadingFailed" and about.get("blockedReason") == "csp":
            self.refused.append(self.requests.pop(about["requestId"]))
        if message.get("method") == "Page.loadEventFired":
            self._loaded = True
        return message

    def open(self, path: Path) -> None:
        """Open a file and wait until it is there. Nothing of the page before is remembered."""
        self.requests.clear()
        self.refused.clear()
        self._loaded = False
        self.send("Page.navigate", url=path.as_uri())
        while not self._loaded:
            self._next()

    def look(self, scheme: str, width: int, media: str = "screen") -> None:
        """Look at the page in a scheme of colours, at a width in pixels."""
        feature = {"name": "prefers-color-scheme", "value": scheme}
        self.send("Emulation.setEmulatedMedia", media=media, features=[feature])
        self.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False
        )

    def press(self, code: str, number: int, text: str = "") -> None:
        """Press one key and let it go."""
        for kind in ("keyDown", "keyUp"):
            self.send(
                "Input.dispatchKeyEvent",
                type=kind,
                key=text or code,
                code=code,
                text=text if kind == "keyDown" else "",
                windowsVirtualKeyCode=number,
            )

    def value(self, expression: str) -> Any:
        """Return what an expression gives; a promise is waited for."""
        found = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")


@contextmanager
def chromium_or_skip(folder: Path) -> Iterator[Page]:
    """Start Chromium with `folder` as its own, and give a tab; skip where it is not installed."""
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        _missing("Chromium is not installed")
    ours_in, its_out = os.pipe()
    its_in, ours_out = os.pipe()
    own_folder = f"--user-data-dir={folder / 'chromium'}"
    process = subprocess.Popen(
        [sys.executable, "-c", _AT_3_AND_4, str(its_in), str(its_out), program, *_FLAGS, own_folder],
        pass_fds=(its_in, its_out),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(its_in)
    os.close(its_out)
    with os.fdopen(ours_in, "rb") as read, os.fdopen(ours_out, "wb") as write:
        try:
            yield Page(read, write)
        finally:
            process.terminate()
            process.wait(30)
