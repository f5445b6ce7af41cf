"""Signing in as a state machine, and signing out. Secrets pass through as arguments; none is kept (P3).

Flows: https://core.telegram.org/api/auth (code), https://core.telegram.org/api/qr-login,
https://core.telegram.org/api/srp (two-step password).
"""

import asyncio
import base64
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any

from telethon import errors, password
from telethon.tl import functions, types

from safecheck.model.connection import Credentials, Identity
from safecheck.model.errors import SafecheckError, SignInError
from safecheck.model.sign_in import CodeWanted, PasswordWanted, PhoneWanted, QrShown, SignedIn, SignInState
from safecheck.model.text import N_
from safecheck.telegram.asking import Asker
from safecheck.telegram.errors import UNREADABLE, newer_telegram, sign_in_error
from safecheck.telegram.sent_code import code_wanted

SIGN_OUT_SECONDS = 5

# How long a QR code is shown. Telegram says until when it is good, but clocks differ.
SHORTEST_QR, LONGEST_QR = timedelta(seconds=5), timedelta(seconds=30)

# After these the number is to be typed again; whether to do that, and so ask for a code, is for the person.
_NUMBER_AGAIN = (
    errors.PhoneNumberInvalidError,
    errors.PhoneNumberUnoccupiedError,
    errors.PhoneNumberAppSignupForbiddenError,
    errors.PhoneCodeExpiredError,
    errors.PhoneCodeHashEmptyError,
    errors.AuthRestartError,
)
_CODE_AGAIN = (errors.PhoneCodeInvalidError, errors.PhoneCodeEmptyError)
_PASSWORD_AGAIN = (errors.PasswordHashInvalidError,)
_CHALLENGE_AGAIN = (errors.SrpIdInvalidError, errors.SrpPasswordChangedError)
_QR_AGAIN = (errors.AuthTokenExpiredError, errors.AuthTokenInvalidError, errors.AuthTokenAlreadyAcceptedError)


class SignIn:
    """One conversation. Each method returns the state that follows; `state` is the newest one.

    Raises SignInError for what another try cannot change, OtherWayError where the other way may still work,
    WaitTooLongError and UnreachableError (see Asker.ask). After being cancelled any method may be called.
    """

    def __init__(self, asker: Asker, identity: Identity) -> None:
        self.state: SignInState | None = None
        self._asker = asker
        self._identity = identity
        self._phone = ""
        self._hash = ""
        self._sent: CodeWanted | None = None
        self._scanned: asyncio.Event | None = None

    # --- by QR code ----------------------------------------------------------------------------------------

    async def by_qr(self) -> SignInState:
        """Ask for a QR code to show."""
        self._asker.report("sign_in")
        self._scanned = self._asker.client.hear_scan()
        return await self._now(self._export())

    async def scanned(self) -> SignInState:
        """Wait until the code on display was scanned or is too old; return what follows: a new code, the
        question for the password, or the end of the sign-in."""
        shown = self.state
        if not isinstance(shown, QrShown) or self._scanned is None:
            raise RuntimeError("no QR code is shown")  # a mistake of the face, not of the user
        scan = asyncio.ensure_future(self._scanned.wait())
        try:
            seconds = (shown.expires - datetime.now(UTC)).total_seconds()
            line = asyncio.shield(self._asker.client.disconnected)
            await asyncio.wait((scan, line), timeout=max(0.0, seconds), return_when=asyncio.FIRST_COMPLETED)
        finally:
            scan.cancel()
        self._scanned.clear()
        return await self._now(self._export())

    async def _export(self) -> SignInState:
        try:
            return await self._exported(await self._ask_for_token())
        except _QR_AGAIN as error:
            again = await self._exported(await self._ask_for_token())
            if isinstance(again, QrShown):
                return QrShown(again.url, again.expires, sign_in_error(error))
            return again

    async def _ask_for_token(self) -> Any:
        request = functions.auth.ExportLoginTokenRequest(self._identity.api_id, self._identity.api_hash, [])
        return await self._asker.ask(request, "sign_in")

    async def _exported(self, answer: Any) -> SignInState:
        if isinstance(answer, types.auth.LoginTokenMigrateTo):
            await self._asker.move_to(answer.dc_id)
            answer = await self._asker.ask(functions.auth.ImportLoginTokenRequest(answer.token), "sign_in")
        if isinstance(answer, types.auth.LoginTokenSuccess):
            return self._authorized(answer.authorization)
        if not isinstance(answer, types.auth.LoginToken):
            raise SignInError(newer_telegram())
        token = base64.urlsafe_b64encode(answer.token).decode("ascii").rstrip("=")
        now = datetime.now(UTC)
        good_for = min(max(answer.expires - now, SHORTEST_QR), LONGEST_QR)
        return QrShown(f"tg://login?token={token}", now + good_for)

    # --- by code -------------------------------------------------------------------------------------------

    async def by_code(self, phone: str) -> SignInState:
        """Ask Telegram for one code for this number. Nothing else ever asks for one."""
        self._asker.report("sign_in")
        await self._hear_nothing()
        self._phone, self._sent = phone, None
        return await self._now(self._send_code())

    async def _send_code(self) -> SignInState:
        sent = await self._asker.ask(
            functions.auth.SendCodeRequest(
                self._phone, self._identity.api_id, self._identity.api_hash, types.CodeSettings()
            ),
            "sign_in",
        )
        if isinstance(sent, types.auth.SentCodeSuccess):
            return self._authorized(sent.authorization)
        self._sent = code_wanted(sent)
        self._hash = sent.phone_code_hash
        return self._sent

    async def give_code(self, code: str) -> SignInState:
        """Sign in with the code that was typed."""
        return await self._now(self._give_code(code))

    async def _give_code(self, code: str) -> SignInState:
        if self._sent is None:
            raise RuntimeError("no code was asked for")  # a mistake of the face, not of the user
        if self._sent.way == "email":
            proof: dict[str, Any] = {"email_verification": types.EmailVerificationCode(code)}
        else:
            proof = {"phone_code": code}
        request = functions.auth.SignInRequest(self._phone, self._hash, **proof)
        return self._authorized(await self._asker.ask(request, "sign_in"))

    # --- two-step verification -----------------------------------------------------------------------------

    async def give_password(self, typed: str) -> SignInState:
        """Prove that the two-step password is known; the password itself is never sent."""
        return await self._now(self._give_password(typed))

    async def _give_password(self, typed: str) -> SignInState:
        try:
            return await self._prove(typed)
        except _CHALLENGE_AGAIN:
            return await self._prove(typed)

    async def _prove(self, typed: str) -> SignInState:
        challenge = await self._asker.ask(functions.account.GetPasswordRequest(), "sign_in")
        # Deriving the key takes a while, during which the screen should live.
        proof = await asyncio.to_thread(password.compute_check, challenge, typed)
        return self._authorized(await self._asker.ask(functions.auth.CheckPasswordRequest(proof), "sign_in"))

    # --- what all ways share -------------------------------------------------------------------------------

    async def _now(self, step: Coroutine[Any, Any, SignInState]) -> SignInState:
        """Take one step and note the state that follows; what Telegram refuses leads to the state in which
        the person can try again, or is raised."""
        try:
            state = await step
        except errors.SessionPasswordNeededError:
            state = PasswordWanted()
        except errors.RPCError as error:
            problem = sign_in_error(error)
            if isinstance(error, _NUMBER_AGAIN):
                state = PhoneWanted(problem)
            elif isinstance(error, _CODE_AGAIN) and self._sent is not None:
                state = CodeWanted(self._sent.way, self._sent.hint, self._sent.length, problem)
            elif isinstance(error, (*_PASSWORD_AGAIN, *_CHALLENGE_AGAIN)):
                state = PasswordWanted(problem)
            else:
                raise problem from None
        except UNREADABLE:
            raise SignInError(newer_telegram()) from None
        if isinstance(state, SignedIn):
            self._asker.client.gate.mode = "read"
            await self._hear_nothing()
            self._asker.report("sign_in", finished=True)
        self.state = state
        return state

    def _authorized(self, answer: Any) -> SignInState:
        if isinstance(answer, types.auth.AuthorizationSignUpRequired):
            return PhoneWanted(sign_in_error(errors.PhoneNumberUnoccupiedError(None)))
        if not isinstance(answer, types.auth.Authorization):
            raise SignInError(newer_telegram())
        return SignedIn()

    async def _hear_nothing(self) -> None:
        self._scanned = None
        if await self._asker.client.hear_nothing():
            await self._asker.connect()


async def sign_in_with(sign_in: SignIn, credentials: Credentials) -> None:
    """Sign in by code with what is known already. Raises the problem where a person could try again."""
    state = await sign_in.by_code(credentials.phone)
    if isinstance(state, CodeWanted):
        state = await sign_in.give_code(credentials.code)
    if isinstance(state, PasswordWanted) and state.problem is None:
        if credentials.password is None:
            raise sign_in_error(errors.SessionPasswordNeededError(None))
        state = await sign_in.give_password(credentials.password)
    if not isinstance(state, SignedIn):
        raise state.problem or SignInError(
            N_("Telegram wants another way of signing in than by code. Use the QR code.")
        )


async def sign_out(asker: Asker) -> bool:
    """End this sign-in. True if Telegram confirmed it, or says that there is none (any more).

    Bounded in time, because it also runs when the user stops.
    """
    asker.report("sign_out")
    try:
        async with asyncio.timeout(SIGN_OUT_SECONDS):
            await asker.ask(functions.auth.LogOutRequest(), "sign_out")
    except SignInError:
        return True
    except SafecheckError as error:
        # A key that Telegram no longer knows holds no sign-in.
        return isinstance(error.__cause__, errors.AuthKeyNotFound)
    except (errors.RPCError, OSError, TimeoutError, *UNREADABLE):
        return False
    asker.report("sign_out", finished=True)
    return True
