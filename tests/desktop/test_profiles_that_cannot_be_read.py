"""What cannot be read is unknown, with one sentence that says why. Nothing is changed on the way."""

import os
import stat
import sys
import threading
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from safecheck.desktop import profile as profile_module
from safecheck.desktop.files import LARGEST, read_file
from safecheck.desktop.files import _read as _read_open_file
from safecheck.desktop.unreadable import UnreadableError
from safecheck.model.local import CacheLimits, Installation
from tests.desktop import tdata
from tests.desktop.ordinary_user import reachable_folder, without_the_rights_of_root
from tests.desktop.reading import read, replacing, switches, tree, why

FOLDER = tdata.account_folder(0)
SETTINGS = f"{FOLDER}/{tdata.file_name(tdata.AccountSpec().key)}s"
FILES = ("settingss", "key_datas", f"{FOLDER}/maps", SETTINGS)
posix = pytest.mark.skipif(os.name != "posix", reason="links, pipes and modes as POSIX has them")

Spoil = Callable[[Path], object]


def _spoiled(root: Path, name: str, spoil: Spoil) -> Installation:
    """Write a profile, spoil one of its files, and read it; the tree stays as it is."""
    tdata.write_tdata(root)
    spoil(root / name)
    before = tree(root.parent)
    installation = read(root)
    assert tree(root.parent) == before
    return installation


def _reason(installation: Installation, name: str) -> str:
    """Say what became unknown by one file, and see that nothing else did."""
    assert not installation.complete
    if name == "settingss":
        assert switches(installation)
        assert installation.unopened is None
        return why(installation.ask_download_path.value)
    assert installation.ask_download_path.value is False
    (account,) = installation.accounts
    if name == "key_datas":
        assert installation.unopened == account.auto_download.value
        assert installation.passcode == "unknown"
        assert why(installation.open_to_others.value) == why(installation.unopened)
    else:
        assert installation.unopened is None
    assert account.cache_limits.value == account.auto_download.value
    return why(account.auto_download.value)


def _cut(size: int) -> Spoil:
    return lambda path: path.write_bytes(path.read_bytes()[:size])


def _other(at: int) -> Spoil:
    def spoil(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[at] ^= 1
        path.write_bytes(data)

    return spoil


def _in_its_place(make: Spoil) -> Spoil:
    def spoil(path: Path) -> None:
        path.unlink()
        make(path)

    return spoil


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux lets everybody make one that nobody listens at")
    os.mknod(path, stat.S_IFSOCK | 0o600)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda path: path.unlink(), "the file {name} is not there"),
        (lambda path: path.write_bytes(b""), "the file {name} is empty"),
        (_cut(1), "the file {name} is cut off or damaged"),
        (_cut(8), "the file {name} is cut off or damaged"),
        (_cut(24), "the file {name} is cut off or damaged"),
        (_cut(-1), "the file {name} is cut off or damaged"),
        (_other(0), "the file {name} is cut off or damaged"),
        (_other(5), "the file {name} is cut off or damaged"),
        (_other(9), "the file {name} is cut off or damaged"),
        (_other(-1), "the file {name} is cut off or damaged"),
        (lambda path: path.write_bytes(tdata.container(b"")), "the file {name}, written by version 6.1.2,"),
        (lambda path: os.truncate(path, 2**30), "the file {name} is far larger than Telegram Desktop makes"),
        (lambda path: os.truncate(path, LARGEST + 1), "the file {name} is far larger than"),
        (lambda path: os.truncate(path, LARGEST), "the file {name} is cut off or damaged"),
    ],
    ids=[
        "absent", "empty", "1 byte", "a head", "no body", "the last byte", "the mark", "the version",
        "the body", "the checksum", "an empty body", "1 GB with nothing in it", "1 byte too large", "1 MB",
    ],
)  # fmt: skip
def test_a_file_that_is_not_whole_says_so(name: str, spoil: Spoil, sentence: str, tmp_path: Path) -> None:
    installation = _spoiled(tmp_path / "tdata", name, spoil)
    assert _reason(installation, name).startswith(sentence.format(name=name))


@posix
@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.mkdir(),
        _pipe,
        _socket,
        lambda path: path.symlink_to("/etc/passwd"),
        lambda path: path.symlink_to("/dev/zero"),
        lambda path: path.symlink_to("nowhere"),
        lambda path: path.symlink_to(path.name),
        lambda path: path.symlink_to(path.parent / f"{FOLDER}s"),
    ],
    ids=["folder", "pipe", "socket", "out", "device", "nowhere", "itself", "sign-in"],
)
def test_what_is_no_ordinary_file_is_left_alone(name: str, make: Spoil, tmp_path: Path) -> None:
    installation = _spoiled(tmp_path / "tdata", name, _in_its_place(make))
    sentence = f"{name} is a link or something unusual, and safecheck leaves those alone"
    assert _reason(installation, name) == sentence


@posix
def test_a_folder_of_an_account_that_leads_out_is_left_alone(tmp_path: Path) -> None:
    tdata.write_tdata(tmp_path / "tdata")
    (tmp_path / "tdata" / FOLDER).rename(tmp_path / "outside")
    (tmp_path / "tdata" / FOLDER).symlink_to(tmp_path / "outside")
    (account,) = read(tmp_path / "tdata").accounts
    assert why(account.auto_download.value).startswith(f"{FOLDER}/maps is a link or something unusual")


def test_a_file_in_the_place_of_an_account_s_folder_is_left_alone(tmp_path: Path) -> None:
    account = tdata.AccountSpec(with_map=False, with_settings=False)
    tdata.write_tdata(tmp_path / "tdata", accounts=[account], with_decoys=False)
    (tmp_path / "tdata" / FOLDER).rmdir()
    (tmp_path / "tdata" / FOLDER).write_bytes(b"a file")
    (read_one,) = read(tmp_path / "tdata").accounts
    assert why(read_one.auto_download.value).startswith(f"{FOLDER}/maps is a link or something unusual")


@posix
def test_links_on_the_way_to_the_data_folder_are_followed(tmp_path: Path) -> None:
    tdata.write_tdata(tmp_path / "elsewhere" / "tdata")
    (tmp_path / "tdata").symlink_to(tmp_path / "elsewhere" / "tdata")
    assert switches(read(tmp_path / "tdata"))


@posix
@pytest.mark.parametrize("name", FILES)
def test_a_file_that_may_not_be_read_says_so(name: str) -> None:
    with reachable_folder() as folder:
        root = folder / "tdata"
        tdata.write_tdata(root)
        (root / name).chmod(0)
        with without_the_rights_of_root():
            installation = read(root)
        assert _reason(installation, name) == f"you may not read {name}"


@posix
def test_folders_that_may_not_be_looked_into_say_so() -> None:
    with reachable_folder() as folder:
        root = folder / "tdata"
        tdata.write_tdata(root)
        (root / FOLDER).chmod(0)
        (root / "user_data" / "cache").chmod(0)
        with without_the_rights_of_root():
            (account,) = read(root).accounts
        assert why(account.auto_download.value) == f"you may not read {FOLDER}/maps"
        assert why(account.cache.value) == f"you may not read {root}/user_data/cache"


def test_a_gigabyte_of_nothing_costs_nothing(tmp_path: Path) -> None:
    tdata.write_tdata(tmp_path / "tdata")
    read(tmp_path / "tdata")
    for name in FILES:
        os.truncate(tmp_path / "tdata" / name, 2**30)
    tracemalloc.start()
    try:
        read(tmp_path / "tdata")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 200_000


def test_a_file_that_grows_while_it_is_read_is_too_large(tmp_path: Path) -> None:
    """Its size was asked before."""
    path = tmp_path / "settingss"
    path.write_bytes(bytes(LARGEST + 1))
    descriptor = os.open(path, os.O_RDONLY)
    try:
        with pytest.raises(UnreadableError) as large:
            _read_open_file(descriptor, 100, "settingss")
    finally:
        os.close(descriptor)
    assert why(large.value.unknown) == "the file settingss is far larger than Telegram Desktop makes it"


# --- what the files hold ----------------------------------------------------------------------------------


def _of_account(root: Path, blocks: bytes, version: int = tdata.TESTED) -> Installation:
    """Read a profile whose account has blocks in front of its settings."""
    style: tdata.MapStyle = "modern" if version >= tdata.MULTI_ACCOUNT else "legacy"
    tdata.write_tdata(root, version=version, map_style=style, accounts=[tdata.AccountSpec(before=blocks)])
    return read(root)


def test_an_unknown_block_names_version_block_and_offset(tmp_path: Path) -> None:
    known = tdata.block(0x57, tdata.i32(1))
    installation = _of_account(tmp_path / "tdata", known + tdata.block(0x77, b"what is this"))
    assert _reason(installation, SETTINGS) == (
        f"the file {SETTINGS}, written by version 6.1.2, holds something that safecheck does not know: block"
        " 0x77, at byte 8"
    )


def test_an_unknown_block_of_a_newer_version_is_no_other_matter(tmp_path: Path) -> None:
    installation = _of_account(tmp_path / "tdata", tdata.block(0x77, b""), version=7003001)
    assert "written by version 7.3.1, holds something" in _reason(installation, SETTINGS)


@pytest.mark.parametrize("number", [0x00, 0x01, 0x02, 0x27, 0x4B])
def test_at_sign_in_data_nobody_reads_on(number: int, tmp_path: Path) -> None:
    installation = _of_account(tmp_path / "tdata", tdata.block(number, tdata.made_up("key", 300)))
    assert _reason(installation, SETTINGS) == (
        f"the file {SETTINGS}, written by version 6.1.2, holds sign-in data (block 0x{number:02x}, at byte"
        " 0), and safecheck does not read on there"
    )


@pytest.mark.parametrize("number", [0x0F, 0x18, 0x24, 0x25, 0x3A, 0x3B, 0x4F])
def test_a_complicated_block_of_an_old_version_is_too_old(number: int, tmp_path: Path) -> None:
    installation = _of_account(tmp_path / "tdata", tdata.block(number, b"emoji"), version=2001013)
    (account,) = installation.accounts
    sentence = why(account.auto_download.value)
    assert sentence.startswith(f"the file {SETTINGS} was written by version 2.1.13, which is too old for")
    assert f"it holds block 0x{number:02x}, at byte" in sentence
    assert installation.ask_download_path.value is False, "that came before it"


def test_what_stands_before_an_unknown_block_is_kept(tmp_path: Path) -> None:
    caches = tdata.cache_block((600 * tdata.MEBIBYTE, 5, 700 * tdata.MEBIBYTE, 6))
    account = tdata.AccountSpec(before=caches + tdata.block(0x77, b""), cache=None)
    tdata.write_tdata(tmp_path / "tdata", accounts=[account])
    (read_one,) = read(tmp_path / "tdata").accounts
    assert "block 0x77, at byte 28" in why(read_one.auto_download.value)
    limits = CacheLimits(600 * tdata.MEBIBYTE, 5, 700 * tdata.MEBIBYTE, 6)
    assert read_one.cache_limits.value == limits


def test_settings_from_before_1_5_5_are_too_old(tmp_path: Path) -> None:
    tdata.TOO_OLD.write(tmp_path / "tdata")
    installation = read(tmp_path / "tdata")
    (account,) = installation.accounts
    file = SETTINGS[:-1] + "0"
    sentence = f"the file {file} was written by version 1.5.4, which is too old for safecheck"
    of_account = (account.auto_download.value, account.cache_limits.value)
    unknown = (*of_account, installation.ask_download_path.value, installation.downloads.value)
    assert {why(value) for value in unknown} == {sentence}
    assert not installation.complete


@pytest.mark.parametrize(
    ("layer", "data", "sentence"),
    [
        ("account stream", tdata.block(0x5C, b"12"), "is cut off or damaged in block 0x5c, at byte 4"),
        ("account stream", b"\0\0", "is cut off or damaged at byte 0"),
        ("account stream", tdata.block(0x33, tdata.byte_array(b"odd")), "in block 0x33, at byte 11"),
        ("account stream", tdata.block(0x26, tdata.i32(-1)), "in block 0x26, at byte 8"),
        ("session blob", tdata.i32(-1, 3, 0), "does not know: block 0x4d, at byte 36"),
        ("session blob", tdata.i32(-1, -5, 0), "does not know: block 0x4d, at byte 36"),
        ("session blob", tdata.i32(-1, 2, 0, 2**31 - 1), "in block 0x4d, at byte 52"),
        ("session blob", tdata.session_blob(b"\x03" + bytes(84)), "does not know: block 0x4d, at byte 88"),
        ("session blob", tdata.session_blob(tdata.auto_download()[:-1]), "in block 0x4d, at byte 169"),
        ("map stream", tdata.block(0x01, tdata.i32(-1)), "in block 0x01, at byte 8"),
        ("map stream", tdata.block(0x15, tdata.i32(99)), "in block 0x15, at byte 8"),
        ("key stream", b"", "the file key_datas, written by version 6.1.2, is cut off or damaged at byte 0"),
        ("key stream", tdata.i32(0), "is cut off or damaged at byte 4"),
        ("key stream", tdata.i32(7, *range(7)), "is cut off or damaged at byte 4"),
        ("key stream", tdata.i32(-1), "is cut off or damaged at byte 4"),
        ("key stream", tdata.i32(2, 0), "is cut off or damaged at byte 8"),
    ],
)
def test_a_layer_that_is_cut_off_or_odd_says_where(
    layer: tdata.Layer, data: bytes, sentence: str, tmp_path: Path
) -> None:
    tdata.write_tdata(tmp_path / "tdata", change=replacing(layer, data))
    installation = read(tmp_path / "tdata")
    (account,) = installation.accounts
    said = why(account.auto_download.value)
    assert sentence in said
    assert "written by version 6.1.2" in said
    assert not installation.complete


@pytest.mark.parametrize(
    ("layer", "data", "sentence"),
    [
        ("app stream", tdata.block(0x77, b""), "does not know: block 0x77, at byte 0"),
        ("app stream", tdata.block(0x4B, b""), "holds sign-in data (block 0x4b, at byte 0)"),
        ("app blob", tdata.byte_array(b"") + tdata.i32(1, 0, 9, 8), "in block 0x5e, at byte"),
        ("app blob", tdata.byte_array(b"") + tdata.i32(1, 0, 9, 8, 1, 99), "in block 0x5e, at byte"),
        ("app body", tdata.byte_array(b"salt") + tdata.byte_array(bytes(32)), "is cut off or damaged"),
        ("app body", tdata.byte_array(bytes(32)) + tdata.byte_array(bytes(31)), "is cut off or damaged"),
        ("app body", tdata.byte_array(bytes(32)) + tdata.byte_array(bytes(32)), "is cut off or damaged"),
        ("app body", tdata.byte_array(bytes(32)) + tdata.i32(99), "is cut off or damaged at byte 40"),
    ],
)
def test_settings_of_the_app_that_are_cut_off_or_odd_say_where(
    layer: tdata.Layer, data: bytes, sentence: str, tmp_path: Path
) -> None:
    tdata.write_tdata(tmp_path / "tdata", change=replacing(layer, data))
    installation = read(tmp_path / "tdata")
    assert sentence in why(installation.ask_download_path.value)
    assert switches(installation)
    assert not installation.complete, "whether files are saved is not known"


@pytest.mark.parametrize(
    "part",
    [
        b"",
        bytes(16),
        bytes(33),
        tdata.encrypt_part(b"of another key", tdata.made_up("another", 256)),
        tdata.encrypt_padded(tdata.i32(0) + bytes(12), tdata.made_up("local key of tdata", 256)),
        tdata.encrypt_padded(b"\x11\0\0\0" + bytes(12), tdata.made_up("local key of tdata", 256)),
        tdata.encrypt_padded(b"\x10\0\0\0" + bytes(28), tdata.made_up("local key of tdata", 256)),
        tdata.encrypt_under(bytes(16), b"\x10\0\0\0" + bytes(12), tdata.made_up("local key of tdata", 256)),
    ],
    ids=[
        "nothing", "no plain", "no whole block", "another key", "length 0", "longer than it is",
        "much padding", "another check",
    ],
)  # fmt: skip
@pytest.mark.parametrize("layer", ["account body", "map body", "key body"])
def test_a_part_that_does_not_open_is_damaged(layer: tdata.Layer, part: bytes, tmp_path: Path) -> None:
    def change(each: tdata.Layer, body: bytes) -> bytes:
        if each != layer:
            return body
        arrays = {"account body": 0, "map body": 2, "key body": 2}[layer]
        at = 0
        for _ in range(arrays):
            size = int.from_bytes(body[at : at + 4], "big")
            at += 4 + (0 if size == 0xFFFFFFFF else size)
        return body[:at] + tdata.byte_array(part)

    tdata.write_tdata(tmp_path / "tdata", change=change)
    (account,) = read(tmp_path / "tdata").accounts
    file = {"account body": SETTINGS, "map body": f"{FOLDER}/maps", "key body": "key_datas"}[layer]
    assert why(account.auto_download.value) == f"the file {file} is cut off or damaged"


def test_a_lock_whose_salt_has_another_length_is_damaged(tmp_path: Path) -> None:
    body = tdata.byte_array(bytes(31)) + tdata.byte_array(bytes(288)) + tdata.byte_array(bytes(32))
    tdata.write_tdata(tmp_path / "tdata", change=replacing("key body", body))
    installation = read(tmp_path / "tdata")
    assert why(installation.unopened) == "the file key_datas is cut off or damaged"
    assert installation.passcode == "unknown"


def test_a_map_of_today_without_the_lock_misses_that(tmp_path: Path) -> None:
    tdata.write_tdata(tmp_path / "tdata", with_keys=False)
    installation = read(tmp_path / "tdata")
    assert why(installation.unopened) == "the file key_datas is not there"


def test_an_empty_data_folder_misses_its_files(tmp_path: Path) -> None:
    (tmp_path / "tdata").mkdir()
    installation = read(tmp_path / "tdata")
    assert why(installation.unopened) == "the file key_datas is not there"
    assert why(installation.ask_download_path.value) == "the file settingss is not there"
    assert installation.accounts == ()
    assert not installation.complete


# --- while Telegram Desktop is running ---------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_being_replaced_is_read_once_more(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tdata.write_tdata(tmp_path / "tdata")
    tries: list[str] = []

    def read_too_early(root: Path, file: str) -> bytes:
        tries.append(file)
        data = read_file(root, file)
        return data[:-20] if file == name and tries.count(name) == 1 else data

    monkeypatch.setattr(profile_module, "read_file", read_too_early)
    assert read(tmp_path / "tdata").complete
    assert tries.count(name) == 2


def test_an_older_file_that_is_gone_once_it_is_looked_at_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tdata").mkdir()
    monkeypatch.setattr(profile_module, "exists", lambda _root, file: not file.endswith("s"))
    assert why(read(tmp_path / "tdata").unopened) == "the file key_data0 is not there"


def test_files_that_are_replaced_all_the_time_are_read_whole(tmp_path: Path) -> None:
    root = tmp_path / "tdata"
    versions = []
    for photo in (1, 2):
        account = tdata.AccountSpec(downloads=tdata.auto_download(tdata.Limits(photo=photo)))
        tdata.write_tdata(root, accounts=[account])
        versions.append((root / SETTINGS).read_bytes())
    done = threading.Event()

    def replace_all_the_time() -> None:
        while not done.is_set():
            for data in versions:
                (root / "new").write_bytes(data)
                os.replace(root / "new", root / SETTINGS)

    telegram = threading.Thread(target=replace_all_the_time)
    telegram.start()
    try:
        found = {switches(read(root)).private.photo for _ in range(100)}
    finally:
        done.set()
        telegram.join()
    assert found <= {1, 2}
