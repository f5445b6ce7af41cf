"""Opens the layers of a profile for the tests, so that what Telegram Desktop wrote can be held against the
format's own figures. Shares nothing with `safecheck.desktop`; trusts what it reads."""

import hashlib
import struct
from pathlib import Path

from telethon.crypto import AES

from tests.desktop.tdata import legacy_key


def version_and_body(path: Path) -> tuple[int, bytes]:
    """Take a file out of its head and checksum."""
    data = path.read_bytes()
    version, body = data[4:8], data[8:-16]
    digest = hashlib.md5(body + struct.pack("<i", len(body)) + version + b"TDF$", usedforsecurity=False)
    assert (data[:4], data[-16:]) == (b"TDF$", digest.digest()), path.name
    return int.from_bytes(version, "little"), body


def byte_arrays(body: bytes) -> list[bytes | None]:
    """Split a body that is nothing but QByteArrays; a null one is None."""
    found: list[bytes | None] = []
    while body:
        (size,) = struct.unpack(">I", body[:4])
        held = 0 if size == 0xFFFFFFFF else size
        found.append(None if size == 0xFFFFFFFF else body[4 : 4 + held])
        body = body[4 + held :]
    return found


def part(encrypted: bytes | None, key: bytes) -> bytes:
    """Decrypt one part and take off its length and padding."""
    assert encrypted is not None
    check = encrypted[:16]
    a, b = _sha1(check + key[8:40]), _sha1(key[40:56] + check + key[56:72])
    c, d = _sha1(key[72:104] + check), _sha1(check + key[104:136])
    plain: bytes = AES.decrypt_ige(
        encrypted[16:], a[:8] + b[8:20] + c[4:16], a[8:20] + b[:8] + c[16:20] + d[:8]
    )
    assert _sha1(plain)[:16] == check, "another key"
    (size,) = struct.unpack("<I", plain[:4])
    assert len(plain) - 16 < size <= len(plain)
    return plain[4:size]


def app_stream(path: Path) -> bytes:
    """Open `settings` down to its blocks."""
    salt, encrypted = byte_arrays(version_and_body(path)[1])
    assert salt is not None
    return part(encrypted, legacy_key("", salt))


def account_stream(path: Path, local_key: bytes) -> bytes:
    """Open the settings of an account down to their blocks."""
    (encrypted,) = byte_arrays(version_and_body(path)[1])
    return part(encrypted, local_key)


def _sha1(data: bytes) -> bytes:
    return hashlib.sha1(data, usedforsecurity=False).digest()
