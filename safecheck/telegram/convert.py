"""Turn Telegram's objects into facts. Pure; one function per answer.

Meaning of the fields: https://core.telegram.org/constructor/channel, …/chat, …/dialog, …/authorization.
"""

import hashlib
from datetime import UTC, datetime
from typing import Any

from telethon import utils
from telethon.tl import types

from safecheck.model import facts
from safecheck.model.clients import client_of, is_safecheck, system_of
from safecheck.model.text import UntrustedText


def chat(dialog: types.Dialog, entity: Any, top_message: Any, now: datetime) -> facts.Chat | None:
    """Return the facts of one group or channel, or None for what is none (a private chat, a community, the
    direct messages of a channel, a basic group that has moved to a supergroup)."""
    if not _is_listed(entity):
        return None
    mute_until = dialog.notify_settings.mute_until
    return facts.Chat(
        id=str(utils.get_peer_id(dialog.peer)),
        kind=_kind(entity),
        title=UntrustedText(entity.title),
        archived=dialog.folder_id == 1,
        muted=mute_until is not None and mute_until > now,
        pinned=bool(dialog.pinned),
        unread=dialog.unread_count,
        never_read=dialog.read_inbox_max_id == 0 and dialog.top_message > 0,
        last_activity=getattr(top_message, "date", None),
        newest_message=dialog.top_message if isinstance(dialog.peer, types.PeerChannel) else None,
        gone=isinstance(entity, types.ChatForbidden | types.ChannelForbidden) or bool(entity.left),
        **_details(entity),
    )


def _is_listed(entity: Any) -> bool:
    if isinstance(entity, types.Channel | types.ChannelForbidden):
        return not entity.monoforum
    if isinstance(entity, types.Chat):
        return not (entity.deactivated and entity.migrated_to)
    return isinstance(entity, types.ChatForbidden)


def _kind(entity: Any) -> facts.ChatKind:
    if isinstance(entity, types.Chat | types.ChatForbidden):
        return "group"
    return "channel" if entity.broadcast else "supergroup"


def _details(entity: Any) -> dict[str, Any]:
    """Return what only the full kinds of chats say; a forbidden chat has none of it."""
    if isinstance(entity, types.Chat):
        return {
            "members": entity.participants_count,
            "created": entity.date,
            "owned": bool(entity.creator),
            "admin": entity.admin_rights is not None,
            "no_forwards": bool(entity.noforwards),
            "media_open": _media_open(entity.default_banned_rights),
        }
    if isinstance(entity, types.Channel):
        return {
            "usernames": _usernames(entity),
            "members": entity.participants_count,
            # The date of a channel is when the account joined; without membership it is something else.
            "joined": None if entity.left else entity.date,
            "owned": bool(entity.creator),
            "admin": entity.admin_rights is not None,
            "verified": bool(entity.verified),
            "scam": bool(entity.scam),
            "fake": bool(entity.fake),
            "restrictions": tuple(_restriction(reason) for reason in entity.restriction_reason or ()),
            "no_forwards": bool(entity.noforwards),
            "join_request": bool(entity.join_request),
            "join_to_send": bool(entity.join_to_send),
            "forum": bool(entity.forum),
            "media_open": (
                False if entity.broadcast or entity.gigagroup else _media_open(entity.default_banned_rights)
            ),
            "paid": bool(entity.send_paid_messages_stars) or entity.subscription_until_date is not None,
            "partial": bool(entity.min),
        }
    return {}


def _restriction(reason: types.RestrictionReason) -> facts.Restriction:
    return facts.Restriction(platform=reason.platform, reason=reason.reason, text=UntrustedText(reason.text))


def _media_open(rights: Any) -> bool:
    """True if ordinary members may post photos or videos; a set right means forbidden."""
    return rights is None or not (rights.send_media or (rights.send_photos and rights.send_videos))


def _usernames(entity: types.Channel) -> tuple[UntrustedText, ...]:
    names = [name.username for name in entity.usernames or () if name.active]
    if entity.username and entity.username not in names:
        names.insert(0, entity.username)
    return tuple(UntrustedText(name) for name in names)


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
