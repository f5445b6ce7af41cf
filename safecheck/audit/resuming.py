"""What every face asks about remembered sign-ins: which can be used, what may be kept, how one is ended."""

from safecheck.audit.connection import check_place, resumed_source
from safecheck.audit.remembered import hold, kept_sign_ins
from safecheck.audit.sources import AccountSource
from safecheck.audit.visit import Visit
from safecheck.model.connection import Endpoint
from safecheck.model.errors import SafecheckError
from safecheck.model.remembered import KeptOne
from safecheck.store.config import Preferences
from safecheck.store.sessions import now


def usable_sign_ins(server: Endpoint | None) -> tuple[KeptOne, ...]:
    """Return the sign-ins that can be used where this run goes."""
    at_server = server is not None
    return tuple(one for one in kept_sign_ins() if one.problem is None and one.at_server is at_server)


def may_be_remembered(visit: Visit | None) -> bool:
    """Return whether there is a sign-in to a real account that is not remembered yet."""
    return visit is not None and visit.kind == "account" and not visit.closed and not visit.remembered


def opened_sign_in(
    name: str, passphrase: str, settings: Preferences, server: Endpoint | None
) -> AccountSource:
    """Return the account of a remembered sign-in, held, opened and noted as used. Raises what `hold`,
    HeldSignIn.unlock and `resumed_source` raise; it is given back then."""
    held = hold(name)
    try:
        check_place(name, at_server=held.about.at_server, server=server)
        held.unlock(passphrase, now())
        return resumed_source(settings, held, server)
    except BaseException:
        held.release()
        raise


async def sign_out_for_good(source: AccountSource) -> bool:
    """Sign a remembered sign-in out and throw it away; return whether Telegram confirmed the first. Raises
    BadInputError where the file cannot be removed."""
    visit = Visit(source)
    visit.for_good = True
    try:
        await visit.open()
    except SafecheckError:
        pass  # whether it could be ended all the same is what closing says
    finally:
        signed_out = await visit.close()
    if visit.not_forgotten is not None:
        raise visit.not_forgotten
    return signed_out is True
