"""Making an auth key: with the real client, and what the server must refuse."""

import os
from hashlib import sha1, sha256
from typing import Any

import pytest
from telethon.crypto import AES
from telethon.errors import AuthKeyNotFound
from telethon.extensions import BinaryReader
from telethon.helpers import generate_key_data_from_nonce
from telethon.tl import functions, types

from safecheck.practice.key_exchange import KeyExchange, KeyExchangeError, P, Q, RsaKey
from tests.practice.accounts import account, many_chats, scenario
from tests.practice.conftest import Connect, Serve, sign_in

NONCE, NEW_NONCE = 12345, 67890


async def test_a_plain_client_makes_its_own_key_and_signs_in(
    rsa_key: RsaKey, serve: Serve, connect: Connect
) -> None:
    server = await serve(scenario(*many_chats(5)), rsa_key=rsa_key)
    client = await connect(server, shared=False)
    await sign_in(client, server)

    assert len(await client.get_dialogs()) == 5


async def test_several_exchanges_in_a_row_all_work(rsa_key: RsaKey, serve: Serve, connect: Connect) -> None:
    server = await serve(scenario(), rsa_key=rsa_key)
    for _ in range(5):
        client = await connect(server, shared=False, connection_retries=0)
        assert client.is_connected()


async def test_a_client_that_does_not_trust_the_key_gets_no_further(
    made_rsa_key: tuple[RsaKey, str], serve: Serve, connect: Connect
) -> None:
    server = await serve(scenario(), rsa_key=made_rsa_key[0])
    with pytest.raises(ConnectionError):
        await connect(server, shared=False, connection_retries=0, retry_delay=0)
    assert server.log == []


async def test_without_an_rsa_key_only_shared_keys_are_known(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario())
    with pytest.raises((ConnectionError, BufferError)):
        await connect(server, shared=False, connection_retries=0, retry_delay=0)


async def test_an_unknown_auth_key_is_answered_404(serve: Serve, connect: Connect) -> None:
    other = await serve(scenario())
    key = other.endpoint.dc(2).auth_key
    server = await serve(scenario(account=account(home_dc=2)))
    client = await connect(server)
    client._sender.auth_key.key = key

    with pytest.raises((AuthKeyNotFound, ConnectionError)):
        await client(functions.help.GetNearestDcRequest())


async def test_a_key_of_one_data_centre_is_unknown_at_another(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario())
    client = await connect(server, dc=2)
    client._sender.auth_key.key = server.endpoint.dc(3).auth_key

    with pytest.raises((AuthKeyNotFound, ConnectionError)):
        await client(functions.help.GetNearestDcRequest())


# --- the newer layout of the inner data, which Telethon does not use ---------------------------------------


def read(data: bytes) -> Any:
    with BinaryReader(data) as reader:
        return reader.tgread_object()


def inner_data(pq: Any, *, p: int = P) -> bytes:
    return bytes(
        types.PQInnerDataDc(
            pq=pq.pq,
            p=p.to_bytes(4, "big"),
            q=Q.to_bytes(4, "big"),
            nonce=NONCE,
            server_nonce=pq.server_nonce,
            new_nonce=NEW_NONCE,
            dc=2,
        )
    )


def rsa_pad(data: bytes, key: RsaKey) -> bytes:
    """Encrypt as core.telegram.org/mtproto/auth_key describes RSA_PAD."""
    padded = data + os.urandom(192 - len(data))
    while True:
        temporary = os.urandom(32)
        hashed = padded[::-1] + sha256(temporary + padded).digest()
        encrypted = AES.encrypt_ige(hashed, temporary, bytes(32))
        mask = bytes(a ^ b for a, b in zip(temporary, sha256(encrypted).digest(), strict=True))
        number = int.from_bytes(mask + encrypted, "big")
        if number < key.n:
            return pow(number, key.e, key.n).to_bytes(256, "big")


def old_layout(data: bytes, key: RsaKey, digest: bytes | None = None) -> bytes:
    block = (digest or sha1(data).digest()) + data + os.urandom(235 - len(data))  # noqa: S324
    return pow(int.from_bytes(block, "big"), key.e, key.n).to_bytes(256, "big")


class Started:
    """An exchange after its first step."""

    def __init__(self, key: RsaKey) -> None:
        self.key = key
        self.exchange = KeyExchange(key)
        self.pq = read(self.exchange.answer(bytes(functions.ReqPqMultiRequest(NONCE))))

    def params(self, encrypted: bytes, **changes: Any) -> Any:
        arguments = {
            "nonce": NONCE,
            "server_nonce": self.pq.server_nonce,
            "p": P.to_bytes(4, "big"),
            "q": Q.to_bytes(4, "big"),
            "public_key_fingerprint": self.key.fingerprint,
            "encrypted_data": encrypted,
        }
        return read(self.exchange.answer(bytes(functions.ReqDHParamsRequest(**{**arguments, **changes}))))


@pytest.fixture
def started(made_rsa_key: tuple[RsaKey, str]) -> Started:
    return Started(made_rsa_key[0])


def test_both_layouts_of_the_inner_data_are_understood(made_rsa_key: tuple[RsaKey, str]) -> None:
    for layout in (rsa_pad, old_layout):
        started = Started(made_rsa_key[0])
        answer = started.params(layout(inner_data(started.pq), started.key))

        assert isinstance(answer, types.ServerDHParamsOk)


def test_a_digest_that_starts_with_zero_bytes_is_not_shifted(made_rsa_key: tuple[RsaKey, str]) -> None:
    key = made_rsa_key[0]
    while True:
        started = Started(key)
        data = inner_data(started.pq)
        if sha1(data).digest()[0] == 0:  # noqa: S324
            break

    assert isinstance(started.params(old_layout(data, key)), types.ServerDHParamsOk)


def test_inner_data_that_was_changed_is_refused(started: Started) -> None:
    with pytest.raises(KeyExchangeError):
        started.params(old_layout(inner_data(started.pq), started.key, digest=bytes(20)))


def test_a_wrong_factor_is_refused(started: Started) -> None:
    with pytest.raises(KeyExchangeError, match="inner data"):
        started.params(rsa_pad(inner_data(started.pq, p=7), started.key))


@pytest.mark.parametrize("change", [{"nonce": 1}, {"server_nonce": 1}, {"public_key_fingerprint": 1}])
def test_another_nonce_or_key_is_refused(started: Started, change: dict[str, int]) -> None:
    with pytest.raises(KeyExchangeError):
        started.params(rsa_pad(inner_data(started.pq), started.key), **change)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\1\2\3\4",
        bytes(functions.help.GetConfigRequest()),
        bytes(functions.SetClientDHParamsRequest(0, 0, bytes(16))),
    ],
)
def test_anything_else_ends_the_exchange(made_rsa_key: tuple[RsaKey, str], body: bytes) -> None:
    with pytest.raises(KeyExchangeError):
        KeyExchange(made_rsa_key[0]).answer(body)


def test_the_last_step_needs_the_one_before(started: Started) -> None:
    request = functions.SetClientDHParamsRequest(NONCE, started.pq.server_nonce, bytes(592))

    with pytest.raises(KeyExchangeError, match="order"):
        started.exchange.answer(bytes(request))


def test_an_rsa_block_beyond_the_key_is_refused(started: Started) -> None:
    with pytest.raises(KeyExchangeError, match="too large"):
        started.params(b"\xff" * 256)


@pytest.mark.parametrize(("g_b", "changed"), [(1, b""), (1 << 2047, b"changed!")])
def test_the_last_step_refuses_what_was_changed_or_is_out_of_range(
    started: Started, g_b: int, changed: bytes
) -> None:
    started.params(rsa_pad(inner_data(started.pq), started.key))
    server = started.pq.server_nonce
    inner = bytes(types.ClientDHInnerData(NONCE, server, 0, g_b.to_bytes(256, "big")))
    digest = sha1(inner + changed).digest()  # noqa: S324
    key, iv = generate_key_data_from_nonce(server, NEW_NONCE)
    request = functions.SetClientDHParamsRequest(NONCE, server, AES.encrypt_ige(digest + inner, key, iv))

    with pytest.raises(KeyExchangeError):
        started.exchange.answer(bytes(request))
    assert started.exchange.auth_key is None


def test_a_key_pair_never_shows_itself(made_rsa_key: tuple[RsaKey, str]) -> None:
    assert str(made_rsa_key[0].d) not in repr(made_rsa_key[0])
