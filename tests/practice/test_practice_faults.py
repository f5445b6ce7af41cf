"""Each thing that can go wrong on purpose, as the real client meets it, and the log of what was asked."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telethon import errors
from telethon.errors import TypeNotFoundError
from telethon.tl import functions, types
from telethon.tl.alltlobjects import tlobjects

from safecheck.practice.faults import UNKNOWN_CONSTRUCTOR, Breakdown, Faults, RpcFailure
from safecheck.practice.requests import WRAPPERS, method_name, peel, shape
from safecheck.practice.scenario import BucketFault, ErrorFault, FaultsSpec
from tests.practice.accounts import many_chats, scenario
from tests.practice.conftest import Connect, Serve, sign_in

NEAREST = functions.help.GetNearestDcRequest()
METHOD = "help.getNearestDc"


def outcomes(spec: FaultsSpec, *calls: str, seconds: float = 0) -> list[str]:
    """Return what each call in turn gets: "ok", an error name, "drop" or "gone"."""
    faults = Faults(spec, 0)
    found = []
    for number, method in enumerate(calls, start=1):
        try:
            faults.rule(number, method, (number - 1) * seconds)
            found.append("ok")
        except RpcFailure as failure:
            found.append(failure.message)
        except Breakdown as breakdown:
            found.append("gone" if breakdown.for_good else "drop")
    return found


def test_an_error_hits_one_request_by_its_number() -> None:
    spec = FaultsSpec(errors=(ErrorFault(message="X", at=2),))

    assert outcomes(spec, "a", "b", "b") == ["ok", "X", "ok"]


def test_an_error_by_number_and_method_needs_both() -> None:
    spec = FaultsSpec(errors=(ErrorFault(message="X", at=2, method="a"),))

    assert outcomes(spec, "a", "b", "a") == ["ok", "ok", "ok"]
    assert outcomes(spec, "b", "a", "a") == ["ok", "X", "ok"]


@pytest.mark.parametrize(
    ("from_call", "times", "expected"),
    [(1, 1, "X ok ok ok"), (2, 2, "ok X X ok"), (3, 0, "ok ok X X")],
)
def test_an_error_of_a_method_lasts_as_long_as_it_says(from_call: int, times: int, expected: str) -> None:
    spec = FaultsSpec(errors=(ErrorFault(message="X", method="a", from_call=from_call, times=times),))

    assert outcomes(spec, "a", "a", "a", "a") == expected.split()
    assert outcomes(spec, "b", "b") == ["ok", "ok"]


def test_the_line_breaks_at_the_numbers_given_and_for_good_after_the_last() -> None:
    assert outcomes(FaultsSpec(drop_at=(1, 3)), *"aaaa") == ["drop", "ok", "drop", "ok"]
    assert outcomes(FaultsSpec(gone_after=2), *"aaaa") == ["ok", "ok", "gone", "gone"]


@given(capacity=st.integers(1, 5), per_second=st.floats(0.01, 10))
def test_a_bucket_lets_its_capacity_through_and_names_the_wait(capacity: int, per_second: float) -> None:
    spec = FaultsSpec(buckets=(BucketFault(method="a", capacity=capacity, refill_per_second=per_second),))
    faults = Faults(spec, 0)
    for _ in range(capacity):
        faults.rule(1, "a", 0)
    with pytest.raises(RpcFailure) as caught:
        faults.rule(1, "a", 0)
    wait = int(caught.value.message.removeprefix("FLOOD_WAIT_"))

    assert caught.value.code == 420
    assert wait >= 1 / per_second > wait - 1.001
    faults.rule(1, "b", 0)
    faults.rule(1, "a", wait + 1e-6)


def test_the_constructor_that_no_client_knows_is_unknown() -> None:
    assert UNKNOWN_CONSTRUCTOR not in tlobjects


# --- over the wire -----------------------------------------------------------------------------------------


async def test_every_request_in_turn_can_meet_a_dropped_line(serve: Serve, connect: Connect) -> None:
    for number in range(1, 6):
        server = await serve(scenario(*many_chats(5), faults=FaultsSpec(drop_at=(number,))))
        client = await connect(server, retry_delay=0)
        await sign_in(client, server)
        assert len(await client.get_dialogs()) == 5, "the client asks again on a new connection"


async def test_a_request_is_handled_before_its_answer_is_lost(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario())
    client = await connect(server, auto_reconnect=False)
    credentials = server.credentials
    sent = await client.send_code_request(credentials.phone)
    request = functions.auth.SignInRequest(credentials.phone, sent.phone_code_hash, credentials.code)
    server.set_faults(FaultsSpec(drop_after=(server.request_count + 1,)))

    with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
        await client(request)
    assert server.signed_in_sessions == 1
    assert server.log[-1].method == "auth.signIn"


async def test_a_server_that_is_gone_stays_away(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario())
    client = await connect(server, retry_delay=0, connection_retries=1)
    server.set_faults(FaultsSpec(gone_after=server.request_count + 1))
    await client(NEAREST)

    with pytest.raises(ConnectionError):
        await client(NEAREST)
    with pytest.raises(ConnectionError):
        await connect(server, retry_delay=0, connection_retries=1)


async def test_a_flood_names_its_seconds(serve: Serve, connect: Connect) -> None:
    bucket = BucketFault(method=METHOD, capacity=2, refill_per_second=0.01)
    server = await serve(scenario(faults=FaultsSpec(buckets=(bucket,))))
    client = await connect(server)
    await client(NEAREST)
    await client(NEAREST)

    with pytest.raises(errors.FloodWaitError) as caught:
        await client(NEAREST)
    assert 1 < caught.value.seconds <= 100


async def test_an_error_arrives_with_its_code_and_name(serve: Serve, connect: Connect) -> None:
    fault = ErrorFault(message="CHANNEL_PRIVATE", method=METHOD)
    server = await serve(scenario(faults=FaultsSpec(errors=(fault,))))
    client = await connect(server)

    with pytest.raises(errors.ChannelPrivateError):
        await client(NEAREST)
    assert isinstance(await client(NEAREST), types.NearestDc)


async def test_a_missing_method_is_unknown_to_the_server(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario(faults=FaultsSpec(missing_methods=(METHOD,))))
    client = await connect(server)

    with pytest.raises(errors.InputMethodInvalidError):
        await client(NEAREST)


@pytest.mark.parametrize("count", [3, 120])
async def test_an_unknown_constructor_cannot_be_read(count: int, serve: Serve, connect: Connect) -> None:
    server = await serve(scenario(*many_chats(count)))
    client = await connect(server)
    await sign_in(client, server)
    server.set_faults(FaultsSpec(unknown_constructor=("messages.getDialogs",)))

    with pytest.raises(TypeNotFoundError):
        await client.get_dialogs()


async def test_a_revoked_sign_in_stays_revoked_until_the_next(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario())
    client = await connect(server)
    await sign_in(client, server)
    state = functions.updates.GetStateRequest()
    server.set_faults(FaultsSpec(revoked_at=server.request_count + 2))
    await client(state)

    for _ in range(2):
        with pytest.raises(errors.SessionRevokedError):
            await client(state)
    assert isinstance(await client(NEAREST), types.NearestDc), "what needs no sign-in still works"
    assert server.signed_in_sessions == 0
    server.set_faults(FaultsSpec())
    await sign_in(client, server)
    await client(state)


async def test_a_delay_is_waited_once_for_requests_that_overlap(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario(faults=FaultsSpec(delay_ms=30)))
    client = await connect(server)
    loop = client.loop
    started = loop.time()
    await client(NEAREST)
    assert loop.time() - started >= 0.03

    answers = await client([NEAREST] * 50)
    assert len(answers) == 50


async def test_a_server_ends_while_answers_are_still_waiting(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario(faults=FaultsSpec()))
    client = await connect(server, auto_reconnect=False)
    server.set_faults(FaultsSpec(delay_ms=60_000))
    waiting = client._sender.send(NEAREST)
    while server.log[-1].method != METHOD:
        await client._sender.send(functions.PingRequest(1))
    await client.disconnect()

    assert waiting.cancelled()


# --- the log -----------------------------------------------------------------------------------------------


async def test_the_log_tells_what_was_asked_and_nothing_that_was_said(
    serve: Serve, connect: Connect, tmp_path: Path
) -> None:
    file = tmp_path / "requests.jsonl"
    server = await serve(scenario(*many_chats(3), log=str(file)))
    client = await connect(server, device_model="Logged device")
    await sign_in(client, server)
    await client(functions.messages.GetDialogsRequest(None, 0, types.InputPeerEmpty(), 20, 0, folder_id=1))

    first, last = server.log[0], server.log[-1]
    assert (first.method, first.wrappers, first.dc) == (
        "help.getConfig",
        ("invokeWithLayer", "initConnection"),
        2,
    )
    assert first.client == "Logged device"
    assert last.method == "messages.getDialogs"
    assert last.shape == {
        "offset_date": "date",
        "offset_id": 0,
        "offset_peer": "InputPeerEmpty",
        "limit": 20,
        "hash": 0,
        "exclude_pinned": False,
        "folder_id": 1,
    }
    assert server.request_count == len(server.log)
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["method"] for line in lines] == [entry.method for entry in server.log]
    credentials = server.credentials
    assert credentials.phone not in file.read_text(encoding="utf-8")
    assert f'"{credentials.code}"' not in file.read_text(encoding="utf-8")


async def test_a_request_that_was_refused_for_its_salt_is_not_counted(serve: Serve, connect: Connect) -> None:
    server = await serve(scenario())
    client = await connect(server)
    before = server.request_count
    server.change_salts()
    await client(NEAREST)

    assert server.request_count == before + 1


def test_names_are_those_of_the_schema() -> None:
    assert method_name(functions.InvokeWithLayerRequest) == "invokeWithLayer"
    assert method_name(functions.account.GetAutoDownloadSettingsRequest) == "account.getAutoDownloadSettings"


def test_only_the_named_wrappers_are_taken_off() -> None:
    other = functions.InvokeWithMessagesRangeRequest(types.MessageRange(1, 2), NEAREST)
    leaf, wrappers = peel(functions.InvokeWithoutUpdatesRequest(other))

    assert leaf is other
    assert [type(wrapper) for wrapper in wrappers] == [functions.InvokeWithoutUpdatesRequest]
    assert functions.InvokeWithMessagesRangeRequest not in WRAPPERS


@given(st.text(min_size=3), st.binary(min_size=3))
def test_a_shape_holds_no_text_and_no_bytes(text: str, data: bytes) -> None:
    found: dict[str, Any] = {
        **shape(functions.auth.SignInRequest(text, text, text)),
        **shape(functions.auth.ImportLoginTokenRequest(data)),
        **shape(functions.users.GetUsersRequest([types.InputUserSelf(), types.InputUserEmpty()])),
    }

    assert found == {
        "phone_number": "str",
        "phone_code_hash": "str",
        "phone_code": "str",
        "token": "bytes",
        "id": "list[InputUserEmpty|InputUserSelf]",
    }
