"""Two-step verification as the server does it (core.telegram.org/api/srp): it never sees the password."""

import os
from hashlib import pbkdf2_hmac, sha256
from typing import Any

from telethon.tl import types

# The 2048-bit safe prime that Telegram uses everywhere, and clients know as good without factoring it.
PRIME_BYTES = bytes.fromhex(
    "c71caeb9c6b1c9048e6c522f70f13f73980d40238e3e21c14934d037563d930f"
    "48198a0aa7c14058229493d22530f4dbfa336f6e0ac925139543aed44cce7c37"
    "20fd51f69458705ac68cd4fe6b6b13abdc9746512969328454f18faf8c595f64"
    "2477fe96bb2a941d5bcd1d4ac8cc49880708fa9b378e3c4f3a9060bee67cf9a4"
    "a4a695811051907e162753b56b0f6b410dba74d8a84b2a14b3144e0ef1284754"
    "fd17ed950d5965b4b9dd46582db1178d169c6bc465b0d6ff9ca3928fef5b9ae4"
    "e418fc15e83ebea0f87fa9ff5eed70050ded2849f47bf959d956850ce929851f"
    "0d8115f635b105ee2e4e15d04b2454bf6f4fadf034b10403119cd8e3b92fcc5b"
)
PRIME = int.from_bytes(PRIME_BYTES, "big")
GENERATOR = 3


def _hash(*parts: bytes) -> bytes:
    return sha256(b"".join(parts)).digest()


def _padded(number: int) -> bytes:
    return number.to_bytes(256, "big")


def _exponent(password: str, salt1: bytes, salt2: bytes) -> int:
    once = _hash(salt2, _hash(salt1, password.encode(), salt1), salt2)
    slow = pbkdf2_hmac("sha512", once, salt1, 100_000)
    return int.from_bytes(_hash(salt2, slow, salt2), "big")


def algorithm(salt1: bytes, salt2: bytes) -> Any:
    """Return the one way in use to make a number from a password, with these salts."""
    return types.PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow(
        salt1=salt1, salt2=salt2, g=GENERATOR, p=PRIME_BYTES
    )


class Verifier:
    """What a server keeps of one password."""

    def __init__(self, password: str) -> None:
        self._salts = os.urandom(40), os.urandom(16)
        self._verifier = pow(GENERATOR, _exponent(password, *self._salts), PRIME)

    @property
    def algorithm(self) -> Any:
        """The salts and numbers that the client needs to compute its half."""
        return algorithm(*self._salts)

    def challenge(self) -> "Challenge":
        """Start one check."""
        return Challenge(self._verifier, self._salts)


class Challenge:
    """One check: `id` and `b` go to the client, its proof comes back."""

    def __init__(self, verifier: int, salts: tuple[bytes, bytes]) -> None:
        self.id = int.from_bytes(os.urandom(7), "big")
        self._salts = salts
        self._verifier = verifier
        multiplier = int.from_bytes(_hash(PRIME_BYTES, _padded(GENERATOR)), "big")
        self._secret = int.from_bytes(os.urandom(256), "big")
        self.b = _padded((multiplier * verifier + pow(GENERATOR, self._secret, PRIME)) % PRIME)

    def accepts(self, a: bytes, proof: bytes) -> bool:
        """True if the client knows the password."""
        number = int.from_bytes(a, "big")
        if not 1 < number < PRIME - 1:
            return False
        a = _padded(number)
        scramble = int.from_bytes(_hash(a, self.b), "big")
        shared = pow(number * pow(self._verifier, scramble, PRIME), self._secret, PRIME)
        masked = bytes(x ^ y for x, y in zip(_hash(PRIME_BYTES), _hash(_padded(GENERATOR)), strict=True))
        salts = [_hash(salt) for salt in self._salts]
        return proof == _hash(masked, *salts, a, self.b, _hash(_padded(shared)))
