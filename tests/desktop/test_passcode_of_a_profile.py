"""With its passcode a profile opens; without it everything that needs none is told all the same."""

import gc
import hashlib
import traceback
from pathlib import Path

import msgspec
import pytest

from safecheck.desktop.cipher import LocalKey, WrongKeyError, legacy_key, passcode_key
from safecheck.desktop.locate import Found
from safecheck.desktop.lock import find_lock
from safecheck.desktop.profile import Profile
from safecheck.desktop.reader import needs_passcode, read_computer
from safecheck.model.local import DownloadFolder, FolderSize, LocalComputer
from safecheck.model.text import UntrustedText
from tests.desktop import tdata
from tests.desktop.reading import read, switches, why

PASSCODE = "appel-42"
CHOSEN = tdata.auto_download(tdata.Limits(photo=0, file=5))
MODERN, LEGACY = tdata.READ_EXACTLY[-1], tdata.LEGACY[-1]
both = pytest.mark.parametrize("family", [MODERN, LEGACY], ids=lambda family: family.name)


def _locked(family: tdata.Family, root: Path, passcode: str = PASSCODE) -> tdata.Profile:
    account = tdata.AccountSpec(downloads=CHOSEN)
    app = tdata.AppSpec(ask_download_path=True, download_path="/kept/")
    return family.write(root, passcode=passcode, accounts=[account], app=app)


@both
@pytest.mark.parametrize("passcode", [PASSCODE, "één € 🌷"])
def test_the_right_passcode_opens_everything(family: tdata.Family, passcode: str, tmp_path: Path) -> None:
    _locked(family, tmp_path / "tdata", passcode)
    installation = read(tmp_path / "tdata", passcode)
    assert (installation.passcode, installation.unopened) == ("given", None)
    assert (switches(installation).private.photo, switches(installation).private.file) == (0, 5)
    assert installation.complete
    assert LocalComputer((installation,)).complete


@both
@pytest.mark.parametrize(
    ("passcode", "state", "reason"),
    [
        (None, "needed", "a local passcode is set"),
        ("", "wrong", "the passcode that was given is not the right one"),
        ("peer-43", "wrong", "the passcode that was given is not the right one"),
        (PASSCODE.upper(), "wrong", "the passcode that was given is not the right one"),
        (
            "\udcff",
            "wrong",
            "the passcode that was given is not the right one",
        ),  # from a terminal without UTF-8
    ],
)
def test_without_the_right_passcode_what_needs_none_is_told(
    family: tdata.Family, passcode: str | None, state: str, reason: str, tmp_path: Path
) -> None:
    profile = _locked(family, tmp_path / "tdata")
    installation = read(profile.root, passcode)
    assert (installation.passcode, installation.version) == (state, family.version)
    assert why(installation.unopened) == reason
    (account,) = installation.accounts
    assert account.number == 1
    assert why(account.auto_download.value) == why(account.cache_limits.value) == reason
    caches = [path for path in profile.decoys if "cache" in path.parts or "media_cache" in path.parts]
    assert account.cache.value == FolderSize(4, sum(path.stat().st_size for path in caches))
    assert installation.open_to_others.value is False, "a local passcode is set"
    assert not installation.complete
    if family is MODERN:
        assert installation.ask_download_path.value is True
        assert installation.download_folder.value == DownloadFolder("chosen", UntrustedText("/kept"))
    else:  # these versions kept it with the account
        assert why(installation.ask_download_path.value) == reason
        assert why(installation.download_folder.value) == why(installation.downloads.value) == reason


def test_without_its_passcode_the_accounts_are_those_that_have_a_folder(tmp_path: Path) -> None:
    accounts = [tdata.AccountSpec(index=index) for index in (0, 4)]
    tdata.write_tdata(tmp_path / "tdata", passcode=PASSCODE, accounts=accounts)
    assert [each.number for each in read(tmp_path / "tdata").accounts] == [1, 5]


@both
@pytest.mark.parametrize("passcode", ["", PASSCODE])
def test_whether_a_passcode_is_needed_can_be_asked_first(
    family: tdata.Family, passcode: str, tmp_path: Path
) -> None:
    _locked(family, tmp_path / "tdata", passcode)
    assert needs_passcode(Found(tmp_path, "native")) == bool(passcode)


def test_where_nothing_can_be_opened_no_passcode_is_asked_for(tmp_path: Path) -> None:
    assert not needs_passcode(Found(tmp_path, "native"))
    (tmp_path / "tdata").mkdir()
    (tmp_path / "tdata" / "key_datas").write_bytes(b"")
    assert not needs_passcode(Found(tmp_path, "native"))


def test_a_passcode_is_tried_only_where_one_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds: list[int] = []
    derive = hashlib.pbkdf2_hmac

    def counted(name: str, secret: bytes, salt: bytes, iterations: int, size: int) -> bytes:
        rounds.append(iterations)
        return derive(name, secret, salt, iterations, size)

    monkeypatch.setattr(hashlib, "pbkdf2_hmac", counted)
    _locked(MODERN, tmp_path / "open" / "tdata", "")
    _locked(MODERN, tmp_path / "closed" / "tdata")
    found = [Found(tmp_path / name, "native") for name in ("open", "closed")]
    rounds.clear()
    first, second = read_computer(found, PASSCODE, downloads=tmp_path).installations
    assert (first.passcode, second.passcode) == ("none", "given")
    assert rounds == [4, 1, 4, 1, 100_000]  # settings of the app and no passcode, twice; then the passcode
    rounds.clear()
    assert [needs_passcode(each) for each in found] == [False, True]
    assert rounds == [1, 1]


def test_a_lock_whose_key_has_another_length_is_damaged_and_no_passcode_is_asked_for(tmp_path: Path) -> None:
    salt = tdata.made_up("salt", 32)
    locked = tdata.encrypt_part(tdata.made_up("key", 255), tdata.passcode_key("", salt))
    body = tdata.byte_array(salt) + tdata.byte_array(locked) + tdata.byte_array(b"")
    (tmp_path / "tdata").mkdir()
    (tmp_path / "tdata" / "key_datas").write_bytes(tdata.container(body))
    installation = read(tmp_path / "tdata", PASSCODE)
    assert installation.passcode == "unknown"
    assert why(installation.unopened) == "the file key_datas is cut off or damaged"
    assert installation.open_to_others.value == installation.unopened


# --- secrets ----------------------------------------------------------------------------------------------


def test_p3_no_secret_is_part_of_what_is_returned_or_of_any_representation(tmp_path: Path) -> None:
    profile = _locked(MODERN, tmp_path / "tdata")
    installation = read(profile.root, PASSCODE)
    lock = find_lock(Profile(profile.root))
    with lock.open(PASSCODE) as key:
        shown = [repr(each) for each in (installation, lock, key, Profile(profile.root), vars(lock))]
    shown.append(msgspec.json.encode(installation.accounts).decode())
    secrets = [PASSCODE, repr(profile.local_key)[2:40], profile.local_key.hex()[:20]]
    assert [secret for secret in secrets for text in shown if secret in text] == []
    assert tdata.DECOY.decode() not in "".join(shown)


def test_p3_no_secret_is_part_of_an_error(tmp_path: Path) -> None:
    profile = _locked(MODERN, tmp_path / "tdata")
    typed = f"peer-{40 + 3}"  # the line itself is part of the traceback
    with pytest.raises(WrongKeyError) as wrong:
        find_lock(Profile(profile.root)).open(typed)
    assert "peer-43" not in "".join(traceback.format_exception(wrong.value)) + repr(wrong.value)


def test_p3_a_key_is_overwritten_after_use(tmp_path: Path) -> None:
    material = tdata.made_up("key", 256)
    with LocalKey(material) as key:
        assert key.decrypt(tdata.encrypt_part(b"text", material)) == b"text"
    (held,) = (each for each in gc.get_referents(key) if isinstance(each, bytearray))
    assert held == bytes(256)


def test_keys_are_those_that_telegram_derives() -> None:
    salt = tdata.made_up("salt", 32)
    for passcode in ("", PASSCODE):
        for ours, theirs in ((passcode_key, tdata.passcode_key), (legacy_key, tdata.legacy_key)):
            part = tdata.encrypt_part(b"text", theirs(passcode, salt))
            with ours(passcode.encode(), salt) as key:
                assert key.decrypt(part) == b"text"
