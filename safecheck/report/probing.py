"""A closer look at single chats in words: the plan of requests before it, and how far it came after it."""

from safecheck.i18n.catalog import Catalog
from safecheck.model.probing import ProbePlan
from safecheck.model.result import AuditResult
from safecheck.model.spoken import grouped
from safecheck.report.wording import without_stop

_A_MOMENT = 10  # seconds
_MINUTE = 60


def plan_in_words(plan: ProbePlan, catalog: Catalog) -> str:
    """Return the plan in few words, such as "23 chats, 69 requests, about one minute"."""
    chats = catalog.ngettext("one chat", "%(count)s chats", len(plan.chats))
    return f"{chats % {'count': grouped(len(plan.chats), catalog.lang)}}, {_cost_in_words(plan, catalog)}"


def _cost_in_words(plan: ProbePlan, catalog: Catalog) -> str:
    requests = catalog.ngettext("one request", "%(count)s requests", plan.requests)
    count = grouped(plan.requests, catalog.lang)
    return f"{requests % {'count': count}}, {_time_in_words(plan.seconds, catalog)}"


def offer_in_words(plan: ProbePlan, catalog: Catalog, key: str) -> str:
    """Return that a closer look can be had, what it takes, and the `key` that begins it."""
    pattern = (
        catalog.ngettext(
            "One other chat can be looked at more closely (%(key)s): %(cost)s",
            "%(count)s other chats can be looked at more closely (%(key)s): %(cost)s",
            len(plan.chats),
        )
        if plan.depth == "deep"
        else catalog.ngettext(
            "One chat is worth a closer look (%(key)s): %(cost)s",
            "%(count)s chats are worth a closer look (%(key)s): %(cost)s",
            len(plan.chats),
        )
    )
    count = grouped(len(plan.chats), catalog.lang)
    return pattern % {"count": count, "cost": _cost_in_words(plan, catalog), "key": key}


def _time_in_words(seconds: int, catalog: Catalog) -> str:
    if seconds < _A_MOMENT:
        return catalog.gettext("a few seconds")
    if seconds < _MINUTE * 3 / 4:
        return catalog.gettext("less than a minute")
    minutes = round(seconds / _MINUTE) or 1
    return catalog.ngettext("about one minute", "about %(count)d minutes", minutes) % {"count": minutes}


def plan_lines(
    plan: ProbePlan, catalog: Catalog, *, asked_already: int = 0, commands: bool = True
) -> list[str]:
    """Return what is said before the requests of `plan` are sent. `asked_already` is how many of the chats
    that are worth it were asked about before; `commands` names what to type in a shell for more."""
    say = catalog.gettext
    left = plan.worth - asked_already
    if not left:
        return [say("There is no chat about which a closer look could tell more.")]
    lines = []
    if plan.chats:
        lines = [say("A closer look: %(plan)s.") % {"plan": plan_in_words(plan, catalog)}]
    if len(plan.chats) < left:
        lines.append(
            catalog.ngettext(
                "It would be worth it for one chat; the agreed %(budget)s requests are not enough.",
                "It would be worth it for %(count)s chats; the agreed %(budget)s requests are not enough for"
                " all of them.",
                left,
            )
            % {"count": grouped(left, catalog.lang), "budget": grouped(plan.budget or 0, catalog.lang)}
        )
        if commands:
            lines.append(say("For more of them: --budget with a higher number."))
    return lines


def probing_lines(result: AuditResult, catalog: Catalog) -> list[str]:
    """Return how far the closer look came, and why no further; nothing if there was none."""
    probing = result.facts.probing
    if probing is None:
        return []
    say = catalog.gettext
    if not probing.worth:
        return [say("There was no chat about which a closer look could tell more.")]
    pattern = (
        say("Closer look: safecheck asked Telegram about %(count)s of %(worth)s groups and channels.")
        if probing.depth == "deep"
        else say(
            "Closer look: safecheck asked Telegram about %(count)s of %(worth)s groups and channels where"
            " that can tell more."
        )
    )
    values = {"count": grouped(probing.done, catalog.lang), "worth": grouped(probing.worth, catalog.lang)}
    lines = [pattern % values]
    if probing.stopped is not None:
        reason = without_stop(catalog.reason(probing.stopped))
        lines.append(say("The closer look ended early, because %(reason)s.") % {"reason": reason})
    elif probing.done < probing.worth:
        lines.append(say("More requests were not agreed on."))
    return lines
