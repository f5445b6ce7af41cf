"""G14: what lies outside the scope that the owner chose is not asked for; the gate lets none of it leave."""

import pytest
from telethon.tl import functions, types

from safecheck.audit.sources import AccountSource
from safecheck.audit.visit import Visit
from safecheck.family.scope import NEEDED_SETTINGS, Scope
from safecheck.model.connection import PRACTICE_IDENTITY, Credentials
from safecheck.model.errors import BadInputError
from safecheck.model.fact import LEFT_OUT, NOT_NEEDED
from safecheck.model.facts import AuditFacts, Unknown
from safecheck.model.probing import ProbePlan
from safecheck.practice.library import load_scenario
from safecheck.practice.server import PracticeServer
from safecheck.telegram.gate import RequestRefusedError
from safecheck.telegram.sign_in import sign_in_with
from tests.telegram.conftest import assert_only_the_list_arrived

SIGNING_IN = {"help.getConfig", "auth.sendCode", "auth.signIn", "account.getPassword", "auth.checkPassword"}
SETTINGS = {
    "account.getAutoDownloadSettings",
    "account.getAutoSaveSettings",
    "account.getContentSettings",
    "account.getGlobalPrivacySettings",
    "account.getPassword",
    "account.getPrivacy",
    "help.getAppConfig",
    "auth.logOut",
}
CHATS = {"messages.getDialogs"}
DEVICES = {"account.getAuthorizations", "langpack.getStrings"}


def all_chats(facts: AuditFacts) -> ProbePlan:
    chats = tuple(chat.id for chat in facts.chat_list.chats)
    return ProbePlan(depth="deep", worth=len(chats), chats=chats, requests=99, seconds=1)


@pytest.mark.parametrize(
    ("scope", "more"),
    [
        (Scope(), CHATS | DEVICES),
        (Scope(groups_and_channels=False), DEVICES),
        (Scope(devices=False), CHATS),
        (Scope(groups_and_channels=False, devices=False), set()),
        (Scope(who_added=True), CHATS | DEVICES | {"channels.getParticipant", "messages.getFullChat"}),
    ],
    ids=["as offered", "no chats", "no devices", "neither", "who added me"],
)
async def test_g14_only_what_lies_in_the_scope_is_asked_for(
    scope: Scope, more: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("safecheck.telegram.account.POLITE_PACE", 0.0)
    async with PracticeServer(load_scenario("teen")) as server:
        visit = Visit(AccountSource(server.endpoint, PRACTICE_IDENTITY), read_only=True, scope=scope)
        await visit.open()
        own = server.credentials
        await sign_in_with(visit.sign_in, Credentials(own.phone, own.code, own.password))
        reading = await visit.read("en")
        assert reading.problem is None
        if scope.groups_and_channels:
            reading = await visit.probe(reading.facts, all_chats(reading.facts))
        with pytest.raises(BadInputError):
            _ = visit.changing
        await visit.close()
        asked = {entry.method for entry in server.log} - SIGNING_IN
        assert asked - {"ping"} == (SETTINGS | more) - SIGNING_IN
        keys = {entry.shape["key"] for entry in server.log if entry.method == "account.getPrivacy"}
        assert keys == {
            "InputPrivacyKeyChatInvite",
            "InputPrivacyKeyAddedByPhone",
            "InputPrivacyKeyPhoneNumber",
        }
        assert_only_the_list_arrived(server)
        assert server.signed_in_sessions == 0
    facts = reading.facts
    assert facts.settings is not None
    known = {
        name
        for name in facts.settings.__struct_fields__
        if not isinstance(getattr(facts.settings, name).value, Unknown)
    }
    assert known == NEEDED_SETTINGS
    assert isinstance(facts.devices.value, Unknown) is not scope.devices
    assert bool(facts.chat_list.chats) is bool(facts.chat_list.private_chats) is scope.groups_and_channels
    assert {chat.about for chat in facts.chat_list.chats} <= {None}
    assert {chat.media for chat in facts.chat_list.chats} <= {None}
    assert any(chat.added_by for chat in facts.chat_list.chats) is scope.who_added
    assert facts.settings.calls.value == Unknown(NOT_NEEDED)  # nobody chose that
    if not scope.devices:
        assert facts.devices.value == Unknown(LEFT_OUT)
    assert facts.complete


async def test_g14_the_gate_itself_refuses_what_the_scope_leaves_out_whoever_asks() -> None:
    async with PracticeServer(load_scenario("teen")) as server:
        scope = Scope(groups_and_channels=False, devices=False)
        visit = Visit(AccountSource(server.endpoint, PRACTICE_IDENTITY), read_only=True, scope=scope)
        await visit.open()
        own = server.credentials
        await sign_in_with(visit.sign_in, Credentials(own.phone, own.code, own.password))
        line = visit._opened.asker
        channel = types.InputChannel(2001, 1)
        for request in (
            functions.account.GetAuthorizationsRequest(),
            functions.messages.GetDialogsRequest(None, 0, types.InputPeerEmpty(), 10, 0),
            functions.messages.GetDialogFiltersRequest(),
            functions.channels.GetParticipantRequest(channel, types.InputPeerSelf()),
            functions.channels.GetFullChannelRequest(channel),
        ):
            with pytest.raises(RequestRefusedError, match="outside what the owner chose"):
                await line.ask(request, "settings")
        before = len(server.log)
        await visit.close()
        assert {entry.method for entry in server.log[before:]} == {"auth.logOut"}
