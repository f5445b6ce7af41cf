"""Which settings of the account are recommended to whom: the format of data/advice/profiles.yaml."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated

from msgspec import Meta

from safecheck.model.plan import ProfileName, StepKind
from safecheck.model.text import Words
from safecheck.packs.guides import Name, SourceNames
from safecheck.packs.header import Header, Part, Source
from safecheck.packs.loaded import Loaded, load_pack
from safecheck.packs.settings_pack import SETTING_STATES


class Recommended(Part, frozen=True, kw_only=True):
    """One setting of a profile: it asks for `step` unless the setting is in one of the `fine` states. What
    could not be read is not taken for fine. `wish` says what to have it at, `because` why; an `optional` one
    may be skipped."""

    setting: Annotated[str, Meta(pattern=r"^account\.[a-z_.]+$")]
    step: StepKind
    fine: Annotated[tuple[str, ...], Meta(min_length=1)]
    wish: Words
    because: Words
    sources: SourceNames
    optional: bool = False


class AdviceProfile(Part, frozen=True, kw_only=True):
    """Whom a plan is for: its settings stand in the order in which they are recommended."""

    id: ProfileName
    name: Words
    about: Words
    settings: Annotated[tuple[Recommended, ...], Meta(min_length=1)]


class ProfilesPack(Header, frozen=True, kw_only=True):
    """All profiles."""

    sources: Annotated[dict[Name, Source], Meta(min_length=1)]
    profiles: Annotated[tuple[AdviceProfile, ...], Meta(min_length=1)]

    def profile(self, name: ProfileName) -> AdviceProfile:
        """Return one profile; KeyError if the file lacks it."""
        for profile in self.profiles:
            if profile.id == name:
                return profile
        raise KeyError(name)


def load_profiles_pack(path: Traversable, file: str | None = None) -> Loaded[ProfilesPack]:
    """Read and check a file of profiles. Raises DataFileError with file, line and key."""
    return load_pack(path, ProfilesPack, _problems, file)


@cache
def load_advice_profiles() -> Loaded[ProfilesPack]:
    """Return the profiles that come with the program."""
    return load_profiles_pack(
        files("safecheck").joinpath("data/advice/profiles.yaml"), "advice/profiles.yaml"
    )


def _problems(pack: ProfilesPack) -> Iterator[tuple[str, str]]:
    """Yield each problem as the key where it stands and a sentence."""
    if len({profile.id for profile in pack.profiles}) < len(pack.profiles):
        yield "profiles", "a profile stands here twice"
    for number, profile in enumerate(pack.profiles):
        steps = [each.step for each in profile.settings]
        for place, each in enumerate(profile.settings):
            key = f"profiles[{number}].settings[{place}]"
            if steps.index(each.step) != place:
                yield f"{key}.step", f"the step {each.step} stands in this profile twice"
            known = SETTING_STATES.get(each.setting)
            if known is None:
                yield f"{key}.setting", f"there is no setting {each.setting}"
                continue
            for state in each.fine:
                if state not in known:
                    yield f"{key}.fine", f"{each.setting} has no state {state}"
            for name in each.sources:
                if name not in pack.sources:
                    yield f"{key}.sources", f"there is no source {name}"
