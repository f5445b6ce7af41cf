"""Reading on after a stop: what is new joins what there is, which may have been changed or told meanwhile."""

from collections.abc import Collection
from typing import Any

from msgspec.structs import replace

from safecheck.model.facts import AccountSettings, AuditFacts, Fact, Unknown


def ended_early(facts: AuditFacts) -> bool:
    """Whether reading stopped before its end."""
    return facts.interrupted is not None or facts.chat_list.stopped is not None


def read_on_after(facts: AuditFacts, read: AuditFacts, listed: Collection[str]) -> AuditFacts:
    """Return `facts` with what was `read` since; `listed` are the ids of the chats that were known before. Of
    those, only what was described in part is taken over anew: others may have been left or changed since."""
    now = {chat.id: chat for chat in read.chat_list.chats}
    before = tuple(now.get(chat.id, chat) if chat.partial else chat for chat in facts.chat_list.chats)
    new = tuple(chat for chat in read.chat_list.chats if chat.id not in listed)
    return replace(
        facts,
        settings=_settings(facts.settings, read.settings),
        devices=_known(facts.devices, read.devices),
        chat_list=replace(read.chat_list, chats=(*before, *new)),
        interrupted=read.interrupted,
        labels=read.labels,
        requests=read.requests,
        finished=read.finished,
    )


def _settings(before: AccountSettings | None, now: AccountSettings | None) -> AccountSettings | None:
    if before is None or now is None:
        return now
    fields = AccountSettings.__struct_fields__
    return AccountSettings(**{name: _known(getattr(before, name), getattr(now, name)) for name in fields})


def _known(before: Fact[Any], now: Fact[Any]) -> Fact[Any]:
    return now if isinstance(before.value, Unknown) else before
