"""`safecheck answers`, and an audit that goes by what was told earlier."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from safecheck.model.marks import ChatMark
from safecheck.model.told import Told
from safecheck.store.answers import AnswerFile
from safecheck.store.marks import MarkFile
from tests.cli.process import audit, left_in, run

pytestmark = pytest.mark.uncounted

LANGS = ("en", "nl")
PHONE = Told(
    device_id="0123456789ab",
    switches={"wifi": "off", "wifi.photo.channels": "off", "gallery.groups": "on", "autoplay.gif": "off"},
    told_on="2026-11-20",
)


def kept_in(folder: Path) -> AnswerFile:
    return AnswerFile(folder / "home/.local/state/safecheck/answers.yaml")


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_kept_is_listed_in_words(tmp_path: Path, lang: str) -> None:
    kept_in(tmp_path).keep([PHONE, Told(device_id="f" * 12, told_on="2026-01-02", app="web-k")])
    listed = run(tmp_path, "answers", "list", "--lang", lang)
    assert listed.code == 0
    words = {
        "en": (
            "Device 0123456789ab, told on 20 November 2026:",
            "Automatic download on Wi-Fi: off",
            "Automatic download on Wi-Fi, photos, channels: off",
            "Saving to the gallery, groups: on",
            "safecheck answers forget",
        ),
        "nl": (
            "Apparaat 0123456789ab, verteld op 20 november 2026:",
            "Automatisch downloaden op wifi: uit",
            "Automatisch downloaden op wifi, foto's, kanalen: uit",
            "Opslaan in de galerij, groepen: aan",
            "safecheck answers forget",
        ),
    }
    for line in words[lang]:
        assert line in listed.text
    assert json.loads(run(tmp_path, "answers", "list", "--format", "json").out)[0] == {
        "device": "0123456789ab",
        "told_on": "2026-11-20",
        "app": None,
        "app_language": None,
        "switches": dict(PHONE.switches),
    }


def test_forgetting_removes_the_file_and_says_so(tmp_path: Path) -> None:
    kept_in(tmp_path).keep([PHONE])
    assert "is forgotten." in run(tmp_path, "answers", "forget").err
    assert not kept_in(tmp_path).exists
    again = run(tmp_path, "answers", "forget")
    assert (again.code, again.err) == (0, "No answers about devices are kept on this computer.\n")
    assert "No answers about devices" in run(tmp_path, "answers", "list").out


@pytest.mark.parametrize("lang", LANGS)
def test_a_damaged_file_is_one_sentence_and_can_still_be_forgotten(tmp_path: Path, lang: str) -> None:
    file = kept_in(tmp_path)
    file.keep([PHONE])
    file.path.write_text(file.path.read_text().replace("2026-11-20", "someday"), encoding="utf-8")
    listed = run(tmp_path, "answers", "list", "--lang", lang)
    assert listed.code == 2
    assert listed.err.count("\n") == 1
    assert ("line 6, key answers[0].told_on" if lang == "en" else "regel 6") in listed.err
    assert run(tmp_path, "answers", "forget").code == 0
    assert not file.exists


@pytest.mark.parametrize("lang", LANGS)
def test_g10_marks_of_chats_are_listed_and_forgotten_by_the_same_commands(tmp_path: Path, lang: str) -> None:
    file = MarkFile(kept_in(tmp_path).path.with_name("marks.yaml"))
    file.keep([ChatMark("-42", "known", "2026-11-20")], {"-42"})
    listed = run(tmp_path, "answers", "list", "--lang", lang)
    words = {
        "en": "Chat -42, marked on 20 November 2026: known to you",
        "nl": "Chat -42, gemarkeerd op 20 november 2026: bekend bij je",
    }
    assert words[lang] in listed.text
    assert json.loads(run(tmp_path, "answers", "list", "--format", "json").out) == [
        {"chat": "-42", "mark": "known", "marked_on": "2026-11-20"}
    ]
    assert run(tmp_path, "answers", "forget").err == "How you marked chats is forgotten.\n"
    assert not file.exists


def test_wrong_use_is_said(tmp_path: Path) -> None:
    assert run(tmp_path, "answers").code == 2
    assert run(tmp_path, "answers", "show").code == 2


def test_g22_the_last_sentence_names_the_file_also_after_a_practice_account_which_never_reads_it(
    tmp_path: Path,
) -> None:
    """What is in it, a practice account does not even look at."""
    file = kept_in(tmp_path)
    file.path.parent.mkdir(parents=True)
    file.path.write_text("not: ours", encoding="utf-8")
    ended = audit(tmp_path, "quiet")
    assert ended.code == 0
    assert f"Kept: what you told about your devices, in {file.path}." in ended.err
    assert "To throw it away: safecheck answers forget" in ended.err
    assert "kept nothing" not in ended.err
    assert "line 1" not in ended.err
    assert [name for name, data in left_in(tmp_path).items() if data == b"not: ours"]


if sys.platform != "win32":
    from tests.plain.on_terminal import Terminal
    from tests.plain.serving import served
    from tests.plain.walking import CODE, PASSWORD
    from tests.plain.walking import PHONE as NUMBER

    def _audited(tmp_path: Path, here: Path) -> tuple[Terminal, Path]:
        here.mkdir(exist_ok=True)
        result = here / "result.json"
        with (
            served(tmp_path) as server,
            result.open("wb") as stdout,
            Terminal(
                here, "audit", "--sign-in", *server.flags, "--format", "json", stdout=stdout
            ) as terminal,
        ):
            terminal.answer(NUMBER["en"], f"+{server.phone}")
            terminal.answer(CODE["en"], server.code)
            terminal.answer(PASSWORD["en"], server.password)
            assert terminal.end() == 0
        return terminal, result

    def test_an_audit_of_an_own_account_goes_by_what_was_kept(tmp_path: Path) -> None:
        here = tmp_path / "here"
        _, result = _audited(tmp_path, here)
        before = json.loads(result.read_bytes())["chats"]
        marked = next(each["id"] for each in before if each["level"] != "high")
        marks = MarkFile(kept_in(here).path.with_name("marks.yaml"))
        phone = next(
            each for each in json.loads(result.read_bytes())["devices"] if each["client"] == "android"
        )
        assert phone["state"] == "default_assumed"
        off = Told(
            device_id=phone["id"],
            switches=dict.fromkeys(("wifi", "mobile", "roaming"), "off"),
            told_on=datetime.now(UTC).date().isoformat(),
        )
        kept_in(here).keep([off])
        marks.keep([ChatMark(marked, "known", "2026-11-20")], {marked})
        terminal, result = _audited(tmp_path, here)
        told = next(each for each in json.loads(result.read_bytes())["devices"] if each["id"] == phone["id"])
        assert told["state"] == "told"
        assert {each["lands"] for each in told["lands"]} == {"no"}
        assert "Kept: what you told about your devices" in terminal.text
        assert "Kept: how you marked chats" in terminal.text
        after = json.loads(result.read_bytes())["chats"]
        assert [each["id"] for each in after if each.pop("accepted", None) == "known"] == [marked]
        for each in (*before, *after):
            del each["exposure"]  # what was told about the phone changes that
        assert after == before, "a mark improves nothing (G10)"

    def test_a_damaged_file_does_not_stop_an_audit_and_is_said(tmp_path: Path) -> None:
        here = tmp_path / "here"
        file = kept_in(here)
        file.path.parent.mkdir(parents=True)
        file.path.write_text("schema: 1\nanswers: 7\n", encoding="utf-8")
        terminal, result = _audited(tmp_path, here)
        assert json.loads(result.read_bytes())["complete"] is True
        assert "line 2, key answers" in terminal.text
        assert file.path.read_text(encoding="utf-8") == "schema: 1\nanswers: 7\n"
