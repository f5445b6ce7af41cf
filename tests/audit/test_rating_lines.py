"""`rate` gives one line for each line, whatever stands in it, and knows every fact by its name."""

import json
from collections.abc import Iterable
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safecheck.audit.rating_lines import MAX_LINE, ChatGiven, LineRater
from safecheck.i18n.catalog import load
from safecheck.model.facts import Chat
from safecheck.packs.shipped import chat_rules
from safecheck.rules.chats import Rater

RATER = Rater(chat_rules(), "en")


def rate(lines: Iterable[bytes]) -> tuple[list[Any], int]:
    rater = LineRater(RATER, load("en").sentence)
    out = list(rater.rate(lines))
    assert all(line.endswith(b"\n") and line.count(b"\n") == 1 for line in out)
    return [json.loads(line) for line in out], rater.bad


def one(**chat: object) -> Any:
    (rated,), bad = rate([json.dumps({"id": "a", "title": "Garden", **chat}).encode()])
    assert not bad, rated
    return rated


def test_a_line_gives_id_risk_level_and_signals() -> None:
    rated = one(id=7, title="Fullz shop")
    assert rated.keys() == {"id", "risk", "level", "signals"}
    assert (rated["id"], rated["level"]) == (7, "high")
    assert rated["signals"][0].keys() == {"rule", "evidence", "weight"}


def test_every_fact_of_a_chat_may_be_given_by_its_name() -> None:
    given = {field.name for field in msgspec.structs.fields(ChatGiven)}
    assert {field.name for field in msgspec.structs.fields(Chat)} - {"probed", "left"} <= given


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"scam": True}, "chat.marked.scam"),
        ({"restrictions": [{"platform": "ios", "reason": "porno"}]}, "chat.restricted.adult"),
        ({"kind": "supergroup", "members": 20_000, "media_open": True}, "chat.crowd_open"),
        ({"added_by": "stranger"}, "chat.added_by_stranger"),
        ({"media": {"photo": 30_000}}, "chat.many_pictures"),
        ({"kind": "group", "joined": "2020-01-01T00:00:00Z", "members": 5}, "chat.small_old"),
        ({"about": "fullz"}, "words.stolen_data.telling"),
        ({"username": "FullzShop"}, "words.stolen_data.telling"),
        ({"usernames": ["garden", "fullz"]}, "words.stolen_data.telling"),
    ],
)
def test_a_fact_counts_as_it_does_in_an_audit(facts: dict[str, object], rule: str) -> None:
    assert rule in {signal["rule"] for signal in one(**facts)["signals"]}


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"id": 1}',
        b'{"title": "x"}',
        b'{"id": 1, "title": 5}',
        b'{"id": 1, "title": "\\ud800"}',
        b'{"id": 1, "title": "\xff"}',
        b'{"id": 1, "title": "x", "members": "many"}',
        b'{"id": 1, "title": "x", "kind": "forum"}',
        b'{"id": 1, "title": "x", "joined": "2020-01-01T00:00:00"}',
        b'{"id": 1, "title": "x", "more": ' + b"[" * 5000,
        b'{"id": 1, "title": "' + b"x" * MAX_LINE + b'"}',
    ],
)
def test_a_bad_line_is_named_by_its_number_and_the_rest_goes_on(line: bytes) -> None:
    good = b'{"id": "a", "title": "Garden"}'
    (before, bad, after), count = rate([good, line, good])
    assert before == after == {"id": "a", "risk": 2, "level": "none", "signals": []}
    assert (bad["id"], bad["line"], count) == (None, 2, 1)
    assert bad["error"].endswith(".") or bad["error"].endswith("”.")


@settings(max_examples=60)
@given(st.lists(st.binary(max_size=60).filter(lambda line: b"\n" not in line), max_size=6))
def test_p8_any_bytes_give_one_line_each(lines: list[bytes]) -> None:
    out, _ = rate(lines)
    assert len(out) == len(lines)


@settings(max_examples=60)
@given(title=st.text(max_size=60), about=st.none() | st.text(max_size=90))
def test_p8_any_title_and_description_is_rated(title: str, about: str | None) -> None:
    line = json.dumps({"id": 1, "title": title, "about": about}).encode()
    (rated,), bad = rate([line])
    if not bad:
        assert 0 <= rated["risk"] <= 100
