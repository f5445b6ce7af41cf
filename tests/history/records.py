"""Remembered audits made by hand; nothing in them is real."""

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from safecheck.model.history import AuditRecord, ChatThen, PackThen

FIRST = datetime(2026, 11, 1, 12, tzinfo=UTC)
RULES = PackThen("chats", "1.0.0", "aa")


def chat(id: str, level: str = "none", **more: object) -> ChatThen:
    """One group."""
    made = ChatThen(id=id, kind="supergroup", level="none", name_key=f"name-{id}", facts_key=f"facts-{id}")
    return replace(made, level=level, **more)


def record(day: int, *chats: ChatThen, **more: object) -> AuditRecord:
    """One audit, `day` days after the first."""
    made = AuditRecord(
        id=f"{day % 2**32:08x}",
        account="aa",
        source="account",
        lang="en",
        finished=FIRST + timedelta(days=day),
        complete=True,
        list_complete=True,
        version="0",
        landing=len(chats),
        landing_strong=0,
        assumed=True,
        chats=chats,
        settings=(),
        devices=(),
        steps=(),
        packs=(RULES, PackThen("settings", "1.0.0", "bb")),
    )
    return replace(made, **more)
