"""Changes on the account as values: what a step sets, how it ended, and what the journal keeps of it.

What a setting is before and after are ids and values of settings only: no name of a chat or a person is in
them, so that the journal has none either.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, get_args

import msgspec

from safecheck.model.errors import BadInputError, SafecheckError
from safecheck.model.plan import STEP_KINDS
from safecheck.model.text import N_, clean

ChangeKind = Literal[
    "limit_who_adds",
    "limit_who_finds",
    "hide_number",
    "archive_newcomers",
    "cover_sensitive",
    "gallery_off",
    "templates_off",
    "mute",
    "archive",
    "leave",
    "report",
]
CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)
OF_A_CHAT: frozenset[ChangeKind] = frozenset({"mute", "archive", "leave", "report"})
# Joining again is on no list (G3), so that nothing brings a chat back; a report is with Telegram for good.
WITHOUT_UNDO: frozenset[ChangeKind] = frozenset({"leave", "report"})
# Telegram gives no receipt for a report, so nobody can ask later whether one arrived.
NEVER_READ_BACK: frozenset[ChangeKind] = frozenset({"report"})

Rule = Literal["allow_all", "allow_contacts", "allow_close_friends", "disallow_all", "disallow_contacts"]


class AudienceValue(msgspec.Struct, frozen=True, tag="audience"):
    """Whom a privacy setting lets through, without the exceptions: those are never changed, nor kept."""

    rules: tuple[Rule, ...]


class SwitchValue(msgspec.Struct, frozen=True, tag="switch"):
    """A switch of the account."""

    on: bool


class GallerySwitch(msgspec.Struct, frozen=True):
    """Whether photos and videos are saved to the gallery; videos up to so many bytes (None: not said)."""

    photos: bool
    videos: bool
    video_max_size: int | None = None


class GalleryValue(msgspec.Struct, frozen=True, tag="gallery"):
    """Save to gallery by kind of chat, and by id for the chats that have a rule of their own."""

    private: GallerySwitch
    groups: GallerySwitch
    channels: GallerySwitch
    exceptions: dict[str, GallerySwitch] = {}


class Template(msgspec.Struct, frozen=True):
    """One automatic download template; sizes in bytes, 0 = off."""

    disabled: bool
    photo: int
    video: int
    file: int


class TemplatesValue(msgspec.Struct, frozen=True, tag="templates"):
    """The three automatic download templates of the account."""

    low: Template
    medium: Template
    high: Template


class MuteValue(msgspec.Struct, frozen=True, tag="mute"):
    """Until when a chat is muted (Unix time in seconds); None: it has no such setting of its own."""

    until: int | None


class FolderValue(msgspec.Struct, frozen=True, tag="folder"):
    """Whether a chat is in the archive."""

    archived: bool


class MemberValue(msgspec.Struct, frozen=True, tag="member"):
    """Whether the account is in a chat."""

    member: bool


class ReportValue(msgspec.Struct, frozen=True, tag="report"):
    """Whether a report about a chat was made now. What was said in it is nowhere kept."""

    made: bool


Value = (
    AudienceValue
    | SwitchValue
    | GalleryValue
    | TemplatesValue
    | MuteValue
    | FolderValue
    | MemberValue
    | ReportValue
)

# How a change ended. `applied`: done, and read back; `already`: there was nothing to do; `declined`: the
# person did not want it; `refused`: Telegram did not do it; `not_done`: it never reached Telegram, or an
# answer in a report led to the next question; `otherwise`: Telegram stored something else; `unconfirmed`:
# nobody knows, and the next start asks, unless it was a report; `later`: Telegram asks to wait; `in_app`:
# this version would lose something; `not_possible`: it cannot be done for this account.
Outcome = Literal[
    "applied",
    "already",
    "declined",
    "refused",
    "not_done",
    "otherwise",
    "unconfirmed",
    "later",
    "in_app",
    "not_possible",
]


class Target(msgspec.Struct, frozen=True):
    """What a step is about: its id in the plan, its kind, and the id of the chat, if it is about one."""

    step: str
    kind: ChangeKind
    chat: str | None = None

    def same_as(self, other: "Target") -> bool:
        """Whether both are about the same thing, whatever the step is called."""
        return (self.kind, self.chat) == (other.kind, other.chat)


class Preview(msgspec.Struct, frozen=True):
    """What would happen: both values, and the `requests` that would be sent, in words of Telegram's schema.
    `undoes` is the id of the entry of the journal that this takes back. A chat that came with a shared folder
    (`from_shared_folder`) may be offered again from there."""

    target: Target
    before: Value
    after: Value
    requests: tuple[str, ...]
    undoes: str | None = None
    from_shared_folder: bool = False


class Done(msgspec.Struct, frozen=True):
    """How one change ended. `reason` is a message id, "" where the outcome says all, filled by `values`;
    `found` is what Telegram says now, None where that is not known; `seconds` is how long Telegram asks to
    wait."""

    target: Target
    outcome: Outcome
    before: Value | None = None
    after: Value | None = None
    found: Value | None = None
    reason: str = ""
    values: dict[str, str] = {}
    seconds: int = 0
    undoes: str | None = None


class Recovered(msgspec.Struct, frozen=True):
    """What was found of a run that ended in the middle. `changes` are those of which it was not known how
    they ended, as Telegram says it now; `torn` is a line of the journal that was cut off, "" if none was;
    `problem` is why nothing could be found out."""

    changes: tuple[Done, ...] = ()
    torn: str = ""
    problem: SafecheckError | None = None


class Run(msgspec.Struct, frozen=True):
    """How it went. `to_do` were not tried any more, nor the last one if it could not be done; `seconds` is
    how long Telegram asks to wait, 0 if it does not; `problem` is what kept the next one from being tried."""

    done: tuple[Done, ...]
    to_do: tuple[Target, ...] = ()
    seconds: int = 0
    problem: SafecheckError | None = None


class Begun(msgspec.Struct, frozen=True, tag_field="event", tag="begun", forbid_unknown_fields=True):
    """A change that was confirmed and is about to be sent; `undoes` names the entry that it takes back."""

    id: str
    at: str
    step: str
    kind: ChangeKind
    chat: str | None
    before: Value
    after: Value
    undoes: str | None = None

    @property
    def target(self) -> Target:
        """What it is about."""
        return Target(self.step, self.kind, self.chat)


class Ended(msgspec.Struct, frozen=True, tag_field="event", tag="ended", forbid_unknown_fields=True):
    """How the change `id` ended, and what Telegram said of the setting then (None: it was not asked)."""

    id: str
    at: str
    outcome: Outcome
    found: Value | None = None


class Torn(msgspec.Struct, frozen=True, tag_field="event", tag="torn", forbid_unknown_fields=True):
    """A line that was cut off when the program or the computer stopped, as it stood there."""

    at: str
    text: str


JournalEntry = Begun | Ended | Torn


def only_by_hand(step: str) -> bool:
    """Whether an id names a step of plans that a person takes: on a device, or where it is not safecheck's to
    do."""
    name, _, subject = step.partition("/")
    kind = name.replace("-", "_")
    if kind in CHANGE_KINDS:
        return kind not in OF_A_CHAT and subject not in ("", "account")
    return "_" not in name and kind in STEP_KINDS


def target_of(step: str) -> Target:
    """Return what the step with that id is about. Raises BadInputError if safecheck cannot take it."""
    name, _, subject = step.partition("/")
    kind = next((kind for kind in CHANGE_KINDS if kind.replace("_", "-") == name), None)
    if kind is None:
        raise BadInputError(
            N_("%(step)s is no step that safecheck can take for you. It can take these: %(known)s."),
            step=clean(step, 60),
            known=", ".join(kind.replace("_", "-") for kind in CHANGE_KINDS),
        )
    if kind not in OF_A_CHAT:
        if subject not in ("", "account"):
            raise BadInputError(
                N_("The step %(step)s is taken on a device, and only you can do that. The plan says how."),
                step=clean(step, 60),
            )
        return Target(step, kind)
    if not subject.removeprefix("-").isdecimal():
        raise BadInputError(
            N_("The step %(step)s needs the number of a chat, as in %(name)s/-1001234567890."),
            step=clean(step, 60),
            name=name,
        )
    return Target(step, kind, subject)


def unfinished(entries: Iterable[JournalEntry]) -> tuple[Begun, ...]:
    """Return the changes that were begun and of which nobody knows how they ended, oldest first."""
    begun: dict[str, Begun] = {}
    for entry in entries:
        if isinstance(entry, Begun):
            begun[entry.id] = entry
        elif isinstance(entry, Ended):
            begun.pop(entry.id, None)
    return tuple(begun.values())


def undoable(entries: Sequence[JournalEntry]) -> tuple[Begun, ...]:
    """Return the changes that are in force and can be taken back, oldest first."""
    ended = {entry.id: entry for entry in entries if isinstance(entry, Ended)}
    begun = [entry for entry in entries if isinstance(entry, Begun)]
    taken_back = {
        entry.undoes for entry in begun if entry.undoes and entry.id in ended and _worked(ended[entry.id])
    }
    return tuple(
        entry
        for entry in begun
        if entry.undoes is None
        and entry.kind not in WITHOUT_UNDO
        and entry.id not in taken_back
        and entry.id in ended
        and ended[entry.id].found not in (None, entry.before)
    )


def without_undo(entries: Sequence[JournalEntry]) -> tuple[Begun, ...]:
    """Return the changes that worked and that nothing can take back, oldest first."""
    worked = {entry.id for entry in entries if isinstance(entry, Ended) and _worked(entry)}
    return tuple(
        entry
        for entry in entries
        if isinstance(entry, Begun) and entry.kind in WITHOUT_UNDO and entry.id in worked
    )


def _worked(ended: Ended) -> bool:
    return ended.outcome == "applied"
