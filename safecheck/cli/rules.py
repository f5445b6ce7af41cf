"""`safecheck rules`: look into rule packs, check them, and build a protected list."""

import secrets
import sys
from datetime import UTC, datetime
from pathlib import Path

from safecheck.cli import terminal
from safecheck.cli.parser import Context
from safecheck.model.errors import BadInputError, ExitCode
from safecheck.model.text import N_, clean

_MAX_LIST_BYTES = 8 * 1024 * 1024
_SALT_BYTES = 32


def run_rules(context: Context) -> int:
    """Run one of the four. Raises BadInputError (DataFileError with file, line and key for a bad pack)."""
    does = {"list": _list, "explain": _explain, "check": _check, "hash": _hash}
    return does[context.options.do](context)


def _list(context: Context) -> int:
    from safecheck.audit.rule_files import rules_in_force
    from safecheck.report.rule_list import render_rules_text, rule_lines

    rules = rules_in_force(context.options.rules or ())
    if context.options.format == "json":
        terminal.json_result(rule_lines(rules))
    else:
        terminal.result(render_rules_text(rules, context.catalog, terminal.width()))
    return ExitCode.OK


def _explain(context: Context) -> int:
    from safecheck.audit.rule_files import rules_in_force
    from safecheck.report.rule_list import render_list_text, render_rule_text

    wanted = context.options.what
    if not wanted:
        raise BadInputError(N_("Say which rule to explain; safecheck rules list names them all."))
    rules = rules_in_force(context.options.rules or ())
    rule = next((rule for rule in rules.rules if rule.id == wanted), None)
    if rule is not None:
        terminal.result(render_rule_text(rule, context.catalog, terminal.width()))
    elif wanted in rules.lists:
        users = [
            rule
            for rule in rules.rules
            if wanted in (*(rule.when.words or ()), *(rule.when.beside or ()), *(rule.when.not_with or ()))
        ]
        terminal.result(render_list_text(rules.lists[wanted], users, context.catalog, terminal.width()))
    else:
        raise BadInputError(
            N_("There is no rule or list of words %(id)s; safecheck rules list names them all."),
            id=clean(wanted, 80),
        )
    return ExitCode.OK


def _check(context: Context) -> int:
    from safecheck.audit.rule_files import load_packs
    from safecheck.packs.rule_set import combine
    from safecheck.packs.shipped import chat_packs
    from safecheck.rules.examples import wrong_examples

    if not context.options.what:
        raise BadInputError(N_("Say which pack to check: safecheck rules check FILE"))
    packs = load_packs(Path(context.options.what))
    rules = combine((*chat_packs(), *packs))
    for loaded in packs:
        places = {rule.id: number for number, rule in enumerate(loaded.pack.rules)}
        for id, kind, number in wrong_examples(rules, loaded.pack.rules):
            problem = "the rule does not fire on it" if kind == "fires" else "the rule fires on it"
            raise loaded.problem(f"rules[{places[id]}].examples.{kind}[{number}]", problem)
    say = context.catalog.gettext
    for loaded in packs:
        pack = loaded.pack
        terminal.result(
            say(
                "%(file)s is right: %(rules)d rules, %(lists)d lists of words, %(changes)d changes, "
                "%(hashes)d protected entries; every example comes out as it says."
            )
            % {
                "file": clean(loaded.file, 300),
                "rules": len(pack.rules),
                "lists": len(pack.lists),
                "changes": len(pack.adjust),
                "hashes": len(pack.protected.digests()) if pack.protected else 0,
            }
        )
    return ExitCode.OK


def _hash(context: Context) -> int:
    from safecheck.report.protected_pack import protected_pack_text
    from safecheck.rules.listing import KINDS, listing
    from safecheck.store.outputs import check_output, write_output

    options = context.options
    if not options.organisation:
        raise BadInputError(N_("Say whose list it is: --organisation NAME"))
    if options.output:
        check_output(Path(options.output), options.force)
    data = sys.stdin.buffer.read(_MAX_LIST_BYTES + 1)
    if len(data) > _MAX_LIST_BYTES:
        raise BadInputError(N_("The list is too long: safecheck takes at most 8 MiB."))
    try:
        lines = data.decode("utf-8").splitlines()
    except UnicodeDecodeError:
        raise BadInputError(N_("The list is not UTF-8 text. Save it as UTF-8 and try again.")) from None
    salt = secrets.token_bytes(_SALT_BYTES)
    entries = listing(lines, KINDS[options.kind], salt)
    text = protected_pack_text(
        entries,
        pack=options.pack,
        version=options.pack_version,
        organisation=clean(options.organisation, 100),
        salt=salt,
        day=datetime.now(UTC).date(),
    )
    if options.output:
        write_output(Path(options.output), text, options.force)
    else:
        terminal.result(text)
    terminal.notice(
        context.catalog.gettext(
            "The list is obscured, not secret: whoever holds this file can try whether a word is on it."
        )
    )
    return ExitCode.OK
