"""How much lies in the folders of Telegram Desktop, and who else can read a profile."""

import os
from pathlib import Path

import pytest

from safecheck.desktop import folder_size as counting
from safecheck.desktop import reader, rights
from safecheck.desktop.download_folder import system_downloads
from safecheck.desktop.folder_size import folder_size
from safecheck.model.local import DownloadFolder, FolderSize, InstallationKind
from safecheck.model.text import UntrustedText
from tests.desktop import tdata
from tests.desktop.ordinary_user import NOBODY, reachable_folder, without_the_rights_of_root
from tests.desktop.reading import read, why
from tests.desktop.watched import watched

posix = pytest.mark.skipif(os.name != "posix", reason="links and modes as POSIX has them")


def _files(folder: Path, *sizes: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number, size in enumerate(sizes):
        (folder / f"{number}.bin").write_bytes(bytes(size))
    return folder


# --- counting ---------------------------------------------------------------------------------------------


def test_files_are_counted_however_deep_they_lie(tmp_path: Path) -> None:
    _files(tmp_path / "a" / "b", 5)
    _files(tmp_path / "c", 0, 7)
    _files(tmp_path, 30)
    assert folder_size(tmp_path) == FolderSize(4, 42)


def test_counting_stops_at_a_number_of_entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _files(tmp_path, *[1] * 20)
    monkeypatch.setattr(counting, "MOST_ENTRIES", 12)
    assert folder_size(tmp_path) == FolderSize(12, 12, at_least=True)
    monkeypatch.setattr(counting, "MOST_ENTRIES", 20)
    assert folder_size(tmp_path) == FolderSize(20, 20)


def test_counting_stops_at_a_depth(tmp_path: Path) -> None:
    deepest = tmp_path.joinpath(*["d"] * counting.MOST_DEPTH)
    _files(deepest, 1)
    assert folder_size(tmp_path) == FolderSize(1, 1)
    _files(deepest / "e", 1)
    assert folder_size(tmp_path) == FolderSize(1, 1, at_least=True)


@posix
def test_links_pipes_and_what_else_is_no_file_are_not_counted(tmp_path: Path) -> None:
    outside = _files(tmp_path / "outside", 1000)
    inside = _files(tmp_path / "inside", 3)
    (inside / "file").symlink_to(outside / "0.bin")
    (inside / "folder").symlink_to(outside)
    (inside / "round").symlink_to(inside)
    (inside / "nowhere").symlink_to("nowhere")
    os.mkfifo(inside / "pipe")
    assert folder_size(inside) == FolderSize(1, 3)


@posix
def test_a_folder_that_may_not_be_looked_into_makes_it_at_least() -> None:
    with reachable_folder() as folder:
        _files(folder, 3)
        _files(folder / "closed", 5).chmod(0)
        with without_the_rights_of_root():
            size = folder_size(folder)
        (folder / "closed").chmod(0o755)
    assert size == FolderSize(1, 3, at_least=True)


@posix
def test_files_that_may_not_be_looked_at_make_it_at_least() -> None:
    with reachable_folder() as folder:
        _files(folder / "names only", 5).chmod(0o744)
        with without_the_rights_of_root():
            assert folder_size(folder / "names only") == FolderSize(0, 0, at_least=True)


@posix
def test_a_cache_on_the_way_to_which_nobody_may_look_says_so() -> None:
    with reachable_folder() as folder:
        tdata.write_tdata(folder / "tdata")
        (folder / "tdata" / "user_data").chmod(0o600)
        with without_the_rights_of_root():
            (account,) = read(folder / "tdata").accounts
        (folder / "tdata" / "user_data").chmod(0o755)
    assert why(account.cache.value) == "you may not read user_data/cache"


def test_both_caches_of_each_account_are_counted(tmp_path: Path) -> None:
    accounts = [tdata.AccountSpec(index=index) for index in (0, 2)]
    tdata.write_tdata(tmp_path / "tdata", accounts=accounts, with_decoys=False)
    _files(tmp_path / "tdata" / "user_data" / "cache" / "0", 10)
    _files(tmp_path / "tdata" / "user_data" / "media_cache" / "0" / "7F", 200, 300)
    _files(tmp_path / "tdata" / "user_data#3" / "cache", 4)
    _files(tmp_path / "tdata" / "user_data#2" / "cache", 9999)  # of an account that is none any more
    sizes = {each.number: each.cache.value for each in read(tmp_path / "tdata").accounts}
    assert sizes == {1: FolderSize(3, 510), 3: FolderSize(1, 4)}


def test_caches_that_are_not_there_hold_nothing(tmp_path: Path) -> None:
    tdata.write_tdata(tmp_path / "tdata", with_decoys=False)
    assert read(tmp_path / "tdata").accounts[0].cache.value == FolderSize(0, 0)


@posix
@pytest.mark.parametrize("link", ["user_data", "user_data/media_cache"])
def test_a_cache_that_leads_out_of_the_data_folder_is_not_counted(link: str, tmp_path: Path) -> None:
    tdata.write_tdata(tmp_path / "tdata")
    (tmp_path / "tdata" / link).rename(tmp_path / "outside")
    (tmp_path / "tdata" / link).symlink_to(tmp_path / "outside")
    with watched() as seen:
        (account,) = read(tmp_path / "tdata").accounts
    assert "is a link or something unusual" in why(account.cache.value)
    assert not any(
        path.is_relative_to(tmp_path / "outside") or "media_cache" in path.parts for path in seen.listed
    )


# --- the folder for downloads -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "name"),
    [("native", "Telegram Desktop"), ("store", "Telegram Desktop"), ("lite", "Telegram Lite")],
)
def test_the_usual_folder_is_in_the_one_of_the_system(
    kind: InstallationKind, name: str, tmp_path: Path
) -> None:
    tdata.write_tdata(tmp_path / "tdata")
    downloads = tmp_path / "Downloads"
    before = read(tmp_path / "tdata", kind=kind, downloads=downloads)
    assert before.download_folder.value == DownloadFolder("default", UntrustedText(str(downloads / name)))
    assert before.downloads.value == FolderSize(0, 0), "it is made when it is needed"
    _files(downloads / name, 1, 2)
    _files(tmp_path / "tdata" / "temp_data", 1000)  # of an earlier time, or none of this installation's
    assert read(tmp_path / "tdata", kind=kind, downloads=downloads).downloads.value == FolderSize(2, 3)


@pytest.mark.parametrize("kind", ["flatpak", "snap"])
def test_an_app_in_a_sandbox_may_have_put_downloads_with_its_data(
    kind: InstallationKind, tmp_path: Path
) -> None:
    tdata.write_tdata(tmp_path / "tdata")
    _files(tmp_path / "Downloads" / "Telegram Desktop", 1)
    _files(tmp_path / "tdata" / "temp_data", 20)
    _files(tmp_path / "tdata" / "temp_data#2", 300)
    size = read(tmp_path / "tdata", kind=kind, downloads=tmp_path / "Downloads").downloads.value
    assert size == FolderSize(3, 321)


def test_a_folder_that_is_cleared_at_log_out_lies_with_the_data(tmp_path: Path) -> None:
    tdata.write_tdata(tmp_path / "tdata", app=tdata.AppSpec(download_path="tmp"))
    folder = str(tmp_path / "tdata" / "temp_data")
    assert read(tmp_path / "tdata").download_folder.value == DownloadFolder(
        "temporary", UntrustedText(folder)
    )
    assert read(tmp_path / "tdata").downloads.value == FolderSize(0, 0)
    _files(Path(folder), 8)
    assert read(tmp_path / "tdata").downloads.value == FolderSize(1, 8)


def test_a_chosen_folder_that_is_not_there_is_unknown_and_not_empty(tmp_path: Path) -> None:
    """It may be on a disk that was taken out."""
    gone = str(tmp_path / "taken out")
    tdata.write_tdata(tmp_path / "tdata", app=tdata.AppSpec(download_path=f"{gone}/"))
    assert why(read(tmp_path / "tdata").downloads.value) == f"the folder {gone} is not there"


@posix
def test_a_chosen_folder_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(_files(tmp_path / "on another disk", 6))
    tdata.write_tdata(tmp_path / "tdata", app=tdata.AppSpec(download_path=str(tmp_path / "link")))
    assert read(tmp_path / "tdata").downloads.value == FolderSize(1, 6)


def test_a_chosen_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"1")
    tdata.write_tdata(tmp_path / "tdata", app=tdata.AppSpec(download_path=str(tmp_path / "file")))
    assert "is a link or something unusual" in why(read(tmp_path / "tdata").downloads.value)


@pytest.mark.parametrize("path", ["//server/share/", "//"])
def test_p4_a_folder_on_another_computer_is_not_looked_at(path: str, tmp_path: Path) -> None:
    tdata.write_tdata(tmp_path / "tdata", app=tdata.AppSpec(download_path=path))
    with watched() as seen:
        installation = read(tmp_path / "tdata")
    assert "may lie on another computer" in why(installation.downloads.value)
    # Python itself lists its own folders when it imports for the first time.
    assert not [each for each in seen.listed if str(each) == "/" or str(each).startswith("//")]


@pytest.mark.parametrize(
    "path", ["/a\0b/", "/half a pair \ud800/", "/" + "long" * 2000, "C:/Users/me/Downloads/"]
)
def test_a_name_that_no_folder_has_is_one_that_is_not_there(path: str, tmp_path: Path) -> None:
    tdata.write_tdata(tmp_path / "tdata", app=tdata.AppSpec(download_path=path))
    assert why(read(tmp_path / "tdata").downloads.value)


def test_a_name_of_a_folder_is_shown_without_what_a_terminal_would_act_upon(tmp_path: Path) -> None:
    tdata.write_tdata(tmp_path / "tdata", app=tdata.AppSpec(download_path="/a\x1b[31m\u202eb/"))
    said = why(read(tmp_path / "tdata").downloads.value)
    assert said.isprintable()


def test_the_folder_of_the_system_is_the_user_s(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.name == "posix":
        monkeypatch.setenv("XDG_DOWNLOAD_DIR", str(own_home / "Binnengehaald"))
    assert system_downloads().is_absolute()
    assert system_downloads().is_relative_to(own_home)


# --- rights -----------------------------------------------------------------------------------------------


def _opened_to_others(folder: Path, passcode: str = "", *, accounts: bool = True) -> object:
    """Write a profile as Telegram Desktop leaves it, and ask who else can read it."""
    specs = [tdata.AccountSpec()] if accounts else []
    profile = tdata.write_tdata(folder / "tdata", passcode=passcode, accounts=specs)
    for path in profile.root.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    profile.root.chmod(0o755)
    return read(folder / "tdata", passcode).open_to_others.value


@posix
def test_a_profile_that_others_can_read_is_open_to_them() -> None:
    with reachable_folder() as folder:
        assert _opened_to_others(folder) is True
        (folder / "tdata" / f"{tdata.account_folder(0)}s").chmod(0o600)
        assert read(folder / "tdata").open_to_others.value is False


@posix
@pytest.mark.parametrize(
    ("closed", "mode"),
    [
        (".", 0o700), (".", 0o744), ("tdata", 0o700), ("tdata/key_datas", 0o600),
        (f"tdata/{tdata.account_folder(0)}s", 0o600),
    ],
)  # fmt: skip
def test_one_closed_door_on_the_way_is_enough(closed: str, mode: int) -> None:
    with reachable_folder() as folder:
        _opened_to_others(folder)
        (folder / closed).chmod(mode)
        assert read(folder / "tdata").open_to_others.value is False


@posix
def test_a_folder_that_cannot_be_listed_can_still_be_gone_through() -> None:
    with reachable_folder() as folder:
        _opened_to_others(folder)
        (folder / "tdata").chmod(0o711)
        assert read(folder / "tdata").open_to_others.value is True


@posix
def test_a_passcode_or_nobody_signed_in_leaves_nothing_open() -> None:
    with reachable_folder() as folder:
        assert _opened_to_others(folder, "appel-42") is False
    with reachable_folder() as folder:
        assert _opened_to_others(folder, accounts=False) is False


@posix
def test_a_profile_of_old_is_open_to_others_by_its_map() -> None:
    with reachable_folder() as folder:
        profile = tdata.LEGACY[0].write(folder / "tdata")
        for path in (profile.root, *profile.root.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        assert read(profile.root).open_to_others.value is True
        (profile.root / tdata.account_folder(0) / "map0").chmod(0o600)
        assert read(profile.root).open_to_others.value is False


@posix
@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can give files to a group")
def test_a_group_that_is_shared_is_others_and_one_of_a_single_user_is_not() -> None:
    import grp

    shared = next(group.gr_gid for group in grp.getgrall() if group.gr_name not in ("root", "nobody"))
    with reachable_folder() as folder:
        _opened_to_others(folder)
        doors = [folder / "tdata", folder / "tdata" / "key_datas"]
        for path in doors:
            path.chmod(path.stat().st_mode & 0o770)
        assert read(folder / "tdata").open_to_others.value is False, "root's group is root's alone"
        for path in doors:
            os.chown(path, -1, shared)
        assert read(folder / "tdata").open_to_others.value is True, "members of the group can"
        os.chown(folder / "tdata", -1, shared + 70_000)
        assert read(folder / "tdata").open_to_others.value is False, "nobody is in both groups"


@posix
def test_a_group_without_a_name_may_have_members() -> None:
    status = os.stat_result((0o640, 0, 0, 1, NOBODY, 4_000_000_000, 0, 0, 0, 0))
    assert rights._of_one_user(status) is False


def test_rights_that_cannot_be_asked_are_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tdata.write_tdata(tmp_path / "tdata")

    def gone(files: object) -> bool:
        raise FileNotFoundError

    monkeypatch.setattr(reader, "others_may_read", gone)
    assert why(read(tmp_path / "tdata").open_to_others.value) == "the file key_datas is not there"


def test_where_rights_are_told_in_another_way_it_is_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tdata.write_tdata(tmp_path / "tdata")
    monkeypatch.setattr(reader, "HAS_MODES", False)
    reason = "this system tells the rights of files in a way that safecheck does not read"
    assert why(read(tmp_path / "tdata").open_to_others.value) == reason
