"""One function per command. Each loads its rooms when it runs, so that a small command starts fast."""

from safecheck.cli import terminal
from safecheck.cli.parser import Context
from safecheck.model.errors import BadInputError, ExitCode
from safecheck.model.text import N_, clean


def _json(value: object) -> None:
    terminal.json_result(value)


def start(context: Context) -> int:
    """`safecheck` alone: the screens, or with --plain the same line by line."""
    from safecheck.cli.sources import needs_a_terminal, own_server, practice_source
    from safecheck.store.paths import places

    needs_a_terminal()
    source = practice_source(context)
    own_server(context)  # a flag that cannot be used is said before anything else
    if places().rules_folder.is_dir():  # and so is a rule pack of the user's own
        from safecheck.audit.rule_files import check_own_rules

        check_own_rules()
    if context.options.family:
        from safecheck.cli.family import check_together

        return check_together(context, source)
    if context.options.plain:
        from safecheck.cli.plain import talk_plainly

        return talk_plainly(context, source)
    from safecheck.cli.screens import show_screens

    return show_screens(context, source)


def audit(context: Context) -> int:
    """`safecheck audit`."""
    from safecheck.cli.audit import run_audit

    return run_audit(context)


def apply(context: Context) -> int:
    """`safecheck apply STEP`: take one step on the account, after it was confirmed."""
    from safecheck.cli.changing import run_apply

    return run_apply(context)


def undo(context: Context) -> int:
    """`safecheck undo [STEP|--last|--all]`: take back what was changed."""
    from safecheck.cli.changing import run_undo

    return run_undo(context)


def plan(context: Context) -> int:
    """`safecheck plan`: the steps to take."""
    from safecheck.cli.plan import run_plan

    return run_plan(context)


def rate(context: Context) -> int:
    """`safecheck rate`: rate chats that are given as JSON lines."""
    from safecheck.cli.rate import run_rate

    return run_rate(context)


def rules(context: Context) -> int:
    """`safecheck rules`: look into, check and build rule packs."""
    from safecheck.cli.rules import run_rules

    return run_rules(context)


def switches(context: Context) -> int:
    """`safecheck switches`: where each app's switches are. No sign-in, no network."""
    from safecheck.audit.switches import app_switches
    from safecheck.packs.guides import GUIDE_IDS
    from safecheck.report.switches import render_switches_text

    wanted = context.options.client
    sections = app_switches(context.catalog.lang, wanted)
    if not sections:
        raise BadInputError(
            N_("safecheck has no guide for the app %(app)s. Choose one of: %(known)s."),
            app=clean(wanted, 40),
            known=", ".join(GUIDE_IDS),
        )
    if context.options.format == "json":
        _json(sections)
    else:
        terminal.result(render_switches_text(sections, context.catalog, terminal.width()))
    return ExitCode.OK


def answers(context: Context) -> int:
    """`safecheck answers`: what was told about devices, and how chats were marked, as far as it is kept; list
    it, or throw it away."""
    from safecheck.report.keeping import NOTHING_IS_KEPT, answers_as_values, render_kept_text
    from safecheck.report.marks import marks_as_values
    from safecheck.store.answers import AnswerFile
    from safecheck.store.marks import MarkFile
    from safecheck.store.paths import places

    answers, marks = AnswerFile(places().answers_file), MarkFile(places().marks_file)
    if context.options.do == "forget":
        gone = [N_("What you told about your devices is forgotten.")] if answers.remove() else []
        gone += [N_("How you marked chats is forgotten.")] if marks.remove() else []
        for sentence in gone or [NOTHING_IS_KEPT]:
            terminal.notice(context.catalog.gettext(sentence))
        return ExitCode.OK
    told, marked = answers.read(), marks.read()
    if context.options.format == "json":
        _json([*answers_as_values(told), *marks_as_values(marked)])
    else:
        terminal.result(render_kept_text(told, marked, context.catalog, terminal.width()))
    return ExitCode.OK


def session(context: Context) -> int:
    """`safecheck session`: the sign-ins that are remembered; list them, or throw them away."""
    from safecheck.cli.session import run_session

    return run_session(context)


def history(context: Context) -> int:
    """`safecheck history`: audits that were remembered; list them, forget them, rate one again."""
    from safecheck.cli.history import run_history

    return run_history(context)


def diff(context: Context) -> int:
    """`safecheck diff`: what changed between two audits."""
    from safecheck.cli.history import run_diff

    return run_diff(context)


def consent(context: Context) -> int:
    """`safecheck consent withdraw RECEIPT`: take back the consent to a check together."""
    from safecheck.cli.family import run_consent

    return run_consent(context)


def requests(context: Context) -> int:
    """`safecheck requests`: the closed list that the gate enforces."""
    from safecheck.report.request_list import render_requests_text
    from safecheck.telegram.allowlist import ALLOWED, KEY_EXCHANGE, NOTICES

    if context.options.format == "json":
        say = context.catalog.gettext
        _json([{"method": a.method, "modes": a.modes, "reason": say(a.reason)} for a in ALLOWED])
    else:
        rows = [(entry.method, entry.modes, entry.reason) for entry in ALLOWED]
        terminal.result(
            render_requests_text(
                rows, context.catalog, terminal.width(), key_exchange=KEY_EXCHANGE, notices=NOTICES
            )
        )
    return ExitCode.OK


def doctor(context: Context) -> int:
    """`safecheck doctor`: is this computer ready, in plain words."""
    from safecheck.cli.doctor import run_doctor

    return run_doctor(context)


def help_me(context: Context) -> int:
    """`safecheck help-me`: people who can help."""
    from safecheck.cli.reading import show_help

    return show_help(context)


def guide(context: Context) -> int:
    """`safecheck guide [PAGE]`: the user's guide."""
    from safecheck.cli.reading import show_guide

    return show_guide(context)


def explain(context: Context) -> int:
    """`safecheck explain download`: would this land on that device without a tap, and why."""
    from safecheck.cli.explain import run_explain_download

    return run_explain_download(context)


def demo_server(context: Context) -> int:
    """`safecheck demo-server`: the practice server on its own."""
    from safecheck.cli.demo_server import run_demo_server

    return run_demo_server(context)
