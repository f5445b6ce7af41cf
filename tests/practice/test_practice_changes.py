"""What clients write to the practice server is there when somebody reads again, from whatever sign-in."""

from typing import Any

import pytest
from telethon import errors
from telethon.tl import functions, types

from safecheck.practice.entities import FIRST_SENDER, access_hash
from safecheck.practice.scenario import (
    AppConfigSpec,
    AudienceSpec,
    AutoSaveSpec,
    ChatSpec,
    ErrorFault,
    FaultsSpec,
    GallerySpec,
    SettingsSpec,
)
from safecheck.practice.server import PracticeServer
from tests.practice.accounts import scenario
from tests.practice.conftest import Connect, Serve, sign_in

ask = functions.account
GROUP = ChatSpec(id=11, kind="group", title="Garden club", members=9)
LARGE = ChatSpec(id=12, kind="supergroup", title="Chess in the park", members=400, pinned=True, unread=3)
CHANNEL = ChatSpec(id=13, kind="channel", title="Tide tables", members=900, muted=True)
CHAT_INVITE = types.InputPrivacyKeyChatInvite()


def channel(number: int) -> Any:
    return types.InputPeerChannel(number, access_hash(number))


def as_given(rule: Any, users: list[Any]) -> Any:
    """Return the rule to write for one that was read, as a client copies it."""
    known = {user.id: types.InputUser(user.id, user.access_hash) for user in users}
    given = getattr(types, "Input" + type(rule).__name__)
    if hasattr(rule, "users"):
        return given([known[number] for number in rule.users])
    return given(rule.chats) if hasattr(rule, "chats") else given()


async def started(
    serve: Serve, connect: Connect, settings: SettingsSpec | None = None, **changes: Any
) -> tuple[PracticeServer, Any]:
    account = scenario(GROUP, LARGE, CHANNEL, settings=settings or SettingsSpec(), **changes)
    server = await serve(account)
    client = await connect(server)
    await sign_in(client, server)
    return server, client


async def test_rules_of_privacy_are_replaced_whole_and_their_exceptions_can_be_copied(
    serve: Serve, connect: Connect
) -> None:
    audience = AudienceSpec(
        always_allowed=45, never_allowed=1, allowed_chats=(11,), denied_chats=(12,), also_allowed=("premium",)
    )
    server, client = await started(serve, connect, SettingsSpec(who_can_add_me=audience))
    before = await client(ask.GetPrivacyRequest(CHAT_INVITE))
    copied = [as_given(rule, before.users) for rule in before.rules[:-1]]
    rules = [*copied, types.InputPrivacyValueAllowContacts()]
    answered = await client(ask.SetPrivacyRequest(CHAT_INVITE, rules))
    await client.log_out()
    later = await connect(server)
    await sign_in(later, server)
    after = await later(ask.GetPrivacyRequest(CHAT_INVITE))

    assert len(before.users) == 46
    assert {chat.id for chat in before.chats} == {11, 12}
    assert after.rules == answered.rules == [*before.rules[:-1], types.PrivacyValueAllowContacts()]
    assert {user.id for user in after.users} == {user.id for user in before.users}
    untouched = await later(ask.GetPrivacyRequest(types.InputPrivacyKeyPhoneNumber()))
    assert untouched.rules == [types.PrivacyValueAllowContacts()]
    given = next(entry for entry in server.log if entry.method == "account.setPrivacy").written
    assert given is not None
    assert given["key"] == {"_": "InputPrivacyKeyChatInvite"}
    assert [rule["_"] for rule in given["rules"]] == [type(rule).__name__ for rule in rules]
    assert given["rules"][0]["users"][0] == {"_": "InputUser", "user_id": FIRST_SENDER}


@pytest.mark.parametrize(
    ("key", "rules", "error"),
    [
        (CHAT_INVITE, [], errors.PrivacyValueInvalidError),
        (CHAT_INVITE, [types.InputPrivacyValueAllowAll()] * 1001, errors.PrivacyTooLongError),
        (CHAT_INVITE, [types.InputPrivacyValueAllowChatParticipants([99])], errors.PrivacyValueInvalidError),
        (
            CHAT_INVITE,
            [types.InputPrivacyValueAllowUsers([types.InputUser(FIRST_SENDER, 1)])],
            errors.PrivacyValueInvalidError,
        ),
        (
            types.InputPrivacyKeyAddedByPhone(),
            [types.InputPrivacyValueDisallowAll()],
            errors.PrivacyValueInvalidError,
        ),
    ],
)
async def test_rules_that_make_no_sense_change_nothing(
    key: Any, rules: list[Any], error: type[Exception], serve: Serve, connect: Connect
) -> None:
    _, client = await started(serve, connect)
    with pytest.raises(error):
        await client._sender.send(ask.SetPrivacyRequest(key, rules))

    assert (await client(ask.GetPrivacyRequest(key))).rules == [types.PrivacyValueAllowAll()]


async def test_the_object_of_newcomers_is_replaced_whole(serve: Serve, connect: Connect) -> None:
    spec = SettingsSpec(hide_read_marks=True, strangers_pay_stars=7, gifts_refused=True)
    _, client = await started(serve, connect, spec)
    settings = await client(ask.GetGlobalPrivacySettingsRequest())
    assert settings.disallowed_gifts.disallow_unlimited_stargifts
    settings.archive_and_mute_new_noncontact_peers = True
    answered = await client(ask.SetGlobalPrivacySettingsRequest(settings))

    assert answered == settings == await client(ask.GetGlobalPrivacySettingsRequest())
    bare = types.GlobalPrivacySettings()
    await client(ask.SetGlobalPrivacySettingsRequest(bare))
    lost = await client(ask.GetGlobalPrivacySettingsRequest())
    assert (lost.hide_read_marks, lost.noncontact_peers_paid_stars, lost.disallowed_gifts) == (
        False,
        None,
        None,
    )
    with pytest.raises(errors.PremiumAccountRequiredError):
        await client(ask.SetGlobalPrivacySettingsRequest(settings))


async def test_what_the_account_is_not_offered_cannot_be_switched_on(serve: Serve, connect: Connect) -> None:
    config = AppConfigSpec(newcomers_offered=False)
    spec = SettingsSpec(app_config=config, sensitive_shown=True, sensitive_can_change=False)
    _, client = await started(serve, connect, spec)
    archived = types.GlobalPrivacySettings(archive_and_mute_new_noncontact_peers=True)
    with pytest.raises(errors.AutoarchiveNotAvailableError):
        await client(ask.SetGlobalPrivacySettingsRequest(archived))
    with pytest.raises(errors.SensitiveChangeForbiddenError) as caught:
        await client(ask.SetContentSettingsRequest(sensitive_enabled=False))

    assert caught.value.code == 403
    assert not (await client(ask.GetGlobalPrivacySettingsRequest())).archive_and_mute_new_noncontact_peers
    assert (await client(ask.GetContentSettingsRequest())).sensitive_enabled


async def test_hiding_18_plus_material_changes_what_apps_ignore(serve: Serve, connect: Connect) -> None:
    _, client = await started(serve, connect, SettingsSpec(sensitive_shown=True))
    assert await client(ask.SetContentSettingsRequest()) is True
    config = (await client(functions.help.GetAppConfigRequest(0))).config
    ignored = next(pair.value for pair in config.value if pair.key == "ignore_restriction_reasons")

    assert not (await client(ask.GetContentSettingsRequest())).sensitive_enabled
    assert ignored.value == []


async def test_saving_to_the_gallery_changes_for_a_kind_of_chats_and_for_single_ones(
    serve: Serve, connect: Connect
) -> None:
    gallery = AutoSaveSpec(channels=GallerySpec(videos=True), exceptions=1, exception_chats=(13,))
    _, client = await started(serve, connect, SettingsSpec(save_to_gallery=gallery))
    read, save = ask.GetAutoSaveSettingsRequest(), ask.SaveAutoSaveSettingsRequest
    off = types.AutoSaveSettings()
    before = await client(read)
    assert [exception.peer for exception in before.exceptions] == [
        types.PeerUser(FIRST_SENDER),
        types.PeerChannel(13),
    ]
    assert ([user.id for user in before.users], [chat.id for chat in before.chats]) == ([FIRST_SENDER], [13])

    await client(save(off, broadcasts=True))
    await client(save(off, peer=channel(13)))
    await client(save(types.AutoSaveSettings(video_max_size=9_000_000), peer=types.InputPeerChat(11)))
    member = types.InputPeerUser(FIRST_SENDER, access_hash(FIRST_SENDER))
    await client(save(types.AutoSaveSettings(photos=True), peer=member))
    after = await client(read)
    assert (after.broadcasts_settings.videos, after.users_settings) == (False, before.users_settings)
    kept = {str(each.peer): each.settings for each in after.exceptions}
    assert set(kept) == {str(types.PeerChat(11)), str(types.PeerUser(FIRST_SENDER))}
    assert kept[str(types.PeerUser(FIRST_SENDER))].videos is False
    assert kept[str(types.PeerChat(11))].video_max_size == 9_000_000

    for wrong, error in (
        (save(off), errors.SettingsInvalidError),
        (save(off, users=True, chats=True), errors.SettingsInvalidError),
        (save(off, peer=types.InputPeerChat(999)), errors.PeerIdInvalidError),
    ):
        with pytest.raises(error):
            await client(wrong)
    await client(ask.DeleteAutoSaveExceptionsRequest())
    assert (await client(read)).exceptions == []


@pytest.mark.parametrize("stored", [False, True])
async def test_saved_templates_are_kept_only_where_the_scenario_says_so(
    stored: bool, serve: Serve, connect: Connect
) -> None:
    _, client = await started(serve, connect, SettingsSpec(templates_stored=stored))
    before = await client(ask.GetAutoDownloadSettingsRequest())
    off = types.AutoDownloadSettings(0, 0, 0, 100, 0, 0, disabled=True)
    assert await client(ask.SaveAutoDownloadSettingsRequest(off)) is True
    assert await client(ask.SaveAutoDownloadSettingsRequest(off, high=True)) is True
    after = await client(ask.GetAutoDownloadSettingsRequest())

    assert (after.medium.disabled, after.high.disabled, after.low.disabled) == (stored, stored, False)
    assert after.low == before.low
    await client(ask.SaveAutoDownloadSettingsRequest(off, low=True))
    assert (await client(ask.GetAutoDownloadSettingsRequest())).low.disabled is stored


async def test_muting_and_archiving_show_in_every_later_reading(serve: Serve, connect: Connect) -> None:
    server, client = await started(serve, connect)
    assert (await client.get_dialogs(folder=1)) == []
    notify = types.InputPeerNotifySettings(mute_until=0x7FFFFFFF, show_previews=False)
    peer = types.InputNotifyPeer(channel(12))
    assert await client(ask.UpdateNotifySettingsRequest(peer, notify)) is True
    moved = await client(functions.folders.EditPeerFoldersRequest([types.InputFolderPeer(channel(12), 1)]))
    assert moved.updates[0].folder_peers == [types.FolderPeer(types.PeerChannel(12), 1)]

    (archived,) = await client.get_dialogs(folder=1)
    single = await client(functions.messages.GetPeerDialogsRequest([types.InputDialogPeer(channel(12))]))
    full = (await client(functions.channels.GetFullChannelRequest(channel(12)))).full_chat
    alone = await client(ask.GetNotifySettingsRequest(peer))
    assert archived.dialog.notify_settings == single.dialogs[0].notify_settings == alone
    assert full.notify_settings == alone
    assert (alone.mute_until.timestamp(), alone.show_previews, alone.silent) == (0x7FFFFFFF, False, None)
    assert (archived.dialog.folder_id, full.folder_id, archived.dialog.pinned) == (1, 1, False)
    main = await client(
        functions.messages.GetDialogsRequest(None, 0, types.InputPeerEmpty(), 20, 0, folder_id=0)
    )
    assert main.dialogs[0].unread_muted_peers_count == 1
    assert [getattr(one.peer, "channel_id", 0) for one in main.dialogs[1:]].count(12) == 0

    back = functions.folders.EditPeerFoldersRequest([types.InputFolderPeer(channel(12), 0)])
    await client(back)
    await client(back)  # once more changes nothing
    await client(ask.UpdateNotifySettingsRequest(peer, types.InputPeerNotifySettings(mute_until=0)))
    assert (await client.get_dialogs(folder=1)) == []
    assert (await client(ask.GetNotifySettingsRequest(peer))).mute_until.timestamp() == 0
    written = [entry.written for entry in server.log if entry.method == "account.updateNotifySettings"]
    assert written[0] == {
        "peer": {"_": "InputNotifyPeer", "peer": {"_": "InputPeerChannel", "channel_id": 12}},
        "settings": {"_": "InputPeerNotifySettings", "mute_until": 0x7FFFFFFF},
    }
    with pytest.raises(errors.FolderIdInvalidError):
        await client(functions.folders.EditPeerFoldersRequest([types.InputFolderPeer(channel(12), 2)]))
    with pytest.raises(errors.PeerIdInvalidError):
        await client(ask.GetNotifySettingsRequest(types.InputNotifyPeer(types.InputPeerChat(999))))


async def test_a_kind_of_chats_can_be_muted_too(serve: Serve, connect: Connect) -> None:
    _, client = await started(serve, connect)
    groups, channels = types.InputNotifyChats(), types.InputNotifyBroadcasts()
    muted = types.InputPeerNotifySettings(mute_until=0x7FFFFFFF)
    await client(ask.UpdateNotifySettingsRequest(groups, muted))
    assert (await client(ask.GetNotifySettingsRequest(groups))).mute_until is not None
    assert (await client(ask.GetNotifySettingsRequest(channels))).mute_until is None

    topic = types.InputNotifyForumTopic(channel(12), 1)
    for wrong in (ask.GetNotifySettingsRequest(topic), ask.UpdateNotifySettingsRequest(topic, muted)):
        with pytest.raises(errors.PeerIdInvalidError):
            await client(wrong)


async def test_faults_hit_a_write_before_it_or_after_it(serve: Serve, connect: Connect) -> None:
    server, client = await started(serve, connect)
    shown = ask.GetContentSettingsRequest()
    write = ask.SetContentSettingsRequest(sensitive_enabled=True)
    flood = ErrorFault(message="FLOOD_WAIT_120", code=420, method="account.setContentSettings")
    server.set_faults(FaultsSpec(errors=(flood,)))
    with pytest.raises(errors.FloodWaitError):
        await client(write)
    assert not (await client(shown)).sensitive_enabled

    silent = await connect(server, auto_reconnect=False)
    server.set_faults(FaultsSpec(drop_at=(server.request_count + 1,)))
    with pytest.raises(ConnectionError):
        await silent(write)
    assert not (await client(shown)).sensitive_enabled

    other = await connect(server, auto_reconnect=False)
    server.set_faults(FaultsSpec(drop_after=(server.request_count + 1,)))
    with pytest.raises(ConnectionError):
        await other(write)
    assert (await client(shown)).sensitive_enabled
    assert [entry.written for entry in server.log if entry.method == "account.setContentSettings"] == [
        {"sensitive_enabled": True}
    ] * 3
