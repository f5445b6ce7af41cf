"""Look once more at the thing of one step, in an open visit: at most three requests (see advice/recheck.py).

What is found is folded into the facts, so that everything that was judged follows from it.
"""

import asyncio
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace

from safecheck.advice.recheck import Needed, needed
from safecheck.audit.facts_after import facts_after
from safecheck.audit.this_computer import ThisComputer
from safecheck.model.changes import CHANGE_KINDS, Done, Target, Value
from safecheck.model.errors import NotSaidError
from safecheck.model.facts import AuditFacts, Fact, RequestCount
from safecheck.model.local import LocalComputer
from safecheck.model.plan import Step

if TYPE_CHECKING:
    from safecheck.audit.visit import Visit


class ReadAgain(msgspec.Struct, frozen=True, kw_only=True):
    """What was read once more. `requests` are all of the visit until now, None where none was sent."""

    found: dict[str, Fact[Any]] = {}
    chat: Done | None = None
    computer: LocalComputer | None = None
    requests: tuple[RequestCount, ...] | None = None


def can_be_read(step: Step, facts: AuditFacts, visit: "Visit | None") -> bool:
    """Whether there is something that safecheck could read once more now to see how a step stands."""
    again = needed(step)
    if step.state == "not_possible" or again.only_the_person_knows:
        return False
    if again.computer:
        return facts.computer is not None
    return visit is not None and visit.can_change


def takes_a_passcode(step: Step, facts: AuditFacts) -> bool:
    """Whether a passcode has to be typed again before: none is kept."""
    return needed(step).computer and any(each.passcode != "none" for each in facts.installations)


async def read_again(step: Step, visit: "Visit | None") -> ReadAgain:
    """Read what tells how a step stands: of this computer its files, else what Telegram says now. Raises
    SafecheckError where that cannot be had; what is known stays as it is."""
    again = needed(step)
    if again.computer:
        return ReadAgain(computer=await asyncio.to_thread(_computer))
    assert visit is not None  # noqa: S101 - it is offered in an open visit only
    target = _target(step, again)
    asked = await visit.read_again((*again.settings, *(("devices",) if again.devices else ())), target)
    if target is not None and asked.of_chat is None:
        raise NotSaidError
    chat = _as_done(target, asked.of_chat) if target is not None and asked.of_chat is not None else None
    return ReadAgain(found=dict(asked.found), chat=chat, requests=asked.requests)


def folded(facts: AuditFacts, again: ReadAgain) -> AuditFacts:
    """Return the facts with what was read once more; all others are as they were. Pure."""
    found = dict(again.found)
    devices = found.pop("devices", None)
    if again.chat is not None:
        facts = facts_after(facts, again.chat)
    if found and facts.settings is not None:
        facts = replace(facts, settings=replace(facts.settings, **found))
    if devices is not None:
        facts = replace(facts, devices=devices)
    if again.computer is not None:
        facts = replace(facts, computer=again.computer)
    return facts if again.requests is None else replace(facts, requests=again.requests)


def _computer() -> LocalComputer:
    return ThisComputer().read()


def _target(step: Step, again: Needed) -> Target | None:
    kind = next((kind for kind in CHANGE_KINDS if kind == step.kind), None)
    return Target(step.id, kind, again.chat_id) if again.chat_id is not None and kind is not None else None


def _as_done(target: Target, value: Value) -> Done:
    return Done(target, "already", value, value, value)
