"""The reader opens the files on its list, lists the folders whose size it tells, and does nothing else."""

import os
import stat
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from safecheck.desktop.files import is_link, read_file
from safecheck.desktop.locate import Found
from safecheck.desktop.reader import needs_passcode
from safecheck.model.local import FolderSize
from tests.desktop import tdata
from tests.desktop.reading import read, tree
from tests.desktop.watched import Seen, watched

ACCOUNTS = (tdata.AccountSpec(), tdata.AccountSpec(index=1), tdata.AccountSpec(index=2, listed=False))
FAMILIES = [*tdata.READ_EXACTLY, *tdata.LEGACY, tdata.TOO_OLD]


def _caches(profile: tdata.Profile, index: int) -> set[Path]:
    """The folders of an account's caches, and those in them."""
    user = profile.root / f"user_{tdata.data_name(index)}"
    return {Path(folder) for folder, _, _ in os.walk(user)} - {user}


def _watched_reading(profile: tdata.Profile, passcode: str | None = None) -> Seen:
    read(profile.root, passcode)  # whatever has to be imported is imported now
    before = tree(profile.root)
    with watched() as seen:
        read(profile.root, passcode)
    assert tree(profile.root) == before
    assert seen.else_done == []
    assert not set(seen.opened) & set(profile.decoys)
    return seen


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_each_file_on_the_list_is_opened_once_and_no_other(family: tdata.Family, tmp_path: Path) -> None:
    legacy = family in (*tdata.LEGACY, tdata.TOO_OLD)
    profile = family.write(tmp_path / "tdata", accounts=ACCOUNTS[:1] if legacy else ACCOUNTS)
    seen = _watched_reading(profile)
    closed = tdata.account_folder(2)
    expected = [path for path in profile.readable if closed not in path.parts]
    if family.suffix == "0+1":
        expected = [path for path in expected if path.name.endswith("0")]
    if legacy:  # the lock and the map are one file there
        expected += [path for path in expected if path.name.startswith("map")]
    assert sorted(seen.opened) == sorted(expected)
    assert set(seen.listed) == _caches(profile, 0) | (set() if legacy else _caches(profile, 1))


@pytest.mark.parametrize("passcode", [None, "wrong"])
@pytest.mark.parametrize("family", [tdata.READ_EXACTLY[-1], tdata.LEGACY[-1]], ids=lambda family: family.name)
def test_behind_a_passcode_only_the_lock_and_the_settings_of_the_app_are_opened(
    family: tdata.Family, passcode: str | None, tmp_path: Path
) -> None:
    profile = family.write(tmp_path / "tdata", passcode="appel-42")
    seen = _watched_reading(profile, passcode)
    lock = "maps" if family in tdata.LEGACY else "key_datas"
    assert [path.name for path in seen.opened] == ["settingss", lock]
    assert set(seen.listed) == _caches(profile, 0)


@pytest.mark.parametrize("passcode", ["", "appel-42"])
def test_to_ask_for_a_passcode_the_lock_is_enough(passcode: str, tmp_path: Path) -> None:
    profile = tdata.write_tdata(tmp_path / "tdata", passcode=passcode)
    found = Found(tmp_path, "native")
    needs_passcode(found)
    with watched() as seen:
        assert needs_passcode(found) == bool(passcode)
    assert (seen.opened, seen.listed, seen.else_done) == ([profile.root / "key_datas"], [], [])


def test_a_damaged_file_is_opened_twice_and_no_more(tmp_path: Path) -> None:
    profile = tdata.write_tdata(tmp_path / "tdata")
    (profile.root / "key_datas").write_bytes(b"TDF$")
    seen = _watched_reading(profile)
    assert [path.name for path in seen.opened] == ["settingss", "key_datas", "key_datas"]


def test_a_map_that_names_the_file_of_the_sign_in_gets_nobody_there(tmp_path: Path) -> None:
    """It has the name of a key, but lies beside the folder of the account and not in it."""
    key = int(tdata.account_folder(0)[::-1], 16)
    entries = [(tdata.USER_SETTINGS, tdata.u64(key))]
    account = tdata.AccountSpec(map_entries=entries, with_settings=False)
    profile = tdata.write_tdata(tmp_path / "tdata", accounts=[account])
    seen = _watched_reading(profile)
    assert {path.name for path in seen.opened} == {"settingss", "key_datas", "maps"}


@pytest.mark.parametrize(
    "name",
    [
        "D877F783D5D3EF8Cs", "D877F783D5D3EF8C/configs", "D877F783D5D3EF8C", "settings", "usertag", "",
        "user_data/cache/0/binlog", "../settingss", "D877F783D5D3EF8C/../settingss", "settingss/",
        "/settingss", "D877F783D5D3EF8C/maps\n", "d877f783d5d3ef8c/maps",
    ],
)  # fmt: skip
def test_a_name_that_is_not_on_the_list_is_refused_whoever_asks(name: str, tmp_path: Path) -> None:
    tdata.write_tdata(tmp_path / "tdata")
    with pytest.raises(ValueError, match="not a file that may be opened"), watched() as seen:
        read_file(tmp_path / "tdata", name)
    assert seen.opened == []


def test_a_folder_of_windows_that_leads_elsewhere_is_a_link() -> None:
    folder = SimpleNamespace(st_mode=stat.S_IFDIR | 0o755, st_reparse_tag=0)
    assert not is_link(cast(os.stat_result, folder))
    folder.st_reparse_tag = 0xA0000003
    assert is_link(cast(os.stat_result, folder))


def test_the_folder_for_downloads_is_listed_and_nothing_in_it_is_opened(tmp_path: Path) -> None:
    chosen = tmp_path / "chosen"
    (chosen / "in it").mkdir(parents=True)
    (chosen / "a.txt").write_bytes(b"12345")
    (chosen / "in it" / "b.jpg").write_bytes(b"678")
    app = tdata.AppSpec(download_path=f"{chosen}/")
    profile = tdata.write_tdata(tmp_path / "tdata", app=app)
    seen = _watched_reading(profile)
    assert set(seen.listed) == _caches(profile, 0) | {chosen, chosen / "in it"}
    assert all(path.is_relative_to(profile.root) for path in seen.opened)
    assert read(profile.root).downloads.value == FolderSize(2, 8)
