"""Two small real proxies on loopback. Each decides for itself where it forwards, so that a test can use the
addresses of real Telegram and prove that nobody but the proxy was contacted."""

import asyncio
import contextlib
import hashlib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any, TypeAlias, TypeVar

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from safecheck.model.connection import Proxy

Reader: TypeAlias = asyncio.StreamReader
Writer: TypeAlias = asyncio.StreamWriter
Address = tuple[str, int]
Change = Callable[[bytes], bytes]


def unchanged(data: bytes) -> bytes:
    return data


async def pump(reader: Reader, writer: Writer, change: Change = unchanged) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(65536):
            writer.write(change(data))
            await writer.drain()
    writer.close()


@asynccontextmanager
async def listening(serve: Callable[[Reader, Writer], Any]) -> AsyncIterator[Address]:
    tasks: set[asyncio.Task[Any]] = set()
    writers: list[Writer] = []

    async def one(reader: Reader, writer: Writer) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        writers.append(writer)
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                await serve(reader, writer)
        finally:
            writer.close()
            tasks.discard(task)

    server = await asyncio.start_server(one, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[:2]
    finally:
        server.close()
        for writer in writers:
            writer.transport.abort()
        if tasks:
            await asyncio.wait(set(tasks), timeout=5)


class Socks5:
    """RFC 1928 and 1929: CONNECT to an IPv4 address or a name, forwarded by the table `routes`."""

    def __init__(self, routes: Mapping[Address, Address], login: tuple[str, str] | None = None) -> None:
        self.routes = routes
        self.login = login
        self.asked_for: list[Address] = []
        self.address: Address = ("", 0)

    @property
    def proxy(self) -> Proxy:
        user, password = self.login or ("", "")
        return Proxy(kind="socks5", host=self.address[0], port=self.address[1], user=user, password=password)

    async def serve(self, reader: Reader, writer: Writer) -> None:
        _, count = await reader.readexactly(2)
        offered = await reader.readexactly(count)
        wanted = 2 if self.login else 0
        writer.write(bytes([5, wanted if wanted in offered else 0xFF]))
        if wanted not in offered:
            return
        if self.login and not await self._logged_in(reader, writer):
            return
        _, _, _, kind = await reader.readexactly(4)
        if kind == 1:
            host = ".".join(map(str, await reader.readexactly(4)))
        else:
            host = (await reader.readexactly((await reader.readexactly(1))[0])).decode()
        target = host, int.from_bytes(await reader.readexactly(2), "big")
        self.asked_for.append(target)
        if target not in self.routes:
            writer.write(bytes([5, 2, 0, 1, 0, 0, 0, 0, 0, 0]))  # not allowed by the rules
            return
        onward, back = await asyncio.open_connection(*self.routes[target])
        writer.write(bytes([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]))
        await asyncio.gather(pump(reader, back), pump(onward, writer))

    async def _logged_in(self, reader: Reader, writer: Writer) -> bool:
        await reader.readexactly(1)
        user = await reader.readexactly((await reader.readexactly(1))[0])
        password = await reader.readexactly((await reader.readexactly(1))[0])
        good = (user.decode(), password.decode()) == self.login
        writer.write(bytes([1, 0 if good else 1]))
        return good


class MTProxy:
    """https://core.telegram.org/mtproto/mtproto-transports: takes the scrambling off and forwards the rest in
    the clear to the address of the data centre that is named."""

    def __init__(self, routes: Mapping[int, Address], secret: bytes = b"0123456789abcdef") -> None:
        self.routes = routes
        self.secret = secret
        self.asked_for: list[tuple[int, bytes]] = []
        self.address: Address = ("", 0)

    def proxy(self, *, padded: bool = False, secret: bytes | None = None) -> Proxy:
        host, port = self.address
        return Proxy(kind="mtproto", host=host, port=port, secret=secret or self.secret, padded=padded)

    async def serve(self, reader: Reader, writer: Writer) -> None:
        start = await reader.readexactly(64)
        backwards = start[8:56][::-1]
        incoming = self._cipher(start[8:40], start[40:56])
        outgoing = self._cipher(backwards[:32], backwards[32:])
        plain = incoming(start)
        tag, dc = plain[56:60], int.from_bytes(plain[60:62], "little", signed=True)
        if tag not in (b"\xee" * 4, b"\xdd" * 4) or dc not in self.routes:
            return  # another secret: nothing that it says makes sense
        self.asked_for.append((dc, tag))
        onward, back = await asyncio.open_connection(*self.routes[dc])
        back.write(tag)
        await asyncio.gather(pump(reader, back, incoming), pump(onward, writer, outgoing))

    def _cipher(self, key: bytes, block: bytes) -> Change:
        keyed = hashlib.sha256(key + self.secret).digest()
        return Cipher(algorithms.AES(keyed), modes.CTR(block)).encryptor().update


AnyProxy = TypeVar("AnyProxy", Socks5, MTProxy)


@asynccontextmanager
async def running(proxy: AnyProxy) -> AsyncIterator[AnyProxy]:
    async with listening(proxy.serve) as address:
        proxy.address = address
        yield proxy
