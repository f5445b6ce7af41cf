"""P1: whatever is asked of Telethon, only listed requests leave (gate test a)."""

from typing import Any

import pytest
from telethon.errors import RPCError
from telethon.network.mtprotostate import MTProtoState
from telethon.network.requeststate import RequestState
from telethon.tl import functions, types

from safecheck.telegram.allowlist import ALLOWED, CHANGES, NARROWED, NOTICES, ONCE, WRAPPERS, Mode
from safecheck.telegram.gate import Gate, GatedQueue, RequestRefusedError, request_class
from tests.telegram import tl_samples
from tests.telegram.tl_samples import request_classes

LISTED = {request_class(entry.method): entry for entry in ALLOWED}
ALL_WRAPPERS = [
    functions.InvokeAfterMsgRequest,
    functions.InvokeAfterMsgsRequest,
    functions.InitConnectionRequest,
    functions.InvokeWithLayerRequest,
    functions.InvokeWithoutUpdatesRequest,
    functions.InvokeWithMessagesRangeRequest,
    functions.InvokeWithTakeoutRequest,
    functions.InvokeWithBusinessConnectionRequest,
    functions.InvokeWithGooglePlayIntegrityRequest,
    functions.InvokeWithApnsSecretRequest,
    functions.InvokeWithReCaptchaRequest,
]
MYSELF = types.InputPeerSelf()
NAMED_WRAPPERS = [request_class(name) for name in WRAPPERS]


def sample(cls: type, **options: Any) -> Any:
    """A request of each class; of a listed one that may be about oneself only, such a one."""
    made = tl_samples.sample(cls, **options)
    if cls is functions.channels.GetParticipantRequest:
        made.participant = MYSELF
    if cls is functions.messages.DeleteChatUserRequest:
        made.user_id, made.revoke_history = types.InputUserSelf(), None
    if cls is functions.messages.ReportRequest:
        made.id = []
    return made


class Log(dict[str, Any]):
    def __missing__(self, key: str) -> Any:
        import logging

        return logging.getLogger("test")


def queue_in(mode: Mode) -> GatedQueue:
    return GatedQueue(Gate(mode), MTProtoState(None, Log()), Log())


def left(queue: GatedQueue) -> list[Any]:
    return [state.request for state in queue._deque]


async def refused(state: RequestState) -> bool:
    if not state.future.done():
        return False
    assert isinstance(state.future.exception(), RequestRefusedError)
    assert isinstance(state.future.exception(), RPCError)
    return True


def leaf_of(request: Any) -> Any:
    while hasattr(request, "query"):
        request = request.query
    return request


@pytest.mark.parametrize("mode", ["sign_in", "read"])
async def test_p1_of_every_request_of_the_layer_only_the_listed_ones_leave_bare(mode: Mode) -> None:
    queue = queue_in(mode)
    classes = request_classes()
    assert len(classes) > 800
    for cls in classes:
        state = RequestState(sample(cls))
        queue.append(state)
        entry = LISTED.get(type(leaf_of(state.request)))
        wrapped_by_name = cls in NAMED_WRAPPERS
        bare = not hasattr(state.request, "query") or type(state.request) is type(leaf_of(state.request))
        expected = entry is not None and mode in entry.modes and (bare or wrapped_by_name)
        assert await refused(state) is not expected, cls.__name__
    assert {type(leaf_of(request)) for request in left(queue)} == {
        cls for cls, entry in LISTED.items() if mode in entry.modes
    }


async def test_p1_no_wrapper_smuggles_any_request_out() -> None:
    wrappers = {cls for cls in request_classes() if hasattr(sample(cls), "query")}
    wrappers = {cls for cls in wrappers if isinstance(sample(cls).query, functions.help.GetConfigRequest)}
    assert wrappers == set(ALL_WRAPPERS), "the layer has a wrapper that this test does not know"
    for cls in request_classes():
        if cls in wrappers:
            continue
        for wrapper in ALL_WRAPPERS:
            queue = queue_in("read")
            state = RequestState(sample(wrapper, query=sample(cls)))
            queue.append(state)
            listed = cls in LISTED and "read" in LISTED[cls].modes
            assert await refused(state) is not (listed and wrapper in NAMED_WRAPPERS), (cls, wrapper)


async def test_p1_two_wrappers_hide_nothing() -> None:
    queue = queue_in("read")
    history = sample(functions.messages.GetHistoryRequest)
    for outer in ALL_WRAPPERS:
        for inner in ALL_WRAPPERS:
            state = RequestState(sample(outer, query=sample(inner, query=history)))
            queue.append(state)
            assert await refused(state)
    assert not left(queue)


async def test_p1_in_a_list_only_the_listed_members_leave() -> None:
    queue = queue_in("read")
    states = [RequestState(sample(cls)) for cls in request_classes()]
    queue.extend(states)
    allowed = {cls for cls, entry in LISTED.items() if "read" in entry.modes}
    named = set(NAMED_WRAPPERS)
    refusals = [await refused(state) for state in states]
    assert refusals.count(False) == len(left(queue))
    assert {type(request) for request in left(queue)} <= allowed | named
    assert allowed <= {type(request) for request in left(queue)}


async def test_p1_who_is_in_a_chat_is_asked_of_the_account_itself_only() -> None:
    assert set(NARROWED) == {"channels.getParticipant", "messages.deleteChatUser", "messages.report"}
    queue = queue_in("read")
    channel = types.InputChannel(1, 2)
    child = type("InputPeerSelf", (types.InputPeerSelf,), {})
    others = [types.InputPeerUser(7, 8), types.InputPeerChat(7), types.InputPeerEmpty(), channel]
    for participant in others:
        for wrap in (lambda leaf: leaf, functions.InvokeWithoutUpdatesRequest):
            state = RequestState(wrap(functions.channels.GetParticipantRequest(channel, participant)))
            queue.append(state)
            assert await refused(state), participant
    assert not left(queue)
    # An object that shows one thing and writes another is judged by what would leave.
    lying = functions.channels.GetParticipantRequest(channel, types.InputPeerUser(7, 8))
    state = RequestState(lying)
    lying.participant = child()
    queue.append(state)
    assert await refused(state)
    queue.append(RequestState(functions.channels.GetParticipantRequest(channel, MYSELF)))
    assert len(left(queue)) == 1


async def test_p1_a_subclass_of_a_listed_request_is_refused() -> None:
    queue = queue_in("read")
    for cls in LISTED:
        child = type(cls.__name__, (cls,), {})
        state = RequestState(sample(child))
        queue.append(state)
        assert await refused(state), cls
    assert not left(queue)


async def test_p1_a_request_that_writes_other_bytes_than_it_shows_is_refused() -> None:
    queue = queue_in("read")
    for lie in (
        bytes(sample(functions.messages.GetHistoryRequest)),
        bytes(sample(functions.help.GetConfigRequest)) + b"more",
        b"\xff\xff\xff\xff",
        b"",
    ):
        state = RequestState(functions.help.GetConfigRequest())
        state.data = lie
        queue.append(state)
        assert await refused(state)
    assert not left(queue)


async def test_p1_the_notices_of_the_protocol_pass_and_nothing_else_that_is_no_request() -> None:
    queue = queue_in("read")
    for notice in (types.MsgsAck([1, 2]), types.MsgsStateInfo(1, b"\x01")):
        queue.append(RequestState(notice))
    assert len(left(queue)) == len(NOTICES)
    for other in (types.MsgsAllInfo([1], b"x"), types.MsgsStateReq([1]), types.InputPeerSelf()):
        state = RequestState(other)
        queue.append(state)
        assert await refused(state)


async def test_p2_g3_the_list_changes_what_a_step_may_and_joins_deletes_and_fetches_nothing() -> None:
    assert {
        "account.setPrivacy",
        "account.setGlobalPrivacySettings",
        "account.setContentSettings",
        "account.saveAutoSaveSettings",
        "account.saveAutoDownloadSettings",
        "account.updateNotifySettings",
        "folders.editPeerFolders",
        "channels.leaveChannel",
        "messages.deleteChatUser",
        "messages.report",
        "messages.reportSpam",
    } == CHANGES
    for entry in ALLOWED:
        if entry.method in CHANGES:
            continue
        assert not entry.method.startswith(("upload.", "photos.", "stories.", "stickers."))
        verb = entry.method.rpartition(".")[2]
        assert verb.startswith("get") or verb in (
            "ping",
            "sendCode",
            "signIn",
            "checkPassword",
            "exportLoginToken",
            "importLoginToken",
            "logOut",
        ), entry.method


async def test_every_request_that_is_sent_counts_also_again_after_a_broken_line() -> None:
    queue = queue_in("read")
    state = RequestState(functions.help.GetConfigRequest())
    queue.append(state)
    state.msg_id = 5
    queue.extend([state])
    assert queue._gate.total == 2


async def test_a_message_that_was_refused_unread_counts_once() -> None:
    queue = queue_in("read")
    state = RequestState(functions.help.GetConfigRequest())
    queue.append(state)
    state.msg_id = 5
    queue.were_not_read([state])
    queue.extend([state])
    assert queue._gate.total == 1


@pytest.mark.parametrize("method", sorted(ONCE - CHANGES))
async def test_what_telegram_may_have_acted_upon_is_never_sent_again(method: str) -> None:
    queue = queue_in("sign_in")
    state = RequestState(sample(request_class(method)))
    queue.append(state)
    queue._deque.clear()
    state.msg_id = 5
    queue.extend([state])
    assert not left(queue)
    assert isinstance(state.future.exception(), ConnectionError)


async def test_p1_a_request_tied_to_another_one_is_refused() -> None:
    """Telethon would wrap it in invokeAfterMsg only after the gate."""
    queue = queue_in("read")
    first = RequestState(functions.help.GetConfigRequest())
    second = RequestState(functions.help.GetConfigRequest(), after=first)
    queue.extend([first, second])
    assert left(queue) == [first.request]
    assert await refused(second)


async def test_the_mode_decides_too() -> None:
    queue = queue_in("sign_in")
    state = RequestState(sample(functions.messages.GetDialogsRequest))
    queue.append(state)
    assert await refused(state)
    queue._gate.mode = "read"
    again = RequestState(sample(functions.auth.SendCodeRequest))
    queue.append(again)
    assert await refused(again)


CHANGING = [request_class(method) for method in sorted(CHANGES)]
EVERYBODY = [types.InputPrivacyValueAllowAll()]
OTHER_CHANGES = [
    functions.account.SetPrivacyRequest(types.InputPrivacyKeyChatInvite(), EVERYBODY),
    functions.account.SetGlobalPrivacySettingsRequest(types.GlobalPrivacySettings(hide_read_marks=True)),
    functions.account.SetContentSettingsRequest(sensitive_enabled=True),
    functions.account.SaveAutoSaveSettingsRequest(types.AutoSaveSettings(photos=True), users=True),
    functions.account.SaveAutoDownloadSettingsRequest(types.AutoDownloadSettings(9, 9, 9, 9, 9, 9)),
    functions.account.UpdateNotifySettingsRequest(
        types.InputNotifyPeer(types.InputPeerChat(9)), types.InputPeerNotifySettings()
    ),
    functions.folders.EditPeerFoldersRequest([types.InputFolderPeer(types.InputPeerChat(9), 1)]),
    functions.channels.LeaveChannelRequest(types.InputChannel(9, 9)),
    functions.messages.DeleteChatUserRequest(9, types.InputUserSelf()),
    functions.messages.ReportRequest(types.InputPeerChannel(9, 9), [], b"9", "other words"),
    functions.messages.ReportSpamRequest(types.InputPeerChat(9)),
]


@pytest.mark.parametrize("cls", CHANGING)
async def test_p2_a_change_leaves_once_and_only_as_the_very_request_that_was_confirmed(cls: type) -> None:
    queue = queue_in("read")
    confirmed = sample(cls)
    with queue._gate.permit(confirmed):
        for other in CHANGING:
            if other is not cls:
                state = RequestState(sample(other))
                queue.append(state)
                assert await refused(state), other
        different = RequestState(next(each for each in OTHER_CHANGES if type(each) is cls))
        queue.append(different)
        assert await refused(different)
        once = RequestState(functions.InvokeWithoutUpdatesRequest(confirmed))
        queue.append(once)
        assert left(queue) == [once.request]
        again = RequestState(sample(cls))
        queue.append(again)
        assert await refused(again)
        with pytest.raises(RequestRefusedError), queue._gate.permit(sample(cls)):
            pytest.fail("two permits at a time")
    closed = RequestState(sample(cls))
    queue.append(closed)
    assert await refused(closed)
    assert len(left(queue)) == 1


async def test_p2_a_change_whose_line_broke_is_not_sent_again_but_one_refused_unread_is() -> None:
    queue = queue_in("read")
    request = functions.account.SetContentSettingsRequest()
    with queue._gate.permit(request):
        state = RequestState(request)
        queue.append(state)
        queue._deque.clear()
        state.msg_id = 5
        queue.were_not_read([state])
        queue.extend([state])
        assert left(queue) == [request]
        queue._deque.clear()
        queue.extend([state])
        assert not left(queue)
    assert isinstance(state.future.exception(), ConnectionError)


@pytest.mark.parametrize("gate", [Gate("sign_in"), Gate("read", read_only=True)])
async def test_p2_no_permit_opens_while_signing_in_or_where_an_account_is_only_read(
    gate: Gate,
) -> None:
    with pytest.raises(RequestRefusedError), gate.permit(functions.account.SetContentSettingsRequest()):
        pytest.fail("something could be changed")


async def test_p2_a_small_group_is_left_by_the_account_itself_and_nothing_of_it_is_deleted() -> None:
    for user, revoke in ((types.InputUser(7, 8), None), (types.InputUserSelf(), True)):
        queue = queue_in("read")
        request = functions.messages.DeleteChatUserRequest(7, user, revoke)
        with queue._gate.permit(request):
            state = RequestState(request)
            queue.append(state)
            assert await refused(state)


async def test_g2_no_report_names_a_message_for_which_somebody_would_have_to_look_at_it() -> None:
    queue = queue_in("read")
    request = functions.messages.ReportRequest(types.InputPeerChannel(7, 8), [9], b"1", "")
    with queue._gate.permit(request):
        state = RequestState(request)
        queue.append(state)
        assert await refused(state)
