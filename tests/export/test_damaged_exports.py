"""Whatever the bytes are: no crash, what was read before the damage stands, and it is said that more is
missing."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ijson.backends import python, yajl2_c

from safecheck.export import events as parsing
from safecheck.export.document import Document
from safecheck.export.repair import Repair
from safecheck.export.unreadable import CUT_OFF, DAMAGED
from tests.export import exports
from tests.export.exports import chat, document_of, message, session

WHOLE = exports.as_written(exports.everything())
SINGLE = exports.as_written(chat("Rowing", "private_supergroup", 5, [message(), message(exports.OWN)]))
BACKENDS = (yajl2_c, python)
by_backend = pytest.mark.parametrize("backend", BACKENDS, ids=["in C", "in Python"])


@contextmanager
def parsed_by(backend: Any) -> Iterator[None]:
    """Let exports be parsed by the one or the other part of ijson."""
    before = parsing._parser
    parsing._parser = backend
    try:
        yield
    finally:
        parsing._parser = before


def names(read: Document) -> list[tuple[str, str, str]]:
    return [(each.id, each.kind, each.title.raw) for each in read.chats]


def reason(read: Document) -> str | None:
    return None if read.stopped is None else read.stopped.reason


@by_backend
@given(data=st.data())
@settings(max_examples=60)
def test_a_file_cut_at_any_byte_gives_the_first_of_its_chats_and_one_reason(
    backend: Any, data: st.DataObject
) -> None:
    whole = data.draw(st.sampled_from((WHOLE, SINGLE)))
    at = data.draw(st.integers(0, len(whole.rstrip(b"\n")) - 1))
    with parsed_by(backend):
        read = document_of(whole[:at], data.draw(st.sampled_from((7, 1 << 20))))
        everything = document_of(whole)
    assert reason(read) == CUT_OFF
    assert names(read) == names(everything)[: len(read.chats)]
    for one, full in zip(read.chats, everything.chats, strict=False):
        assert one.media in (None, full.media), "what was counted only in part is not told"
    assert read.private_chats <= everything.private_chats
    assert read.passed_over == 0


def test_no_chat_is_lost_that_stood_before_the_cut() -> None:
    at = WHOLE.index(b'"Green wharf"')
    assert [title for _, _, title in names(document_of(WHOLE[:at]))] == ["Garden club"]
    in_its_messages = document_of(WHOLE[: WHOLE.index(b'"messages"', at) + 30])
    assert [title for _, _, title in names(in_its_messages)] == ["Garden club", "Green wharf"]
    assert in_its_messages.scope == "account"


def test_half_a_number_is_no_number() -> None:
    data = WHOLE[: WHOLE.index(b'"id": 31') + len(b'"id": 3')]
    assert names(document_of(data)) == []


FLAT = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63) + 1, 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5)
)
JSON = st.recursive(
    FLAT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def _places(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, dict):
        for key in value:
            yield from _places(value[key], (*path, key))
    elif isinstance(value, list):
        for number, entry in enumerate(value):
            yield from _places(entry, (*path, number))


def _replaced(value: Any, path: tuple[Any, ...], new: object) -> Any:
    if not path:
        return new
    copy = value.copy()
    copy[path[0]] = _replaced(value[path[0]], path[1:], new)
    return copy


PLACES = sorted(_places(exports.everything()), key=str)


@by_backend
@given(place=st.sampled_from(PLACES), new=JSON)
@settings(max_examples=150)
@example(place=("chats",), new=[])
@example(place=("chats", "list", 3, "messages"), new={"list": [chat("x", "private_group", 3)]})
@example(place=("chats", "list", 3, "messages", 0, "date_unixtime"), new="9" * 5000)
@example(place=("personal_information", "user_id"), new={"a": 1})
@example(place=(), new=[exports.everything()])
def test_any_value_at_any_place_is_taken_calmly(backend: Any, place: tuple[Any, ...], new: object) -> None:
    with parsed_by(backend):
        read = document_of(exports.as_written(_replaced(exports.everything(), place, new)))
    assert reason(read) is None
    assert read.scope in ("account", "chat", None)
    assert len(read.chats) <= 5


@given(st.binary(max_size=200))
@example(b"\xff\xfe{\x00}\x00")
@example(b'{"chats": {"list": [{"name": "x\x01"}]}}')
def test_bytes_that_are_no_export_are_none(data: bytes) -> None:
    assert document_of(data).chats == ()


@by_backend
@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (b'{"chats": {"list": [%s, {"id": 1 2}]}}', DAMAGED),
        (b'{"chats": {"list": [%s, NaN]}}', DAMAGED),
        (b'{"chats": {"list": [%s, ' + b"9" * 5000 + b"]}}", DAMAGED),
        (b'{"chats": {"list": [%s, 1e' + b"9" * 40 + b"]}}", DAMAGED),
        (b'{"chats": {"list": [%s, ' + b"[" * 5000, DAMAGED),
        (b'{"chats": {"list": [%s, "' + b"x" * (9 << 20), DAMAGED),
        (b'{"chats": {"list": [%s, "' + b"\\" * (9 << 20), DAMAGED),
        (b'{"chats": {"list": [%s]}} and more', DAMAGED),
        (b'{"chats": {"list": [%s]}', CUT_OFF),
    ],
    ids=["syntax", "NaN", "digits", "exponent", "nesting", "a huge text", "backslashes", "garbage", "no end"],
)
def test_damage_ends_the_reading_there_and_what_came_before_stands(
    backend: Any, broken: bytes, why: str
) -> None:
    data = broken.replace(b"%s", exports.as_written(chat("Rowing", "private_group", 5)))
    with parsed_by(backend):
        read = document_of(data, 1 << 18)
    assert [title for _, _, title in names(read)] == ["Rowing"]
    assert reason(read) == why


@by_backend
@pytest.mark.parametrize("size", [1, 5, 1 << 20])
def test_what_telegram_desktop_writes_for_a_control_character_is_read(backend: Any, size: int) -> None:
    r"""It writes \x0B, which is no JSON; a name of a file on Windows may hold \\x0B, which is."""
    value = exports.account([chat("Row\x0bing", "private_group", 5, [message(text="a\x01b\\x0B\\\\x")])])
    data = exports.as_written(value).replace(b"\\u000b", b"\\x0B").replace(b"\\u0001", b"\\x01")
    assert data.count(b"\\x0B") == 3
    with pytest.raises(ValueError, match="escape"):
        json.loads(data)
    with parsed_by(backend):
        read = document_of(b"\xef\xbb\xbf" + data, size)
    assert (names(read), reason(read)) == ([("-5", "group", "Row\x0bing")], None)


@by_backend
@pytest.mark.parametrize("damaged", [b"\\ud83d", b"\\uDE00\\ud83d", b"\xff", b"\xed\xa0\x80", b"\xc3"])
def test_a_damaged_name_is_passed_over_and_a_damaged_message_is_not_noticed(
    backend: Any, damaged: bytes
) -> None:
    value = exports.account(
        [
            chat("Rowing HERE", "private_group", 5),
            chat("Gar\N{ROWBOAT}den", "private_group", 6, [message(text="HERE")]),
        ],
        sessions=[session("HERE"), session()],
    )
    with parsed_by(backend):
        read = document_of(exports.as_written(value).replace(b"HERE", damaged), 11)
    assert [title for _, _, title in names(read)] == ["Gar\N{ROWBOAT}den"]
    assert read.devices is not None
    assert (read.passed_over, read.devices.passed_over, len(read.devices.devices)) == (1, 1, 1)
    assert reason(read) is None


def test_nobody_can_write_a_name_that_looks_damaged() -> None:
    assert Repair().mark != Repair().mark


@given(JSON, st.booleans(), st.integers(1, 40))
@example({"a": "\\x0B \\\\ \\\\\\u"}, True, 3)
@example({"\N{ROWBOAT}\N{ROWBOAT}": "é" * 30}, True, 13)
def test_what_is_json_comes_through_as_it_was(value: object, ascii: bool, size: int) -> None:
    data = json.dumps(value, ensure_ascii=ascii).encode()
    repaired = b"".join(Repair().pieces(data[at : at + size] for at in range(0, len(data), size)))
    assert repaired == data


PARTS = (b"\\", b"\\\\", b"x", b"0B", b"u", b"d83d", b"de00", b"\xc3", b"\xa9", b'"', b" ")


@given(st.lists(st.sampled_from(PARTS), max_size=30))
def test_it_does_not_matter_where_the_pieces_are_cut(parts: list[bytes]) -> None:
    data = b"".join(parts)
    repair = Repair()
    at_once = b"".join(repair.pieces([data]))
    for size in (1, 2, 3, 7):
        assert b"".join(repair.pieces(data[at : at + size] for at in range(0, len(data), size))) == at_once
