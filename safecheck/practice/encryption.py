"""MTProto 2.0 messages as the server sees them: decrypt the client's, encrypt its own.

Layout and key derivation: core.telegram.org/mtproto/description.
"""

import os
import struct
from hashlib import sha1, sha256

import msgspec
from telethon.crypto import AES

_HEAD = struct.Struct("<qqqii")  # salt, session, message id, sequence number, length of the body
_FROM_CLIENT, _FROM_SERVER = 0, 8


class EncryptionError(Exception):
    """The packet was not made with the key it names, or is not a message."""


class Message(msgspec.Struct, frozen=True):
    """One decrypted message."""

    salt: int
    session: int
    msg_id: int
    seq_no: int
    body: bytes


def key_id(key: bytes) -> bytes:
    """Return the eight bytes by which packets name the auth key."""
    return sha1(key).digest()[-8:]  # noqa: S324 - the protocol says SHA-1


def _aes(key: bytes, msg_key: bytes, x: int) -> tuple[bytes, bytes]:
    a = sha256(msg_key + key[x : x + 36]).digest()
    b = sha256(key[40 + x : 76 + x] + msg_key).digest()
    return a[:8] + b[8:24] + a[24:], b[:8] + a[8:24] + b[24:]


def _msg_key(key: bytes, plain: bytes, x: int) -> bytes:
    return sha256(key[88 + x : 120 + x] + plain).digest()[8:24]


def decrypt(key: bytes, packet: bytes, *, from_server: bool = False) -> Message:
    """Return the message in `packet`, whose key id the caller has looked up; raise EncryptionError."""
    x = _FROM_SERVER if from_server else _FROM_CLIENT
    if len(packet) < 24 + 48 or len(packet) % 16 != 8:
        raise EncryptionError("not a whole message")
    msg_key = packet[8:24]
    plain = bytes(AES.decrypt_ige(packet[24:], *_aes(key, msg_key, x)))
    if _msg_key(key, plain, x) != msg_key:
        raise EncryptionError("made with another key")
    salt, session, msg_id, seq_no, length = _HEAD.unpack_from(plain)
    if length < 0 or length % 4 or not 12 <= len(plain) - _HEAD.size - length <= 1024:
        raise EncryptionError("impossible length")
    return Message(salt, session, msg_id, seq_no, plain[_HEAD.size : _HEAD.size + length])


def encrypt(key: bytes, message: Message, *, from_server: bool = True) -> bytes:
    """Return the packet that carries `message`."""
    x = _FROM_SERVER if from_server else _FROM_CLIENT
    head = _HEAD.pack(message.salt, message.session, message.msg_id, message.seq_no, len(message.body))
    plain = head + message.body
    plain += os.urandom(12 + -(len(plain) + 12) % 16)
    msg_key = _msg_key(key, plain, x)
    return key_id(key) + msg_key + bytes(AES.encrypt_ige(plain, *_aes(key, msg_key, x)))
