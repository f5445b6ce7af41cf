"""A quick audit by the real client of the real server: complete, within its budget, as the scenario says."""

from collections import Counter
from datetime import UTC, datetime

import msgspec
import pytest

from safecheck.model.facts import (
    AccountSettings,
    AppConfig,
    Audience,
    AuditFacts,
    Count,
    DeviceList,
    Newcomers,
    Notifications,
    SensitiveContent,
    TwoStep,
)
from safecheck.model.text import Words
from safecheck.practice.library import load_scenario
from safecheck.practice.scenario import ChatSpec, Scenario
from safecheck.practice.server import PracticeServer
from safecheck.practice.session import new_auth_key
from safecheck.telegram.account import Account
from safecheck.telegram.allowlist import ALLOWED
from safecheck.telegram.audit_account import AccountAudit
from safecheck.telegram.client import PRACTICE_IDENTITY
from safecheck.telegram.sign_in import sign_in_with
from tests.telegram.conftest import AuditRunner

pytestmark = pytest.mark.uncounted


@pytest.mark.parametrize("name", ["individual", "quiet", "teen", "busy", "hostile", "languages"])
async def test_every_practice_account_is_read_to_the_end(audit: AuditRunner, name: str) -> None:
    run = await audit(name)
    assert run.outcome.problem is None
    assert run.outcome.signed_out is True
    assert run.facts.complete
    scenario = load_scenario(name)
    assert run.facts.chat_list.listed == run.facts.chat_list.total == len(scenario.chats)
    expected = {
        chat.title
        for chat in scenario.chats
        if chat.kind in ("group", "supergroup", "channel", "gigagroup") and not chat.deactivated
    }
    assert {chat.title.raw for chat in run.facts.chat_list.chats} == expected


@pytest.mark.parametrize(("name", "budget"), [("individual", 35), ("busy", 90)])
async def test_the_requests_stay_within_the_budget(audit: AuditRunner, name: str, budget: int) -> None:
    run = await audit(name)
    assert sum(count.count for count in run.facts.requests) <= budget
    assert Counter(run.received) == {count.method: count.count for count in run.facts.requests}


async def test_five_hundred_chats_need_at_most_thirty_five_requests(audit: AuditRunner) -> None:
    chats = tuple(
        ChatSpec(
            id=1000 + number,
            kind="supergroup",
            title=f"Group {number}",
            joined_days_ago=number,
            archived=number % 5 == 0,
            active_days_ago=number / 10,
        )
        for number in range(500)
    )
    devices = load_scenario("individual").devices  # every app that Telegram has words of
    scenario = Scenario(
        schema=1, name="five-hundred", about=Words(en="x", nl="x"), chats=chats, devices=devices
    )
    run = await audit(scenario)
    assert len(run.facts.chat_list.chats) == 500
    assert sum(chat.archived for chat in run.facts.chat_list.chats) == 100
    assert run.server.log
    assert run.received.count("langpack.getStrings") == 4
    assert len(run.received) <= 35


async def test_settings_and_devices_are_read_as_they_stand(audit: AuditRunner) -> None:
    run = await audit("individual")
    scenario = load_scenario("individual")
    settings = run.facts.settings
    assert settings.who_can_add_me.value == Audience(who="everyone")
    assert settings.sensitive_content.value == SensitiveContent(shown=True, can_change=True)
    assert settings.newcomers.value == Newcomers(archive_and_mute=False, keep_archived_unmuted=False)
    assert settings.two_step.value == TwoStep(on=False)
    assert settings.save_to_gallery.value.groups.photos is True
    assert settings.folders.value.shared == scenario.settings.shared_folders
    assert settings.auto_download.value.medium.video_size_max == 10_485_760
    assert settings.who_can_add_me.source == "account.getPrivacy"
    devices = run.facts.devices.value
    assert isinstance(devices, DeviceList)
    assert [device.name.raw for device in devices.devices] == [spec.device_model for spec in scenario.devices]
    assert {(device.client, device.system) for device in devices.devices} == {
        ("android", "android"),
        ("ios", "ios"),
        ("desktop", "windows"),
        ("macos", "macos"),
        ("web", "firefox"),
        ("tdlib", "android"),
        ("unofficial", "android"),
    }


@pytest.mark.parametrize("name", ["individual", "quiet", "teen", "busy", "hostile", "languages"])
async def test_every_setting_of_every_account_is_read_as_it_stands(audit: AuditRunner, name: str) -> None:
    spec, settings = load_scenario(name).settings, (await audit(name)).facts.settings
    for field in ("who_can_add_me", "who_finds_me", "phone_number", "voice_messages", "calls"):
        said = getattr(spec, field)
        assert getattr(settings, field).value == Audience(said.who, said.always_allowed, said.never_allowed)
    for kind in ("private", "groups", "channels"):
        assert getattr(settings, f"notifications_{kind}").value == Notifications(muted=kind in spec.muted)
    assert settings.web_logins.value == Count(len(spec.web_logins))
    assert settings.connected_bots.value == Count(len(spec.connected_bots))
    assert settings.passkeys.value == Count(len(spec.passkeys))
    config = spec.app_config
    assert settings.app_config.value == AppConfig(
        newcomers_offered=config.newcomers_offered,
        age_check=config.age_check,
        confirm_seconds=config.confirm_seconds,
        ignored_reasons=("sensitive",) * spec.sensitive_shown + config.ignored_reasons,
    )
    assert {fact.source for fact in map(settings.__getattribute__, settings.__struct_fields__)} <= {
        entry.method for entry in ALLOWED
    }


async def test_a_sign_in_that_safecheck_left_behind_is_no_device_and_is_told(audit: AuditRunner) -> None:
    devices = (await audit("busy")).facts.devices.value
    assert isinstance(devices, DeviceList)
    assert len(devices.devices) == 6
    assert not any("safecheck" in device.name.raw for device in devices.devices)
    (leftover,) = devices.leftovers
    assert (datetime.now(UTC) - leftover.last_active).days == 6


async def test_a_sign_in_of_another_run_is_found_by_a_later_one() -> None:
    async with PracticeServer(load_scenario("individual")) as server:
        endpoint = server.endpoint
        first = Account(endpoint, PRACTICE_IDENTITY, source="practice")
        await first.connect()
        await sign_in_with(first.sign_in, server.credentials)
        alone = (await first.read()).facts.devices.value
        assert isinstance(alone, DeviceList)
        assert alone.leftovers == ()
        others = tuple(
            msgspec.structs.replace(centre, auth_key=new_auth_key()) for centre in endpoint.data_centres
        )
        for centre in others:
            server.add_device(centre.auth_key or b"", centre.id)
        second = AccountAudit(
            msgspec.structs.replace(endpoint, data_centres=others),
            PRACTICE_IDENTITY,
            server.credentials,
            source="practice",
        )
        found = (await second.run()).facts.devices.value
        assert isinstance(found, DeviceList)
        assert len(found.leftovers) == 1
        assert len(found.devices) == 8
        assert await first.leave() == (True, 0)


async def test_g11_safechecks_own_sign_in_is_named_and_left_out_of_the_devices(audit: AuditRunner) -> None:
    run = await audit("individual")
    assert {entry.client for entry in run.server.log} <= {"safecheck, reads chat names", ""}
    names = [device.name.raw for device in run.facts.devices.value.devices]
    assert "safecheck, reads chat names" not in names


async def test_the_facts_of_a_chat_are_what_the_scenario_says(audit: AuditRunner) -> None:
    chats = (
        ChatSpec(
            id=5,
            kind="supergroup",
            title="Big and open",
            username="big_practice",
            members=31000,
            joined_days_ago=5,
            never_read=True,
            unread=800,
            muted=True,
            scam=True,
            no_forwards=True,
            archived=True,
        ),
        ChatSpec(id=6, kind="supergroup", title="Text only", members=10, banned=("send_media",), owned=True),
        ChatSpec(id=7, kind="channel", title="Sender", verified=True, pinned=True),
        ChatSpec(id=8, kind="group", title="Small", members=4, created_days_ago=900),
        ChatSpec(id=9, kind="group", title="Moved", deactivated=True),
        ChatSpec(id=10, kind="channel", title="Closed to you", forbidden=True),
        ChatSpec(id=11, kind="person", title="Someone"),
        ChatSpec(id=12, kind="bot", title="Robot"),
    )
    run = await audit(Scenario(schema=1, name="kinds", about=Words(en="x", nl="x"), chats=chats))
    by_title = {chat.title.raw: chat for chat in run.facts.chat_list.chats}
    assert set(by_title) == {"Big and open", "Text only", "Sender", "Small", "Closed to you"}
    big = by_title["Big and open"]
    assert (big.kind, big.members, big.scam, big.no_forwards) == ("supergroup", 31000, True, True)
    assert (big.archived, big.muted, big.never_read, big.unread) == (True, True, True, 800)
    assert big.media_open is True
    assert [name.raw for name in big.usernames] == ["big_practice"]
    assert big.joined is not None
    assert (datetime.now(UTC) - big.joined).days == 5
    assert by_title["Text only"].media_open is False
    assert by_title["Text only"].owned is True
    assert (by_title["Sender"].kind, by_title["Sender"].media_open) == ("channel", False)
    assert by_title["Sender"].verified
    assert by_title["Sender"].pinned
    assert (by_title["Small"].kind, by_title["Small"].members) == ("group", 4)
    assert by_title["Closed to you"].gone
    assert (run.facts.chat_list.private_chats, run.facts.chat_list.bots) == (1, 1)


async def test_an_account_of_another_data_centre_is_followed_there(audit: AuditRunner) -> None:
    run = await audit("individual", first_dc=4)
    assert run.facts.complete
    assert run.outcome.signed_out is True
    assert {entry.dc for entry in run.server.log} == {2, 4}


async def test_the_sign_in_is_gone_from_the_server_afterwards(audit: AuditRunner) -> None:
    run = await audit("quiet")
    assert run.server.signed_in_sessions == 0


async def test_questions_about_settings_travel_together_with_the_first_page(audit: AuditRunner) -> None:
    run = await audit("individual")
    read = run.received.index("auth.signIn")
    together = run.received[read + 1 : read + 1 + len(AccountSettings.__struct_fields__)]
    assert len(set(together)) >= 13, "they were asked one after the other"


async def test_progress_counts_chats_and_requests(audit: AuditRunner) -> None:
    run = await audit("busy")
    pages = [event for event in run.events if event.stage == "chats"]
    assert [event.done for event in pages] == sorted(event.done for event in pages)
    assert pages[-1].done == pages[-1].total == 5000
    assert run.events[-1].requests == len(run.received)
    assert {event.stage for event in run.events} == {
        "connect",
        "sign_in",
        "settings",
        "devices",
        "chats",
        "sign_out",
    }


@pytest.mark.parametrize("name", ["individual", "hostile"])
async def test_facts_survive_json_unchanged(audit: AuditRunner, name: str) -> None:
    facts = (await audit(name)).facts
    assert msgspec.json.decode(msgspec.json.encode(facts), type=AuditFacts) == facts


async def test_facts_cannot_be_changed(audit: AuditRunner) -> None:
    facts = (await audit("quiet")).facts
    with pytest.raises(AttributeError):
        facts.source = "account"
    with pytest.raises(AttributeError):
        facts.chat_list.chats[0].members = 1
