"""The step that an id names, of a result: one of its plan, or one that no plan proposes."""

import re
from collections.abc import Iterator
from typing import Literal

from safecheck.advice.on_wish import steps_on_wish
from safecheck.advice.recheck import OF_CHATS, chat_of, kind_of
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
    """Return the step of this id to see how it stands, also one that a result knows no more because there is
    nothing left to do; of a chat or a device that is gone its title is the id. None for an id that names no
    such step."""
    found = step_named(result, id)
    if found is not None:
        return found
    kind, about = kind_of(id), id.partition("/")[2]
    if kind is None:
        return None
    if kind in OF_CHATS and re.fullmatch(r"-?\d{1,20}", about):
        chat = chat_of(about, result)
        return _gone(id, kind, "chat", about) if chat is None else _writer(result).chat_step(kind, chat)
    if kind in ("end_device", "check_device") and re.fullmatch(r"[\w-]{1,64}", about):
        return _gone(id, kind, "device", about)
    if about != ("account" if kind == "gallery_off" else ""):
        return None
    if kind == "end_leftover":
        return _writer(result).account_step(kind)
    setting = _settings().get(kind)
    return _writer(result).account_step(kind, setting=setting) if setting is not None else None


def _gone(id: str, kind: StepKind, of: Literal["chat", "device"], about: str) -> Step:
    device = about if of == "device" else None
    return Step(
        id=id,
        kind=kind,
        title=id,
        actor="you",
        device=device,
        subject=Subject(of, about),
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


def _writer(result: AuditResult) -> StepWriter:
    can_change = result.facts.settings is not None
    return StepWriter(load_steps().pack, result.findings, result.lang, can_change=can_change)


def _on_wish(result: AuditResult) -> Iterator[Step]:
    return steps_on_wish(
        _writer(result),
        result.facts.chat_list.chats,
        result.ratings,
        result.settings,
        result.exposures,
    )
