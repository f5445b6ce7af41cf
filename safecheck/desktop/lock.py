"""What keeps a profile closed: its local key, encrypted with the passcode, which may be empty.

Source: telegramdesktop/tdesktop 6.1.2, storage_domain.cpp (startModern); before 2.1.14 the lock was part of
the only account's map, storage_account.cpp (readMapWith).
"""

from safecheck.desktop.cipher import SALT_SIZE, LocalKey, PartError, WrongKeyError, legacy_key, passcode_key
from safecheck.desktop.container import Container
from safecheck.desktop.names import KEYS, MAP, MAX_ACCOUNTS, account_folder
from safecheck.desktop.profile import Profile
from safecheck.desktop.unreadable import MISSING, UnreadableError


class Lock:
    """The lock of a profile; `file` is where it is kept. `legacy` tells those of versions before 2.1.14."""

    def __init__(self, container: Container, *, legacy: bool) -> None:
        stream = container.stream()
        self.file = container.file
        self._container = container
        self._derive = legacy_key if legacy else passcode_key
        self._salt = stream.byte_array()
        self._locked = stream.byte_array()
        self._accounts = None if legacy else stream.byte_array()
        if legacy and not self._salt:  # a map of today: the lock should have been elsewhere
            raise UnreadableError(MISSING, file=f"{KEYS}s")
        if len(self._salt) != SALT_SIZE:
            raise container.damaged()

    def open(self, passcode: str) -> LocalKey:
        """Return the local key. Raises WrongKeyError if the passcode is another one, else UnreadableError."""
        try:
            with self._derive(passcode.encode("utf-8", "surrogatepass"), self._salt) as key:
                return LocalKey(key.decrypt(self._locked))
        except WrongKeyError:
            raise
        except PartError:
            raise self._container.damaged() from None

    def accounts(self, key: LocalKey) -> tuple[int, ...]:
        """Return the accounts, counted from 0, in the order of the file. Raises UnreadableError."""
        if self._accounts is None:
            return (0,)
        stream = self._container.decrypted(self._accounts, key)
        count = stream.int32()
        if not 0 < count <= MAX_ACCOUNTS:
            raise stream.damaged()
        listed = dict.fromkeys(stream.int32() for _ in range(count))
        return tuple(index for index in listed if 0 <= index < MAX_ACCOUNTS)


def find_lock(profile: Profile) -> Lock:
    """Return the lock of a profile. Raises UnreadableError."""
    legacy = f"{account_folder(0)}/{MAP}"
    if profile.exists(legacy) and not profile.exists(KEYS):
        return Lock(profile.read(legacy), legacy=True)
    return Lock(profile.read(KEYS), legacy=False)
