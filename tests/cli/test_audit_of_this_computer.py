"""`audit --this-computer` as it is run: exact values, one sentence for what is wrong, nothing changed."""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from safecheck.report.json_document import json_schema
from tests.cli.computers import AUDIT, MIB, OFF, PASSCODE, audit_of, profile, values
from tests.cli.conftest import Once
from tests.cli.process import PACKAGE, Run, run
from tests.cli.test_dutch_is_dutch import english_in, english_messages, english_words_of_data, fragments
from tests.cli.texts import flat
from tests.desktop import tdata
from tests.desktop.ordinary_user import reachable_folder
from tests.desktop.reading import expected, tree

pytestmark = pytest.mark.uncounted

posix = pytest.mark.skipif(os.name != "posix", reason="links, pipes and modes as POSIX has them")
by_name = pytest.mark.parametrize("family", tdata.READ_EXACTLY, ids=lambda family: family.name)

KINDS = {"private": "private", "group": "groups", "channel": "channels"}
CHOSEN = (
    tdata.Limits(photo=0, file=123_456, autoplay_gif=0),
    tdata.OFF,
    tdata.Limits(photo=3 * MIB, file=tdata.LARGEST_LIMIT, autoplay_video=0),
)
FOLDER = tdata.account_folder(0)


def settings_file(root: Path) -> Path:
    (name,) = (
        path for path in root.rglob("*s") if path.name == f"{tdata.file_name(tdata.AccountSpec().key)}s"
    )
    return name


def valid(ended: Run) -> Any:
    Draft202012Validator(json.loads(json_schema())).validate(ended.json)
    return ended.json


# --- values -----------------------------------------------------------------------------------------------


@by_name
def test_json_has_the_exact_values_of_every_family_of_versions(tmp_path: Path, family: tdata.Family) -> None:
    downloads = tmp_path / "kept here"
    downloads.mkdir()
    for number in range(3):
        (downloads / f"picture {number}.jpg").write_bytes(b"x" * 1000)
    root = tmp_path / "Telegram" / "tdata"
    written = family.write(
        root,
        accounts=(
            tdata.AccountSpec(downloads=tdata.auto_download(*CHOSEN), cache=(2**30, 604_800, 2**29, 0)),
            tdata.AccountSpec(index=2),
        ),
        app=tdata.AppSpec(ask_download_path=True, download_path=f"{downloads}/"),
    )
    before = tree(tmp_path)
    ended = audit_of(tmp_path, root, "--format", "json")
    assert ended.code == 0
    assert {name: what for name, what in tree(tmp_path).items() if name in before} == before
    document = valid(ended)
    assert (document["source"], document["complete"], document["requests"]) == ("this_computer", True, [])
    for number, limits in ((1, CHOSEN), (3, (tdata.DEFAULT,) * 3)):
        of_account = values(document, number)
        for (chats, field), kept in zip(KINDS.items(), limits, strict=True):
            for media in ("photo", "file", "autoplay_video", "autoplay_gif", "autoplay_round"):
                effective = getattr(expected(field, kept), media)
                assert of_account[f"autodownload.{chats}.{media}"] == effective, (number, chats, media)
    first, of_all = values(document, 1), values(document)
    assert first["cache_limits"] == {
        "total_bytes": 2**30, "total_seconds": 604_800, "big_file_bytes": 2**29, "big_file_seconds": 0,
    }  # fmt: skip
    cached = [path for path in written.decoys if "user_data" in path.parts]
    assert first["cache"] == {
        "files": len(cached), "bytes": sum(path.stat().st_size for path in cached), "at_least": False,
    }  # fmt: skip
    assert of_all["ask_download_path"] is True
    assert of_all["download_folder"] == {"kind": "chosen", "path": str(downloads)}
    assert of_all["downloads"] == {"files": 3, "bytes": 3000, "at_least": False}
    (installation,) = document["installations"]
    assert (installation["folder"], installation["accounts"]) == (str(root), [1, 3])
    assert installation["version"] == ".".join(
        str(part)
        for part in (family.version // 1_000_000, family.version // 1000 % 1000, family.version % 1000)
    )
    assert "picture" not in ended.out


@pytest.mark.parametrize("family", tdata.LEGACY, ids=lambda family: family.name)
def test_older_profiles_are_read_as_telegram_desktop_would_take_them(
    tmp_path: Path, family: tdata.Family
) -> None:
    root = tmp_path / "Telegram" / "tdata"
    family.write(root, accounts=(tdata.AccountSpec(downloads=tdata.auto_download(*CHOSEN)),))
    ended = audit_of(tmp_path, root, "--format", "json")
    assert (ended.code, valid(ended)["complete"]) == (0, True)
    of_account = values(ended.json, 1)
    assert of_account["autodownload.private.photo"] == 0
    assert of_account["autodownload.private.file"] == 123_456
    assert of_account["autodownload.channel.file"] == tdata.LARGEST_LIMIT


def test_the_folder_itself_and_the_one_that_holds_it_are_the_same_profile(tmp_path: Path) -> None:
    profile(tmp_path)
    itself, holder = (
        audit_of(tmp_path, tmp_path / name, "--format", "json").json
        for name in ("Telegram/tdata", "Telegram")
    )
    assert values(itself, 1) == values(holder, 1)
    assert itself["installations"] == holder["installations"]


def test_the_text_says_what_lands_here_and_what_was_left_alone(tmp_path: Path) -> None:
    profile(tmp_path)
    ended = audit_of(tmp_path, tmp_path / "Telegram")
    assert ended.code == 0
    assert "This computer only; no account was asked." in ended.text
    assert "Photos land on this computer as soon as they are on the screen of Telegram Desktop." in ended.text
    assert "safecheck sent nothing and changed nothing." in ended.text
    assert ended.err.splitlines() == [
        "safecheck was not signed in.",
        "safecheck kept nothing on this computer.",
    ]
    assert max(map(len, (line for line in ended.out.splitlines() if "chmod" not in line))) <= 80


# --- what is wrong ----------------------------------------------------------------------------------------

Spoil = Callable[[Path], object]


def _truncate(name: str, size: int) -> Spoil:
    def spoil(root: Path) -> None:
        path = root / name if name != "account" else settings_file(root)
        os.truncate(path, size)

    return spoil


def _link_out(name: str) -> Spoil:
    def spoil(root: Path) -> None:
        outside = root.parent / f"outside {name}"
        (root / name).rename(outside)
        (root / name).symlink_to(outside)

    return spoil


def _without(name: str) -> Spoil:
    return lambda root: shutil.rmtree(root / name) if (root / name).is_dir() else (root / name).unlink()


def _pipe(root: Path) -> None:
    (root / "key_datas").unlink()
    os.mkfifo(root / "key_datas")


@posix
@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize(
    ("spoil", "english"),
    [
        (_truncate("key_datas", 100), "because the file key_datas is cut off or damaged."),
        (_truncate("settingss", 100), "because the file settingss is cut off or damaged."),
        (_truncate("account", 100), "is cut off or damaged."),
        (_truncate("key_datas", 0), "because the file key_datas is empty."),
        (_truncate("settingss", 0), "because the file settingss is empty."),
        (_truncate("key_datas", 2**30), "because the file key_datas is far larger than Telegram Desktop"),
        (_truncate("account", 2**30), "is far larger than Telegram Desktop makes it."),
        (_without("key_datas"), "because the file key_datas is not there."),
        (_without(f"{FOLDER}/maps"), f"because the file {FOLDER}/maps is not there."),
        (_link_out("key_datas"), "because key_datas is a link or something unusual, and safecheck leaves"),
        (_link_out(FOLDER), f"because {FOLDER}/maps is a link or something unusual, and safecheck"),
        (_pipe, "because key_datas is a link or something unusual, and safecheck leaves"),
    ],
    ids=["keys cut off", "settings cut off", "account cut off", "keys of 0 bytes", "settings of 0 bytes",
         "keys of 1 GB", "account of 1 GB", "no keys", "no map", "keys lead out", "account leads out",
         "a pipe"],
)  # fmt: skip
def test_a_damaged_profile_ends_with_4_and_one_sentence_and_is_left_as_it_was(
    tmp_path: Path, lang: str, spoil: Spoil, english: str
) -> None:
    root = profile(tmp_path).root
    spoil(root)
    before = tree(root.parent)
    ended = audit_of(tmp_path, root, "--lang", lang)
    assert tree(root.parent) == before
    assert ended.code == 4
    said, *closing = ended.err.splitlines()
    assert len(closing) == 2
    assert said in ended.text, "the result says it too"
    assert said.count(". ") == 0, "one sentence"
    if lang == "en":
        assert said.startswith("Not everything on this computer could be read, because ")
        assert english in said
    else:
        assert said.startswith("Niet alles op deze computer was te lezen, want ")
        assert english_in(said) == []
    assert ended.left == {}


@posix
@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.mkdir(),
        lambda path: path.write_bytes(b"no folder"),
        lambda _: None,
        lambda path: path.symlink_to(path),
        lambda path: (path.mkdir(), (path / "photos").mkdir()),
    ],
    ids=["an empty folder", "a file", "nothing", "a link to itself", "another folder"],
)
def test_what_is_no_data_folder_ends_with_2_and_one_sentence(
    tmp_path: Path, lang: str, make: Callable[[Path], object]
) -> None:
    make(tmp_path / "odd\u202e")
    before = tree(tmp_path)
    ended = audit_of(tmp_path, tmp_path / "odd\u202e", "--lang", lang)
    assert (ended.code, ended.out) == (2, "")
    (said,) = ended.err.splitlines()
    words = {"en": "is no data folder of Telegram Desktop", "nl": "is geen gegevensmap van Telegram Desktop"}
    assert words[lang] in said
    assert str(tmp_path / "odd") in said
    assert "\u202e" not in said
    assert {name: what for name, what in tree(tmp_path).items() if name in before} == before


def _not_as_root() -> tuple[str, ...]:
    """Return the command that takes from root what lets it read everything; none for anybody else."""
    if os.geteuid() != 0:
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("root may read everything, and there is no setpriv to prevent that")
    return ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")


@posix
@pytest.mark.parametrize("name", ["key_datas", "settingss", FOLDER])
def test_what_may_not_be_read_ends_with_4_and_a_sentence(tmp_path: Path, name: str) -> None:
    root = profile(tmp_path).root
    (root / name).chmod(0)
    try:
        ended = audit_of(tmp_path, root, before=_not_as_root())
    finally:
        (root / name).chmod(0o755)
    assert ended.code == 4
    assert re.match(
        rf"Not everything .* because you may not read {name}(/maps)?\.$", ended.err.splitlines()[0]
    )


@posix
def test_a_folder_that_may_not_be_looked_into_is_said_to_be_so(tmp_path: Path) -> None:
    root = profile(tmp_path).root
    root.chmod(0)
    try:
        ended = audit_of(tmp_path, root, before=_not_as_root())
    finally:
        root.chmod(0o755)
    assert (ended.code, ended.out) == (2, "")
    assert "or you may not look into it" in ended.err


@posix
def test_an_installation_that_may_not_be_looked_into_is_unknown_and_not_without_accounts(
    tmp_path: Path,
) -> None:
    root = tmp_path / "home" / ".local" / "share" / "TelegramDesktop" / "tdata"
    tdata.write_tdata(root)
    root.chmod(0)
    try:
        ended = run(tmp_path, *AUDIT, before=_not_as_root())
    finally:
        root.chmod(0o755)
    assert ended.code == 4
    assert "Which photos Telegram Desktop brings to this computer by itself is unknown." in ended.text
    assert "there is no account in it" not in ended.text


def test_a_newer_version_is_read_and_said_to_be_newer(tmp_path: Path) -> None:
    family = tdata.READ_EXACTLY[-1]
    family.write(tmp_path / "Telegram" / "tdata")
    ended = audit_of(tmp_path, tmp_path / "Telegram")
    assert ended.code == 0
    newer = (
        "These files were written by version 7.3.1 of Telegram Desktop;"
        " safecheck knows those up to version 6.1.2."
    )
    assert newer in ended.text
    assert audit_of(tmp_path, tmp_path / "Telegram", "--format", "json").json["installations"][0][
        "notes"
    ] == [newer]


def test_what_a_newer_version_may_have_added_is_named_with_version_block_and_offset(tmp_path: Path) -> None:
    account = tdata.AccountSpec(before=tdata.block(0x7A, tdata.i32(1)))
    profile(tmp_path, version=8000000, accounts=[account])
    ended = audit_of(tmp_path, tmp_path / "Telegram")
    assert ended.code == 4
    said = ended.err.splitlines()[0]
    for word in ("written by version 8.0.0", "does not know", "block 0x7a", "at byte 0"):
        assert word in said


def test_what_is_too_old_says_so(tmp_path: Path) -> None:
    tdata.TOO_OLD.write(tmp_path / "Telegram" / "tdata")
    ended = audit_of(tmp_path, tmp_path / "Telegram")
    assert ended.code == 4
    assert "was written by version 1.5.4, which is too old for safecheck." in ended.err.splitlines()[0]


def test_one_damaged_account_leaves_the_other_one_read(tmp_path: Path) -> None:
    root = profile(tmp_path, accounts=[tdata.AccountSpec(), tdata.AccountSpec(index=1, downloads=OFF)]).root
    os.truncate(settings_file(root), 50)
    ended = audit_of(tmp_path, root, "--format", "json")
    assert (ended.code, valid(ended)["complete"]) == (4, False)
    assert values(ended.json, 2)["autodownload.private.photo"] == 0
    assert values(ended.json, 1)["autodownload.private.photo"] is None
    assert ended.json["coverage"]["unread"] == [
        f"the file {FOLDER}/{settings_file(root).name} is cut off or damaged"
    ]


# --- which installations ----------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_where_nothing_is_found_that_is_a_calm_sentence_and_no_error(tmp_path: Path, lang: str) -> None:
    ended = run(tmp_path, *AUDIT, "--lang", lang)
    assert (ended.code, ended.left) == (0, {})
    words = {
        "en": "Telegram Desktop was not found on this computer. A copy that lies elsewhere can be named:",
        "nl": "Telegram Desktop is op deze computer niet gevonden.",
    }
    assert ended.text.count(words[lang]) == 1
    assert len(ended.err.splitlines()) == 2
    document = valid(run(tmp_path, *AUDIT, "--format", "json", "--lang", lang))
    assert (document["settings"], document["devices"], document["installations"]) == ([], [], [])
    assert document["complete"] is True
    assert document["plan"], "phones remain"


@pytest.mark.skipif(sys.platform != "linux", reason="the places of Linux")
def test_every_installation_in_a_home_is_found_and_told_apart(tmp_path: Path) -> None:
    home = tmp_path / "home"
    places = {
        "legacy": ".TelegramDesktop",
        "native": ".local/share/TelegramDesktop",
        "flatpak": ".var/app/org.telegram.desktop/data/TelegramDesktop",
        "snap": "snap/telegram-desktop/6100/.local/share/TelegramDesktop",
        "portable": "Downloads/Telegram/TelegramForcePortable",
    }
    for number, place in enumerate(places.values(), start=1):
        limits = tdata.auto_download(tdata.Limits(photo=number))
        tdata.write_tdata(home / place / "tdata", accounts=[tdata.AccountSpec(downloads=limits)])
    before = tree(home)
    ended = run(tmp_path, *AUDIT, "--format", "json")
    assert tree(home) == before
    document = valid(ended)
    assert [each["kind"] for each in document["installations"]] == list(places)
    assert [each["folder"] for each in document["installations"]] == [
        str(home / place / "tdata") for place in places.values()
    ]
    photos = [
        values(document, 1, installation)["autodownload.private.photo"]
        for installation in range(1, len(places) + 1)
    ]
    assert photos == [1, 2, 3, 4, 5]
    names = [device["name"] for device in document["devices"]]
    assert names == [f"This computer, {home / place / 'tdata'}" for place in places.values()]
    ids = [step["id"] for step in document["plan"]]
    assert len(ids) == len(set(ids))
    text = "".join(run(tmp_path, *AUDIT).out.split())  # a long path goes on in the next line
    assert all(f"In{home / place / 'tdata'},version6.1.2:" in text for place in places.values())


def test_a_named_folder_is_read_alone(tmp_path: Path) -> None:
    tdata.write_tdata(tmp_path / "home" / ".local" / "share" / "TelegramDesktop" / "tdata")
    profile(tmp_path)
    ended = audit_of(tmp_path, tmp_path / "Telegram", "--format", "json")
    assert [each["kind"] for each in ended.json["installations"]] == ["named"]


# --- options ----------------------------------------------------------------------------------------------

WRONG_USE = (
    ((*AUDIT, "--demo"), "practice account never reads real files"),
    (("--demo", "quiet", *AUDIT), "practice account never reads real files"),
    (("audit", "--tdata", "x"), "--tdata belongs to --this-computer."),
    (("audit", "--demo", "--tdata", "x"), "--tdata belongs to --this-computer."),
    (("audit", "--passcode-stdin"), "--passcode-stdin belongs to --this-computer."),
    (("audit", "--sign-in", "--passcode-stdin"), "--passcode-stdin belongs to --this-computer."),
    ((*AUDIT, "--sign-in", "--passcode-stdin"), "Leave out --passcode-stdin."),
    ((*AUDIT, "--tdata", ""), "The name of the folder is empty."),
    ((*AUDIT, "--server", "127.0.0.1:1", "--server-key", "k", "--dc", "2"), "k "),
    ((*AUDIT, "--server", "127.0.0.1:1"), "--server-key"),
    ((*AUDIT, "--fail-on", "worst"), "high, medium, low, never"),
    ((*AUDIT, "-o", "nowhere/out"), "nowhere"),
)


@pytest.mark.parametrize(
    ("arguments", "said"), WRONG_USE, ids=lambda it: " ".join(it) if isinstance(it, tuple) else ""
)
@pytest.mark.parametrize("lang", ["en", "nl"])
def test_what_does_not_go_together_ends_with_2_and_one_sentence(
    ran: Once, arguments: tuple[str, ...], said: str, lang: str
) -> None:
    ended = ran(*arguments, "--lang", lang)
    assert (ended.code, ended.out) == (2, "")
    (line,) = ended.err.splitlines()
    if lang == "en":
        assert said in line
    else:
        assert english_in(flat(line)) == []
    assert ended.left == {}


def test_a_server_needs_a_sign_in(tmp_path: Path) -> None:
    from tests.plain.serving import served

    with served(tmp_path) as server:
        ended = run(tmp_path, *AUDIT, *server.flags)
    assert (ended.code, ended.out) == (2, "")
    assert "--server needs --sign-in" in ended.err


@pytest.mark.parametrize(
    ("fail_on", "limits", "code"),
    [
        ("never", tdata.auto_download(), 0),
        ("high", tdata.auto_download(), 0),
        ("medium", tdata.auto_download(), 1),
        ("medium", tdata.auto_download(tdata.Limits(file=0), tdata.Limits(file=0)), 0),
        ("low", tdata.auto_download(tdata.Limits(file=0), tdata.Limits(file=0)), 1),
        ("low", OFF, 0),
    ],
)
def test_findings_at_the_chosen_level_end_with_1(
    tmp_path: Path, fail_on: str, limits: bytes, code: int
) -> None:
    root = profile(tmp_path, accounts=[tdata.AccountSpec(downloads=limits)]).root
    root.chmod(0o700)
    assert audit_of(tmp_path, root, "--fail-on", fail_on).code == code


def test_incomplete_goes_before_findings(tmp_path: Path) -> None:
    root = profile(tmp_path, accounts=[tdata.AccountSpec(), tdata.AccountSpec(index=1)]).root
    os.truncate(settings_file(root), 50)
    ended = audit_of(tmp_path, root, "--fail-on", "low", "--format", "json")
    assert {each["level"] for each in ended.json["findings"]} >= {"medium", "low"}
    assert ended.code == 4


@pytest.mark.parametrize("form", ["text", "json"])
def test_g22_a_result_that_was_asked_for_is_the_only_file_and_is_named_with_its_removal(
    tmp_path: Path, form: str
) -> None:
    profile(tmp_path)
    ended = audit_of(tmp_path, tmp_path / "Telegram", "--format", form, "-o", "out put")
    file = tmp_path / "work" / "out put"
    assert (ended.code, ended.out, set(ended.left)) == (0, "", {"work/out put"})
    assert file.read_text(encoding="utf-8").startswith("{" if form == "json" else "Result of safecheck")
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "safecheck was not signed in." in ended.err
    command = re.search(r"(?:rm|del) .*$", ended.err, re.MULTILINE)
    assert command is not None
    subprocess.run(command[0], shell=True, check=True)  # noqa: S602 - as a person would type it
    assert not file.exists()
    again = audit_of(tmp_path, tmp_path / "Telegram", "--format", form)
    assert "safecheck kept nothing on this computer." in again.err


@posix
def test_the_command_that_closes_the_folder_to_others_does_and_the_next_audit_says_so() -> None:
    with reachable_folder() as folder:
        root = tdata.write_tdata(folder / ("it's a long name of a folder, " * 3 + "so") / "tdata").root
        for path in (root.parent, root, *root.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        ended = audit_of(folder, root, "--format", "json")
        assert values(ended.json)["open_to_others"] == {"open": True, "folder": str(root), "exact": True}
        (command,) = re.findall(r"^ +(chmod .*)$", audit_of(folder, root).out, re.MULTILINE)
        before = tree(folder)
        subprocess.run(command, shell=True, check=True)  # noqa: S602 - as a person would type it
        changed = {name for name, what in tree(folder).items() if before[name] != what}
        assert changed == {str(root.relative_to(folder))}
        closed = audit_of(folder, root, "--format", "json")
        assert values(closed.json)["open_to_others"]["open"] is False
        assert "close_profile" not in [step["kind"] for step in closed.json["plan"]]


# --- Dutch ------------------------------------------------------------------------------------------------


def _everything(folder: Path, lang: str) -> list[Run]:
    """Audit one profile of each sort."""
    made = {
        "untouched": {},
        "off": {"accounts": [tdata.AccountSpec(downloads=OFF)], "app": tdata.AppSpec(ask_download_path=True)},
        "several": {
            "accounts": [tdata.AccountSpec(), tdata.AccountSpec(index=1, cache=(2**30, 86_400, 2**29, 1))]
        },
        "temporary": {"app": tdata.AppSpec(download_path="tmp")},
        "chosen": {"app": tdata.AppSpec(download_path="/nowhere/at all/")},
        "newer": {"version": 7003001},
        "closed": {"passcode": PASSCODE},
        "refused": {
            "accounts": [tdata.AccountSpec(downloads=tdata.auto_download(tdata.Limits(photo=2**32 - 2)))]
        },
        "no account": {"accounts": []},
    }
    runs = []
    for name, how in made.items():
        root = folder / name / "tdata"
        tdata.write_tdata(root, **how)  # type: ignore[arg-type] # each is what the writer takes
        if name == "several":
            shutil.rmtree(root / "user_data")
            root.chmod(0o755)
        runs.append(audit_of(folder, root, "--lang", lang))
    return [*runs, run(folder, *AUDIT, "--lang", lang)]


def test_in_dutch_every_word_is_dutch_but_labels_in_quotes_and_names(tmp_path: Path) -> None:
    said = [
        re.sub(r'"[^"]*"|“[^”]*”', "…", flat(f"{ended.out} {ended.err}"))
        for ended in _everything(tmp_path, "nl")
    ]
    for text in said:
        assert english_in(text.replace("Telegram Desktop", "…").replace("chmod go-rwx", "…")) == []
    together = "\n".join(said)
    pairs = [*english_messages().items(), *english_words_of_data()]
    left = {
        part
        for english, dutch in pairs
        for part in fragments(english)
        if part in together and part not in flat(dutch)
    }
    assert not left


def test_the_same_in_english_is_made_of_the_texts_that_were_looked_for(tmp_path: Path) -> None:
    """Without this, the test above could pass because it looks for texts that are never printed."""
    together = "\n".join(flat(f"{ended.out} {ended.err}") for ended in _everything(tmp_path, "en"))
    pairs = [*english_messages().items(), *english_words_of_data()]
    found = {part for english, _ in pairs for part in fragments(english) if part in together}
    assert len(found) > 60
    assert english_in(together)


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_g7_and_g2_hold_for_every_sort_of_profile(tmp_path: Path, lang: str) -> None:
    from tests.cli.test_fair_words_of_the_program import VERDICTS
    from tests.cli.texts import LOOKING, NOT, sentences

    counted = {
        "en": r"without a look at the names|looked at (no name|the rights)|take a way|may look",
        "nl": r"zonder naar de namen te kijken|keek (naar geen naam|alleen naar de rechten)|anders uitzien",
    }
    for ended in _everything(tmp_path, lang):
        said = re.sub(r'"[^"]*"|“[^”]*”', "…", ended.text).replace("safecheck", "")
        assert not re.search(VERDICTS[lang], said, re.IGNORECASE)
        for sentence in sentences(said):
            if re.search(LOOKING[lang], sentence, re.IGNORECASE) and not re.search(counted[lang], sentence):
                assert re.search(NOT[lang], sentence, re.IGNORECASE), sentence


# --- what it does to the computer -------------------------------------------------------------------------

NO_SOCKET = Path(__file__).parent / "no_socket"


def _watched(folder: Path, *arguments: str) -> tuple[Run, list[tuple[str, str]]]:
    """Run with a watch on sockets, programs and files; return what was done with which file."""
    seen = folder / "seen.txt"
    seen.unlink(missing_ok=True)
    path = f"{NO_SOCKET}{os.pathsep}{PACKAGE.parent}"
    ended = run(folder, *arguments, environment={"PYTHONPATH": path, "SEEN": str(seen)})
    lines = seen.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    return ended, [(how, what) for how, _, what in (line.partition(" ") for line in lines)]


@pytest.mark.parametrize("arguments", [(), ("--format", "json"), ("--lang", "nl")], ids=" ".join)
def test_p4_no_socket_is_opened_and_no_program_started(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    root = profile(tmp_path).root
    for command in ((*AUDIT, "--tdata", str(root), *arguments), (*AUDIT, *arguments)):
        ended, seen = _watched(tmp_path, *command)
        assert (ended.code, "this may not be" in ended.err) == (0, False), ended.err
        assert seen, "the watch is awake"


@pytest.mark.parametrize(
    "attempt",
    ["import socket; socket.socket()", "import subprocess; subprocess.run(['true'])", "import os; os.fork()"],
)
def test_p4_the_watch_sees_every_socket_and_program(tmp_path: Path, attempt: str) -> None:
    path = f"{NO_SOCKET}{os.pathsep}{PACKAGE.parent}"
    ended = run(tmp_path, command=("-c", attempt), environment={"PYTHONPATH": path})
    assert ended.code == 98
    assert "this may not be" in ended.err


def test_only_the_files_with_settings_are_opened_and_nothing_is_written(tmp_path: Path) -> None:
    written = profile(tmp_path, accounts=[tdata.AccountSpec(), tdata.AccountSpec(index=1)])
    ended, seen = _watched(tmp_path, *AUDIT, "--tdata", str(written.root))
    assert ended.code == 0
    opened = {what for how, what in seen if how == "read" and what.startswith(str(written.root))}
    assert opened == {str(path) for path in written.readable}
    assert not opened & {str(path) for path in written.decoys}
    changed = {(how, what) for how, what in seen if how in ("written", "changed")}
    assert {what for _, what in changed if what.startswith(str(tmp_path))} == set()
    listed = {what for how, what in seen if how == "listed" and what.startswith(str(written.root))}
    assert {Path(what).relative_to(written.root).parts[0] for what in listed} == {"user_data", "user_data#2"}


def test_of_the_package_only_what_is_needed_is_loaded(tmp_path: Path) -> None:
    root = profile(tmp_path).root
    _, seen = _watched(tmp_path, *AUDIT, "--tdata", str(root))
    data = PACKAGE / "data"
    read = {
        str(Path(what).relative_to(data))
        for how, what in seen
        if how == "read" and what.startswith(str(data))
    }
    assert {Path(name).as_posix() for name in read} == {
        "rules/computer.yaml",
        "downloads/desktop.yaml",
        "downloads/words.yaml",
        "guides/desktop.yaml",
        "advice/steps.yaml",
    }
    listing = (
        "import atexit, sys\n"
        "atexit.register(lambda: print(*sorted(sys.modules), sep='\\n', file=sys.stderr))\n"
        "from safecheck.__main__ import main; main()"
    )
    ended = audit_of(tmp_path, root, command=("-c", listing))
    loaded = set(ended.err.splitlines())
    assert "safecheck.desktop.reader" in loaded
    for name in ("asyncio", "ssl", "socket", "telethon", "textual", "rich", "segno", "python_socks"):
        assert name not in loaded, name
    for room in ("telegram", "practice", "tui", "plain"):
        assert f"safecheck.{room}" not in loaded
    assert (
        not {"safecheck.audit.visit", "safecheck.report.device_form", "safecheck.store.answers_file"} & loaded
    )


def test_p3_nothing_of_what_stays_closed_is_in_any_output(tmp_path: Path) -> None:
    written = profile(tmp_path, accounts=[tdata.AccountSpec(), tdata.AccountSpec(index=1)])
    secrets = [tdata.DECOY, written.local_key[:12], tdata.DECOY.hex().encode()[:24]]
    secrets += [
        f"{tdata.AccountSpec().draft_key:x}".encode(),
        tdata.file_name(tdata.AccountSpec().draft_key).encode(),
    ]
    secrets += [written.local_key.hex().encode()[:24], b"0x1000002a", str(0x1000002A).encode()]
    for arguments in ((), ("--format", "json"), ("--lang", "nl")):
        ended = audit_of(tmp_path, written.root, *arguments)
        for output in (ended.out.encode(), ended.err.encode(), *ended.left.values()):
            assert [secret for secret in secrets if secret in output] == []
    assert any(tdata.DECOY in path.read_bytes() for path in written.decoys), "they are there to be found"


def test_a_crash_shows_nothing_of_what_was_read(tmp_path: Path) -> None:
    written = profile(tmp_path)
    crashing = (
        "import safecheck.audit.evaluate as evaluate\n"
        "def crash(facts, *_, **__): raise ValueError(f'{facts!r}')\n"
        "evaluate.evaluate = crash\n"
        "from safecheck.__main__ import main; main()"
    )
    ended = audit_of(tmp_path, written.root, command=("-c", crashing))
    assert (ended.code, ended.out) == (70, "")
    assert "ValueError" in ended.err
    assert str(written.root) not in ended.err
    assert ended.left == {}
