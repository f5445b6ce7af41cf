"""Ending a sign-in."""

import asyncio

from telethon import errors
from telethon.tl import functions

from safecheck.model.errors import SafecheckError
from safecheck.telegram.asking import Asker
from safecheck.telegram.client import SIGN_OUT_SECONDS
from safecheck.telegram.errors import UNREADABLE, SignInEndedError, ends_the_sign_in


async def sign_out(asker: Asker) -> bool:
    """End this sign-in. True if Telegram confirmed it, or says that there is none (any more).

    Bounded in time, because it also runs when the user stops.
    """
    asker.report("sign_out")
    try:
        async with asyncio.timeout(SIGN_OUT_SECONDS):
            await asker.reopen()
            await asker.ask(functions.auth.LogOutRequest(), "sign_out")
    except SignInEndedError:
        return True
    except SafecheckError:
        # Also where the key is not known: that is said in the clear, so anyone on the way can say it.
        return False
    except (errors.RPCError, OSError, TimeoutError, *UNREADABLE) as error:
        return ends_the_sign_in(error)
    asker.report("sign_out", finished=True)
    return True
