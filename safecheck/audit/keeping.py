"""Whether what a person tells about devices outlives this run: only if they want it, never for practice."""

from collections.abc import Sequence

from safecheck.model.errors import SafecheckError
from safecheck.model.facts import AuditFacts, SourceKind
from safecheck.model.told import Told
from safecheck.store.answers import AnswerFile
from safecheck.store.paths import places


def answer_file(source: SourceKind) -> AnswerFile | None:
    """Return where answers about the devices of such an account are kept, None where they never are."""
    return AnswerFile(places().answers_file) if source == "account" else None


class Keeping:
    """What becomes of the answers of one account. `wanted` says whether they are kept: from the start
    where answers about a device of this account were kept before. `problem` is why that did not work."""

    def __init__(
        self, facts: AuditFacts, told: Sequence[Told], problem: SafecheckError | None = None
    ) -> None:
        self._file = answer_file(facts.source)
        known = facts.devices.value
        self._devices = {device.id for device in getattr(known, "devices", ())}
        self.wanted = self._file is not None and any(entry.device_id in self._devices for entry in told)
        self.problem = problem

    @property
    def possible(self) -> bool:
        """Whether answers about this account can be kept at all."""
        return self._file is not None

    def follow(self, entry: Told) -> None:
        """Keep one more answer, if that is wanted."""
        if self.wanted:
            self._try([entry])

    def keep(self, told: Sequence[Told]) -> None:
        """Keep these and all that follow."""
        self.wanted = self._file is not None
        if self.wanted:
            self._try([entry for entry in told if entry.device_id in self._devices])

    def forget(self) -> None:
        """Keep nothing about this account any more; what is about another one stays."""
        self.wanted = False
        if self._file is not None:
            try:
                self._file.forget(self._devices)
                self.problem = None
            except SafecheckError as problem:
                self.problem = problem

    def _try(self, entries: Sequence[Told]) -> None:
        assert self._file is not None  # noqa: S101 - nothing is wanted without it
        try:
            self._file.keep(entries)
            self.problem = None
        except SafecheckError as problem:
            self.problem, self.wanted = problem, False
