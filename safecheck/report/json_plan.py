"""The plan as a JSON document of its own: the same entries as `plan[]` of an audit."""

from datetime import datetime

import msgspec
from msgspec import UNSET, UnsetType

from safecheck import __version__
from safecheck.i18n.catalog import Catalog
from safecheck.model.facts import SourceKind
from safecheck.model.plan import ProfileName
from safecheck.model.result import AuditResult
from safecheck.model.text import Lang
from safecheck.packs.profiles_pack import AdviceProfile
from safecheck.report.json_document import SCHEMA_VERSION, ProgramEntry
from safecheck.report.json_steps import StepEntry, step_entries
from safecheck.report.json_text import inert_json
from safecheck.report.plan_list import exposure


class RecommendedEntry(msgspec.Struct, frozen=True):
    """One setting that a profile recommends; `step` is the kind of step that sees to it."""

    setting: str
    step: str
    wish: str
    because: str
    optional: bool


class ProfileEntry(msgspec.Struct, frozen=True):
    """Whom the plan is for, and what is recommended then."""

    id: ProfileName
    name: str
    about: str
    recommends: tuple[RecommendedEntry, ...]


class ExposureLeft(msgspec.Struct, frozen=True):
    """From how many of all groups and channels photos can land without a tap; `text` says it in words."""

    landing: int
    of: int
    known: bool
    text: str


class PlanDocument(msgspec.Struct, frozen=True):
    """One plan. `on_wish` are steps that nobody proposes, for whoever wants them. `profile` is there where an
    account was asked; keys that a reader does not know are to be ignored."""

    schema_version: int
    program: ProgramEntry
    source: SourceKind
    source_name: str
    language: Lang
    started: datetime
    finished: datetime
    complete: bool
    exposure: ExposureLeft
    plan: tuple[StepEntry, ...]
    on_wish: tuple[StepEntry, ...]
    profile: ProfileEntry | UnsetType = UNSET


def plan_to_json(result: AuditResult, profile: AdviceProfile | None, catalog: Catalog) -> str:
    """Return the plan of a result as JSON text; `profile` is the one it was made by, None where no account
    was asked."""
    facts, left = result.facts, exposure(result, catalog)
    return inert_json(
        PlanDocument(
            schema_version=SCHEMA_VERSION,
            program=ProgramEntry("safecheck", __version__),
            source=facts.source,
            source_name=facts.source_name,
            language=result.lang,
            started=facts.started,
            finished=facts.finished,
            complete=facts.complete,
            exposure=ExposureLeft(left.landing, left.of, left.known, left.words),
            plan=step_entries(result.plan.steps),
            on_wish=step_entries(result.plan.on_wish),
            profile=UNSET if profile is None else _profile(profile, result.lang),
        )
    )


def _profile(profile: AdviceProfile, lang: Lang) -> ProfileEntry:
    return ProfileEntry(
        id=profile.id,
        name=profile.name.of(lang),
        about=profile.about.of(lang),
        recommends=tuple(
            RecommendedEntry(
                each.setting, each.step, each.wish.of(lang), each.because.of(lang), each.optional
            )
            for each in profile.settings
        ),
    )
