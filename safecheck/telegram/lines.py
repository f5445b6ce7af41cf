"""Lines to Telegram: straight to a data centre, or through the proxy that the user set and nothing else (P4).

MTProxy: https://core.telegram.org/mtproto/mtproto-transports#transport-obfuscation. Telethon's own class for
it is not used: it tells Telegram which proxy that is, waits two seconds each time and knows less padding.
"""

import hashlib
import os
from typing import Any

from telethon.network import ConnectionTcpAbridged
from telethon.network.connection import connection
from telethon.network.connection.tcpintermediate import (
    IntermediatePacketCodec,
    RandomizedIntermediatePacketCodec,
)

from safecheck.model.connection import Proxy
from safecheck.model.errors import UnreachableError
from safecheck.model.text import N_
from safecheck.telegram.addresses import Addresses
from safecheck.telegram.gate import RequestRefusedError


def line_to(addresses: Addresses, proxy: Proxy | None) -> type:
    """Return the class of connection for these addresses: it opens no line to any other, and with a proxy
    none that does not go through it."""
    if proxy is None:
        return _direct(addresses)
    return _socks5(addresses, proxy) if proxy.kind == "socks5" else _mtproxy(addresses, proxy)


def _refuse_others(addresses: Addresses, line: Any, host: str, port: int) -> None:
    if not addresses.allow(host, port):
        raise RequestRefusedError(line, "may not be opened to an address outside the endpoint")


def _direct(addresses: Addresses) -> type:
    class DirectLine(ConnectionTcpAbridged):  # type: ignore[misc] # Telethon has no types
        """A line to one of the data centres."""

        async def _connect(self, timeout: float | None = None, ssl: Any = None) -> None:  # noqa: ASYNC109 - Telethon's
            _refuse_others(addresses, self, self._ip, self._port)
            await super()._connect(timeout=timeout, ssl=ssl)

    return DirectLine


def _socks5(addresses: Addresses, proxy: Proxy) -> type:
    # The fourth: the proxy resolves names, so that none is looked up here.
    telethons = ("socks5", proxy.host, proxy.port, True, proxy.user or None, proxy.password or None)

    class Socks5Line(ConnectionTcpAbridged):  # type: ignore[misc] # Telethon has no types
        """A line to one of the data centres through a SOCKS5 proxy."""

        async def _connect(self, timeout: float | None = None, ssl: Any = None) -> None:  # noqa: ASYNC109 - Telethon's
            _refuse_others(addresses, self, self._ip, self._port)
            if connection.python_socks is None:
                raise UnreachableError(
                    N_(
                        "Without python-socks safecheck cannot use the proxy. "
                        "Install it: pip install python-socks"
                    )
                )
            self._proxy = telethons
            try:
                await super()._connect(timeout=timeout, ssl=ssl)
            except (OSError, TimeoutError):
                raise
            except Exception:
                # A proxy that refuses is an error of python-socks, which Telethon turns into one of the
                # system's only if it was the first to load it.
                raise ConnectionError("the proxy refused") from None

    return Socks5Line


def _mtproxy(addresses: Addresses, proxy: Proxy) -> type:
    class MTProxyLine(connection.ObfuscatedConnection):  # type: ignore[misc] # Telethon has no types
        """A line to an MTProxy, which is told the number of the data centre and knows its address."""

        packet_codec = _PaddedPackets if proxy.padded else IntermediatePacketCodec

        def __init__(self, ip: str, port: int, dc_id: int, *, loggers: Any, **_: Any) -> None:
            super().__init__(proxy.host, proxy.port, dc_id, loggers=loggers)
            self._target = (ip, port)

        def obfuscated_io(self, _: Any) -> "_Obfuscated":
            """Return what scrambles this line."""
            tag = self.packet_codec.obfuscate_tag
            return _Obfuscated(self._reader, self._writer, proxy.secret, tag, self._dc_id)

        async def _connect(self, timeout: float | None = None, ssl: Any = None) -> None:  # noqa: ASYNC109 - Telethon's
            _refuse_others(addresses, self, *self._target)
            await super()._connect(timeout=timeout, ssl=ssl)

    return MTProxyLine


# What a proxy would take for another protocol at the start of a line.
_TAKEN = (b"HEAD", b"POST", b"GET ", b"OPTI", b"PVrG", b"\x16\x03\x01\x02", b"\xdd" * 4, b"\xee" * 4)
_TAKEN_FIRST = 0xEF


class _Obfuscated:
    """Scrambles what passes, with keys made of random bytes and the secret of the proxy."""

    def __init__(self, reader: Any, writer: Any, secret: bytes, tag: bytes, dc: int) -> None:
        self._reader, self._writer = reader, writer
        start = _random_start()
        backwards = start[55:7:-1]
        self._encrypt = _ctr(hashlib.sha256(start[8:40] + secret).digest(), start[40:56])
        self._decrypt = _ctr(hashlib.sha256(backwards[:32] + secret).digest(), backwards[32:])
        plain = start[:56] + tag + dc.to_bytes(2, "little", signed=True) + start[62:]
        self.header = start[:56] + self._encrypt.update(plain)[56:]

    async def readexactly(self, count: int) -> bytes:
        """Return the next bytes."""
        return bytes(self._decrypt.update(await self._reader.readexactly(count)))

    def write(self, data: bytes) -> None:
        """Send bytes."""
        self._writer.write(self._encrypt.update(data))


def _random_start() -> bytes:
    while True:
        start = os.urandom(64)
        if start[0] != _TAKEN_FIRST and start[:4] not in _TAKEN and start[4:8] != bytes(4):
            return start


def _ctr(key: bytes, first_block: bytes) -> Any:
    # Telethon's AES in this mode is plain Python: ten seconds for a long list of chats. Loaded here only,
    # because most people have no such proxy.
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    return Cipher(algorithms.AES(key), modes.CTR(first_block)).encryptor()


class _PaddedPackets(RandomizedIntermediatePacketCodec):  # type: ignore[misc] # Telethon has no types
    """Packets with up to 15 bytes of padding; Telethon takes off no more than 3."""

    async def read_packet(self, reader: Any) -> bytes:
        """Return the next packet without its padding."""
        return without_padding(await IntermediatePacketCodec.read_packet(self, reader))


def without_padding(packet: bytes) -> bytes:
    """Return a packet as it was before padding, by what each kind of message says of its own length
    (https://core.telegram.org/mtproto/description)."""
    if len(packet) < 20:
        return packet[:4]  # an error of the transport
    if packet[:8] == bytes(8):  # not encrypted: key 0, number of the message, length
        return packet[: 20 + int.from_bytes(packet[16:20], "little")]
    return packet[: len(packet) - (len(packet) - 24) % 16]
