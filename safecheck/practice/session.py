"""One connection: packets in, messages out, and the service messages of MTProto between them."""

import asyncio
import contextlib
import gzip
import os
import struct
import time
from typing import Any, Protocol

from telethon.extensions.binaryreader import BinaryReader, TypeNotFoundError
from telethon.tl import functions, types
from telethon.tl.core import GzipPacked, MessageContainer, RpcResult
from telethon.tl.tlobject import TLObject, TLRequest

from safecheck.practice import framing
from safecheck.practice.devices import Device, Session
from safecheck.practice.encryption import EncryptionError, Message, decrypt, encrypt
from safecheck.practice.faults import Breakdown
from safecheck.practice.key_exchange import KeyExchange, KeyExchangeError, RsaKey

GZIP, CONTAINER, RPC_RESULT = (
    struct.pack("<I", kind.CONSTRUCTOR_ID) for kind in (GzipPacked, MessageContainer, RpcResult)
)
GZIP_ABOVE = 512
TOO_OLD, TOO_NEW = 300, 30
MAX_IN_CONTAINER = 1020
UNKNOWN_KEY = struct.pack("<i", -404)
_INNER = struct.Struct("<qii")


class Host(Protocol):
    """What a connection needs from the server it belongs to."""

    @property
    def rsa_key(self) -> RsaKey | None:
        """The key for the key exchange; None if this server makes no keys."""
        ...

    @property
    def delay(self) -> float:
        """Seconds to wait before each answer."""
        ...

    def device(self, key_id: bytes, dc: int) -> Device | None:
        """Return the device with that auth key at that data centre."""
        ...

    def add_device(self, key: bytes, dc: int) -> None:
        """Remember a new auth key."""
        ...

    def answer(self, device: Device, link: "Link", request: Any) -> bytes:
        """Return the serialised answer to one API request; raise Breakdown."""
        ...

    def break_down(self) -> None:
        """Close everything for good."""
        ...


def packed(body: bytes) -> bytes:
    """Return `body`, compressed if it is long and that makes it shorter, as Telegram does."""
    if len(body) <= GZIP_ABOVE or body[:4] == GZIP:
        return body
    smaller = GZIP + TLObject.serialize_bytes(gzip.compress(body, 4, mtime=0))
    return smaller if len(smaller) < len(body) else body


def unpacked(body: bytes) -> bytes:
    """Return `body` without compression; raise EncryptionError if it is not what it says."""
    if body[:4] != GZIP:
        return body
    try:
        with BinaryReader(body[4:]) as reader:
            return gzip.decompress(reader.tgread_bytes())
    except (OSError, EOFError, BufferError, struct.error) as error:
        raise EncryptionError("not gzip") from error


def parts(message: Message) -> list[tuple[int, int, bytes]]:
    """Return (message id, sequence number, body) of a message or of everything in its container."""
    body = unpacked(message.body)
    if body[:4] != CONTAINER:
        return [(message.msg_id, message.seq_no, body)]
    try:
        (count,) = struct.unpack_from("<i", body, 4)
        if not 0 <= count <= MAX_IN_CONTAINER:
            raise EncryptionError("impossible container")
        found, at = [], 8
        for _ in range(count):
            msg_id, seq_no, length = _INNER.unpack_from(body, at)
            at += _INNER.size
            if length < 0 or at + length > len(body):
                raise EncryptionError("container cut short")
            found.append((msg_id, seq_no, unpacked(body[at : at + length])))
            at += length
    except struct.error as error:
        raise EncryptionError("container cut short") from error
    return found


class Link:
    """One TCP connection of one client. `subscribed` once it asked for something with updates."""

    def __init__(
        self, host: Host, dc: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.dc = dc
        self.subscribed = False
        self._host = host
        self._reader = reader
        self._writer = writer
        self._framing: framing.Framing | None = None
        self._exchange: KeyExchange | None = None
        self._device: Device | None = None
        self._session: Session | None = None
        self._later: set[asyncio.Task[None]] = set()

    async def serve(self) -> None:
        """Answer until either side closes."""
        try:
            self._framing = await framing.accept(self._reader)
            while not self._writer.is_closing():
                self._receive(await self._framing.read())
                await self._writer.drain()
        except Breakdown as breakdown:
            if breakdown.for_good:
                self._host.break_down()
        except (framing.FramingError, EncryptionError, KeyExchangeError, *framing.END_OF_STREAM):
            pass  # whatever the client did, closing the connection is the whole answer
        finally:
            await self._end()

    def close(self) -> None:
        """Close the connection; `serve` then returns."""
        self._writer.close()

    def abort(self) -> None:
        """Close at once, even if the client no longer reads what is still under way."""
        self._writer.transport.abort()

    async def _end(self) -> None:
        if self._device is not None:
            self._device.links.discard(self)
        for task in self._later:
            task.cancel()
        self._writer.close()
        with contextlib.suppress(OSError):
            await self._writer.wait_closed()

    # --- packets -----------------------------------------------------------------------------------------

    def _write(self, payload: bytes) -> None:
        if self._framing is not None and not self._writer.is_closing():
            self._writer.write(self._framing.wrap(payload))

    def _receive(self, packet: bytes) -> None:
        if len(packet) < 20:
            raise EncryptionError("not a message")
        if packet[:8] == bytes(8):
            self._receive_plain(packet)
            return
        device = self._host.device(packet[:8], self.dc)
        if device is None:
            self._write(UNKNOWN_KEY)
            self.close()
            return
        if device is not self._device:
            if self._device is not None:
                self._device.links.discard(self)
            self._device, self._session = device, None
            device.links.add(self)
        self._receive_message(device, decrypt(device.key, packet))

    def _receive_plain(self, packet: bytes) -> None:
        if self._host.rsa_key is None:
            self._write(UNKNOWN_KEY)
            self.close()
            return
        if self._exchange is None or self._exchange.auth_key is not None:
            self._exchange = KeyExchange(self._host.rsa_key)
        body = self._exchange.answer(packet[20:])
        now = int(time.time() * (1 << 32)) & ~3 | 1
        self._write(struct.pack("<qqi", 0, now, len(body)) + body)
        if self._exchange.auth_key is not None:
            self._host.add_device(self._exchange.auth_key, self.dc)

    def _receive_message(self, device: Device, message: Message) -> None:
        session = device.sessions.get(message.session)
        self._session = session or Session(message.session)
        if message.salt != device.salt:
            refusal = types.BadServerSalt(message.msg_id, message.seq_no, 48, device.salt)
            self._say(refusal, content=False)
            return
        if code := self._objection(message):
            self._say(types.BadMsgNotification(message.msg_id, message.seq_no, code), content=False)
            return
        if session is None:
            session = device.sessions[message.session] = self._session
            self._say(types.NewSessionCreated(message.msg_id, session.unique_id, device.salt))
        for msg_id, _, body in parts(message):
            if msg_id in session.received:
                self._say(types.MsgsAck([msg_id]), content=False)
                continue
            session.received.append(msg_id)
            self._receive_part(device, msg_id, body)

    @staticmethod
    def _objection(message: Message) -> int:
        """Return the code of bad_msg_notification for this message, 0 if it is fine."""
        if message.msg_id % 4:
            return 18
        age = time.time() - (message.msg_id >> 32)
        if age > TOO_OLD:
            return 16
        return 17 if age < -TOO_NEW else 0

    # --- messages ----------------------------------------------------------------------------------------

    def _receive_part(self, device: Device, msg_id: int, body: bytes) -> None:
        try:
            with BinaryReader(body) as reader:
                obj = reader.tgread_object()
        except TypeNotFoundError:
            self._result(msg_id, bytes(types.RpcError(400, "INPUT_METHOD_INVALID")))
            return
        except Exception:
            self._result(msg_id, bytes(types.RpcError(400, "INPUT_FETCH_ERROR")))
            return
        if (service := self._service(device, msg_id, obj)) is not None:
            for answer in service:
                self._say(answer, content=False)
        elif isinstance(obj, TLRequest):
            body = self._host.answer(device, self, obj)
            delay = self._host.delay
            if delay:
                self._say(types.MsgsAck([msg_id]), content=False)
                self._soon(self._result_after(delay, msg_id, body))
            else:
                self._result(msg_id, body)

    def _service(self, device: Device, msg_id: int, obj: Any) -> list[Any] | None:
        """Return the answers to a message of the protocol itself, None if it is an API request."""
        if isinstance(obj, functions.PingRequest | functions.PingDelayDisconnectRequest):
            return [types.Pong(msg_id, obj.ping_id)]
        if isinstance(obj, functions.GetFutureSaltsRequest):
            now = int(time.time())
            salts = [types.FutureSalt(now, now + 3600, device.salt)]
            return [types.FutureSalts(msg_id, now, salts[: obj.num])]
        if isinstance(obj, types.MsgsStateReq | types.MsgResendReq):
            known = set(self._session.received if self._session else ())
            info = "".join(chr(4 if wanted in known else 1) for wanted in obj.msg_ids)
            return [types.MsgsStateInfo(msg_id, info)]
        if isinstance(obj, functions.DestroySessionRequest):
            current = self._session is not None and obj.session_id == self._session.id
            found = not current and device.sessions.pop(obj.session_id, None) is not None
            kind = types.DestroySessionOk if found else types.DestroySessionNone
            return [kind(obj.session_id)]
        if isinstance(obj, functions.RpcDropAnswerRequest):
            self._result(msg_id, bytes(types.RpcAnswerUnknown()))
            return []
        return None if isinstance(obj, TLRequest) else []

    def notify(self, update: Any) -> None:
        """Push an update to this connection, if it takes any."""
        if self.subscribed and self._session is not None:
            self._say(update, answer=False)

    def _say(self, obj: Any, *, content: bool = True, answer: bool = True) -> None:
        self._send(bytes(obj), content=content, answer=answer)

    def _result(self, msg_id: int, body: bytes) -> None:
        self._send(RPC_RESULT + struct.pack("<q", msg_id) + packed(body))

    async def _result_after(self, delay: float, msg_id: int, body: bytes) -> None:
        await asyncio.sleep(delay)
        self._result(msg_id, body)
        with contextlib.suppress(ConnectionError):
            await self._writer.drain()

    def _send(self, body: bytes, *, content: bool = True, answer: bool = True) -> None:
        device, session = self._device, self._session
        if device is None or session is None:
            return
        msg_id, seq_no = session.number(now=time.time(), content=content, answer=answer)
        message = Message(device.salt, session.id, msg_id, seq_no, body)
        self._write(encrypt(device.key, message))

    def _soon(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._later.add(task)
        task.add_done_callback(self._later.discard)


def new_auth_key() -> bytes:
    """Return a random auth key to share beforehand."""
    return os.urandom(256)
