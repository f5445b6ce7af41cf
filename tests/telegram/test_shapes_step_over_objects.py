"""P1: what fills a page of chats is stepped over exactly as far as Telethon reads, and keeps no text."""

import inspect
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telethon.extensions import BinaryReader
from telethon.tl import types
from telethon.tl.alltlobjects import tlobjects
from telethon.tl.tlobject import TLObject

from safecheck.telegram.discard import KEPT, DiscardingReader
from safecheck.telegram.errors import UNREADABLE
from safecheck.telegram.shapes import _SHAPES, SHAPES
from tests.telegram.tl_samples import sample

KINDS = sorted(SHAPES, key=lambda kind: kind.__name__)


def as_in_schema(kind: type) -> type:
    """Telethon replaces its message classes by richer ones, whose signature says less."""
    return kind.__bases__[-1] if kind.__module__ == "telethon.tl.patched" else kind


def optional_fields(kind: type) -> list[str]:
    parameters = inspect.signature(as_in_schema(kind)).parameters.values()
    return [each.name for each in parameters if each.default is not inspect.Parameter.empty]


def wire(kind: type, also: set[str]) -> bytes:
    """Return an object with the optional fields `also`; its lists hold something, of whatever class."""
    try:
        made = sample(as_in_schema(kind), also=also)
        for name, value in vars(made).items():
            if value == []:
                setattr(
                    made, name, [1, 2, 3] if kind is types.PhotoSizeProgressive else [types.Username("x")]
                )
        return bytes(made)
    except AssertionError as error:  # "a, b parameters must all be …": they hang on one flag
        together = set(str(error).partition(" parameters ")[0].split(", "))
        assert not together <= also
        return wire(kind, also | together)


def same(ours: Any, theirs: Any) -> bool:
    """True if every field that ours has says what theirs says."""
    if not isinstance(ours, TLObject):
        return bool(ours == theirs)
    return type(ours) is type(theirs) and all(
        same(value, getattr(theirs, name)) for name, value in vars(ours).items()
    )


def test_every_shape_is_for_a_constructor_of_this_layer_by_its_name() -> None:
    assert len(SHAPES) == len(_SHAPES)
    for line in _SHAPES:
        name, _, number = line.split()[0].partition("#")
        assert tlobjects[int(number, 16)].__name__ == name[0].upper() + name[1:]


def test_p1_no_shape_is_for_a_class_whose_text_is_read() -> None:
    assert set(SHAPES) & set(KEPT) == {types.PeerNotifySettings}  # read where it is the answer itself
    assert not any("text" in field and ":" in field for line in _SHAPES for field in line.split())


def assert_read_alike(kind: type, also: set[str]) -> None:
    data = wire(kind, also)
    ours, theirs = DiscardingReader(data + b"tail"), BinaryReader(data + b"tail")
    whole = theirs.tgread_object()
    if kind is types.PeerNotifySettings:  # it is read where it is the answer itself
        ours.read_int()
        read = SHAPES[kind].read(ours)
    else:
        read = ours.tgread_object()
    assert ours.tell_position() == theirs.tell_position() == len(data)
    assert type(read) is kind
    assert same(read, whole)
    assert not any(isinstance(value, str | bytes) for value in vars(read).values())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_shape_ends_where_telethon_ends_with_each_field_with_none_and_with_all(kind: type) -> None:
    names = optional_fields(kind)
    for also in (set(), set(names), *({name} for name in names)):
        assert_read_alike(kind, also)


@given(st.data())
@settings(deadline=None)
def test_a_shape_ends_where_telethon_ends_with_any_of_its_fields(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from([kind for kind in KINDS if optional_fields(kind)]))
    assert_read_alike(kind, data.draw(st.sets(st.sampled_from(optional_fields(kind)))))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_an_object_that_is_cut_short_is_never_taken_for_a_whole_one(kind: type) -> None:
    data = wire(kind, set(optional_fields(kind)))
    for length in range(4, len(data)):
        with pytest.raises(UNREADABLE):
            DiscardingReader(data[:length]).tgread_object()


def test_the_fields_that_the_audit_uses_are_kept() -> None:
    flags = ("is_self", "contact", "mutual_contact", "bot", "min")
    nobody = dict.fromkeys(flags, False)
    robot = DiscardingReader(
        bytes(types.User(5, bot=True, bot_info_version=1, access_hash=7, phone="9996600000"))
    )
    assert vars(robot.tgread_object()) == {**nobody, "bot": True, "id": 5, "access_hash": 7}
    stranger = DiscardingReader(bytes(types.User(5, first_name="A name")))
    assert vars(stranger.tgread_object()) == {**nobody, "id": 5, "access_hash": None}
    for flag in set(flags) - {"bot"}:
        person = types.User(5, first_name="A name", **{flag: True})
        assert getattr(DiscardingReader(bytes(person)).tgread_object(), flag) is True
    status = DiscardingReader(bytes(types.UserStatusRecently()))
    assert vars(status.tgread_object()) == {}


@pytest.mark.parametrize("count", [0x7FFFFFFF, 0xFFFFFFFF])
def test_a_list_that_claims_to_be_endless_ends_with_the_answer(count: int) -> None:
    empty = bytes(types.PhotoSizeProgressive("x", 1, 1, []))
    with pytest.raises(UNREADABLE):
        DiscardingReader(empty[:-4] + count.to_bytes(4, "little")).tgread_object()
