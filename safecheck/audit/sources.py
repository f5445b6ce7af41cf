"""What can be visited: a practice account, or the user's own; and what the first one's owner knows."""

import asyncio
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

import msgspec

from safecheck.audit.remembered import HeldSignIn
from safecheck.model.connection import Credentials, Endpoint, Identity
from safecheck.model.told import Told

if TYPE_CHECKING:
    from safecheck.practice.scenario import Scenario
    from safecheck.practice.server import PracticeServer


class PracticeSource(msgspec.Struct, frozen=True):
    """A practice account: a shipped name, or the path of a scenario file."""

    name: str = "individual"


class AccountSource(msgspec.Struct, frozen=True):
    """The user's own account at real Telegram, or at the server on this computer that flags named. `held` is
    the remembered sign-in whose key the endpoint brings; the visit gives it back when it is closed. With
    `anew` all is read anew, also where an audit had to stop before: for what must not go by what was true
    hours ago."""

    endpoint: Endpoint
    identity: Identity
    held: HeldSignIn | None = None
    anew: bool = False


Source = PracticeSource | AccountSource


class PracticeOwner:
    """What the invented owner of a practice account knows and can do."""

    def __init__(self, credentials: Credentials, server: "PracticeServer") -> None:
        self.phone, self.code, self.password = credentials.phone, credentials.code, credentials.password
        self._server = server

    def scan(self) -> bool:
        """Scan the QR code on display with the practice phone; False if none is good any more."""
        return self._server.accept_qr()


class OpenPractice(msgspec.Struct, frozen=True):
    """A practice account whose server runs: how it is reached, its name, its owner and what that one told."""

    endpoint: Endpoint
    identity: Identity
    name: str
    owner: PracticeOwner
    told: tuple[Told, ...]


async def open_practice(source: PracticeSource, stack: AsyncExitStack) -> OpenPractice:
    """Start the server of a practice account; it runs until `stack` is closed. Raises BadInputError if there
    is no such account."""
    from safecheck.practice.library import load_scenario
    from safecheck.practice.server import PracticeServer
    from safecheck.telegram.client import PRACTICE_IDENTITY

    scenario = await asyncio.to_thread(load_scenario, source.name)
    server = await stack.enter_async_context(PracticeServer(scenario))
    owner = PracticeOwner(server.credentials, server)
    return OpenPractice(server.endpoint, PRACTICE_IDENTITY, scenario.name, owner, told_by_owner(scenario))


def told_by_owner(scenario: "Scenario") -> tuple[Told, ...]:
    """Return what the invented owner of a practice account said about devices."""
    return tuple(
        Told(
            device_name=told.device_model,
            auto_download=told.auto_download,
            switches=dict(told.switches),
            app_language=told.app_language,
        )
        for told in scenario.told
    )
