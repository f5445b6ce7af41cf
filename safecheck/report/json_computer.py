"""The entries of `installations[]` in the published JSON form of an audit."""

from collections.abc import Sequence

import msgspec
from msgspec import UNSET, UnsetType

from safecheck.i18n.catalog import Catalog
from safecheck.model.local import Installation, InstallationKind, Passcode, version_name
from safecheck.model.text import clean
from safecheck.report.computer import notes_of

_PATH_LIMIT = 4096


class InstallationEntry(msgspec.Struct, frozen=True):
    """One data folder of Telegram Desktop on this computer; `settings[].installation` is its `number`.

    `version` is the newest that wrote one of the files that were read. `passcode`: none, needed (and not
    given), given, wrong, or unknown where the lock could not be read. `complete` is false if something could
    not be read that decides what lands. `notes` are sentences about the files.
    """

    number: int
    folder: str
    kind: InstallationKind
    passcode: Passcode
    complete: bool
    accounts: tuple[int, ...]
    notes: tuple[str, ...] = ()
    version: str | UnsetType = UNSET


def installation_entries(
    installations: Sequence[Installation], catalog: Catalog
) -> tuple[InstallationEntry, ...]:
    """Return the published form of every installation."""
    return tuple(_entry(number, each, catalog) for number, each in enumerate(installations, start=1))


def _entry(number: int, installation: Installation, catalog: Catalog) -> InstallationEntry:
    return InstallationEntry(
        number=number,
        folder=clean(installation.folder, _PATH_LIMIT),
        kind=installation.kind,
        passcode=installation.passcode,
        complete=installation.complete,
        accounts=tuple(account.number for account in installation.accounts),
        notes=tuple(notes_of(installation, catalog)),
        version=UNSET if installation.version is None else version_name(installation.version),
    )
