"""P1, G14: the named file is opened and no other; of what it says of people nothing stays."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from safecheck.audit.evaluate import evaluate
from safecheck.audit.export import ExportAudit
from safecheck.i18n.catalog import load
from safecheck.model.errors import BadInputError, ExitCode
from safecheck.model.facts import AuditFacts
from safecheck.report.json_document import to_json
from safecheck.report.text import render_text
from tests.contracts.source import PACKAGE
from tests.desktop.watched import watched
from tests.export import exports
from tests.export.exports import MARK, chat, message

posix = pytest.mark.skipif(os.name != "posix", reason="links and pipes as POSIX has them")


def _tempting(folder: Path) -> Path:
    """An export beside which lie the files that it names, and in which a path leads out of the folder."""
    for name in ("photos", "video_files", "chats/chat_1/photos"):
        (folder / name).mkdir(parents=True)
    for name in ("photos/photo_1.jpg", "video_files/a.mp4", "chats/chat_1/photos/b.jpg", "secret.txt"):
        (folder / name).write_bytes(b"not to be opened")
    value = exports.everything()
    value["chats"]["list"][3]["messages"] += [
        message(photo="photos/photo_1.jpg"),
        message(file="video_files/a.mp4", thumbnail="../secret.txt"),
        message(photo=str(folder / "secret.txt")),
    ]
    return exports.write(folder, value)


@pytest.mark.parametrize("by_folder", [False, True])
def test_p1_one_file_is_opened_and_no_folder_is_listed(tmp_path: Path, *, by_folder: bool) -> None:
    path = _tempting(tmp_path)
    given = str(tmp_path if by_folder else path)
    with watched() as seen:
        audit = ExportAudit(given)
        audit.read()
        facts = audit.facts()
    assert (seen.opened, seen.listed, seen.else_done) == ([path], [], [])
    assert facts.export is not None
    assert facts.export.media_beside


@pytest.mark.parametrize(
    ("folder", "beside"),
    [("photos", True), ("video_files", True), ("chats", True), ("stories", True), ("documents", False)],
)
def test_folders_for_pictures_are_told_by_their_names(tmp_path: Path, folder: str, *, beside: bool) -> None:
    (tmp_path / folder).mkdir()
    facts = exports.facts_of(tmp_path, exports.everything())
    assert facts.export is not None
    assert facts.export.media_beside is beside


def _facts(folder: Path) -> AuditFacts:
    return exports.facts_of(folder, exports.everything())


def test_g14_no_text_no_name_and_no_address_stays(tmp_path: Path) -> None:
    """The marks stand in every text, name, address and file name; no live object has one afterwards."""
    code = (
        "import gc, sys; from safecheck.audit.export import ExportAudit\n"
        "audit = ExportAudit(sys.argv[1]); audit.read(); facts = audit.facts()\n"
        "assert len(facts.chat_list.chats) == 4 and facts.devices.value.devices\n"
        "gc.collect(); mark = ''.join(['QZMARK', 'ZQ']); control = [mark * 2]; found = []\n"
        "seen, todo = set(), [*gc.get_objects(), facts, audit]\n"
        "while todo:\n"
        "    each = todo.pop()\n"
        "    if id(each) in seen: continue\n"
        "    seen.add(id(each))\n"
        "    if isinstance(each, (str, bytes, bytearray)):\n"
        "        text = each if isinstance(each, str) else bytes(each).decode('latin-1')\n"
        "        if mark in text and each is not mark: found.append(text[:200])\n"
        "    elif not isinstance(each, type(gc)): todo += gc.get_referents(each)\n"
        "assert found == control, found\n"
        "print(len(seen))"
    )
    path = exports.write(tmp_path, exports.everything())
    assert MARK.encode() in path.read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(PACKAGE.parent)},
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 10_000


def test_g14_no_text_no_name_and_no_address_reaches_a_report(tmp_path: Path) -> None:
    facts = _facts(tmp_path)
    result = evaluate(facts, (), "en")
    for shown in (msgspec.json.encode(facts).decode(), to_json(result), render_text(result, load("en"), 80)):
        assert MARK not in shown
        assert "198.51" not in shown


def _refused(given: Path | str) -> str:
    with pytest.raises(BadInputError) as caught:
        ExportAudit(str(given)).read()
    assert caught.value.exit_code == ExitCode.WRONG_USE
    return str(caught.value)


@posix
def test_what_is_no_ordinary_file_is_not_opened(tmp_path: Path) -> None:
    """A pipe would be waited for, and a link may lead anywhere."""
    real = exports.write(tmp_path / "real", exports.everything())
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(real)
    for name in ("linked", "piped", "foldered"):
        (tmp_path / name).mkdir()
    (tmp_path / "linked" / "result.json").symlink_to(real)
    os.mkfifo(tmp_path / "piped" / "result.json")
    (tmp_path / "foldered" / "result.json").mkdir()
    for given in ("pipe", "link", "linked", "piped", "foldered", "/dev/zero"):
        with watched() as seen:
            assert "not an ordinary" in (said := _refused(tmp_path / given)) or "a link" in said
        assert seen.opened == []


@posix
def test_a_link_to_the_folder_of_an_export_is_a_way_to_it(tmp_path: Path) -> None:
    exports.write(tmp_path / "real", exports.everything())
    (tmp_path / "here").symlink_to(tmp_path / "real")
    audit = ExportAudit(str(tmp_path / "here"))
    audit.read()
    assert audit.recognised


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "The name of the export is empty"),
        ("nowhere", "There is no file or folder"),
        ("nowhere/result.json", "There is no file or folder"),
        ("empty/nul\0byte", "There is no file or folder"),
        ("empty", "holds no result.json"),
        ("for people", "made to be read by people"),
        ("for people/export_results.html", "made to be read by people"),
        ("one chat for people", "made to be read by people"),
        ("named wrongly/result.json", "made to be read by people"),
        ("nothing/result.json", "is empty, or no JSON"),
        ("noise/result.json", "is empty, or no JSON"),
        ("utf-16/result.json", "is empty, or no JSON"),
        ("cut/result.json", "is empty, or no JSON"),
        ("other/result.json", "is JSON, but not an export"),
        ("list/result.json", "is JSON, but not an export"),
        ("chat of others/result.json", "is JSON, but not an export"),
    ],
)
def test_what_is_no_export_is_refused_in_one_sentence(tmp_path: Path, given: str, said: str) -> None:
    for name, data in {
        "for people/export_results.html": b"<!DOCTYPE html>",
        "one chat for people/messages.html": b"<!DOCTYPE html>",
        "named wrongly/result.json": b"\xef\xbb\xbf \n<!DOCTYPE html>",
        "nothing/result.json": b"",
        "noise/result.json": bytes(range(256)),
        "utf-16/result.json": exports.as_written(exports.everything()).decode().encode("utf-16"),
        "cut/result.json": b'{\n "about": "Here',
        "other/result.json": b'{"name": "x", "id": 5, "messages": [], "chats": 7}',
        "list/result.json": b"[1, 2]",
        "chat of others/result.json": b'{"name": "x", "type": "room", "id": 5, "messages": []}',
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    (tmp_path / "empty").mkdir()
    sentence = _refused(tmp_path / given if given else "")
    assert said in sentence
    assert "%(" not in sentence


@posix
@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_said_so(tmp_path: Path) -> None:
    path = exports.write(tmp_path, exports.everything())
    path.chmod(0)
    assert "You may not read" in _refused(path)


def test_a_disk_that_fails_in_the_middle_keeps_what_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P7."""
    chats = [chat(f"Garden {number}", "private_group", number, [message()] * 50) for number in range(1, 60)]
    path = exports.write(tmp_path, exports.account(chats))
    assert path.stat().st_size > 2**19
    real, calls = os.read, []

    def failing(descriptor: int, size: int) -> bytes:
        calls.append(size)
        if len(calls) > 2:
            raise OSError(5, "Input/output error")
        return real(descriptor, size)

    monkeypatch.setattr("safecheck.export.place.os.read", failing)
    audit = ExportAudit(str(path))
    audit.read()
    facts = audit.facts()
    assert 5 < len(facts.chat_list.chats) < 59
    assert facts.chat_list.stopped is not None
    assert facts.chat_list.stopped.values == {"problem": "Input/output error"}
    calls[:] = [1, 2]
    assert "Input/output error" in _refused(path)
