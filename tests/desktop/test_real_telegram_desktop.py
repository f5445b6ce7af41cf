"""What Telegram Desktop itself writes is read back, by the reader and by the tests' own opener: at its first
start, and after it took over accounts that were made up for it. Nothing here belongs to anybody, and it can
reach no other machine."""

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from safecheck.desktop.locate import Found
from safecheck.desktop.reader import needs_passcode
from safecheck.model.local import AutoDownload, CacheLimits, DownloadFolder, FolderSize, Installation
from safecheck.model.text import UntrustedText
from tests.desktop import opened, real_telegram, tdata
from tests.desktop.reading import expected, read, switches, tree
from tests.desktop.real_telegram import OLDER, made_up_profile, telegram

pytestmark = pytest.mark.desktop

PASSCODE = "appel-42"
KINDS = ("private", "groups", "channels")
CHOSEN = (
    (
        tdata.Limits(photo=0, file=123_456, autoplay_gif=0),
        tdata.OFF,
        tdata.Limits(photo=3 * tdata.MEBIBYTE, file=tdata.LARGEST_LIMIT),
    ),
    (
        tdata.DEFAULT,
        tdata.DEFAULT,
        tdata.Limits(photo=0, autoplay_video=0, autoplay_round=0, autoplay_gif=0),
    ),
)
PERSONAL, SECOND = (tdata.auto_download(*limits) for limits in CHOSEN)
EXACT = [AutoDownload(*map(expected, KINDS, limits)) for limits in CHOSEN]


@pytest.mark.skipif(sys.platform != "linux", reason="the filter is one of Linux's kernel")
def test_telegram_desktop_runs_where_no_line_leads_out() -> None:
    attempt = (
        "import socket\n"
        "socket.socketpair()\n"
        "for family in (socket.AF_INET, socket.AF_INET6):\n"
        "    try: socket.socket(family)\n"
        "    except OSError as error: print(error.errno)\n"
    )
    command = [sys.executable, "-I", str(real_telegram.OFFLINE), sys.executable, "-c", attempt]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == [str(errno.EAFNOSUPPORT)] * 2


def test_the_first_start(display: str, telegram_folder: Path) -> None:
    with telegram(telegram_folder, display) as running:
        settings, keys = running.tdata / "settingss", running.tdata / "key_datas"
        running.wait_for_files(settings, keys)
        assert "Seccomp:\t2\n" in Path(f"/proc/{running.process.pid}/status").read_text()
    version, body = opened.version_and_body(keys)
    assert version >= 4006005
    salt, locked, listed = opened.byte_arrays(body)
    assert salt is not None
    local_key = opened.part(locked, tdata.passcode_key("", salt))
    assert len(local_key) == 256
    assert opened.part(listed, local_key) == tdata.key_stream([0], -1)
    assert tdata.block(0x5E, b"")[:4] in opened.app_stream(settings)
    assert _modes(telegram_folder, settings, keys) == {0o644}
    installation = _read_unchanged(running.tdata)
    assert (installation.version, installation.passcode, installation.accounts) == (version, "none", ())
    assert installation.ask_download_path.value is False
    assert isinstance(installation.download_folder.value, DownloadFolder)
    assert installation.download_folder.value.kind == "default"
    assert installation.open_to_others.value is False, "nobody is signed in"
    assert installation.complete


def test_accounts_that_it_took_over_and_wrote_anew(display: str, telegram_folder: Path) -> None:
    downloads = f"{telegram_folder}/took it down/"
    profile, files = made_up_profile(telegram_folder, downloads, [PERSONAL, SECOND])
    with telegram(telegram_folder, display) as running:
        running.wait_for(lambda: all(_version(path) > OLDER for path in files), "both accounts were written")
        settings = running.tdata / "settingss"
        running.wait_for(lambda: _app_settings_hold(settings, downloads), "the app's settings were written")
        caches = [running.tdata / "user_data" / name for name in ("cache", "media_cache")]
        running.wait_for(lambda: all(_is_cache(each) for each in caches), "the caches were begun")
        assert [switches(read(running.tdata), number) for number in (1, 2)] == EXACT, "also while it runs"
    for path, bytes_of_it in zip(files, (PERSONAL, SECOND), strict=True):
        stream = opened.account_stream(path, profile.local_key)
        if _version(path) <= tdata.LAST_WITH_PLAYER_BLOCK:
            assert stream.startswith(tdata.block(0x49, tdata.i32(0)))
        assert len(bytes_of_it) == 85
        assert tdata.byte_array(bytes_of_it) in stream
    assert _modes(telegram_folder, settings, *files) == {0o644}
    installation = _read_unchanged(running.tdata)
    assert [switches(installation, number) for number in (1, 2)] == EXACT
    assert installation.version == max(_version(path) for path in files)
    assert installation.ask_download_path.value is True
    chosen = DownloadFolder("chosen", UntrustedText(str(Path(downloads))))
    assert installation.download_folder.value == chosen
    assert installation.downloads.value == FolderSize(0, 0)
    first = installation.accounts[0]
    assert first.cache_limits.value == CacheLimits(*tdata.DEFAULT_CACHE)
    assert isinstance(first.cache.value, FolderSize)
    assert first.cache.value.files >= len(caches)
    assert first.cache.value.bytes > 0
    assert installation.complete
    assert installation.open_to_others.value is False, "nobody else may look into the folder it is in"
    telegram_folder.chmod(0o755)
    assert read(running.tdata).open_to_others.value is True


def test_an_account_behind_a_passcode(display: str, telegram_folder: Path) -> None:
    downloads = f"{telegram_folder}/took it down/"
    profile, (file,) = made_up_profile(telegram_folder, downloads, [PERSONAL], passcode=PASSCODE)
    with telegram(telegram_folder, display) as running:
        running.wait_for_the_lock_screen()
        assert _version(file) == OLDER
        running.type_passcode(PASSCODE, until=lambda: _version(file) > OLDER)
        settings = running.tdata / "settingss"
        running.wait_for(lambda: _app_settings_hold(settings, downloads), "the app's settings were written")
    assert tdata.byte_array(PERSONAL) in opened.account_stream(file, profile.local_key)
    assert needs_passcode(Found(telegram_folder, "named"))
    closed, wrong = (_read_unchanged(running.tdata, passcode) for passcode in (None, "peer-43"))
    assert (closed.passcode, wrong.passcode) == ("needed", "wrong")
    assert not closed.complete
    assert closed.ask_download_path.value is True, "no passcode protects that"
    installation = _read_unchanged(running.tdata, PASSCODE)
    assert installation.passcode == "given"
    assert switches(installation) == EXACT[0]
    assert installation.complete


def _read_unchanged(root: Path, passcode: str | None = None) -> Installation:
    before = tree(root)
    installation = read(root, passcode)
    assert tree(root) == before
    return installation


def _version(path: Path) -> int:
    return opened.version_and_body(path)[0]


def _is_cache(folder: Path) -> bool:
    return any(path.read_bytes().startswith(b"TDEF") for path in folder.rglob("binlog"))


def _app_settings_hold(path: Path, downloads: str) -> bool:
    return path.exists() and tdata.i32(1) + tdata.string(downloads) in opened.app_stream(path)


def _modes(folder: Path, *files: Path) -> set[int]:
    """The rights of files, the same for all that nothing but the usual mask restricts."""
    assert (folder / "tdata").stat().st_mode & 0o777 == 0o755
    return {path.stat().st_mode & 0o777 for path in files}
