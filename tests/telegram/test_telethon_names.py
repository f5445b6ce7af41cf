"""Private names of Telethon that the lean client leans on; a new Telethon may rename any of them."""

import ast
import asyncio
import inspect
from importlib import metadata
from pathlib import Path
from types import ModuleType

import pytest
import telethon
from telethon import TelegramClient
from telethon.crypto import rsa
from telethon.extensions.messagepacker import MessagePacker
from telethon.network import ConnectionTcpAbridged, authenticator, mtprotosender, mtprotostate
from telethon.network.connection import connection
from telethon.sessions import MemorySession

from safecheck.telegram import client as lean
from safecheck.telegram import lines, sender, trusted_keys
from safecheck.telegram.client import LeanClient
from safecheck.telegram.gate import GatedQueue
from safecheck.telegram.sender import LeanSender

REPLACED = (
    "_call",
    "_on_login",
    "_switch_dc",
    "_disconnect",
    "connect",
    "_update_loop",
    "_get_dc",
    "_create_exported_sender",
    "_get_cdn_client",
    "get_me",
)
USED = (
    "_sender",
    "_log",
    "_authorized",
    "_updates_queue",
    "_disconnect",
    "_use_ipv6",
    "_auth_key_callback",
    "_no_updates",
)

OF_THE_SENDER = (
    "_send_queue",
    "_state",
    "_loggers",
    "_delay",
    "_pop_states",
    "_pending_state",
    "_reconnect",
    "_reconnecting",
    "_disconnect",
    "_try_gen_auth_key",
)
OF_A_CONNECTION = ("_ip", "_port", "_connect", "_proxy")
OF_A_CODED_CONNECTION = ("_reader", "_writer", "_dc_id")
OUR_CODING = {"_reader", "_writer", "_encrypt", "_decrypt"}


def test_telethon_is_the_minor_version_that_was_looked_into() -> None:
    assert telethon.__version__.split(".")[:2] == ["1", "45"]
    assert metadata.version("telethon") == telethon.__version__


@pytest.mark.parametrize("name", REPLACED)
def test_a_method_that_is_replaced_exists_and_takes_the_same_arguments(name: str) -> None:
    theirs, ours = getattr(TelegramClient, name), LeanClient.__dict__[name]
    assert list(inspect.signature(theirs).parameters) == list(inspect.signature(ours).parameters)
    assert inspect.iscoroutinefunction(theirs) or name == "get_me"


async def test_the_attributes_that_are_used_exist_in_a_plain_client() -> None:
    client = TelegramClient(MemorySession(), 1, "practice")
    for name in USED:
        assert hasattr(client, name), name
    assert isinstance(client._sender, mtprotosender.MTProtoSender)
    assert isinstance(client._sender._send_queue, MessagePacker)
    assert isinstance(client._sender._state, mtprotostate.MTProtoState)
    assert hasattr(client._sender, "auth_key")
    assert isinstance(client._updates_queue, asyncio.Queue)


def test_every_private_name_in_the_lean_client_is_telethons_or_its_own() -> None:
    """A name that is used here and is not in the lists above would not be looked after."""
    in_client, in_sender = (private_names(module) for module in (lean, sender))
    assert in_client <= {
        *USED,
        *REPLACED,
        "_addresses",
        "_made",
        "_scanned",
        "_greeted",
        "_came_back",
        "_sign_out_here",
    }
    assert set(USED) <= in_client
    assert in_sender <= {*OF_THE_SENDER, "_reconnects", "_server_key", "_take_for_done"}
    assert private_names(lines) <= {*OF_A_CONNECTION, *OF_A_CODED_CONNECTION, "_target"} | OUR_CODING
    assert private_names(trusted_keys) <= {"_server_keys", "_compute_fingerprint", "_keys", "_found"}


def private_names(module: ModuleType) -> set[str]:
    """The private attributes that a module of ours speaks of."""
    return {
        node.attr
        for node in ast.walk(ast.parse(Path(str(module.__file__)).read_bytes()))
        if isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.startswith("__")
    }


@pytest.mark.parametrize(
    "name", ["_pop_states", "_handle_ack", "_reconnect", "_disconnect", "_try_gen_auth_key"]
)
def test_a_method_of_the_sender_that_is_replaced_exists_and_takes_the_same_arguments(name: str) -> None:
    theirs, ours = getattr(mtprotosender.MTProtoSender, name), LeanSender.__dict__[name]
    assert list(inspect.signature(theirs).parameters) == list(inspect.signature(ours).parameters)


async def test_the_attributes_of_sender_and_connection_that_are_used_exist() -> None:
    client = TelegramClient(MemorySession(), 1, "practice")
    for name in OF_THE_SENDER:
        assert hasattr(client._sender, name), name
    line = ConnectionTcpAbridged("127.0.0.1", 1, 2, loggers=client._log)
    for name in (*OF_A_CONNECTION, *OF_A_CODED_CONNECTION):
        assert hasattr(line, name), name


def test_what_the_lines_through_a_proxy_lean_on_is_as_it_was() -> None:
    """Telethon opens the line and calls for the coding; the class of an MTProxy is told apart by its type."""
    opening = inspect.getsource(connection.Connection._connect)
    assert "if not self._proxy:" in opening
    assert "self._proxy_connect(" in opening
    assert "self._init_conn()" in opening
    coding = inspect.getsource(connection.ObfuscatedConnection)
    assert "self._obfuscation = self.obfuscated_io(self)" in coding
    assert "self._writer.write(self._obfuscation.header)" in coding
    assert list(inspect.signature(connection.Connection._parse_proxy).parameters) == [
        "proxy_type", "addr", "port", "rdns", "username", "password",
    ]  # fmt: skip
    assert hasattr(connection, "python_socks")


def test_server_keys_are_looked_up_in_the_table_that_is_replaced() -> None:
    assert "_server_keys.get(fingerprint" in inspect.getsource(rsa.encrypt)
    assert "rsa.encrypt(fingerprint" in inspect.getsource(authenticator.do_authentication)
    assert "use_old=True" in inspect.getsource(authenticator.do_authentication)


def test_the_sender_takes_everything_from_the_queue_that_is_replaced() -> None:
    """All that leaves goes through append, extend and get of `_send_queue`; get is Telethon's own."""
    tree = ast.parse(inspect.getsource(mtprotosender))
    calls = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Attribute)
        and node.value.attr == "_send_queue"
    }
    assert calls == {"append", "extend", "get"}
    assert {name for name in vars(MessagePacker) if not name.startswith("__")} == calls
    assert {"append", "extend"} <= set(vars(GatedQueue))
    assert "get" not in vars(GatedQueue)


def test_the_modules_that_parse_answers_hold_the_name_that_is_replaced() -> None:
    for module in (mtprotosender, mtprotostate):
        tree = ast.parse(inspect.getsource(module))
        imported = {
            alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
        }
        assert "BinaryReader" in imported
