"""Users, groups and channels as Telegram sends them, made from the scenario when they are asked for."""

from typing import Any

from telethon.tl import types

from safecheck.practice.media import DC, MediaMaker
from safecheck.practice.scenario import AccountSpec, ChatSpec

FOR_EVER = 0x7FFFFFFF
DAY = 86_400
SENDERS = 40
INVENTED = 100_000  # how many invented members, and bots among them, may be named
FIRST_SENDER = 5_000_000_001
FIRST_BOT = 5_100_000_001
LINKED = 6_000_000_000
MIGRATED = 7_000_000_000
_SPREAD = 0x9E3779B97F4A7C15


def access_hash(number: int) -> int:
    """Return the hash a client must know to name the user or channel `number`."""
    return (number * _SPREAD + 0x51AFEC0DE) & 0x7FFF_FFFF_FFFF_FFFF


def mute_settings(*, muted: bool) -> Any:
    """Return the notification settings of a chat."""
    return types.PeerNotifySettings(mute_until=FOR_EVER) if muted else types.PeerNotifySettings()


def peer_of(spec: ChatSpec) -> Any:
    """Return the Peer… of a chat; a community has none of its own and is named like a channel."""
    if spec.kind in ("person", "bot"):
        return types.PeerUser(spec.id)
    return types.PeerChat(spec.id) if spec.kind == "group" else types.PeerChannel(spec.id)


class EntityMaker:
    """Makes users and chats. `now` is the Unix time from which ages are counted."""

    def __init__(self, account: AccountSpec, media: MediaMaker, now: int) -> None:
        self._account = account
        self._media = media
        self._now = now

    def ago(self, days: float) -> int:
        """Return the Unix time `days` before the account's present, never before 1970."""
        return max(1, self._now - int(days * DAY))

    def owner(self) -> Any:
        """Return the account's own user."""
        account = self._account
        return types.User(
            id=account.id,
            is_self=True,
            contact=True,
            mutual_contact=True,
            access_hash=access_hash(account.id),
            first_name=account.first_name,
            phone=account.phone,
            photo=self._user_photo(account.id),
            status=types.UserStatusOnline(self._now + 300),
        )

    def sender(self, number: int) -> Any:
        """Return one of the invented members who write in groups."""
        return self.member(number % SENDERS)

    def member(self, n: int, *, bot: bool = False) -> Any:
        """Return the n-th invented member, from 0; as a bot it is another one."""
        user_id = (FIRST_BOT if bot else FIRST_SENDER) + n
        return types.User(
            id=user_id,
            bot=bot,
            bot_info_version=1 if bot else None,
            access_hash=access_hash(user_id),
            first_name=f"Robot {n + 1}" if bot else f"Member {n + 1}",
            photo=self._user_photo(user_id),
            status=types.UserStatusRecently(),
        )

    def invented(self, number: int) -> Any:
        """Return the invented member or bot whose id is `number`, None if nobody's is."""
        for first, bot in ((FIRST_SENDER, False), (FIRST_BOT, True)):
            if first <= number < first + INVENTED:
                return self.member(number - first, bot=bot)
        return None

    def _user_photo(self, number: int) -> Any:
        return types.UserProfilePhoto(photo_id=number, dc_id=DC, stripped_thumb=self._media.bytes_for(number))

    def _chat_photo(self, number: int) -> Any:
        return types.ChatPhoto(photo_id=number, dc_id=DC, stripped_thumb=self._media.bytes_for(number))

    def user(self, spec: ChatSpec) -> Any:
        """Return the User of a private chat."""
        bot = spec.kind == "bot"
        return types.User(
            id=spec.id,
            bot=bot,
            bot_info_version=1 if bot else None,
            contact=spec.contact,
            mutual_contact=spec.contact,
            verified=spec.verified,
            scam=spec.scam,
            fake=spec.fake,
            min=spec.min,
            deleted=spec.deactivated,
            access_hash=access_hash(spec.id),
            first_name=None if spec.deactivated else spec.title,
            last_name=spec.last_name or None,
            phone=spec.phone,
            photo=None if spec.deactivated else self._user_photo(spec.id),
            status=None if bot else types.UserStatusRecently(),
            **_usernames(spec),
            **_restrictions(spec),
        )

    def chat(self, spec: ChatSpec) -> Any:
        """Return the Chat, Channel or Community of a group or channel, as far as the owner may see it."""
        if spec.kind == "group":
            return self._basic_group(spec)
        if spec.kind == "community":
            return self._community(spec)
        return self._channel(spec)

    def _basic_group(self, spec: ChatSpec) -> Any:
        if spec.forbidden:
            return types.ChatForbidden(spec.id, spec.title)
        return types.Chat(
            id=spec.id,
            title=spec.title,
            photo=self._chat_photo(spec.id),
            participants_count=spec.members or 0,
            date=self.ago(spec.created_days_ago),
            version=1,
            creator=spec.owned,
            left=spec.left,
            deactivated=spec.deactivated,
            migrated_to=_successor(spec) if spec.deactivated else None,
            noforwards=spec.no_forwards,
            admin_rights=_admin_rights(spec),
            default_banned_rights=_banned_rights(spec),
        )

    def _channel(self, spec: ChatSpec) -> Any:
        broadcast = spec.kind == "channel"
        group = spec.kind in ("supergroup", "gigagroup", "monoforum")
        monoforum = spec.kind == "monoforum"
        if spec.forbidden:
            return types.ChannelForbidden(
                id=spec.id,
                access_hash=access_hash(spec.id),
                title=spec.title,
                broadcast=broadcast,
                megagroup=group,
                monoforum=monoforum,
            )
        joined = spec.joined_days_ago
        return types.Channel(
            id=spec.id,
            title=spec.title,
            photo=self._chat_photo(spec.id),
            date=self.ago(spec.created_days_ago if joined is None or spec.left else joined),
            creator=spec.owned,
            left=spec.left,
            broadcast=broadcast,
            megagroup=group,
            gigagroup=spec.kind == "gigagroup",
            monoforum=monoforum,
            verified=spec.verified,
            scam=spec.scam,
            fake=spec.fake,
            min=spec.min,
            noforwards=spec.no_forwards,
            join_to_send=spec.join_to_send,
            join_request=spec.join_request,
            forum=spec.forum,
            has_link=spec.linked is not None,
            slowmode_enabled=spec.slow_mode > 0,
            access_hash=access_hash(spec.id),
            admin_rights=_admin_rights(spec),
            banned_rights=_OWN_LIMITS if spec.limited else None,
            default_banned_rights=None if broadcast else _banned_rights(spec),
            participants_count=spec.members,
            send_paid_messages_stars=spec.paid_stars or None,
            **_usernames(spec),
            **_restrictions(spec),
        )

    def linked(self, spec: ChatSpec) -> Any:
        """Return the channel that belongs to a group, or the group that belongs to a channel. It is not in
        the list of chats."""
        number = spec.id + LINKED
        return types.Channel(
            id=number,
            title=spec.linked or "",
            photo=self._chat_photo(number),
            date=self.ago(spec.created_days_ago),
            left=True,
            has_link=True,
            broadcast=spec.kind != "channel",
            megagroup=spec.kind == "channel",
            access_hash=access_hash(number),
        )

    def _community(self, spec: ChatSpec) -> Any:
        if spec.forbidden:
            return types.CommunityForbidden(spec.id, spec.title, access_hash(spec.id))
        return types.Community(
            id=spec.id,
            title=spec.title,
            photo=self._chat_photo(spec.id),
            date=self.ago(spec.created_days_ago),
            creator=spec.owned,
            left=spec.left,
            min=spec.min,
            access_hash=access_hash(spec.id),
        )


_OWN_LIMITS = types.ChatBannedRights(until_date=FOR_EVER, send_media=True)


def _successor(spec: ChatSpec) -> Any:
    """The supergroup that a basic group became; not in the list of chats."""
    return types.InputChannel(spec.id + MIGRATED, access_hash(spec.id + MIGRATED))


def _usernames(spec: ChatSpec) -> dict[str, Any]:
    """Telegram lists several names in `usernames` and then leaves `username` out."""
    if not spec.more_usernames:
        return {"username": spec.username}
    first = [types.Username(spec.username, editable=True, active=True)] if spec.username else []
    return {"usernames": first + [types.Username(name, active=True) for name in spec.more_usernames]}


def _restrictions(spec: ChatSpec) -> dict[str, Any]:
    if not spec.restrictions:
        return {}
    reasons = [types.RestrictionReason(r.platform, r.reason, r.text) for r in spec.restrictions]
    return {"restricted": True, "restriction_reason": reasons}


def _admin_rights(spec: ChatSpec) -> Any:
    if not (spec.owned or spec.admin):
        return None
    return types.ChatAdminRights(
        change_info=True, delete_messages=True, ban_users=True, invite_users=True, add_admins=spec.owned
    )


def _banned_rights(spec: ChatSpec) -> Any:
    return types.ChatBannedRights(until_date=FOR_EVER, **dict.fromkeys(spec.banned, True))
