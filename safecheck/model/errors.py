"""What can go wrong, as values that carry one clear sentence and the documented exit code.

The sentence is a message id of the catalogue (`text.N_` marks it) with named placeholders; only the face
that shows it translates it, so the lower rooms know no language.
"""

from enum import IntEnum

from safecheck.model.text import N_


class ExitCode(IntEnum):
    """Exit codes of every command (README, "Exit codes")."""

    OK = 0
    FINDINGS = 1
    WRONG_USE = 2
    SIGN_IN = 3
    INCOMPLETE = 4
    CRASH = 70
    HUNG_UP = 129
    INTERRUPTED = 130
    QUIT = 131
    TERMINATED = 143


class SafecheckError(Exception):
    """A problem that a person can understand and act upon.

    `message` is a catalogue message id that says what is wrong and what to do, with `%(name)s` placeholders;
    `values` fills them. Values are shown as they are: whoever raises cleans strangers' text first.
    """

    exit_code = ExitCode.WRONG_USE

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message % values if values else message)
        self.message = message
        self.values = values


class BadInputError(SafecheckError):
    """Something the user gave (an argument, a file, a pack) cannot be used."""

    exit_code = ExitCode.WRONG_USE


class SignInError(SafecheckError):
    """Signing in is needed, was refused, or has ended."""

    exit_code = ExitCode.SIGN_IN


class OtherWayError(SignInError):
    """This way of signing in does not work for this account now; the other one (QR or code) may."""


class AccountClosedError(SignInError):
    """Telegram has closed this account, or it was deleted: no way and no other try changes that."""


class IdentityRefusedError(SignInError):
    """Telegram refuses the api_id and api_hash; others may be typed."""


class UnreachableError(SafecheckError):
    """Telegram could not be reached, or broke off before anything useful was read."""

    exit_code = ExitCode.INCOMPLETE


class NotSaidError(UnreachableError):
    """Telegram was asked how one thing stands now, and did not say."""

    def __init__(self) -> None:
        super().__init__(
            N_(
                "Telegram did not say how this stands now. What was read before still counts; try again"
                " later."
            )
        )
