"""How one step stands, as a JSON document of its own."""

from datetime import datetime

import msgspec

from safecheck import __version__
from safecheck.advice.recheck import Standing, standing
from safecheck.i18n.catalog import Catalog
from safecheck.model.facts import SourceKind
from safecheck.model.plan import Step
from safecheck.model.result import AuditResult
from safecheck.model.text import Lang
from safecheck.report.json_document import SCHEMA_VERSION, ProgramEntry
from safecheck.report.json_text import inert_json
from safecheck.report.recheck import how_it_stands


class CheckDocument(msgspec.Struct, frozen=True):
    """How one step stands. `now` says in words what was read; keys that a reader does not know are to be
    ignored."""

    schema_version: int
    program: ProgramEntry
    source: SourceKind
    source_name: str
    language: Lang
    started: datetime
    finished: datetime
    complete: bool
    step: str
    kind: str
    title: str
    standing: Standing
    now: tuple[str, ...]


def check_to_json(step: Step, result: AuditResult, catalog: Catalog) -> str:
    """Return how one step stands as JSON text."""
    facts = result.facts
    return inert_json(
        CheckDocument(
            schema_version=SCHEMA_VERSION,
            program=ProgramEntry("safecheck", __version__),
            source=facts.source,
            source_name=facts.source_name,
            language=result.lang,
            started=facts.started,
            finished=facts.finished,
            complete=facts.complete,
            step=step.id,
            kind=step.kind,
            title=step.title,
            standing=standing(step, result),
            now=how_it_stands(step, result, catalog),
        )
    )
