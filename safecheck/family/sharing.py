"""What the adult sees: devices and steps, and the chats that the owner added one by one (G17).

What is shown of devices and steps is judged from facts that hold no chat at all. So it cannot depend on what
stands out, on how many chats there are, or on what was held back: not by a word, and not by an order.
"""

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from safecheck.model.fact import LEFT_OUT_BY_OWNER
from safecheck.model.facts import AuditFacts, ChatKind, DeviceList, Unknown
from safecheck.model.findings import ChatLevel
from safecheck.model.plan import Plan, StepKind
from safecheck.model.result import AuditResult
from safecheck.model.text import UntrustedText

# Steps on devices and settings. Those that say who is signed in where are the owner's alone: the sign-in that
# stands out may be that of the very person who looks on.
SHARED_STEPS: frozenset[StepKind] = frozenset(
    {
        "downloads_off",
        "gallery_off",
        "templates_off",
        "limit_who_adds",
        "limit_who_finds",
        "hide_number",
        "archive_newcomers",
        "cover_sensitive",
        "two_step_on",
        "look_again",
    }
)


class SharedChat(msgspec.Struct, frozen=True):
    """A chat that the owner wants seen: its name and kind, and its level only if the owner wants that too."""

    title: UntrustedText
    kind: ChatKind
    level: ChatLevel | None = None


class SharedView(msgspec.Struct, frozen=True):
    """All that the adult sees. `result` has devices and the plan for them and for the account, nothing of
    chats; `chats` are in the order in which the owner added them."""

    result: AuditResult
    chats: tuple[SharedChat, ...]


def facts_to_share(facts: AuditFacts) -> AuditFacts:
    """Return the facts from which the shared view is judged: settings, the words of menus and devices, these
    without when they were used and whether Telegram confirmed them. No chat and no number of any; nothing of
    how long it took and what it asked."""
    devices = facts.devices
    if isinstance(devices.value, Unknown):
        if devices.value.on_purpose:
            devices = replace(devices, value=Unknown(LEFT_OUT_BY_OWNER))
    else:
        plain = tuple(
            replace(device, last_active=facts.finished, unconfirmed=False) for device in devices.value.devices
        )
        devices = replace(devices, value=DeviceList(devices=plain))
    return replace(
        facts,
        started=facts.finished,
        devices=devices,
        chat_list=replace(
            facts.chat_list, chats=(), private_chats=0, bots=0, listed=0, total=0, stopped=None
        ),
        requests=(),
        interrupted=None,
        probing=None,
        account_id=0,
    )


def shared_view(own: AuditResult, judged: AuditResult, added: Sequence[tuple[str, bool]]) -> SharedView:
    """Return what the adult sees. `judged` is the result of `facts_to_share`, `own` the owner's whole result,
    of which only the chats in `added` (id, and whether the level may be seen) are taken."""
    kinds = {chat.id: chat.kind for chat in own.facts.chat_list.chats}
    ratings = {rating.chat_id: rating for rating in own.ratings}
    devices = tuple(replace(device, last_active="") for device in judged.devices)
    steps = tuple(step for step in judged.plan.steps if step.kind in SHARED_STEPS)
    return SharedView(
        result=replace(
            judged,
            devices=devices,
            findings=(),
            plan=Plan(tuple(replace(step, findings=()) for step in steps)),
        ),
        chats=tuple(
            SharedChat(
                title=ratings[chat_id].title,
                kind=kinds[chat_id],
                level=ratings[chat_id].level if level else None,
            )
            for chat_id, level in added
            if chat_id in ratings
        ),
    )
