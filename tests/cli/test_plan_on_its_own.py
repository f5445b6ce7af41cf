"""`safecheck plan` as a process: the steps of the audit, alone, in each form; nothing left unasked."""

import re
import shlex
from pathlib import Path

import pytest

from safecheck.cli.parser import build_parser
from safecheck.cli.sources import account_flags
from safecheck.i18n.catalog import load
from tests.cli.conftest import Once
from tests.cli.process import run


def test_json_has_the_same_steps_as_the_audit_and_says_whom_it_is_for(audited: Once, ran: Once) -> None:
    document = ran("plan", "--demo", "individual", "--format", "json").json
    audit = audited("individual", "--format", "json").json
    assert document["plan"] == audit["plan"]
    assert document["profile"]["id"] == "adult"
    assert document["exposure"]["of"] > 0
    by_kind = {step["kind"]: step for step in document["plan"]}
    assert by_kind["limit_who_adds"]["actor"] == "safecheck"
    assert by_kind["leave"]["undo"] == "no"
    assert {each["kind"] for each in by_kind["leave"]["instead"]} <= {"mute", "archive"}


def test_text_lists_the_profile_first_and_a_reminder_is_kept_only_where_asked(tmp_path: Path) -> None:
    made = run(
        tmp_path, "plan", "--demo", "quiet", "--profile", "strict", "--remind", "again.ics", "--lang", "nl"
    )
    assert made.code == 0
    assert made.text.index("streng") < made.text.index("Stap 1.")
    (name,) = made.left
    assert name.endswith("again.ics")
    assert made.left[name].startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert "herinnering" in made.err
    assert name.rpartition("/")[2] in made.err


def test_each_step_that_safecheck_can_take_comes_with_a_command_that_works_as_it_stands(ran: Once) -> None:
    plan = ran("plan", "--demo", "individual")
    commands = re.findall(r"^ +safecheck (apply .*)$", plan.out, re.MULTILINE)
    found = ran("plan", "--demo", "individual", "--format", "json").json
    taken = [step for step in found["plan"] + found["on_wish"] if step["actor"] == "safecheck"]
    wanted = [each["id"] for step in taken for each in (step, *step["instead"])]
    assert [shlex.split(command) for command in commands] == [
        ["apply", id, "--demo", "individual"] for id in wanted
    ]
    assert ran(*shlex.split(commands[0]), "--yes").code == 0


def test_the_flags_of_an_account_are_said_again_as_a_shell_takes_them() -> None:
    catalog = load("en")

    def flags(*arguments: str) -> str:
        return account_flags(build_parser(catalog).parse_args(["plan", *arguments]))

    server = ("--server", "127.0.0.1:4", "--server-key", "my key.pem", "--dc", "2")
    for named in (
        ("--demo", "it's mine.yaml"),
        ("--sign-in", "qr"),
        ("--sign-in", *server),
        ("--account", "home", *server),
    ):
        assert shlex.split(flags(*named)) == list(named)
    assert flags("--sign-in", "--remember-as", "home") == "--account home"
    assert flags() == ""


def test_a_page_for_one_device_names_no_chat(audited: Once, ran: Once) -> None:
    page = ran("plan", "--demo", "individual", "--print", "--device", "android")
    assert page.code == 0
    assert "[ ]" in page.out
    for chat in audited("individual", "--format", "json").json["chats"]:
        assert chat["title"] not in page.out
    assert not re.search(r"safecheck apply", page.out)


def test_check_says_how_one_step_stands_also_where_the_plan_has_it_no_more(ran: Once) -> None:
    asked = ran("plan", "--demo", "individual", "--check", "limit-who-adds")
    assert asked.code == 0
    assert "Who may add you to groups and channels: everyone." in asked.out
    assert "This is still to do." in asked.out
    assert "Step 1" not in asked.out
    assert "three requests at most" in " ".join(asked.err.split())
    done = ran("plan", "--demo", "quiet", "--check", "limit-who-adds", "--format", "json").json
    assert (done["standing"], done["step"], done["complete"]) == ("done", "limit-who-adds", True)
    phone = ran("plan", "--demo", "individual", "--format", "json").json
    assert [each["kind"] for each in phone["on_wish"]] == ["templates_off"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("plan", "--demo", "quiet", "--check", "dance"), 2, "There is no step “dance”"),
        (("plan", "--demo", "quiet", "--check", "card/12"), 2, "There is no step “card/12”"),
        (("plan", "--demo", "quiet", "--check", "card/12", "--print"), 2, "--check is about one step"),
        (("plan",), 3, "safecheck plan --sign-in"),
        (("plan", "--demo", "--print", "--format", "json"), 2, "Leave out --print"),
        (("plan", "--demo", "--remind", ""), 2, "The name of the file is empty"),
        (("plan", "--demo", "quiet", "--device", "fridge"), 2, "There is no device “fridge”"),
    ],
)
def test_wrong_use_is_one_sentence(ran: Once, arguments: tuple[str, ...], code: int, words: str) -> None:
    made = ran(*arguments)
    assert made.code == code
    assert made.out == ""
    assert words in " ".join(made.err.split())
