"""Answers about the account as a whole: its settings, its devices, the server itself."""

import time
from typing import Any

from telethon.tl import functions, types

from safecheck.practice.account_state import invented_people
from safecheck.practice.chat_answers import described
from safecheck.practice.scenario import DeviceSpec
from safecheck.practice.sign_in import authorization
from safecheck.practice.telegram import Call, Handler

CONFIG_SECONDS = 3600
FIRST_BOT = 5_900_000_001
WEB_LOGIN = 0x3EB_0000_0000
SESSION_DAYS = 365  # after so many days without use Telegram ends a session by itself


def get_config(call: Call) -> Any:
    """help.getConfig: above all the addresses of the data centres."""
    now = int(time.time())
    options = [
        types.DcOption(number, host, port) for number, (host, port) in sorted(call.telegram.addresses.items())
    ]
    return types.Config(
        date=now,
        expires=now + CONFIG_SECONDS,
        test_mode=False,
        this_dc=call.device.dc,
        dc_options=options,
        dc_txt_domain_name="localhost",
        chat_size_max=200,
        megagroup_size_max=200_000,
        forwarded_count_max=100,
        online_update_period_ms=210_000,
        offline_blur_timeout_ms=5_000,
        offline_idle_timeout_ms=30_000,
        online_cloud_timeout_ms=300_000,
        notify_cloud_delay_ms=30_000,
        notify_default_delay_ms=1_500,
        push_chat_period_ms=60_000,
        push_chat_limit=2,
        edit_time_limit=172_800,
        revoke_time_limit=0x7FFFFFFF,
        revoke_pm_time_limit=0x7FFFFFFF,
        rating_e_decay=2_419_200,
        stickers_recent_limit=200,
        channels_read_media_period=604_800,
        call_receive_timeout_ms=20_000,
        call_ring_timeout_ms=90_000,
        call_connect_timeout_ms=30_000,
        call_packet_timeout_ms=10_000,
        me_url_prefix="https://t.me/",
        caption_length_max=1_024,
        message_length_max=4_096,
        webfile_dc_id=4,
    )


def get_app_config(call: Call) -> Any:
    """help.getAppConfig: what the scenario says, between values that safecheck has no use for."""
    spec = call.telegram.scenario.settings.app_config
    shown = call.telegram.state.sensitive_shown
    ignored = (*(("sensitive",) if shown else ()), *spec.ignored_reasons)
    values = {
        "test": types.JsonNumber(1),
        "emojies_send_dice": types.JsonArray([types.JsonString("🎲")]),
        "authorization_autoconfirm_period": types.JsonNumber(spec.confirm_seconds),
        "autoarchive_setting_available": types.JsonBool(spec.newcomers_offered),
        "ignore_restriction_reasons": types.JsonArray([types.JsonString(reason) for reason in ignored]),
        "need_age_video_verification": types.JsonBool(spec.age_check),
        "restriction_add_platforms": types.JsonArray([]),
        "verify_age_bot_username": types.JsonString("age_practice_bot"),
        "upload_limits": types.JsonObject([types.JsonObjectValue("parts", types.JsonNumber(4000))]),
    }
    pairs = [types.JsonObjectValue(key, value) for key, value in values.items()]
    return types.help.AppConfig(hash=1, config=types.JsonObject(pairs))


def get_nearest_dc(call: Call) -> Any:
    """help.getNearestDc."""
    return types.NearestDc("ZZ", call.device.dc, call.telegram.account.home_dc)


def _device(call: Call, number: int, spec: DeviceSpec) -> Any:
    return types.Authorization(
        hash=0x5AFE_0000_0000 + number,
        device_model=spec.device_model,
        platform=spec.platform,
        system_version=spec.system_version,
        api_id=spec.api_id,
        app_name=spec.app_name,
        app_version=spec.app_version,
        date_created=call.telegram.entities.ago(spec.created_days_ago),
        date_active=call.telegram.entities.ago(spec.active_days_ago),
        ip=spec.ip,
        country=spec.country,
        region=spec.region,
        official_app=spec.official,
        unconfirmed=spec.unconfirmed,
    )


def get_authorizations(call: Call) -> Any:
    """account.getAuthorizations: the scenario's devices and everyone who really signed in here."""
    real = [device for device in call.telegram.devices.values() if device.signed_in]
    real.sort(key=lambda device: device is not call.device)
    listed = [authorization(device, current=device is call.device) for device in real]
    listed += [_device(call, n, spec) for n, spec in enumerate(call.telegram.scenario.devices, start=1)]
    return types.account.Authorizations(authorization_ttl_days=SESSION_DAYS, authorizations=listed)


def get_web_authorizations(call: Call) -> Any:
    """account.getWebAuthorizations: each website with the bot that signed in there."""
    telegram = call.telegram
    specs = telegram.scenario.settings.web_logins
    ids = invented_people(0, len(specs))
    _, users = described(telegram, ids, [])
    listed = [
        types.WebAuthorization(
            hash=WEB_LOGIN + number,
            bot_id=bot,
            domain=spec.domain,
            browser=spec.browser,
            platform=spec.platform,
            date_created=telegram.entities.ago(30),
            date_active=telegram.entities.ago(number),
            ip=spec.ip,
            region=spec.region,
        )
        for number, (spec, bot) in enumerate(zip(specs, ids, strict=True))
    ]
    return types.account.WebAuthorizations(listed, users)


def get_connected_bots(call: Call) -> Any:
    """account.getConnectedBots, with the bots themselves as users."""
    telegram = call.telegram
    specs = telegram.scenario.settings.connected_bots
    bots = [
        types.User(FIRST_BOT + number, bot=True, bot_info_version=1, first_name=spec.name)
        for number, spec in enumerate(specs)
    ]
    listed = [
        types.ConnectedBot(
            bot.id,
            types.BusinessBotRecipients(existing_chats=True),
            types.BusinessBotRights(reply=True),
            device=spec.device,
            date=telegram.entities.ago(20),
            location=spec.location,
        )
        for bot, spec in zip(bots, specs, strict=True)
    ]
    return types.account.ConnectedBots(listed, bots)


def get_passkeys(call: Call) -> Any:
    """account.getPasskeys."""
    created = call.telegram.entities.ago(60)
    return types.account.Passkeys(
        [
            types.Passkey(f"passkey-{number}", spec.name, created)
            for number, spec in enumerate(call.telegram.scenario.settings.passkeys, start=1)
        ]
    )


OPEN: dict[type, Handler] = {
    functions.help.GetConfigRequest: get_config,
    functions.help.GetAppConfigRequest: get_app_config,
    functions.help.GetNearestDcRequest: get_nearest_dc,
}

CLOSED: dict[type, Handler] = {
    functions.account.GetAuthorizationsRequest: get_authorizations,
    functions.account.GetWebAuthorizationsRequest: get_web_authorizations,
    functions.account.GetConnectedBotsRequest: get_connected_bots,
    functions.account.GetPasskeysRequest: get_passkeys,
}
