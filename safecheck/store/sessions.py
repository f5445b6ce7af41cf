"""Remembered sign-ins: one file each, sealed with a passphrase, used by one process at a time (G13, P3).

`sessions/NAME.yaml` in the state folder; beside it, for a day at most, `NAME.so-far` with what an audit had
read when it had to stop. The day it was made on and how the seal was made can be read without
the passphrase, and cannot be changed without it; the key, the account and the list of uses are sealed.
"""

import contextlib
import hashlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from safecheck.model.errors import BadInputError, SignInError
from safecheck.model.remembered import (
    CLOCK_SLACK,
    MOST_USES,
    KeptOne,
    RememberedSignIn,
    SignInKey,
    checked_name,
)
from safecheck.model.text import N_, clean
from safecheck.store.kept_file import KeptFile
from safecheck.store.one_process import OneProcess
from safecheck.store.sealed import KEY_BYTES, Cost, Seal, WrongKeyError, close, new_seal, open_
from safecheck.store.so_far import SoFarFile

_SUFFIX, _SO_FAR = ".yaml", ".so-far"

Place = Literal["telegram", "server"]


class WrongPassphraseError(SignInError):
    """The passphrase is another one."""


class _Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What can be read without the passphrase, and is authenticated with what is sealed."""

    schema: Literal[1]
    name: str
    made_on: Annotated[datetime, Meta(tz=True)]
    place: Place
    seal: Seal

    @property
    def authenticated(self) -> bytes:
        return msgspec.json.encode(self)


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    head: _Head
    sealed: Annotated[bytes, Meta(max_length=1 << 20)]
    # Tells a file that was damaged from a passphrase that is wrong. It guards against nobody.
    sum: str

    @property
    def right_sum(self) -> str:
        return hashlib.sha256(self.head.authenticated + self.sealed).hexdigest()


class _Secret(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    key: SignInKey
    uses: Annotated[tuple[Annotated[datetime, Meta(tz=True)], ...], Meta(max_length=MOST_USES)]
    own_key: bytes = b""


class SessionFile(KeptFile):
    """The file of the sign-in `name` in `folder`. Whoever uses what is in it has to `hold` it first."""

    def __init__(self, folder: Path, name: str, cost: Cost | None = None) -> None:
        super().__init__(folder / f"{name}{_SUFFIX}")
        self.sign_in = name
        self._cost = cost or Cost()
        self._lock = OneProcess(folder / f"{name}.lock")
        self.so_far = SoFarFile(folder / f"{name}{_SO_FAR}")

    def hold(self) -> None:
        """Keep every other process from using this sign-in until `release`. Raises SignInError where one does
        so now, BadInputError where the folder cannot be written."""
        try:
            self.make_folder()
            taken = self._lock.take()
        except OSError as error:
            raise BadInputError(
                N_("%(path)s cannot be written. The system says: %(problem)s."),
                path=self.name,
                problem=clean(error.strerror or str(error)),
            ) from None
        if not taken:
            raise SignInError(
                N_(
                    "The remembered sign-in “%(name)s” is in use by another safecheck just now. Nothing was "
                    "sent. Wait until that one has ended, and try again."
                ),
                name=self.sign_in,
            )

    def release(self) -> None:
        """Let other processes use it again; without a file no trace is left."""
        gone = not self.exists
        self._lock.give_back(remove=gone)
        if gone:
            with contextlib.suppress(OSError):  # another one is in it, or nothing ever was
                self.path.parent.rmdir()

    def remove(self) -> bool:
        """Throw the file away, and before it what an audit had read; return whether there was one. Raises
        BadInputError."""
        self.so_far.remove()
        return super().remove()

    def about(self) -> KeptOne | None:
        """Return what can be known without the passphrase, None without a file. Raises nothing."""
        try:
            file = self._file()
        except (BadInputError, SignInError) as problem:
            return KeptOne(self.sign_in, str(self.path), problem=problem)
        if file is None:
            return None
        head = file.head
        return KeptOne(
            self.sign_in, str(self.path), head.made_on, head.place == "server", read_until=self._read_until()
        )

    def _read_until(self) -> datetime | None:
        """Return until when what an audit had read counts; what is too old is thrown away as soon as somebody
        looks."""
        until = self.so_far.until
        if until is None or now() < until:
            return until
        with contextlib.suppress(BadInputError):
            self.so_far.remove()
        return None

    def unlock(self, passphrase: str, now: datetime) -> RememberedSignIn:
        """Return the sign-in. Raises WrongPassphraseError, SignInError where there is none, where the file is
        damaged or the clock was set back; the file stays as it is."""
        file = self._file()
        if file is None:
            raise no_such_sign_in(self.sign_in)
        head = file.head
        try:
            plain = open_(file.sealed, passphrase, head.seal, head.authenticated)
        except WrongKeyError:
            raise WrongPassphraseError(N_("That is not the passphrase of this sign-in.")) from None
        try:
            secret = msgspec.json.decode(plain, type=_Secret)
        except msgspec.MsgspecError:
            raise self._damaged() from None
        if now < max((head.made_on, *secret.uses)) - CLOCK_SLACK:
            raise SignInError(
                N_(
                    "The clock of this computer says a day on which the sign-in “%(name)s” was not made yet, "
                    "or was used later already. Set the clock right, and try again. Nothing was sent."
                ),
                name=self.sign_in,
            )
        return RememberedSignIn(head.name, head.made_on, secret.uses, secret.key, secret.own_key)

    def keep(self, sign_in: RememberedSignIn, passphrase: str) -> None:
        """Write it, sealed anew, in place of what was there. Raises BadInputError; what was in the file is
        there still."""
        key = sign_in.key
        place: Place = "server" if key.host else "telegram"
        head = _Head(1, sign_in.name, sign_in.made_on, place, new_seal(self._cost))
        secret = _Secret(key, sign_in.uses[-MOST_USES:], sign_in.own_key)
        sealed = close(msgspec.json.encode(secret), passphrase, head.seal, head.authenticated)
        file = _File(head, sealed, "")
        file = msgspec.structs.replace(file, sum=file.right_sum)
        self.write(_HEAD % sign_in.name, msgspec.to_builtins(file))

    def _file(self) -> _File | None:
        """Return what is in the file. Raises as `unlock` does."""
        if not self.may_be_read():
            return None
        from safecheck.packs.yaml_file import DataFileError, UnreadableFileError

        try:
            file = self.parsed(_File, lambda _: ())
        except UnreadableFileError:
            raise
        except DataFileError:
            raise self._damaged() from None
        if file is None:
            return None
        if file.sum != file.right_sum or file.head.name != self.sign_in or not file.head.seal.cost.usable:
            raise self._damaged()
        return file

    def _damaged(self) -> SignInError:
        return SignInError(
            N_(
                "The remembered sign-in “%(name)s” cannot be used: its file is damaged. Nothing was sent, "
                "and the file is as it was. Sign in again, and throw the file away: safecheck session "
                "forget %(name)s"
            ),
            name=self.sign_in,
        )


_HEAD = (
    "# A sign-in that safecheck remembers, sealed with your passphrase; it ends after 30 days.\n"
    "# To sign out and throw this away: safecheck session forget %s\n"
)


def no_such_sign_in(name: str) -> SignInError:
    """Return the error for a name under which nothing is remembered."""
    return SignInError(
        N_(
            "No sign-in is remembered as “%(name)s”. safecheck session list shows those that are. To "
            "remember one: safecheck audit --sign-in --remember-as %(name)s"
        ),
        name=name,
    )


def session_file(folder: Path, name: str) -> SessionFile:
    """Return the file of the sign-in `name`. Raises BadInputError for a name that none can have."""
    return SessionFile(folder, checked_name(name))


def kept_sign_ins(folder: Path) -> tuple[KeptOne, ...]:
    """Return every sign-in that is kept, by name; damaged ones too. Raises nothing."""
    found = (SessionFile(folder, name).about() for name in _names(folder))
    return tuple(one for one in found if one is not None)


def _names(folder: Path) -> Iterator[str]:
    try:
        paths = sorted(folder.glob(f"*{_SUFFIX}"))
    except OSError:
        return
    for path in paths:
        try:
            yield checked_name(path.name.removesuffix(_SUFFIX))
        except BadInputError:
            continue


def new_key() -> bytes:
    """Return a random key for what lies beside a sign-in."""
    return os.urandom(KEY_BYTES)


def now() -> datetime:
    """Return this moment, to the second."""
    return datetime.now(UTC).replace(microsecond=0)
