"""`safecheck audit --demo` as a process: complete, valid, fair to what is planted, and clean."""

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from safecheck.practice.library import load_scenario
from safecheck.report.layout import cells
from tests.cli.conftest import SCENARIOS, Once
from tests.cli.process import Run, run
from tests.cli.texts import number_of
from tests.practice.planted import IN_BETWEEN, NOT_RATED, NOT_STRONGLY, STRONGLY

pytestmark = pytest.mark.uncounted

JSON = ("--format", "json")
BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
PLANTED_ACCOUNTS = ("individual", "quiet", "teen", "busy")


def levels(run: Run) -> dict[int, str]:
    """The level of every chat by its id in the scenario."""
    return {number_of(chat): chat["level"] for chat in run.json["chats"]}


@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("lang", ["en", "nl"])
def test_the_json_is_what_its_published_schema_says(audited: Once, ran: Once, name: str, lang: str) -> None:
    schema = ran("audit", "--format", "json-schema").json
    Draft202012Validator.check_schema(schema)
    document = audited(name, *JSON, "--lang", lang).json
    Draft202012Validator(schema).validate(document)
    assert document["language"] == lang
    assert all(len(pack["hash"]) == 64 and pack["version"] for pack in document["packs"])


def test_the_published_schema_refuses_a_document_without_its_keys(audited: Once, ran: Once) -> None:
    """Without this, a schema that allows everything would pass the test above."""
    schema = ran("audit", "--format", "json-schema").json
    document = audited("quiet", *JSON).json
    for key in document:
        without = {name: value for name, value in document.items() if name != key}
        assert list(Draft202012Validator(schema).iter_errors(without)), key
    assert list(Draft202012Validator(schema).iter_errors({**document, "plan": "none"}))


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_practice_account_comes_out_complete_and_leaves_nothing(audited: Once, name: str) -> None:
    run = audited(name, *JSON)
    assert run.code == 0
    assert run.json["complete"] is True
    assert "stopped" not in run.json["coverage"]
    assert run.left == {}


@pytest.mark.parametrize("name", PLANTED_ACCOUNTS)
def test_what_is_planted_stands_out_as_much_as_it_should(audited: Once, name: str) -> None:
    found = levels(audited(name, *JSON))
    assert {number for number, level in found.items() if level == "high"} >= set(STRONGLY[name])
    for number, reason in IN_BETWEEN[name].items():
        assert found[number] in ("low", "medium"), reason
    for number, reason in NOT_STRONGLY[name].items():
        assert found[number] in ("none", "low", "medium"), reason


@pytest.mark.parametrize("name", ["individual", "teen"])
def test_no_chat_stands_out_strongly_but_those_that_are_planted(audited: Once, name: str) -> None:
    found = levels(audited(name, *JSON))
    assert {number for number, level in found.items() if level == "high"} == set(STRONGLY[name])


@pytest.mark.parametrize("name", SCENARIOS)
def test_p5_a_strong_chat_has_a_mark_of_telegram_or_several_facts_never_one_word(
    audited: Once, name: str
) -> None:
    for chat in audited(name, *JSON).json["chats"]:
        if chat["level"] == "high":
            rules = [signal["rule"] for signal in chat["signals"]]
            marked = any(rule.startswith(("chat.restricted.", "chat.marked.")) for rule in rules)
            assert marked or len(rules) >= 3, chat["title"]


def test_the_problems_of_the_everyday_account_are_named_in_findings_and_text(audited: Once) -> None:
    document, text = audited("individual", *JSON).json, audited("individual").text
    scenario = load_scenario("individual")
    titles = {chat.title for chat in scenario.chats if chat.id in STRONGLY["individual"]}
    ids = {chat["id"] for chat in document["chats"] if chat["title"] in titles}
    about = {one["subject"]["id"] for one in document["findings"] if one["level"] == "high"}
    assert len(ids) == 5
    assert ids <= about
    for title in titles:
        assert f'"{title}"' in text
    settings = {one["subject"]["id"] for one in document["findings"] if one["subject"]["kind"] == "setting"}
    assert {"account.who_can_add_me", "account.sensitive_content", "account.two_step"} <= settings
    for name in ("Fenna A54", "iPhone 13", "Oude tablet T10", "Kestrel Mini"):
        assert name in text


@pytest.mark.parametrize("name", ["individual", "hostile"])
def test_what_is_no_group_or_channel_is_not_listed_as_one(audited: Once, name: str) -> None:
    listed = {number_of(chat) for chat in audited(name, *JSON).json["chats"]}
    kinds = {chat.kind for chat in load_scenario(name).chats if chat.id in listed}
    assert kinds == {"group", "supergroup", "channel", "gigagroup"}
    moved = {chat.id for chat in load_scenario(name).chats if chat.deactivated}
    assert moved
    assert not moved & listed, "a group that moved would stand beside the one that it moved to"


def test_chats_that_cannot_be_rated_do_not_stand_out_strongly(audited: Once) -> None:
    for name in PLANTED_ACCOUNTS:
        found = levels(audited(name, *JSON))
        assert not {number for number in NOT_RATED[name] if found.get(number) == "high"}


def test_nothing_stands_out_in_the_quiet_account(audited: Once) -> None:
    document = audited("quiet", *JSON).json
    assert [chat["level"] for chat in document["chats"]] == ["none"] * 18
    assert [one for one in document["findings"] if one["level"] != "info"] == []
    assert [one for one in document["findings"] if one["subject"]["kind"] == "chat"] == []
    assert [device["state"] for device in document["devices"]] == ["told", "told"]
    assert {lands["lands"] for device in document["devices"] for lands in device["lands"]} == {"no"}
    assert document["headline"]["landing"] == document["headline"]["landing_strong"] == 0
    states = [(step["kind"], step["state"]) for step in document["plan"]]
    assert states == [("downloads_off", "said_done")] * 2 + [("look_again", "later")]


def test_five_thousand_chats_are_counted_and_six_hundred_listed(audited: Once) -> None:
    document = audited("busy", *JSON).json
    coverage = document["coverage"]
    assert coverage["listed"] == coverage["total"] == 5000
    assert coverage["groups_and_channels"] == len(document["chats"]) == 600
    assert coverage["private_chats"] + coverage["bots"] == 4400
    assert len({chat["id"] for chat in document["chats"]}) == 600
    assert {chat["kind"] for chat in document["chats"]} == {"group", "supergroup", "channel"}
    assert sum(request["count"] for request in document["requests"]) <= 90


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_requests_in_the_result_are_those_that_the_server_received(audited: Once, name: str) -> None:
    run = audited(name, *JSON)
    said = {request["method"]: request["count"] for request in run.json["requests"]}
    assert said == dict(run.counted)
    assert sum(said.values()) == len(run.received) > 10


@pytest.mark.parametrize("arguments", [(), JSON, ("--lang", "nl"), (*JSON, "--lang", "nl")])
def test_p8_no_character_of_the_hostile_account_acts_upon_a_terminal(
    audited: Once, arguments: tuple[str, ...]
) -> None:
    run = audited("hostile", *arguments)
    for text in (run.out, run.err):
        acting = {
            char
            for char in text
            if (unicodedata.category(char) in ("Cc", "Cs") and char != "\n") or char in BIDI
        }
        assert not acting
    assert "[/oops]" in run.out, "the hostile titles are there, as text"


def test_p8_the_json_of_the_hostile_account_decodes_to_harmless_strings(audited: Once) -> None:
    """A control character could also hide behind a JSON escape."""

    def strings(value: Any) -> list[str]:
        if isinstance(value, str):
            return [value]
        if isinstance(value, dict):
            return [text for pair in value.items() for part in pair for text in strings(part)]
        return [text for part in value for text in strings(part)] if isinstance(value, list) else []

    for text in strings(audited("hostile", *JSON).json):
        assert not any(unicodedata.category(char) in ("Cc", "Cs") and char != "\n" for char in text), repr(
            text
        )
        assert not BIDI & set(text), repr(text)


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_p8_no_line_of_the_hostile_report_is_wider_than_the_terminal(audited: Once, lang: str) -> None:
    assert max(cells(line) for line in audited("hostile", "--lang", lang).out.splitlines()) <= 80


def test_a_practice_account_is_found_by_its_name_and_the_default_has_one(ran: Once) -> None:
    by_name, by_default = ran("audit", "--demo", "quiet", *JSON), ran("audit", "--demo", *JSON)
    assert by_name.json["source_name"] == "quiet"
    assert by_default.json["source_name"] == "individual"
    assert by_name.json["source"] == "practice"


def test_the_same_audit_twice_finds_and_proposes_the_same(audited: Once, ran: Once) -> None:
    first, second = audited("individual", *JSON).json, ran("audit", "--demo", *JSON).json
    assert first["chats"] == second["chats"]
    assert [one["id"] for one in first["findings"]] == [one["id"] for one in second["findings"]]
    assert [one["id"] for one in first["plan"]] == [one["id"] for one in second["plan"]]


def test_the_text_reads_at_the_width_of_the_terminal(tmp_path: Path) -> None:
    narrow = run(tmp_path, "audit", "--demo", "quiet", environment={"COLUMNS": "40"})
    assert max(len(line) for line in narrow.out.splitlines()) <= 40
