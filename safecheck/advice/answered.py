"""Which findings a step of the plan answers: one step may answer many."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from safecheck.model.findings import Finding, Subject
from safecheck.model.plan import StepKind


class Answered:
    """The findings by what they recommend and what they are about, so that a long plan costs no more than its
    length."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self._about: dict[tuple[str, Subject], list[tuple[int, str]]] = defaultdict(list)
        self._of_kind: dict[str, dict[str, list[tuple[int, str]]]] = defaultdict(lambda: defaultdict(list))
        for place, finding in enumerate(findings):
            for kind in finding.recommend:
                self._about[kind, finding.subject].append((place, finding.id))
                self._of_kind[kind][finding.subject.kind].append((place, finding.id))

    def by(self, kind: StepKind, subject: Subject) -> tuple[str, ...]:
        """Return the ids of the findings that ask for this kind of step and are not about another chat,
        device or installation, in the order of the findings."""
        return tuple(id for _, id in sorted(self._found(kind, subject)))

    def _found(self, kind: StepKind, subject: Subject) -> Iterator[tuple[int, str]]:
        one_of_many = subject.kind in ("chat", "device") or is_local(subject)
        for about, found in self._of_kind.get(kind, {}).items():
            if not (one_of_many and about == subject.kind):
                yield from found
            else:
                yield from self._about.get((kind, subject), ())


def is_local(subject: Subject) -> bool:
    """True of a setting of Telegram Desktop on this computer, of which there may be several."""
    return subject.kind == "setting" and "/" in subject.id
