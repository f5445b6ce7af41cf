"""Transports: Telethon's own codecs on the other side, and the bytes that must be refused."""

import asyncio
import struct
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telethon.network import connection as transports
from telethon.network.connection.connection import ObfuscatedConnection
from telethon.network.connection.tcpintermediate import (
    IntermediatePacketCodec,
    RandomizedIntermediatePacketCodec,
)
from telethon.network.connection.tcpobfuscated import ObfuscatedIO

from safecheck.practice.framing import FramingError, accept
from tests.practice.accounts import many_chats, scenario
from tests.practice.conftest import Connect, Serve, sign_in


class ObfuscatedIntermediate(ObfuscatedConnection):  # type: ignore[misc] # Telethon has no types
    """What clients use behind censorship: padded intermediate packets inside the obfuscation."""

    obfuscated_io = ObfuscatedIO
    packet_codec = RandomizedIntermediatePacketCodec


class ObfuscatedPlain(ObfuscatedConnection):  # type: ignore[misc] # Telethon has no types
    """Intermediate packets inside the obfuscation."""

    obfuscated_io = ObfuscatedIO
    packet_codec = IntermediatePacketCodec


class PaddedCodec(RandomizedIntermediatePacketCodec):  # type: ignore[misc] # Telethon has no types
    """Padded intermediate packets in the open."""

    tag = b"\xdd" * 4


class Padded(transports.ConnectionTcpIntermediate):  # type: ignore[misc] # Telethon has no types
    """Padded intermediate packets in the open."""

    packet_codec = PaddedCodec


CONNECTIONS = [
    transports.ConnectionTcpFull,
    transports.ConnectionTcpAbridged,
    transports.ConnectionTcpIntermediate,
    transports.ConnectionTcpObfuscated,
    ObfuscatedIntermediate,
    ObfuscatedPlain,
    Padded,
]


@pytest.mark.parametrize("connection", CONNECTIONS)
async def test_the_real_client_signs_in_and_lists_chats_over_each_transport(
    connection: type, serve: Serve, connect: Connect
) -> None:
    server = await serve(scenario(*many_chats(30)))
    client = await connect(server, connection=connection)
    await sign_in(client, server)

    assert len(await client.get_dialogs()) == 30


# What clients send: an encrypted message (24 bytes and whole blocks), or a plain one with its length.
encrypted = (
    st.integers(0, 60)
    .flatmap(lambda n: st.binary(min_size=24 + 16 * n, max_size=24 + 16 * n))
    .map(lambda data: b"\x01" + data[1:])
)
plain = (
    st.integers(1, 40)
    .flatmap(lambda n: st.binary(min_size=4 * n, max_size=4 * n))
    .map(lambda data: bytes(8) + b"\x04" * 8 + struct.pack("<i", len(data)) + data)
)
packets = st.lists(encrypted | plain, min_size=1, max_size=5)


class _Wire:
    """Telethon's side of a connection, writing to memory."""

    def __init__(self, kind: type) -> None:
        self.written = bytearray()
        self._writer = self
        self._reader: Any = None
        self.packet_codec = kind.packet_codec  # type: ignore[attr-defined]
        self.codec = self.packet_codec(self)
        self.obfuscation: Any = None
        if issubclass(kind, ObfuscatedConnection):
            self.obfuscation = ObfuscatedIO(self)
            self.write(bytes(self.obfuscation.header))
        elif self.codec.tag:
            self.write(self.codec.tag)

    def write(self, data: bytes) -> None:
        self.written += data

    def send(self, packet: bytes) -> None:
        (self.obfuscation or self).write(self.codec.encode_packet(packet))

    async def receive(self, data: bytes, count: int) -> list[bytes]:
        reader = stream(data)
        if self.obfuscation:
            self.obfuscation._reader = reader
        return [await self.codec.read_packet(self.obfuscation or reader) for _ in range(count)]


def stream(data: bytes) -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    reader.feed_data(data)
    reader.feed_eof()
    return reader


@settings(deadline=None, max_examples=40)
@given(kind=st.sampled_from(CONNECTIONS), incoming=packets, outgoing=packets)
def test_packets_survive_both_directions_of_every_transport(
    kind: type, incoming: list[bytes], outgoing: list[bytes]
) -> None:
    async def round_trip() -> None:
        wire = _Wire(kind)
        for packet in incoming:
            wire.send(packet)
        framing = await accept(stream(bytes(wire.written)))

        assert incoming == [await framing.read() for _ in incoming]
        assert outgoing == await wire.receive(b"".join(map(framing.wrap, outgoing)), len(outgoing))

    asyncio.run(round_trip())


async def read_all(data: bytes) -> None:
    framing = await accept(stream(data))
    while True:
        await framing.read()


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_end_in_a_refusal_or_the_end_of_the_stream(data: bytes) -> None:
    with pytest.raises((FramingError, asyncio.IncompleteReadError)):
        asyncio.run(read_all(data))


@pytest.mark.parametrize(
    "data",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"\x20\0\0\0" + bytes(4) + bytes(24),  # a wrong checksum
        b"\x08\0\0\0" + bytes(4),  # a length that leaves no room for the checksum
        b"\xee\xee\xee\xee" + b"\xff\xff\xff\xff",  # a negative length
        b"\xee\xee\xee\xee" + b"\0\0\0\x7f",  # a length nobody sends
        b"\xef\0",  # an empty packet
        b"\x11" * 64 + b"rest",  # obfuscated, but not with one of our transports
    ],
)
async def test_a_connection_that_breaks_the_rules_of_its_transport_is_refused(data: bytes) -> None:
    with pytest.raises(FramingError):
        await read_all(data)


async def test_a_padded_packet_too_short_for_a_message_is_left_alone() -> None:
    framing = await accept(stream(b"\xdd" * 4 + b"\x05\0\0\0short"))

    assert await framing.read() == b"short"


async def test_a_packet_that_comes_twice_is_out_of_sequence() -> None:
    wire = _Wire(transports.ConnectionTcpFull)
    wire.send(b"\x01" * 24)
    once = bytes(wire.written)

    with pytest.raises(FramingError, match="sequence"):
        await read_all(once + once)
