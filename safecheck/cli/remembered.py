"""Which remembered sign-in `audit` uses, and whether its flags fit together (G13)."""

import sys
from typing import TYPE_CHECKING

from safecheck.cli import terminal
from safecheck.cli.parser import Context
from safecheck.model.errors import BadInputError, SignInError
from safecheck.model.remembered import checked_name
from safecheck.model.text import N_

if TYPE_CHECKING:
    from safecheck.cli.audit_ending import Ending


def check_flags(context: Context) -> None:
    """Raise BadInputError where --account or --remember-as does not fit the other flags."""
    options = context.options
    if options.remember_as is not None:
        if options.demo is not None:
            raise BadInputError(
                N_("A practice account is gone when safecheck ends: there is nothing to remember of it.")
            )
        if options.sign_in is None:
            raise BadInputError(N_("--remember-as belongs to --sign-in. Give that too, or leave it out."))
        checked_name(options.remember_as)
    if options.account is not None:
        for name, given in (
            ("--demo", options.demo),
            ("--sign-in", options.sign_in),
            ("--export", options.export),
        ):
            if given is not None:
                raise BadInputError(
                    N_("--account and %(name)s are two different sources. Choose one of them."), name=name
                )
        if options.passcode_stdin:
            raise BadInputError(
                N_("With --account a passcode is typed on the terminal. Leave out --passcode-stdin.")
            )
        checked_name(options.account)


def wanted_account(context: Context) -> str | None:
    """Return the remembered sign-in to use: that of --account, or the only one where no source is named. None
    where another source is named, or nothing is remembered. Raises SignInError where several are."""
    options = context.options
    if options.account is not None:
        return str(options.account)
    if options.this_computer or any(
        given is not None for given in (options.demo, options.sign_in, options.export)
    ):
        return None
    from safecheck.audit.remembered import kept_sign_ins

    names = [one.name for one in kept_sign_ins()]
    if len(names) > 1:
        raise SignInError(
            N_(
                "Several sign-ins are remembered: %(names)s. Say which one to use: safecheck audit "
                "--account NAME"
            ),
            names=", ".join(names),
        )
    return names[0] if names else None


def needs_hands(account: str | None) -> None:
    """Raise SignInError where nobody can type on a terminal: then nothing is asked and nothing is sent."""
    if sys.stdin.isatty():
        return
    if account is not None:
        raise SignInError(
            N_(
                "A remembered sign-in never works by itself: its passphrase is typed on a terminal, and "
                "there is none here. Nothing was sent. Start this command in a terminal yourself."
            )
        )
    raise SignInError(
        N_(
            "Signing in is done by hand, on a terminal, and there is none here. Nothing was sent. "
            "Start this command in a terminal yourself."
        )
    )


def explain_sign_in(context: Context, ending: "Ending") -> None:
    """Say what a remembered sign-in is good for after an audit that stopped early, and where it is gone."""
    from safecheck.report.remembered import go_on_with, no_longer_works

    if ending.account and not ending.remembered:
        terminal.notice(no_longer_works(ending.account, context.catalog))
    elif ending.remembered and (ending.facts is None or not ending.facts.complete):
        from safecheck.audit.remembered import kept_sign_ins

        until = next((one.read_until for one in kept_sign_ins() if one.name == ending.remembered), None)
        terminal.notice(go_on_with(ending.remembered, context.catalog, read_until=until), wrapped=False)
