"""The chat list over the wire, as a plain client sees it, against the account it was made from."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telethon import errors
from telethon.tl import functions, types

from safecheck.practice.dialogs import ChatIndex
from safecheck.practice.entities import EntityMaker, access_hash
from safecheck.practice.faults import RpcFailure
from safecheck.practice.media import MediaMaker
from safecheck.practice.scenario import AccountSpec, ChatSpec, RestrictionSpec
from tests.practice.accounts import account, many_chats, scenario
from tests.practice.conftest import Connect, Serve, sign_in

CHATS = many_chats(350)
NOW = 1_800_000_000


def request(**changes: Any) -> Any:
    arguments = {
        "offset_date": None,
        "offset_id": 0,
        "offset_peer": types.InputPeerEmpty(),
        "limit": 100,
        "hash": 0,
        **changes,
    }
    return functions.messages.GetDialogsRequest(**arguments)


async def signed_in(serve: Serve, connect: Connect, *chats: ChatSpec, **changes: Any) -> Any:
    server = await serve(scenario(*chats, **changes))
    client = await connect(server)
    await sign_in(client, server)
    return client


async def test_a_plain_client_lists_every_chat_of_a_large_account_once(
    serve: Serve, connect: Connect
) -> None:
    client = await signed_in(serve, connect, *CHATS)
    listed = await client.get_dialogs()

    assert len(listed) == 350
    found = {dialog.entity.id: dialog for dialog in listed}
    for spec in CHATS:
        dialog = found[spec.id]
        assert (dialog.name, dialog.archived, dialog.pinned) == (spec.title, spec.archived, spec.pinned)
        assert dialog.unread_count == spec.unread
        assert (dialog.dialog.notify_settings.mute_until is not None) == spec.muted
        assert (dialog.message.message if dialog.message else None) == (
            spec.message if spec.newest_message else None
        )
    assert [dialog.entity.id for dialog in listed[:3]] == [10_133, 10_004, 10_050], "pinned first"
    dates = [dialog.date for dialog in listed[3:] if dialog.date]
    assert dates == sorted(dates, reverse=True)


async def test_the_two_folders_share_the_chats_between_them(serve: Serve, connect: Connect) -> None:
    client = await signed_in(serve, connect, *CHATS)
    main = {dialog.entity.id for dialog in await client.get_dialogs(archived=False)}
    archive = {dialog.entity.id for dialog in await client.get_dialogs(archived=True)}

    assert main == {spec.id for spec in CHATS if not spec.archived}
    assert archive == {spec.id for spec in CHATS if spec.archived}


async def test_the_archive_is_one_entry_of_the_main_list(serve: Serve, connect: Connect) -> None:
    client = await signed_in(serve, connect, *CHATS)
    first = await client(request(folder_id=0))
    without = await client(request(folder_id=0, exclude_pinned=True))
    pinned = await client(functions.messages.GetPinnedDialogsRequest(0))

    assert isinstance(first.dialogs[0], types.DialogFolder)
    assert len(first.dialogs) == 100
    assert first.count == 315
    assert not any(isinstance(dialog, types.DialogFolder) or dialog.pinned for dialog in without.dialogs)
    kinds = [type(dialog).__name__ for dialog in pinned.dialogs]
    assert kinds == ["DialogFolder", "Dialog", "Dialog"]


async def test_a_list_that_fits_says_that_it_is_whole(serve: Serve, connect: Connect) -> None:
    client = await signed_in(serve, connect, *many_chats(20))

    assert isinstance(await client(request()), types.messages.Dialogs)
    part = await client(request(limit=5))
    assert isinstance(part, types.messages.DialogsSlice)
    assert (len(part.dialogs), part.count) == (5, 20)


async def test_no_more_than_a_hundred_come_at_once(serve: Serve, connect: Connect) -> None:
    client = await signed_in(serve, connect, *CHATS)

    assert len((await client(request(limit=500))).dialogs) == 100


async def test_there_are_two_folders_only(serve: Serve, connect: Connect) -> None:
    client = await signed_in(serve, connect)
    with pytest.raises(errors.FolderIdInvalidError):
        await client(request(folder_id=2))


chats = st.lists(
    st.builds(
        ChatSpec,
        id=st.integers(1, 10**9),
        kind=st.sampled_from(["person", "group", "supergroup", "channel"]),
        active_days_ago=st.sampled_from([0.0, 0.5, 1.0, 2.0]) | st.floats(0, 3000),
        newest_message=st.sampled_from([0, 1, 1, 5]),
        pinned=st.booleans(),
        archived=st.booleans(),
    ),
    max_size=60,
    unique_by=lambda chat: chat.id,
)


@settings(deadline=None)
@given(chats=chats, limit=st.integers(2, 30), folder=st.sampled_from([None, 0, 1]))
def test_following_the_pages_reaches_every_chat_that_has_a_message(
    chats: list[ChatSpec], limit: int, folder: int | None
) -> None:
    entities = EntityMaker(AccountSpec(), MediaMaker(b"m"), NOW)
    index = ChatIndex(tuple(chats), entities)
    seen: set[int] = {entry.spec.id for entry in index.pinned(folder)}
    ask: dict[str, Any] = {}
    while True:
        page = index.page(request(limit=limit, folder_id=folder, exclude_pinned=True, **ask))
        fresh = {entry.spec.id for entry in page.entries} - seen
        last = next((entry for entry in reversed(page.entries) if entry.top), None)
        seen |= fresh
        if not fresh or last is None:
            break
        ask = {
            "offset_date": datetime.fromtimestamp(last.date, UTC),
            "offset_id": last.top,
            "offset_peer": input_peer(last.spec),
        }

    assert len({entry.spec.id for entry in index.entries}) == len(chats)
    wanted = {chat.id for chat in chats if folder is None or chat.archived == bool(folder)}
    with_message = {chat.id for chat in chats if chat.newest_message} & wanted
    assert with_message <= seen <= wanted


def input_peer(spec: ChatSpec) -> Any:
    if spec.kind == "person":
        return types.InputPeerUser(spec.id, access_hash(spec.id))
    if spec.kind == "group":
        return types.InputPeerChat(spec.id)
    return types.InputPeerChannel(spec.id, access_hash(spec.id))


def test_an_offset_of_a_chat_alone_starts_behind_it() -> None:
    chats = tuple(ChatSpec(id=n, kind="person", active_days_ago=n) for n in range(1, 6))
    index = ChatIndex(chats, EntityMaker(AccountSpec(), MediaMaker(b"m"), NOW))
    page = index.page(request(offset_peer=input_peer(chats[2])))

    assert [entry.spec.id for entry in page.entries] == [4, 5]


def test_a_wrong_hash_names_nobody() -> None:
    index = ChatIndex(many_chats(20), EntityMaker(AccountSpec(), MediaMaker(b"m"), NOW))

    assert index.find(types.InputPeerUser(10_003, access_hash(10_003))) is not None
    assert index.find(types.InputPeerUser(10_003, 1)) is None
    with pytest.raises(RpcFailure):
        index.folder(7)


# --- what entries look like --------------------------------------------------------------------------------


async def one_page(serve: Serve, connect: Connect, *specs: ChatSpec, **changes: Any) -> Any:
    return await (await signed_in(serve, connect, *specs, **changes))(request())


async def test_marks_and_rights_of_a_supergroup_arrive(serve: Serve, connect: Connect) -> None:
    spec = ChatSpec(
        id=5,
        kind="supergroup",
        title="A group",
        username="first",
        more_usernames=("second",),
        members=12,
        joined_days_ago=3,
        owned=True,
        verified=True,
        scam=True,
        fake=True,
        no_forwards=True,
        join_request=True,
        join_to_send=True,
        forum=True,
        paid_stars=7,
        banned=("send_photos", "invite_users"),
        restrictions=(RestrictionSpec("ios", "terms", "Not here"),),
        never_read=True,
        unread=9,
        draft="unsent",
        added_by="stranger",
    )
    page = await one_page(serve, connect, spec)
    (chat,), (dialog,), (message,) = page.chats, page.dialogs, page.messages

    assert chat.megagroup
    assert not chat.broadcast
    assert all([chat.creator, chat.verified, chat.scam, chat.fake, chat.noforwards, chat.forum])
    assert all([chat.join_request, chat.join_to_send, chat.restricted])
    assert [name.username for name in chat.usernames] == ["first", "second"]
    assert chat.username is None
    assert (chat.participants_count, chat.send_paid_messages_stars) == (12, 7)
    rights = chat.default_banned_rights
    assert (rights.send_photos, rights.invite_users, rights.send_videos) == (True, True, False)
    assert [reason.platform for reason in chat.restriction_reason] == ["ios"]
    assert (dialog.read_inbox_max_id, dialog.unread_count, dialog.draft.message) == (0, 9, "unsent")
    assert isinstance(message.action, types.MessageActionChatAddUser)


async def test_chats_that_are_gone_keep_their_place(serve: Serve, connect: Connect) -> None:
    page = await one_page(
        serve,
        connect,
        ChatSpec(id=1, kind="group", title="Moved", deactivated=True),
        ChatSpec(id=2, kind="group", title="Shut", forbidden=True),
        ChatSpec(id=3, kind="channel", title="Private now", forbidden=True),
        ChatSpec(id=4, kind="supergroup", title="Left", left=True),
        ChatSpec(id=5, kind="supergroup", title="Partly", min=True),
        ChatSpec(id=6, kind="person", title="Deleted", deactivated=True),
    )
    found = {chat.id: chat for chat in page.chats}

    assert len(page.dialogs) == 6
    assert isinstance(found[1].migrated_to, types.InputChannel)
    assert isinstance(found[2], types.ChatForbidden)
    assert isinstance(found[3], types.ChannelForbidden)
    assert found[4].left
    assert found[5].min
    assert {user.id: user.deleted for user in page.users}[6]


@pytest.mark.parametrize(("kind", "flag"), [("gigagroup", "gigagroup"), ("monoforum", "monoforum")])
async def test_rarer_kinds_of_groups_are_told_apart(
    kind: Any, flag: str, serve: Serve, connect: Connect
) -> None:
    page = await one_page(serve, connect, ChatSpec(id=1, kind=kind))

    assert getattr(page.chats[0], flag)


async def test_a_community_is_an_entry_of_its_own_kind(serve: Serve, connect: Connect) -> None:
    page = await one_page(
        serve, connect, ChatSpec(id=1, kind="community"), ChatSpec(id=2, kind="community", forbidden=True)
    )

    assert {type(dialog) for dialog in page.dialogs} == {types.DialogCommunity}
    assert {type(chat) for chat in page.chats} == {types.Community, types.CommunityForbidden}
    assert page.messages == []


MEDIA = [
    ("photo", types.MessageMediaPhoto),
    ("video", types.MessageMediaDocument),
    ("document", types.MessageMediaDocument),
    ("web_page", types.MessageMediaWebPage),
    ("paid", types.MessageMediaPaidMedia),
    ("poll", types.MessageMediaPoll),
    ("sticker", types.MessageMediaDocument),
    ("voice", types.MessageMediaDocument),
    ("story", types.MessageMediaStory),
    ("invoice", types.MessageMediaInvoice),
]


@pytest.mark.parametrize(("kind", "wire"), MEDIA)
async def test_every_kind_of_media_carries_marked_bytes(
    kind: Any, wire: Any, serve: Serve, connect: Connect
) -> None:
    server = await serve(scenario(ChatSpec(id=1, kind="channel", media=kind)), marker=b"MARKED")
    client = await connect(server)
    await sign_in(client, server)
    (message,) = (await client(request())).messages

    assert isinstance(message.media, wire)
    assert (b"MARKED" in message.media._bytes()) == (kind != "poll")


async def test_every_chat_and_person_has_a_marked_picture(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario(*many_chats(25)), marker=b"MARKED")
    client = await connect(server)
    await sign_in(client, server)
    page = await client(request())

    assert page.users
    for entity in [*page.users, *page.chats]:
        assert b"MARKED" in entity.photo.stripped_thumb


# --- single chats and people -------------------------------------------------------------------------------


SINGLE = (
    ChatSpec(id=1, kind="supergroup", title="Super", username="super_group", members=4),
    ChatSpec(id=2, kind="group", title="Basic", added_by="stranger", joined_days_ago=2, muted=True),
    ChatSpec(id=3, kind="channel", title="Shut", forbidden=True),
    ChatSpec(id=4, kind="person", title="Ada", contact=True, phone="99966100004"),
    ChatSpec(id=5, kind="bot", title="Robot", username="robot_bot"),
    ChatSpec(id=6, kind="group", title="Left", left=True),
    ChatSpec(id=7, kind="channel", title="Old", archived=True),
    ChatSpec(id=8, kind="supergroup", title="Gone", left=True),
)
CHANNEL = types.InputChannel(1, access_hash(1))


async def test_groups_and_channels_can_be_asked_for_one_by_one(serve: Serve, connect: Connect) -> None:
    client = await signed_in(serve, connect, *SINGLE)
    channels = await client(functions.channels.GetChannelsRequest([CHANNEL]))
    groups = await client(functions.messages.GetChatsRequest([2]))
    full = await client(functions.channels.GetFullChannelRequest(CHANNEL))
    basic = await client(functions.messages.GetFullChatRequest(2))
    left = await client(functions.messages.GetFullChatRequest(6))

    assert [chat.title for chat in channels.chats + groups.chats] == ["Super", "Basic"]
    assert full.full_chat.participants_count == 4
    own = basic.full_chat.participants.participants[0]
    assert own.inviter_id not in (own.user_id, 0), "somebody else added the owner"
    assert isinstance(left.full_chat.participants, types.ChatParticipantsForbidden)


async def test_people_can_be_asked_for_one_by_one(serve: Serve, connect: Connect) -> None:
    client = await signed_in(serve, connect, *SINGLE)
    contacts = await client(functions.contacts.GetContactsRequest(0))
    wanted = [types.InputUserSelf(), types.InputUser(4, access_hash(4)), types.InputUser(9, 9)]
    users = await client(functions.users.GetUsersRequest(wanted))
    full = await client(functions.users.GetFullUserRequest(types.InputUserSelf()))

    assert [user.phone for user in contacts.users] == ["99966100004"]
    assert [type(user) for user in users] == [types.User, types.User, types.UserEmpty]
    assert full.users[0].is_self


@pytest.mark.parametrize(("name", "number"), [("super_group", 1), ("@Robot_Bot", 5)])
async def test_a_public_name_leads_to_its_chat(
    name: str, number: int, serve: Serve, connect: Connect
) -> None:
    client = await signed_in(serve, connect, *SINGLE)
    resolved = await client(functions.contacts.ResolveUsernameRequest(name))

    assert [entity.id for entity in resolved.chats + resolved.users] == [number]


async def test_single_dialogs_and_their_settings_can_be_asked_for(serve: Serve, connect: Connect) -> None:
    client = await signed_in(serve, connect, *SINGLE)
    group = types.InputPeerChat(2)
    wanted = [types.InputDialogPeer(group), types.InputDialogPeerFolder(1)]
    # Telethon's own convenience does not know folders here, so the request goes to the sender as it is.
    found = await client._sender.send(functions.messages.GetPeerDialogsRequest(wanted))
    settings = functions.account.GetNotifySettingsRequest
    muted = await client(settings(types.InputNotifyPeer(group)))
    default = await client(settings(types.InputNotifyUsers()))
    difference = functions.updates.GetChannelDifferenceRequest(
        CHANNEL, types.ChannelMessagesFilterEmpty(), pts=3, limit=10
    )

    assert [type(dialog) for dialog in found.dialogs] == [types.DialogFolder, types.Dialog]
    assert muted.mute_until is not None
    assert default.mute_until is None
    assert (await client(difference)).pts == 3


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (
            functions.channels.GetFullChannelRequest(types.InputChannel(3, access_hash(3))),
            errors.ChannelPrivateError,
        ),
        (functions.channels.GetChannelsRequest([types.InputChannel(1, 1)]), errors.ChannelInvalidError),
        (functions.messages.GetChatsRequest([99]), errors.ChatIdInvalidError),
        (
            functions.channels.GetParticipantRequest(CHANNEL, types.InputPeerUser(4, access_hash(4))),
            errors.ParticipantIdInvalidError,
        ),
        (
            functions.channels.GetParticipantRequest(
                types.InputChannel(8, access_hash(8)), types.InputPeerSelf()
            ),
            errors.UserNotParticipantError,
        ),
        (
            functions.messages.GetSearchCountersRequest(types.InputPeerChannel(1, 1), []),
            errors.PeerIdInvalidError,
        ),
        (
            functions.messages.GetSearchCountersRequest(types.InputPeerChannel(3, access_hash(3)), []),
            errors.ChannelPrivateError,
        ),
        (functions.users.GetFullUserRequest(types.InputUser(9, 9)), errors.UserIdInvalidError),
        (functions.contacts.ResolveUsernameRequest("nobody_here"), errors.UsernameNotOccupiedError),
        (functions.contacts.ResolveUsernameRequest("1"), errors.UsernameInvalidError),
    ],
)
async def test_what_is_not_there_has_telegrams_error_name(
    wrong: Any, error: type[Exception], serve: Serve, connect: Connect
) -> None:
    client = await signed_in(serve, connect, *SINGLE)
    with pytest.raises(error):
        await client(wrong)


async def test_the_owner_is_the_account_of_the_scenario(serve: Serve, connect: Connect) -> None:
    client = await signed_in(serve, connect, account=account(first_name="Robin", phone="99966177777"))
    me = await client.get_me()

    assert (me.first_name, me.phone) == ("Robin", "99966177777")
