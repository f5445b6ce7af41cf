"""Exact values out of the profiles of every range of versions, as the tests' own writer makes them."""

import os
from pathlib import Path

import pytest

from safecheck.desktop.locate import Found
from safecheck.desktop.reader import read_computer
from safecheck.i18n.catalog import load
from safecheck.model.fact import Fact, Unknown
from safecheck.model.local import AutoDownload, CacheLimits, DownloadFolder, DownloadLimits, version_name
from safecheck.model.text import UntrustedText
from tests.desktop import tdata
from tests.desktop.reading import ALL, AUTOPLAY, MIB, expected, read, replacing, switches, why

PRIVATE = tdata.Limits(photo=0, file=123_456, autoplay_gif=0, music=0)
GROUPS = tdata.OFF
CHANNELS = tdata.Limits(photo=3 * MIB, file=tdata.LARGEST_LIMIT, autoplay_video=1, voice=77)
CHOSEN = tdata.auto_download(PRIVATE, GROUPS, CHANNELS)
EXACT = AutoDownload(expected("private", PRIVATE), expected("groups", GROUPS), expected("channels", CHANNELS))
DEFAULTS = AutoDownload(*(expected(kind, tdata.DEFAULT) for kind in ("private", "groups", "channels")))
CACHES = (300 * MIB, 604_800, 700 * MIB, 86_400)
FAMILIES = [*tdata.READ_EXACTLY, *tdata.LEGACY]


def by_name(family: tdata.Family) -> str:
    return family.name


@pytest.mark.parametrize("family", FAMILIES, ids=by_name)
def test_every_value_is_exact(family: tdata.Family, tmp_path: Path) -> None:
    account = tdata.AccountSpec(downloads=CHOSEN, cache=CACHES)
    app = tdata.AppSpec(ask_download_path=True, download_path="/somewhere/else/")
    family.write(tmp_path / "tdata", accounts=[account], app=app)
    installation = read(tmp_path / "tdata")
    assert (installation.version, installation.passcode, installation.kind) == (
        family.version,
        "none",
        "named",
    )
    assert installation.folder == UntrustedText(str(tmp_path / "tdata"))
    assert switches(installation) == EXACT
    one_pair = family.version < 1005016
    limits = CacheLimits(*(CACHES[:2] * 2 if one_pair else CACHES))
    assert [each.cache_limits.value for each in installation.accounts] == [limits]
    assert installation.ask_download_path.value is True
    assert installation.download_folder.value == DownloadFolder("chosen", UntrustedText("/somewhere/else"))
    assert installation.complete
    newer = (
        "These files were written by version 7.3.1 of Telegram Desktop; safecheck knows those up to version"
        " 6.1.2."
    )
    said = [load("en").note(note) for note in installation.notes]
    assert said == ([newer] if family.version > 6001002 else [])


@pytest.mark.parametrize("family", FAMILIES, ids=by_name)
def test_what_nobody_chose_is_telegrams_default_and_says_so(family: tdata.Family, tmp_path: Path) -> None:
    family.write(tmp_path / "tdata", accounts=[tdata.AccountSpec(cache=None)])
    installation = read(tmp_path / "tdata")
    assert switches(installation) == DEFAULTS
    assert DEFAULTS.channels.file == 0
    assert DEFAULTS.groups.default == ALL
    assert installation.accounts[0].cache_limits.value == CacheLimits(
        1024 * MIB, 2_678_400, 1024 * MIB, 2_678_400
    )
    assert installation.ask_download_path.value is False
    folder = installation.download_folder.value
    assert isinstance(folder, DownloadFolder)
    assert (folder.kind, Path(folder.path.raw).name) == ("default", "Telegram Desktop")


@pytest.mark.parametrize("downloads", [None, b""], ids=["null", "empty"])
def test_an_empty_array_of_limits_means_the_defaults(downloads: bytes | None, tmp_path: Path) -> None:
    tdata.write_tdata(tmp_path / "tdata", accounts=[tdata.AccountSpec(downloads=downloads)])
    assert switches(read(tmp_path / "tdata")) == DEFAULTS


def test_an_account_without_session_settings_has_the_defaults(tmp_path: Path) -> None:
    tdata.write_tdata(tmp_path / "tdata", accounts=[tdata.AccountSpec(with_session=False)])
    assert switches(read(tmp_path / "tdata")) == DEFAULTS


def test_empty_session_settings_mean_the_defaults(tmp_path: Path) -> None:
    tdata.write_tdata(tmp_path / "tdata", change=lambda layer, data: b"" if layer == "session blob" else data)
    assert switches(read(tmp_path / "tdata")) == DEFAULTS


@pytest.mark.parametrize("family", FAMILIES, ids=by_name)
@pytest.mark.parametrize("passcode", ["", "appel-42"])
def test_every_account_is_read(family: tdata.Family, passcode: str, tmp_path: Path) -> None:
    indices = (0,) if family in tdata.LEGACY else (3, 0, 5)
    accounts = [
        tdata.AccountSpec(index=index, downloads=tdata.auto_download(tdata.Limits(photo=index)))
        for index in indices
    ]
    family.write(tmp_path / "tdata", accounts=accounts, passcode=passcode)
    installation = read(tmp_path / "tdata", passcode)
    assert [each.number for each in installation.accounts] == [index + 1 for index in indices]
    for index in indices:
        assert switches(installation, index + 1).private.photo == index


def test_a_data_folder_of_another_name_is_called_by_it(tmp_path: Path) -> None:
    tdata.write_tdata(tmp_path / "tdata of last year")
    installation = read(tmp_path / "tdata of last year")
    assert installation.folder == UntrustedText(str(tmp_path / "tdata of last year"))
    assert installation.complete


def test_an_account_that_is_not_listed_is_not_read(tmp_path: Path) -> None:
    accounts = [tdata.AccountSpec(), tdata.AccountSpec(index=1, listed=False)]
    tdata.write_tdata(tmp_path / "tdata", accounts=accounts)
    assert [each.number for each in read(tmp_path / "tdata").accounts] == [1]


def test_a_listed_account_that_nobody_signed_in_to_is_none(tmp_path: Path) -> None:
    tdata.write_tdata(tmp_path / "tdata", accounts=[], with_keys=False)
    stream = tdata.key_stream([0], -1)
    key, salt = tdata.made_up("key", 256), tdata.made_up("salt", 32)
    file = tdata.container(tdata.key_body(stream, key, "", salt))
    (tmp_path / "tdata" / "key_datas").write_bytes(file)
    installation = read(tmp_path / "tdata")
    assert (installation.accounts, installation.passcode, installation.unopened) == ((), "none", None)
    assert installation.complete


def test_an_index_that_is_listed_twice_or_cannot_be_counts_once_or_not_at_all(tmp_path: Path) -> None:
    listed = tdata.key_stream([0, 0, 9, -1], 0)
    tdata.write_tdata(tmp_path / "tdata", change=replacing("key stream", listed))
    assert [each.number for each in read(tmp_path / "tdata").accounts] == [1]


# --- which file is read -----------------------------------------------------------------------------------


def _write(root: Path, suffix: tdata.Suffix, photo: int, when: int | None = None) -> None:
    """Write a profile, and beside it the same under another suffix if it was there already."""
    account = tdata.AccountSpec(downloads=tdata.auto_download(tdata.Limits(photo=photo)))
    profile = tdata.write_tdata(root, suffix=suffix, accounts=[account])
    if when is not None:
        for path in profile.readable:
            os.utime(path, (when, when))


def test_the_safely_written_file_wins_over_any_older_kind(tmp_path: Path) -> None:
    _write(tmp_path / "tdata", "0", 1, 2_000)
    _write(tmp_path / "tdata", "1", 2, 3_000)
    _write(tmp_path / "tdata", "s", 3, 1_000)
    assert switches(read(tmp_path / "tdata")).private.photo == 3


def test_a_damaged_file_that_was_safely_written_gives_way_to_no_older_kind(tmp_path: Path) -> None:
    _write(tmp_path / "tdata", "0", 1)
    (tmp_path / "tdata" / "key_datas").write_bytes(b"TDF$ and nothing that belongs behind it")
    assert read(tmp_path / "tdata").passcode == "unknown"


@pytest.mark.parametrize(("newer", "photo"), [("0", 1), ("1", 2)])
def test_of_the_older_pair_the_newer_file_wins(newer: str, photo: int, tmp_path: Path) -> None:
    _write(tmp_path / "tdata", "0", 1, 3_000 if newer == "0" else 2_000)
    _write(tmp_path / "tdata", "1", 2, 2_000 if newer == "0" else 3_000)
    assert switches(read(tmp_path / "tdata")).private.photo == photo


def test_of_two_files_of_one_time_the_first_wins(tmp_path: Path) -> None:
    _write(tmp_path / "tdata", "1", 2, 3_000)
    _write(tmp_path / "tdata", "0", 1, 3_000)
    assert switches(read(tmp_path / "tdata")).private.photo == 1


def test_a_newer_file_of_the_pair_that_is_damaged_gives_way_to_the_older_one(tmp_path: Path) -> None:
    _write(tmp_path / "tdata", "0", 1, 3_000)
    _write(tmp_path / "tdata", "1", 2, 2_000)
    for path in (tmp_path / "tdata").rglob("*0"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-1])
            os.utime(path, (3_000, 3_000))
    assert switches(read(tmp_path / "tdata")).private.photo == 2


# --- the map ----------------------------------------------------------------------------------------------


def _with_map(root: Path, *entries: tuple[int, bytes]) -> Fact[AutoDownload]:
    account = tdata.AccountSpec(downloads=CHOSEN, map_entries=entries)
    tdata.write_tdata(root, accounts=[account])
    return read(root).accounts[0].auto_download


def _settings(account: tdata.AccountSpec = tdata.AccountSpec()) -> tuple[int, bytes]:  # noqa: B008
    return tdata.USER_SETTINGS, tdata.u64(account.key)


def test_an_unknown_entry_of_the_map_is_taken_for_a_key_if_the_settings_come_after_it(tmp_path: Path) -> None:
    fact = _with_map(tmp_path / "tdata", (0x77, tdata.u64(5)), (0x78, tdata.u64(6)), _settings())
    assert fact.value == EXACT


def test_an_unknown_entry_after_the_settings_does_not_matter(tmp_path: Path) -> None:
    assert _with_map(tmp_path / "tdata", _settings(), (0x77, b"odd")).value == EXACT


@pytest.mark.parametrize(
    "entries",
    [
        [(0x77, b"not a key"), _settings()],
        [(0x77, tdata.u64(5)), (tdata.USER_SETTINGS, tdata.u64(1))],
        [(0x77, tdata.u64(5))],
        [(0x77, b"")],
    ],
    ids=["out of step", "a file that is not there", "no settings", "cut off"],
)
def test_an_unknown_entry_that_is_no_key_is_never_guessed_further(
    entries: list[tuple[int, bytes]], tmp_path: Path
) -> None:
    before = (tdata.SELF, tdata.byte_array(b"who"))
    fact = _with_map(tmp_path / "tdata", before, *entries)
    assert why(fact.value) == (
        "the list D877F783D5D3EF8C/maps, written by version 6.1.2, holds a kind of entry that safecheck does"
        " not know: 0x77, at byte 11"
    )


def test_a_map_that_names_no_settings_says_so(tmp_path: Path) -> None:
    fact = _with_map(tmp_path / "tdata", (0x04, tdata.u64(5)))
    assert why(fact.value) == "the list D877F783D5D3EF8C/maps, written by version 6.1.2, names no settings"


def test_settings_that_are_not_there_say_so(tmp_path: Path) -> None:
    tdata.write_tdata(tmp_path / "tdata", accounts=[tdata.AccountSpec(with_settings=False)])
    name = tdata.file_name(tdata.AccountSpec().key)
    fact = read(tmp_path / "tdata").accounts[0].auto_download
    assert why(fact.value) == f"the file D877F783D5D3EF8C/{name}s is not there"


# --- what Telegram Desktop makes of what it finds ---------------------------------------------------------


@pytest.mark.parametrize("family", [each for each in tdata.LEGACY if each.version <= 1009001], ids=by_name)
def test_limits_of_the_first_form_are_raised_to_what_telegram_raises_them_to(
    family: tdata.Family, tmp_path: Path
) -> None:
    kept = tdata.Limits(photo=0, file=5, autoplay_video=0, autoplay_round=49 * MIB, autoplay_gif=60 * MIB)
    account = tdata.AccountSpec(downloads=tdata.auto_download(kept, tdata.DEFAULT, tdata.OFF, version=1))
    family.write(tmp_path / "tdata", accounts=[account])
    found = switches(read(tmp_path / "tdata"))
    raised = {"autoplay_video": 50 * MIB, "autoplay_round": 50 * MIB, "autoplay_gif": 60 * MIB}
    assert {type: getattr(found.private, type) for type in AUTOPLAY} == raised
    assert (found.private.photo, found.private.file, found.private.default) == (0, 5, ())
    assert found.groups == DEFAULTS.groups
    assert (found.channels.photo, found.channels.autoplay_gif) == (0, 50 * MIB)


@pytest.mark.parametrize("form", [1, 2])
def test_the_old_switch_for_gifs_stops_all_that_plays_by_itself(form: int, tmp_path: Path) -> None:
    kept = tdata.auto_download(tdata.Limits(photo=7), version=form)
    family = next(each for each in tdata.LEGACY if each.version == 1009001)
    account = tdata.AccountSpec(downloads=kept, autoplay=False)
    family.write(tmp_path / "tdata", accounts=[account])
    for limits in _each(switches(read(tmp_path / "tdata"))):
        assert {getattr(limits, type) for type in AUTOPLAY} == {0}
        assert not set(AUTOPLAY) & set(limits.default)
    assert switches(read(tmp_path / "tdata")).private.photo == 7


@pytest.mark.parametrize("form", [1, 2])
def test_versions_after_it_do_not_look_at_the_old_switch_for_gifs(form: int, tmp_path: Path) -> None:
    account = tdata.AccountSpec(downloads=tdata.auto_download(version=form), autoplay=False)
    tdata.write_tdata(tmp_path / "tdata", version=1009014, suffix="0", map_style="legacy", accounts=[account])
    assert switches(read(tmp_path / "tdata")).private.autoplay_gif == 50 * MIB


def test_the_oldest_switch_for_gifs_holds_where_no_limits_are_kept(tmp_path: Path) -> None:
    account = tdata.AccountSpec(downloads=None, autoplay=False)
    tdata.LEGACY[0].write(tmp_path / "tdata", accounts=[account])
    assert {limits.autoplay_video for limits in _each(switches(read(tmp_path / "tdata")))} == {0}


def test_session_settings_of_the_first_versions_end_with_the_limits(tmp_path: Path) -> None:
    def change(layer: tdata.Layer, data: bytes) -> bytes:
        return data[: -11 * 4] if layer == "session blob" else data

    tdata.LEGACY[0].write(
        tmp_path / "tdata", accounts=[tdata.AccountSpec(downloads=CHOSEN, autoplay=False)], change=change
    )
    assert switches(read(tmp_path / "tdata")) == EXACT


@pytest.mark.parametrize("limit", [tdata.LARGEST_LIMIT + 1, 2**32 - 2])
def test_a_limit_that_telegram_refuses_makes_it_go_by_its_defaults(limit: int, tmp_path: Path) -> None:
    kept = tdata.auto_download(tdata.OFF, tdata.OFF, tdata.Limits(photo=0, autoplay_gif=limit))
    tdata.write_tdata(tmp_path / "tdata", accounts=[tdata.AccountSpec(downloads=kept)])
    installation = read(tmp_path / "tdata")
    (account,) = installation.accounts
    assert account.auto_download.value == DEFAULTS
    assert account.cache_limits.value == CacheLimits(*tdata.DEFAULT_CACHE)
    name = tdata.file_name(tdata.AccountSpec().key)
    at = 28 + 8 + 52 + 1 + 19 * 4  # caches, the session's head, what is before the limits, 19 of those
    assert [load("en").note(note) for note in account.notes] == [
        f"The file D877F783D5D3EF8C/{name}s, written by version 6.1.2, holds a value that Telegram Desktop"
        f" does not accept (block 0x4d, at byte {at}); it goes by its own defaults instead."
    ]
    assert installation.complete


@pytest.mark.parametrize("kept", [(MIB, 0, 900 * MIB, 0), (900 * MIB, -2, 900 * MIB, 0)])
def test_limits_of_caches_that_telegram_refuses_make_it_go_by_its_defaults(
    kept: tuple[int, int, int, int], tmp_path: Path
) -> None:
    tdata.write_tdata(tmp_path / "tdata", accounts=[tdata.AccountSpec(cache=kept, downloads=CHOSEN)])
    (account,) = read(tmp_path / "tdata").accounts
    assert account.auto_download.value == DEFAULTS
    assert account.cache_limits.value == CacheLimits(1024 * MIB, 2_678_400, 1024 * MIB, 2_678_400)
    assert len(account.notes) == 1


@pytest.mark.parametrize("never", [0, -1, 0x7FFFFFFF])
def test_caches_that_are_never_cleared_by_time_say_0(never: int, tmp_path: Path) -> None:
    kept = (900 * MIB, never, 900 * MIB, 60)
    tdata.write_tdata(tmp_path / "tdata", accounts=[tdata.AccountSpec(cache=kept)])
    assert read(tmp_path / "tdata").accounts[0].cache_limits.value == CacheLimits(900 * MIB, 0, 900 * MIB, 60)


def test_what_an_old_version_left_with_an_account_goes_before_the_settings_of_the_app(tmp_path: Path) -> None:
    old = tdata.block(0x14, tdata.i32(1)) + tdata.block(0x33, tdata.string("tmp") + tdata.byte_array(b""))
    accounts = [tdata.AccountSpec(before=old), tdata.AccountSpec(index=1)]
    app = tdata.AppSpec(download_path="/chosen in the app/")
    tdata.write_tdata(tmp_path / "tdata", accounts=accounts, app=app)
    installation = read(tmp_path / "tdata")
    assert installation.ask_download_path.value is True
    folder = installation.download_folder.value
    assert isinstance(folder, DownloadFolder)
    assert folder.kind == "temporary"


def test_settings_of_the_app_that_hold_nothing_yet_mean_the_defaults(tmp_path: Path) -> None:
    layers: tuple[tdata.Layer, ...] = ("app stream", "app blob")
    for layer in layers:
        root = tmp_path / layer / "tdata"
        tdata.write_tdata(root, change=replacing(layer, b""))
        assert read(root).ask_download_path.value is False
        assert not isinstance(read(root).download_folder.value, Unknown)


def test_nothing_behind_the_folder_for_downloads_is_read(tmp_path: Path) -> None:
    """A proxy lies there, perhaps with its password."""
    whole = tdata.app_blob(tdata.AppSpec(download_path="/kept/"))
    path = tdata.string("/kept/")
    cut = whole[: whole.index(path) + len(path)]
    tdata.write_tdata(tmp_path / "tdata", change=replacing("app blob", cut))
    assert read(tmp_path / "tdata").download_folder.value == DownloadFolder("chosen", UntrustedText("/kept"))


def test_versions_are_named_as_people_write_them() -> None:
    assert [version_name(each) for each in (6001002, 4016009, 1009014, 10020)] == [
        "6.1.2", "4.16.9", "1.9.14", "0.10.20",
    ]  # fmt: skip


def test_several_installations_are_read_each_on_its_own(tmp_path: Path) -> None:
    for number, photo in enumerate((1, 2)):
        account = tdata.AccountSpec(downloads=tdata.auto_download(tdata.Limits(photo=photo)))
        tdata.write_tdata(tmp_path / str(number) / "tdata", accounts=[account])
    (tmp_path / "2" / "tdata").mkdir(parents=True)
    found = [Found(tmp_path / str(number), "native") for number in range(3)]
    computer = read_computer(found, downloads=tmp_path)
    first, second, empty = computer.installations
    assert (switches(first).private.photo, switches(second).private.photo) == (1, 2)
    assert (empty.passcode, empty.version, empty.accounts) == ("unknown", None, ())
    assert not computer.complete
    assert read_computer(found[:2], downloads=tmp_path).complete


def _each(found: AutoDownload) -> tuple[DownloadLimits, ...]:
    return found.private, found.groups, found.channels
