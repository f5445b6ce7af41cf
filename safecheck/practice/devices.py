"""Auth keys and what the server knows of the device behind each: salt, sessions, sign-in."""

import os
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from safecheck.practice.encryption import key_id
from safecheck.practice.srp import Challenge

if TYPE_CHECKING:
    from safecheck.practice.session import Link

REMEMBERED_MESSAGES = 1000


def _random_long() -> int:
    return int.from_bytes(os.urandom(8), "little", signed=True) or 1


@dataclass(slots=True)
class PendingCode:
    """A login code that was sent and not yet used. `expires` is monotonic time."""

    phone: str
    hash: str
    expires: float
    resent: bool = False


@dataclass(slots=True)
class LoginToken:
    """The content of a QR code on display. `expires` is Unix time."""

    token: bytes
    expires: float
    accepted: bool = False


@dataclass(slots=True)
class Session:
    """One MTProto session: numbering of messages in both directions."""

    id: int
    unique_id: int = field(default_factory=_random_long)
    last_sent: int = 0
    content_sent: int = 0
    received: deque[int] = field(default_factory=lambda: deque(maxlen=REMEMBERED_MESSAGES))

    def number(self, *, now: float, content: bool, answer: bool) -> tuple[int, int]:
        """Return the next message id and sequence number; ids end in binary 01 for answers, else 11."""
        base = max(int(now * (1 << 32)) & ~3, (self.last_sent & ~3) + 4)
        self.last_sent = base | (1 if answer else 3)
        seq_no = self.content_sent * 2 + content
        self.content_sent += content
        return self.last_sent, seq_no


@dataclass(slots=True, eq=False)
class Device:
    """One auth key at one data centre, which is what Telegram calls an authorization once it is signed in."""

    key: bytes
    dc: int
    salt: int = field(default_factory=_random_long)
    layer: int = 0
    api_id: int = 0
    device_model: str = ""
    system_version: str = ""
    app_version: str = ""
    signed_in: bool = False
    signed_in_at: float = 0.0
    revoked: bool = False
    password_pending: bool = False
    code: PendingCode | None = None
    login_token: LoginToken | None = None
    challenge: Challenge | None = None
    sessions: dict[int, Session] = field(default_factory=dict)
    links: "set[Link]" = field(default_factory=set)

    @property
    def key_id(self) -> bytes:
        """The eight bytes by which packets name this device's key."""
        return key_id(self.key)

    @property
    def hash(self) -> int:
        """What account.getAuthorizations calls the device towards other devices."""
        return int.from_bytes(self.key_id, "little", signed=True) | 1

    def sign_in(self, now: float) -> None:
        """The device is now signed in (`now`: Unix time); whatever led there is used up."""
        self.signed_in, self.signed_in_at = True, now
        self.revoked = self.password_pending = False
        self.code = self.login_token = self.challenge = None

    def sign_out(self, *, revoked: bool = False) -> None:
        """The device is no longer signed in; `revoked` if somebody else ended it."""
        self.signed_in, self.revoked = False, revoked
        self.password_pending = False
        self.code = self.login_token = self.challenge = None

    def change_salt(self) -> None:
        """Make the salt in use invalid, as Telegram does from time to time."""
        self.salt = _random_long()
