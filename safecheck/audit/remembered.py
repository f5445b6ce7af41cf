"""A remembered sign-in while it is used: held by one process, opened, noted, and given back."""

from datetime import datetime

from msgspec.structs import replace

from safecheck.model.connection import Identity
from safecheck.model.errors import SignInError
from safecheck.model.remembered import KeptOne, RememberedSignIn, SignInKey, has_ended
from safecheck.model.so_far import SoFar
from safecheck.model.text import N_
from safecheck.store import sessions
from safecheck.store.paths import places

# Telethon wants one; an api_hash is sent while signing in only, so that none is kept.
_NO_HASH = "-"

TRIES = 3  # for one passphrase, in one run


class HeldSignIn:
    """A sign-in that no other process can use until `release`. Made by `hold` for one that is kept, by
    `hold_new` for a name under which one is to be kept."""

    def __init__(self, file: sessions.SessionFile) -> None:
        self._file = file
        self.opened: RememberedSignIn | None = None
        file.hold()

    @property
    def name(self) -> str:
        """Its name."""
        return self._file.sign_in

    @property
    def exists(self) -> bool:
        """Whether its file is there."""
        return self._file.exists

    @property
    def about(self) -> KeptOne:
        """What can be known of it without the passphrase. Raises SignInError where it is gone."""
        found = self._file.about()
        if found is None:
            raise sessions.no_such_sign_in(self.name)
        return found

    def unlock(self, passphrase: str, now: datetime) -> RememberedSignIn:
        """Open it, and note that it is used now, before anything is sent. Returns it as it was, with the uses
        before this one. One whose days are over is opened, so that it can be signed out, and not noted.

        Raises WrongPassphraseError for another passphrase, SignInError as SessionFile.unlock does,
        BadInputError where the use cannot be written down: then it is not used.
        """
        before = self._file.unlock(passphrase, now)
        if not has_ended(before.made_on, now):
            # One that an early version kept has no key of its own yet.
            before = replace(before, own_key=before.own_key or sessions.new_key())
            used = replace(before, uses=(*before.uses, now))
            self._file.keep(used, passphrase)
        self.opened = before
        return before

    def keep(self, key: SignInKey, passphrase: str, now: datetime) -> RememberedSignIn:
        """Keep a sign-in that was just made. Raises BadInputError; nothing is kept then."""
        self.opened = RememberedSignIn(self.name, now, (), key, sessions.new_key())
        self._file.keep(self.opened, passphrase)
        return self.opened

    def take_so_far(self, now: datetime) -> SoFar | None:
        """Return what an audit had read that had to stop, once; None without one that counts still. Raises
        BadInputError where its file cannot be thrown away."""
        if self.opened is None:
            return None
        found = self._file.so_far.take(self.opened.own_key, now)
        return found if found is not None and found.account_id == self.opened.key.account_id else None

    def keep_so_far(self, read: SoFar) -> None:
        """Keep what was read, for the next use. Raises BadInputError; nothing is kept then."""
        if self.opened is not None and self.exists:
            self._file.so_far.keep(read, self.opened.own_key)

    def forget(self) -> None:
        """Throw the file away. Raises BadInputError where the system does not let it."""
        self._file.remove()

    def release(self) -> None:
        """Let others use it again."""
        self._file.release()

    @property
    def identity(self) -> Identity:
        """The application that it was made with."""
        if self.opened is None:
            raise RuntimeError("the sign-in was not opened")  # a mistake of the face, not of the user
        return Identity(self.opened.key.api_id, _NO_HASH)


def kept_sign_ins() -> tuple[KeptOne, ...]:
    """Return every sign-in that is kept, by name. Raises nothing."""
    return sessions.kept_sign_ins(places().sessions_folder)


def hold(name: str) -> HeldSignIn:
    """Return the sign-in that is kept as `name`. Raises SignInError where there is none or its file cannot be
    used, or another process has it; BadInputError for a name that none can have."""
    file = sessions.session_file(places().sessions_folder, name)
    found = file.about()
    if found is None:
        raise sessions.no_such_sign_in(name)
    if found.problem is not None:
        raise found.problem
    return HeldSignIn(file)


def hold_to_forget(name: str) -> HeldSignIn:
    """The same, also where the file cannot be used."""
    file = sessions.session_file(places().sessions_folder, name)
    if not file.exists:
        raise sessions.no_such_sign_in(name)
    return HeldSignIn(file)


def hold_new(name: str) -> HeldSignIn:
    """Return the place for a sign-in to be kept as `name`. Raises BadInputError for a name that it cannot
    have, SignInError where that name is taken: a sign-in that is thrown away so would never be ended."""
    file = sessions.session_file(places().sessions_folder, name)
    held = HeldSignIn(file)
    if file.exists:
        held.release()
        raise SignInError(
            N_(
                "A sign-in is remembered as “%(name)s” already. Use it: safecheck audit --account %(name)s. "
                "Or choose another name, or throw it away first: safecheck session forget %(name)s"
            ),
            name=name,
        )
    return held
