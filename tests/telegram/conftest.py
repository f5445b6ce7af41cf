"""Real audits of the practice server by the real client."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from safecheck.audit.menu_labels import wishes_for
from safecheck.audit.sources import told_by_owner
from safecheck.model.progress import Progress
from safecheck.model.text import Lang
from safecheck.practice.library import load_scenario
from safecheck.practice.scenario import FaultsSpec, Scenario
from safecheck.practice.server import PracticeServer
from safecheck.telegram import asking
from safecheck.telegram.allowlist import ALLOWED, KEY_EXCHANGE, WRAPPERS
from safecheck.telegram.audit_account import AccountAudit, CloserLook, Outcome, no_closer_look
from safecheck.telegram.client import DEVICE_NAME, PRACTICE_IDENTITY

LISTED = {entry.method for entry in ALLOWED}


class Run:
    """One audit that was run: its outcome, the server that answered it, what was reported."""

    def __init__(self, outcome: Outcome, server: PracticeServer, events: list[Progress]) -> None:
        self.outcome = outcome
        self.server = server
        self.events = events

    @property
    def facts(self) -> Any:
        return self.outcome.facts

    @property
    def received(self) -> list[str]:
        return [entry.method for entry in self.server.log]


def assert_only_the_list_arrived(server: PracticeServer) -> None:
    """Gate test (b): what the server received from safecheck is a subset of the list."""
    for entry in server.log:
        if entry.client not in (DEVICE_NAME, ""):
            continue
        assert entry.method in LISTED | set(KEY_EXCHANGE), entry.method
        assert set(entry.wrappers) <= set(WRAPPERS), entry.wrappers


def with_faults(scenario: Scenario, faults: FaultsSpec) -> Scenario:
    import msgspec

    return msgspec.structs.replace(scenario, faults=faults)


AuditRunner = Callable[..., Awaitable[Run]]


@pytest.fixture
def audit() -> AuditRunner:
    """Run one audit of a scenario (a name or a value) and hold its requests against the list."""

    async def run(
        scenario: Scenario | str = "individual",
        *,
        faults: FaultsSpec | None = None,
        sleep: Callable[[float], Awaitable[None]] | None = None,
        first_dc: int | None = None,
        lang: Lang = "en",
        during: Callable[[PracticeServer, Progress], None] | None = None,
        closer_look: CloserLook = no_closer_look,
        **server_options: Any,
    ) -> Run:
        spec = load_scenario(scenario) if isinstance(scenario, str) else scenario
        if faults is not None:
            spec = with_faults(spec, faults)
        events: list[Progress] = []
        async with PracticeServer(spec, first_dc=first_dc, **server_options) as server:

            def listener(event: Progress) -> None:
                events.append(event)
                if during is not None:
                    during(server, event)

            account = AccountAudit(
                server.endpoint,
                PRACTICE_IDENTITY,
                server.credentials,
                source="practice",
                source_name=spec.name,
                listener=listener,
                wishes=wishes_for(told_by_owner(spec), lang),
                closer_look=closer_look,
            )
            if sleep is not None:
                account._account._asker._sleep = sleep
            outcome = await account.run()
        assert_only_the_list_arrived(server)
        chats = outcome.facts.chat_list
        assert not chats.complete or chats.listed == chats.total, "chats are missing and nothing says so"
        return Run(outcome, server, events)

    return run


@pytest.fixture(autouse=True)
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that is gone for good is given up after a moment: the tests need not wait as a person would."""
    monkeypatch.setattr(asking, "ANSWER_SECONDS", 8)
    monkeypatch.setattr("safecheck.telegram.client.RECONNECT_SECONDS", 0)
