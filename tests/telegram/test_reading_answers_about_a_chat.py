"""Rare answers about one chat: what Telegram does not say stays unknown, and nobody is taken for another."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telethon.tl import types

from safecheck.model.facts import Chat, MediaCounts
from safecheck.model.text import UntrustedText
from safecheck.telegram.convert_probes import FILTERS, full_chat, media_counts, own_participant

THEN = datetime(2026, 1, 2, tzinfo=UTC)
KNOWN = Chat(id="-1", kind="supergroup", title=UntrustedText("A group"))
ME, OTHER = 1, 7


def person(number: int, **flags: bool) -> types.User:
    return types.User(number, **{"is_self": number == ME, **flags})


SELF = types.ChannelParticipantSelf
RIGHTS = types.ChatAdminRights()


@pytest.mark.parametrize(
    ("own", "inviter", "added_by"),
    [
        (SELF(ME, ME, THEN), person(OTHER), "self"),
        (SELF(ME, OTHER, THEN), person(OTHER), "stranger"),
        (SELF(ME, OTHER, THEN), person(OTHER, contact=True), "contact"),
        (SELF(ME, OTHER, THEN), person(OTHER, mutual_contact=True), "contact"),
        (SELF(ME, OTHER, THEN), person(OTHER, min=True), None),  # a partial description says nothing of that
        (SELF(ME, OTHER, THEN), person(8, contact=True), None),
        (SELF(ME, 0, THEN), person(OTHER), None),
        (SELF(ME, OTHER, THEN, via_request=True), person(OTHER), "self"),
        (types.ChannelParticipantAdmin(ME, 9, THEN, RIGHTS, is_self=True), person(9), None),
        (
            types.ChannelParticipantAdmin(ME, 9, THEN, RIGHTS, is_self=True, inviter_id=OTHER),
            person(OTHER, contact=True),
            "contact",
        ),
        (types.ChannelParticipantCreator(ME, RIGHTS), person(OTHER), "self"),
        (types.ChannelParticipantLeft(types.PeerUser(ME)), person(OTHER), None),
    ],
)
def test_who_added_the_account_is_said_where_telegram_says_it(
    own: Any, inviter: Any, added_by: str | None
) -> None:
    answer = types.channels.ChannelParticipant(own, [], [person(ME), inviter])
    assert own_participant(KNOWN, answer).get("added_by") == added_by


def chat_full(participants: Any, *people: types.User) -> dict[str, Any]:
    full = types.ChatFull(1, "", participants, types.PeerNotifySettings())
    return full_chat(KNOWN, types.messages.ChatFull(full, [], list(people)))


def test_of_a_small_group_whose_members_are_not_told_only_ones_own_entry_counts() -> None:
    own = types.ChatParticipant(ME, OTHER, THEN)
    told = chat_full(types.ChatParticipantsForbidden(1, own), person(ME), person(OTHER, contact=True))
    assert (told["added_by"], told["joined"]) == ("contact", THEN)
    assert not {"contacts", "bots", "members_hidden"} & set(told)
    assert "added_by" not in chat_full(types.ChatParticipantsForbidden(1), person(ME))


def test_the_account_and_people_who_are_no_members_are_not_among_the_contacts() -> None:
    entries: list[Any] = [
        types.ChatParticipantCreator(ME),
        types.ChatParticipant(OTHER, ME, THEN),
        types.ChatParticipantAdmin(8, ME, THEN),
        types.ChatParticipant(9, ME, THEN),
        types.ChatParticipant(11, 11, THEN),
    ]
    people = [
        person(ME, contact=True),
        person(OTHER, contact=True),
        person(8, mutual_contact=True),
        types.User(9, bot=True, bot_info_version=1),
        person(10, contact=True),
        types.UserEmpty(11),
    ]
    told = chat_full(types.ChatParticipants(1, entries, 1), *people)
    assert (told["contacts"], told["bots"], told["added_by"]) == (2, 1, "self")


@given(
    st.lists(
        st.tuples(
            st.sampled_from([*FILTERS.values(), types.InputMessagesFilterPinned]),
            st.integers(-(2**31), 2**31 - 1),
            st.booleans(),
        )
    )
)
def test_any_counters_give_numbers_that_can_be_or_none(drawn: list[tuple[Any, int, bool]]) -> None:
    answers = [types.messages.SearchCounter(kind(), count, inexact=about) for kind, count, about in drawn]
    changes = media_counts(answers)
    known = {kind for kind, _, _ in drawn} & set(FILTERS.values())
    if not known:
        assert changes == {}
        return
    media = changes["media"]
    assert isinstance(media, MediaCounts)
    for name, kind in FILTERS.items():
        counted = getattr(media, name)
        assert (counted is not None) == (kind in known)
        assert counted is None or counted >= 0
