"""The steps of a plan as they stand in JSON."""

from collections.abc import Sequence

import msgspec
from msgspec import UNSET, UnsetType

from safecheck.model.findings import Subject
from safecheck.model.plan import Actor, Press, Step, StepState, Undo


class PressEntry(msgspec.Struct, frozen=True):
    """One switch of a step. `id` is its name in the download tables of `app`; `path` is the whole way to it.
    `done` is true if it is known to be off, false if it is known not to be, null if nobody knows."""

    id: str
    app: str
    title: str
    path: tuple[str, ...]
    do: str
    removes: str
    done: bool | None


class StepEntry(msgspec.Struct, frozen=True):
    """One step of the plan; `path` is the menu path in the app's own words, `findings` what it answers. Where
    it has several switches, `presses` has the way to each and `path` what those begin with. `check` says how
    to see that it worked, `labels` whose words the names of menus are; `command` is one for a terminal.

    Where `actor` is safecheck, it can take the step on the account once that was confirmed. `stops` counts
    kinds of media of chats that no longer land without a tap on a device afterwards, by the download model's
    *yes* (left out if unknown); `instead` are milder steps that may be taken in its place."""

    id: str
    kind: str
    title: str
    actor: Actor
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
    device: str | UnsetType = UNSET
    presses: tuple[PressEntry, ...] = ()
    check: str | UnsetType = UNSET
    labels: str | UnsetType = UNSET
    command: str | UnsetType = UNSET
    stops: int | UnsetType = UNSET
    instead: tuple["StepEntry", ...] = ()


def step_entries(steps: Sequence[Step]) -> tuple[StepEntry, ...]:
    """Return steps in the same order."""
    return tuple(step_entry(step) for step in steps)


def step_entry(step: Step) -> StepEntry:
    """Return one step."""
    return StepEntry(
        id=step.id,
        kind=step.kind,
        title=step.title,
        actor=step.actor,
        subject=step.subject,
        path=step.path,
        detail=step.detail,
        removes=step.removes,
        remains=step.remains,
        undo=step.undo,
        state=step.state,
        optional=step.optional,
        minutes=step.minutes,
        findings=step.findings,
        device=UNSET if step.device is None else step.device,
        presses=tuple(_press(press) for press in step.presses),
        check=step.check or UNSET,
        labels=step.labels or UNSET,
        command=step.command or UNSET,
        stops=UNSET if step.stops is None else step.stops,
        instead=tuple(step_entry(each) for each in step.instead),
    )


def _press(press: Press) -> PressEntry:
    return PressEntry(
        id=press.id,
        app=press.app,
        title=press.title,
        path=press.path,
        do=press.do,
        removes=press.removes,
        done=press.done,
    )
