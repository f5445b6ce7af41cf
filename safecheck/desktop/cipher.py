"""The keys of a profile, and how they open what is encrypted with them.

Sources: telegramdesktop/tdesktop 6.1.2, storage_file_utilities.cpp (CreateLocalKey, CreateLegacyLocalKey,
DecryptLocal), mtproto_auth_key.cpp (prepareAES_oldmtp).

The block cipher is cryptography's, which costs about 30 ms once; pyaes is loaded sooner, but needs 4 ms for
each kB, so that a file of a megabyte would take it 4 seconds.
"""

import hashlib
from types import TracebackType

KEY_SIZE, SALT_SIZE = 256, 32
_BLOCK = 16


class PartError(Exception):
    """Something encrypted has a form that Telegram Desktop does not write."""


class WrongKeyError(PartError):
    """Something encrypted does not open with this key."""


class LocalKey:
    """A key of 256 bytes. It is part of no representation; at the end of its `with` block it is overwritten,
    as far as Python lets that be done."""

    def __init__(self, material: bytes) -> None:
        if len(material) != KEY_SIZE:
            raise PartError
        self._material = bytearray(material)

    def __enter__(self) -> "LocalKey":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._material[:] = bytes(KEY_SIZE)

    def decrypt(self, part: bytes) -> bytes:
        """Open a part: the first 16 bytes of its SHA-1, then its own length, its bytes and a padding under
        AES-256-IGE. Raises WrongKeyError if it belongs to another key, PartError if it has no such form."""
        size = len(part) - _BLOCK
        if size <= 0 or size % _BLOCK:
            raise PartError
        check = part[:_BLOCK]
        plain = _decrypt_ige(part[_BLOCK:], *self._for_message(check))
        if _sha1(plain)[:_BLOCK] != check:
            raise WrongKeyError
        length = int.from_bytes(plain[:4], "little")
        if not max(4, size - _BLOCK + 1) <= length <= size:
            raise PartError
        return plain[4:length]

    def _for_message(self, check: bytes) -> tuple[bytes, bytes]:
        """Return the key of AES and the start of its chain for a part with this SHA-1."""
        key = self._material
        a, b = _sha1(check + key[8:40]), _sha1(key[40:56] + check + key[56:72])
        c, d = _sha1(key[72:104] + check), _sha1(check + key[104:136])
        return a[:8] + b[8:20] + c[4:16], a[8:20] + b[:8] + c[16:20] + d[:8]


def passcode_key(passcode: bytes, salt: bytes) -> LocalKey:
    """Return the key that a passcode stands for since version 2.1.14; takes a while unless it is empty."""
    hashed = hashlib.sha512(salt + passcode + salt).digest()
    return LocalKey(hashlib.pbkdf2_hmac("sha512", hashed, salt, 100_000 if passcode else 1, KEY_SIZE))


def legacy_key(passcode: bytes, salt: bytes) -> LocalKey:
    """Return the key that a passcode stood for before; the app's settings still have that of an empty one."""
    return LocalKey(hashlib.pbkdf2_hmac("sha1", passcode, salt, 4000 if passcode else 4, KEY_SIZE))


def _decrypt_ige(data: bytes, key: bytes, start: bytes) -> bytes:
    # Only whoever opens a file needs the library.
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    block = Cipher(algorithms.AES(key), modes.ECB()).decryptor()  # noqa: S305  IGE is built from it
    before_out, before_in = int.from_bytes(start[:_BLOCK], "big"), int.from_bytes(start[_BLOCK:], "big")
    plain = bytearray()
    for at in range(0, len(data), _BLOCK):
        encrypted = int.from_bytes(data[at : at + _BLOCK], "big")
        mixed = block.update((encrypted ^ before_in).to_bytes(_BLOCK, "big"))
        before_in = int.from_bytes(mixed, "big") ^ before_out
        before_out = encrypted
        plain += before_in.to_bytes(_BLOCK, "big")
    return bytes(plain)


def _sha1(data: bytes | bytearray) -> bytes:
    return hashlib.sha1(data, usedforsecurity=False).digest()
