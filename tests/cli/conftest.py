"""Runs that many tests look at are made once: each is a process and costs half a second."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from tests.cli.process import Run, audit, run

Once = Callable[..., Run]
SCENARIOS = ("individual", "quiet", "teen", "busy", "hostile", "languages")


class _Kept(msgspec.Struct, frozen=True):
    """A run as another worker of the same test run can take it over; its folder stays until the end."""

    folder: str
    code: int
    out: str
    err: str


class _Runs:
    """Runs that are made once in a test run, whatever the number of its workers. Two workers may make one at
    the same moment; then both are as good."""

    def __init__(self, factory: pytest.TempPathFactory) -> None:
        self._factory = factory
        base = factory.getbasetemp()
        # The workers have a folder each, in the one of the whole test run.
        self._folder = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
        self._made: dict[tuple[str, ...], Run] = {}

    def once(self, key: tuple[str, ...], make: Callable[[Path], Run]) -> Run:
        if key not in self._made:
            path = self._folder / f"run-{hashlib.sha256(repr(key).encode()).hexdigest()}.json"
            try:
                kept = msgspec.json.decode(path.read_bytes(), type=_Kept)
                self._made[key] = Run(Path(kept.folder), kept.code, kept.out, kept.err)
            except FileNotFoundError:
                ended = self._made[key] = make(self._factory.mktemp(key[0]))
                whole = ended.folder / path.name
                kept = _Kept(str(ended.folder), ended.code, ended.out, ended.err)
                whole.write_bytes(msgspec.json.encode(kept))
                whole.replace(path)  # so that nobody reads half of it
        return self._made[key]


@pytest.fixture(scope="session")
def _runs(tmp_path_factory: pytest.TempPathFactory) -> _Runs:
    return _Runs(tmp_path_factory)


@pytest.fixture(scope="session")
def audited(_runs: _Runs) -> Once:
    """Audit a shipped practice account, once for each name and each set of arguments."""
    return lambda name, *arguments: _runs.once(
        ("audit", name, *arguments), lambda folder: audit(folder, name, *arguments)
    )


@pytest.fixture(scope="session")
def ran(_runs: _Runs) -> Once:
    """Run a command, once for each set of arguments."""
    return lambda *arguments: _runs.once(("run", *arguments), lambda folder: run(folder, *arguments))
