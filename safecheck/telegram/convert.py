"""Turn Telegram's objects into facts. Pure; one function per answer.

Meaning of the fields: https://core.telegram.org/constructor/authorization and the other answers.
"""

import hashlib
from datetime import UTC, datetime
from typing import Any

from telethon.tl import types

from safecheck.model import facts
from safecheck.model.clients import client_of, is_safecheck, system_of
from safecheck.model.text import UntrustedText


def devices(answer: types.account.Authorizations) -> facts.DeviceList:
    """Return the devices that are signed in, safecheck's present sign-in left out and others told apart."""
    others = [entry for entry in answer.authorizations if not entry.current]
    return facts.DeviceList(
        devices=tuple(_device(entry) for entry in others if not is_safecheck(entry.device_model)),
        leftovers=tuple(
            facts.Leftover(_last_active(entry)) for entry in others if is_safecheck(entry.device_model)
        ),
    )


def _device(entry: types.Authorization) -> facts.Device:
    client = client_of(
        api_id=entry.api_id,
        device_model=entry.device_model,
        platform=entry.platform,
        system_version=entry.system_version,
        app_name=entry.app_name,
        official=bool(entry.official_app),
    )
    return facts.Device(
        id=hashlib.blake2b(str(entry.hash).encode(), digest_size=6).hexdigest(),
        client=client,
        name=UntrustedText(entry.device_model),
        app=UntrustedText(f"{entry.app_name} {entry.app_version}".strip()),
        official=bool(entry.official_app),
        last_active=_last_active(entry),
        unconfirmed=bool(entry.unconfirmed),
        system=system_of(
            client,
            api_id=entry.api_id,
            device_model=entry.device_model,
            platform=entry.platform,
            system_version=entry.system_version,
        ),
    )


def _last_active(entry: types.Authorization) -> datetime:
    active: datetime = entry.date_active or datetime.fromtimestamp(0, UTC)
    return active


def auto_download(answer: types.account.AutoDownloadSettings) -> facts.AutoDownloadTemplates:
    """Return the three templates."""
    return facts.AutoDownloadTemplates(
        low=_template(answer.low), medium=_template(answer.medium), high=_template(answer.high)
    )


def _template(preset: types.AutoDownloadSettings) -> facts.AutoDownloadTemplate:
    return facts.AutoDownloadTemplate(
        disabled=bool(preset.disabled),
        photo_size_max=preset.photo_size_max,
        video_size_max=preset.video_size_max,
        file_size_max=preset.file_size_max,
    )


def save_to_gallery(answer: types.account.AutoSaveSettings) -> facts.SaveToGallery:
    """Return save-to-gallery; Telegram calls private chats users, groups chats, channels broadcasts."""
    return facts.SaveToGallery(
        private=_gallery(answer.users_settings),
        groups=_gallery(answer.chats_settings),
        channels=_gallery(answer.broadcasts_settings),
        exceptions=len(answer.exceptions),
    )


def _gallery(rule: types.AutoSaveSettings) -> facts.GalleryRule:
    return facts.GalleryRule(photos=bool(rule.photos), videos=bool(rule.videos))


def sensitive_content(answer: types.account.ContentSettings) -> facts.SensitiveContent:
    """Return whether 18+ material is shown without cover."""
    return facts.SensitiveContent(
        shown=bool(answer.sensitive_enabled), can_change=bool(answer.sensitive_can_change)
    )


def audience(answer: types.account.PrivacyRules) -> facts.Audience:
    """Return whom a privacy rule lets through. Premium users let through beside it count as an exception."""
    who: Any = "nobody"
    allowed = denied = 0
    for rule in answer.rules:
        if isinstance(rule, types.PrivacyValueAllowAll):
            who = "everyone"
        elif isinstance(rule, types.PrivacyValueAllowContacts) and who == "nobody":
            who = "contacts"
        elif isinstance(rule, types.PrivacyValueAllowCloseFriends) and who == "nobody":
            who = "close_friends"
        elif isinstance(rule, types.PrivacyValueAllowUsers):
            allowed += len(rule.users)
        elif isinstance(rule, types.PrivacyValueAllowChatParticipants):
            allowed += len(rule.chats)
        elif isinstance(rule, types.PrivacyValueAllowPremium | types.PrivacyValueAllowBots):
            allowed += 1
        elif isinstance(rule, types.PrivacyValueDisallowUsers):
            denied += len(rule.users)
        elif isinstance(rule, types.PrivacyValueDisallowChatParticipants):
            denied += len(rule.chats)
    return facts.Audience(who=who, always_allowed=allowed, never_allowed=denied)


def newcomers(answer: types.GlobalPrivacySettings) -> facts.Newcomers:
    """Return what happens to chats that strangers start."""
    return facts.Newcomers(
        archive_and_mute=bool(answer.archive_and_mute_new_noncontact_peers),
        keep_archived_unmuted=bool(answer.keep_archived_unmuted),
    )


def notifications(answer: types.PeerNotifySettings) -> facts.Notifications:
    """Return whether one kind of chat is muted as long as a chat has no setting of its own."""
    return facts.Notifications(muted=answer.mute_until is not None and answer.mute_until > datetime.now(UTC))


def web_logins(answer: types.account.WebAuthorizations) -> facts.Count:
    """Return with how many websites the account is signed in; their names and addresses are dropped."""
    return facts.Count(len(answer.authorizations))


def connected_bots(answer: types.account.ConnectedBots) -> facts.Count:
    """Return how many bots may act for the account."""
    return facts.Count(len(answer.connected_bots))


def passkeys(answer: types.account.Passkeys) -> facts.Count:
    """Return how many passkeys can sign in."""
    return facts.Count(len(answer.passkeys))


def app_config(answer: types.help.AppConfig) -> facts.AppConfig:
    """Return what Telegram says about changing settings. Everything else was dropped while parsing."""
    values = {pair.key: pair.value for pair in answer.config.value if pair.key}
    seconds = _json(values.get("authorization_autoconfirm_period"), types.JsonNumber)
    reasons = _json(values.get("ignore_restriction_reasons"), types.JsonArray) or []
    return facts.AppConfig(
        newcomers_offered=_json(values.get("autoarchive_setting_available"), types.JsonBool),
        age_check=_json(values.get("need_age_video_verification"), types.JsonBool),
        confirm_seconds=None if seconds is None else int(seconds),
        ignored_reasons=tuple(reason.value for reason in reasons if isinstance(reason, types.JsonString)),
    )


def _json(value: Any, kind: Any) -> Any:
    """Return what a value of the app configuration holds, None if it is absent or of another kind."""
    return value.value if isinstance(value, kind) else None


def two_step(answer: types.account.Password) -> facts.TwoStep:
    """Return whether two-step verification is on."""
    return facts.TwoStep(on=bool(answer.has_password))


def folders(answer: types.messages.DialogFilters) -> facts.Folders:
    """Return the number of folders of one's own making or adding; "All chats" is none."""
    shared = sum(isinstance(entry, types.DialogFilterChatlist) for entry in answer.filters)
    own = sum(isinstance(entry, types.DialogFilter) for entry in answer.filters)
    return facts.Folders(count=own + shared, shared=shared)
