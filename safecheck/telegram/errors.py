"""Telegram's errors as sentences (names: https://core.telegram.org/api/errors and Telethon 1.45)."""

import struct

from telethon import errors

from safecheck.model.errors import (
    AccountClosedError,
    IdentityRefusedError,
    OtherWayError,
    SafecheckError,
    SignInError,
    UnreachableError,
)
from safecheck.model.sign_in import SignInWay
from safecheck.model.text import N_

# Reasons for a value that could not be read (catalogue message ids; `Unknown.reason`).
NEWER_TELEGRAM = N_("Telegram answered with something newer than this version of safecheck understands")
NOT_ANSWERED = N_("Telegram did not answer this question")
ASKED_TO_WAIT = N_("Telegram asked to wait for longer")
LINE_BROKE = N_("the connection to Telegram broke off")
STOPPED = N_("you stopped the reading")
SIGN_IN_FAILED = N_("signing in did not work")
SIGN_IN_ENDED = N_("the sign-in was ended, perhaps on another device")
SHORT_LIST = N_("Telegram spoke of more chats than it sent")
FROZEN = N_("Telegram has frozen this account")
TELEGRAM_STUMBLED = N_("Telegram had a problem of its own")
REPEATED_PAGE = N_("Telegram sent the same part of the chat list again")


class WaitTooLongError(SafecheckError):
    """Telegram asks to wait longer than safecheck waits by itself; `seconds` as Telegram said. With
    `signing_in` nothing has been read that could be shown."""

    exit_code = UnreachableError.exit_code

    def __init__(self, seconds: int, *, signing_in: bool = False) -> None:
        minutes, hours = -(-seconds // 60), -(-seconds // 3600)
        if signing_in and hours > 2:
            super().__init__(
                N_(
                    "Telegram asks us to wait %(hours)d hours before signing in. That is normal after "
                    "several tries. Try again after that time."
                ),
                hours=hours,
            )
        elif signing_in:
            super().__init__(
                N_(
                    "Telegram asks us to wait %(minutes)d minutes before signing in. That is normal after "
                    "several tries. Try again after that time."
                ),
                minutes=minutes,
            )
        else:
            super().__init__(
                N_(
                    "Telegram asks us to wait %(minutes)d minutes. That is normal. What was read is shown; "
                    "try again after that time."
                ),
                minutes=minutes,
            )
        self.seconds = seconds


class KeepsAskingToWaitError(SafecheckError):
    """Telegram asks for one short wait after another and never answers."""

    exit_code = UnreachableError.exit_code

    def __init__(self, *, signing_in: bool = False) -> None:
        super().__init__(
            N_("Telegram keeps asking us to wait. That is normal after several tries. Try again in an hour.")
            if signing_in
            else N_(
                "Telegram keeps asking us to wait. That is normal when much was asked. "
                "What was read is shown; try again in an hour."
            )
        )


class TelegramStumbledError(UnreachableError):
    """Telegram answered that it has a problem of its own."""

    def __init__(self) -> None:
        super().__init__(
            N_("Telegram has a problem of its own just now. Try again in a few minutes; nothing was changed.")
        )


class SignInEndedError(SignInError):
    """A sign-in that worked no longer exists."""


_SENTENCES: dict[type[Exception], str] = {
    errors.AuthKeyUnregisteredError: N_("You were signed out, perhaps on another device. Sign in again."),
    errors.SessionRevokedError: N_("You were signed out, perhaps on another device. Sign in again."),
    errors.SessionExpiredError: N_("This sign-in has expired. Sign in again."),
    errors.AuthKeyInvalidError: N_("This sign-in is no longer valid. Sign in again."),
    errors.AuthKeyDuplicatedError: N_(
        "This sign-in was used twice at the same time and is no longer valid. Sign in again and run one copy."
    ),
    errors.UserDeactivatedError: N_("This account has been deleted. safecheck cannot check it."),
    errors.UserDeactivatedBanError: N_(
        "Telegram has closed this account. If that is a mistake, write to recover@telegram.org."
    ),
    errors.ApiIdInvalidError: N_("The api_id and api_hash do not belong together. Check both and try again."),
    errors.ApiIdPublishedFloodError: N_(
        "Telegram has blocked this api_id because it was published. Make your own at my.telegram.org."
    ),
    errors.PhoneNumberInvalidError: N_("Telegram does not know that phone number. Check it and try again."),
    errors.PhoneNumberBannedError: N_(
        "Telegram has closed the account with that number. If that is a mistake, write to "
        "recover@telegram.org."
    ),
    errors.PhoneNumberUnoccupiedError: N_(
        "No account has that number. Make one in the Telegram app first, then try again."
    ),
    errors.PhoneNumberAppSignupForbiddenError: N_(
        "No account has that number. Make one in the Telegram app first, then try again."
    ),
    errors.PhoneNumberFloodError: N_(
        "Telegram has sent too many codes today. Wait a day, or sign in with the QR code."
    ),
    errors.PhonePasswordFloodError: N_(
        "There were too many sign-ins today. Wait a day, or sign in with the QR code."
    ),
    errors.SendCodeUnavailableError: N_("Telegram cannot send a code this way. Use the QR code."),
    errors.SmsCodeCreateFailedError: N_("Telegram cannot send a code this way. Use the QR code."),
    errors.SrpIdInvalidError: N_("Telegram asks to start that step again. Type the password once more."),
    errors.SrpPasswordChangedError: N_(
        "Telegram asks to start that step again. Type the password once more."
    ),
    errors.PhoneHashExpiredError: N_("That code is too old. Start again to get a new one."),
    errors.PhoneCodeHashEmptyError: N_("That code is too old. Start again to get a new one."),
    errors.AuthTokenExpiredError: N_("The QR code was too old. Here is a new one."),
    errors.AuthTokenInvalidError: N_("Telegram refused the QR code. Here is a new one."),
    errors.AuthTokenAlreadyAcceptedError: N_("That QR code had been used. Here is a new one."),
    errors.FrozenMethodInvalidError: N_(
        "Telegram has frozen this account: it can be read, but not used. The Telegram app says how to object."
    ),
    errors.PhoneCodeInvalidError: N_("That code is wrong. Try again with the newest code."),
    errors.PhoneCodeExpiredError: N_("That code is too old. Start again to get a new one."),
    errors.PhoneCodeEmptyError: N_("The code is missing. Type the code that Telegram sent."),
    errors.CodeInvalidError: N_("That code is wrong. Try again with the newest code."),
    errors.CodeEmptyError: N_("The code is missing. Type the code that Telegram sent."),
    errors.PasswordHashInvalidError: N_("That two-step password is wrong. Try again."),
    errors.SessionPasswordNeededError: N_("This account asks for its two-step password. Type it to go on."),
    errors.UpdateAppToLoginError: N_("Telegram wants a newer program. Update safecheck and try again."),
}


# What an answer that is cut short, or of another shape than this layer's schema says, can raise.
UNREADABLE: tuple[type[Exception], ...] = (
    errors.TypeNotFoundError,
    BufferError,
    struct.error,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    RuntimeError,
)


def unread_because(error: Exception) -> str:
    """Return why a value could not be read (a catalogue message id) for an error of asking or parsing."""
    if isinstance(error, WaitTooLongError | KeepsAskingToWaitError):
        return ASKED_TO_WAIT
    if isinstance(error, SignInEndedError):
        return SIGN_IN_ENDED
    if isinstance(error, SignInError):
        return SIGN_IN_FAILED
    if isinstance(error, TelegramStumbledError):
        return TELEGRAM_STUMBLED
    if isinstance(error, SafecheckError):
        return LINE_BROKE
    if isinstance(error, errors.FrozenMethodInvalidError | errors.FrozenParticipantMissingError):
        return FROZEN
    return NOT_ANSWERED if isinstance(error, errors.RPCError) else NEWER_TELEGRAM


def first_problem(group: BaseExceptionGroup[SafecheckError]) -> SafecheckError:
    """Return the first of the problems that questions asked together ran into."""
    error: BaseException = group
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    assert isinstance(error, SafecheckError)  # noqa: S101 - the group was filtered by that type
    return error


def ends_the_sign_in(error: BaseException) -> bool:
    """True if `error` means that this sign-in no longer exists: Telegram's code 401 for anything but the
    password that it still wants, and the same key used twice (406)."""
    if isinstance(error, errors.SessionPasswordNeededError):
        return False
    return isinstance(error, errors.UnauthorizedError | errors.AuthKeyDuplicatedError)


def refuses_the_account(error: BaseException) -> bool:
    """True if `error` says of the account or the application what trying again cannot change."""
    return ends_the_sign_in(error) or type(error) in _SENTENCES


def starts_again(error: BaseException) -> bool:
    """True if `error` means that Telegram has forgotten how far a sign-in was. Also AUTH_RESTART_1 and so on,
    which Telethon does not know by name."""
    if isinstance(error, _STARTS_AGAIN):
        return True
    return isinstance(error, errors.ServerError) and error_name(error).startswith("AUTH_RESTART")


# Nobody ended these while they were being made; Telegram has lost them.
_STARTS_AGAIN = (
    errors.AuthRestartError,
    errors.AuthKeyUnregisteredError,
    errors.SessionRevokedError,
    errors.SessionExpiredError,
)

# Too many tries: the other way may still work after these, but not if it was tried, or came to the password.
TOO_OFTEN = (errors.PhoneNumberFloodError, errors.PhonePasswordFloodError)

# The other way of signing in may still work after these.
_OTHER_WAY = (*TOO_OFTEN, errors.SendCodeUnavailableError, errors.SmsCodeCreateFailedError)

# Nothing that is tried here changes these.
_CLOSED = (errors.PhoneNumberBannedError, errors.UserDeactivatedBanError, errors.UserDeactivatedError)

# These are about the application, not about the account.
_IDENTITY = (errors.ApiIdInvalidError, errors.ApiIdPublishedFloodError)

# The QR code on display is good for nothing; a new one is.
QR_AGAIN = (errors.AuthTokenExpiredError, errors.AuthTokenInvalidError, errors.AuthTokenAlreadyAcceptedError)


def sign_in_error(error: errors.RPCError, way: SignInWay = "code", *, ended: bool = False) -> SignInError:
    """Return the sentence for an error that refuses a sign-in in that way or, with `ended`, ends one that
    worked. OtherWayError where the other way may still work, AccountClosedError where nothing will,
    IdentityRefusedError where other numbers of the application may."""
    made: type[SignInError] = SignInEndedError if ended else SignInError
    if not ended and isinstance(error, _OTHER_WAY):
        made = OtherWayError
    elif not ended and isinstance(error, _CLOSED):
        made = AccountClosedError
    elif not ended and isinstance(error, _IDENTITY):
        made = IdentityRefusedError
    if not ended and starts_again(error):
        return made(
            N_("Telegram asks to start the sign-in again. Here is a new QR code.")
            if way == "qr"
            else N_("Telegram asks to start the sign-in again. Type the number once more.")
        )
    for kind in type(error).__mro__:
        if kind in _SENTENCES:
            return made(_SENTENCES[kind])
    return made(
        N_("Telegram refused the sign-in (%(name)s). Try again later, or ask for help with this name."),
        name=error_name(error),
    )


def unknown_key() -> SignInError:
    """Return the error where the key of a remembered sign-in is not known. That is said in the clear, so that
    anyone on the way can say it: no reason to throw anything away."""
    return SignInError(
        N_(
            "Telegram says that it does not know this sign-in, perhaps because it was ended on another "
            "device. Try again later, or sign in again; nothing was changed."
        )
    )


def too_many_tries() -> SignInError:
    """Return the error for a day with too many tries, whichever the way."""
    return SignInError(N_("There were too many tries today. Wait a day and try again."))


def no_qr() -> OtherWayError:
    """Return the error for a Telegram that refuses one QR code after the other."""
    return OtherWayError(N_("The QR code does not work now. Sign in with a code instead."))


def newer_telegram() -> str:
    """Return the sentence for an answer that this version cannot read (a catalogue message id)."""
    return N_("This Telegram is newer than safecheck understands. Update safecheck and try again.")


def error_name(error: errors.RPCError) -> str:
    """Return Telegram's own name of an error: capitals, digits and underscores only."""
    # An error that Telethon knows holds the name of its family as message, and its own as class.
    name = str(vars(error).get("message") or type(error).__name__)
    return "".join(char for char in name if char.isascii() and (char.isalnum() or char == "_"))[:60]
