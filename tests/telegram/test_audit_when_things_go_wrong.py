"""P7: a wait, a broken line or an ended sign-in gives a sentence and keeps what was read."""

import asyncio
from collections import Counter
from typing import Any

import pytest

from safecheck.model.errors import ExitCode, SignInError
from safecheck.model.facts import AccountSettings, Unknown
from safecheck.model.progress import Progress
from safecheck.practice.scenario import BucketFault, ErrorFault, FaultsSpec
from safecheck.practice.server import PracticeServer
from safecheck.telegram.allowlist import ONCE
from safecheck.telegram.errors import (
    ASKED_TO_WAIT,
    LINE_BROKE,
    NEWER_TELEGRAM,
    NOT_ANSWERED,
    SIGN_IN_ENDED,
    SIGN_IN_FAILED,
    STOPPED,
    TELEGRAM_STUMBLED,
    KeepsAskingToWaitError,
    WaitTooLongError,
)
from tests.telegram.conftest import AuditRunner, Run

pytestmark = pytest.mark.uncounted


class Slept:
    """Remembers the waits instead of waiting them out."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        await asyncio.sleep(0)


def known(run: Run) -> int:
    settings = run.facts.settings
    return sum(not isinstance(getattr(settings, name).value, Unknown) for name in settings.__struct_fields__)


@pytest.mark.parametrize(
    "method", ["messages.getDialogs", "account.getPrivacy", "auth.sendCode", "auth.signIn"]
)
async def test_p7_a_wait_of_three_seconds_is_shown_and_waited_out(audit: AuditRunner, method: str) -> None:
    slept = Slept()
    fault = ErrorFault(message="FLOOD_WAIT_3", code=420, method=method)
    run = await audit("individual", faults=FaultsSpec(errors=(fault,)), sleep=slept)
    assert run.facts.complete
    assert slept.seconds == [1, 1, 1]
    assert len({event.waiting_until for event in run.events} - {None}) == 1
    assert run.received.count(method) >= 2


async def test_p7_a_wait_in_the_middle_continues_at_the_same_place(audit: AuditRunner) -> None:
    slept = Slept()
    fault = ErrorFault(message="FLOOD_WAIT_30", code=420, method="messages.getDialogs", from_call=20)
    run = await audit("busy", faults=FaultsSpec(errors=(fault,)), sleep=slept)
    assert run.facts.chat_list.listed == 5000
    assert sum(slept.seconds) == 30


async def test_p7_a_wait_of_an_hour_keeps_what_was_read_and_says_when_to_go_on(audit: AuditRunner) -> None:
    slept = Slept()
    fault = ErrorFault(
        message="FLOOD_WAIT_3600", code=420, method="messages.getDialogs", from_call=20, times=0
    )
    run = await audit("busy", faults=FaultsSpec(errors=(fault,)), sleep=slept)
    assert slept.seconds == []
    assert isinstance(run.outcome.problem, WaitTooLongError)
    assert run.outcome.problem.exit_code == ExitCode.INCOMPLETE
    assert "60 minutes" in str(run.outcome.problem)
    assert not run.facts.complete
    assert 1000 < run.facts.chat_list.listed < 5000
    assert run.facts.chat_list.stopped == Unknown(ASKED_TO_WAIT)
    assert known(run) == len(AccountSettings.__struct_fields__)
    assert run.outcome.signed_out is True


async def test_a_bucket_of_requests_is_waited_for(audit: AuditRunner) -> None:
    bucket = BucketFault(
        method="account.getPrivacy", capacity=2, refill_per_second=1
    )  # it is asked five times
    run = await audit("individual", faults=FaultsSpec(buckets=(bucket,)))
    assert run.facts.complete
    assert any(event.waiting_until is not None for event in run.events)


async def test_waits_that_never_end_are_given_up(audit: AuditRunner) -> None:
    slept = Slept()
    fault = ErrorFault(message="FLOOD_WAIT_5", code=420, method="messages.getDialogs", times=0)
    run = await audit("individual", faults=FaultsSpec(errors=(fault,)), sleep=slept)
    assert isinstance(run.outcome.problem, KeepsAskingToWaitError)
    assert run.outcome.problem.exit_code == ExitCode.INCOMPLETE
    assert "minutes" not in str(run.outcome.problem), "no waiting time is made up"
    assert sum(slept.seconds) == 2 * 4 * 5, "nobody waits without asking again afterwards"
    assert known(run) == len(AccountSettings.__struct_fields__)


@pytest.mark.parametrize("kind", ["drop_at", "drop_after"])
async def test_p7_a_line_dropped_at_each_request_in_turn_loses_nothing(audit: AuditRunner, kind: str) -> None:
    """Whether the request was handled or not. What may not be sent twice ends the run with a sentence."""
    methods = (await audit("quiet")).received
    assert len(methods) > 12
    for number, method in enumerate(methods, start=1):
        faults: dict[str, Any] = {kind: (number,)}
        run = await audit("quiet", faults=FaultsSpec(**faults))
        said = f"{kind} at {number}, {method}"
        assert run.server.signed_in_sessions == 0, said
        for once in ONCE:
            assert run.received.count(once) <= 1, said
        if method in ONCE:
            assert run.outcome.problem is not None, said
            assert run.outcome.problem.exit_code == ExitCode.INCOMPLETE, said
            continue
        assert run.outcome.problem is None, said
        assert run.facts.complete, said
        assert run.facts.chat_list.listed == 25, said
        # What was on its way when the line broke was sent, and never received.
        sent = Counter({count.method: count.count for count in run.facts.requests})
        assert Counter(run.received) <= sent, said


@pytest.mark.parametrize("after", [1, 4, 8, 14])
async def test_p7_a_line_that_never_comes_back_keeps_what_was_read(audit: AuditRunner, after: int) -> None:
    run = await audit("quiet", faults=FaultsSpec(gone_after=after))
    assert run.outcome.problem is not None
    assert run.outcome.problem.exit_code == ExitCode.INCOMPLETE
    assert not run.facts.complete
    # What was asked and not answered, and what was never asked, is missing for one and the same reason.
    assert run.facts.interrupted == Unknown(LINE_BROKE)
    settings = run.facts.settings
    values = [getattr(settings, name).value for name in settings.__struct_fields__]
    assert {value for value in values if isinstance(value, Unknown)} <= {Unknown(LINE_BROKE)}
    assert run.facts.chat_list.listed == (25 if after > 7 else 0), (
        "both pages were answered before the line broke"
    )
    if after > 4:
        assert run.outcome.signed_out is False


async def test_a_revoked_sign_in_ends_with_its_sentence_and_counts_as_signed_out(audit: AuditRunner) -> None:
    run = await audit("busy", faults=FaultsSpec(revoked_at=30))
    assert isinstance(run.outcome.problem, SignInError)
    assert run.outcome.problem.exit_code == ExitCode.SIGN_IN
    assert "signed out" in str(run.outcome.problem)
    assert run.outcome.signed_out is True
    assert 0 < run.facts.chat_list.listed < 5000
    assert not run.facts.complete


@pytest.mark.parametrize(
    "method",
    [
        "account.getAutoDownloadSettings",
        "account.getAutoSaveSettings",
        "account.getContentSettings",
        "account.getPrivacy",
        "account.getGlobalPrivacySettings",
        "account.getAuthorizations",
        "account.getNotifySettings",
        "account.getWebAuthorizations",
        "account.getConnectedBots",
        "account.getPasskeys",
        "help.getAppConfig",
        "messages.getDialogFilters",
    ],
)
@pytest.mark.parametrize("kind", ["unknown_constructor", "missing_methods"])
async def test_a_server_of_another_layer_leaves_the_values_of_one_method_unknown(
    audit: AuditRunner, method: str, kind: str
) -> None:
    faults: dict[str, Any] = {kind: (method,)}
    run = await audit("quiet", faults=FaultsSpec(**faults))
    reason = NEWER_TELEGRAM if kind == "unknown_constructor" else NOT_ANSWERED
    facts = run.facts
    values = [getattr(facts.settings, name) for name in facts.settings.__struct_fields__] + [facts.devices]
    asked = run.received.count(method)
    assert [value.value for value in values if value.source == method] == [Unknown(reason)] * asked
    assert sum(isinstance(value.value, Unknown) for value in values) == asked
    assert facts.complete
    assert run.outcome.problem is None


async def test_a_page_that_cannot_be_parsed_gives_an_incomplete_audit(audit: AuditRunner) -> None:
    run = await audit("quiet", faults=FaultsSpec(unknown_constructor=("messages.getDialogs",)))
    assert run.facts.chat_list.stopped == Unknown(NEWER_TELEGRAM)
    assert not run.facts.complete
    assert known(run) == len(AccountSettings.__struct_fields__)
    assert run.outcome.signed_out is True


@pytest.mark.parametrize(
    ("message", "code", "words"),
    [
        ("PHONE_NUMBER_INVALID", 400, "phone number"),
        ("PHONE_NUMBER_BANNED", 400, "closed the account"),
        ("API_ID_PUBLISHED_FLOOD", 400, "published"),
        ("PHONE_NUMBER_FLOOD", 400, "too many codes"),
        ("SOMETHING_NEW_AND_ODD", 400, "SOMETHING_NEW_AND_ODD"),
    ],
)
async def test_a_refused_sign_in_says_why(audit: AuditRunner, message: str, code: int, words: str) -> None:
    fault = ErrorFault(message=message, code=code, method="auth.sendCode", times=0)
    run = await audit("quiet", faults=FaultsSpec(errors=(fault,)))
    assert isinstance(run.outcome.problem, SignInError)
    assert words in str(run.outcome.problem)
    assert run.outcome.signed_out is None
    assert run.received.count("auth.sendCode") == 1, "a code is never asked for twice"


async def test_a_wrong_code_is_not_tried_again(audit: AuditRunner) -> None:
    fault = ErrorFault(message="PHONE_CODE_INVALID", method="auth.signIn")
    run = await audit("quiet", faults=FaultsSpec(errors=(fault,)))
    assert "code is wrong" in str(run.outcome.problem)
    assert run.received.count("auth.signIn") == 1


async def test_trouble_inside_telegram_is_no_crash(audit: AuditRunner) -> None:
    fault = ErrorFault(message="INTERNAL_SERVER_ERROR", code=500, method="account.getPrivacy", times=0)
    run = await audit("quiet", faults=FaultsSpec(errors=(fault,)))
    assert run.facts.settings.who_can_add_me.value == Unknown(TELEGRAM_STUMBLED)
    assert run.facts.chat_list.complete


async def test_stopping_is_immediate_keeps_what_was_read_and_signs_out(audit: AuditRunner) -> None:
    task = asyncio.current_task()
    assert task is not None

    def stop(_server: PracticeServer, event: Progress) -> None:
        if event.stage == "chats" and event.done >= 900:
            task.cancel()

    run = await audit("busy", during=stop)
    assert run.outcome.cancelled
    assert run.outcome.problem is None
    assert 900 <= run.facts.chat_list.listed < 1500
    assert run.facts.chat_list.stopped == Unknown(STOPPED)
    assert run.server.signed_in_sessions == 0
    assert not run.facts.complete


async def test_a_sign_in_that_may_have_worked_is_ended_too(audit: AuditRunner) -> None:
    task = asyncio.current_task()
    assert task is not None

    def stop(server: PracticeServer, event: Progress) -> None:
        if event.stage == "sign_in" and event.finished:
            task.cancel()

    run = await audit("quiet", during=stop)
    assert run.outcome.cancelled
    assert run.outcome.signed_out is True
    assert run.server.signed_in_sessions == 0


async def test_a_refused_sign_in_is_not_called_ended(audit: AuditRunner) -> None:
    fault = ErrorFault(message="PHONE_CODE_INVALID", method="auth.signIn")
    run = await audit("quiet", faults=FaultsSpec(errors=(fault,)))
    assert run.facts.interrupted == Unknown(SIGN_IN_FAILED)
    assert run.facts.settings.two_step.value == Unknown(SIGN_IN_FAILED)


@pytest.mark.parametrize("name", ["AUTH_KEY_PERM_EMPTY", "SESSION_EXPIRED", "SOMETHING_NEW"])
async def test_any_401_ends_the_sign_in(audit: AuditRunner, name: str) -> None:
    fault = ErrorFault(message=name, code=401, method="account.getPrivacy", times=0)
    run = await audit("individual", faults=FaultsSpec(errors=(fault,)))
    assert isinstance(run.outcome.problem, SignInError)
    assert run.facts.interrupted == Unknown(SIGN_IN_ENDED)
    assert run.facts.settings.who_can_add_me.value == Unknown(SIGN_IN_ENDED)


async def test_a_sign_in_that_never_was_cannot_have_ended(audit: AuditRunner) -> None:
    fault = ErrorFault(message="AUTH_KEY_UNREGISTERED", code=401, method="auth.sendCode", times=0)
    run = await audit("individual", faults=FaultsSpec(errors=(fault,)))
    assert isinstance(run.outcome.problem, SignInError)
    assert run.facts.interrupted == Unknown(SIGN_IN_FAILED)


async def test_one_stumble_inside_telegram_is_asked_again_but_never_for_a_code(audit: AuditRunner) -> None:
    stumble = ErrorFault(message="INTERNAL", code=500, method="account.getPrivacy")
    assert (await audit("individual", faults=FaultsSpec(errors=(stumble,)))).facts.complete
    code = ErrorFault(message="INTERNAL", code=500, method="auth.sendCode", times=0)
    run = await audit("individual", faults=FaultsSpec(errors=(code,)))
    assert run.received.count("auth.sendCode") == 1
    assert run.outcome.problem is not None


@pytest.mark.parametrize(
    ("method", "message"), [("auth.sendCode", "PHONE_MIGRATE_9"), ("account.getPrivacy", "USER_MIGRATE_4")]
)
async def test_a_move_that_leads_nowhere_is_no_crash(audit: AuditRunner, method: str, message: str) -> None:
    fault = ErrorFault(message=message, code=303, method=method, times=0)
    run = await audit("individual", faults=FaultsSpec(errors=(fault,)))
    assert {entry.dc for entry in run.server.log} == {2}
    if method == "auth.sendCode":
        assert run.outcome.problem is not None
    else:
        assert run.facts.chat_list.complete


async def test_a_line_that_keeps_breaking_is_given_up_after_a_few_tries(audit: AuditRunner) -> None:
    run = await audit("busy", faults=FaultsSpec(drop_at=tuple(range(20, 400))))
    assert run.outcome.problem is not None
    assert run.outcome.problem.exit_code == ExitCode.INCOMPLETE
    assert len(run.received) < 60
