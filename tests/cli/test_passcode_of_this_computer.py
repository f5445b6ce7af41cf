"""A local passcode: given as a line or typed unseen, never needed for what needs none, and found nowhere."""

import json
import os
import re
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.computers import AUDIT, MIB, PASSCODE, audit_of, profile, values
from tests.cli.process import Run, finish, left_in, run, start
from tests.cli.test_dutch_is_dutch import english_in
from tests.desktop import tdata
from tests.desktop.reading import tree

if sys.platform == "win32":
    pytest.skip("Windows has no such terminals", allow_module_level=True)

from tests.plain.on_terminal import Terminal
from tests.plain.serving import served
from tests.plain.test_secrets_that_were_typed import readable_of
from tests.plain.walking import CODE, PASSWORD, PHONE

LANGS = ("en", "nl")
CHOSEN = tdata.auto_download(tdata.Limits(photo=3 * MIB, file=0))
ASKED = {
    "en": "Passcode (nothing shows while you type):",
    "nl": "Toegangscode (wat je typt, is niet te zien):",
}
# The prompt and what stands before it can come at once, so that they are waited for together.
AGAIN = {
    "en": "That passcode is not the right one. Type it again, or press Enter to go on without."
    f" {ASKED['en']}",
    "nl": "Die toegangscode klopt niet. Typ de code opnieuw, of druk op Enter om zonder verder te gaan."
    f" {ASKED['nl']}",
}
AT_LAST = {"en": "That passcode is not the right one either.", "nl": "Ook die toegangscode klopt niet."}
NEEDED = {"en": "because a local passcode is set.", "nl": "want er is een lokale toegangscode ingesteld."}
REFUSED = {
    "en": "because the passcode that was given is not the right one.",
    "nl": "want de opgegeven toegangscode klopt niet.",
}


@pytest.fixture
def closed(tmp_path: Path) -> tdata.Profile:
    """A profile behind a passcode; what needs none is its folder and that a place is asked for each file."""
    (tmp_path / "kept here").mkdir()
    (tmp_path / "kept here" / "one.bin").write_bytes(b"x" * 1000)
    return profile(
        tmp_path,
        passcode=PASSCODE,
        accounts=[tdata.AccountSpec(downloads=CHOSEN)],
        app=tdata.AppSpec(ask_download_path=True, download_path=f"{tmp_path}/kept here"),
    )


def opened(ended: Run | Any) -> bool:
    """Whether the switches behind the passcode were read."""
    document = ended.json if isinstance(ended, Run) else ended
    known: bool = values(document, 1)["autodownload.private.photo"] == 3 * MIB
    assert known or values(document, 1)["autodownload.private.photo"] is None
    return known


def told_without(folder: Path, document: Any) -> None:
    """What needs no passcode is there in full."""
    of_all, of_account = values(document), values(document, 1)
    assert of_all["ask_download_path"] is True
    assert of_all["download_folder"] == {"kind": "chosen", "path": f"{folder}/kept here"}
    assert of_all["downloads"] == {"files": 1, "bytes": 1000, "at_least": False}
    assert of_all["open_to_others"]["open"] is False
    assert of_account["cache"]["files"] == 4
    unknown = {each["id"] for each in document["settings"] if each["status"] == "unknown"}
    assert len(unknown) == 16
    assert all(each.startswith(("desktop.autodownload.", "desktop.cache_limits")) for each in unknown)
    assert [each["state"] for each in document["devices"]] == ["unknown"]
    assert [step["state"] for step in document["plan"] if step["kind"] == "downloads_off"] == ["to_do"]


# --- as a line --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", [b"appel-42\n", b"appel-42\r\n", b"appel-42", b"appel-42\nmore\n"])
def test_the_right_passcode_on_standard_input_opens_it(
    tmp_path: Path, closed: tdata.Profile, typed: bytes
) -> None:
    before = tree(closed.root)
    ended = audit_of(tmp_path, closed.root, "--passcode-stdin", "--format", "json", typed=typed)
    assert (ended.code, opened(ended), ended.json["complete"]) == (0, True, True)
    assert ended.json["installations"][0]["passcode"] == "given"
    assert len(ended.err.splitlines()) == 2, "only the closing sentences"
    assert tree(closed.root) == before


@pytest.mark.uncounted
@pytest.mark.parametrize("passcode", ["één € 🌷", " blank at both ends ", "tab\there"])
def test_a_passcode_of_any_signs_is_taken_as_it_is(tmp_path: Path, passcode: str) -> None:
    root = profile(tmp_path, passcode=passcode, accounts=[tdata.AccountSpec(downloads=CHOSEN)]).root
    typed = f"{passcode}\n".encode()
    ended = audit_of(tmp_path, root, "--passcode-stdin", "--format", "json", typed=typed)
    assert (ended.code, opened(ended)) == (0, True)


@pytest.mark.uncounted
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("typed", "because", "state"),
    [
        (b"peer-43\n", REFUSED, "wrong"),
        (b"APPEL-42\n", REFUSED, "wrong"),
        (b"\xff\xfe\x00\n", REFUSED, "wrong"),
        (b"x" * 3_000_000, REFUSED, "wrong"),
        (b"", NEEDED, "needed"),
        (b"\n", NEEDED, "needed"),
    ],
    ids=["another", "capitals", "no text", "3 MB", "nothing", "an empty line"],
)
def test_a_wrong_or_missing_one_ends_with_4_and_a_sentence_and_the_rest_is_told(
    tmp_path: Path, closed: tdata.Profile, typed: bytes, because: dict[str, str], state: str, lang: str
) -> None:
    arguments = ("--passcode-stdin", "--format", "json", "--lang", lang)
    ended = audit_of(tmp_path, closed.root, *arguments, typed=typed)
    assert ended.code == 4
    said, *closing = ended.err.splitlines()
    assert because[lang] in said
    assert len(closing) == 2
    assert ("--passcode-stdin" in said) is (state == "needed"), "what to do about it"
    assert (ended.json["complete"], opened(ended)) == (False, False)
    assert ended.json["coverage"]["unread"] == [re.sub(r"^(because|want) |\.$", "", because[lang])]
    assert ended.json["installations"][0]["passcode"] == state
    told_without(tmp_path, ended.json)
    assert "peer-43" not in ended.out + ended.err
    assert "APPEL" not in ended.out + ended.err


@pytest.mark.uncounted
@pytest.mark.parametrize("flag", [(), ("--passcode-stdin",)])
def test_without_a_terminal_nobody_is_asked(
    tmp_path: Path, closed: tdata.Profile, flag: tuple[str, ...]
) -> None:
    ended = audit_of(tmp_path, closed.root, *flag)
    assert ended.code == 4
    assert ASKED["en"] not in ended.err
    assert "In a terminal safecheck asks for it; a script gives it with --passcode-stdin." in ended.err


@pytest.mark.parametrize("flag", [(), ("--passcode-stdin",)])
def test_a_standard_input_that_is_closed_is_no_crash(
    tmp_path: Path, closed: tdata.Profile, flag: tuple[str, ...]
) -> None:
    process = start(
        tmp_path, *AUDIT, "--tdata", str(closed.root), *flag, before=("sh", "-c", 'exec "$0" "$@" <&-')
    )
    ended = finish(tmp_path, process)
    assert ended.code == 4
    assert NEEDED["en"] in ended.err


def test_a_passcode_that_is_not_needed_is_not_even_read(tmp_path: Path) -> None:
    root = profile(tmp_path).root
    reading, writing = os.pipe()  # nothing ever comes, and it does not end either
    process = start(tmp_path, *AUDIT, "--tdata", str(root), "--passcode-stdin", stdin=reading)
    ended = finish(tmp_path, process)
    os.close(reading)
    os.close(writing)
    assert ended.code == 0


def test_the_text_tells_what_is_readable_without_it_and_nothing_more_often_than_needed(
    tmp_path: Path, closed: tdata.Profile
) -> None:
    ended = audit_of(tmp_path, closed.root)
    assert "Asking where to save each file: on." in ended.text
    assert "What lies in that folder: one file, 1000 B." in ended.text
    assert "Which photos Telegram Desktop brings to this computer by itself is unknown." in ended.text
    assert ended.text.count(NEEDED["en"]) <= 3
    dutch = audit_of(tmp_path, closed.root, "--lang", "nl")
    assert english_in(re.sub(r'"[^"]*"|“[^”]*”', "…", f"{dutch.text} {dutch.err}")) == []


# --- typed ------------------------------------------------------------------------------------------------


def on_terminal(folder: Path, root: Path, *arguments: str, **streams: Any) -> Terminal:
    return Terminal(folder, *AUDIT, "--tdata", str(root), *arguments, **streams)


@pytest.mark.parametrize("lang", LANGS)
def test_the_passcode_is_typed_unseen_and_opens_it(tmp_path: Path, closed: tdata.Profile, lang: str) -> None:
    before = tree(closed.root)
    result = tmp_path / "result.json"
    with (
        result.open("wb") as stdout,
        on_terminal(tmp_path, closed.root, "--lang", lang, "--format", "json", stdout=stdout) as terminal,
    ):
        said = terminal.wait_for(ASKED[lang])
        terminal.wait_for_echo(False)
        terminal.type(PASSCODE)
        assert terminal.end() == 0
        assert terminal.echoes
    assert {"en": "press Enter to go on without", "nl": "druk op Enter om zonder verder te gaan"}[
        lang
    ] in said
    assert terminal.text.count(ASKED[lang]) == 1
    assert PASSCODE not in terminal.shown
    assert opened(json.loads(result.read_bytes()))
    assert tree(closed.root) == before


@pytest.mark.uncounted
@pytest.mark.parametrize("arguments", [(), ("--passcode-stdin",)], ids=["", "--passcode-stdin"])
def test_on_a_terminal_it_is_asked_for_unseen_also_where_a_line_was_wanted(
    tmp_path: Path, closed: tdata.Profile, arguments: tuple[str, ...]
) -> None:
    with on_terminal(tmp_path, closed.root, *arguments) as terminal:
        terminal.wait_for(ASKED["en"])
        terminal.type(PASSCODE)
        assert terminal.end() == 0
    assert PASSCODE not in terminal.shown
    assert "Photos in private chats: up to 3 MB." in terminal.text


def test_where_the_empty_passcode_opens_it_nobody_is_asked(tmp_path: Path) -> None:
    with on_terminal(tmp_path, profile(tmp_path).root) as terminal:
        assert terminal.end() == 0
    assert "asscode (" not in terminal.text


@pytest.mark.parametrize("lang", LANGS)
def test_three_wrong_ones_are_enough_and_the_rest_is_told(
    tmp_path: Path, closed: tdata.Profile, lang: str
) -> None:
    wrong = ("peer-43", "peer-44", "peer-45")
    result = tmp_path / "result.json"
    with (
        result.open("wb") as stdout,
        on_terminal(tmp_path, closed.root, "--lang", lang, "--format", "json", stdout=stdout) as terminal,
    ):
        terminal.wait_for(ASKED[lang])
        for passcode, then in zip(wrong, (AGAIN, AGAIN, AT_LAST), strict=True):
            terminal.type(passcode)
            terminal.wait_for(then[lang])
        assert terminal.end() == 4
    assert not [passcode for passcode in wrong if passcode in terminal.shown]
    assert terminal.text.count(ASKED[lang]) == 3
    assert REFUSED[lang] in terminal.text
    assert "--passcode-stdin" not in terminal.text, "whoever was asked needs no other way"
    told_without(tmp_path, json.loads(result.read_bytes()))


@pytest.mark.uncounted
def test_a_wrong_one_can_be_set_right(tmp_path: Path, closed: tdata.Profile) -> None:
    with on_terminal(tmp_path, closed.root) as terminal:
        for passcode in (b"peer-43\n", b"\xff\xfe\n", PASSCODE.encode() + b"\n"):
            terminal.wait_for(ASKED["en"])
            terminal.press(passcode)
        assert terminal.end() == 0
    assert "Photos in private chats: up to 3 MB." in terminal.text


@pytest.mark.uncounted
@pytest.mark.parametrize("keys", [b"\n", b"\x04"], ids=["Enter", "Ctrl+D"])
@pytest.mark.parametrize("lang", LANGS)
def test_enter_goes_on_without(tmp_path: Path, closed: tdata.Profile, lang: str, keys: bytes) -> None:
    with on_terminal(tmp_path, closed.root, "--lang", lang) as terminal:
        terminal.wait_for(ASKED[lang])
        terminal.press(keys)
        assert terminal.end() == 4
        assert terminal.echoes
    lines = [line for line in terminal.shown.splitlines() if ASKED[lang] in line]
    assert lines == [f"{ASKED[lang]} "], "what follows begins on a line of its own"
    assert NEEDED[lang] in terminal.text
    assert terminal.text.count(ASKED[lang]) == 1


def test_where_both_outputs_go_to_files_it_is_asked_for_on_the_terminal_itself(
    tmp_path: Path, closed: tdata.Profile
) -> None:
    with (
        (tmp_path / "out").open("wb") as out,
        (tmp_path / "err").open("wb") as err,
        on_terminal(tmp_path, closed.root, "--format", "json", stdout=out, stderr=err) as terminal,
    ):
        terminal.wait_for(ASKED["en"])
        terminal.type(PASSCODE)
        assert terminal.end() == 0
    assert opened(json.loads((tmp_path / "out").read_bytes()))
    assert ASKED["en"] not in (tmp_path / "err").read_text()


# --- several installations --------------------------------------------------------------------------------


@pytest.fixture
def homes(tmp_path: Path) -> Path:
    """A home with an installation without a passcode between two with one each."""
    home = tmp_path / "home"
    for place, passcode, photo in (
        (".TelegramDesktop", PASSCODE, 1),
        (".local/share/TelegramDesktop", "", 2),
        (".var/app/org.telegram.desktop/data/TelegramDesktop", "peer-43", 3),
    ):
        limits = tdata.auto_download(tdata.Limits(photo=photo))
        account = tdata.AccountSpec(downloads=limits)
        tdata.write_tdata(home / place / "tdata", passcode=passcode, accounts=[account])
    return tmp_path


def photos(path: Path) -> list[int | None]:
    document = json.loads(path.read_bytes())
    return [values(document, 1, number)["autodownload.private.photo"] for number in (1, 2, 3)]


def test_each_installation_that_is_closed_is_asked_for_by_its_folder(homes: Path) -> None:
    result = homes / "result.json"
    with (
        result.open("wb") as stdout,
        Terminal(homes, *AUDIT, "--format", "json", stdout=stdout) as terminal,
    ):
        for folder, passcode in ((".TelegramDesktop", PASSCODE), ("org.telegram.desktop", "peer-43")):
            said = terminal.wait_for(ASKED["en"])
            assert folder in said.replace(" ", "")
            terminal.type(passcode)
        assert terminal.end() == 0
    assert photos(result) == [1, 2, 3]


@pytest.mark.uncounted
def test_what_was_opened_stays_open_when_the_next_passcode_is_wrong(homes: Path) -> None:
    result = homes / "result.json"
    with (
        result.open("wb") as stdout,
        Terminal(homes, *AUDIT, "--format", "json", stdout=stdout) as terminal,
    ):
        for passcode in (PASSCODE, "x", "y", "z"):
            terminal.wait_for(ASKED["en"])
            terminal.type(passcode)
        assert terminal.end() == 4
    assert photos(result) == [1, 2, None]


@pytest.mark.uncounted
def test_one_passcode_for_several_is_typed_once(homes: Path) -> None:
    other = homes / "home" / ".var/app/org.telegram.desktop/data/TelegramDesktop" / "tdata"
    account = tdata.AccountSpec(downloads=tdata.auto_download(tdata.Limits(photo=3)))
    tdata.write_tdata(other, passcode=PASSCODE, accounts=[account])
    result = homes / "result.json"
    with (
        result.open("wb") as stdout,
        Terminal(homes, *AUDIT, "--format", "json", stdout=stdout) as terminal,
    ):
        terminal.wait_for(ASKED["en"])
        terminal.type(PASSCODE)
        assert terminal.end() == 0
    assert terminal.text.count(ASKED["en"]) == 1
    assert photos(result) == [1, 2, 3]


# --- stopping ---------------------------------------------------------------------------------------------


@pytest.mark.uncounted
@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGQUIT, 131), (signal.SIGHUP, 129)],
)
def test_a_signal_at_the_prompt_ends_it_with_the_terminal_as_it_was(
    tmp_path: Path, closed: tdata.Profile, number: signal.Signals, code: int
) -> None:
    with on_terminal(tmp_path, closed.root, "-o", "result.txt") as terminal:
        terminal.wait_for(ASKED["en"])
        terminal.press_and_wait(b"appel half")
        terminal.signal(number)
        assert terminal.end() == code
        assert terminal.echoes
        assert not terminal.holds_anything_typed
    assert "half" not in terminal.shown
    assert "Stopped before anything could be kept." in terminal.shown.splitlines()
    assert "safecheck kept nothing on this computer." in terminal.shown.splitlines()
    assert left_in(tmp_path) == {}


def test_ctrl_c_at_the_prompt_is_such_a_signal(tmp_path: Path, closed: tdata.Profile) -> None:
    with on_terminal(tmp_path, closed.root) as terminal:
        terminal.wait_for(ASKED["en"])
        terminal.wait_for_echo(on=False)  # what was typed before that is thrown away
        terminal.press(b"\x03")
        assert terminal.end() == 130
        assert terminal.echoes
    assert "Result of safecheck" not in terminal.text


# --- secrets ----------------------------------------------------------------------------------------------


@pytest.mark.uncounted
@pytest.mark.parametrize("lang", LANGS)
def test_p3_the_passcode_is_in_no_output_file_or_process_list(
    tmp_path: Path, closed: tdata.Profile, lang: str
) -> None:
    with on_terminal(
        tmp_path, closed.root, "--lang", lang, "-o", "result.json", "--format", "json"
    ) as terminal:
        terminal.wait_for(ASKED[lang])
        terminal.type("my wrong secret")
        terminal.wait_for(AGAIN[lang])
        others = readable_of(terminal.process.pid)
        terminal.type(PASSCODE)
        assert terminal.end() == 0
    kept = left_in(tmp_path)
    assert set(kept) == {"work/result.json"}
    for secret in (PASSCODE, "my wrong secret", closed.local_key.hex()[:24]):
        assert secret not in terminal.shown + others
        assert not any(secret.encode() in content for content in kept.values())
    assert others, "there was something to search"


CRASHING = """
import safecheck.desktop.accounts as accounts
def crash(lock, passcode): raise RuntimeError(f"with {passcode}")
accounts._open = crash
from safecheck.__main__ import main; main()
"""


def test_p3_the_passcode_is_in_no_crash_text(tmp_path: Path, closed: tdata.Profile) -> None:
    ended = audit_of(tmp_path, closed.root, "--passcode-stdin", typed=b"appel-42\n", command=("-c", CRASHING))
    assert (ended.code, ended.out, ended.left) == (70, "", {})
    assert "RuntimeError" in ended.err
    assert PASSCODE not in ended.err


# --- beside an account ------------------------------------------------------------------------------------


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder of the audit's own, beside what the server writes."""
    folder = tmp_path / "here"
    folder.mkdir()
    return folder


@pytest.mark.uncounted
@pytest.mark.parametrize("lang", LANGS)
def test_beside_a_sign_in_this_computer_is_read_as_well(tmp_path: Path, here: Path, lang: str) -> None:
    root = profile(tmp_path, passcode=PASSCODE, accounts=[tdata.AccountSpec(downloads=CHOSEN)]).root
    result = here / "result.json"
    flags = ("--sign-in", "--tdata", str(root), "--format", "json", "--lang", lang)
    with (
        served(tmp_path) as server,
        result.open("wb") as stdout,
        Terminal(here, *AUDIT, *flags, *server.flags, stdout=stdout) as terminal,
    ):
        terminal.wait_for(ASKED[lang])
        terminal.type(PASSCODE)
        terminal.answer(PHONE[lang], f"+{server.phone}")
        terminal.answer(CODE[lang], server.code)
        terminal.answer(PASSWORD[lang], server.password)
        assert terminal.end() == 0
    document = json.loads(result.read_bytes())
    assert (document["source"], document["complete"]) == ("account", True)
    assert {each["scope"] for each in document["settings"]} == {"account", "this_computer"}
    assert opened(document)
    assert document["devices"][-1]["id"] == "this-computer/1/1"
    assert len(document["chats"]) > 10
    assert PASSCODE not in terminal.shown
    assert left_in(here) == {}


@pytest.mark.parametrize("how", ["refused", "ended"])
def test_p7_what_was_read_here_is_told_also_where_nobody_could_be_signed_in(
    tmp_path: Path, here: Path, how: str
) -> None:
    root = profile(tmp_path, accounts=[tdata.AccountSpec(downloads=CHOSEN)]).root
    fault = {"message": "PHONE_NUMBER_BANNED", "method": "auth.sendCode", "from_call": 1, "times": 0}
    result = here / "result.json"
    flags = ("--sign-in", "--tdata", str(root), "--format", "json")
    with (
        served(tmp_path, faults={"errors": [fault]}) as server,
        result.open("wb") as stdout,
        Terminal(here, *AUDIT, *flags, *server.flags, stdout=stdout) as terminal,
    ):
        terminal.answer(PHONE["en"], f"+{server.phone}" if how == "refused" else "q")
        assert terminal.end() == 3
    document = json.loads(result.read_bytes())
    assert document["source"] == "this_computer"
    assert opened(document)
    assert "safecheck was not signed in." in terminal.text
    expected = {
        "refused": "Telegram has closed the account with that number.",
        "ended": "Stopped. What was read until then is kept in the result.",
    }
    assert expected[how] in terminal.text


def test_without_this_computer_a_refused_sign_in_has_no_result(tmp_path: Path, here: Path) -> None:
    fault = {"message": "PHONE_NUMBER_BANNED", "method": "auth.sendCode", "from_call": 1, "times": 0}
    result = here / "result.json"
    with (
        served(tmp_path, faults={"errors": [fault]}) as server,
        result.open("wb") as stdout,
        Terminal(here, "audit", "--sign-in", *server.flags, stdout=stdout) as terminal,
    ):
        terminal.answer(PHONE["en"], f"+{server.phone}")
        assert terminal.end() == 3
    assert result.read_bytes() == b""


@pytest.mark.uncounted
def test_a_practice_account_never_reads_real_files(tmp_path: Path) -> None:
    tdata.write_tdata(tmp_path / "home" / ".local" / "share" / "TelegramDesktop" / "tdata")
    document = run(tmp_path, "audit", "--demo", "quiet", "--format", "json").json
    assert document["installations"] == []
    assert {each["scope"] for each in document["settings"]} == {"account"}
