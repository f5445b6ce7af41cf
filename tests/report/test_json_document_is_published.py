"""The JSON document: stable keys, a schema that holds, nothing of a stranger that acts."""

import json
from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError

from safecheck.downloads.switches import untouched
from safecheck.model.downloads import ProfileId
from safecheck.model.result import AuditResult
from safecheck.packs.download_profile import load_profiles
from safecheck.report.json_document import AuditDocument, document, json_schema, to_json
from tests.report.results import NOT_READ, device, rating, result, setting, signal, step, troubled

TOP = (
    "schema_version program packs source started finished complete coverage settings devices chats findings"
    " plan requests"
)
STABLE = {
    "settings": "id scope value status obeyed_by source read_at",
    "devices": "id client name official unconfirmed last_active state lands profiles switches",
    "chats": "id title kind level risk signals owned",
    "findings": "id rule level confidence subject evidence why innocent_reading limits recommend",
    "plan": "id title actor path removes remains undo state",
    "requests": "method count",
    "packs": "version hash",
}


def loaded(of: AuditResult) -> Any:
    return json.loads(to_json(of))


def validate(value: object) -> None:
    _validator().validate(value)


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(json_schema()))


def test_the_schema_is_itself_valid_and_names_its_dialect() -> None:
    schema = json.loads(json_schema())
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == "safecheck audit"


def test_every_kind_of_entry_is_described_in_the_schema() -> None:
    for name, entry in json.loads(json_schema())["$defs"].items():
        assert entry.get("description"), name


def test_every_stable_key_is_there() -> None:
    found = loaded(troubled())
    assert set(TOP.split()) <= set(found)
    assert set(found["program"]) == {"name", "version"}
    for name, keys in STABLE.items():
        assert found[name], f"{name} is empty, so nothing would be tested"
        for entry in found[name]:
            assert set(keys.split()) <= set(entry), name


def test_optional_keys_are_left_out_rather_than_null() -> None:
    found = loaded(troubled())
    assert "reason" not in found["settings"][0]
    assert "device" not in found["plan"][2]
    assert "category" not in found["chats"][0]["signals"][0]
    assert "stopped" not in found["coverage"]


def test_optional_keys_are_there_when_there_is_something_to_say() -> None:
    half = result(
        [rating(1, "low", signals=[signal(category="sort-of-chat")])],
        settings=[setting("unknown")],
        steps=[step(1)],
        listed=1,
        total=9,
        stopped=NOT_READ,
    )
    found = loaded(half)
    assert found["settings"][0]["reason"] == NOT_READ.reason
    assert found["plan"][0]["device"] == "device-1"
    assert found["chats"][0]["signals"][0]["category"] == "sort-of-chat"
    assert found["coverage"]["stopped"] == NOT_READ.reason
    assert found["coverage"]["total"] == 9
    assert found["complete"] is False
    validate(found)


def test_an_audit_that_was_interrupted_is_not_complete() -> None:
    whole = troubled()
    facts = msgspec.structs.replace(whole.facts, interrupted=NOT_READ)
    found = loaded(msgspec.structs.replace(whole, facts=facts))
    assert found["complete"] is False
    assert found["coverage"]["complete"] is False
    assert found["coverage"]["stopped"] == NOT_READ.reason


def test_a_device_says_how_each_switch_stands_by_the_tables_that_answer_for_it() -> None:
    profiles = {loaded.pack.id: loaded.pack for loaded in load_profiles()}
    web: tuple[ProfileId, ...] = ("web-a", "web-k")
    phone = msgspec.structs.replace(
        device(),
        client="web",
        last_active=None,
        app_language="tr",
        profiles=web,
        switches=tuple(untouched(profiles[id]) for id in web),
    )
    (entry,) = loaded(result(devices=[phone]))["devices"]
    validate(loaded(result(devices=[phone])))
    assert entry["profiles"] == list(web)
    assert entry["switches"]["web-k"]["photo.groups"] == {"limit": 1024 * 1024, "known": "default_assumed"}
    assert entry["switches"]["web-a"]["file.groups"] == {"limit": 0, "known": "default_assumed"}
    assert entry["switches"]["web-a"]["photo.groups"] == {"limit": None, "known": "default_assumed"}
    assert entry["last_active"] is None
    assert entry["app_language"] == "tr"
    (plain,) = loaded(result(devices=[device()]))["devices"]
    assert plain["switches"] == {}
    assert "app_language" not in plain


def test_the_plan_keeps_its_order() -> None:
    assert [entry["kind"] for entry in loaded(troubled())["plan"]] == ["downloads_off", "card", "leave"]


def test_private_chats_are_counted_and_never_listed() -> None:
    found = loaded(troubled())
    assert len(found["chats"]) == 4
    assert found["coverage"]["private_chats"] == 14
    assert {entry["kind"] for entry in found["chats"]} <= {"group", "supergroup", "channel"}


def test_a_public_link_is_in_the_card_step_only() -> None:
    found = loaded(troubled())
    card = found["plan"].pop(1)
    assert "t.me/a_public_name" in card["detail"]
    assert "a_public_name" not in json.dumps(found)


def test_a_reader_of_an_older_version_may_meet_new_keys() -> None:
    found = loaded(troubled())
    found["key_of_tomorrow"] = 1
    found["chats"][0]["key_of_tomorrow"] = 1
    validate(found)


def test_the_schema_refuses_a_document_that_lost_a_key_or_broke_a_value() -> None:
    for key in TOP.split():
        found = loaded(troubled())
        del found[key]
        with pytest.raises(ValidationError):
            validate(found)
    found = loaded(troubled())
    found["chats"][0]["risk"] = 101
    with pytest.raises(ValidationError):
        validate(found)


def test_the_text_reads_back_as_the_document_it_was_made_from() -> None:
    of = troubled()
    assert msgspec.json.decode(to_json(of), type=AuditDocument) == document(of)


@given(
    st.text(max_size=60),
    st.sampled_from(["high", "medium", "low", "none"]),
    st.sampled_from(["default_assumed", "told", "read", "unknown"]),
    st.sampled_from(["yes", "on_view", "no", "unknown"]),
)
def test_every_document_obeys_its_schema(title: str, level: Any, state: Any, lands: Any) -> None:
    of = result(
        [rating(1, level, title)],
        devices=(device(state, lands, name=title),),
        settings=[setting("ok", name=title)],
    )
    validate(loaded(of))


def test_the_headline_of_the_text_report_is_in_the_document() -> None:
    assert loaded(troubled())["headline"]["text"].startswith("Photos from 4 groups and channels can land")


def test_the_headline_says_what_it_rests_on() -> None:
    told = loaded(result([rating(1), rating(2)], devices=(device("told", "on_view"),)))["headline"]
    assert (told["landing"], told["on_view"], told["told"], told["assumed"]) == (0, 2, True, False)
    untouched = loaded(result([rating(1)], devices=(device(),)))["headline"]
    assert (untouched["landing"], untouched["told"], untouched["assumed"]) == (1, False, True)


def test_a_document_from_before_the_headline_said_more_still_obeys_the_schema() -> None:
    found = loaded(troubled())
    del found["headline"]["on_view"], found["headline"]["told"]
    validate(found)


def test_days_in_a_document_stay_in_their_international_form() -> None:
    found = loaded(troubled())
    assert found["started"].startswith("2026-11-23T")
    assert found["devices"][0]["last_active"] == "2026-11-20"
    assert found["packs"][0]["date"] == "2026-11-01"
