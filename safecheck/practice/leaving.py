"""Leaving groups and channels: what Telegram refuses, and what is left behind."""

import time
from typing import Any

import msgspec
from telethon.tl import functions, types

from safecheck.practice.chat_answers import channel_entry, group_entry, reachable, updates_about, user_of
from safecheck.practice.dialogs import Entry
from safecheck.practice.faults import RpcFailure
from safecheck.practice.telegram import Call, Handler, Telegram


def check_leaving(entry: Entry) -> None:
    """Raise RpcFailure with Telegram's word where the owner cannot leave that group or channel.

    The owner of a small group may go: somebody else owns it at once (tdlib, getChatOwnerAfterLeaving).
    """
    spec, small = entry.spec, entry.spec.kind == "group"
    if spec.deactivated:
        raise RpcFailure(400, "PEER_ID_INVALID")
    if entry.gone or spec.left or (small and spec.forbidden):
        raise RpcFailure(400, "USER_NOT_PARTICIPANT")
    if spec.forbidden:
        raise RpcFailure(400, "CHANNEL_PRIVATE")
    if spec.owned and not small:
        raise RpcFailure(400, "USER_CREATOR")


def leave(telegram: Telegram, entry: Entry) -> Entry:
    """Take the owner out of a group or channel and return what is left of it; see `check_leaving`.

    A message in a small group tells the others, and the group stays in the chat list. Others leave the list;
    what belongs to them (a linked group) stays.
    """
    check_leaving(entry)
    left = _without_owner(entry)
    if entry.spec.kind == "group":
        left = left._replace(top=telegram.chats.next_number(), date=int(time.time()))
    telegram.put(left)
    return left


def _without_owner(entry: Entry) -> Entry:
    """A public chat can still be looked at from outside, a private one cannot."""
    spec = entry.spec
    seen = spec.kind == "group" or bool(spec.username or spec.more_usernames)
    members = spec.members and spec.members - 1
    spec = msgspec.structs.replace(
        spec, left=seen, forbidden=not seen, members=members, owned=False, admin=False, spam_bar=False
    )
    return entry._replace(spec=spec, gone=True)


def update_of(telegram: Telegram, left: Entry) -> Any:
    """Return the Update… that tells of a chat that was left."""
    if left.spec.kind == "group":
        return types.UpdateNewMessage(telegram.dialogs.message(left), pts=1, pts_count=0)
    return types.UpdateChannel(left.spec.id)


def leave_channel(call: Call) -> Any:
    """channels.leaveChannel."""
    entry = channel_entry(call.telegram, call.request.channel)
    if entry.spec.kind == "community":
        raise RpcFailure(400, "CHANNEL_INVALID")
    left = leave(call.telegram, entry)
    return updates_about(call.telegram, [left], update_of(call.telegram, left))


def delete_chat_user(call: Call) -> Any:
    """messages.deleteChatUser, for the owner only."""
    telegram, request = call.telegram, call.request
    entry = group_entry(telegram, request.chat_id)
    user = user_of(telegram, request.user_id)
    if user is None:
        raise RpcFailure(400, "USER_ID_INVALID")
    if user.id != telegram.account.id:
        raise RpcFailure(400, "CHAT_ADMIN_REQUIRED")
    left = leave(telegram, entry)
    return updates_about(telegram, [left], update_of(telegram, left))


def get_future_creator(call: Call) -> Any:
    """messages.getFutureChatCreatorAfterLeave: who would own a chat of the owner's after that."""
    telegram = call.telegram
    spec = reachable(telegram, call.request.peer).spec
    if not spec.owned:
        raise RpcFailure(400, "CHAT_ADMIN_REQUIRED")
    return telegram.entities.sender(spec.id) if (spec.members or 0) > 1 else types.UserEmpty(0)


CLOSED: dict[type, Handler] = {
    functions.messages.GetFutureChatCreatorAfterLeaveRequest: get_future_creator,
}

WRITES: dict[type, Handler] = {
    functions.channels.LeaveChannelRequest: leave_channel,
    functions.messages.DeleteChatUserRequest: delete_chat_user,
}
