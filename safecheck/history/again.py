"""Rate a remembered audit again, by the rules in force now and without signing in."""

from collections.abc import Sequence

from msgspec.structs import replace

from safecheck.history.record import PACK_HASH
from safecheck.model.facts import Chat
from safecheck.model.history import AuditRecord, PackThen
from safecheck.model.result import PackInfo
from safecheck.model.text import Lang
from safecheck.packs.rule_set import RuleSet
from safecheck.rules.chats import rate_chats


def facts_of(record: AuditRecord) -> tuple[Chat, ...]:
    """Return the facts that a rating needs; none where the audit was remembered without names."""
    return tuple(chat.facts for chat in record.chats if chat.facts is not None)


def rated_again(record: AuditRecord, rules: RuleSet, lang: Lang) -> AuditRecord:
    """Return the audit with the levels that `rules` give its chats, as of its own moment. Chats whose facts
    were not kept stay as they are; so does everything that was judged by other packs."""
    ratings = {
        rating.chat_id: rating for rating in rate_chats(facts_of(record), rules, record.finished, lang)
    }
    chats = tuple(
        replace(chat, level=ratings[chat.id].level) if chat.id in ratings else chat for chat in record.chats
    )
    return replace(record, chats=chats, packs=_packs(record.packs, rules.packs))


def _packs(then: Sequence[PackThen], now: Sequence[PackInfo]) -> tuple[PackThen, ...]:
    newer = {pack.id: PackThen(pack.id, pack.version, pack.hash[:PACK_HASH]) for pack in now}
    return (*newer.values(), *(pack for pack in then if pack.id not in newer))
