"""What `apply` and `undo` write as JSON. Keys are stable, as those of `audit --format json` are; keys that a
reader does not know are to be ignored.

Each document has `schema_version`, and `recovered`: how changes ended in whose middle an earlier run stopped,
in the form of a change. No name of a chat is in any of them but in `how`, which is an entry of the plan.
"""

from collections.abc import Sequence
from typing import Any

import msgspec

from safecheck.i18n.catalog import Catalog
from safecheck.model.changes import WITHOUT_UNDO, Begun, Done
from safecheck.model.plan import Step
from safecheck.report.changes_by_hand import reason_by_hand
from safecheck.report.json_steps import step_entry
from safecheck.report.presses import is_done

SCHEMA_VERSION = 1


def applied_document(done: Done, recovered: Sequence[Done], catalog: Catalog) -> dict[str, Any]:
    """Return how one step ended: the keys of one change beside those of every document."""
    return {**_head(recovered, catalog), **_change(done, catalog)}


def by_hand_document(step: Step, recovered: Sequence[Done], catalog: Catalog) -> dict[str, Any]:
    """Return the same for a step that only a person can take; `how` is what the plan says of it."""
    entry = {
        "step": step.id,
        "kind": step.kind,
        "chat": step.subject.id if step.subject.kind == "chat" else None,
        "outcome": "already" if is_done(step) else "not_possible",
        "before": None,
        "after": None,
        "found": None,
        "reason": reason_by_hand(step, catalog),
        "wait_seconds": 0,
        "undoes": None,
        "undo": step.undo,
    }
    return {**_head(recovered, catalog), **entry, "how": step_entry(step)}


def undone_document(changes: Sequence[Done], recovered: Sequence[Done], catalog: Catalog) -> dict[str, Any]:
    """Return how taking back ended, in `changes`, the newest first; what is missing there was not tried."""
    return {**_head(recovered, catalog), "changes": [_change(done, catalog) for done in changes]}


def undoable_document(
    entries: Sequence[Begun], final: Sequence[Begun], recovered: Sequence[Done], catalog: Catalog
) -> dict[str, Any]:
    """Return what can be taken back (`undoable`), and what was done that nothing takes back (`no_undo`)."""
    return {
        **_head(recovered, catalog),
        "undoable": [_begun(entry) for entry in entries],
        "no_undo": [_begun(entry) for entry in final],
    }


def _head(recovered: Sequence[Done], catalog: Catalog) -> dict[str, Any]:
    return {"schema_version": SCHEMA_VERSION, "recovered": [_change(done, catalog) for done in recovered]}


def _change(done: Done, catalog: Catalog) -> dict[str, Any]:
    """Return how a change ended: ids and values of settings only, and the reason in words."""
    reason = catalog.gettext(done.reason) if done.reason else ""
    return {
        "step": done.target.step,
        "kind": done.target.kind,
        "chat": done.target.chat,
        "outcome": done.outcome,
        "before": msgspec.to_builtins(done.before),
        "after": msgspec.to_builtins(done.after),
        "found": msgspec.to_builtins(done.found),
        "reason": reason % done.values if done.values else reason,
        "wait_seconds": done.seconds,
        "undoes": done.undoes,
        "undo": "no" if done.target.kind in WITHOUT_UNDO else "yes",
    }


def _begun(entry: Begun) -> dict[str, Any]:
    """Return an entry of the journal."""
    return {
        "id": entry.id,
        "step": entry.step,
        "kind": entry.kind,
        "chat": entry.chat,
        "at": entry.at,
        "before": msgspec.to_builtins(entry.before),
        "after": msgspec.to_builtins(entry.after),
    }
