"""A remembered sign-in, line by line: its passphrase is typed at every use, and never shown (G13, P3)."""

import asyncio

from safecheck.audit.connection import check_place, resumed_source
from safecheck.audit.remembered import TRIES, HeldSignIn, hold, hold_new
from safecheck.audit.resuming import sign_out_for_good, usable_sign_ins
from safecheck.audit.sources import AccountSource
from safecheck.audit.visit import Visit
from safecheck.model.errors import BadInputError, SafecheckError, SignInError
from safecheck.model.remembered import RememberedSignIn, checked_name, has_ended, passphrase_problem
from safecheck.model.text import N_
from safecheck.plain.account import Own
from safecheck.plain.conversation import Back, Conversation
from safecheck.report import before_reading
from safecheck.report import remembered as words
from safecheck.report.choices import Choice
from safecheck.report.sign_in import server_banner, what_ending_does
from safecheck.store.sessions import WrongPassphraseError
from safecheck.store.sessions import now as this_moment


async def choose_kept(talk: Conversation, own: Own) -> str:
    """Return which remembered sign-in to use, "" for a new one; nothing is asked where none fits. Raises Back
    and Ended where the person wants that."""
    say = talk.catalog.gettext
    usable = usable_sign_ins(own.server)
    if not usable:
        return ""
    choices = [
        Choice(one.name, words.use_it(one, talk.catalog), say("with its passphrase")) for one in usable
    ]
    return await talk.choose(say("Your choice"), [*choices, Choice("", say("Sign in anew"), "")])


async def remember_by_name(talk: Conversation, visit: Visit) -> None:
    """Ask under which name, and remember the sign-in of a visit; b leaves it as it is."""
    say = talk.catalog.gettext
    talk.explanation = words.what_remembering_means(talk.catalog)
    while True:
        try:
            name = checked_name(await talk.ask(say("A name for it, such as: mine")))
        except BadInputError as problem:
            talk.say(talk.catalog.sentence(problem))
        except Back:
            talk.say(words.not_remembered(talk.catalog))
            return
        else:
            await remember(talk, visit, name)
            return


async def remember(talk: Conversation, visit: Visit, name: str) -> None:
    """Ask for a passphrase, and keep the sign-in of a visit as `name`; b leaves it as it is. What cannot be
    kept is said, and ends with the visit. Raises Ended where the person wants that."""
    try:
        held = hold_new(name)
    except SafecheckError as problem:
        talk.say(talk.catalog.sentence(problem), words.not_remembered(talk.catalog))
        return
    try:
        passphrase = await _new_passphrase(talk, name)
        kept = await visit.remember(held, passphrase)
    except (Back, SafecheckError) as reason:
        if isinstance(reason, SafecheckError):
            talk.say(talk.catalog.sentence(reason))
        talk.say(words.not_remembered(talk.catalog))
    else:
        talk.say(words.remembered_now(name, kept.ends_on, talk.catalog))
    finally:
        if visit.remembered != name:
            held.release()


async def _new_passphrase(talk: Conversation, name: str) -> str:
    """Return a passphrase that was typed twice."""
    say = talk.catalog.gettext
    talk.explanation = words.what_remembering_means(talk.catalog)
    talk.gap()
    talk.say(*talk.explanation)
    while True:
        typed = await talk.ask(say("A new passphrase"), hidden=True, as_typed=True)
        problem = passphrase_problem(typed, name)
        if problem is not None:
            talk.say(say(problem))
        elif typed == await talk.ask(say("The same passphrase again"), hidden=True, as_typed=True):
            return typed
        else:
            talk.say(words.not_the_same(talk.catalog))


async def open_kept(talk: Conversation, own: Own, name: str) -> AccountSource:
    """Return the account of the sign-in that is kept as `name`, opened with the passphrase that is typed, and
    noted as used. Nothing is sent before that; one whose thirty days are over is signed out, and raised.

    Raises Back and Ended where the person wants that, and SafecheckError where it cannot be used.
    """
    held = hold(name)
    try:
        check_place(name, at_server=held.about.at_server, server=own.server)
        catalog = talk.catalog
        talk.ending = what_ending_does(catalog, signing_in=False, practice=False)
        talk.gap()
        talk.say(before_reading.own_account(catalog), before_reading.cannot_know(catalog))
        if own.server is not None:
            talk.say(server_banner(catalog, own.address))
        talk.gap()
        now = this_moment()
        opened = await unlock(talk, held)
        source = resumed_source(own.settings, held, own.server)
        if has_ended(opened.made_on, now):
            signed_out = await sign_out_for_good(source)
            raise SignInError(
                N_("%(ended)s Sign in again: safecheck audit --sign-in"),
                ended=words.days_are_over(opened, catalog, signed_out=signed_out),
            )
        talk.say(*words.earlier_uses(opened, catalog))
    except BaseException:
        held.release()
        raise
    return source


async def unlock(talk: Conversation, held: HeldSignIn) -> RememberedSignIn:
    """Return the sign-in, opened with the passphrase that is typed; three tries, and SignInError after."""
    opened = await unlock_if_typed(talk, held, may_be_empty=False)
    assert opened is not None  # noqa: S101 - something was typed
    return opened


async def unlock_if_typed(
    talk: Conversation, held: HeldSignIn, *, may_be_empty: bool = True
) -> RememberedSignIn | None:
    """The same, but for Enter alone: None."""
    say = talk.catalog.gettext
    question = say("The passphrase of “%(name)s”") % {"name": held.name}
    talk.explanation = (
        say("It is the passphrase that you chose when you had this sign-in remembered. It is kept nowhere."),
    )
    for left in range(TRIES - 1, -1, -1):
        typed = ""
        while not typed:
            typed = await talk.ask(question, hidden=True, as_typed=True)
            if not typed and may_be_empty:
                return None
        try:
            return await asyncio.to_thread(held.unlock, typed, this_moment())
        except WrongPassphraseError as problem:
            if left:
                talk.say(talk.catalog.sentence(problem))
    raise SignInError(
        N_(
            "That was not the passphrase of “%(name)s” either. Nothing was sent, and nothing is lost. "
            "Without it: safecheck session forget %(name)s, and sign in again."
        ),
        name=held.name,
    )
