"""`audit --depth`: a closer look at single chats, said on stderr before its requests are sent."""

from typing import TYPE_CHECKING

from safecheck.cli import terminal
from safecheck.cli.parser import Context
from safecheck.model.errors import BadInputError
from safecheck.model.facts import AuditFacts
from safecheck.model.probing import Depth, ProbePlan
from safecheck.model.text import N_

if TYPE_CHECKING:
    from safecheck.cli.progress import ProgressLine
    from safecheck.telegram.audit_account import CloserLook


def check_depth(context: Context) -> None:
    """Raise BadInputError where --depth and --budget do not fit each other."""
    options = context.options
    if options.budget is not None and options.budget < 1:
        raise BadInputError(
            N_("--budget is a number of requests, from 1. Leave it out for the usual number.")
        )
    if options.budget is not None and options.depth == "quick":
        raise BadInputError(N_("--budget needs --depth targeted or --depth deep: a quick audit asks little."))


def needs_an_account(context: Context) -> None:
    """Raise BadInputError where chats are to be asked about, and no account was named."""
    depth = context.options.depth
    if depth != "quick":
        raise BadInputError(
            N_("--depth %(depth)s asks about chats. Say of which account: --sign-in, or --demo to practise."),
            depth=depth,
        )


def closer_look(context: Context, progress: "ProgressLine") -> "CloserLook":
    """Return what decides after the quick reading which chats to ask about; none for a quick audit."""
    from safecheck.telegram.audit_account import no_closer_look

    return no_closer_look if context.options.depth == "quick" else _look(context, progress)


def _look(context: Context, progress: "ProgressLine") -> "CloserLook":
    def plan_for(facts: AuditFacts, pace: float) -> ProbePlan:
        from safecheck.report.probing import plan_lines

        plan = probe_plan(context, facts, pace, context.options.depth)
        progress.close()
        for line in plan_lines(plan, context.catalog):
            terminal.notice(line)
        return plan

    return plan_for


def depth_of(context: Context, facts: AuditFacts) -> Depth:
    """Return how far to look: as asked for, or as far as an audit wanted that stopped in the middle of it."""
    asked: Depth = context.options.depth
    earlier = facts.probing
    return (
        earlier.depth if asked == "quick" and earlier is not None and earlier.stopped is not None else asked
    )


def probe_plan(context: Context, facts: AuditFacts, pace: float, depth: Depth) -> ProbePlan:
    """Return the plan for what was read: rate it first, and look where that can change."""
    from safecheck.audit.probing import plan_probes
    from safecheck.audit.rule_files import rules_in_force
    from safecheck.rules.chats import rate_chats

    options = context.options
    chats, rules = facts.chat_list.chats, rules_in_force(options.rules or ())
    ratings = rate_chats(chats, rules, facts.as_of, context.catalog.lang)
    return plan_probes(chats, ratings, depth, pace=pace, budget=options.budget)
