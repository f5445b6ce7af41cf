"""Answers about the account as a whole: its settings, its devices, the server itself."""

import time
from typing import Any

from telethon.tl import functions, types

from safecheck.practice.entities import FIRST_SENDER, SENDERS, mute_settings
from safecheck.practice.scenario import DeviceSpec, GallerySpec, TemplateSpec
from safecheck.practice.sign_in import authorization
from safecheck.practice.telegram import Call, Handler

CONFIG_SECONDS = 3600
FIRST_FOLDER = 2  # 0 is the main list, 1 the archive
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
    settings = call.telegram.scenario.settings
    spec = settings.app_config
    ignored = (*(("sensitive",) if settings.sensitive_shown else ()), *spec.ignored_reasons)
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


def _template(spec: TemplateSpec) -> Any:
    return types.AutoDownloadSettings(
        disabled=spec.disabled,
        photo_size_max=spec.photo_size_max,
        video_size_max=spec.video_size_max,
        file_size_max=spec.file_size_max,
        video_upload_maxbitrate=100,
        small_queue_active_operations_max=0,
        large_queue_active_operations_max=0,
    )


def get_auto_download(call: Call) -> Any:
    """account.getAutoDownloadSettings."""
    templates = call.telegram.scenario.settings.auto_download
    return types.account.AutoDownloadSettings(
        _template(templates.low), _template(templates.medium), _template(templates.high)
    )


def _gallery(spec: GallerySpec) -> Any:
    return types.AutoSaveSettings(photos=spec.photos, videos=spec.videos, video_max_size=None)


def _people(call: Call, start: int, count: int) -> tuple[list[int], list[Any]]:
    """Return ids and users of `count` invented people; beyond those who write in groups only ids."""
    numbers = range(start, start + count)
    users = [call.telegram.entities.sender(number) for number in numbers if number < SENDERS]
    return [FIRST_SENDER + number for number in numbers], users


def get_auto_save(call: Call) -> Any:
    """account.getAutoSaveSettings."""
    spec = call.telegram.scenario.settings.save_to_gallery
    ids, users = _people(call, 0, spec.exceptions)
    own = _gallery(GallerySpec(photos=True, videos=True))
    return types.account.AutoSaveSettings(
        users_settings=_gallery(spec.private),
        chats_settings=_gallery(spec.groups),
        broadcasts_settings=_gallery(spec.channels),
        exceptions=[types.AutoSaveException(types.PeerUser(number), own) for number in ids],
        chats=[],
        users=users,
    )


def get_content_settings(call: Call) -> Any:
    """account.getContentSettings."""
    settings = call.telegram.scenario.settings
    return types.account.ContentSettings(
        sensitive_enabled=settings.sensitive_shown, sensitive_can_change=settings.sensitive_can_change
    )


_AUDIENCES = {
    "everyone": types.PrivacyValueAllowAll,
    "contacts": types.PrivacyValueAllowContacts,
    "close_friends": types.PrivacyValueAllowCloseFriends,
    "nobody": types.PrivacyValueDisallowAll,
}


def get_privacy(call: Call) -> Any:
    """account.getPrivacy: exceptions first, then the rule for everybody else."""
    settings = call.telegram.scenario.settings
    specs = {
        types.InputPrivacyKeyChatInvite: settings.who_can_add_me,
        types.InputPrivacyKeyAddedByPhone: settings.who_finds_me,
        types.InputPrivacyKeyPhoneNumber: settings.phone_number,
        types.InputPrivacyKeyVoiceMessages: settings.voice_messages,
        types.InputPrivacyKeyPhoneCall: settings.calls,
    }
    spec = specs.get(type(call.request.key))
    if spec is None:
        return types.account.PrivacyRules([types.PrivacyValueAllowContacts()], [], [])
    allowed, some = _people(call, 0, spec.always_allowed)
    denied, others = _people(call, spec.always_allowed, spec.never_allowed)
    rules = [_AUDIENCES[spec.who]()]
    if denied:
        rules.insert(0, types.PrivacyValueDisallowUsers(denied))
    if allowed:
        rules.insert(0, types.PrivacyValueAllowUsers(allowed))
    return types.account.PrivacyRules(rules, [], some + others)


def get_global_privacy(call: Call) -> Any:
    """account.getGlobalPrivacySettings."""
    settings = call.telegram.scenario.settings
    return types.GlobalPrivacySettings(
        archive_and_mute_new_noncontact_peers=settings.archive_and_mute_newcomers,
        keep_archived_unmuted=settings.keep_archived_unmuted,
    )


def _device(call: Call, number: int, spec: DeviceSpec) -> Any:
    return types.Authorization(
        hash=0x5AFE_0000_0000 + (spec.session or number),
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
    ids, users = _people(call, 0, len(specs))
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


_CHATS_OF = {
    types.InputNotifyUsers: "private",
    types.InputNotifyChats: "groups",
    types.InputNotifyBroadcasts: "channels",
}


def get_notify_settings(call: Call) -> Any:
    """account.getNotifySettings: of one chat, or the defaults of a kind of chats."""
    peer = call.request.peer
    if isinstance(peer, types.InputNotifyPeer):
        entry = call.telegram.chats.find(peer.peer)
        return mute_settings(muted=entry is not None and entry.spec.muted)
    return mute_settings(muted=_CHATS_OF.get(type(peer)) in call.telegram.scenario.settings.muted)


def get_filters(call: Call) -> Any:
    """messages.getDialogFilters: the list of all chats, then `folders`, the last of which came as shared."""
    settings = call.telegram.scenario.settings
    shared = settings.shared_folders
    plain = max(0, settings.folders - shared)
    filters: list[Any] = [types.DialogFilterDefault()]
    for number in range(plain + shared):
        title = types.TextWithEntities(f"Folder {number + 1}", [])
        if number < plain:
            filters.append(types.DialogFilter(FIRST_FOLDER + number, title, [], [], [], groups=True))
        else:
            filters.append(types.DialogFilterChatlist(FIRST_FOLDER + number, title, [], []))
    return types.messages.DialogFilters(filters)


OPEN: dict[type, Handler] = {
    functions.help.GetConfigRequest: get_config,
    functions.help.GetAppConfigRequest: get_app_config,
    functions.help.GetNearestDcRequest: get_nearest_dc,
}

CLOSED: dict[type, Handler] = {
    functions.account.GetAutoDownloadSettingsRequest: get_auto_download,
    functions.account.GetAutoSaveSettingsRequest: get_auto_save,
    functions.account.GetContentSettingsRequest: get_content_settings,
    functions.account.GetPrivacyRequest: get_privacy,
    functions.account.GetGlobalPrivacySettingsRequest: get_global_privacy,
    functions.account.GetAuthorizationsRequest: get_authorizations,
    functions.account.GetWebAuthorizationsRequest: get_web_authorizations,
    functions.account.GetNotifySettingsRequest: get_notify_settings,
    functions.account.GetConnectedBotsRequest: get_connected_bots,
    functions.account.GetPasskeysRequest: get_passkeys,
    functions.messages.GetDialogFiltersRequest: get_filters,
}
