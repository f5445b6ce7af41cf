"""What was said or done about steps earlier, laid over a plan: nothing seen undone is called done."""

from collections.abc import Sequence

from msgspec.structs import replace

from safecheck.model.findings import SettingJudgement
from safecheck.model.plan import Step, StepKind, StepState

# A plan holds such a step only because its chat, device or sign-in was seen.
_SEEN_OPEN: frozenset[StepKind] = frozenset({"leave", "mute", "archive", "end_device", "end_leftover"})
_DONE: frozenset[StepState] = frozenset({"done", "said_done"})


def settled(step: Step, said: StepState | None, settings: Sequence[SettingJudgement]) -> Step:
    """Return a step with the state that a journal or the person gives it, None if they give none.

    What was seen in this audit counts more: a setting that was read and is not as it should be is to do
    again, whatever the journal says, and what was seen done stays so. A step that is not possible, and the
    one that says when to look again, are left alone.
    """
    if said is None or said == step.state or step.state in ("not_possible", "later", "done"):
        return step
    if said in _DONE and _seen_open(step, settings):
        return step
    return replace(step, state=said)


def _seen_open(step: Step, settings: Sequence[SettingJudgement]) -> bool:
    if any(press.done is False for press in step.presses):
        return True
    if step.subject.kind == "setting" and step.kind != "stored_copies":
        return any(each.key == step.subject.id and each.state is not None for each in settings)
    return step.kind in _SEEN_OPEN
