"""The public key of a server on this computer: read from a file, and trusted instead of Telegram's own.

Forms: PKCS#1 (RFC 8017 A.1.1) and SubjectPublicKeyInfo (RFC 5280 4.1). Reading one loads no Telethon.
"""

import base64
import binascii
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

from safecheck.model.errors import BadInputError
from safecheck.model.text import N_, clean

_BLOCK = re.compile(r"-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \1-----", re.DOTALL)
_PKCS1, _SPKI = "RSA PUBLIC KEY", "PUBLIC KEY"
_INTEGER, _BITS, _SEQUENCE = 0x02, 0x03, 0x30
_RSA = bytes.fromhex("06092a864886f70d0101010500")  # the identifier rsaEncryption without parameters
_KEY_BITS = 2048  # MTProto encrypts blocks of 256 bytes: https://core.telegram.org/mtproto/auth_key


def read(path: Path) -> str:
    """Return the key in a file as PEM in PKCS#1. Text around it is passed over: `safecheck demo-server`
    prints some. Raises BadInputError if the file cannot be read or holds no such key."""
    from safecheck.packs.yaml_file import read_text

    text = read_text(path, name := clean(str(path), 300))
    blocks = [(found[1], found[2]) for found in _BLOCK.finditer(text)]
    if any("PRIVATE" in label for label, _ in blocks):
        raise BadInputError(
            N_("%(file)s holds a private key, which nobody else should have. Give the public key only."),
            file=name,
        )
    keys = [(label, body) for label, body in blocks if label in (_PKCS1, _SPKI)]
    if len(keys) != 1:
        raise BadInputError(
            N_("%(file)s must hold one public key, which starts with: -----BEGIN RSA PUBLIC KEY-----"),
            file=name,
        )
    try:
        return _pkcs1(*keys[0])
    except (ValueError, IndexError):
        raise BadInputError(
            N_("%(file)s holds no RSA key of 2048 bits that is whole. Copy it again in full."), file=name
        ) from None


def _pkcs1(label: str, body: str) -> str:
    try:
        der = base64.b64decode("".join(body.split()), validate=True)
    except binascii.Error as error:
        raise ValueError from error
    if label == _SPKI:
        algorithm, bits = _parts(_only(der, _SEQUENCE))
        if algorithm != (_SEQUENCE, _RSA) or bits[0] != _BITS or bits[1][0] != 0:
            raise ValueError("not an RSA key")
        der = bits[1][1:]
    modulus, exponent = _parts(_only(der, _SEQUENCE))
    n, e = (int.from_bytes(value, "big", signed=True) for _, value in (modulus, exponent))
    if {modulus[0], exponent[0]} != {_INTEGER} or n.bit_length() != _KEY_BITS or n % 2 == 0:
        raise ValueError("not an RSA key of 2048 bits")
    if n < 0 or e < 3 or e % 2 == 0:
        raise ValueError("not an RSA key")
    lines = textwrap.wrap(base64.b64encode(der).decode("ascii"), 64)
    return "\n".join((f"-----BEGIN {_PKCS1}-----", *lines, f"-----END {_PKCS1}-----", ""))


def _only(der: bytes, tag: int) -> bytes:
    (found,) = _values(der)
    if found[0] != tag:
        raise ValueError("another thing than a key")
    return found[1]


def _parts(der: bytes) -> tuple[tuple[int, bytes], tuple[int, bytes]]:
    first, second = _values(der)
    return first, second


def _values(der: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield tag and content of each value (DER, X.690). Raises ValueError or IndexError where it is cut."""
    while der:
        tag, length, start = der[0], der[1], 2
        if length & 0x80:
            start += length & 0x7F
            length = int.from_bytes(der[2:start], "big")
        content = der[start : start + length]
        if len(content) != length:
            raise ValueError("cut short")
        yield tag, content
        der = der[start + length :]
