"""`safecheck session`: the sign-ins that are remembered; list them, or sign them out and throw them away."""

import sys
from typing import TextIO

import msgspec

from safecheck.audit import remembered
from safecheck.audit.connection import resumed_source
from safecheck.audit.resuming import sign_out_for_good
from safecheck.cli import terminal
from safecheck.cli.interruptible import run
from safecheck.cli.parser import Context
from safecheck.cli.sources import own_account, own_server
from safecheck.model.errors import BadInputError, ExitCode, SafecheckError
from safecheck.model.remembered import KeptOne
from safecheck.model.text import N_
from safecheck.report import remembered as words
from safecheck.store.sessions import now


class Forgotten(msgspec.Struct, frozen=True):
    """What became of one: `signed_out` is False where it may be signed in still, at Telegram."""

    name: str
    signed_out: bool


def run_session(context: Context) -> int:
    """List, or forget. Raises BadInputError for wrong flags, SignInError for a name that is not kept."""
    options = context.options
    if options.do == "list":
        if options.name is not None or options.all:
            raise BadInputError(N_("safecheck session list shows every sign-in; it takes no name."))
        return _list(context)
    if (options.name is None) is not options.all:
        raise BadInputError(
            N_("Say what to forget: safecheck session forget NAME, or with --all everything.")
        )
    return _forget(context)


def _list(context: Context) -> int:
    kept, moment = remembered.kept_sign_ins(), now()
    if context.options.format == "json":
        _as_json(words.sign_ins_as_values(kept, moment))
    else:
        terminal.result(words.render_sign_ins_text(kept, context.catalog, terminal.width(), moment))
    return ExitCode.OK


def _forget(context: Context) -> int:
    own_server(context)  # a flag that cannot be used is said before anything is thrown away
    names = [one.name for one in remembered.kept_sign_ins()]
    if not context.options.all:
        names = [context.options.name]
    gone: list[Forgotten] = []  # filled one by one, so that a stop meanwhile leaves nothing unsaid
    problem: SafecheckError | None = None
    stopped = None
    try:
        if sys.stdin.isatty() and names:
            from safecheck.cli.plain import terminal_to_talk_on

            with terminal_to_talk_on() as stream:
                _, stopped = run(_on_terminal(context, stream, names, gone))
        else:
            for name in names:
                held = remembered.hold_to_forget(name)
                try:
                    held.forget()
                finally:
                    held.release()
                gone.append(Forgotten(name, signed_out=False))
    except SafecheckError as error:
        problem = error
    if context.options.format == "json":
        _as_json(gone)
    for one in gone:
        terminal.notice(words.forgotten(one.name, context.catalog, signed_out=one.signed_out))
    if not names:
        terminal.notice(context.catalog.gettext(words.NOTHING_IS_REMEMBERED))
    if problem is not None:
        raise problem
    return int(stopped.exit_code if stopped and stopped.exit_code is not None else ExitCode.OK)


async def _on_terminal(context: Context, stream: TextIO, names: list[str], gone: list[Forgotten]) -> None:
    from safecheck.cli.plain import conversation
    from safecheck.plain.conversation import Back, Ended
    from safecheck.plain.keyboard import Keyboard
    from safecheck.plain.remembered import unlock_if_typed

    own = own_account(context)
    async with Keyboard(sys.stdin.fileno()) as keyboard:
        talk = conversation(context, keyboard, stream)
        for name in names:
            held = remembered.hold_to_forget(name)
            try:
                signed_out = False
                if _can_be_signed_out(held.about, at_server=own.server is not None):
                    talk.say(words.passphrase_to_sign_out(talk.catalog))
                    if await unlock_if_typed(talk, held) is not None:
                        signed_out = await sign_out_for_good(resumed_source(own.settings, held, own.server))
                held.forget()
            except (Back, Ended):
                return
            finally:
                held.release()
            gone.append(Forgotten(name, signed_out))


def _can_be_signed_out(one: KeptOne, *, at_server: bool) -> bool:
    return one.problem is None and one.at_server is at_server


def _as_json(value: object) -> None:
    terminal.result(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())
