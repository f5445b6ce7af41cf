"""Whom settings are recommended to: a checked file, each setting with its reason and sources."""

from pathlib import Path

import pytest

from safecheck.model.plan import PROFILE_NAMES
from safecheck.packs.profiles_pack import load_advice_profiles, load_profiles_pack
from safecheck.packs.yaml_file import DataFileError

FILE = Path(__file__).parents[2] / "safecheck" / "data" / "advice" / "profiles.yaml"
GOOD = FILE.read_text("utf-8")
PACK = load_advice_profiles().pack


def test_every_profile_is_there_and_every_source_is_used() -> None:
    assert tuple(profile.id for profile in PACK.profiles) == PROFILE_NAMES
    used = {name for profile in PACK.profiles for each in profile.settings for name in each.sources}
    assert used == set(PACK.sources)
    with pytest.raises(KeyError):
        PACK.profile("nobody")  # type: ignore[arg-type] # on purpose


def test_no_profile_sets_the_presets_that_hardly_any_device_goes_by() -> None:
    assert "templates_off" not in {each.step for profile in PACK.profiles for each in profile.settings}


@pytest.mark.parametrize(
    ("old", "new", "key", "problem"),
    [
        ("  - id: teen", "  - id: adult", "profiles", "twice"),
        ("setting: account.two_step", "setting: account.dance", ".setting", "account.dance"),
        ('fine: ["on"]', "fine: [maybe]", ".fine", "maybe"),
        ("sources: [password]", "sources: [rumour]", ".sources", "rumour"),
        ("step: two_step_on", "step: limit_who_adds", ".step", "twice"),
        ("step: two_step_on", "step: dance", ".step", "dance"),
    ],
)
def test_a_damaged_file_is_refused_with_its_place(
    tmp_path: Path, old: str, new: str, key: str, problem: str
) -> None:
    assert old in GOOD
    file = tmp_path / "profiles.yaml"
    file.write_text(GOOD.replace(old, new, 1), "utf-8")
    with pytest.raises(DataFileError) as caught:
        load_profiles_pack(file)
    assert key in caught.value.key
    assert problem in str(caught.value)
