"""A closer look at single chats: what each says it is, who added the account, what it holds.

One chat after the other, its two or three questions together, so that never more than three are under way.
No message and no invitation is asked for: the gate's list has no such request.
"""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from msgspec.structs import replace
from telethon import errors, utils
from telethon.tl import functions, types

from safecheck.model.errors import SafecheckError
from safecheck.model.facts import Chat, ChatList, Unknown
from safecheck.model.probing import NO_PACE, REQUESTS_OF_A_CHAT, ProbePlan, Probing
from safecheck.telegram import convert_probes
from safecheck.telegram.asking import Asker
from safecheck.telegram.chat_list import ChatListReader
from safecheck.telegram.convert_probes import FILTERS, Changes
from safecheck.telegram.errors import UNREADABLE, TelegramStumbledError, first_problem

# Asked for one by one where Telegram does not answer for all at once: what most likely lands by itself.
MOST_TELLING = ("photo", "video", "file", "gif")

# Refused or unreadable: that one fact stays unknown, and the rest goes on.
_UNANSWERED = (TelegramStumbledError, errors.RPCError, *UNREADABLE)

# Errors that say something of this one chat, and nothing of the way in which it was asked.
_OF_THE_CHAT = (
    errors.ChannelInvalidError,
    errors.ChannelPrivateError,
    errors.ChatAdminRequiredError,
    errors.ChatForbiddenError,
    errors.ChatIdInvalidError,
    errors.PeerIdInvalidError,
    errors.UserNotParticipantError,
    errors.FrozenMethodInvalidError,
)


class ProbeReader:
    """Asks about chats of the list that was read, and can say at any moment what it knows. With
    `only_who_added` it asks for that alone, and keeps nothing else of an answer."""

    def __init__(
        self,
        asker: Asker,
        chats: ChatListReader,
        pace: float = NO_PACE,
        *,
        only_who_added: bool = False,
    ) -> None:
        self.pace = pace
        self._only_who_added = only_who_added
        self._asker = asker
        self._chats = chats
        self._found: dict[str, Changes] = {}
        self._summary: Probing | None = None
        self._limit: int | None = None
        self._one_by_one = False

    def applied(self, listed: ChatList) -> ChatList:
        """Return the chat list with what is known of each chat that was asked about."""
        if not self._found:
            return listed
        chats = (
            replace(chat, **self._found[chat.id], probed=True) if chat.id in self._found else chat
            for chat in listed.chats
        )
        return replace(listed, chats=tuple(chats))

    def take_up(self, chats: Sequence[Chat], probed: Sequence[Chat], summary: Probing | None) -> None:
        """Take over what an earlier run found out about chats of the list, which are not asked about again;
        `chats` are as the list had them."""
        listed = {chat.id: chat for chat in chats}
        names = [name for name in Chat.__struct_fields__ if name != "probed"]
        self._found = {
            chat.id: {
                name: getattr(chat, name)
                for name in names
                if getattr(chat, name) != getattr(listed[chat.id], name)
            }
            for chat in probed
            if chat.id in listed
        }
        self._summary = summary

    @property
    def summary(self) -> Probing | None:
        """How far it came; None if nothing was asked for."""
        return self._summary

    def ended(self, reason: str | None) -> None:
        """Note why it ended early (a message id), or None that it did not."""
        if self._summary is not None:
            self._summary = replace(self._summary, stopped=Unknown(reason) if reason else None)

    async def read(self, plan: ProbePlan) -> None:
        """Ask about the chats of `plan`, in that order, until the budget is used up. A chat counts once all
        its questions are through, answered or refused. Raises SafecheckError for what ends it early."""
        known = {chat.id: chat for chat in self._chats.chats}
        wanted = [known[each] for each in plan.chats if each in known and each not in self._found]
        before, begun = len(self._found), self._asker.sent
        earlier = self._summary.requests if self._summary is not None else 0
        self._limit = None if plan.budget is None else begun + plan.budget
        try:
            await self._asker.reopen()
            for place, chat in enumerate(wanted):
                if not self._has_room(REQUESTS_OF_A_CHAT[chat.kind]):
                    break
                self._asker.report("probes", place, len(wanted))
                await self._pause_after(partial(self._ask_about, chat, place, len(wanted)))
            self._asker.report("probes", len(self._found) - before, len(wanted), finished=True)
        finally:
            self._summary = Probing(
                depth=plan.depth,
                worth=plan.worth,
                planned=before + len(wanted),
                done=len(self._found),
                requests=earlier + self._asker.sent - begun,
            )

    def _has_room(self, requests: int) -> bool:
        return self._limit is None or self._asker.sent + requests <= self._limit

    async def _pause_after(self, work: Callable[[], Any]) -> None:
        """Do something, and wait so long that its requests stay within the pace on average."""
        clock = asyncio.get_running_loop().time
        began, sent = clock(), self._asker.sent
        await work()
        room = self.pace * (self._asker.sent - sent) - (clock() - began)
        if room > 0:
            await self._asker.pause(room)

    async def _ask_about(self, chat: Chat, done: int, total: int) -> None:
        peer = self._chats.input_peer(chat.id)
        ask = partial(self._ask, done=done, total=total)
        questions = [] if self._only_who_added else [self._counters(peer, done, total)]
        if chat.kind == "group":
            request = functions.messages.GetFullChatRequest(peer.chat_id)
            questions.append(ask(request, partial(convert_probes.full_chat, chat)))
        else:
            channel = utils.get_input_channel(peer)
            if not self._only_who_added:
                request = functions.channels.GetFullChannelRequest(channel)
                questions.append(ask(request, partial(convert_probes.full_channel, chat)))
            request = functions.channels.GetParticipantRequest(channel, types.InputPeerSelf())
            questions.append(ask(request, partial(convert_probes.own_participant, chat)))
        try:
            async with asyncio.TaskGroup() as group:
                answers = [group.create_task(question) for question in questions]
        except* SafecheckError as problems:
            raise first_problem(problems) from None
        found = {name: value for each in answers for name, value in each.result().items()}
        if self._only_who_added:
            found = {name: value for name, value in found.items() if name == "added_by"}
        self._found[chat.id] = found

    async def _ask(self, request: Any, read: Callable[[Any], Changes], done: int, total: int) -> Changes:
        try:
            return read(await self._asker.ask(request, "probes", done, total))
        except _UNANSWERED:
            return {}

    async def _counters(self, peer: Any, done: int, total: int) -> Changes:
        """Ask for the numbers of all kinds of media at once. Where Telegram refuses that, and not this chat,
        ask for the most telling kinds one by one, from then on of all chats."""

        async def count(*names: str) -> Any:
            filters = [FILTERS[name]() for name in names]
            request = functions.messages.GetSearchCountersRequest(peer, filters)
            return await self._asker.ask(request, "probes", done, total)

        if not self._one_by_one:
            try:
                return convert_probes.media_counts(await count(*FILTERS))
            except (*_OF_THE_CHAT, *UNREADABLE):
                return {}
            except (TelegramStumbledError, errors.RPCError):
                pass
        answers: list[Any] = []
        for name in MOST_TELLING:
            if not self._has_room(1):
                break
            try:
                answers += await count(name)
            except _UNANSWERED:
                break
            self._one_by_one = True
        return convert_probes.media_counts(answers)
