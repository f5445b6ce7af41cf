"""`safecheck demo-server` as a process of its own, for a sign-in to it from another one."""

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from tests.cli.process import scenario_file, start


class Served(msgspec.Struct, frozen=True):
    """What the server printed, and the file that its key was saved in."""

    address: str
    dc: str
    phone: str
    code: str
    password: str
    key: Path

    @property
    def flags(self) -> tuple[str, ...]:
        return ("--server", self.address, "--server-key", str(self.key), "--dc", self.dc)


@contextmanager
def served(folder: Path, base: str = "quiet", **keys: object) -> Iterator[Served]:
    """Serve a practice account that starts from `base`; what it receives is logged in `folder`."""
    process = start(folder, "demo-server", "--scenario", str(scenario_file(folder, base, **keys)))
    try:
        assert process.stdout is not None
        said = ""
        while "-----END" not in said:
            line = process.stdout.readline()
            assert line, "the server ended before it said where it listens"
            said += line
        values = dict(re.findall(r"^(address|dc|phone|code|password): (.*)$", said, re.MULTILINE))
        key = folder / "key.pem"
        key.write_text(said[said.index("-----BEGIN") :], encoding="utf-8")
        yield Served(key=key, **values)
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate()
