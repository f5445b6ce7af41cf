"""The step that an id names, of a result: one of its plan, or one that no plan proposes."""

import re
from collections.abc import Iterator

from safecheck.advice.on_wish import steps_on_wish
from safecheck.advice.recheck import OF_CHATS, kind_of
from safecheck.advice.step_writer import StepWriter
from safecheck.model.findings import Subject
from safecheck.model.plan import Step, StepKind
from safecheck.model.result import AuditResult
from safecheck.packs.profiles_pack import load_advice_profiles
from safecheck.packs.step_pack import load_steps


def step_named(result: AuditResult, id: str) -> Step | None:
    """Return the step of this id, None if there is none. What the plan says of a step counts."""
    return result.plan.step(id) or next((step for step in _on_wish(result) if step.id == id), None)


def step_to_check(result: AuditResult, id: str) -> Step | None:
    """Return the step of this id to see how it stands. One that a result knows no more, because there is
    nothing left to do, comes back with its id for a title; None for an id that names no such step."""
    found = step_named(result, id)
    if found is not None:
        return found
    kind, about = kind_of(id), id.partition("/")[2]
    subject = None
    if kind in OF_CHATS and re.fullmatch(r"-?\d{1,20}", about):
        subject = Subject("chat", about)
    elif kind in ("end_device", "check_device") and re.fullmatch(r"[\w-]{1,64}", about):
        subject = Subject("device", about)
    elif id == "end-leftover":
        subject = Subject("account", "account")
    elif kind is not None and about == ("account" if kind == "gallery_off" else ""):
        setting = _settings().get(kind)
        subject = Subject("setting", setting) if setting is not None else None
    if kind is None or subject is None:
        return None
    return Step(
        id=id,
        kind=kind,
        title=id,
        actor="you",
        device=about if subject.kind == "device" else None,
        subject=subject,
        path=(),
        detail="",
        removes="",
        remains="",
        undo="no",
        state="done",
        optional=False,
        minutes=0,
        findings=(),
    )


def _settings() -> dict[StepKind, str]:
    """Return the setting that each kind of step about the account is about."""
    recommended = load_advice_profiles().pack.profile("adult").settings
    return {each.step: each.setting for each in recommended} | {
        "gallery_off": "account.save_to_gallery",
        "templates_off": "account.auto_download",
    }


def _on_wish(result: AuditResult) -> Iterator[Step]:
    can_change = result.facts.settings is not None
    return steps_on_wish(
        StepWriter(load_steps().pack, result.findings, result.lang, can_change=can_change),
        result.facts.chat_list.chats,
        result.ratings,
        result.settings,
        result.exposures,
    )
