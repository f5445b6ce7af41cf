"""A closer look at single chats, line by line: the plan first, then how far it is, and what it came to."""

import contextlib
from typing import TYPE_CHECKING

from safecheck.audit.visit import Visit
from safecheck.model.facts import AuditFacts
from safecheck.model.probing import ProbePlan
from safecheck.plain.conversation import Back, Conversation
from safecheck.plain.reading import until_read, what_came
from safecheck.report.choices import Choice
from safecheck.report.probing import plan_in_words, plan_lines

if TYPE_CHECKING:
    from safecheck.telegram.account import Reading


def closer_choice(talk: Conversation, plan: ProbePlan) -> Choice:
    """Return the choice that offers `plan`, with what it takes."""
    say = talk.catalog.gettext
    title = (
        say("Look closer at all your groups and channels")
        if plan.depth == "deep"
        else say("Look closer where that can tell more")
    )
    return Choice("closer", title, plan_in_words(plan, talk.catalog))


async def look_closer(
    talk: Conversation, visit: Visit, facts: AuditFacts, plan: ProbePlan, kept: "list[Reading]"
) -> None:
    """Look closer at the chats of `plan`, and put the facts with what there is into `kept`, as `read` does:
    also where the person stops it or wants to end, which is raised after that."""
    already = sum(chat.probed for chat in facts.chat_list.chats)
    talk.gap()
    talk.say(*plan_lines(plan, talk.catalog, asked_already=already, commands=False))
    if plan.chats:
        await until_read(talk, visit, visit.probe(facts, plan), kept)
    else:  # nothing to wait for, but the result is to say so
        kept.append(await visit.probe(facts, plan))


async def closer_facts(talk: Conversation, visit: Visit, facts: AuditFacts, plan: ProbePlan) -> AuditFacts:
    """Return the facts after a closer look; going back stops it, and keeps what there is."""
    kept: list[Reading] = []
    with contextlib.suppress(Back):
        await look_closer(talk, visit, facts, plan, kept)
    return what_came(talk, kept, facts)
