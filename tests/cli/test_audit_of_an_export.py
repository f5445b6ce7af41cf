"""`audit --export` as it is run: report, JSON, exit codes, one sentence for what is wrong."""

import json
import re
import signal
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from safecheck.model.text import LANGUAGES
from safecheck.report.json_document import NOT_SEEN_IN_EXPORT, json_schema
from tests.cli.process import Run, finish, interrupt, run, start
from tests.cli.test_dutch_is_dutch import english_in, without_quotes
from tests.cli.test_nothing_leaves_this_computer import watched
from tests.cli.texts import flat
from tests.desktop import tdata
from tests.export import exports
from tests.export.exports import BOB, chat, message

pytestmark = pytest.mark.uncounted


def audit_of(folder: Path, value: object, *arguments: str) -> Run:
    return run(folder, "audit", "--export", str(exports.write(folder / "export", value).parent), *arguments)


# --- what is told -----------------------------------------------------------------------------------------


def test_the_text_says_what_stood_in_it_and_what_an_export_cannot_tell(tmp_path: Path) -> None:
    ended = audit_of(tmp_path, exports.everything())
    assert ended.code == 0
    for words in (
        "An export of Telegram Desktop; no account was asked.",
        "Photos from at least 2 groups and channels can land on your devices by themselves, if you never",
        "Switching automatic download off stays wise, whatever stands in an export.",
        "Not in it: private channels. Either you are in none, or they were not ticked",
        "The newest moment in it is of 18 November 2026.",
        "Pixel 8, Telegram for Android, last used 18 November 2026.",
        "You are no longer in one other.",
        "They were not part of the export, so how they stand is unknown.",
        "Whether Telegram has marked or restricted a chat, whether its members are hidden, how large it is,"
        " and its public name: an export does not tell.",
        "How automatic download and your other settings stand: they are not in an export.",
        "Private chats: 2 were counted, none was looked into.",
        "safecheck sent nothing and changed nothing.",
    ):
        assert words in ended.text
    for words in ("Sent along", "Telegram names", "has not been used", "requests"):
        assert words not in ended.text
    assert max(map(len, ended.out.splitlines())) <= 80
    assert ended.err.splitlines() == [
        "safecheck was not signed in.",
        "safecheck kept nothing on this computer.",
    ]
    assert ended.left == {}


def test_json_has_what_stood_in_it_and_null_where_it_does_not_say(tmp_path: Path) -> None:
    (tmp_path / "export" / "photos").mkdir(parents=True)
    ended = audit_of(tmp_path, exports.everything(), "--format", "json")
    Draft202012Validator(json.loads(json_schema())).validate(ended.json)
    document: Any = ended.json
    assert (document["source"], document["complete"], document["requests"]) == ("export", True, [])
    assert document["coverage"] == {
        "complete": True, "listed": 7, "total": 7, "groups_and_channels": 4, "private_chats": 2, "bots": 1,
        "not_seen": list(NOT_SEEN_IN_EXPORT), "depth": "quick", "probed": 0,
        "export": {
            "scope": "account", "passed_over": 0, "media_beside": True, "newest": "2026-11-18T11:06:40Z",
            "types": ["private_group", "private_supergroup", "public_supergroup", "public_channel"],
        },
    }  # fmt: skip
    assert document["settings"] == []
    assert [(each["title"], each["level"]) for each in document["chats"]] == [
        (name, "none") for name in ("Garden club", "Green wharf", "Rowing", "Old allotment")
    ]
    assert [each["client"] for each in document["devices"]] == ["android", "desktop"]
    assert {(each["official"], each["unconfirmed"]) for each in document["devices"]} == {(None, None)}
    assert {step["kind"] for step in document["plan"]} == {"downloads_off", "look_again"}
    assert "in which Telegram Desktop puts pictures" in ended.err


def test_an_old_export_does_not_make_its_devices_look_abandoned(tmp_path: Path) -> None:
    old = [exports.session(at=1_600_000_000), exports.session("Telegram iOS", "iPhone", at=1_600_100_000)]
    document = audit_of(tmp_path, exports.account(sessions=old), "--format", "json").json
    assert "device.stale" not in {finding["rule"] for finding in document["findings"]}
    assert [step["kind"] for step in document["plan"]][:2] == ["downloads_off", "downloads_off"]


def test_without_a_list_of_devices_the_plan_begins_with_every_device(tmp_path: Path) -> None:
    """G9: downloads unknown, so the plan is not empty."""
    ended = audit_of(tmp_path, exports.account([chat("Rowing", "private_group", 5)]), "--format", "json")
    assert ended.code == 0
    assert ended.json["plan"][0]["id"] == "downloads-off/all-devices"
    assert ended.json["headline"]["text"].endswith("the export does not say which devices you use.")


def test_a_chat_whose_name_stands_out_is_told_as_in_any_audit(tmp_path: Path) -> None:
    from safecheck.packs.shipped import chat_rules

    words = {
        rule.examples.fires[0].title
        for rule in chat_rules().rules
        if rule.when.words and rule.id.endswith(".telling")
    }
    chats = [
        chat(f"{word} channel", "public_channel", number, [message(BOB)])
        for number, word in enumerate(sorted(words)[:40], start=1)
    ]
    levels = [
        each["level"] for each in audit_of(tmp_path, exports.account(chats), "--format", "json").json["chats"]
    ]
    assert len(levels) == len(chats)
    assert set(levels) - {"none"}


# --- incomplete -------------------------------------------------------------------------------------------


def test_g9_what_was_not_read_is_said_and_the_exit_code_is_4(tmp_path: Path) -> None:
    data = exports.as_written(exports.everything())
    ended = audit_of(tmp_path, data[: data.index(b'"Green wharf"')], "--fail-on", "low")
    assert ended.code == 4, "before the findings"
    assert "This export was not read in full, because the export ends in the middle" in ended.text
    assert "We looked at 4 chats in it. About what follows we know nothing." in ended.text
    assert "The audit is incomplete: the export ends in the middle" in flat(ended.err)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_p7_a_stop_keeps_what_was_read(tmp_path: Path) -> None:
    """The file grows while it is read, so that the signal finds it there, however fast the machine."""
    head = exports.as_written(exports.account([chat("Rowing", "private_group", 5)]))
    path = exports.write(tmp_path / "export", head[: head.rindex(b"]")] + b",")
    entry = exports.as_written(chat("Person", "personal_chat", 6, [message()] * 200)) + b","
    with path.open("ab") as stream:
        stream.write(entry * 300)
        stream.flush()
        process = start(tmp_path, "audit", "--export", str(path), "--format", "json")
        end = time.monotonic() + 3
        while time.monotonic() < end and process.poll() is None:
            stream.write(entry * 200)
            stream.flush()
        interrupt(process, signal.SIGINT)
    ended = finish(tmp_path, process)
    assert ended.code == 130, ended.err
    assert ended.json["complete"] is False
    assert [each["title"] for each in ended.json["chats"]] == ["Rowing"]
    assert "you stopped the reading" in ended.json["coverage"]["stopped"]
    assert "Stopped. What was read until then is kept in the result." in ended.err


# --- wrong use --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--export", ""), "The name of the export is empty."),
        (("--export", "nowhere"), "There is no file or folder nowhere."),
        (("--export", "."), "The folder . holds no result.json."),
        (("--export", "a.html"), "a.html is an export made to be read by people (HTML)"),
        (("--export", "a.json"), "a.json is not an export of Telegram Desktop: it is empty, or no JSON."),
        (("--export", "b.json"), "b.json is JSON, but not an export of Telegram Desktop."),
        (("--export", "b.json", "--demo"), "A practice account never reads real files."),
        (("--export", "b.json", "--sign-in"), "--export and --sign-in are two ways to look at an account."),
        (("--export", "b.json", "--dc", "2"), "--server"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_sentence(
    tmp_path: Path, arguments: tuple[str, ...], said: str, lang: str
) -> None:
    work = tmp_path / "work"
    work.mkdir()
    (work / "a.html").write_bytes(b"<!DOCTYPE html>")
    (work / "a.json").write_bytes(b"not json")
    (work / "b.json").write_bytes(b'{"a": 1}')
    ended = run(tmp_path, "audit", *arguments, "--lang", lang)
    assert (ended.code, ended.out) == (2, "")
    assert len(ended.err.splitlines()) == 1
    if lang == "en":
        assert said in ended.err
    else:
        assert english_in(without_quotes(flat(ended.err))) == []


def test_without_the_quick_parser_it_is_read_all_the_same_and_said_to_take_long(tmp_path: Path) -> None:
    path = exports.write(tmp_path / "export", exports.everything())
    without = (
        "-c",
        "import sys; sys.modules['ijson.backends.yajl2_c'] = None\n"
        "from safecheck.__main__ import main; main()",
    )
    ended = run(tmp_path, "audit", "--export", str(path), "--format", "json", command=without)
    assert (ended.code, len(ended.json["chats"])) == (0, 4)
    assert ended.err.splitlines()[0].startswith("The quick reader for exports is not installed here")


def test_beside_an_export_this_computer_can_be_read(tmp_path: Path) -> None:
    root = tdata.write_tdata(tmp_path / "Telegram" / "tdata").root
    more = ("--this-computer", "--tdata", str(root))
    ended = audit_of(tmp_path, exports.everything(), *more)
    assert ended.code == 0
    assert "Telegram Desktop on this computer" in ended.text
    document = audit_of(tmp_path, exports.everything(), *more, "--format", "json").json
    assert document["source"] == "export"
    assert [each["id"] for each in document["devices"] if each["id"].startswith("this-computer")]
    assert [each["official"] for each in document["devices"]] == [None, None, True]


# --- nothing leaves, nothing acts ------------------------------------------------------------------------


def test_p4_an_audit_of_an_export_reaches_no_other_machine(tmp_path: Path) -> None:
    (tmp_path / "export" / "photos").mkdir(parents=True)
    path = exports.write(tmp_path / "export", exports.everything())
    ended = watched(tmp_path, "audit", "--export", str(path), "--lang", "nl")
    assert ended.code == 0, ended.err
    assert english_in(without_quotes(flat(ended.err))) == []
    assert "left the computer" not in ended.err


def test_hostile_names_come_out_inert(tmp_path: Path) -> None:
    """P8."""
    names = [
        "\x1b]0;x\x07\x1b[2J",
        "a\u202eb\u200b",
        "line\r\nbreak",
        "Z\u0335\u0336\u0337\u0338algo",
        "x" * 5000,
    ]
    value = exports.account(
        [chat(name, "private_group", number) for number, name in enumerate(names, start=1)],
        sessions=[exports.session(f"Telegram {name}", name) for name in names],
    )
    for form in ("text", "json"):
        ended = audit_of(tmp_path, value, "--format", form)
        assert ended.code == 0
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u200b]", ended.out)
