"""The real Telethon client, as any user would make it, against the practice server."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from typing import Any

import pytest
from telethon import TelegramClient
from telethon.crypto import AuthKey, rsa
from telethon.extensions import BinaryReader
from telethon.network import mtprotosender, mtprotostate
from telethon.sessions import MemorySession

from safecheck.practice.demo import make_rsa_key
from safecheck.practice.key_exchange import RsaKey
from safecheck.practice.server import PracticeServer

Serve = Callable[..., Awaitable[PracticeServer]]
Connect = Callable[..., Awaitable[Any]]


@pytest.fixture(autouse=True)
def no_remembered_config() -> Iterator[None]:
    """Telethon keeps the addresses of the first server it meets on the class."""
    TelegramClient._config = None
    yield
    TelegramClient._config = None


@pytest.fixture(autouse=True)
def telethons_own_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests look at what an unrelated client gets. safecheck's own client drops most of it in the whole
    process, and tests of it may have run in this process before."""
    for module in (mtprotosender, mtprotostate):
        monkeypatch.setattr(module, "BinaryReader", BinaryReader)


@pytest.fixture(scope="session")
def made_rsa_key() -> tuple[RsaKey, str]:
    """One throw-away key for the whole session."""
    return make_rsa_key()


@pytest.fixture
def rsa_key(made_rsa_key: tuple[RsaKey, str], monkeypatch: pytest.MonkeyPatch) -> RsaKey:
    """A key that the client trusts during this test."""
    key, pem = made_rsa_key
    monkeypatch.setattr(rsa, "_server_keys", dict(rsa._server_keys))
    rsa.add_key(pem, old=False)
    return key


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Return a function that starts a server with the arguments of PracticeServer."""
    async with AsyncExitStack() as running:

        async def started(*arguments: Any, **named: Any) -> PracticeServer:
            return await running.enter_async_context(PracticeServer(*arguments, **named))

        yield started


@pytest.fixture
async def connect(serve: Serve) -> AsyncIterator[Connect]:
    """Return a function that connects a new client: `await connect(server, dc=…, shared=…, **arguments)`.

    With `shared` (the default) the client starts from the server's shared key, else it makes its own.
    Clients end before their servers do, which is why this fixture asks for `serve`.
    """
    clients: list[Any] = []

    async def connected(
        server: PracticeServer, *, dc: int | None = None, shared: bool = True, **arguments: Any
    ) -> Any:
        endpoint = server.endpoint
        centre = endpoint.dc(endpoint.first if dc is None else dc)
        session = MemorySession()
        session.set_dc(centre.id, centre.host, centre.port)
        if shared:
            session.auth_key = AuthKey(centre.auth_key)
        arguments = {"device_model": "Test device", "flood_sleep_threshold": 0, **arguments}
        client = TelegramClient(session, 1, "invented", **arguments)
        clients.append(client)
        await client.connect()
        return client

    yield connected
    for client in clients:
        if client.session is not None:
            await client.disconnect()


async def sign_in(client: Any, server: PracticeServer) -> Any:
    """Sign in by code, without a password, and return the user."""
    credentials = server.credentials
    await client.send_code_request(credentials.phone)
    return await client.sign_in(credentials.phone, credentials.code)
