"""The lowest layers, by what must hold for any input."""

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safecheck.desktop.account_map import _LAYOUTS as MAP_LAYOUTS
from safecheck.desktop.blocks import _LAYOUTS as BLOCK_LAYOUTS
from safecheck.desktop.blocks import blocks
from safecheck.desktop.cipher import LocalKey, PartError, WrongKeyError
from safecheck.desktop.container import unpack
from safecheck.desktop.names import account_folder, data_name, file_name
from safecheck.desktop.stream import Stream
from safecheck.desktop.unreadable import UnreadableError
from tests.desktop import tdata

KEY = tdata.made_up("a key", 256)
int32 = st.integers(-(2**31), 2**31 - 1)
int64 = st.integers(-(2**63), 2**63 - 1)
values = st.one_of(
    st.tuples(st.just("int32"), int32),
    st.tuples(st.just("uint32"), st.integers(0, 2**32 - 1)),
    st.tuples(st.just("int64"), int64),
    st.tuples(st.just("uint64"), st.integers(0, 2**64 - 1)),
    st.tuples(st.just("byte_array"), st.binary(max_size=40)),
    st.tuples(st.just("string"), st.text(max_size=20)),
)
layouts = st.builds(
    lambda star, letters: star + letters, st.sampled_from(("", "*")), st.text("hiqb", min_size=1, max_size=6)
)


def _written(kind: str, value: Any) -> bytes:
    if kind == "byte_array":
        return tdata.byte_array(value)
    if kind == "string":
        return tdata.string(value)
    return tdata.u64(value) if "64" in kind else tdata.i32(value)


def _read(stream: Stream, kinds: list[tuple[str, Any]]) -> list[Any]:
    return [getattr(stream, kind)() for kind, _ in kinds]


def _stream(data: bytes) -> Stream:
    return Stream(data, "settingss", tdata.TESTED)


@given(st.lists(values))
def test_what_qt_writes_is_read_back(written: list[tuple[str, Any]]) -> None:
    stream = _stream(b"".join(_written(kind, value) for kind, value in written))
    assert _read(stream, written) == [value for _, value in written]
    assert stream.left == 0


@given(st.lists(values, min_size=1), st.data())
def test_what_is_cut_off_is_an_error_that_says_where(
    written: list[tuple[str, Any]], data: st.DataObject
) -> None:
    whole = b"".join(_written(kind, value) for kind, value in written)
    stream = _stream(whole[: data.draw(st.integers(0, len(whole) - 1))])
    with pytest.raises(UnreadableError) as cut:
        _read(stream, written)
    assert cut.value.unknown.values["offset"] == stream.offset <= len(whole)
    assert cut.value.unknown.values["version"] == "6.1.2"


@given(st.binary(max_size=200), layouts)
def test_stepping_over_ends_within_what_is_left(data: bytes, layout: str) -> None:
    stream = _stream(data)
    with contextlib.suppress(UnreadableError):
        stream.step_over(layout)
    assert 0 <= stream.left <= len(data)
    assert stream.offset + stream.left == len(data)


@given(st.lists(st.tuples(st.integers(0, 5), st.binary(max_size=9))))
def test_rows_are_stepped_over_whole(rows: list[tuple[int, bytes]]) -> None:
    written = tdata.i32(len(rows)) + b"".join(tdata.u64(key) + tdata.byte_array(held) for key, held in rows)
    stream = _stream(written + b"rest")
    stream.step_over("*qb")
    assert stream.left == 4


def test_no_array_is_an_empty_one() -> None:
    stream = _stream(tdata.byte_array(tdata.NULL) + tdata.string(None) + tdata.byte_array(tdata.NULL))
    assert (stream.byte_array(), stream.string(), stream.inner().left) == (b"", "", 0)


def test_half_a_pair_of_surrogates_is_read_as_qt_would() -> None:
    assert _stream(tdata.string("a\ud800")).string() == "a\ud800"


def test_offsets_go_on_counting_in_an_array_that_is_a_stream() -> None:
    stream = _stream(b"12345" + tdata.byte_array(tdata.i32(7) + b"x"))
    stream.step_over("i")
    stream.int8()
    inner = stream.inner()
    inner.int32()
    with pytest.raises(UnreadableError) as cut:
        inner.int32()
    assert cut.value.unknown.values["offset"] == 5 + 4 + 4


@given(st.binary(max_size=300))
def test_bytes_that_are_no_container_are_damaged(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        unpack(data, "settingss")


@given(st.binary(max_size=300), st.integers(-(2**31), 2**31 - 1))
def test_a_container_is_unpacked_and_any_change_of_a_byte_is_noticed(body: bytes, version: int) -> None:
    whole = tdata.container(body, version)
    container = unpack(whole, "settingss")
    stream = container.stream()
    assert (container.version, stream.left) == (version, len(body))
    for at in range(0, len(whole), 7):
        changed = whole[:at] + bytes([whole[at] ^ 0x80]) + whole[at + 1 :]
        with pytest.raises(UnreadableError):
            unpack(changed, "settingss")


@given(st.binary(max_size=300))
def test_a_part_opens_with_its_key_and_no_other(plain: bytes) -> None:
    part = tdata.encrypt_part(plain, KEY)
    with LocalKey(KEY) as key, LocalKey(tdata.made_up("another key", 256)) as another:
        assert key.decrypt(part) == plain
        with pytest.raises(WrongKeyError):
            another.decrypt(part)


@given(st.binary(max_size=200))
def test_bytes_that_are_no_part_do_not_open(data: bytes) -> None:
    with LocalKey(KEY) as key, pytest.raises(PartError):
        key.decrypt(data)


@given(st.integers(0, 2**64 - 1))
def test_files_have_the_names_that_telegram_gives_them(key: int) -> None:
    assert file_name(key) == tdata.file_name(key)


def test_accounts_have_the_names_that_telegram_gives_them() -> None:
    assert [data_name(index) for index in range(6)] == [tdata.data_name(index) for index in range(6)]
    assert [account_folder(index) for index in range(6)] == [
        tdata.account_folder(index) for index in range(6)
    ]


# --- the tables -------------------------------------------------------------------------------------------

FILLED = {"h": b"\1\2", "i": tdata.i32(3), "q": tdata.u64(4), "b": tdata.byte_array(b"bytes")}


def _filled(layout: str) -> bytes:
    row = b"".join(FILLED[letter] for letter in layout.lstrip("*"))
    return tdata.i32(2) + row * 2 if layout.startswith("*") else row


# Of section 3.6 of the reference, which lists what Telegram Desktop 6.1.2 reads; by kind of value.
NUMBER = """
    03 05 06 07 08 09 0a 0b 0c 0d 11 12 13 14 16 17 1c 1d 1e 1f 21 22 28 29 30 31 32 35 36 37 38 41 42 43 44
    45 46 48 49 4c 50 51 52 57 58 59 5f
"""
OTHERS = {
    "15": "b", "19": "b", "20": "b", "23": "b", "53": "b", "5d": "b", "33": "bb", "4a": "b", "5b": "b",
    "5e": "b", "60": "b", "4d": "b", "4e": "q", "5a": "q", "47": "q", "04": "q", "1a": "*q", "0e": "iiiiii",
    "40": "ii", "54": "qqi", "55": "ii", "61": "qq", "5c": "qiqi", "56": "qi", "26": "*qh", "34": "iii",
    "39": "*qi",
}  # fmt: skip


def test_each_block_is_as_long_as_the_reference_says() -> None:
    expected = {int(number, 16): "i" for number in NUMBER.split()}
    expected.update({int(number, 16): layout for number, layout in OTHERS.items()})
    assert expected == BLOCK_LAYOUTS


def test_all_blocks_one_after_another_are_stepped_over() -> None:
    written = b"".join(tdata.block(number, _filled(layout)) for number, layout in BLOCK_LAYOUTS.items())
    assert list(blocks(_stream(written))) == list(BLOCK_LAYOUTS)


def test_each_entry_of_a_map_is_as_long_as_the_reference_says() -> None:
    keys = "04 07 08 0a 0b 0c 0d 0e 0f 11 12 13 18 1a 1b 1c 1e"
    expected = {int(number, 16): "q" for number in keys.split()}
    expected |= {0x01: "*qq", 0x02: "*qq", 0x1D: "*qq", 0x03: "*qqqi", 0x05: "*qqqi", 0x06: "*qqqi"}
    expected |= {0x10: "qqqq", 0x14: "qq", 0x15: "b", 0x16: "qqq", 0x17: "qqq", 0x19: "bb"}
    assert expected == MAP_LAYOUTS
