"""What a person can say of a step of their own, and which part of the plan is shown."""

from collections.abc import Sequence

import msgspec

from safecheck.i18n.catalog import Catalog
from safecheck.model.plan import Step, StepState
from safecheck.model.result import AuditResult
from safecheck.model.text import N_
from safecheck.report.landing_table import name_of_device

ACCOUNT = "account"  # of the filter: everything that is about no device

SEEN_OPEN = N_("safecheck saw that this is not done yet. Tell it how the switches stand: open the step.")
NOT_YOURS = N_("safecheck can take this step for you: press Enter.")
NOTHING_TO_SAY = N_("Of this step there is nothing to say.")

_AFTER: dict[StepState, StepState | None] = {"to_do": "said_done", "said_done": "later", "later": None}


class Part(msgspec.Struct, frozen=True):
    """A part of the plan that can be shown alone: `key` is "" for all, ACCOUNT, or the id of a device."""

    key: str
    words: str


def can_be_said(step: Step) -> str:
    """Return "" if a person can say of a step that it is done or can wait, else why not (a message id)."""
    if step.kind == "look_again" or step.state in ("not_possible", "done"):
        return NOTHING_TO_SAY
    return "" if step.actor == "you" else NOT_YOURS


def said_next(step: Step) -> StepState | None:
    """Return what is said of a step after what is said of it now: done, later, nothing (None)."""
    return _AFTER.get(step.state)


def parts(result: AuditResult, catalog: Catalog) -> tuple[Part, ...]:
    """Return what the plan can be narrowed to, everything first; only that if there is one part."""
    say = catalog.gettext
    about = list(dict.fromkeys(step.device for step in result.plan.steps if step.device is not None))
    names = {device.id: name_of_device(device, catalog) for device in result.devices}
    devices = [Part(id, say("only %(device)s") % {"device": names.get(id, id)}) for id in about]
    rest = [step for step in result.plan.steps if step.device is None]
    account = [Part(ACCOUNT, say("only your account and your chats"))] if rest and devices else []
    everything = Part("", say("all steps"))
    return (everything, *devices, *account) if devices else (everything,)


def next_part(part: str, found: Sequence[Part]) -> str:
    """Return the key of the part after this one, in a circle."""
    keys = [each.key for each in found]
    return keys[(keys.index(part) + 1) % len(keys)] if part in keys else ""


def is_in(step: Step, part: str) -> bool:
    """Whether a step belongs to a part."""
    return not part or step.device == (None if part == ACCOUNT else part)


def part_line(part: str, found: Sequence[Part], catalog: Catalog, *, notes: bool = True) -> str:
    """Return which part is shown, and the keys of the list; without `notes` nothing can be said of a step."""
    say = catalog.gettext
    shown = next((each.words for each in found if each.key == part), "")
    if not notes:
        return say("Shown: %(part)s (f).") % {"part": shown} if len(found) > 1 else ""
    line = say("Shown: %(part)s (f). Space bar: I did this; once more: later. What safecheck changed: u.")
    without = say("Space bar: I did this; once more: later. What safecheck changed: u.")
    return line % {"part": shown} if len(found) > 1 else without
