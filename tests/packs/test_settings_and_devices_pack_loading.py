"""Packs for settings and devices must speak of everything that is judged, and refuse what does not fit."""

from importlib import resources
from pathlib import Path

import pytest

from safecheck.packs.devices_pack import load_devices_pack
from safecheck.packs.settings_pack import load_settings_pack
from safecheck.packs.yaml_file import DataFileError

RULES = resources.files("safecheck").joinpath("data/rules")


def changed(folder: Path, name: str, old: str, new: str) -> Path:
    text = RULES.joinpath(name).read_text(encoding="utf-8")
    assert old in text
    path = folder / name
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "key", "says"),
    [
        ("- id: account.folders\n", "- id: account.colours\n", "settings[17].id", "account.colours"),
        ("- id: account.two_step\n", "- id: account.newcomers\n", "settings[5].states",
         "archived, not_archived"),
        ("      own:\n", "      mine:\n", "settings[17].states", "none, own, shared"),
        ("        finding: account.two_step.off", "        finding: account.two_step.of",
         "settings[5].states.off.finding", "no finding"),
        ("        finding: account.two_step.off", "", "settings[5].states.off", "needs a finding"),
        ("        status: ok\n        finding: account.newcomers.in_list",
         "        status: ok\n        finding: account.two_step.off",
         "settings[13].states.not_archived.finding", "info"),
        ("obeyed_by: [tdlib]", "obeyed_by: [toaster]", "settings[6].obeyed_by[0]", "toaster"),
        ("  - id: account.folders.shared", "  - id: account.two_step.off", "findings[9].id", "twice"),
        ("recommend: [two_step_on]", "recommend: [three_step_on]", "findings[7].recommend[0]", "three"),
        ("level: medium", "level: huge", "findings[0].level", "huge"),
        ("group: says_little", "group: says_nothing", "settings[13].group", "says_nothing"),
        ("ignored_by: [android, ios, desktop]", "ignored_by: [tdlib]", "settings[6].ignored_by",
         "tdlib cannot both obey it and not"),
        ("sure: likely", "sure: hopefully", "settings[6].sure", "hopefully"),
    ],
)  # fmt: skip
def test_a_bad_settings_pack_is_refused(tmp_path: Path, old: str, new: str, key: str, says: str) -> None:
    with pytest.raises(DataFileError) as refused:
        load_settings_pack(changed(tmp_path, "settings.yaml", old, new), "settings.yaml")
    assert refused.value.key == key
    assert refused.value.line > 0
    assert says in str(refused.value)


def test_a_settings_pack_that_forgets_a_setting_is_refused(tmp_path: Path) -> None:
    text = RULES.joinpath("settings.yaml").read_text(encoding="utf-8")
    start, end = text.index("  - id: account.auto_download.high\n"), text.index("  - id: account.newcomers\n")
    path = tmp_path / "settings.yaml"
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    with pytest.raises(DataFileError, match=r"account\.auto_download\.high is missing"):
        load_settings_pack(path)


def test_a_reason_of_a_setting_has_at_most_400_characters(tmp_path: Path) -> None:
    old = "With a shared folder many chats can come in at once"
    path = changed(tmp_path, "settings.yaml", old, "x" * 400)
    with pytest.raises(DataFileError, match="at most 400"):
        load_settings_pack(path)


def test_a_setting_that_is_not_judged_has_no_rule() -> None:
    pack = load_settings_pack(RULES.joinpath("settings.yaml")).pack
    with pytest.raises(KeyError):
        pack.setting("account.colours")


@pytest.mark.parametrize(
    ("old", "new", "key", "says"),
    [
        ("case: stale", "case: unofficial", "rules[5].case", "twice"),
        ("  - case: stale\n", "  - case: lost\n", "rules[5].case", "lost"),
        ("level: medium", "level: high", "rules[0].finding.level", "at most medium"),
        ("id: device.stale", "id: device.unknown", "rules[5].id", "twice"),
        ("stale_days: 183", "stale_days: 0", "stale_days", "1"),
    ],
)
def test_a_bad_devices_pack_is_refused(tmp_path: Path, old: str, new: str, key: str, says: str) -> None:
    with pytest.raises(DataFileError) as refused:
        load_devices_pack(changed(tmp_path, "devices.yaml", old, new), "devices.yaml")
    assert refused.value.key == key
    assert says in str(refused.value)


def test_a_devices_pack_that_forgets_a_case_is_refused(tmp_path: Path) -> None:
    text = RULES.joinpath("devices.yaml").read_text(encoding="utf-8")
    path = tmp_path / "devices.yaml"
    start, end = text.index("  - case: unconfirmed"), text.index("  - case: leftover")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    with pytest.raises(DataFileError, match="unconfirmed is missing"):
        load_devices_pack(path)
