"""Server side of making an auth key (core.telegram.org/mtproto/auth_key), for `demo-server` and tests.

The practice account does not need it: there the key is shared beforehand, so that shipped client code never
has to trust one more RSA key.
"""

import os
import time
from hashlib import sha1, sha256
from typing import Any

import msgspec
from telethon.crypto import AES, AuthKey
from telethon.crypto.rsa import _compute_fingerprint
from telethon.extensions import BinaryReader
from telethon.tl import functions, types

from safecheck.practice.srp import PRIME, PRIME_BYTES

GENERATOR = 3
# Two fixed primes just below 2^31: the client only has to show that it can factor their product.
P, Q = 2147483629, 2147483647
SAFETY_MARGIN = 1 << (2048 - 64)


class KeyExchangeError(Exception):
    """The client broke the rules of the exchange; the connection is to be closed."""


class RsaKey(msgspec.Struct, frozen=True):
    """A 2048-bit RSA key pair as plain numbers."""

    n: int
    e: int
    d: int

    @property
    def fingerprint(self) -> int:
        """The signed 64-bit number by which the server offers the key."""
        return int(_compute_fingerprint(self))

    def __repr__(self) -> str:
        return "RsaKey(…)"


def _digest(data: bytes) -> bytes:
    return sha1(data).digest()  # noqa: S324 - the protocol says SHA-1


def _temporary_key(server_nonce: int, new_nonce: int) -> tuple[bytes, bytes]:
    """Return AES key and IV for the rest of the exchange, which both nonces give."""
    server, new = (
        server_nonce.to_bytes(16, "little", signed=True),
        new_nonce.to_bytes(32, "little", signed=True),
    )
    middle = _digest(server + new)
    return _digest(new + server) + middle[:12], middle[12:] + _digest(new + new) + new[:4]


def _opened(block: bytes) -> bytes:
    """Return the TL bytes (and what pads them) inside a decrypted RSA block, in either layout in use."""
    # Older layout: one zero byte, SHA-1, data, random. Only that one byte goes: the digest may start with 0.
    data = block[21:]
    with BinaryReader(data) as reader:
        try:
            reader.tgread_object()
        except Exception:  # noqa: S110 - random bytes can fail to parse in any way
            pass
        else:
            if _digest(data[: reader.tell_position()]) == block[1:21]:
                return data
    # RSA_PAD: temporary key masked by the hash of what it encrypts, which is reversed data and its hash.
    mask, encrypted = block[:32], block[32:]
    temporary = bytes(a ^ b for a, b in zip(mask, sha256(encrypted).digest(), strict=True))
    plain = bytes(AES.decrypt_ige(encrypted, temporary, bytes(32)))
    data = plain[191::-1]
    if sha256(temporary + data).digest() != plain[192:]:
        raise KeyExchangeError("the inner data was not encrypted for this key")
    return data


class KeyExchange:
    """One exchange on one connection: feed the requests in order, take `auth_key` at the end."""

    def __init__(self, rsa_key: RsaKey) -> None:
        self._rsa = rsa_key
        self._nonce = 0
        self._server_nonce = int.from_bytes(os.urandom(16), "little", signed=True)
        self._new_nonce = 0
        self._a = 0
        self.auth_key: bytes | None = None

    def answer(self, body: bytes) -> bytes:
        """Return the serialised answer to one serialised request; raise KeyExchangeError."""
        try:
            with BinaryReader(body) as reader:
                request = reader.tgread_object()
        except Exception as error:
            raise KeyExchangeError("not a request") from error
        if isinstance(request, functions.ReqPqMultiRequest | functions.ReqPqRequest):
            return bytes(self._pq(request))
        if request.__class__ not in (functions.ReqDHParamsRequest, functions.SetClientDHParamsRequest):
            raise KeyExchangeError("not a request of the key exchange")
        if (request.nonce, request.server_nonce) != (self._nonce, self._server_nonce):
            raise KeyExchangeError("nonces do not match")
        if isinstance(request, functions.ReqDHParamsRequest):
            return bytes(self._params(request))
        return bytes(self._finish(request))

    def _pq(self, request: Any) -> Any:
        self._nonce = request.nonce
        return types.ResPQ(
            nonce=self._nonce,
            server_nonce=self._server_nonce,
            pq=(P * Q).to_bytes(8, "big"),
            server_public_key_fingerprints=[self._rsa.fingerprint],
        )

    def _params(self, request: Any) -> Any:
        if request.public_key_fingerprint != self._rsa.fingerprint:
            raise KeyExchangeError("encrypted for another key")
        cipher = int.from_bytes(request.encrypted_data, "big")
        if cipher >= self._rsa.n:
            raise KeyExchangeError("the RSA block is too large")
        with BinaryReader(_opened(pow(cipher, self._rsa.d, self._rsa.n).to_bytes(256, "big"))) as reader:
            inner = reader.tgread_object()
        numbers = (int.from_bytes(inner.p, "big"), int.from_bytes(inner.q, "big"))
        if numbers != (P, Q) or (inner.nonce, inner.server_nonce) != (self._nonce, self._server_nonce):
            raise KeyExchangeError("the inner data does not match")
        self._new_nonce = inner.new_nonce
        g_a = 0
        while not SAFETY_MARGIN <= g_a <= PRIME - SAFETY_MARGIN:
            self._a = int.from_bytes(os.urandom(256), "big")
            g_a = pow(GENERATOR, self._a, PRIME)
        offer = bytes(
            types.ServerDHInnerData(
                nonce=self._nonce,
                server_nonce=self._server_nonce,
                g=GENERATOR,
                dh_prime=PRIME_BYTES,
                g_a=g_a.to_bytes(256, "big"),
                server_time=int(time.time()),
            )
        )
        key, iv = _temporary_key(self._server_nonce, self._new_nonce)
        return types.ServerDHParamsOk(
            nonce=self._nonce,
            server_nonce=self._server_nonce,
            encrypted_answer=bytes(AES.encrypt_ige(_digest(offer) + offer, key, iv)),
        )

    def _finish(self, request: Any) -> Any:
        if not self._a or len(request.encrypted_data) % 16:
            raise KeyExchangeError("out of order")
        key, iv = _temporary_key(self._server_nonce, self._new_nonce)
        plain = bytes(AES.decrypt_ige(request.encrypted_data, key, iv))
        with BinaryReader(plain[20:]) as reader:
            inner = reader.tgread_object()
            if _digest(plain[20 : 20 + reader.tell_position()]) != plain[:20]:
                raise KeyExchangeError("the inner data was changed")
        g_b = int.from_bytes(inner.g_b, "big")
        if not SAFETY_MARGIN <= g_b <= PRIME - SAFETY_MARGIN:
            raise KeyExchangeError("g_b is out of range")
        shared = pow(g_b, self._a, PRIME)
        # Telethon drops leading zero bytes (1 key in 256 has one); both sides must use the same bytes.
        self.auth_key = shared.to_bytes((shared.bit_length() + 7) // 8, "big")
        return types.DhGenOk(
            nonce=self._nonce,
            server_nonce=self._server_nonce,
            new_nonce_hash1=AuthKey(self.auth_key).calc_new_nonce_hash(self._new_nonce, 1),
        )
