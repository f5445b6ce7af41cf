"""`--server`: the same client at any MTProto server here, with that server's own key and data centres."""

from pathlib import Path
from typing import Any

import pytest
from telethon.crypto import rsa
from telethon.tl import types

from safecheck.audit.connection import custom_endpoint
from safecheck.model.connection import PRACTICE_IDENTITY, DataCentre, Endpoint
from safecheck.model.errors import UnreachableError
from safecheck.practice.demo import make_rsa_key
from safecheck.practice.key_exchange import RsaKey
from safecheck.practice.server import PracticeServer
from safecheck.telegram.account import Account, Reading
from safecheck.telegram.addresses import Addresses
from safecheck.telegram.sign_in import sign_in_with
from safecheck.telegram.trusted_keys import trusting
from tests.practice.accounts import account, many_chats, scenario

PASSWORD = "an invented password"
HERE = scenario(*many_chats(40), account=account(home_dc=2, password=PASSWORD))


@pytest.fixture(scope="module")
def key() -> tuple[RsaKey, str]:
    return make_rsa_key()


@pytest.fixture(scope="module")
def other_key() -> tuple[RsaKey, str]:
    return make_rsa_key()


def named(server: PracticeServer, pem: str, dc: int, folder: Path) -> Endpoint:
    """The endpoint as the three flags name it."""
    (folder / "key.pem").write_text(pem)
    return custom_endpoint(f"127.0.0.1:{server.endpoint.dc(dc).port}", folder / "key.pem", dc)


async def visited(endpoint: Endpoint, server: PracticeServer) -> Reading:
    one = Account(endpoint, PRACTICE_IDENTITY, source="account")
    try:
        await one.connect()
        await sign_in_with(one.sign_in, server.credentials)
        reading = await one.read()
    finally:
        await one.leave()
    return reading


@pytest.mark.parametrize("dc", [2, 1], ids=["at the home data centre", "sent on from another one"])
async def test_a_sign_in_by_code_and_password_and_an_audit(
    key: tuple[RsaKey, str], tmp_path: Path, dc: int
) -> None:
    async with PracticeServer(HERE, rsa_key=key[0]) as server:
        reading = await visited(named(server, key[1], dc, tmp_path), server)
        assert server.signed_in_sessions == 0, "signed out"
        assert {entry.dc for entry in server.log} == {dc, 2}
    assert reading.problem is None
    assert reading.facts.chat_list.listed == 40


async def test_a_sign_in_by_qr_code_moves_to_the_home_data_centre(
    key: tuple[RsaKey, str], tmp_path: Path
) -> None:
    from safecheck.model.sign_in import PasswordWanted, QrShown, SignedIn

    async with PracticeServer(HERE, rsa_key=key[0]) as server:
        one = Account(named(server, key[1], 1, tmp_path), PRACTICE_IDENTITY, source="account")
        try:
            await one.connect()
            assert isinstance(await one.sign_in.by_qr(), QrShown)
            assert server.accept_qr()
            assert isinstance(await one.sign_in.scanned(), PasswordWanted)
            assert isinstance(await one.sign_in.give_password(PASSWORD), SignedIn)
        finally:
            signed_out, _ = await one.leave()
        assert signed_out


async def test_another_key_than_the_servers_ends_with_one_sentence(
    key: tuple[RsaKey, str], other_key: tuple[RsaKey, str], tmp_path: Path
) -> None:
    async with PracticeServer(HERE, rsa_key=key[0]) as server:
        with pytest.raises(UnreachableError, match="does not answer to the key"):
            await visited(named(server, other_key[1], 2, tmp_path), server)
        assert server.request_count == 0


async def test_a_server_that_is_gone_ends_with_a_sentence_that_names_it(
    key: tuple[RsaKey, str], tmp_path: Path
) -> None:
    async with PracticeServer(HERE, rsa_key=key[0]) as server:
        endpoint = named(server, key[1], 2, tmp_path)
    with pytest.raises(UnreachableError, match="server on this computer cannot be reached"):
        await visited(endpoint, server)


async def test_a_key_that_flags_named_counts_for_no_other_client(
    key: tuple[RsaKey, str], tmp_path: Path
) -> None:
    async with PracticeServer(HERE, rsa_key=key[0]) as server:
        endpoint = named(server, key[1], 2, tmp_path)
        custom = Account(endpoint, PRACTICE_IDENTITY, source="account")
        plain = Account(Endpoint(2, endpoint.data_centres), PRACTICE_IDENTITY, source="account")
        try:
            await custom.connect()
            before = server.request_count
            with pytest.raises(UnreachableError, match="Telegram cannot be reached"):
                await plain.connect()
            assert server.request_count == before
        finally:
            await custom.leave()
            await plain.leave()


def test_telegrams_own_keys_count_without_a_named_one_and_never_beside_it(key: tuple[RsaKey, str]) -> None:
    telegrams = set(rsa._server_keys)
    named_one = key[0].fingerprint

    def counting() -> set[int]:
        asked = (*telegrams, named_one)
        return {one for one in asked if rsa.encrypt(one, bytes(40), use_old=True) is not None}

    assert len(telegrams - {named_one}) > 3
    with trusting(None):
        assert counting() == telegrams
    with trusting(key[1]):
        assert counting() == {named_one}
    assert counting() == telegrams == set(rsa._server_keys)


def test_a_key_is_missed_while_only_others_were_asked_for(key: tuple[RsaKey, str]) -> None:
    asked = []
    with trusting(key[1]) as trusted:
        for fingerprint in (1, 2, key[0].fingerprint, 3):
            rsa.encrypt(fingerprint, bytes(40))
            asked.append(trusted.missed)
    assert asked == [True, True, False, False]


async def test_p4_a_server_cannot_send_the_client_to_another_machine(
    key: tuple[RsaKey, str], tmp_path: Path, ways_out: list[str]
) -> None:
    async with PracticeServer(HERE, rsa_key=key[0]) as server:
        endpoint = named(server, key[1], 1, tmp_path)
        server._telegram.addresses[2] = "10.0.0.1", 443
        with pytest.raises(UnreachableError, match="data centre 2"):
            await visited(endpoint, server)
    assert ways_out == []


def config(*options: Any) -> Any:
    class Config:
        dc_options = options

    return Config


def option(number: int, host: str = "127.0.0.1", port: int = 5, **more: Any) -> Any:
    return types.DcOption(number, host, port, **more)


def test_only_plain_addresses_of_this_computer_are_learnt() -> None:
    addresses = Addresses(Endpoint(2, (DataCentre(2, "127.0.0.1", 4),), server_key="a key"))
    addresses.learn(
        config(
            option(2, port=99),
            option(3, "149.154.175.100"),
            option(3, "localhost"),
            option(3, "::ffff:127.0.0.1"),
            option(3, media_only=True),
            option(3, cdn=True),
            option(3, tcpo_only=True),
            option(3, secret=b"s"),
            option(3, port=0),
            option(3, port=70000),
            option(4, "::1", ipv6=True),
            option(5, "127.3.2.1"),
        )
    )
    assert addresses.dc(2).port == 4, "what the flags said stays"
    assert 3 not in addresses
    assert (addresses.dc(4).host, addresses.dc(5).host) == ("::1", "127.3.2.1")
    assert addresses.allow("::1", 5)
    assert not addresses.allow("127.0.0.1", 99)


def test_nothing_is_learnt_from_telegram_or_a_practice_account() -> None:
    addresses = Addresses(Endpoint(2, (DataCentre(2, "127.0.0.1", 4),)))
    addresses.learn(config(option(3)))
    assert 3 not in addresses
    with pytest.raises(UnreachableError):
        addresses.dc(3)
