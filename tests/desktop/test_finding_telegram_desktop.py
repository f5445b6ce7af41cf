from pathlib import Path

import pytest

from safecheck.desktop.locate import Found, locate, named
from safecheck.desktop.names import account_folder
from safecheck.i18n.catalog import load
from safecheck.model.errors import BadInputError, ExitCode
from tests.desktop.watched import watched


def _tdata(folder: Path) -> Path:
    (folder / "tdata").mkdir(parents=True)
    (folder / "tdata" / "settingss").write_bytes(b"TDF$")
    return folder


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    for platform in ("linux", "win32", "darwin", "freebsd14"):
        assert locate(platform, tmp_path, {}) == ()


def test_a_folder_without_tdata_does_not_count(tmp_path: Path) -> None:
    (tmp_path / ".local" / "share" / "TelegramDesktop").mkdir(parents=True)
    assert locate("linux", tmp_path, {}) == ()


def test_linux_native_and_flatpak_are_both_found(tmp_path: Path) -> None:
    native = _tdata(tmp_path / ".local" / "share" / "TelegramDesktop")
    flatpak = _tdata(tmp_path / ".var" / "app" / "org.telegram.desktop" / "data" / "TelegramDesktop")
    assert locate("linux", tmp_path, {}) == (Found(native, "native"), Found(flatpak, "flatpak"))


def test_the_legacy_folder_comes_first_because_it_wins(tmp_path: Path) -> None:
    native = _tdata(tmp_path / ".local" / "share" / "TelegramDesktop")
    legacy = _tdata(tmp_path / ".TelegramDesktop")
    assert locate("linux", tmp_path, {}) == (Found(legacy, "legacy"), Found(native, "native"))


def test_a_legacy_folder_without_settings_comes_last_because_it_does_not_win(tmp_path: Path) -> None:
    native = _tdata(tmp_path / ".local" / "share" / "TelegramDesktop")
    legacy = tmp_path / ".TelegramDesktop"
    (legacy / "tdata").mkdir(parents=True)
    assert locate("linux", tmp_path, {}) == (Found(native, "native"), Found(legacy, "legacy"))


def test_one_folder_that_two_ways_lead_to_is_found_once(tmp_path: Path) -> None:
    native = _tdata(tmp_path / ".local" / "share" / "TelegramDesktop")
    (tmp_path / ".TelegramDesktop").symlink_to(native)
    assert locate("linux", tmp_path, {}) == (Found(tmp_path / ".TelegramDesktop", "legacy"),)


def test_xdg_data_home_moves_the_native_folder(tmp_path: Path) -> None:
    _tdata(tmp_path / ".local" / "share" / "TelegramDesktop")
    moved = _tdata(tmp_path / "elsewhere" / "TelegramDesktop")
    found = locate("linux", tmp_path, {"XDG_DATA_HOME": str(tmp_path / "elsewhere")})
    assert found == (Found(moved, "native"),)


def test_a_relative_xdg_data_home_is_ignored_as_the_standard_says(tmp_path: Path) -> None:
    native = _tdata(tmp_path / ".local" / "share" / "TelegramDesktop")
    assert locate("linux", tmp_path, {"XDG_DATA_HOME": "share"}) == (Found(native, "native"),)


def test_a_snap_is_found_in_its_current_revision_only(tmp_path: Path) -> None:
    root = tmp_path / "snap" / "telegram-desktop"
    _tdata(root / "9" / ".local" / "share" / "TelegramDesktop")
    current = _tdata(root / "current" / ".local" / "share" / "TelegramDesktop")
    assert locate("linux", tmp_path, {}) == (Found(current, "snap"),)


def test_snap_revisions_without_a_current_one_come_newest_first(tmp_path: Path) -> None:
    root = tmp_path / "snap" / "telegram-desktop"
    old = _tdata(root / "9" / ".local" / "share" / "TelegramDesktop")
    new = _tdata(root / "10" / ".local" / "share" / "TelegramDesktop")
    (root / "common").mkdir()
    assert locate("linux", tmp_path, {}) == (Found(new, "snap"), Found(old, "snap"))


def test_windows_installed_and_store_apps_are_found(tmp_path: Path) -> None:
    roaming, local = tmp_path / "Roaming", tmp_path / "Local"
    installed = _tdata(roaming / "Telegram Desktop")
    package = local / "Packages" / "TelegramMessengerLLP.TelegramDesktop_t4vj0pshhgkwm"
    store = _tdata(package / "LocalCache" / "Roaming" / "Telegram Desktop UWP")
    environment = {"APPDATA": str(roaming), "LOCALAPPDATA": str(local)}
    assert locate("win32", tmp_path, environment) == (Found(installed, "installed"), Found(store, "store"))


def test_windows_without_its_variables_falls_back_to_the_profile(tmp_path: Path) -> None:
    installed = _tdata(tmp_path / "AppData" / "Roaming" / "Telegram Desktop")
    assert locate("win32", tmp_path, {}) == (Found(installed, "installed"),)


def test_macos_is_found(tmp_path: Path) -> None:
    native = _tdata(tmp_path / "Library" / "Application Support" / "Telegram Desktop")
    assert locate("darwin", tmp_path, {}) == (Found(native, "native"),)


def test_telegram_lite_of_the_app_store_is_found_on_macos(tmp_path: Path) -> None:
    container = tmp_path / "Library" / "Containers" / "org.telegram.desktop" / "Data"
    lite = _tdata(container / "Library" / "Application Support" / "Telegram Desktop")
    assert locate("darwin", tmp_path, {}) == (Found(lite, "lite"),)


@pytest.mark.parametrize(("platform", "name"), [("linux", "telegram-desktop"), ("win32", "Telegram.exe")])
def test_a_portable_copy_is_found_beside_the_program_that_the_path_leads_to(
    tmp_path: Path, platform: str, name: str
) -> None:
    program = tmp_path / "somewhere" / name
    portable = _tdata(program.parent / "TelegramForcePortable")
    program.touch(0o755)
    link = tmp_path / "bin" / name
    link.parent.mkdir()
    link.symlink_to(program)
    environment = {"PATH": str(link.parent)}
    assert locate(platform, tmp_path, environment) == (Found(portable, "portable"),)


@pytest.mark.parametrize("folder", [".", "Downloads", "Desktop", "Documents"])
@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_a_portable_copy_is_found_where_downloads_are_unpacked(
    tmp_path: Path, platform: str, folder: str
) -> None:
    portable = _tdata(tmp_path / folder / "Telegram" / "TelegramForcePortable")
    assert locate(platform, tmp_path, {}) == (Found(portable, "portable"),)


def test_a_portable_copy_on_macos_is_found_beside_the_bundle(tmp_path: Path) -> None:
    portable = _tdata(tmp_path / "Applications" / "TelegramForcePortable")
    assert locate("darwin", tmp_path, {}) == (Found(portable, "portable"),)


def test_windows_keeps_data_beside_a_program_that_may_write_there(tmp_path: Path) -> None:
    beside = _tdata(tmp_path / "Downloads" / "Telegram")
    assert locate("win32", tmp_path, {}) == (Found(beside, "portable"),)
    assert locate("linux", tmp_path, {}) == ()


def test_a_portable_folder_beside_the_installed_program_of_windows_is_found_too(tmp_path: Path) -> None:
    installed = _tdata(tmp_path / "Telegram Desktop")
    portable = _tdata(installed / "TelegramForcePortable")
    found = locate("win32", tmp_path, {"APPDATA": str(tmp_path)})
    assert found == (Found(installed, "installed"), Found(portable, "portable"))


def test_a_folder_can_be_named_itself_or_by_what_holds_it(tmp_path: Path) -> None:
    holder = _tdata(tmp_path / "Telegram")
    assert named(holder) == Found(holder, "named")
    assert named(holder / "tdata") == Found(holder, "named", "tdata")
    assert named(holder / "tdata" / ".." / "tdata").tdata == holder / "tdata"
    renamed = (holder / "tdata").rename(holder / "tdata of last year")
    assert named(renamed) == Found(holder, "named", "tdata of last year")
    assert named(renamed).tdata == renamed


@pytest.mark.parametrize("mark", ["settings0", "settings1", "settingss", "key_datas", account_folder(0)])
def test_a_named_folder_is_known_by_what_telegram_keeps_in_it(tmp_path: Path, mark: str) -> None:
    folder = tmp_path / "copied"
    folder.mkdir()
    with pytest.raises(BadInputError):
        named(folder)
    (folder / mark).mkdir() if mark == account_folder(0) else (folder / mark).touch()
    assert named(folder).tdata == folder


@pytest.mark.parametrize("name", ["", "absent", "file", "tdata", "x\0y", "/"])
def test_any_other_name_is_refused_with_one_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "tdata").mkdir()
    with pytest.raises(BadInputError) as refused:
        named(tmp_path / name)
    assert refused.value.exit_code == ExitCode.WRONG_USE
    for lang in ("en", "nl"):
        assert "tdata" in load("en" if lang == "en" else "nl").sentence(refused.value)


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_nothing_in_tdata_is_opened_or_listed(tmp_path: Path, platform: str) -> None:
    for folder in (
        tmp_path / ".TelegramDesktop",
        tmp_path / ".local" / "share" / "TelegramDesktop",
        tmp_path / "snap" / "telegram-desktop" / "9" / ".local" / "share" / "TelegramDesktop",
        tmp_path / "Library" / "Application Support" / "Telegram Desktop",
        tmp_path / "AppData" / "Roaming" / "Telegram Desktop",
    ):
        _tdata(folder)
    with watched() as seen:
        found = locate(platform, tmp_path, {})
        for each in found:
            named(each.tdata)
    assert found
    assert (seen.opened, seen.else_done) == ([], [])
    assert [path for path in seen.listed if "tdata" in path.parts] == []
