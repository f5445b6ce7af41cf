"""The plan: concrete steps, ordered by what they remove."""

from typing import Literal, get_args

import msgspec

from safecheck.model.findings import Subject

Actor = Literal["safecheck", "you"]
Undo = Literal["yes", "partly", "no"]
StepState = Literal["to_do", "done", "said_done", "not_possible", "later"]
StepKind = Literal[
    "downloads_off",
    "gallery_off",
    "card",
    "report",
    "leave",
    "mute",
    "hotline",
    "ask_before_deleting",
    "archive",
    "limit_who_adds",
    "limit_who_finds",
    "hide_number",
    "archive_newcomers",
    "cover_sensitive",
    "two_step_on",
    "templates_off",
    "check_device",
    "end_device",
    "end_leftover",
    "close_profile",
    "stored_copies",
    "look_again",
]
STEP_KINDS: tuple[StepKind, ...] = get_args(StepKind)

# For whom settings of the account are recommended: see data/advice/profiles.yaml.
ProfileName = Literal["adult", "teen", "strict"]
PROFILE_NAMES: tuple[ProfileName, ...] = get_args(ProfileName)

# The one fixed order for a chat that stands out strongly (G1).
HIGH_CHAT_STEPS: tuple[StepKind, ...] = (
    "downloads_off",
    "card",
    "report",
    "leave",
    "hotline",
    "ask_before_deleting",
)

# What safecheck may do on the account itself, once a person has confirmed that one step.
BY_SAFECHECK: frozenset[StepKind] = frozenset(
    {
        "gallery_off",
        "leave",
        "report",
        "mute",
        "archive",
        "limit_who_adds",
        "limit_who_finds",
        "hide_number",
        "archive_newcomers",
        "cover_sensitive",
        "templates_off",
    }
)


class Press(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to press in a step: the whole way to it, what to do there, and what that alone removes.

    `id` is its name in the download profile `app` (`safecheck/data/downloads`). `done` is True if it is known
    to be off already, False if it is known not to be, None if nobody knows.
    """

    id: str
    app: str
    title: str
    path: tuple[str, ...]
    do: str
    removes: str
    done: bool | None = None


class Step(msgspec.Struct, frozen=True):
    """One concrete action on one device or on the account.

    `id` is stable: the same step has the same id in every audit. `path` is the menu path, one crumb each, in
    the app's own words; empty where there is none or where a path would lead into a chat that stands out
    strongly (G2). `findings` are the ids of the findings it answers. A step on a device has its `presses`,
    one for each switch in the order in which to press them; `path` is what the ways to the main ones begin
    with. It says how to `check` that it worked, and in `labels` whose words the menu names are ("" where that
    needs no saying). `command` is one to copy into a terminal, "" where there is none; it is never broken
    over lines.

    `actor` is safecheck where it may do the step on the account, after it was confirmed; `path` is then the
    other way. `stops` counts, over all chats that the account is in, kinds of media that no longer land
    without a tap on a device (the download model's *yes* only): 0 where it stops none, None where that is not
    known. `instead` are milder steps that may be taken in its place.
    """

    id: str
    kind: str
    title: str
    actor: Actor
    device: str | None
    subject: Subject
    path: tuple[str, ...]
    detail: str
    removes: str
    remains: str
    undo: Undo
    state: StepState
    optional: bool
    minutes: int
    findings: tuple[str, ...]
    presses: tuple[Press, ...] = ()
    check: str = ""
    labels: str = ""
    command: str = ""
    stops: int | None = 0
    instead: tuple["Step", ...] = ()


class Plan(msgspec.Struct, frozen=True):
    """Ordered steps (SAFEGUARDING G1 first, see `safecheck guide`). `on_wish` are steps that nobody proposes
    and that remove nothing to count on: quietly after all others, for whoever wants them."""

    steps: tuple[Step, ...]
    on_wish: tuple[Step, ...] = ()

    @property
    def every(self) -> tuple[Step, ...]:
        """All of them, in the order in which they are numbered."""
        return (*self.steps, *self.on_wish)

    def step(self, id: str) -> Step | None:
        """Return the step of this id, those that may be taken instead of another included; None without."""
        every = (each for step in self.every for each in (step, *step.instead))
        return next((each for each in every if each.id == id), None)
