"""Audits that were remembered before, as one run of the screens or of a conversation sees them.

Audits of the user's own account lie in a file if the user wanted that. Those of a practice account are held
in memory, apart from all others, and are gone with the run: practice leaves nothing behind.
"""

import secrets

import msgspec
from msgspec.structs import replace

from safecheck.audit.history import history_file, remember, since_last_time
from safecheck.history.record import account_key, record_of
from safecheck.model.errors import SafecheckError
from safecheck.model.facts import AuditFacts
from safecheck.model.history import AuditRecord, Changes
from safecheck.model.result import AuditResult
from safecheck.store.history import KEY_BYTES, Head, History


class SinceLastTime(msgspec.Struct, frozen=True):
    """What changed since the last remembered audit of the same account, None without one; and this audit as
    it is `remembered` itself, None if it is not."""

    changes: Changes | None
    remembered: AuditRecord | None


class PastAudits:
    """What is remembered of earlier audits, and a way to have one more remembered."""

    def __init__(self) -> None:
        self._practice: dict[str, History] = {}

    @staticmethod
    def can_hold(facts: AuditFacts) -> bool:
        """Return whether it is known whose facts these are, without which nothing is remembered."""
        return bool(account_key(facts))

    def since(self, result: AuditResult) -> SinceLastTime:
        """Return what changed up to this result. Raises BadInputError for a file that cannot be used."""
        known = self._known(result.facts)
        this = [each for each in known.records if each.finished == result.facts.finished] if known else []
        return SinceLastTime(since_last_time(result, known), this[-1] if this else None)

    def changes(self, result: AuditResult) -> Changes | None:
        """Return what changed up to this result, None also where that cannot be found out: the page about it
        says why."""
        try:
            return self.since(result).changes
        except SafecheckError:
            return None

    def may_be_kept(self, result: AuditResult) -> bool:
        """Return whether this result could be remembered beyond this run, and is not."""
        if result.facts.source == "practice" or not self.can_hold(result.facts):
            return False
        try:
            return self.since(result).remembered is None
        except SafecheckError:
            return False

    def remember(self, result: AuditResult, *, with_names: bool) -> None:
        """Have one result remembered, once: in the file, or, of practice, until this run ends. Raises
        BadInputError if it cannot be written."""
        if self.since(result).remembered is not None:
            return
        if result.facts.source != "practice":
            remember(result, with_names=with_names)
            return
        account = account_key(result.facts)
        known = self._practice.get(account) or History(
            Head(1, account, "practice", secrets.token_hex(KEY_BYTES)), ()
        )
        record = record_of(result, account, known.key, with_names=with_names)
        self._practice[account] = replace(known, records=(*known.records, record))

    def _known(self, facts: AuditFacts) -> History | None:
        if facts.source == "practice":
            return self._practice.get(account_key(facts))
        file = history_file(facts)
        return file.read() if file is not None else None
