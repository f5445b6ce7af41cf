"""Answers about the account's settings and devices, each against the scenario's value."""

from typing import Any

import msgspec
import pytest
from telethon.tl import functions, types

from safecheck.practice.scenario import (
    AppConfigSpec,
    AudienceSpec,
    AutoSaveSpec,
    ConnectedBotSpec,
    DeviceSpec,
    GallerySpec,
    PasskeySpec,
    SettingsSpec,
    TemplateSpec,
    TemplatesSpec,
    WebLoginSpec,
)
from tests.practice.accounts import account, scenario
from tests.practice.conftest import Connect, Serve, sign_in

ask = functions.account


async def client_with(serve: Serve, connect: Connect, settings: SettingsSpec, **changes: Any) -> Any:
    server = await serve(scenario(settings=settings, **changes))
    client = await connect(server)
    await sign_in(client, server)
    return client


async def test_templates_gallery_and_content_are_as_the_scenario_says(serve: Serve, connect: Connect) -> None:
    client = await client_with(
        serve,
        connect,
        SettingsSpec(
            auto_download=TemplatesSpec(low=TemplateSpec(disabled=True), high=TemplateSpec(photo_size_max=7)),
            save_to_gallery=AutoSaveSpec(groups=GallerySpec(photos=True), exceptions=50),
            sensitive_shown=True,
            sensitive_can_change=False,
            archive_and_mute_newcomers=True,
            keep_archived_unmuted=True,
        ),
    )
    templates = await client(ask.GetAutoDownloadSettingsRequest())
    gallery = await client(ask.GetAutoSaveSettingsRequest())
    content = await client(ask.GetContentSettingsRequest())
    newcomers = await client(ask.GetGlobalPrivacySettingsRequest())

    assert (templates.low.disabled, templates.high.photo_size_max) == (True, 7)
    assert (gallery.chats_settings.photos, gallery.users_settings.photos) == (True, False)
    assert len(gallery.exceptions) == 50
    assert (content.sensitive_enabled, content.sensitive_can_change) == (True, False)
    assert newcomers.archive_and_mute_new_noncontact_peers
    assert newcomers.keep_archived_unmuted


@pytest.mark.parametrize(
    ("who", "rule"),
    [
        ("everyone", types.PrivacyValueAllowAll),
        ("contacts", types.PrivacyValueAllowContacts),
        ("close_friends", types.PrivacyValueAllowCloseFriends),
        ("nobody", types.PrivacyValueDisallowAll),
    ],
)
async def test_who_may_add_the_owner_comes_with_exceptions(
    who: Any, rule: type, serve: Serve, connect: Connect
) -> None:
    audience = AudienceSpec(who=who, always_allowed=2, never_allowed=3)
    client = await client_with(serve, connect, SettingsSpec(who_can_add_me=audience))
    rules = (await client(ask.GetPrivacyRequest(types.InputPrivacyKeyChatInvite()))).rules
    other = (await client(ask.GetPrivacyRequest(types.InputPrivacyKeyBirthday()))).rules

    assert [len(rule.users) for rule in rules[:2]] == [2, 3]
    assert [type(rule) for rule in rules[2:]] == [rule]
    assert len(other) == 1


@pytest.mark.parametrize(
    ("key", "field"),
    [
        (types.InputPrivacyKeyChatInvite, "who_can_add_me"),
        (types.InputPrivacyKeyAddedByPhone, "who_finds_me"),
        (types.InputPrivacyKeyPhoneNumber, "phone_number"),
        (types.InputPrivacyKeyVoiceMessages, "voice_messages"),
        (types.InputPrivacyKeyPhoneCall, "calls"),
    ],
)
async def test_each_privacy_key_has_its_own_value(
    key: type, field: str, serve: Serve, connect: Connect
) -> None:
    settings = msgspec.structs.replace(
        SettingsSpec(), **{field: AudienceSpec(who="nobody", always_allowed=4)}
    )
    client = await client_with(serve, connect, settings)
    allowed, rest = (await client(ask.GetPrivacyRequest(key()))).rules

    assert len(allowed.users) == 4
    assert isinstance(rest, types.PrivacyValueDisallowAll)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (types.InputNotifyUsers, "private"),
        (types.InputNotifyChats, "groups"),
        (types.InputNotifyBroadcasts, "channels"),
    ],
)
async def test_kinds_of_chats_can_be_muted(kind: type, name: Any, serve: Serve, connect: Connect) -> None:
    client = await client_with(serve, connect, SettingsSpec(muted=(name,)))
    muted = [
        (await client(ask.GetNotifySettingsRequest(other()))).mute_until is not None
        for other in (types.InputNotifyUsers, types.InputNotifyChats, types.InputNotifyBroadcasts)
    ]
    assert muted.count(True) == 1
    assert (await client(ask.GetNotifySettingsRequest(kind()))).mute_until is not None


async def test_web_logins_bots_and_passkeys_come_with_their_names(serve: Serve, connect: Connect) -> None:
    settings = SettingsSpec(
        web_logins=(WebLoginSpec(domain="one.invalid"), WebLoginSpec(domain="two.invalid", region="There")),
        connected_bots=(ConnectedBotSpec(name="Helper", location="Here"),),
        passkeys=(PasskeySpec(name="Key of a laptop"),),
    )
    client = await client_with(serve, connect, settings)
    web = await client(ask.GetWebAuthorizationsRequest())
    bots = await client(ask.GetConnectedBotsRequest())
    keys = await client(ask.GetPasskeysRequest())

    assert [login.domain for login in web.authorizations] == ["one.invalid", "two.invalid"]
    assert web.authorizations[1].region == "There"
    assert len({login.hash for login in web.authorizations}) == len(web.users) == 2
    assert [bot.first_name for bot in bots.users] == ["Helper"]
    assert bots.connected_bots[0].location == "Here"
    assert [key.name for key in keys.passkeys] == ["Key of a laptop"]


async def test_what_the_account_may_change_is_as_the_scenario_says(serve: Serve, connect: Connect) -> None:
    config = AppConfigSpec(
        newcomers_offered=False, age_check=True, confirm_seconds=60, ignored_reasons=("x",)
    )
    client = await client_with(serve, connect, SettingsSpec(sensitive_shown=True, app_config=config))
    answer = await client(functions.help.GetAppConfigRequest(0))
    values = {pair.key: pair.value for pair in answer.config.value}

    assert values["autoarchive_setting_available"].value is False
    assert values["need_age_video_verification"].value is True
    assert values["authorization_autoconfirm_period"].value == 60
    assert [reason.value for reason in values["ignore_restriction_reasons"].value] == ["sensitive", "x"]


async def test_folders_come_after_the_list_of_all_chats(serve: Serve, connect: Connect) -> None:
    client = await client_with(serve, connect, SettingsSpec(folders=3, shared_folders=2))
    filters = (await client(functions.messages.GetDialogFiltersRequest())).filters

    assert [type(found) for found in filters] == [
        types.DialogFilterDefault,
        types.DialogFilter,
        types.DialogFilterChatlist,
        types.DialogFilterChatlist,
    ]


async def test_the_scenarios_devices_follow_the_one_that_asks(serve: Serve, connect: Connect) -> None:
    phone = DeviceSpec(device_model="A phone", ip="198.51.100.9", region="Some place", unconfirmed=True)
    client = await client_with(serve, connect, SettingsSpec(), devices=(phone,))
    own, other = (await client(ask.GetAuthorizationsRequest())).authorizations

    assert (own.device_model, own.current, own.hash) == ("Test device", True, 0)
    assert (other.device_model, other.ip, other.region) == ("A phone", "198.51.100.9", "Some place")
    assert other.unconfirmed
    assert other.date_created < other.date_active
    assert (await client(ask.GetWebAuthorizationsRequest())).authorizations == []


async def test_the_server_tells_where_its_data_centres_are(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario(account=account(home_dc=3)))
    client = await connect(server, dc=1)
    config = await client(functions.help.GetConfigRequest())
    nearest = await client(functions.help.GetNearestDcRequest())
    app = await client(functions.help.GetAppConfigRequest(0))

    assert config.this_dc == 1
    assert {(option.id, option.port) for option in config.dc_options} == {
        (centre.id, centre.port) for centre in server.endpoint.data_centres
    }
    assert {option.ip_address for option in config.dc_options} == {"127.0.0.1"}
    assert (nearest.this_dc, nearest.nearest_dc) == (1, 3)
    assert isinstance(app.config, types.JsonObject)
