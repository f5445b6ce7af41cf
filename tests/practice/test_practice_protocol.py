"""MTProto between client and server: salts, containers, compression, service messages, pushes, resending."""

import asyncio
import gzip
import os
import struct
import time
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telethon import errors, events
from telethon.crypto import AES
from telethon.extensions import BinaryReader
from telethon.network.connection.tcpintermediate import IntermediatePacketCodec
from telethon.tl import functions, types
from telethon.tl.core import GzipPacked, MessageContainer
from telethon.tl.tlobject import TLObject

from safecheck.practice.encryption import EncryptionError, Message, decrypt, encrypt, key_id
from safecheck.practice.key_exchange import RsaKey
from safecheck.practice.scenario import FaultsSpec
from safecheck.practice.server import PracticeServer
from safecheck.practice.session import packed, parts, unpacked
from tests.practice.accounts import many_chats, scenario
from tests.practice.conftest import Connect, Serve, sign_in

KEY = bytes(range(256))
longs = st.integers(-(2**63), 2**63 - 1)


# --- without a network -------------------------------------------------------------------------------------


messages = st.builds(
    Message,
    salt=longs,
    session=longs,
    msg_id=longs,
    seq_no=st.integers(0, 2**31 - 1),
    body=st.integers(0, 50).flatmap(lambda n: st.binary(min_size=4 * n, max_size=4 * n)),
)


@settings(deadline=None)
@given(messages, st.booleans())
def test_a_message_comes_back_as_it_was_encrypted(message: Message, from_server: bool) -> None:
    packet = encrypt(KEY, message, from_server=from_server)

    assert packet[:8] == key_id(KEY)
    assert decrypt(KEY, packet, from_server=from_server) == message


@settings(deadline=None)
@given(messages, st.data())
def test_a_changed_packet_is_refused(message: Message, data: st.DataObject) -> None:
    packet = bytearray(encrypt(KEY, message, from_server=False))
    at = data.draw(st.integers(8, len(packet) - 1))
    packet[at] ^= data.draw(st.integers(1, 255))

    with pytest.raises(EncryptionError):
        decrypt(KEY, bytes(packet))


def test_an_impossible_length_inside_is_refused() -> None:
    head = struct.pack("<qqqii", 1, 2, 4, 1, 4096)
    plain = head + bytes(-len(head) % 16 + 32)
    msg_key = sha256(KEY[88:120] + plain).digest()[8:24]
    a, b = sha256(msg_key + KEY[:36]).digest(), sha256(KEY[40:76] + msg_key).digest()
    secret = AES.encrypt_ige(plain, a[:8] + b[8:24] + a[24:], b[:8] + a[8:24] + b[24:])

    with pytest.raises(EncryptionError, match="length"):
        decrypt(KEY, key_id(KEY) + msg_key + secret)


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_as_a_message(packet: bytes) -> None:
    with pytest.raises(EncryptionError):
        decrypt(KEY, packet)


@given(st.binary(max_size=5000).map(lambda data: b"\1\2\3\4" + data))
def test_packing_never_makes_longer_and_comes_undone(body: bytes) -> None:
    assert len(packed(body)) <= len(body)
    assert unpacked(packed(body)) == body
    assert packed(packed(body)) == packed(body)


def test_long_answers_are_compressed() -> None:
    assert packed(b"\1\2\3\4" * 1000)[:4] == struct.pack("<I", GzipPacked.CONSTRUCTOR_ID)


def container(*bodies: bytes) -> bytes:
    head = struct.pack("<Ii", MessageContainer.CONSTRUCTOR_ID, len(bodies))
    return head + b"".join(
        struct.pack("<qii", 4 * n, 2 * n, len(body)) + body for n, body in enumerate(bodies)
    )


@given(st.lists(st.binary(max_size=40).map(lambda body: b"\1\2\3\4" + body), max_size=5))
def test_a_container_gives_its_messages_in_order(bodies: list[bytes]) -> None:
    message = Message(0, 0, 8, 1, container(*bodies))

    assert parts(message) == [(4 * n, 2 * n, body) for n, body in enumerate(bodies)]


@pytest.mark.parametrize(
    "body",
    [
        container(b"\1\2\3\4")[:-1],
        container(b"\1\2\3\4")[:10],
        struct.pack("<Ii", MessageContainer.CONSTRUCTOR_ID, -1),
        struct.pack("<I", GzipPacked.CONSTRUCTOR_ID) + b"\x04nope\0\0\0",
        struct.pack("<I", GzipPacked.CONSTRUCTOR_ID) + b"\x44",
        struct.pack("<I", GzipPacked.CONSTRUCTOR_ID),
    ],
)
def test_what_only_looks_like_a_container_or_gzip_is_refused(body: bytes) -> None:
    with pytest.raises(EncryptionError):
        parts(Message(0, 0, 8, 1, body))


# --- the real client ---------------------------------------------------------------------------------------


async def test_a_changed_salt_goes_unnoticed_by_the_user(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario(*many_chats(5)))
    client = await connect(server)
    await sign_in(client, server)
    before = client._sender._state.salt
    server.change_salts()
    await asyncio.gather(*(client(functions.help.GetNearestDcRequest()) for _ in range(5)))

    assert client._sender._state.salt != before


async def test_requests_in_one_container_are_answered_one_by_one(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario())
    client = await connect(server)
    await sign_in(client, server)
    answers = await client([functions.help.GetNearestDcRequest(), functions.updates.GetStateRequest()])

    assert [type(answer) for answer in answers] == [types.NearestDc, types.updates.State]


async def test_wrapped_requests_reach_the_same_handler(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario())
    client = await connect(server)
    inner = functions.help.GetNearestDcRequest()
    for wrapped in (
        functions.InvokeWithoutUpdatesRequest(inner),
        functions.InvokeWithTakeoutRequest(1, inner),
        functions.InvokeAfterMsgRequest(1, functions.InvokeWithoutUpdatesRequest(inner)),
    ):
        assert isinstance(await client(wrapped), types.NearestDc)
    assert server.log[-1].wrappers == ("invokeAfterMsg", "invokeWithoutUpdates")


async def test_service_messages_are_answered(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario())
    client = await connect(server)
    pong = await client._sender.send(functions.PingRequest(7))
    salts = await client._sender.send(functions.GetFutureSaltsRequest(1))
    unknown = await client._sender.send(functions.DestroySessionRequest(1))
    dropped = await client._sender.send(functions.RpcDropAnswerRequest(1))

    assert pong.ping_id == 7
    assert [salt.salt for salt in salts.salts] == [client._sender._state.salt]
    assert isinstance(unknown, types.DestroySessionNone)
    assert isinstance(dropped, types.RpcAnswerUnknown)


async def test_an_unknown_method_has_telegrams_error(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario())
    client = await connect(server)
    await sign_in(client, server)
    with pytest.raises(errors.InputMethodInvalidError):
        await client(functions.messages.GetHistoryRequest("me", 0, None, 0, 1, 0, 0, 0))


async def test_a_pushed_update_arrives(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario())
    client = await connect(server)
    await sign_in(client, server)
    arrived = asyncio.Event()

    async def notice(update: Any) -> None:
        arrived.set()

    client.add_event_handler(notice, events.Raw(types.UpdateConfig))
    server.push(types.UpdateConfig())

    await asyncio.wait_for(arrived.wait(), 10)


async def test_updates_stay_away_from_who_is_not_signed_in(
    rsa_key: RsaKey, serve: Serve, connect: Connect
) -> None:
    server = await serve(scenario(), rsa_key=rsa_key)
    inside, outside = await connect(server), await connect(server, shared=False)
    await sign_in(inside, server)
    got: list[str] = []
    arrived = asyncio.Event()

    def listen(client: Any, name: str) -> None:
        async def notice(update: Any) -> None:
            got.append(name)
            arrived.set()

        client.add_event_handler(notice, events.Raw(types.UpdateConfig))

    listen(inside, "inside")
    listen(outside, "outside")
    server.push(types.UpdatesTooLong())
    server.push(types.UpdateConfig())
    await inside(functions.help.GetNearestDcRequest())
    await outside(functions.help.GetNearestDcRequest())
    await asyncio.wait_for(arrived.wait(), 10)

    assert got == ["inside"]


async def test_two_connections_of_one_key_are_served_at_once(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario(*many_chats(30), faults=FaultsSpec(delay_ms=20)))
    first, second = await connect(server, device_model="One"), await connect(server, device_model="Two")
    await sign_in(first, server)
    lists = await asyncio.gather(first.get_dialogs(), second.get_dialogs())

    assert [len(found) for found in lists] == [30, 30]
    assert server.signed_in_sessions == 1
    assert {entry.client for entry in server.log} == {"One", "Two"}


async def test_a_dropped_connection_is_made_again(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario(*many_chats(5)))
    client = await connect(server, retry_delay=0)
    await sign_in(client, server)
    server.drop_connections()

    assert len(await client.get_dialogs()) == 5


# --- a client of our own making, for what Telethon never does -----------------------------------------------


class Raw:
    """One connection on which single messages can be sent just as a test wants them."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, key: bytes) -> None:
        self._reader, self._writer, self._key = reader, writer, key
        self._codec = IntermediatePacketCodec(None)
        self.salt, self.session, self.last = 0, 77, 0
        writer.write(self._codec.tag)

    @classmethod
    async def to(cls, server: PracticeServer) -> "Raw":
        centre = server.endpoint.dc(2)
        assert centre.auth_key is not None
        return cls(*await asyncio.open_connection(centre.host, centre.port), centre.auth_key)

    def send(self, body: Any, *, msg_id: int | None = None) -> int:
        self.last = msg_id or max(int(time.time() * 2**32) & ~3, self.last + 4)
        message = Message(self.salt, self.session, self.last, 1, bytes(body))
        self.write(encrypt(self._key, message, from_server=False))
        return self.last

    def write(self, packet: bytes) -> None:
        self._writer.write(self._codec.encode_packet(packet))

    async def receive(self) -> Any:
        message = decrypt(self._key, await self._codec.read_packet(self._reader), from_server=True)
        with BinaryReader(message.body) as reader:
            return reader.tgread_object()

    async def packet(self) -> bytes:
        return bytes(await self._codec.read_packet(self._reader))

    async def begin(self) -> None:
        self.send(functions.PingRequest(1))
        self.salt = (await self.receive()).new_server_salt
        self.send(functions.PingRequest(1))
        assert isinstance(await self.receive(), types.NewSessionCreated)
        assert isinstance(await self.receive(), types.Pong)

    async def ended(self) -> bool:
        return await self._reader.read() == b""

    async def close(self) -> None:
        self._writer.close()
        await self._writer.wait_closed()


@pytest.fixture
async def raw(serve: Serve) -> Any:
    server = await serve(scenario())
    connection = await Raw.to(server)
    yield connection
    await connection.close()


async def test_a_wrong_salt_is_answered_with_the_right_one_and_nothing_else(raw: Raw) -> None:
    sent = raw.send(functions.PingRequest(1))
    refusal = await raw.receive()

    assert (type(refusal), refusal.bad_msg_id, refusal.error_code) == (types.BadServerSalt, sent, 48)
    raw.salt = refusal.new_server_salt
    raw.send(functions.PingRequest(2))
    created, pong = await raw.receive(), await raw.receive()
    assert created.server_salt == raw.salt
    assert pong.ping_id == 2


@pytest.mark.parametrize(
    ("msg_id", "code"),
    [
        (lambda: (int(time.time()) << 32) + 1, 18),
        (lambda: (int(time.time()) - 400) << 32, 16),
        (lambda: (int(time.time()) + 60) << 32, 17),
    ],
)
async def test_message_numbers_must_fit_the_clock(raw: Raw, msg_id: Any, code: int) -> None:
    await raw.begin()
    raw.send(functions.PingRequest(1), msg_id=msg_id())

    assert (await raw.receive()).error_code == code


async def test_a_message_sent_twice_is_answered_once(raw: Raw) -> None:
    await raw.begin()
    sent = raw.send(functions.PingRequest(1))
    raw.send(functions.PingRequest(1), msg_id=sent)

    assert isinstance(await raw.receive(), types.Pong)
    assert (await raw.receive()).msg_ids == [sent]


async def test_nothing_is_answered_before_the_client_says_who_it_is(raw: Raw) -> None:
    await raw.begin()
    raw.send(functions.help.GetConfigRequest())

    assert (await raw.receive()).error.error_message == "CONNECTION_NOT_INITED"


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (struct.pack("<I", 0x5AFEC0DE), "INPUT_METHOD_INVALID"),
        (bytes(functions.PingRequest(1))[:-4], "INPUT_FETCH_ERROR"),
    ],
)
async def test_a_request_that_cannot_be_read_is_an_error_of_its_own(
    raw: Raw, body: bytes, error: str
) -> None:
    await raw.begin()
    raw.send(body)

    assert (await raw.receive()).error.error_message == error


async def test_a_compressed_request_is_read(raw: Raw) -> None:
    await raw.begin()
    ping = gzip.compress(bytes(functions.PingRequest(9)))
    raw.send(struct.pack("<I", GzipPacked.CONSTRUCTOR_ID) + TLObject.serialize_bytes(ping))

    assert (await raw.receive()).ping_id == 9


async def test_the_server_knows_which_messages_it_has(raw: Raw) -> None:
    await raw.begin()
    known = raw.last
    raw.send(types.MsgsStateReq([known, known + 400]))

    assert (await raw.receive()).info == "\x04\x01"


async def test_notices_of_the_client_need_no_answer(raw: Raw) -> None:
    await raw.begin()
    raw.send(types.MsgsAck([1]))
    raw.send(functions.PingRequest(3))

    assert (await raw.receive()).ping_id == 3


async def test_an_old_session_can_be_ended(raw: Raw) -> None:
    await raw.begin()
    raw.session = 78
    raw.send(functions.DestroySessionRequest(77))

    assert isinstance(await raw.receive(), types.NewSessionCreated)
    assert isinstance(await raw.receive(), types.DestroySessionOk)


async def test_an_unknown_key_gets_404_and_the_end(raw: Raw) -> None:
    raw.write(os.urandom(8) + bytes(16 + 64))

    assert struct.unpack("<i", await raw.packet()) == (-404,)
    assert await raw.ended()


async def test_a_key_exchange_where_none_is_offered_gets_404(raw: Raw) -> None:
    raw.write(struct.pack("<qqi", 0, 4, 20) + bytes(functions.ReqPqMultiRequest(1)))

    assert struct.unpack("<i", await raw.packet()) == (-404,)
    assert await raw.ended()


@pytest.mark.parametrize("packet", [b"\1" * 8, bytes(24)])
async def test_what_is_no_message_ends_the_connection(raw: Raw, packet: bytes) -> None:
    raw.write(packet)

    data = await raw._reader.read()
    assert data in (b"", struct.pack("<ii", 4, -404))


async def test_a_message_made_with_another_key_ends_the_connection(raw: Raw) -> None:
    raw.write(key_id(raw._key) + os.urandom(16 + 64))

    assert await raw.ended()
