"""Loops, repeats, half answers and rare values: real client, real server, odd answers."""

from typing import Any

import msgspec
import pytest
from telethon.tl import types

from safecheck.model.errors import SignInError
from safecheck.model.facts import Audience, Unknown
from safecheck.model.text import Words
from safecheck.practice import dialogs
from safecheck.practice.library import load_scenario
from safecheck.practice.scenario import ChatSpec, ErrorFault, FaultsSpec, Scenario
from safecheck.telegram import convert
from safecheck.telegram.errors import REPEATED_PAGE, SHORT_LIST, STOPPED, error_name
from tests.telegram.conftest import AuditRunner

MANY = Scenario(
    schema=1,
    name="many",
    about=Words(en="many", nl="veel"),
    chats=tuple(
        ChatSpec(id=1000 + number, kind="supergroup", title=f"Group {number}", active_days_ago=number / 100)
        for number in range(350)
    ),
)


async def test_a_server_that_repeats_its_first_page_for_ever_ends_the_audit_as_incomplete(
    audit: AuditRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs.ChatIndex, "_offset", lambda _self, _request: None)
    run = await audit(MANY)
    assert run.facts.chat_list.listed == 100
    assert run.facts.chat_list.stopped == Unknown(REPEATED_PAGE)
    assert not run.facts.complete
    assert run.received.count("messages.getDialogs") == 3


async def test_g9_a_list_that_ends_before_it_is_whole_is_incomplete(
    audit: AuditRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = dialogs.ChatIndex.page

    def only_one(self: dialogs.ChatIndex, request: Any) -> dialogs.Page:
        page = real(self, request)
        return page if request.offset_id == 0 else page._replace(entries=[], key=("empty", request.folder_id))

    monkeypatch.setattr(dialogs.ChatIndex, "page", only_one)
    run = await audit(MANY)
    assert run.facts.chat_list.listed == 100
    assert run.facts.chat_list.stopped == Unknown(SHORT_LIST)
    assert not run.facts.complete


async def test_a_first_page_full_of_pinned_chats_hides_no_other(audit: AuditRunner) -> None:
    pinned = [msgspec.structs.replace(chat, pinned=True) for chat in MANY.chats[:120]]
    run = await audit(msgspec.structs.replace(MANY, chats=(*pinned, *MANY.chats[120:])))
    assert run.facts.chat_list.listed >= 330  # a server that pages pinned chats too would send all 350
    assert {chat.title.raw for chat in run.facts.chat_list.chats if not chat.pinned} == {
        chat.title for chat in MANY.chats[120:]
    }


async def test_what_was_not_asked_is_unknown_for_the_reason_why_the_run_ended(audit: AuditRunner) -> None:
    run = await audit("individual", faults=FaultsSpec(revoked_at=9))
    missing = {
        fact.value.reason
        for fact in [getattr(run.facts.settings, name) for name in run.facts.settings.__struct_fields__]
        if isinstance(fact.value, Unknown)
    }
    assert missing
    assert STOPPED not in missing | {run.facts.interrupted.reason}


@pytest.mark.parametrize("message", ["FLOOD_WAIT_3600", "INTERNAL"])
async def test_a_sign_out_that_fails_takes_nothing_from_what_was_read(
    audit: AuditRunner, message: str
) -> None:
    code = 420 if message.startswith("FLOOD") else 500
    fault = ErrorFault(message=message, code=code, method="auth.logOut", times=0)
    run = await audit("individual", faults=FaultsSpec(errors=(fault,)))
    assert run.facts.complete
    assert run.outcome.problem is None
    assert run.outcome.signed_out is False


async def test_entries_that_come_twice_count_once(
    audit: AuditRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = dialogs.ChatIndex.page

    def overlapping(self: dialogs.ChatIndex, request: Any) -> dialogs.Page:
        page = real(self, request)
        everything = self.folder(request.folder_id)
        if page.entries and page.entries[0] in everything:
            start = max(0, everything.index(page.entries[0]) - 30)
            again = everything[start : everything.index(page.entries[0])]
            return page._replace(entries=again + page.entries[:70], key=(start, "again"))
        return page

    monkeypatch.setattr(dialogs.ChatIndex, "page", overlapping)
    run = await audit(MANY)
    assert run.facts.chat_list.listed == 350
    assert len({chat.id for chat in run.facts.chat_list.chats}) == 350
    assert run.facts.complete


async def test_pinned_chats_come_once_and_first(audit: AuditRunner) -> None:
    pinned = tuple(msgspec.structs.replace(chat, pinned=True) for chat in MANY.chats[300:305])
    scenario = msgspec.structs.replace(MANY, chats=(*MANY.chats[:300], *pinned, *MANY.chats[305:]))
    run = await audit(scenario)
    assert run.facts.chat_list.listed == 350
    assert [chat.pinned for chat in run.facts.chat_list.chats[:5]] == [True] * 5
    assert sum(chat.pinned for chat in run.facts.chat_list.chats) == 5


async def test_an_account_without_any_chat_is_complete(audit: AuditRunner) -> None:
    run = await audit(msgspec.structs.replace(MANY, chats=()))
    assert run.facts.complete
    assert run.facts.chat_list.chats == ()
    assert run.facts.chat_list.total == 0


async def test_exactly_one_full_page_is_complete(audit: AuditRunner) -> None:
    run = await audit(msgspec.structs.replace(MANY, chats=MANY.chats[:100]))
    assert run.facts.complete
    assert run.facts.chat_list.listed == 100


async def test_a_wrong_two_step_password_gives_its_sentence(audit: AuditRunner) -> None:
    fault = ErrorFault(message="PASSWORD_HASH_INVALID", method="auth.checkPassword")
    run = await audit("quiet", faults=FaultsSpec(errors=(fault,)))
    assert isinstance(run.outcome.problem, SignInError)
    assert "password is wrong" in str(run.outcome.problem)
    assert run.server.signed_in_sessions == 0


async def test_an_account_whose_password_is_not_given_says_so(audit: AuditRunner) -> None:
    fault = ErrorFault(message="SESSION_PASSWORD_NEEDED", code=401, method="auth.signIn", times=0)
    run = await audit("individual", faults=FaultsSpec(errors=(fault,)))
    assert "two-step password" in str(run.outcome.problem)


@pytest.mark.parametrize("method", ["auth.sendCode", "auth.signIn"])
async def test_a_sign_in_answer_of_another_layer_gives_a_sentence(audit: AuditRunner, method: str) -> None:
    run = await audit("individual", faults=FaultsSpec(unknown_constructor=(method,)))
    assert isinstance(run.outcome.problem, SignInError)
    assert run.facts.chat_list.listed == 0


ALL, CONTACTS = types.PrivacyValueAllowAll(), types.PrivacyValueAllowContacts()


@pytest.mark.parametrize(
    ("rules", "audience"),
    [
        ([ALL], Audience("everyone")),
        ([CONTACTS], Audience("contacts")),
        ([types.PrivacyValueAllowCloseFriends()], Audience("close_friends")),
        ([types.PrivacyValueDisallowAll()], Audience("nobody")),
        ([], Audience("nobody")),
        ([CONTACTS, types.PrivacyValueAllowUsers([1, 2])], Audience("contacts", 2, 0)),
        ([ALL, types.PrivacyValueDisallowUsers([1])], Audience("everyone", 0, 1)),
        ([types.PrivacyValueDisallowUsers([1, 2]), ALL], Audience("everyone", 0, 2)),
        ([types.PrivacyValueAllowChatParticipants([1]), CONTACTS], Audience("contacts", 1, 0)),
        ([types.PrivacyValueDisallowChatParticipants([1, 2, 3])], Audience("nobody", 0, 3)),
        ([CONTACTS, types.PrivacyValueAllowPremium()], Audience("contacts", 1, 0)),
        ([types.PrivacyValueAllowBots(), types.PrivacyValueDisallowAll()], Audience("nobody", 1, 0)),
    ],
)
def test_every_privacy_rule_is_read_in_any_order(rules: list[Any], audience: Audience) -> None:
    assert convert.audience(types.account.PrivacyRules(rules, [], [])) == audience


def test_the_name_of_an_error_is_harmless() -> None:
    from telethon.errors import RPCError

    assert error_name(RPCError(None, "FLOOD\x1b[2J_1 <b>", 400)) == "FLOOD2J_1b"
    assert error_name(RPCError(None, "", 400)) == "RPCError"


async def test_a_device_that_never_was_active_is_very_old(audit: AuditRunner) -> None:
    device = msgspec.structs.replace(load_scenario("quiet").devices[0], active_days_ago=20000)
    scenario = msgspec.structs.replace(load_scenario("quiet"), devices=(device,), told=())
    run = await audit(scenario)
    assert run.facts.devices.value.devices[0].last_active.year < 1980
