"""`safecheck plan`: what an audit reads, and of its result the steps alone."""

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from msgspec.structs import replace

from safecheck.audit.kept import removal
from safecheck.cli import terminal
from safecheck.cli.parser import Context
from safecheck.cli.sources import account_flags
from safecheck.model.errors import BadInputError
from safecheck.model.plan import ProfileName
from safecheck.model.text import N_, clean

if TYPE_CHECKING:
    from safecheck.model.result import AuditResult

_BETWEEN_PAGES = "\f"  # a printer begins a new page


def run_plan(context: Context) -> int:
    """Read an account, this computer or an export, and write the plan. Returns the exit code of the audit."""
    from safecheck.cli.audit import run_audit
    from safecheck.store.outputs import check_output

    options = context.options
    if options.print and options.format == "json":
        raise BadInputError(N_("--print makes pages of paper. Leave out --print, or --format json."))
    if options.check is not None:
        _before_checking(context)
    if options.remind is not None:
        if not options.remind:
            raise BadInputError(N_("The name of the file is empty. Give it a name: --remind FILE.ics"))
        if options.output and Path(options.output).absolute() == Path(options.remind).absolute():
            raise BadInputError(N_("-o and --remind name the same file. Give one of them another name."))
        check_output(Path(options.remind), options.force)
    return run_audit(context)


def chosen_profile(context: Context) -> ProfileName:
    """Return whom the plan is for: adult, unless --profile says otherwise."""
    profile: ProfileName = getattr(context.options, "profile", None) or "adult"
    return profile


def plan_of_result(context: Context, result: "AuditResult") -> str:
    """Return the plan in the wanted form. Raises BadInputError if --device names none of the devices."""
    from safecheck.packs.profiles_pack import load_advice_profiles

    options, catalog = context.options, context.catalog
    if options.check is not None:
        return _checked(context, result)
    devices = result.devices
    if options.device is not None:
        from safecheck.advice.of_device import named_devices, plan_of

        devices = named_devices(result.devices, options.device)
        if not devices:
            raise _no_such_device(context, result)
        plan = plan_of(result.plan, {device.id for device in devices})
        result = replace(result, plan=plan)
    if options.print:
        return _pages(context, result)
    asked = result.facts.settings is not None
    profile = load_advice_profiles().pack.profile(chosen_profile(context)) if asked else None
    if options.format == "json":
        from safecheck.report.json_plan import plan_to_json

        return plan_to_json(result, profile, catalog)
    from safecheck.report.plan_text import render_plan

    shown = profile if options.profile is not None else None
    account = account_flags(options)
    return render_plan(result, shown, catalog, terminal.width(), zone=None, account=account)


def _before_checking(context: Context) -> None:
    """Raise BadInputError where --check cannot be used, and say what it reads."""
    from safecheck.advice.recheck import kind_of

    options = context.options
    if options.print or options.device is not None or options.remind is not None:
        raise BadInputError(
            N_("--check is about one step. Leave out --print, --device and --remind, or leave out --check.")
        )
    if kind_of(options.check) is None:
        raise _no_such_step(context)
    if options.demo is not None or options.sign_in is not None or options.account is not None:
        terminal.notice(
            context.catalog.gettext(
                "A command on its own reads what the plan is made from, as every time. On the screens, and in"
                " safecheck --plain, checking one step again takes three requests at most."
            )
        )


def _checked(context: Context, result: "AuditResult") -> str:
    """Return how one step stands. Raises BadInputError if no step has that id."""
    from safecheck.audit.steps import step_to_check

    step = step_to_check(result, context.options.check)
    if step is None:
        raise _no_such_step(context)
    if context.options.format == "json":
        from safecheck.report.json_check import check_to_json

        return check_to_json(step, result, context.catalog)
    from safecheck.report.recheck import render_check

    return render_check(step, result, context.catalog, terminal.width(), zone=None)


def _no_such_step(context: Context) -> BadInputError:
    return BadInputError(
        N_("There is no step “%(step)s”. The ids of your steps: safecheck plan --format json"),
        step=clean(context.options.check, 60),
    )


def _pages(context: Context, result: "AuditResult") -> str:
    from safecheck.report.plan_page import render_pages

    pages = render_pages(result, context.catalog, zone=None)
    if not pages:
        raise BadInputError(
            N_("There is no device to print a page for. The switches of every app: safecheck switches")
        )
    return (_BETWEEN_PAGES if context.options.output else "\n\n").join(pages)


def _no_such_device(context: Context, result: "AuditResult") -> BadInputError:
    known = "; ".join(device.name for device in result.devices if device.name)
    if not known:
        return BadInputError(N_("No device is known here, so --device cannot choose one. Leave it out."))
    return BadInputError(
        N_("There is no device “%(device)s”. These are known: %(known)s. Give one of them to --device."),
        device=clean(context.options.device, 60),
        known=clean(known, 400),
    )


def write_reminder(context: Context, result: "AuditResult") -> None:
    """Write the calendar file that --remind names, if it does; the day counts from that of the result."""
    from datetime import UTC, datetime

    from safecheck.report.reminder import next_check, reminder
    from safecheck.store.outputs import write_output

    options, catalog = context.options, context.catalog
    if options.remind is None:
        return
    text = reminder(next_check(result.facts.day), datetime.now(UTC), str(uuid4()), catalog)
    write_output(Path(options.remind), text, options.force)
    terminal.notice(
        catalog.gettext(
            "The reminder names no chat and no account. Open it with your calendar; whoever can see your"
            " calendar will see it."
        )
    )


def reminder_kept(context: Context) -> list[tuple[str, str, str]]:
    """Return what --remind left behind: what it is, where, and the command that removes it."""
    if getattr(context.options, "remind", None) is None:
        return []
    path = Path(context.options.remind).absolute()
    return [(context.catalog.gettext("the reminder"), str(path), removal(path))]
