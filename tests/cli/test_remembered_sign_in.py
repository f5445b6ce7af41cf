"""`audit --remember-as`, `audit --account` and `session`: on a terminal, with a server that is a process."""

import json
import sys
from pathlib import Path

import pytest

from tests.cli.process import left_in, log_of, run

if sys.platform == "win32":
    pytest.skip("Windows has no such terminals", allow_module_level=True)

from tests.plain.on_terminal import DRAWN, Terminal
from tests.plain.serving import Served, served
from tests.plain.test_secrets_that_were_typed import readable_of
from tests.plain.walking import CODE, PASSWORD, PHONE

pytestmark = pytest.mark.uncounted

PASSPHRASE = "four w0rds picked blind"
WRONG = "four w0rds picked wrong"
NEW = {"en": "A new passphrase", "nl": "Een nieuwe wachtzin"}
AGAIN = {"en": "The same passphrase again", "nl": "Dezelfde wachtzin nog een keer"}
ITS = {"en": "The passphrase of “mine”", "nl": "De wachtzin van “mine”"}


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder of the audit's own, beside what the server writes."""
    folder = tmp_path / "here"
    folder.mkdir()
    return folder


def methods(folder: Path) -> list[str]:
    return [entry["method"] for entry in log_of(folder)]


def remember(here: Path, server: Served, lang: str, others: list[str], code: int = 0) -> str:
    """Sign in and have it remembered as `mine`; return all that was shown."""
    flags = ("audit", "--sign-in", "--remember-as", "mine", "--lang", lang)
    with Terminal(here, *flags, *server.flags) as terminal:
        terminal.answer(PHONE[lang], f"+{server.phone}")
        terminal.answer(CODE[lang], server.code)
        terminal.answer(PASSWORD[lang], server.password)
        terminal.answer(NEW[lang], "too short")
        terminal.answer(NEW[lang], PASSPHRASE)
        terminal.answer(AGAIN[lang], WRONG)
        terminal.answer(NEW[lang], PASSPHRASE)
        terminal.wait_for(AGAIN[lang])
        others.append(readable_of(terminal.process.pid))
        terminal.type(PASSPHRASE)
        assert terminal.end() == code
        assert terminal.echoes
        assert DRAWN.search(terminal.shown) is None
        return terminal.text


def test_g13_a_second_process_uses_it_with_its_passphrase_and_a_third_forgets_it(
    tmp_path: Path, here: Path
) -> None:
    others: list[str] = []
    with served(tmp_path, settings={"sensitive_shown": True}) as server:
        shown = remember(here, server, "en", others)
        assert "Kept: the sign-in “mine” until" in shown
        assert "safecheck session forget mine" in shown
        assert "auth.logOut" not in methods(tmp_path)

        sent = len(methods(tmp_path))
        alone = run(here, "audit", "--account", "mine", *server.flags)
        by_default = run(here, "audit", *server.flags)
        for ended in (alone, by_default):
            assert (ended.code, ended.out) == (3, "")
            assert "never works by itself" in ended.err
        with Terminal(here, "audit", *server.flags) as terminal:
            for _try in range(3):
                terminal.answer(ITS["en"], WRONG)
            assert terminal.end() == 3
        assert len(methods(tmp_path)) == sent, "nothing was sent"

        result = here / "result.json"
        flags = ("audit", "--account", "mine", "--format", "json")
        with (
            result.open("wb") as stdout,
            Terminal(here, *flags, *server.flags, stdout=stdout) as terminal,
        ):
            assert "Check only your own account." in terminal.answer(ITS["en"], WRONG)
            terminal.wait_for(ITS["en"])
            others.append(readable_of(terminal.process.pid))
            terminal.type(PASSPHRASE)
            assert terminal.end() == 0
            assert "It was not used since." in terminal.text
        document = json.loads(result.read_bytes())
        assert document["complete"] is True
        assert not [one for one in document["requests"] if one["method"].startswith("auth.")]
        result.unlink()

        flags = ("apply", "cover-sensitive", "--account", "mine", "--yes")
        unattended = run(here, *flags, *server.flags)
        assert unattended.code == 3
        assert "account.setContentSettings" not in methods(tmp_path)
        with Terminal(here, *flags, *server.flags) as terminal:
            terminal.answer(ITS["en"], PASSPHRASE)
            assert terminal.end() == 0
            assert "Done, and checked with Telegram." in terminal.text
            assert "safecheck stays signed in to Telegram" in terminal.text
        assert "account.setContentSettings" in methods(tmp_path)

        listed = run(here, "session", "list", "--format", "json").json
        assert [(one["name"], one["usable"], one["ended"], one["at"]) for one in listed] == [
            ("mine", True, False, "server")
        ]
        kept = left_in(here)
        with Terminal(here, "session", "forget", "mine", *server.flags) as terminal:
            terminal.answer(ITS["en"], PASSPHRASE)
            assert terminal.end() == 0
            assert "It is signed out and thrown away." in terminal.text
            shown += terminal.text
        assert methods(tmp_path)[-1] == "auth.logOut"
    for secret in (PASSPHRASE, WRONG, server.code, server.password):
        assert secret not in shown + "".join(others)
        assert not any(secret.encode() in content for content in kept.values())
    assert [name for name in kept if "sessions/" in name] == [
        "home/.local/state/safecheck/sessions/mine.lock",
        "home/.local/state/safecheck/sessions/mine.yaml",
    ]
    assert not [name for name in left_in(here) if "sessions" in name]


def test_g13_every_use_is_listed_at_the_next_one_and_an_ended_one_is_said_and_thrown_away(
    tmp_path: Path, here: Path
) -> None:
    with served(
        tmp_path, "individual", account=WITH_PASSWORD, faults={"errors": [WAITS, *WAITS_LATER]}
    ) as server:
        assert "what it had read is kept for a day" in remember(here, server, "en", [], code=4)
        first = methods(tmp_path)
        result = here / "result.json"
        flags = ("audit", "--account", "mine", "--format", "json", *server.flags)
        codes, logs = [], [first]
        for depth in (TARGETED, TARGETED, ()):  # the command that is shown at the end goes on as it was
            (sealed,) = (here / "home").rglob("mine.so-far")
            assert sealed.stat().st_mode & 0o777 == 0o600
            assert not any(title in sealed.read_bytes() for title in (b"title", b"chats", b"Pinewood"))
            with result.open("wb") as stdout, Terminal(here, *flags, *depth, stdout=stdout) as terminal:
                terminal.answer(ITS["en"], PASSPHRASE)
                codes.append(terminal.end())
                shown = terminal.text
            assert "which had to stop. What was read then is not read again." in shown
            logs.append(methods(tmp_path)[sum(map(len, logs)) :])
            if codes[-1] == 4:
                assert "To go on later, where it stopped: safecheck audit --account mine." in shown
                assert "Kept: what an audit had read when it stopped, until " in shown
        assert codes == [4, 4, 0]
        document = json.loads(result.read_bytes())
        assert "Was one of these not you?" in shown
        assert not list((here / "home").rglob("mine.so-far")), "it counts once"
        every = [method for log in logs for method in log]
        asked = {method: every.count(method) for method in set(every)}
        # Refused, or of the one chat in whose middle it stopped.
        again = {"messages.getDialogs": 2, **dict.fromkeys(READ[1:4], 1)}
    with (
        served(tmp_path, "individual", account=WITH_PASSWORD) as server,
        Terminal(here, *UNBROKEN, *server.flags) as terminal,
    ):
        terminal.answer(PHONE["en"], f"+{server.phone}")
        terminal.answer(CODE["en"], server.code)
        terminal.answer(PASSWORD["en"], server.password)
        assert terminal.end() == 0
        once = methods(tmp_path)[len(every) :]
        assert {name: asked[name] - again.get(name, 0) for name in READ} == {
            name: once.count(name) for name in READ
        }, "in three goes nothing was asked for that an audit in one go does not ask"
        assert document["complete"] is True
        assert len(document["chats"]) > 10
    # The server is gone, and with it every key that it knew; another one on the same port knows none.
    (file,) = (here / "home").rglob("mine.yaml")
    content = file.read_bytes()
    file.write_bytes(content.replace(b"sealed: ", b"sealed: AAAA"))
    refused = run(here, "session", "list")
    assert "is damaged. Nothing was sent" in refused.text
    thrown = run(here, "session", "forget", "--all", "--format", "json")
    assert thrown.json == [{"name": "mine", "signed_out": False}]
    assert "End it yourself: in Telegram open Settings" in thrown.err
    assert not list((here / "home").rglob("mine.*"))
    assert run(here, "session", "list").text == "No sign-in is remembered on this computer."


WAITS = {
    "message": "FLOOD_WAIT_900",
    "code": 420,
    "method": "messages.getDialogs",
    "from_call": 2,
    "times": 1,
}
WAITS_LATER = ({**WAITS, "from_call": 3}, {**WAITS, "method": "messages.getSearchCounters", "from_call": 4})
WITH_PASSWORD = {"password": "practice-password", "password_hint": ""}
TARGETED = ("--depth", "targeted")
UNBROKEN = ("audit", "--sign-in", *TARGETED)
READ = (
    *("messages.getDialogs", "messages.getSearchCounters", "channels.getFullChannel"),
    *("channels.getParticipant", "account.getPrivacy", "account.getAuthorizations"),
)


def test_g13_ended_on_the_phone_it_leads_to_exit_code_3(tmp_path: Path, here: Path) -> None:
    ended = {"message": "AUTH_KEY_UNREGISTERED", "code": 401, "method": "messages.getDialogs"}
    with served(tmp_path, faults={"errors": [{**ended, "from_call": 3, "times": 0}]}) as server:
        shown = remember(here, server, "nl", [])
        assert "Bewaard: de login “mine” tot" in shown
        with Terminal(here, "audit", "--account", "mine", "--lang", "nl", *server.flags) as terminal:
            own = terminal.answer(ITS["nl"], PASSPHRASE)
            assert "Controleer alleen je eigen account." in own
            assert terminal.end() == 3
            assert "Daarna is die niet gebruikt." in terminal.text
            assert "“mine” werkt niet meer en is weggegooid." in terminal.text
            assert "safecheck heeft op deze computer niets bewaard." in terminal.text


@pytest.mark.parametrize(
    ("flags", "code", "says"),
    [
        (("audit", "--demo", "--remember-as", "mine"), 2, "there is nothing to remember of it"),
        (("audit", "--remember-as", "mine"), 2, "--remember-as belongs to --sign-in"),
        (("audit", "--sign-in", "--remember-as", "../x"), 2, "Choose up to 32 small letters"),
        (("audit", "--account", "mine", "--demo"), 2, "two different sources"),
        (("audit", "--account", "mine"), 3, "there is none here. Nothing was sent."),
        (("session", "forget"), 2, "Say what to forget"),
        (("session", "forget", "mine", "--all"), 2, "Say what to forget"),
        (("session", "list", "mine"), 2, "it takes no name"),
        (("session", "forget", "mine"), 3, "No sign-in is remembered as “mine”"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    flags: tuple[str, ...],
    code: int,
    says: str,
) -> None:
    import safecheck.cli.main as entry

    # What is done for good to this process would last for the tests after this one.
    monkeypatch.setattr(entry, "leave_no_core_dump", lambda: None)
    monkeypatch.setattr(entry, "end_orderly", lambda: None)
    assert entry.main(flags) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert says in captured.err
