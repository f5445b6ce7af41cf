"""Server side of the TCP transports: where one MTProto packet ends and the next begins.

The first bytes of a connection tell the transport: `ef` abridged, four times `ee` intermediate, four times
`dd` padded intermediate, a length followed by sequence number 0 full; anything else is the 64-byte header of
the obfuscated form, which hides one of the first three behind AES-CTR.
"""

import asyncio
import os
import struct
from typing import Protocol
from zlib import crc32

from telethon.crypto.aesctr import AESModeCTR

MAX_PACKET = 1 << 24
ABRIDGED, INTERMEDIATE, PADDED = b"\xef" * 4, b"\xee" * 4, b"\xdd" * 4


class FramingError(Exception):
    """The other side does not speak a transport of this server, or broke its rules."""


class Source(Protocol):
    """Where bytes come from: a StreamReader, or one that takes a cipher off."""

    async def readexactly(self, n: int, /) -> bytes:
        """Return exactly `n` bytes; raise asyncio.IncompleteReadError at the end of the stream."""
        ...


class Framing(Protocol):
    """One transport on one connection."""

    async def read(self) -> bytes:
        """Return the next packet; raise FramingError or asyncio.IncompleteReadError."""
        ...

    def wrap(self, payload: bytes) -> bytes:
        """Return the bytes that carry `payload` to the client."""
        ...


def _checked(length: int) -> int:
    if not 0 < length <= MAX_PACKET:
        raise FramingError(f"impossible packet length {length}")
    return length


class Abridged:
    """Length in words: one byte, or 7f and three bytes."""

    def __init__(self, source: Source) -> None:
        self._source = source

    async def read(self) -> bytes:
        words = (await self._source.readexactly(1))[0]
        if words >= 0x7F:
            words = int.from_bytes(await self._source.readexactly(3), "little")
        return await self._source.readexactly(_checked(words * 4))

    def wrap(self, payload: bytes) -> bytes:
        words = len(payload) // 4
        head = bytes([words]) if words < 0x7F else b"\x7f" + words.to_bytes(3, "little")
        return head + payload


class Intermediate:
    """Length in bytes, four bytes little endian."""

    def __init__(self, source: Source) -> None:
        self._source = source

    async def read(self) -> bytes:
        (length,) = struct.unpack("<i", await self._source.readexactly(4))
        return await self._source.readexactly(_checked(length))

    def wrap(self, payload: bytes) -> bytes:
        return struct.pack("<i", len(payload)) + payload


class PaddedIntermediate(Intermediate):
    """Intermediate with up to 15 random bytes behind the payload, counted in the length."""

    async def read(self) -> bytes:
        packet = await super().read()
        if len(packet) < 24:
            return packet
        if packet[:8] == bytes(8):
            (length,) = struct.unpack_from("<i", packet, 16)
            return packet[: 20 + max(length, 0)]
        return packet[: len(packet) - (len(packet) - 24) % 16]

    def wrap(self, payload: bytes) -> bytes:
        # Fewer than four, so that clients which only look at the remainder by four find the payload's end.
        return super().wrap(payload + os.urandom(os.urandom(1)[0] % 4))


class Full:
    """Length, sequence number, payload, CRC-32 of all before."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._received = self._sent = 0

    async def read(self) -> bytes:
        head = await self._source.readexactly(8)
        length, sequence = struct.unpack("<ii", head)
        body = await self._source.readexactly(_checked(length - 8))
        if sequence != self._received or len(body) < 4:
            raise FramingError("packets out of sequence")
        if struct.unpack("<I", body[-4:])[0] != crc32(body[:-4], crc32(head)):
            raise FramingError("checksum does not match")
        self._received += 1
        return body[:-4]

    def wrap(self, payload: bytes) -> bytes:
        packet = struct.pack("<ii", len(payload) + 12, self._sent) + payload
        self._sent += 1
        return packet + struct.pack("<I", crc32(packet))


class _Pushback:
    """A source whose first bytes were already read."""

    def __init__(self, head: bytes, source: Source) -> None:
        self._head = head
        self._source = source

    async def readexactly(self, n: int, /) -> bytes:
        head, self._head = self._head[:n], self._head[n:]
        return head if len(head) == n else head + await self._source.readexactly(n - len(head))


class _Deciphered:
    """A source that takes AES-CTR off."""

    def __init__(self, source: Source, cipher: AESModeCTR) -> None:
        self._source = source
        self._cipher = cipher

    async def readexactly(self, n: int, /) -> bytes:
        return bytes(self._cipher.decrypt(await self._source.readexactly(n)))


class Obfuscated:
    """Another transport behind AES-CTR in both directions."""

    def __init__(self, inner: Framing, cipher: AESModeCTR) -> None:
        self._inner = inner
        self._cipher = cipher

    async def read(self) -> bytes:
        return await self._inner.read()

    def wrap(self, payload: bytes) -> bytes:
        return bytes(self._cipher.encrypt(self._inner.wrap(payload)))


def _obfuscated(header: bytes, source: Source) -> Framing:
    incoming = AESModeCTR(header[8:40], header[40:56])
    backwards = header[55:7:-1]
    outgoing = AESModeCTR(backwards[:32], backwards[32:48])
    tag = bytes(incoming.decrypt(header))[56:60]
    inner: type[Abridged] | type[Intermediate]
    if tag == ABRIDGED:
        inner = Abridged
    elif tag == INTERMEDIATE:
        inner = Intermediate
    elif tag == PADDED:
        inner = PaddedIntermediate
    else:
        raise FramingError("not a transport of this server")
    return Obfuscated(inner(_Deciphered(source, incoming)), outgoing)


async def accept(reader: Source) -> Framing:
    """Read the first bytes of a connection and return its transport.

    Raises FramingError for anything but the transports named above, asyncio.IncompleteReadError at the end.
    """
    head = await reader.readexactly(1)
    if head == ABRIDGED[:1]:
        return Abridged(reader)
    head += await reader.readexactly(3)
    if head == INTERMEDIATE:
        return Intermediate(reader)
    if head == PADDED:
        return PaddedIntermediate(reader)
    if head in (b"GET ", b"POST", b"HEAD", b"OPTI"):
        raise FramingError("this server speaks no HTTP")
    head += await reader.readexactly(4)
    if head[4:] == bytes(4):
        return Full(_Pushback(head, reader))
    return _obfuscated(head + await reader.readexactly(56), reader)


END_OF_STREAM = (asyncio.IncompleteReadError, ConnectionError)
