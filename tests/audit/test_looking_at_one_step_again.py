"""One step looked at once more on a real server: three requests at most, and what changed meanwhile."""

import pytest
from msgspec.structs import replace
from telethon.tl import types

from safecheck.advice.recheck import MOST_REQUESTS, needed, standing
from safecheck.audit.evaluate import evaluate
from safecheck.audit.rechecking import can_be_read, folded, read_again
from safecheck.audit.steps import step_to_check
from safecheck.audit.visit import Visit
from safecheck.i18n.catalog import load
from safecheck.model.errors import BadInputError, NotSaidError, SafecheckError
from safecheck.model.facts import AuditFacts
from safecheck.model.plan import Step
from safecheck.model.result import AuditResult
from safecheck.practice.dialogs import Entry
from safecheck.practice.entities import mute_settings
from safecheck.practice.leaving import leave
from safecheck.practice.scenario import ErrorFault, FaultsSpec
from safecheck.practice.server import PracticeServer
from safecheck.report.recheck import how_it_stands, recheck_sections
from tests.audit.test_closer_look_in_a_visit import look, visited

ADDS, PRIVACY = "limit-who-adds", "account.getPrivacy"
FLOOD = ErrorFault(method=PRIVACY, message="FLOOD_WAIT_120", code=420)


def judged(visit: Visit, facts: AuditFacts) -> AuditResult:
    return evaluate(facts, visit.told, "en")


def server_of(visit: Visit) -> PracticeServer:
    assert visit.owner is not None
    return visit.owner._server


def every_step(result: AuditResult) -> list[Step]:
    return [each for step in result.plan.every for each in (step, *step.instead)]


def of_kind(result: AuditResult, kind: str) -> Step:
    return next(step for step in every_step(result) if step.kind == kind)


def change(server: PracticeServer, quiet: set[str], left: str) -> None:
    """Change what other apps of the owner can: every setting, chats made quiet, one left, devices ended."""
    telegram = server._telegram
    state = telegram.state
    for key in state.privacy:
        state.privacy[key] = [types.PrivacyValueDisallowAll()]
    state.sensitive_shown = False
    state.global_privacy.archive_and_mute_new_noncontact_peers = True
    for scope in state.auto_save.values():
        scope.photos = scope.videos = False
    for template in state.templates.values():
        template.disabled = True
    for entry in telegram.chats.entries:
        if chat_id(entry) in quiet:
            telegram.put(
                entry._replace(notify=mute_settings(muted=True), spec=replace(entry.spec, archived=True))
            )
    leave(telegram, next(entry for entry in telegram.chats.entries if chat_id(entry) == left))
    telegram.scenario = replace(telegram.scenario, devices=())


def chat_id(entry: Entry) -> str:
    number = entry.spec.id
    return str(-number if entry.spec.kind == "group" else -1000000000000 - number)


async def test_each_step_takes_three_requests_at_most_and_shows_what_changed_meanwhile() -> None:
    async with visited() as (visit, facts):
        server, before = server_of(visit), judged(visit, facts)
        steps = {step.kind: step for step in reversed(every_step(before)) if can_be_read(step, facts, visit)}
        quiet = {steps["mute"].subject.id, steps["archive"].subject.id}
        leaving = next(
            step for step in every_step(before) if step.kind == "leave" and step.subject.id not in quiet
        )
        steps["leave"] = leaving
        assert {
            "end_device",
            "check_device",
            ADDS.replace("-", "_"),
            "two_step_on",
            "gallery_off",
            "templates_off",
            "cover_sensitive",
            "leave",
            "mute",
            "archive",
        } <= steps.keys()
        assert not any(can_be_read(step, facts, None) for step in steps.values())
        for step in steps.values():
            sent = server.request_count
            again = folded(facts, await read_again(step, visit))
            assert server.request_count - sent == needed(step).requests <= MOST_REQUESTS, step.id
            # Nothing had changed, so nothing does, but for when it was read and how often was asked.
            assert how_it_stands(step, judged(visit, again), load("en")) == how_it_stands(
                step, before, load("en")
            )
            stands = "only_you" if step.kind == "check_device" else "to_do"
            assert standing(step, judged(visit, again)) == stands, step.id
        assert all(entry.written is None for entry in server.log)

        change(server, quiet, leaving.subject.id)
        now = facts
        for step in steps.values():
            if step.kind == "two_step_on":
                continue
            now = folded(now, await read_again(step, visit))
            after = judged(visit, now)
            assert standing(step, after) == "done", step.id
            first, second, last = recheck_sections(step, before, after, load("en"))
            assert (first.heading, second.heading) == ("Before", "Now")
            assert first.lines != second.lines
            assert last.lines == ("This is done: safecheck has checked it.",)
        assert judged(visit, now).plan.step(leaving.id) is None
        # A closer look afterwards forgets none of it.
        plan = look(visit, now)
        assert plan is not None
        probed = (await visit.probe(now, plan)).facts
        assert standing(leaving, judged(visit, probed)) == "done"
        assert all(entry.written is None for entry in server.log)


FAULTS = (
    (FaultsSpec(errors=(FLOOD,)), ADDS, "wait"),
    (FaultsSpec(missing_methods=(PRIVACY,)), ADDS, "did not say"),
    (FaultsSpec(unknown_constructor=(PRIVACY,)), ADDS, "did not say"),
    (FaultsSpec(missing_methods=("messages.getPeerDialogs",)), "archive", "did not say"),
)


async def test_p7_where_telegram_does_not_say_a_sentence_comes_and_it_can_be_tried_again() -> None:
    async with visited() as (visit, facts):
        before, server = judged(visit, facts), server_of(visit)
        for faults, step, words in FAULTS:
            wanted = before.plan.step(step) or of_kind(before, step)
            server.set_faults(faults)
            with pytest.raises(SafecheckError, match=words) as problem:
                await read_again(wanted, visit)
            assert isinstance(problem.value, NotSaidError) is ("say" in words)
            server.set_faults(FaultsSpec())
            again = folded(facts, await read_again(wanted, visit))
            assert standing(wanted, judged(visit, again)) == "to_do"


async def test_somebody_who_joined_again_is_in_the_chat_again_and_after_the_end_nothing_is_asked() -> None:
    async with visited("quiet") as (visit, facts):
        chat = next(chat for chat in facts.chat_list.chats if not (chat.owned or chat.gone))
        id = f"leave/{chat.id}"
        left = replace(
            facts,
            chat_list=replace(
                facts.chat_list,
                chats=tuple(
                    replace(each, gone=True, left=True) if each.id == chat.id else each
                    for each in facts.chat_list.chats
                ),
            ),
        )
        result = evaluate(left, visit.told, "en", states={id: "done"})
        step = step_to_check(result, id)
        assert step is not None
        assert standing(step, result) == "done"
        again = folded(left, await read_again(step, visit))
        assert standing(step, judged(visit, again)) == "to_do"
    with pytest.raises(BadInputError, match="signed out"):
        await visit.read_again(("who_can_add_me",), None)
