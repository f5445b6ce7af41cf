"""Where a refusal during the sign-in leads: to another try of the same, or to its sentence."""

from typing import Literal

import msgspec
from telethon import errors

from safecheck.model.errors import SafecheckError
from safecheck.model.sign_in import CodeWanted, PasswordWanted, PhoneWanted, SignInState
from safecheck.telegram.errors import QR_AGAIN, TOO_OFTEN, sign_in_error, starts_again, too_many_tries

# After these the number is to be typed again; whether to do that, and so ask for a code, is for the person.
_NUMBER_AGAIN = (
    errors.PhoneNumberInvalidError,
    errors.PhoneNumberUnoccupiedError,
    errors.PhoneNumberAppSignupForbiddenError,
    errors.PhoneCodeExpiredError,
    errors.PhoneCodeHashEmptyError,
    errors.PhoneHashExpiredError,
)
_CODE_AGAIN = (
    errors.PhoneCodeInvalidError,
    errors.PhoneCodeEmptyError,
    errors.CodeInvalidError,
    errors.CodeEmptyError,
)
CHALLENGE_AGAIN = (errors.SrpIdInvalidError, errors.SrpPasswordChangedError)
_PASSWORD_AGAIN = (errors.PasswordHashInvalidError, *CHALLENGE_AGAIN)


def after_refusal(
    error: errors.RPCError, way: Literal["qr", "code"], sent: CodeWanted | None, *, proving: bool
) -> SignInState | SafecheckError:
    """Return the state in which the person can try again, or what is to be raised. `sent` is the question for
    the code that was sent, None if none was; `proving` says that the two-step password was asked for."""
    problem = sign_in_error(error, way)
    if isinstance(error, _PASSWORD_AGAIN):
        return PasswordWanted(problem)
    if isinstance(error, _CODE_AGAIN) and sent is not None:
        return msgspec.structs.replace(sent, problem=problem)
    if isinstance(error, _NUMBER_AGAIN) or starts_again(error):
        return PhoneWanted(problem)
    if isinstance(error, TOO_OFTEN) and (way == "qr" or proving):
        return too_many_tries()
    return problem


def wants_new_qr(error: errors.RPCError) -> bool:
    """True if a QR code was refused and a new one may do."""
    return isinstance(error, QR_AGAIN) or starts_again(error)
