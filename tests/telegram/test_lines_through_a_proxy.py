"""P4 with a proxy: to Telegram, through the proxy that was set, and to nothing else. The addresses are those
of real Telegram; the proxies of these tests forward them to the practice server."""

import struct
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telethon.network import TcpMTProxy
from telethon.network.connection import connection

from safecheck.model.connection import PRACTICE_IDENTITY, DataCentre, Endpoint, Proxy
from safecheck.model.errors import UnreachableError
from safecheck.model.progress import ignore_progress
from safecheck.practice.server import PracticeServer
from safecheck.telegram import client as lean
from safecheck.telegram import data_centres
from safecheck.telegram.account import Account
from safecheck.telegram.gate import RequestRefusedError
from safecheck.telegram.lines import without_padding
from safecheck.telegram.sign_in import sign_in_with
from tests.practice.accounts import account, many_chats, scenario
from tests.telegram.proxies import Address, MTProxy, Socks5, running

LOGIN = ("someone", "an invented password")


@pytest.fixture
async def server() -> AsyncIterator[PracticeServer]:
    """The account lives at data centre 4, so that a sign-in has to move there from 2."""
    async with PracticeServer(scenario(*many_chats(250), account=account(home_dc=4)), first_dc=2) as one:
        yield one


def telegram(server: PracticeServer, proxy: Proxy) -> Endpoint:
    """Real Telegram's addresses, with the keys that the practice server shares."""
    real = data_centres.production(proxy)
    centres = tuple(
        DataCentre(dc.id, dc.host, dc.port, server.endpoint.dc(dc.id).auth_key) for dc in real.data_centres
    )
    return Endpoint(real.first, centres, proxy=proxy)


def routes(server: PracticeServer) -> dict[Address, Address]:
    here = server.endpoint
    return {
        (dc.host, dc.port): (here.dc(dc.id).host, here.dc(dc.id).port)
        for dc in data_centres.production().data_centres
    }


def numbers(server: PracticeServer) -> dict[int, Address]:
    return {dc.id: (dc.host, dc.port) for dc in server.endpoint.data_centres}


async def audited(server: PracticeServer, proxy: Proxy) -> int:
    """Sign in, read and sign out; return how many chats were read."""
    one = Account(telegram(server, proxy), PRACTICE_IDENTITY, source="account")
    try:
        await one.connect()
        await sign_in_with(one.sign_in, server.credentials)
        reading = await one.read()
        assert reading.problem is None
    finally:
        signed_out, _ = await one.leave()
    assert signed_out
    return reading.facts.chat_list.listed


@pytest.mark.parametrize("login", [None, LOGIN], ids=["without a password", "with a password"])
async def test_p4_an_audit_goes_through_a_socks5_proxy_and_nowhere_else(
    server: PracticeServer, login: tuple[str, str] | None
) -> None:
    async with running(Socks5(routes(server), login)) as socks:
        assert await audited(server, socks.proxy) == 250
    assert socks.asked_for == [("149.154.167.51", 443), ("149.154.167.91", 443)]


@pytest.mark.parametrize("padded", [False, True], ids=["plain", "dd"])
async def test_p4_an_audit_goes_through_an_mtproxy_and_nowhere_else(
    server: PracticeServer, padded: bool
) -> None:
    async with running(MTProxy(numbers(server))) as mtproxy:
        assert await audited(server, mtproxy.proxy(padded=padded)) == 250
    tag = b"\xdd" * 4 if padded else b"\xee" * 4
    assert mtproxy.asked_for == [(2, tag), (4, tag)]


async def test_an_mtproxy_is_not_named_to_telegram(server: PracticeServer) -> None:
    async with running(MTProxy(numbers(server))) as mtproxy:
        client = lean.LeanClient(telegram(server, mtproxy.proxy()), PRACTICE_IDENTITY)
        assert client._init_request.proxy is None


async def refused(proxy: Proxy, server: PracticeServer) -> UnreachableError:
    one = Account(telegram(server, proxy), PRACTICE_IDENTITY, source="account", listener=ignore_progress)
    try:
        with pytest.raises(UnreachableError) as error:
            await one.connect()
    finally:
        await one.leave()
    return error.value


async def test_a_proxy_that_is_not_there_ends_with_a_sentence_that_names_it(
    server: PracticeServer, ways_out: list[str]
) -> None:
    for proxy in (
        Proxy(kind="socks5", host="127.0.0.1", port=9),
        Proxy(kind="mtproto", host="127.0.0.1", port=9, secret=bytes(16)),
    ):
        assert "through the proxy that you set" in str(await refused(proxy, server))
    assert ways_out == [], "nothing was tried directly"


async def test_a_wrong_password_of_the_proxy_ends_with_that_sentence_and_shows_nothing(
    server: PracticeServer,
) -> None:
    async with running(Socks5(routes(server), LOGIN)) as socks:
        for user, password in (("someone", "wrong-one"), ("", "")):
            host, port = socks.address
            wrong = Proxy(kind="socks5", host=host, port=port, user=user, password=password)
            error = await refused(wrong, server)
            assert "through the proxy that you set" in str(error)
            assert "wrong-one" not in repr(error) + str(error) + repr(error.__cause__)
    assert socks.asked_for == []
    assert server.request_count == 0


async def test_a_proxy_that_forwards_nothing_ends_with_that_sentence(server: PracticeServer) -> None:
    async with running(Socks5({})) as socks:
        assert "through the proxy that you set" in str(await refused(socks.proxy, server))
    assert set(socks.asked_for) == {("149.154.167.51", 443)}


@pytest.mark.parametrize("padded", [False, True], ids=["plain", "dd"])
async def test_a_wrong_secret_of_an_mtproxy_ends_with_that_sentence(
    server: PracticeServer, padded: bool
) -> None:
    async with running(MTProxy(numbers(server))) as mtproxy:
        wrong = mtproxy.proxy(padded=padded, secret=b"another secret..")
        assert "through the proxy that you set" in str(await refused(wrong, server))
    assert mtproxy.asked_for == []


async def test_p4_without_python_socks_nothing_is_opened_at_all(
    server: PracticeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "python_socks", None)
    async with running(Socks5(routes(server))) as socks:
        assert "pip install python-socks" in str(await refused(socks.proxy, server))
    assert (socks.asked_for, server.request_count) == ([], 0)


async def test_p4_no_line_through_a_proxy_asks_for_an_address_outside_the_endpoint(
    server: PracticeServer,
) -> None:
    async with running(Socks5(routes(server))) as socks, running(MTProxy(numbers(server))) as mtproxy:
        for proxy in (socks.proxy, mtproxy.proxy()):
            client = lean.LeanClient(telegram(server, proxy), PRACTICE_IDENTITY)
            client.session.set_dc(2, "149.154.167.52", 443)
            with pytest.raises(RequestRefusedError):
                await client.connect()
    assert (socks.asked_for, mtproxy.asked_for) == ([], [])


async def test_p4_a_proxy_that_goes_away_in_the_middle_is_not_gone_around(
    server: PracticeServer, ways_out: list[str]
) -> None:
    async with running(Socks5(routes(server))) as socks:
        one = Account(telegram(server, socks.proxy), PRACTICE_IDENTITY, source="account")
        await one.connect()
        await sign_in_with(one.sign_in, server.credentials)
        before = server.request_count
    try:
        reading = await one.read()
    finally:
        signed_out, _ = await one.leave()
    assert reading.problem is not None
    assert signed_out is False
    assert server.request_count == before
    assert ways_out == []


async def test_the_line_through_an_mtproxy_is_not_the_one_of_telethon(server: PracticeServer) -> None:
    """Telethon's waits two seconds at each connect to see whether the proxy hangs up."""
    async with running(MTProxy(numbers(server))) as mtproxy:
        client = lean.LeanClient(telegram(server, mtproxy.proxy()), PRACTICE_IDENTITY)
        assert not issubclass(client._connection, TcpMTProxy)


@given(st.integers(1, 40), st.binary(max_size=15))
def test_padding_comes_off_an_encrypted_packet(blocks: int, padding: bytes) -> None:
    packet = b"\x01" * (24 + 16 * blocks)
    assert without_padding(packet + padding) == packet


@given(st.binary(max_size=200), st.binary(max_size=15))
def test_padding_comes_off_a_packet_of_the_key_exchange(body: bytes, padding: bytes) -> None:
    packet = bytes(8) + b"\x01" * 8 + struct.pack("<i", len(body)) + body
    assert without_padding(packet + padding) == packet


@given(st.integers(-500, -1), st.binary(max_size=15))
def test_padding_comes_off_an_error_of_the_transport(code: int, padding: bytes) -> None:
    assert without_padding(struct.pack("<i", code) + padding) == struct.pack("<i", code)
