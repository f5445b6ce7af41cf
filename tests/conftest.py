"""What every test shares: no test sees the developer's own files, and none leaves this computer."""

import gc
import os
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from _pytest.unraisableexception import gc_collect_iterations_key
from hypothesis import HealthCheck, is_hypothesis_test, settings

from tests.cli.loopback_only.sitecustomize import way_out

if TYPE_CHECKING:
    from safecheck.audit.changing import Changing
    from safecheck.model.changes import Done, Preview
    from safecheck.practice.requests import ReceivedRequest


# Thousands of tests leave much standing; walking over it again and again took a quarter of the whole run.
gc.freeze()
gc.set_threshold(100_000, 50, 100)


def pytest_configure(config: pytest.Config) -> None:
    """Look twice for what was not closed, not five times as pytest does at its end: each look walks over all
    that the tests left, which takes a second or more in each worker. The second finds what the first freed.
    """
    config.stash[gc_collect_iterations_key] = 2


# A thousand processes are started, and each would translate every module that it loads into bytecode anew.
# Where Python is told to keep none, the run keeps it all the same, as it keeps its other caches.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# No test fails on a clock: a machine that is busy is slow, not wrong.
settings.register_profile("safecheck", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("safecheck")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a home of its own, in plain English and without colours or settings."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name in [name for name in os.environ if name.startswith("SAFECHECK_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "80")
    return home


# What counts the lines, None where nothing does. It rests between the tests: pytest's own work took four
# times as long under its eyes.
_counting = pytest.StashKey[Any]()


def pytest_collection_finish(session: pytest.Session) -> None:
    """Count what importing the tests ran, and from now on only what they run themselves."""
    session.config.stash[_counting] = sys.gettrace()
    sys.settrace(None)


@pytest.fixture(autouse=True)
def counted(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Count the lines that a test runs, and those of what it starts; not of one that is marked `uncounted`,
    because it looks at much that other tests reach too: counting takes two to four times its time. Nor of a
    test in a language after the first, nor of a property: its hundred examples are what other tests say by
    name."""
    rows = getattr(request.node, "callspec", None)
    again = rows is not None and rows.indices.get("lang", 0) > 0
    again |= is_hypothesis_test(getattr(request.node, "obj", None))
    if again or request.node.get_closest_marker("uncounted") is not None:
        monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
        yield
        return
    sys.settrace(request.config.stash[_counting])
    yield
    sys.settrace(None)


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """Give the name of a display for Telegram Desktop that nobody sees."""
    from tests.desktop import real_telegram  # few tests start it

    with real_telegram.display_or_skip() as name:
        yield name


@pytest.fixture
def telegram_folder() -> Iterator[Path]:
    """Give a folder for Telegram Desktop that is thrown away."""
    from tests.desktop import real_telegram

    with real_telegram.working_folder() as made:
        yield made


class LeftTheComputerError(AssertionError):
    """A test tried to reach another machine."""


_ways_out: list[str] = []


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if (reached := way_out(event, arguments)) is not None:
        _ways_out.append(reached)
        raise LeftTheComputerError(reached)


sys.addaudithook(_watch)


@pytest.fixture(autouse=True)
def ways_out() -> Iterator[list[str]]:
    """Fail on any attempt to reach another machine (P4), also where the code under test swallowed the error.

    A test that tries on purpose empties the list.
    """
    _ways_out.clear()
    yield _ways_out
    assert not _ways_out, f"left the computer: {_ways_out}"


@pytest.fixture(autouse=True)
def arrivals(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """P1, gate test (b): hold everything that any practice server of this process receives from safecheck's
    own client against the list, in every test of the suite. P2: what changes the account arrives only while a
    step that was confirmed is taken. A test that tries on purpose empties the list."""
    beside_the_list: list[str] = []
    # Only where a practice server runs at all: the other tests must not load Telethon for this.
    if (server := sys.modules.get("safecheck.practice.server")) is not None:
        from safecheck.audit.changing import Changing
        from safecheck.telegram.allowlist import ALLOWED, CHANGES, WRAPPERS

        listed = {entry.method for entry in ALLOWED}
        real, carry_out = server.PracticeServer._record, Changing.carry_out
        confirmed: list[str] = []  # what the step that is being taken may send

        async def note(self: "Changing", preview: "Preview", work: Callable[[], Awaitable["Done"]]) -> "Done":
            confirmed.extend(shown.partition("(")[0] for shown in preview.requests)
            try:
                return await carry_out(self, preview, work)
            finally:
                confirmed.clear()

        monkeypatch.setattr(Changing, "carry_out", note)

        def record(self: object, request: "ReceivedRequest") -> None:
            if request.client == "safecheck, reads chat names" and (
                request.method not in listed
                or not set(request.wrappers) <= set(WRAPPERS)
                or (request.method in CHANGES and request.method not in confirmed)
            ):
                beside_the_list.append(f"{request.method} in {request.wrappers}")
            real(self, request)

        monkeypatch.setattr(server.PracticeServer, "_record", record)
    yield beside_the_list
    assert not beside_the_list, f"not on the list: {beside_the_list}"
