"""`demo-server`: any MTProto client on this machine, with nothing but the printed key."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from telethon import utils
from telethon.crypto import rsa

from safecheck.practice import demo
from safecheck.practice.demo import DemoServerInfo, make_rsa_key
from safecheck.practice.entities import EntityMaker
from safecheck.practice.media import MediaMaker
from safecheck.practice.scenario import Scenario
from tests.practice.accounts import account, many_chats, scenario

SCRIPT = Path(__file__).with_name("plain_script.py")
CHATS = many_chats(120)


@asynccontextmanager
async def serving(what: Scenario, port: int = 0) -> AsyncIterator[DemoServerInfo]:
    announced: asyncio.Queue[DemoServerInfo] = asyncio.Queue()
    stop = asyncio.Event()
    server: asyncio.Task[Any] = asyncio.create_task(demo.serve(what, port, announced.put_nowait, stop))
    ready: asyncio.Task[Any] = asyncio.create_task(announced.get())
    await asyncio.wait({server, ready}, return_when=asyncio.FIRST_COMPLETED)
    try:
        if server.done():
            await server
        yield await ready
    finally:
        ready.cancel()
        stop.set()
        with suppress(OSError):
            await server


async def test_an_unrelated_script_signs_in_by_code_and_password_and_lists_the_chats() -> None:
    owner = account(password="an invented password", home_dc=4)
    async with serving(scenario(*CHATS, account=owner)) as info:
        arguments = [info.host, info.port, info.dc, info.phone, info.code, info.password]
        script = await asyncio.create_subprocess_exec(
            sys.executable,
            str(SCRIPT),
            *map(str, arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        output, problems = await script.communicate(info.public_key_pem.encode())

    assert script.returncode == 0, problems.decode()
    listed = dict(line.split("\t") for line in output.decode().splitlines())
    maker = EntityMaker(owner, MediaMaker(b""), 0)
    expected = {
        str(utils.get_peer_id(maker.user(spec) if spec.kind in ("person", "bot") else maker.chat(spec))): (
            spec.title
        )
        for spec in CHATS
    }
    assert listed == expected


async def test_the_announcement_holds_what_a_client_needs() -> None:
    async with serving(scenario(account=account(home_dc=5, code="54321"))) as info:
        assert (info.host, info.dc, info.code, info.password) == ("127.0.0.1", 5, "54321", None)
        assert info.public_key_pem.startswith("-----BEGIN RSA PUBLIC KEY-----")


async def test_a_port_that_is_taken_is_an_error() -> None:
    async with serving(scenario()) as first:
        with pytest.raises(OSError, match="in use"):
            async with serving(scenario(), first.port):
                pass


async def test_a_port_can_be_chosen() -> None:
    async with serving(scenario()) as first:
        port = first.port
    async with serving(scenario(), port) as second:
        assert second.port == port


def test_the_printed_key_has_the_fingerprint_that_the_server_offers() -> None:
    key, pem = make_rsa_key()

    assert rsa._compute_fingerprint(rsa.rsa.PublicKey.load_pkcs1(pem)) == key.fingerprint
    assert key.n.bit_length() == 2048


def test_the_key_library_is_loaded_by_nobody_else() -> None:
    code = "import sys, safecheck.practice.demo; sys.exit('cryptography' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
