"""Remembering audits, if the user wants it, and looking back: which file belongs to whom, which two audits
are compared."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import msgspec
from msgspec.structs import replace

from safecheck.history.again import facts_of
from safecheck.history.changes import compare, point
from safecheck.history.document import record_from_json
from safecheck.history.naming import LAST, day_of, named
from safecheck.history.record import account_key, record_of
from safecheck.model.errors import BadInputError, SafecheckError
from safecheck.model.facts import AuditFacts, SourceKind
from safecheck.model.history import AuditRecord, Changes
from safecheck.model.result import AuditResult
from safecheck.model.text import N_, clean
from safecheck.store.history import History, HistoryFile, alone_in, history_files
from safecheck.store.paths import places

MOST_BYTES = 64 * 1024 * 1024  # an audit as JSON; one of 5,000 chats has a few

NOTHING_REMEMBERED = N_(
    "No audits are remembered on this computer. To begin: safecheck audit --sign-in --remember"
)
_ONE_ONLY = N_(
    "Only one audit is remembered, and comparing takes two. "
    "The next one: safecheck audit --sign-in --remember"
)
_NO_SUCH = N_("No remembered audit is called %(id)s. To see them: safecheck history")
_NO_SUCH_DAY = N_("No audit of %(day)s is remembered. To see which days there are: safecheck history")
_THE_SAME = N_(
    "That is one and the same audit, so there is nothing to compare. To see all of them: safecheck history"
)
_OTHER_ACCOUNT = N_("These two audits are of different accounts, so there is nothing to compare.")


class Compared(msgspec.Struct, frozen=True):
    """Two audits to compare, and all that is remembered of that account, in order of time."""

    before: AuditRecord
    after: AuditRecord
    remembered: tuple[AuditRecord, ...]

    def changes(self) -> Changes:
        """Return what changed."""
        return compare(self.before, self.after, self.remembered)


def history_file(facts: AuditFacts) -> HistoryFile | None:
    """Return where audits of such an account are remembered, None where it is not known whose they are: of an
    export, and of this computer alone."""
    account = account_key(facts)
    return _file(facts.source, account) if account else None


def remember(result: AuditResult, *, with_names: bool) -> AuditRecord | None:
    """Remember an audit and return what is kept of it, None where it is not known whose it is. Raises
    BadInputError if it cannot be written."""
    facts, file = result.facts, history_file(result.facts)
    if file is None:
        return None
    account = account_key(facts)
    return file.append(account, facts.source, partial(record_of, result, account, with_names=with_names))


def histories(*, practice: bool) -> tuple[History, ...]:
    """Return what is remembered: of every account of the user's own, or of every practice account. The one
    with the newest audit is the last. Raises BadInputError for a file that cannot be used."""
    found = [known for file in history_files(places().history_folder) if (known := file.read()) is not None]
    mine = [known for known in found if (known.head.source == "practice") == practice and known.records]
    return tuple(sorted(mine, key=lambda known: known.records[-1].finished))


def forget(ids: Sequence[str] | None, *, practice: bool) -> int:
    """Forget these audits, or all of them (None), damaged files included; with `practice` those of practice
    accounts only. Return how many files or audits that were. Raises BadInputError for a name that no audit
    has."""
    files = history_files(places().history_folder)
    mine = [file for file in files if not practice or file.path.name.startswith("practice-")]
    if ids is None:
        gone = sum(file.remove() for file in mine)
        if not practice and places().history_folder.is_dir():
            with alone_in(places().history_folder):
                pass  # of a writer who was killed nothing stays either
        return gone
    gone = sum(file.forget(ids) for file in mine)
    if not gone:
        raise BadInputError(_NO_SUCH, id=clean(ids[0], 40))
    return gone


def chosen(known: Sequence[History], first: str | None, second: str | None) -> Compared:
    """Return the two audits to compare: the last two of the account that was audited last, `first` and the
    last, or `first` and `second`. Each is the name of a remembered audit (see `named`), or the path of one
    that was written as JSON. Raises BadInputError where there is no such audit, or not two of one account."""
    newest = known[-1] if known else None
    if first is None:
        if newest is None:
            raise BadInputError(NOTHING_REMEMBERED)
        if len(newest.records) < 2:
            raise BadInputError(_ONE_ONLY)
        return Compared(newest.records[-2], newest.records[-1], newest.records)
    owner = _owner(known, first, second) or _owner(known, second) or _owner(known, first) or newest
    key = owner.key if owner is not None else b"two documents"
    before = _one(owner, first, key)
    if second is not None:
        after = _one(owner if named(_records(owner), second) else _owner(known, second), second, key)
    elif owner is not None:
        after = owner.records[-1]
    else:
        raise BadInputError(NOTHING_REMEMBERED)
    if before.account and after.account and before.account != after.account:
        raise BadInputError(_OTHER_ACCOUNT)
    if before.id == after.id:
        raise BadInputError(_THE_SAME)
    if before.finished > after.finished:
        before, after = after, before
    return Compared(before, after, owner.records if owner is not None else ())


def to_rate_again(known: Sequence[History], name: str | None) -> AuditRecord:
    """Return the audit to rate again: the one of that name (see `named`), else the last one. Raises
    BadInputError if there is none, or if what a rating needs was not kept."""
    if not known:
        raise BadInputError(NOTHING_REMEMBERED)
    owner = _owner(known, name or LAST)
    record = named(_records(owner), name or LAST)
    if record is None:
        raise _no_such(name or LAST)
    if not facts_of(record):
        raise BadInputError(
            N_(
                "Without the names of the chats that audit cannot be rated again. To keep them from now on: "
                "safecheck audit --sign-in --remember --with-names"
            )
        )
    return record


def since_last_time(result: AuditResult, known: History | None) -> Changes | None:
    """Return what changed since the last remembered audit of this account, None if there is none. The result
    itself need not be remembered; if it is, it is compared with the one before. The line through time is of
    all that are remembered, and this one."""
    if known is None:
        return None
    earlier = tuple(each for each in known.records if each.finished < result.facts.finished)
    if not earlier:
        return None
    now = record_of(result, known.head.account, known.key, with_names=True)
    changes = compare(earlier[-1], now, earlier)
    return replace(changes, trend=tuple(point(each) for each in (*earlier, now)))


def changes_in_file(result: AuditResult) -> Changes | None:
    """Return what changed since the last audit of this account that a file holds, None also where the file
    cannot be used: a result is no worse for that, and `safecheck history` says what is wrong."""
    file = history_file(result.facts)
    try:
        return since_last_time(result, file.read()) if file is not None else None
    except SafecheckError:
        return None


def _owner(known: Sequence[History], *names: str | None) -> History | None:
    """Return the account that was audited last of those that have audits of all these names."""
    having = (each for each in reversed(known) if all(named(each.records, name) for name in names))
    return next(having, None)


def _records(owner: History | None) -> tuple[AuditRecord, ...]:
    return owner.records if owner is not None else ()


def _no_such(name: str) -> BadInputError:
    if name == LAST:
        return BadInputError(NOTHING_REMEMBERED)
    if day_of(name) is not None:
        return BadInputError(_NO_SUCH_DAY, day=name)
    return BadInputError(_NO_SUCH, id=clean(name, 40))


def _one(owner: History | None, name: str, key: bytes) -> AuditRecord:
    if (record := named(_records(owner), name)) is not None:
        return record
    path = Path(name)
    if not (path.suffix == ".json" or path.is_file()):
        raise _no_such(name)
    shown = clean(name, 300)
    try:
        with path.open("rb") as stream:
            text = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadInputError(
            N_("%(path)s cannot be read. The system says: %(problem)s."),
            path=shown,
            problem=clean(error.strerror or str(error)),
        ) from None
    if len(text) > MOST_BYTES:
        raise BadInputError(N_("%(file)s is too large for an audit."), file=shown)
    return record_from_json(text, shown, key)


def _file(source: SourceKind, account: str) -> HistoryFile:
    return HistoryFile(places().history_folder / f"{source}-{account}.jsonl")
