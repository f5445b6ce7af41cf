"""Why something of Telegram Desktop could not be read, each as one clause that can follow "because"."""

from safecheck.model.fact import Note, Unknown
from safecheck.model.text import N_

# Of files and folders. `file` is the name inside the data folder.
MISSING = N_("the file %(file)s is not there")
EMPTY = N_("the file %(file)s is empty")
TOO_LARGE = N_("the file %(file)s is far larger than Telegram Desktop makes it")
DAMAGED = N_("the file %(file)s is cut off or damaged")
NOT_ORDINARY = N_("%(file)s is a link or something unusual, and safecheck leaves those alone")
NO_RIGHT = N_("you may not read %(file)s")
REFUSED = N_("%(file)s cannot be read; the system says: %(problem)s")
NO_FOLDER = N_("the folder %(file)s is not there")
ELSEWHERE = N_("the folder %(file)s may lie on another computer, and safecheck does not go there")
RIGHTS_NOT_TOLD = N_("this system tells the rights of files in a way that safecheck does not read")

# Of what a file holds. `version` wrote it, `block` and `offset` say where reading stopped.
DAMAGED_AT = N_("the file %(file)s, written by version %(version)s, is cut off or damaged at byte %(offset)d")
DAMAGED_IN_BLOCK = N_(
    "the file %(file)s, written by version %(version)s, is cut off or damaged in block %(block)s,"
    " at byte %(offset)d"
)
UNKNOWN_BLOCK = N_(
    "the file %(file)s, written by version %(version)s, holds something that safecheck does not know:"
    " block %(block)s, at byte %(offset)d"
)
UNKNOWN_ENTRY = N_(
    "the list %(file)s, written by version %(version)s, holds a kind of entry that safecheck does not know:"
    " %(block)s, at byte %(offset)d"
)
SIGN_IN_BLOCK = N_(
    "the file %(file)s, written by version %(version)s, holds sign-in data (block %(block)s, at byte"
    " %(offset)d), and safecheck does not read on there"
)
TOO_OLD = N_("the file %(file)s was written by version %(version)s, which is too old for safecheck")
TOO_OLD_BLOCK = N_(
    "the file %(file)s was written by version %(version)s, which is too old for safecheck: it holds block"
    " %(block)s, at byte %(offset)d"
)
NO_SETTINGS_LISTED = N_("the list %(file)s, written by version %(version)s, names no settings")

PASSCODE_NEEDED = N_("a local passcode is set")
PASSCODE_WRONG = N_("the passcode that was given is not the right one")

# Of values that were read all the same (`Note`).
NEWER = N_(
    "These files were written by version %(version)s of Telegram Desktop; safecheck knows those up to version"
    " %(known)s."
)
NOT_ACCEPTED = N_(
    "The file %(file)s, written by version %(version)s, holds a value that Telegram Desktop does not accept"
    " (block %(block)s, at byte %(offset)d); it goes by its own defaults instead."
)


class UnreadableError(Exception):
    """Something could not be read; `unknown` says why."""

    def __init__(self, reason: str, **values: str | int) -> None:
        super().__init__(reason)
        self.unknown = Unknown(reason, values)


class NotAcceptedError(Exception):
    """Telegram Desktop would not accept a value and go by its defaults; `note` says where it stands."""

    def __init__(self, place: dict[str, str | int]) -> None:
        super().__init__()
        self.note = Note(NOT_ACCEPTED, place)
