"""requests, switches, doctor, help-me, guide, --help, --version: no sign-in, no network, quick to start."""

import json
import platform
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from safecheck import __version__
from safecheck.i18n.catalog import load
from safecheck.model.text import LANGUAGES, Lang
from safecheck.packs.guide_pages import PAGES, page_title
from safecheck.packs.guides import load_guides
from safecheck.packs.help_pack import load_help
from safecheck.report.guide import guide_blocks, render_guide
from safecheck.report.layout import cells
from safecheck.telegram.allowlist import ALLOWED
from tests.cli.conftest import Once
from tests.cli.process import finish, run, start
from tests.cli.texts import LANGS, READING, flat

pytestmark = pytest.mark.uncounted

COMMANDS = ("audit", "switches", "requests", "doctor", "help-me", "guide", "explain", "demo-server")
CLIENTS = [loaded.pack.id for loaded in load_guides()]

# Run the program in a Python that notes every module it loads and refuses every socket.
WATCHED = (
    "-c",
    "import atexit, json, os, sys\n"
    "def watch(event, arguments):\n"
    "    if event.startswith('socket.') or event == 'asyncio.create_connection':\n"
    "        os.write(2, f'socket: {event}\\n'.encode())\n"
    "        os._exit(99)\n"
    "sys.addaudithook(watch)\n"
    "atexit.register(lambda: open(os.environ['MODULES'], 'w').write(json.dumps(sorted(sys.modules))))\n"
    "from safecheck.__main__ import main\n"
    "main()\n",
)


def modules_of(folder: Path, *arguments: str) -> set[str]:
    """The modules that a command loads, while no socket may be made."""
    written = folder / "modules.json"
    process = start(folder, *arguments, command=WATCHED, environment={"MODULES": str(written)})
    ended = finish(folder, process)
    assert ended.code == 0, ended.err
    return set(json.loads(written.read_text(encoding="utf-8")))


# --- requests -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_p1_the_printed_list_is_the_list_that_the_gate_enforces(ran: Once, lang: Lang) -> None:
    say = load(lang).gettext
    printed = ran("requests", "--format", "json", "--lang", lang).json
    expected = [{"method": a.method, "modes": list(a.modes), "reason": say(a.reason)} for a in ALLOWED]
    assert printed == expected
    text = ran("requests", "--lang", lang).text
    for entry in expected:
        assert f"{entry['method']} {entry['reason']}" in text
    assert str(len(ALLOWED)) in text


def test_p2_no_printed_request_changes_an_account_but_those_of_a_confirmed_step(ran: Once) -> None:
    """Signing in and out aside, each other one asks: its name begins with get, or it is the line's ping."""
    for entry in ran("requests", "--format", "json").json:
        if entry["modes"] == ["change"]:
            continue
        space, _, name = entry["method"].rpartition(".")
        assert space == "auth" or name.startswith("get") or name == "ping", entry["method"]


# --- switches -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("client", CLIENTS)
def test_the_switches_of_each_app_are_the_same_in_text_and_json(ran: Once, client: str, lang: str) -> None:
    (section,) = ran("switches", "--client", client, "--lang", lang, "--format", "json").json
    text = ran("switches", "--client", client, "--lang", lang).text
    assert flat(section["app"]) in text
    assert section["entries"] or client == "tdlib", "many apps stand on that library, each with its own menus"
    for entry in section["entries"]:
        assert flat(entry["title"]) in text
        assert flat(entry["do"]) in text
        for crumb in entry["crumbs"]:
            assert (f'"{crumb["label"]}"' if crumb["label"] else flat(crumb["hint"])) in text


@pytest.mark.parametrize("lang", LANGS)
def test_the_switches_without_an_app_name_them_all(ran: Once, lang: str) -> None:
    sections = ran("switches", "--format", "json", "--lang", lang).json
    text = ran("switches", "--lang", lang).text
    assert len(sections) == len(CLIENTS)
    for section in sections:
        assert flat(section["app"]) in text


def test_the_labels_of_an_app_are_the_same_in_both_languages(ran: Once) -> None:
    in_both = [
        [
            [crumb["label"] for crumb in entry["crumbs"]]
            for section in ran("switches", "--format", "json", "--lang", lang).json
            for entry in section["entries"]
        ]
        for lang in LANGS
    ]
    assert in_both[0] == in_both[1]


# --- what a small command loads ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ("switches",),
        ("switches", "--lang", "nl"),
        ("help-me",),
        ("guide", "start"),
        ("--help",),
        ("requests",),
    ],
    ids=" ".join,
)
def test_p4_reading_commands_load_no_telegram_client_and_make_no_socket(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    loaded = modules_of(tmp_path, *arguments)
    assert "safecheck.cli.main" in loaded
    assert not {
        name for name in loaded if name.split(".")[0] in ("telethon", "textual", "rich", "cryptography")
    }
    assert not {name for name in loaded if name.startswith(("safecheck.practice", "http", "urllib.request"))}


def test_p4_doctor_makes_no_socket(tmp_path: Path) -> None:
    assert "safecheck.audit.doctor" in modules_of(tmp_path, "doctor")


def test_p4_the_watch_sees_a_socket(tmp_path: Path) -> None:
    """Without this, the two tests above could pass because they notice nothing."""
    process = start(
        tmp_path, "audit", "--demo", "quiet", command=WATCHED, environment={"MODULES": str(tmp_path / "m")}
    )
    ended = finish(tmp_path, process)
    assert ended.code == 99
    assert "socket: " in ended.err


def test_the_version_is_said_without_loading_anything(tmp_path: Path, ran: Once) -> None:
    assert ran("--version").out == f"safecheck {__version__}\n"
    loaded = modules_of(tmp_path, "--version")
    assert not {name for name in loaded if name.split(".")[0] in ("telethon", "yaml", "msgspec", "argparse")}
    assert {name for name in loaded if name.startswith("safecheck")} == {"safecheck", "safecheck.__main__"}


def test_the_version_is_also_said_beside_a_language(ran: Once) -> None:
    assert ran("--lang", "nl", "--version").out == f"safecheck {__version__}\n"


# --- doctor ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_doctor_names_what_it_found_the_same_in_text_and_json(tmp_path: Path, lang: str) -> None:
    checks = run(tmp_path, "doctor", "--format", "json", "--lang", lang).json
    text = run(tmp_path, "doctor", "--lang", lang).text
    unbroken = text.replace(" ", "")  # a path longer than a line is broken
    for check in checks:
        assert check["text"].replace(" ", "") in unbroken
        assert check["status"] in ("ok", "note", "problem")
    ids = {check["id"] for check in checks}
    assert {"terminal", "colours", "utf8", "language", "aes", "telegram_desktop", "config", "state"} <= ids
    assert f"safecheck, {'version' if lang == 'en' else 'versie'} {__version__}." in text
    assert platform.python_version() in text
    assert str(tmp_path / "home") in unbroken, "the folders that it would use"


def test_doctor_finds_telegram_desktop_and_opens_nothing_in_it(tmp_path: Path) -> None:
    tdata = tmp_path / "home" / ".local" / "share" / "TelegramDesktop" / "tdata"
    tdata.mkdir(parents=True)
    (tdata / "settingss").write_bytes(b"TDF$")
    (tdata / "settingss").chmod(0o000)
    ended = run(tmp_path, "doctor", environment={"XDG_DATA_HOME": ""})
    assert ended.code == 0
    assert "Telegram Desktop keeps its data here" in ended.text


def test_doctor_says_what_the_system_asked_for_before_it_wrote_utf8(tmp_path: Path) -> None:
    """In ASCII mode Python writes what safecheck tells it to; the terminal may still show something odd."""
    for encoding, words in (("ascii", "this system asks for ascii"), ("utf-8", "every name can be shown")):
        ended = run(tmp_path, "doctor", environment={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
        assert words in ended.text
    nameless = run(tmp_path, "doctor", environment={"LANG": "C", "LC_ALL": "C"})
    assert "this system asks for ASCII" in nameless.text, "UTF-8 was Python's own idea then"


def test_doctor_says_which_language_and_why(tmp_path: Path) -> None:
    assert "SAFECHECK_LANGUAGE" in run(tmp_path, "doctor", environment={"SAFECHECK_LANGUAGE": "nl"}).text
    assert "in het Nederlands" in run(tmp_path, "doctor", environment={"LANG": "nl_BE.UTF-8"}).text


# --- help-me and guide ----------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_g4_help_me_has_a_page_for_every_topic(ran: Once, lang: str) -> None:
    topics = [topic.id for topic in load_help("NL").topics]
    needed = {
        "sextortion",
        "leaked_images",
        "illegal_seen",
        "legal_advice",
        "suicidal_thoughts",
        "child",
        "own_viewing",
    }
    assert needed <= set(topics)
    opening = ran("help-me", "--country", "NL", "--lang", lang)
    for topic in topics:
        assert f"{topic}:" in opening.text
        page = ran("help-me", "--country", "NL", "--topic", topic, "--lang", lang)
        assert page.code == 0
        assert len(page.out.splitlines()) > 5


def test_g4_the_numbers_that_must_be_there_are_there(ran: Once) -> None:
    for topic, number in (("suicidal_thoughts", "0800-0113"), ("child", "0800-0432"), ("emergency", "112")):
        for lang in LANGS:
            assert number in ran("help-me", "--country", "NL", "--topic", topic, "--lang", lang).out


def test_help_me_follows_the_country_that_is_asked_or_that_of_the_locale(tmp_path: Path, ran: Once) -> None:
    dutch = ran("help-me", "--country", "nl").out
    assert "Kindertelefoon" in dutch
    assert "Kindertelefoon" not in ran("help-me", "--country", "DE").out
    assert run(tmp_path, "help-me", environment={"LANG": "en_NL.UTF-8"}).out == dutch
    assert "Kindertelefoon" not in run(tmp_path, "help-me", environment={"LANG": "en_GB.UTF-8"}).out
    in_dutch = run(tmp_path, "help-me", "--lang", "nl").out
    assert "Kindertelefoon" in in_dutch, "who reads Dutch most likely lives where Dutch is spoken"


def test_help_me_as_json_has_who_takes_what_and_how_sure_each_entry_is(ran: Once) -> None:
    arguments = ("help-me", "--country", "Belgium", "--topic", "illegal-seen", "--format", "json")
    page = json.loads(ran(*arguments).out)
    assert page["schema_version"] == 1
    assert (page["country"], page["country_name"], page["topic"]) == ("BE", "Belgium", "illegal_seen")
    hotline = next(entry for entry in page["entries"] if entry["kind"] == "hotline")
    assert (hotline["url"], hotline["accepts"]) == ("https://childfocus.be", "public_url")
    assert (hotline["status"], hotline["checked"]) == ("verified", "2026-11-23")
    private = json.loads(ran(*arguments, "--chat", "private").out)
    assert not [entry["id"] for entry in private["entries"] if entry["accepts"] == "public_url"]
    assert "police" in [entry["kind"] for entry in private["entries"]]
    without = json.loads(ran("help-me", "--country", "BR", "--format", "json").out)
    assert (without["country"], without["no_list_for"]) == ("", "BR")
    assert "inhope" in [entry["id"] for entry in without["entries"]]
    assert {
        "id": "received",
        "title": "You fear that something illegal has arrived on your device",
    } in without["topics"]


def test_help_me_follows_the_country_of_the_settings_unless_another_is_asked(tmp_path: Path) -> None:
    set_to_nl = {"SAFECHECK_COUNTRY": "nl"}
    assert "Kindertelefoon" in run(tmp_path, "help-me", environment=set_to_nl).out
    assert "Kindertelefoon" not in run(tmp_path, "help-me", "--country", "DE", environment=set_to_nl).out


def test_a_country_that_is_none_stands_between_nobody_and_help(tmp_path: Path) -> None:
    ended = run(tmp_path, "help-me", environment={"SAFECHECK_COUNTRY": "nederland"})
    assert ended.code == 0
    assert "SAFECHECK_COUNTRY is not a country" in ended.err
    assert "112" in ended.out


def test_p3_a_secret_in_the_environment_is_refused_by_name_and_not_repeated(tmp_path: Path) -> None:
    ended = run(tmp_path, "switches", environment={"SAFECHECK_API_HASH": "0123456789abcdef" * 2})
    assert ended.code == 2
    assert "SAFECHECK_API_HASH" in ended.err
    assert "0123" not in ended.out + ended.err


def test_help_me_takes_two_letters_or_a_name_for_a_country_and_says_where_it_has_no_list(ran: Once) -> None:
    for wrong in ("neverland", "n", "", "nl_NL"):
        ended = ran("help-me", "--country", wrong)
        assert (ended.code, ended.out) == (2, "")
        assert "two letters, such as NL" in ended.err
    ended = ran("help-me", "--country", "xx", "--lang", "nl")
    assert ended.code == 0
    assert "Voor XX heeft safecheck geen lijst; dit geldt overal." in ended.text
    assert "safecheck help-me --country NL" in ran("help-me", "--topic", "child").text


def test_a_topic_may_be_typed_with_hyphens_and_capitals(ran: Once) -> None:
    assert ran("help-me", "--topic", "Legal-Advice").out == ran("help-me", "--topic", "legal_advice").out


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_of_the_guide_is_listed_and_is_printed_as_it_stands_there(ran: Once, lang: Lang) -> None:
    listed = ran("guide", "--lang", lang).out.splitlines()
    assert listed[2:] == [f"{page}: {page_title(page, lang)}" for page in PAGES]
    assert ran("guide", "start", "--lang", lang).out == render_guide(guide_blocks("start", lang), 80) + "\n"


def test_a_paragraph_of_the_guide_fills_its_lines(tmp_path: Path) -> None:
    """Pages are written at a width of their own; shown at another one, no line may end in the middle."""
    wide = run(tmp_path, "guide", "start", environment={"COLUMNS": "100"}).out
    narrow = run(tmp_path, "guide", "start", environment={"COLUMNS": "40"}).out
    assert max(map(len, narrow.splitlines())) <= 40
    for shown, width in ((wide, 100), (narrow, 40)):
        lines = shown.splitlines()
        for line, following in pairwise(lines):
            if line and following and not following.startswith("- ") and not line.startswith("#"):
                assert len(line) + 1 + len(following.split()[0]) > width, line
    assert flat(wide) == flat(narrow)


# --- help -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_help_names_every_command_and_every_command_has_help(ran: Once, lang: str) -> None:
    overview = ran("--help", "--lang", lang)
    assert overview.code == 0
    assert overview.err == ""
    for command in COMMANDS:
        assert f"\n    {command} " in overview.out
        page = ran(command, "--help", "--lang", lang)
        assert page.code == 0
        assert f"safecheck {command}" in page.out
        assert "--lang" in page.out


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "arguments", [(), ("--plain",), ("--demo",), ("--plain", "--demo", "quiet")], ids=" ".join
)
def test_without_a_terminal_safecheck_alone_says_what_works_there(
    ran: Once, arguments: tuple[str, ...], lang: str
) -> None:
    said = ran(*arguments, "--lang", lang)
    assert (said.code, said.out) == (2, "")
    assert said.left == {}
    for command in ("safecheck audit --demo", "safecheck switches"):
        assert command in said.err
    assert ran("switches").code == 0


@pytest.mark.parametrize("arguments", [("--family",), ("--family", "--plain", "--demo", "teen")])
def test_checking_together_is_for_people_at_a_terminal_only_and_says_so(
    ran: Once, arguments: tuple[str, ...]
) -> None:
    for lang, words in (("en", "on a terminal, and there is none"), ("nl", "terminal")):
        said = ran(*arguments, "--lang", lang)
        assert (said.code, said.out) == (2, "")
        assert words in said.err
        assert said.left == {}


@pytest.mark.parametrize(
    "arguments",
    [
        ("audit", "--family"),
        ("plan", "--demo", "teen", "--family"),
        ("--family", "audit", "--demo", "teen"),
        ("--family", "plan", "--demo", "teen"),
        ("--family", "--account", "me"),
        ("--family", "--sign-in"),
        ("--family", "--export", "result.json"),
    ],
)
def test_checking_together_has_no_headless_form_and_takes_no_other_source(
    ran: Once, arguments: tuple[str, ...]
) -> None:
    said = ran(*arguments)
    assert (said.code, said.out, said.left) == (2, "", {})
    assert "--family" in said.err or arguments[1] in said.err
    if {"audit", "plan"} & {*arguments}:
        assert said.err.strip().endswith("Start it so: safecheck --family")


def test_the_language_may_stand_before_or_after_the_command(ran: Once) -> None:
    assert ran("--lang", "nl", "requests").out == ran("requests", "--lang", "nl").out
    assert ran("requests", "--lang=nl").out == ran("requests", "--lang", "nl").out
    assert ran("requests").out != ran("requests", "--lang", "nl").out


def test_of_two_languages_the_last_one_counts_everywhere(ran: Once) -> None:
    english = ran("requests").out
    assert ran("--lang", "nl", "--lang", "en", "requests").out == english
    assert ran("--lang=nl", "requests", "--lang", "en").out == english
    assert ran("requests", "--lang", "en", "--lang=nl").out == ran("requests", "--lang", "nl").out


@pytest.mark.parametrize("arguments", [("doctor",), ("--help",), ("audit", "-h"), ("help-me",)], ids=" ".join)
@pytest.mark.parametrize("lang", LANGS)
def test_a_config_file_that_is_wrong_keeps_nobody_from_help(
    tmp_path: Path, arguments: tuple[str, ...], lang: str
) -> None:
    config = tmp_path / "home" / ".config" / "safecheck"
    config.mkdir(parents=True)
    (config / "config.yaml").write_text("colour: red\n", encoding="utf-8")
    ended = run(tmp_path, *arguments, "--lang", lang)
    assert ended.code == 0
    assert "config.yaml, line 1" in ended.err
    assert run(tmp_path, "switches").code == 2, "for anything else it has to be right"
    (config / "config.yaml").write_text("# nothing\n", encoding="utf-8")
    assert ended.out == run(tmp_path, *arguments, "--lang", lang).out


def test_a_config_file_that_cannot_be_read_is_a_note_for_every_command(tmp_path: Path) -> None:
    (tmp_path / "home" / ".config" / "safecheck" / "config.yaml").mkdir(parents=True)
    for arguments in (("switches",), ("doctor",), ("audit", "--demo", "quiet"), ("help-me",)):
        ended = run(tmp_path, *arguments)
        assert ended.code == 0
        assert ended.out
        assert ended.err.count("config.yaml cannot be read: it is a folder.") == 1


@pytest.mark.parametrize("lang", LANGS)
def test_no_line_is_wider_than_the_terminal(tmp_path: Path, lang: str) -> None:
    """Down to 20 cells; below that nobody reads. Markdown is laid out by whatever shows it."""
    commands = [one for one in READING if not {"--help", "md"} & set(one)]
    for columns, at_most in ((23, 23), (20, 20), (5, 20)):
        for arguments in commands if columns == 20 else (("switches",), ("audit", "--demo", "hostile")):
            ended = run(tmp_path, *arguments, "--lang", lang, environment={"COLUMNS": str(columns)})
            assert ended.code == 0
            assert [line for line in ended.out.splitlines() if cells(line) > at_most] == []


def test_json_of_small_commands_is_plain_data(ran: Once) -> None:
    for command in ("switches", "requests", "doctor"):
        ended = ran(command, "--format", "json")
        assert isinstance(ended.json, list)
        assert ended.err == ""
        assert msgspec.json.decode(ended.out.encode()) == ended.json
