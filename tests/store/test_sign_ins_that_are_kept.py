"""The files of remembered sign-ins: closed with a passphrase, one process at a time, and never damaged."""

import os
import signal
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safecheck.model.errors import BadInputError, SignInError
from safecheck.model.remembered import (
    LASTS,
    RememberedSignIn,
    SignInKey,
    checked_name,
    has_ended,
    passphrase_problem,
)
from safecheck.store.sealed import Cost
from safecheck.store.sessions import SessionFile, WrongPassphraseError, kept_sign_ins, session_file
from tests.store.test_answers_that_are_kept import posix

QUICK = Cost(n=2, r=1)  # what is tested here is not how long a guess takes
MADE = datetime(2026, 11, 3, 10, 12, tzinfo=UTC)
LATER = MADE + timedelta(days=2)
PASSPHRASE = "four words picked blind"
KEY = SignInKey(auth_key=bytes(range(256)), dc=2, account_id=7_123_456_789, api_id=1_234_567)
KEPT = RememberedSignIn("mine", MADE, (), KEY)
anywhere = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)

keys = st.builds(
    SignInKey,
    auth_key=st.binary(min_size=256, max_size=256),
    dc=st.integers(1, 99_999),
    account_id=st.integers(0, 2**63 - 1),
    api_id=st.integers(1, 2**31 - 1),
    host=st.sampled_from(["", "127.0.0.1", "::1"]),
    port=st.integers(0, 65535),
)
moments = st.datetimes(datetime(2026, 11, 3, 11), datetime(2026, 12, 1), timezones=st.just(UTC))
typed = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


@pytest.fixture
def file(tmp_path: Path) -> SessionFile:
    return SessionFile(tmp_path / "state" / "sessions", "mine", QUICK)


@anywhere
@given(keys, st.lists(moments, max_size=4), typed, typed)
def test_p3_what_is_kept_opens_with_its_passphrase_only_and_shows_nothing_of_itself(
    file: SessionFile, key: SignInKey, uses: list[datetime], passphrase: str, other: str
) -> None:
    sign_in = RememberedSignIn("mine", MADE, tuple(uses), key)
    file.keep(sign_in, passphrase)
    assert file.unlock(passphrase, datetime(2026, 12, 2, tzinfo=UTC)) == sign_in
    if other != passphrase:
        try:
            opened = file.unlock(other, LATER)
        except WrongPassphraseError:
            pass
        else:  # one letter written in two ways
            assert opened == sign_in
    content = file.path.read_bytes()
    assert key.auth_key not in content
    assert key.auth_key[:8] not in content
    assert repr(key) == "SignInKey(…)"
    assert key.auth_key.hex() not in repr(sign_in)


@anywhere
@given(st.data())
def test_p3_a_changed_byte_anywhere_never_opens_and_the_file_stays_as_it_was(
    file: SessionFile, data: st.DataObject
) -> None:
    file.keep(KEPT, PASSPHRASE)
    content = bytearray(file.path.read_bytes())
    start = content.index(b"head:")  # the comment before it says nothing that counts
    place = data.draw(st.integers(start, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    file.path.write_bytes(content)
    try:
        opened = file.unlock(PASSPHRASE, LATER)
    except (SignInError, BadInputError):
        pass
    else:
        assert opened == KEPT, "what YAML writes in two ways, such as a line end"
    assert file.path.read_bytes() == content


@pytest.mark.parametrize(
    ("key", "value"), [("made_on", "2027-06-01T00:00:00Z"), ("name", "theirs"), ("place", "server")]
)
def test_g13_nobody_can_lengthen_the_thirty_days_by_writing_into_the_file(
    file: SessionFile, key: str, value: str
) -> None:
    import hashlib

    from safecheck.store.sessions import _File

    file.keep(KEPT, PASSPHRASE)
    values = yaml.safe_load(file.path.read_text())
    values["head"][key] = value
    import msgspec

    changed = msgspec.convert(values, _File)
    values["sum"] = hashlib.sha256(changed.head.authenticated + changed.sealed).hexdigest()
    file.path.write_text(yaml.safe_dump(values))
    with pytest.raises(SignInError):
        file.unlock(PASSPHRASE, LATER)


@pytest.mark.parametrize("damage", ["", "head: 1\n", "\x00\x01", "[" * 60, "schema: 1\nhead:\n  n: 2\n"])
def test_a_damaged_file_is_said_in_one_sentence_before_a_passphrase_is_asked_for(
    file: SessionFile, damage: str
) -> None:
    file.keep(KEPT, PASSPHRASE)
    file.path.write_text(damage)
    about = file.about()
    assert about is not None
    assert about.made_on is None
    assert "is damaged. Nothing was sent" in str(about.problem)
    assert "safecheck session forget mine" in str(about.problem)
    assert file.path.read_text() == damage


def test_a_file_that_asks_for_the_memory_of_the_whole_computer_is_damaged(file: SessionFile) -> None:
    file.keep(KEPT, PASSPHRASE)
    values = yaml.safe_load(file.path.read_text())
    values["head"]["seal"]["cost"] = {"n": 1 << 22, "r": 32, "p": 1}
    file.path.write_text(yaml.safe_dump(values))
    with pytest.raises(SignInError, match="is damaged"):
        file.unlock(PASSPHRASE, LATER)


@posix
def test_p3_only_its_owner_may_read_it_and_no_two_sealings_are_the_same(file: SessionFile) -> None:
    file.keep(KEPT, PASSPHRASE)
    first = yaml.safe_load(file.path.read_text())
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.path.parent.stat().st_mode) == 0o700
    file.keep(KEPT, PASSPHRASE)
    second = yaml.safe_load(file.path.read_text())
    assert first["head"]["seal"]["salt"] != second["head"]["seal"]["salt"]
    assert first["sealed"] != second["sealed"]
    assert [path.name for path in file.path.parent.iterdir()] == ["mine.yaml"], "no temporary file stays"


def test_g13_a_clock_that_was_set_back_opens_nothing(file: SessionFile) -> None:
    file.keep(RememberedSignIn("mine", MADE, (LATER,), KEY), PASSPHRASE)
    with pytest.raises(SignInError, match="Set the clock right"):
        file.unlock(PASSPHRASE, MADE)
    assert not has_ended(MADE, MADE + LASTS - timedelta(seconds=1))
    assert has_ended(MADE, MADE + LASTS)


def test_g13_two_processes_never_use_one_sign_in_and_a_killed_one_does_not_block_it(
    file: SessionFile,
) -> None:
    file.keep(KEPT, PASSPHRASE)
    script = (
        "import sys, time; from pathlib import Path\n"
        "from safecheck.store.sessions import SessionFile\n"
        "SessionFile(Path(sys.argv[1]), 'mine').hold(); print('held', flush=True); time.sleep(600)"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", script, str(file.path.parent)], stdout=subprocess.PIPE, env=os.environ
    )
    assert other.stdout is not None
    try:
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(SignInError, match="in use by another safecheck"):
            file.hold()
    finally:
        other.kill()
        other.wait()
        other.stdout.close()
    assert other.returncode in (-getattr(signal, "SIGKILL", 9), 1)
    file.hold()
    with pytest.raises(SignInError):
        SessionFile(file.path.parent, "mine").hold()
    file.remove()
    file.release()
    assert not file.path.parent.exists(), "nothing stays where nothing is kept"


def test_every_sign_in_is_listed_damaged_ones_too_and_other_files_are_not(tmp_path: Path) -> None:
    assert kept_sign_ins(tmp_path / "none") == ()
    for name in ("b", "a"):
        SessionFile(tmp_path, name, QUICK).keep(RememberedSignIn(name, MADE, (), KEY), PASSPHRASE)
    (tmp_path / "broken.yaml").write_text("head: 1")
    (tmp_path / "Not A Name.yaml").write_text("")
    (tmp_path / "a.lock").write_text("")
    listed = kept_sign_ins(tmp_path)
    assert [one.name for one in listed] == ["a", "b", "broken"]
    assert [one.ends_on for one in listed] == [MADE + LASTS, MADE + LASTS, None]


@pytest.mark.parametrize("name", ["", "Mine", "../x", "a/b", "con", "com1", "a" * 33, "-a", "a.", "é"])
def test_a_name_that_a_file_cannot_have_everywhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInputError, match="Choose up to 32"):
        session_file(tmp_path, name)


@given(st.text(max_size=40))
def test_a_name_is_right_or_refused_and_never_leads_elsewhere(name: str) -> None:
    try:
        checked = checked_name(name)
    except BadInputError:
        return
    assert checked == name
    assert Path(checked).name == checked


@pytest.mark.parametrize(
    ("passphrase", "says"),
    [
        ("short", "too short"),
        ("           x", "too short"),
        ("aaaaaaaaaaaaaaaa", "too easy"),
        ("abababababab", "too easy"),
        ("half a \ufffd letter", "cannot read"),
        ("a tab\tin between", "cannot read"),
        ("four words picked blind", None),
        ("vier woorden, één dicht", None),
    ],
)
def test_a_passphrase_has_to_be_long_and_not_all_the_same(passphrase: str, says: str | None) -> None:
    problem = passphrase_problem(passphrase, "mine")
    assert (problem is None) is (says is None)
    assert says is None or says in (problem or "")


def test_a_letter_with_an_accent_is_the_same_letter_however_it_was_typed(file: SessionFile) -> None:
    file.keep(KEPT, "caf\u00e9 words picked")
    assert file.unlock("cafe\u0301 words picked", LATER) == KEPT
