"""The account-wide settings as they stand now: at first as the scenario says, then as clients wrote them.

One state for each running server, shared by all connections and sign-ins. Values are those of the wire.
"""

from typing import Any

from telethon.tl import types

from safecheck.practice.entities import FIRST_SENDER, mute_settings
from safecheck.practice.scenario import AudienceSpec, GallerySpec, Scenario, SettingsSpec, TemplateSpec

_AUDIENCES = {
    "everyone": types.PrivacyValueAllowAll,
    "contacts": types.PrivacyValueAllowContacts,
    "close_friends": types.PrivacyValueAllowCloseFriends,
    "nobody": types.PrivacyValueDisallowAll,
}
_ALSO = {"premium": types.PrivacyValueAllowPremium, "bots": types.PrivacyValueAllowBots}


def invented_people(start: int, count: int) -> list[int]:
    """Return the ids of `count` invented people, from the `start`-th on."""
    return [FIRST_SENDER + number for number in range(start, start + count)]


class AccountState:
    """What handlers read and write."""

    def __init__(self, scenario: Scenario) -> None:
        settings = scenario.settings
        # Rules by the class of their InputPrivacyKey…; a key that is not there has the rule for contacts.
        self.privacy: dict[type, list[Any]] = {
            types.InputPrivacyKeyChatInvite: _rules(settings.who_can_add_me),
            types.InputPrivacyKeyAddedByPhone: _rules(settings.who_finds_me),
            types.InputPrivacyKeyPhoneNumber: _rules(settings.phone_number),
            types.InputPrivacyKeyVoiceMessages: _rules(settings.voice_messages),
            types.InputPrivacyKeyPhoneCall: _rules(settings.calls),
        }
        self.global_privacy = _global_privacy(settings)
        self.sensitive_shown = settings.sensitive_shown
        templates, gallery = settings.auto_download, settings.save_to_gallery
        self.templates = {name: _template(getattr(templates, name)) for name in ("low", "medium", "high")}
        # By the names that the requests have for private chats, groups and channels.
        self.auto_save = {
            "users": _gallery(gallery.private),
            "chats": _gallery(gallery.groups),
            "broadcasts": _gallery(gallery.channels),
        }
        self.auto_save_exceptions = _exceptions(scenario)
        # The numbers of the shared folders that there still are, from 1.
        self.shared_folders = list(range(1, settings.shared_folders + 1))
        # By the class of their InputNotify…
        self.notify = {
            types.InputNotifyUsers: mute_settings(muted="private" in settings.muted),
            types.InputNotifyChats: mute_settings(muted="groups" in settings.muted),
            types.InputNotifyBroadcasts: mute_settings(muted="channels" in settings.muted),
        }


def _rules(spec: AudienceSpec) -> list[Any]:
    """Exceptions first, then the rule for everybody else."""
    allowed = invented_people(0, spec.always_allowed)
    denied = invented_people(spec.always_allowed, spec.never_allowed)
    rules: list[Any] = []
    if allowed:
        rules.append(types.PrivacyValueAllowUsers(allowed))
    if denied:
        rules.append(types.PrivacyValueDisallowUsers(denied))
    if spec.allowed_chats:
        rules.append(types.PrivacyValueAllowChatParticipants(list(spec.allowed_chats)))
    if spec.denied_chats:
        rules.append(types.PrivacyValueDisallowChatParticipants(list(spec.denied_chats)))
    return [*rules, *(_ALSO[kind]() for kind in spec.also_allowed), _AUDIENCES[spec.who]()]


def _global_privacy(settings: SettingsSpec) -> Any:
    refused = types.DisallowedGiftsSettings(disallow_unlimited_stargifts=True)
    return types.GlobalPrivacySettings(
        archive_and_mute_new_noncontact_peers=settings.archive_and_mute_newcomers,
        keep_archived_unmuted=settings.keep_archived_unmuted,
        keep_archived_folders=settings.keep_archived_folders,
        hide_read_marks=settings.hide_read_marks,
        noncontact_peers_paid_stars=settings.strangers_pay_stars or None,
        disallowed_gifts=refused if settings.gifts_refused else None,
    )


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


def _gallery(spec: GallerySpec) -> Any:
    return types.AutoSaveSettings(photos=spec.photos, videos=spec.videos, video_max_size=None)


def _exceptions(scenario: Scenario) -> list[Any]:
    spec = scenario.settings.save_to_gallery
    kinds = {chat.id: chat.kind for chat in scenario.chats}
    peers: list[Any] = [types.PeerUser(number) for number in invented_people(0, spec.exceptions)]
    for number in spec.exception_chats:
        small = kinds[number] == "group"
        peers.append(types.PeerChat(number) if small else types.PeerChannel(number))
    own = _gallery(GallerySpec(photos=True, videos=True))
    return [types.AutoSaveException(peer, own) for peer in peers]
