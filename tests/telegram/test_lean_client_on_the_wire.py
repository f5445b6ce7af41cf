"""P1: what Telethon offers beside the list is refused with nothing on the wire; nothing happens by itself."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from telethon import functions, types
from telethon.errors import MultiError

from safecheck.model.connection import Credentials, DataCentre, Endpoint, Identity
from safecheck.model.errors import SignInError, UnreachableError
from safecheck.model.progress import ignore_progress
from safecheck.practice.faults import Breakdown
from safecheck.practice.library import load_scenario
from safecheck.practice.scenario import ErrorFault, FaultsSpec
from safecheck.practice.server import PracticeServer
from safecheck.telegram.allowlist import WRAPPERS
from safecheck.telegram.asking import Asker
from safecheck.telegram.client import PRACTICE_IDENTITY, LeanClient, aes_in_use
from safecheck.telegram.gate import RequestRefusedError
from safecheck.telegram.sign_in import SignIn, sign_in_with
from safecheck.telegram.sign_out import sign_out
from tests.telegram.conftest import assert_only_the_list_arrived


@pytest.fixture
async def server() -> AsyncIterator[PracticeServer]:
    async with PracticeServer(load_scenario("individual")) as running:
        yield running


@pytest.fixture
async def client(server: PracticeServer) -> AsyncIterator[LeanClient]:
    """A client that has signed in."""
    lean = LeanClient(server.endpoint, PRACTICE_IDENTITY)
    asker = Asker(lean, ignore_progress)
    await asker.connect()
    await sign_in_with(SignIn(asker, PRACTICE_IDENTITY), server.credentials)
    yield lean
    await lean.disconnect()
    assert_only_the_list_arrived(server)


CHANNEL = types.InputChannel(3001, 1)
PEER = types.InputPeerChannel(3001, 1)
# As an answer to channels.getChannels, which is listed, would have it: what comes next is fetching.
WITH_PHOTO = types.Channel(3001, "A channel", types.ChatPhoto(1, 2), None, broadcast=True, access_hash=1)


def bytes_in(folder: Path) -> int:
    return sum(each.stat().st_size for each in folder.iterdir())


async def _collect(items: Any) -> None:
    async for _item in items:
        pass


ATTEMPTS: dict[str, Callable[[LeanClient], Awaitable[Any]]] = {
    "messages": lambda c: c.get_messages(PEER, limit=5),
    "iterating messages": lambda c: _collect(c.iter_messages(PEER)),
    "history": lambda c: c(functions.messages.GetHistoryRequest(PEER, 0, None, 0, 5, 0, 0, 0)),
    "history, past the client": lambda c: c._sender.send(
        functions.messages.GetHistoryRequest(PEER, 0, None, 0, 5, 0, 0, 0)
    ),
    "sending": lambda c: c.send_message(PEER, "x"),
    "profile photo": lambda c: c.download_profile_photo(WITH_PHOTO),
    "profile photo, thumbnail": lambda c: c.download_profile_photo(WITH_PHOTO, download_big=False),
    "a file": lambda c: c(
        functions.upload.GetFileRequest(types.InputPeerPhotoFileLocation(PEER, 1), offset=0, limit=1024)
    ),
    "members": lambda c: _collect(c.iter_participants(CHANNEL)),
    "joining": lambda c: c(functions.channels.JoinChannelRequest(CHANNEL)),
    "leaving": lambda c: c(functions.channels.LeaveChannelRequest(CHANNEL)),
    "another data centre": lambda c: c._borrow_exported_sender(4),
    "a media data centre": lambda c: c._get_cdn_client(None),
    "the address of a media data centre": lambda c: c._get_dc(203, cdn=True),
    "state": lambda c: c(functions.updates.GetStateRequest()),
    "difference": lambda c: c(functions.updates.GetDifferenceRequest(1, None, 1)),
    "takeout": lambda c: c(functions.account.InitTakeoutSessionRequest()),
    "a code, after signing in": lambda c: c(
        functions.auth.SendCodeRequest("99966", 1, "x", types.CodeSettings())
    ),
    "under a wrapper": lambda c: c(
        functions.InvokeWithTakeoutRequest(1, functions.messages.GetPinnedDialogsRequest(0))
    ),
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
async def test_p1_what_is_not_listed_is_refused_with_nothing_on_the_wire(
    server: PracticeServer, client: LeanClient, attempt: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = len(server.log)
    monkeypatch.chdir(tmp_path)  # Telethon opens the file of a photo before it asks for it
    with pytest.raises(RequestRefusedError):
        await ATTEMPTS[attempt](client)
    await asyncio.sleep(0.02)
    assert len(server.log) == before
    assert bytes_in(tmp_path) == 0


async def test_p1_in_a_list_the_listed_requests_are_answered_and_the_others_refused(
    server: PracticeServer, client: LeanClient
) -> None:
    with pytest.raises(MultiError) as caught:
        await client(
            [functions.account.GetContentSettingsRequest(), functions.messages.GetPinnedDialogsRequest(0)]
        )
    assert isinstance(caught.value.exceptions[1], RequestRefusedError)
    assert isinstance(caught.value.results[0], types.account.ContentSettings)
    assert server.log[-1].method == "account.getContentSettings"


async def test_p1_requests_in_order_do_not_bring_a_wrapper_that_is_not_listed(
    server: PracticeServer, client: LeanClient
) -> None:
    """All the way through Telethon's packer, which ties a request to the one before it."""
    with pytest.raises(MultiError) as caught:
        await client([functions.account.GetContentSettingsRequest()] * 2, ordered=True)
    assert isinstance(caught.value.exceptions[1], RequestRefusedError)
    assert {name for entry in server.log for name in entry.wrappers} <= set(WRAPPERS)
    assert [entry.method for entry in server.log].count("account.getContentSettings") == 1


@pytest.mark.parametrize("answer", ["received", "cut short", "key forgotten"])
async def test_a_sign_out_is_told_from_a_failure_by_any_answer(
    server: PracticeServer, client: LeanClient, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    """Telegram may answer a sign-out with no more than "received". That it has forgotten the key is said in
    the clear, by it or by anyone on the way, so it confirms nothing."""
    monkeypatch.setattr("safecheck.telegram.sender.ONLY_RECEIVED_SECONDS", 0)
    real = PracticeServer.answer

    def answered(self: PracticeServer, device: Any, link: Any, request: Any) -> bytes:
        body = real(self, device, link, request)
        if not isinstance(request, functions.auth.LogOutRequest):
            return body
        if answer == "cut short":
            return body[:4] + b"\x01\x00\x00\x00" + b"\xfe\xff\xff\xff"  # a field longer than the answer
        if answer == "received":
            states = client._sender._pending_state
            (msg_id,) = (number for number, state in states.items() if state.request == request)
            link._say(types.MsgsAck([msg_id]), content=False)
            monkeypatch.setattr(link, "_result", lambda *_answer: None)
            return body
        self._telegram.devices.pop(device.key_id)
        raise Breakdown(for_good=False)

    monkeypatch.setattr(PracticeServer, "answer", answered)
    assert await sign_out(Asker(client, ignore_progress)) is (answer == "received")
    assert server.signed_in_sessions == 0


async def test_signing_in_asks_for_no_profile_state_or_difference(
    server: PracticeServer, client: LeanClient
) -> None:
    assert [entry.method for entry in server.log] == ["help.getConfig", "auth.sendCode", "auth.signIn"]
    assert client.gate.total == 3


async def test_pushed_updates_are_thrown_away_and_answered_with_nothing(
    server: PracticeServer, client: LeanClient
) -> None:
    before = len(server.log)
    for _ in range(20):
        server.push(
            types.UpdateShort(types.UpdateNewAuthorization(hash=1, unconfirmed=True, device="x"), None)
        )
    await asyncio.sleep(0.05)
    await client(functions.account.GetContentSettingsRequest())
    assert len(server.log) == before + 1
    assert client._updates_queue.empty()


async def test_the_keepalive_ping_passes_the_gate_and_is_answered(client: LeanClient) -> None:
    client._sender._keepalive_ping(7)
    for _ in range(100):
        await asyncio.sleep(0.01)
        if client._sender._ping is None:
            break
    assert client._sender._ping is None
    assert client.gate.sent["ping"] == 1


async def test_a_reconnect_sends_no_request_of_its_own(server: PracticeServer, client: LeanClient) -> None:
    server.drop_connections()
    await asyncio.sleep(0.05)
    await client(functions.account.GetContentSettingsRequest())
    assert [entry.method for entry in server.log][3:] == ["account.getContentSettings"]


async def test_p3_the_session_remembers_no_chat_and_writes_nothing(client: LeanClient) -> None:
    await client(functions.messages.GetDialogsRequest(None, 0, types.InputPeerEmpty(), 100, 0))
    assert client.session._entities == set()
    assert client.session.save() is None
    assert client.session.process_entities(None) is None


async def test_the_addresses_that_a_server_names_are_not_followed(
    server: PracticeServer, client: LeanClient
) -> None:
    dc = await client._get_dc(4)
    assert (dc.ip_address, dc.port) == ("127.0.0.1", server.endpoint.dc(4).port)
    with pytest.raises(UnreachableError, match="9"):
        await client._get_dc(9)


async def test_telethons_own_sign_in_callback_asks_nothing(
    server: PracticeServer, client: LeanClient
) -> None:
    before = len(server.log)
    assert await client._on_login("user") == "user"
    assert len(server.log) == before


def test_p3_the_identity_of_the_application_does_not_show_itself() -> None:
    assert "secret" not in repr(Identity(12345, "secret"))


def test_the_aes_in_use_is_one_of_three() -> None:
    assert aes_in_use() in ("cryptg", "libssl", "python")


def test_the_aes_in_use_follows_what_telethon_found(monkeypatch: pytest.MonkeyPatch) -> None:
    from telethon.crypto import aes, libssl

    monkeypatch.setattr(aes, "cryptg", None)
    monkeypatch.setattr(libssl, "decrypt_ige", None)
    assert aes_in_use() == "python"
    monkeypatch.setattr(libssl, "decrypt_ige", print)
    assert aes_in_use() == "libssl"
    monkeypatch.setattr(aes, "cryptg", object())
    assert aes_in_use() == "cryptg"


async def test_a_server_that_is_not_there_gives_a_sentence() -> None:
    nobody = Endpoint(2, (DataCentre(2, "127.0.0.1", 9, b"k" * 256),))
    asker = Asker(LeanClient(nobody, PRACTICE_IDENTITY), ignore_progress)
    with pytest.raises(UnreachableError, match="cannot be reached"):
        await asker.connect()


async def test_a_full_key_exchange_works_where_no_key_is_shared() -> None:
    from safecheck.practice.demo import make_rsa_key

    key, pem = make_rsa_key()
    async with PracticeServer(load_scenario("quiet"), rsa_key=key) as server:
        keyless = Endpoint(
            server.endpoint.first,
            tuple(DataCentre(dc.id, dc.host, dc.port) for dc in server.endpoint.data_centres),
            server_key=pem,
        )
        client = LeanClient(keyless, PRACTICE_IDENTITY)
        asker = Asker(client, ignore_progress)
        await asker.connect()
        await sign_in_with(SignIn(asker, PRACTICE_IDENTITY), server.credentials)
        await client.disconnect()
        assert server.signed_in_sessions == 1


@pytest.mark.parametrize(
    ("faults", "words"),
    [
        (FaultsSpec(errors=(ErrorFault(message="SOMETHING", method="help.getConfig", times=0),)), "reached"),
        (FaultsSpec(unknown_constructor=("help.getConfig",)), "newer"),
    ],
)
async def test_a_greeting_that_fails_gives_a_sentence(faults: FaultsSpec, words: str) -> None:
    async with PracticeServer(load_scenario("quiet")) as server:
        server.set_faults(faults)
        client = LeanClient(server.endpoint, PRACTICE_IDENTITY)
        with pytest.raises(UnreachableError, match=words):
            await Asker(client, ignore_progress).connect()
        await client.disconnect()


@pytest.mark.parametrize("name", ["API_ID_INVALID", "AUTH_KEY_DUPLICATED", "USER_DEACTIVATED"])
async def test_a_greeting_that_refuses_the_account_says_so(name: str) -> None:
    code = 406 if name == "AUTH_KEY_DUPLICATED" else 401 if name == "USER_DEACTIVATED" else 400
    async with PracticeServer(load_scenario("quiet")) as server:
        fault = ErrorFault(message=name, code=code, method="help.getConfig", times=0)
        server.set_faults(FaultsSpec(errors=(fault,)))
        client = LeanClient(server.endpoint, PRACTICE_IDENTITY)
        with pytest.raises(SignInError):
            await Asker(client, ignore_progress).connect()
        await client.disconnect()


async def test_p4_no_line_is_opened_to_an_address_outside_the_endpoint(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[str] = []

    async def open_connection(host: str, port: int, **_more: Any) -> Any:
        tried.append(host)
        raise OSError

    monkeypatch.setattr(asyncio, "open_connection", open_connection)
    endpoint = Endpoint(2, (DataCentre(2, "::1", 9, b"k" * 256),))
    with pytest.raises(UnreachableError):
        await Asker(LeanClient(endpoint, PRACTICE_IDENTITY), ignore_progress).connect()
    assert set(tried) == {"::1"}
    elsewhere = LeanClient(endpoint, PRACTICE_IDENTITY)
    elsewhere.session.set_dc(2, "::2", 443)
    with pytest.raises(RequestRefusedError):
        await elsewhere.connect()
    assert set(tried) == {"::1"}


async def test_the_sign_out_leaves_without_a_wrapper(server: PracticeServer, client: LeanClient) -> None:
    await client(functions.auth.LogOutRequest())
    assert (server.log[-1].method, server.log[-1].wrappers) == ("auth.logOut", ())


def test_p3_secrets_do_not_show_in_rich_either() -> None:
    for value in (
        Identity(12345, "secret"),
        Credentials("99966000000", "12345", "secret"),
        DataCentre(2, "127.0.0.1", 1, b"secret" * 43),
    ):
        assert "secret" not in repr(value) + repr(value.__rich_repr__())
        assert "12345" not in repr(value) + repr(value.__rich_repr__())


async def test_the_watch_over_all_tests_sees_a_request_that_is_not_listed(
    server: PracticeServer, client: LeanClient, arrivals: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without this, gate test (b) could pass because nobody looked."""
    monkeypatch.setattr(client.gate, "check", lambda _state: None)
    await client(functions.updates.GetStateRequest())
    assert arrivals == ["updates.getState in ('invokeWithoutUpdates',)"]
    arrivals.clear()
    server.log.clear()
