"""A practice account that is looked at once a day: each day signs in to a practice server of its own over
MTProto, reads, is judged and remembered, as a real audit is. The file of it is thrown away.

All days are read on one real day; their moments are put back to where they belong, before anything is judged.
"""

import tempfile
from collections.abc import Callable, Iterable, Set
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace

from safecheck.audit.evaluate import evaluate
from safecheck.audit.probing import plan_probes
from safecheck.audit.rule_files import rules_in_force
from safecheck.audit.sources import told_by_owner
from safecheck.history.record import account_key, record_of
from safecheck.model.connection import PRACTICE_IDENTITY
from safecheck.model.facts import AuditFacts
from safecheck.model.probing import ProbePlan
from safecheck.model.result import AuditResult
from safecheck.model.text import Lang
from safecheck.packs.rule_set import RuleSet
from safecheck.rules.chats import rate_chats
from safecheck.store.history import History, HistoryFile

if TYPE_CHECKING:
    from safecheck.practice.scenario import Scenario
    from safecheck.telegram.audit_account import CloserLook


async def replayed(
    scenario: "Scenario", lang: Lang, done: Callable[[int], None], days: Iterable[int] | None = None
) -> History:
    """Return what is remembered after all `days` of an account that has days (None: each of them), names
    included. `done` hears each day that is over. Raises what a reading raises, which is a mistake of the
    scenario."""
    if scenario.days is None:
        raise ValueError("the account has no days")
    rules, seen = rules_in_force(), set[str]()
    with tempfile.TemporaryDirectory(prefix="safecheck-") as folder:
        file = HistoryFile(Path(folder) / "history" / "practice.jsonl")
        for day in days or range(1, scenario.days.count + 1):
            result = await _audited(scenario, day, _closer_look(seen, rules, lang), rules, lang)
            seen = {rating.chat_id for rating in result.ratings}
            account = account_key(result.facts)
            file.append(account, "practice", partial(record_of, result, account, with_names=True))
            done(day)
        known = file.read()
    if known is None:
        raise ValueError("there is no day")
    return known


async def _audited(
    scenario: "Scenario", day: int, look: "CloserLook", rules: RuleSet, lang: Lang
) -> AuditResult:
    from safecheck.practice.days import on_day  # with the practice server, which few commands need

    today = on_day(scenario, day)
    assert scenario.days is not None  # noqa: S101 - `replayed` has looked
    facts = await _read(today, look)
    facts = put_back(facts, timedelta(days=scenario.days.count - day))
    return evaluate(facts, told_by_owner(today), lang, rules)


async def _read(scenario: "Scenario", look: "CloserLook") -> AuditFacts:
    from safecheck.practice.server import PracticeServer
    from safecheck.telegram.audit_account import AccountAudit

    async with PracticeServer(scenario) as server:
        audit = AccountAudit(
            server.endpoint,
            PRACTICE_IDENTITY,
            server.credentials,
            source="practice",
            source_name=scenario.name,
            closer_look=look,
        )
        outcome = await audit.run()
    if outcome.problem is not None:
        raise outcome.problem
    return outcome.facts


def put_back(facts: AuditFacts, time: timedelta) -> AuditFacts:
    """Return the facts with every moment in them earlier by `time`."""
    moved: AuditFacts = _moved(facts, time)
    return moved


def _moved(value: Any, time: timedelta) -> Any:
    if isinstance(value, datetime):
        return value - time
    if isinstance(value, msgspec.Struct):
        return type(value)(**{name: _moved(getattr(value, name), time) for name in value.__struct_fields__})
    return tuple(_moved(each, time) for each in value) if isinstance(value, tuple) else value


def _closer_look(seen: Set[str], rules: RuleSet, lang: Lang) -> Callable[[AuditFacts, float], ProbePlan]:
    """Return what asks about the chats that a targeted look asks about, and about new ones: who added the
    owner there is what makes them tell something. On the first day (nothing `seen`) none is new."""

    def plan(facts: AuditFacts, pace: float) -> ProbePlan:
        chats = facts.chat_list.chats
        ratings = rate_chats(chats, rules, facts.as_of, lang)
        targeted = plan_probes(chats, ratings, "targeted", pace=pace)
        new = [
            pair
            for pair in zip(chats, ratings, strict=True)
            if seen and pair[0].id not in seen and pair[0].id not in targeted.chats
        ]
        deep = plan_probes([chat for chat, _ in new], [each for _, each in new], "deep", pace=pace)
        return replace(
            targeted, chats=targeted.chats + deep.chats, requests=targeted.requests + deep.requests
        )

    return plan
