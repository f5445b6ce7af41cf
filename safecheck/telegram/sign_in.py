"""Signing in as a state machine. Secrets pass through as arguments; none is kept (P3).

Flows: https://core.telegram.org/api/auth (code), https://core.telegram.org/api/qr-login,
https://core.telegram.org/api/srp (two-step password).
"""

import asyncio
import base64
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from telethon import errors
from telethon.tl import functions, types

from safecheck.model.connection import Credentials, Identity
from safecheck.model.errors import SafecheckError, SignInError
from safecheck.model.sign_in import CodeWanted, PasswordWanted, PhoneWanted, QrShown, SignedIn, SignInState
from safecheck.model.text import N_
from safecheck.telegram.as_typed import code_as_sent, phone_number, sendable
from safecheck.telegram.asking import Asker
from safecheck.telegram.errors import UNREADABLE, newer_telegram, no_qr, sign_in_error
from safecheck.telegram.one_step import OneStep
from safecheck.telegram.refusals import CHALLENGE_AGAIN, after_refusal, wants_new_qr
from safecheck.telegram.sent_code import code_wanted
from safecheck.telegram.srp_group import proof

# How long a QR code is shown. Telegram says until when it is good, but clocks differ.
SHORTEST_QR, LONGEST_QR = timedelta(seconds=5), timedelta(seconds=30)
MOST_MOVES = 2  # of one QR code, from data centre to data centre


class SignIn:
    """One conversation. Each method returns the state that follows; `state` is the newest one.

    Raises SignInError for what another try cannot change, OtherWayError where the other way may still work,
    WaitTooLongError and UnreachableError (see Asker). After the last two, or after being cancelled, `state`
    is where the person was, and any method that fits it may be called again.

    Steps are taken one at a time. After SignedIn none is needed, and each method returns that; after `end`
    they are cancelled.

    Only `by_code` asks Telegram for a code, once for each call of it. Updates are on between `by_qr` and what
    ends the showing of QR codes, and at no other time. `account_id` is Telegram's number for the account,
    0 where it has not said it. `resumed` is that of a sign-in that was remembered: nothing is left to do.
    """

    def __init__(self, asker: Asker, identity: Identity, resumed: int | None = None) -> None:
        self.state: SignInState | None = None if resumed is None else SignedIn()
        self.account_id = resumed or 0
        self._asker = asker
        self._identity = identity
        self._step = OneStep()
        self._by_qr = False
        self._phone = ""
        self._hash = ""
        self._sent: CodeWanted | None = None
        self._scanned = asyncio.Event()

    async def end(self) -> None:
        """Stop what goes on, and take no step any more: the visit ends."""
        await self._step.end()

    async def _alone(self, step: Callable[..., Coroutine[Any, Any, SignInState]], *typed: str) -> SignInState:
        return self.state if isinstance(self.state, SignedIn) else await self._step.run(step, *typed)

    # --- by QR code ----------------------------------------------------------------------------------------

    async def by_qr(self) -> SignInState:
        """Ask for a QR code to show."""
        return await self._alone(self._show_qr)

    async def _show_qr(self) -> SignInState:
        self._asker.report("sign_in")
        self._by_qr = True
        self._scanned = self._asker.client.hear_scan()
        return await self._now(self._export)

    async def scanned(self) -> SignInState:
        """Wait until the code on display was scanned or is too old; return what follows: a new code, the
        question for the password, or the end of the sign-in."""
        return await self._alone(self._after_scan)

    async def _after_scan(self) -> SignInState:
        shown = self.state
        if not isinstance(shown, QrShown):
            raise RuntimeError("no QR code is shown")  # a mistake of the face, not of the user
        scan = asyncio.ensure_future(self._scanned.wait())
        line = self._asker.client.disconnected
        seconds = (shown.expires - datetime.now(UTC)).total_seconds()
        try:
            await asyncio.wait((scan, line), timeout=max(0.0, seconds), return_when=asyncio.FIRST_COMPLETED)
        finally:
            scan.cancel()
            if not line.cancel():
                line.exception()  # taken note of: whether the line can be opened again shows in a moment
        self._scanned.clear()
        try:
            return await self._now(self._export)
        except BaseException:
            self._scanned.set()  # a scan that nobody was told of is not forgotten
            raise

    async def _export(self) -> SignInState:
        """Ask what became of the code on display. Where Telegram refuses it, a new one is shown instead;
        refused once more, QR codes do not work for this account now."""
        try:
            return await self._ask_for_qr()
        except errors.RPCError as error:
            if not wants_new_qr(error):
                raise
            problem = sign_in_error(error, "qr")
        try:
            state = await self._ask_for_qr()
        except errors.RPCError as error:
            if not wants_new_qr(error):
                raise
            raise no_qr() from None
        return msgspec.structs.replace(state, problem=problem) if isinstance(state, QrShown) else state

    async def _ask_for_qr(self) -> SignInState:
        request = functions.auth.ExportLoginTokenRequest(self._identity.api_id, self._identity.api_hash, [])
        answer = await self._asker.ask(request, "sign_in")
        for _move in range(MOST_MOVES):
            if isinstance(answer, types.auth.LoginTokenMigrateTo):
                await self._asker.move_to(answer.dc_id)
                answer = await self._asker.ask(
                    functions.auth.ImportLoginTokenRequest(answer.token), "sign_in"
                )
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
        return await self._alone(self._take_number, phone)

    async def _take_number(self, phone: str) -> SignInState:
        self._asker.report("sign_in")
        self._by_qr, self._phone, self._sent = False, phone_number(phone), None
        self.state = PhoneWanted()
        await self._asker.client.hear_nothing()
        return await self._now(self._send_code)

    async def _send_code(self) -> SignInState:
        sent = await self._asker.ask(
            functions.auth.SendCodeRequest(
                sendable(self._phone, errors.PhoneNumberInvalidError),
                self._identity.api_id,
                self._identity.api_hash,
                types.CodeSettings(),
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
        return await self._alone(self._take_code, code)

    async def _take_code(self, code: str) -> SignInState:
        if self._sent is None:
            raise RuntimeError("no code was asked for")  # a mistake of the face, not of the user
        return await self._now(self._give_code, code_as_sent(code), self._sent.way)

    async def _give_code(self, code: str, way: str) -> SignInState:
        code = sendable(code, errors.PhoneCodeInvalidError)
        if way == "email":
            proof: dict[str, Any] = {"email_verification": types.EmailVerificationCode(code)}
        else:
            proof = {"phone_code": code}
        request = functions.auth.SignInRequest(self._phone, self._hash, **proof)
        return self._authorized(await self._asker.ask(request, "sign_in"))

    # --- two-step verification -----------------------------------------------------------------------------

    async def give_password(self, typed: str) -> SignInState:
        """Prove that the two-step password is known; the password itself is never sent."""
        return await self._alone(self._take_password, typed)

    async def _take_password(self, typed: str) -> SignInState:
        state = await self._now(self._give_password, typed)
        if not (isinstance(state, PhoneWanted) and self._by_qr):
            return state
        # Telegram asked to start again. It may still know that the code was scanned, but not more.
        shown = await self._show_qr()
        if isinstance(shown, QrShown):
            shown = msgspec.structs.replace(shown, problem=state.problem)
        elif isinstance(shown, PasswordWanted):
            shown = PasswordWanted(sign_in_error(errors.SrpIdInvalidError(None)))
        self.state = shown
        return shown

    async def _give_password(self, typed: str) -> SignInState:
        try:
            return await self._prove(typed)
        except CHALLENGE_AGAIN:
            return await self._prove(typed)

    async def _prove(self, typed: str) -> SignInState:
        typed = sendable(typed, errors.PasswordHashInvalidError)
        challenge = await self._asker.ask(functions.account.GetPasswordRequest(), "sign_in")
        # Deriving the key takes a while, during which the screen should live.
        request = functions.auth.CheckPasswordRequest(await asyncio.to_thread(proof, challenge, typed))
        return self._authorized(await self._asker.ask(request, "sign_in"))

    # --- what all ways share -------------------------------------------------------------------------------

    async def _now(self, step: Callable[..., Coroutine[Any, Any, SignInState]], *typed: str) -> SignInState:
        """Take one step and note the state that follows; what Telegram refuses leads to the state in which
        the person can try again, or is raised. Telethon's errors hold the request with all that was typed, so
        none of them stays with what is raised."""
        await self._asker.reopen()
        state: SignInState | SafecheckError
        try:
            state = await step(*typed)
        except errors.SessionPasswordNeededError:
            state = PasswordWanted()
        except errors.RPCError as error:
            proving = isinstance(self.state, PasswordWanted)
            state = after_refusal(error, "qr" if self._by_qr else "code", self._sent, proving=proving)
        except UNREADABLE:
            state = SignInError(newer_telegram())
        except SafecheckError as error:
            state = error
        if isinstance(state, SafecheckError):
            state.__cause__ = state.__context__ = None
            raise state
        if isinstance(state, SignedIn):
            self._asker.client.gate.mode = "read"
            self._phone, self._hash, self._sent = "", "", None
            self._asker.report("sign_in", finished=True)
        self.state = state
        if not isinstance(state, QrShown):
            await self._asker.client.hear_nothing()
        return state

    def _authorized(self, answer: Any) -> SignInState:
        if isinstance(answer, types.auth.AuthorizationSignUpRequired):
            return PhoneWanted(sign_in_error(errors.PhoneNumberUnoccupiedError(None)))
        if not isinstance(answer, types.auth.Authorization):
            raise SignInError(newer_telegram())
        self.account_id = int(getattr(answer.user, "id", 0))
        return SignedIn()


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
