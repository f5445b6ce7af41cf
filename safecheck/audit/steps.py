"""The step that an id names, of a result: one of its plan, or one that no plan proposes."""

from collections.abc import Iterator

from safecheck.advice.on_wish import steps_on_wish
from safecheck.advice.step_writer import StepWriter
from safecheck.model.plan import Step
from safecheck.model.result import AuditResult
from safecheck.packs.step_pack import load_steps


def step_named(result: AuditResult, id: str) -> Step | None:
    """Return the step of this id, None if there is none. What the plan says of a step counts."""
    return result.plan.step(id) or next((step for step in _on_wish(result) if step.id == id), None)


def _on_wish(result: AuditResult) -> Iterator[Step]:
    can_change = result.facts.settings is not None
    return steps_on_wish(
        StepWriter(load_steps().pack, result.findings, result.lang, can_change=can_change),
        result.facts.chat_list.chats,
        result.ratings,
        result.settings,
        result.exposures,
    )
