"""Bytes under a passphrase: a key from scrypt (RFC 7914), and ChaCha20-Poly1305 (RFC 8439) around them.

Both are from `cryptography`, which is there already and loaded only here. How the key is made stands beside
what is sealed and is authenticated with it, so that nothing of it can be changed unnoticed.
"""

import os
import unicodedata
from typing import Annotated

import msgspec
from msgspec import Meta

SALT_BYTES, NONCE_BYTES, KEY_BYTES = 16, 12, 32
_MOST_MEMORY = 1 << 30  # bytes; a file that asks for more was not written by safecheck


class Cost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The cost of one guess: scrypt's N, r and p. The default takes 128 MiB and about half a second, as the
    OWASP Password Storage Cheat Sheet has it."""

    n: Annotated[int, Meta(ge=2, le=1 << 22)] = 1 << 17
    r: Annotated[int, Meta(ge=1, le=32)] = 8
    p: Annotated[int, Meta(ge=1, le=16)] = 1

    @property
    def usable(self) -> bool:
        """Whether scrypt takes it, and within the memory that safecheck ever asks for."""
        return self.n & (self.n - 1) == 0 and 128 * self.n * self.r <= _MOST_MEMORY


class Seal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one sealing was made; none of it is secret."""

    cost: Cost
    salt: Annotated[bytes, Meta(min_length=SALT_BYTES, max_length=SALT_BYTES)]
    nonce: Annotated[bytes, Meta(min_length=NONCE_BYTES, max_length=NONCE_BYTES)]


class WrongKeyError(Exception):
    """Not this passphrase, or not these bytes: which of the two nobody can tell."""


def new_seal(cost: Cost) -> Seal:
    """Return a seal that was never used: salt and nonce are new each time, and so is the key."""
    return Seal(cost, os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES))


def close(plain: bytes, passphrase: str, seal: Seal, beside: bytes) -> bytes:
    """Return `plain` encrypted and authenticated, together with `beside`, which stays readable."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    return ChaCha20Poly1305(_key(passphrase, seal)).encrypt(seal.nonce, plain, beside)


def open_(closed: bytes, passphrase: str, seal: Seal, beside: bytes) -> bytes:
    """Return what `close` was given. Raises WrongKeyError."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    try:
        return ChaCha20Poly1305(_key(passphrase, seal)).decrypt(seal.nonce, closed, beside)
    except InvalidTag:
        raise WrongKeyError from None


def close_with(plain: bytes, key: bytes, beside: bytes) -> bytes:
    """The same with a random key of KEY_BYTES, which is itself kept under a passphrase; the nonce, which is
    new each time, stands first."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    nonce = os.urandom(NONCE_BYTES)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, plain, beside)


def open_with(closed: bytes, key: bytes, beside: bytes) -> bytes:
    """Return what `close_with` was given. Raises WrongKeyError."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    try:
        return ChaCha20Poly1305(key).decrypt(closed[:NONCE_BYTES], closed[NONCE_BYTES:], beside)
    except (InvalidTag, ValueError):
        raise WrongKeyError from None


def _key(passphrase: str, seal: Seal) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    cost = seal.cost
    # An accented letter can come as one sign or as two, by the keyboard; it is the same letter.
    typed = unicodedata.normalize("NFC", passphrase).encode()
    return Scrypt(salt=seal.salt, length=KEY_BYTES, n=cost.n, r=cost.r, p=cost.p).derive(typed)
