"""Sign in by code, and out again. Secrets pass through as arguments and are kept nowhere (P3)."""

import asyncio

from telethon import errors, password
from telethon.tl import functions, types

from safecheck.model.connection import Credentials
from safecheck.model.errors import SafecheckError, SignInError
from safecheck.model.text import N_
from safecheck.telegram.asking import Asker
from safecheck.telegram.client import AppIdentity
from safecheck.telegram.errors import UNREADABLE, newer_telegram, sign_in_error

SIGN_OUT_SECONDS = 5


async def sign_in_by_code(asker: Asker, identity: AppIdentity, credentials: Credentials) -> None:
    """Ask for one code, sign in with it, and prove the two-step password if the account asks for it.

    Moves to the account's own data centre where Telegram says so. Raises SignInError with the sentence for
    what Telegram refused; nothing is tried twice.
    """
    asker.report("sign_in")
    try:
        sent = await asker.ask(
            functions.auth.SendCodeRequest(
                credentials.phone, identity.api_id, identity.api_hash, types.CodeSettings()
            ),
            "sign_in",
        )
        if not isinstance(sent, types.auth.SentCode):
            raise SignInError(N_("Telegram wants another way of signing in than by code. Use the QR code."))
        try:
            answer = await asker.ask(
                functions.auth.SignInRequest(credentials.phone, sent.phone_code_hash, credentials.code),
                "sign_in",
            )
        except errors.SessionPasswordNeededError:
            answer = await _prove_password(asker, credentials)
    except errors.RPCError as error:
        raise sign_in_error(error) from None
    except UNREADABLE:
        raise SignInError(newer_telegram()) from None
    if not isinstance(answer, types.auth.Authorization):
        raise sign_in_error(errors.PhoneNumberUnoccupiedError(None))
    asker.client.gate.mode = "read"
    asker.report("sign_in", finished=True)


async def _prove_password(asker: Asker, credentials: Credentials) -> object:
    if credentials.password is None:
        raise sign_in_error(errors.SessionPasswordNeededError(None))
    challenge = await asker.ask(functions.account.GetPasswordRequest(), "sign_in")
    proof = password.compute_check(challenge, credentials.password)
    return await asker.ask(functions.auth.CheckPasswordRequest(proof), "sign_in")


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
