"""The documented exit codes 0 to 3, each with one sentence that says what is wrong and what to do."""

from pathlib import Path

import pytest

from safecheck.practice.library import names
from tests.cli.conftest import Once
from tests.cli.process import audit, run

QUIET = ("audit", "--demo", "quiet", "--format", "json")


@pytest.mark.uncounted
@pytest.mark.parametrize(
    ("name", "fail_on", "code"),
    [
        ("individual", "high", 1),
        ("individual", "low", 1),
        ("individual", "never", 0),
        ("quiet", "high", 0),
        ("quiet", "low", 0),
        ("teen", "medium", 1),
    ],
)
def test_findings_at_the_chosen_level_or_above_end_with_1(
    audited: Once, name: str, fail_on: str, code: int
) -> None:
    found = {one["level"] for one in audited(name, "--format", "json").json["findings"]}
    order = ("high", "medium", "low")
    reached = fail_on != "never" and bool(found & set(order[: order.index(fail_on) + 1]))
    assert reached is (code == 1), "the account has changed; choose another example"
    ended = audited(name, "--format", "json", "--fail-on", fail_on)
    assert ended.code == code
    assert ended.json["complete"] is True


def test_findings_below_the_chosen_level_end_with_0(tmp_path: Path) -> None:
    """The quiet account, but anyone may add its owner: a finding at medium, and none at high."""
    settings = {"who_can_add_me": {"who": "everyone"}}
    for level, code in (("high", 0), ("medium", 1)):
        folder = tmp_path / level
        folder.mkdir()
        ended = audit(folder, "quiet", "--format", "json", "--fail-on", level, settings=settings)
        assert {one["level"] for one in ended.json["findings"]} & {"high", "medium"} == {"medium"}
        assert ended.code == code


@pytest.mark.uncounted
def test_the_level_can_stand_in_the_environment_and_a_flag_wins(tmp_path: Path) -> None:
    by_environment = run(tmp_path, "audit", "--demo", "individual", environment={"SAFECHECK_FAIL_ON": "high"})
    assert by_environment.code == 1
    by_flag = run(
        tmp_path, "audit", "--demo", "--fail-on", "never", environment={"SAFECHECK_FAIL_ON": "high"}
    )
    assert by_flag.code == 0


def test_the_level_can_stand_in_the_config_file(tmp_path: Path) -> None:
    config = tmp_path / "home" / ".config" / "safecheck" / "config.yaml"
    config.parent.mkdir(parents=True)
    config.write_text("fail_on: medium\nlanguage: nl\n", encoding="utf-8")
    ended = run(tmp_path, "audit", "--demo", "teen", environment={"XDG_CONFIG_HOME": str(config.parents[1])})
    assert ended.code == 1
    assert ended.out.startswith("Uitkomst van safecheck")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--nope",), ["--nope"]),
        (("nope",), ["'nope'", "audit", "switches", "help-me"]),
        (("audit", "--dem", "quiet"), ["--dem"]),
        (("audit", "--demo", "nope"), ["nope", *names()]),
        (("audit", "--demo", "missing.yaml"), ["missing.yaml"]),
        (("audit", "--demo", "--depth", "deepest"), ["deepest", "quick"]),
        (("audit", "--demo", "--budget", "30"), ["--budget", "--depth targeted"]),
        (("audit", "--demo", "--depth", "deep", "--budget", "0"), ["--budget", "from 1"]),
        (("audit", "--this-computer", "--depth", "deep"), ["--depth deep", "--sign-in", "--demo"]),
        (("audit", "--demo", "--format", "xml"), ["xml", "text", "json"]),
        (("audit", "--demo", "--fail-on", "worst"), ["--fail-on", "worst", "high, medium, low, never"]),
        (("--lang", "xx"), ["--lang", "xx", "en, nl"]),
        (("audit", "--demo", "--lang=xx"), ["--lang", "xx", "en, nl"]),
        (("audit", "--lang"), ["--lang"]),
        (("switches", "--client", "nokia"), ["nokia", "android", "ios", "desktop"]),
        (("help-me", "--topic", "nope"), ["nope", "sextortion", "legal_advice"]),
        (("guide", "--", "--lang"), ["--lang", "start"]),
        (("guide", "nope"), ["nope", "start", "promises", "exit-codes"]),
        (("demo-server", "--port", "70000"), ["70000", "65535"]),
        (("demo-server", "--port", "-1"), ["65535"]),
        (("demo-server", "--port", "many"), ["many"]),
        (("demo-server", "--scenario", "nope"), ["nope", *names()]),
        (("audit", "--demo", "quiet", "-o", "nowhere/out.json"), ["nowhere/out.json", "folder"]),
        (("audit", "--demo", "quiet", "-o", "."), ["not a file"]),
        (("audit", "--demo", "--sign-in"), ["--demo", "--sign-in"]),
        (("audit", "--sign-in", "later"), ["later", "qr", "code"]),
        (("audit", "--sign-in", "--server", "127.0.0.1:1"), ["--server-key", "--dc"]),
        (("audit", "--server", "192.0.2.1:443", "--server-key", "key.pem", "--dc", "2"), ["192.0.2.1"]),
    ],
)
def test_wrong_use_ends_with_2_and_names_what_is_wrong(
    ran: Once, arguments: tuple[str, ...], said: list[str]
) -> None:
    ended = ran(*arguments)
    assert ended.code == 2
    assert ended.out == ""
    assert ended.left == {}
    for word in said:
        assert word in ended.err, ended.err


def test_an_unknown_language_in_the_environment_is_wrong_use_that_names_the_variable(tmp_path: Path) -> None:
    ended = run(tmp_path, "switches", environment={"SAFECHECK_LANGUAGE": "klingon"})
    assert ended.code == 2
    assert "SAFECHECK_LANGUAGE" in ended.err
    assert "en, nl" in ended.err


@pytest.mark.parametrize(
    ("written", "line", "said"),
    [
        ("language: nl\ncolour: red\n", 2, ["colour", "language, fail_on"]),
        ("\n\nfail_on: always\n", 3, ["fail_on", "always", "high, medium, low, never"]),
        ("language: [nl\n", 2, []),
    ],
)
def test_a_config_file_that_is_wrong_is_named_with_its_line_and_key(
    tmp_path: Path, written: str, line: int, said: list[str]
) -> None:
    config = tmp_path / "config" / "safecheck" / "config.yaml"
    config.parent.mkdir(parents=True)
    config.write_text(written, encoding="utf-8")
    ended = run(tmp_path, "switches", environment={"XDG_CONFIG_HOME": str(tmp_path / "config")})
    assert ended.code == 2
    assert ended.out == ""
    flat = " ".join(ended.err.split())
    assert "config.yaml" in flat
    assert f"line {line}" in flat or f"config.yaml:{line}" in flat
    for word in said:
        assert word in flat


def test_a_scenario_file_that_is_wrong_is_named_with_its_line_and_key(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(
        "schema: 1\nname: mine\nabout: {en: Mine., nl: Van mij.}\nchats:\n  - {id: 1, kind: choir}\n",
        encoding="utf-8",
    )
    ended = run(tmp_path, "audit", "--demo", str(file))
    assert ended.code == 2
    for word in ("mine.yaml", "line 5", "kind", "choir"):
        assert word in ended.err


@pytest.mark.uncounted
def test_an_existing_file_is_not_written_over_and_force_replaces_it(tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    (work / "out.json").write_text("mine", encoding="utf-8")
    refused = run(tmp_path, *QUIET, "-o", "out.json")
    assert refused.code == 2
    assert "out.json" in refused.err
    assert "--force" in refused.err
    assert (work / "out.json").read_text(encoding="utf-8") == "mine"
    assert run(tmp_path, *QUIET, "-o", "out.json", "--force").code == 0
    assert (work / "out.json").read_text(encoding="utf-8").startswith("{")


def test_a_bad_output_file_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    ended = audit(tmp_path, "quiet", "-o", "nowhere/out.json")
    assert ended.code == 2
    assert ended.received == []


def test_an_audit_without_an_account_ends_with_3_and_says_what_to_do(ran: Once) -> None:
    ended = ran("audit")
    assert ended.code == 3
    assert ended.out == ""
    for words in ("safecheck audit --sign-in", "safecheck audit --demo", "safecheck switches"):
        assert words in ended.err


@pytest.mark.uncounted
@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize(
    ("fault", "requests"),
    [
        ({"message": "PHONE_NUMBER_BANNED", "method": "auth.sendCode", "times": 0}, 1),
        ({"message": "PHONE_CODE_INVALID", "method": "auth.signIn", "times": 0}, 1),
        ({"message": "SOMETHING_NEW_AND_ODD", "method": "auth.sendCode", "times": 0}, 1),
    ],
)
def test_a_refused_sign_in_ends_with_3_and_is_not_tried_again(
    tmp_path: Path, lang: str, fault: dict[str, object], requests: int
) -> None:
    ended = audit(tmp_path, "quiet", "--lang", lang, faults={"errors": [fault]})
    assert ended.code == 3
    assert ended.out == "", "nothing was read, so there is no result"
    assert ended.left == {}
    assert ended.counted[str(fault["method"])] == requests
    if fault["message"] == "SOMETHING_NEW_AND_ODD":
        assert "SOMETHING_NEW_AND_ODD" in ended.err


@pytest.mark.uncounted
def test_a_sign_in_that_is_ended_elsewhere_ends_with_3_and_keeps_what_was_read(tmp_path: Path) -> None:
    ended = audit(tmp_path, "busy", "--format", "json", "--fail-on", "high", faults={"revoked_at": 30})
    assert ended.code == 3
    assert ended.json["complete"] is False
    assert 0 < ended.json["coverage"]["listed"] < 5000
    assert "stopped" in ended.json["coverage"]
    assert ended.err.strip()
    assert ended.left == {}


def test_g4_a_broken_config_file_never_stands_between_a_person_and_help(tmp_path: Path) -> None:
    config = tmp_path / "home" / ".config" / "safecheck"
    config.mkdir(parents=True)
    (config / "config.yaml").write_text("langage: nl\n")
    ended = run(tmp_path, "help-me", "--country", "NL")
    assert ended.code == 0
    assert "0800-0113" in ended.out
    assert "langage" in ended.err
    assert run(tmp_path, "switches").code == 2
