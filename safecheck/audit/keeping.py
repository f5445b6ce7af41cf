"""Whether what a person tells outlives this run, answers about devices and marks of chats: only if they want
it, each by itself, and never for practice."""

from collections.abc import Callable, Iterable, Sequence

from safecheck.model.errors import SafecheckError
from safecheck.model.facts import AuditFacts, SourceKind
from safecheck.model.marks import ChatMark
from safecheck.model.told import Told
from safecheck.store.answers import AnswerFile
from safecheck.store.marks import MarkFile
from safecheck.store.paths import places


def answer_file(source: SourceKind) -> AnswerFile | None:
    """Return where answers about the devices of such an account are kept, None where they never are."""
    return AnswerFile(places().answers_file) if source == "account" else None


def mark_file(source: SourceKind) -> MarkFile | None:
    """Return where marks of the chats of such an account are kept, None where they never are."""
    return MarkFile(places().marks_file) if source == "account" else None


class _Wish:
    """One wish, and how it went. `wanted` says whether things are kept, `problem` why that did not work."""

    def __init__(self, *, possible: bool, wanted: bool, problem: SafecheckError | None) -> None:
        self.possible = possible
        self.wanted = possible and wanted
        self.problem = problem

    def _try(self, work: Callable[[], None]) -> None:
        """Do something to the file; where that fails, nothing more is kept."""
        try:
            work()
            self.problem = None
        except SafecheckError as problem:
            self.problem, self.wanted = problem, False


class Keeping(_Wish):
    """What becomes of the answers of one account. They are wanted from the start where answers about a device
    of this account were kept before. `possible`: whether they can be kept at all."""

    def __init__(
        self, facts: AuditFacts, told: Sequence[Told], problem: SafecheckError | None = None
    ) -> None:
        self._file = answer_file(facts.source)
        known = facts.devices.value
        self._devices = {device.id for device in getattr(known, "devices", ())}
        wanted = any(entry.device_id in self._devices for entry in told)
        super().__init__(possible=self._file is not None, wanted=wanted, problem=problem)

    def follow(self, entry: Told) -> None:
        """Keep one more answer, if that is wanted."""
        if self.wanted:
            self._keep([entry])

    def keep(self, told: Sequence[Told]) -> None:
        """Keep these and all that follow."""
        self.wanted = self.possible
        if self.wanted:
            self._keep([entry for entry in told if entry.device_id in self._devices])

    def forget(self) -> None:
        """Keep nothing about this account any more; what is about another one stays."""
        self.wanted = False
        if (file := self._file) is not None:
            self._try(lambda: file.forget(self._devices))

    def _keep(self, entries: Sequence[Told]) -> None:
        if (file := self._file) is not None:
            self._try(lambda: file.keep(entries))


class MarkKeeping(_Wish):
    """What becomes of the marks of one account's chats: as with answers, and apart from them."""

    def __init__(
        self, facts: AuditFacts, marks: Iterable[ChatMark], problem: SafecheckError | None = None
    ) -> None:
        self._file = mark_file(facts.source)
        self._chats = {chat.id for chat in facts.chat_list.chats}
        wanted = any(mark.chat_id in self._chats for mark in marks)
        super().__init__(possible=self._file is not None, wanted=wanted, problem=problem)

    def follow(self, marks: Sequence[ChatMark]) -> None:
        """Keep these marks from now on, and none that was taken back, if that is wanted."""
        if self.wanted:
            self._write(marks)

    def keep(self, marks: Sequence[ChatMark]) -> None:
        """Keep these and all that follow."""
        self.wanted = self.possible
        self.follow(marks)

    def forget(self) -> None:
        """Keep nothing about the chats of this account any more; what is about others stays."""
        self.wanted = False
        self._write(())

    def _write(self, marks: Sequence[ChatMark]) -> None:
        mine = [mark for mark in marks if mark.chat_id in self._chats]
        if (file := self._file) is not None:
            self._try(lambda: file.keep(mine, self._chats))
