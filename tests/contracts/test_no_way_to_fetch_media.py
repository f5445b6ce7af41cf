"""P1 and P4, gate test (d): by its source, nothing in the package can fetch a file or reach a network."""

import ast

import pytest

from tests.contracts.source import FETCHING, modules, problems

pytestmark = pytest.mark.uncounted


def test_p1_no_module_can_fetch_media_or_reach_another_machine() -> None:
    found = {str(path): problems(tree, room) for path, room, tree in modules()}
    assert len(found) > 80
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(
    ("source", "room"),
    [
        ("client.download_media(message)", "telegram"),
        ("async def f(c):\n    async for x in c.iter_download(y): pass", "telegram"),
        ("functions.upload.GetFileRequest(location)", "telegram"),
        ("from telethon.tl.functions import upload", "telegram"),
        ("from telethon.tl.functions.upload import GetFileRequest as G", "telegram"),
        ("getattr(client, 'download_media')(message)", "telegram"),
        ("request_class('upload.getFile')", "telegram"),
        ("import urllib.request", "cli"),
        ("from urllib import request", "cli"),
        ("from http.client import HTTPSConnection", "store"),
        ("import socket", "practice"),
        ("import requests", "packs"),
        ("import subprocess", "cli"),
        ("os.system('curl')", "cli"),
        ("from os import system", "cli"),
        ("asyncio.open_connection('example', 443)", "telegram"),
        ("asyncio.start_server(f, '127.0.0.1', 0)", "telegram"),
        ("importlib.import_module(name)", "audit"),
        ("from telethon import TelegramClient", "cli"),
        ("import telethon", "report"),
        ("from telethon import TelegramClient", "practice"),
        ("from telethon.client import updates", "practice"),
    ],
)
def test_p1_the_check_sees_each_way(source: str, room: str) -> None:
    assert problems(ast.parse(source), room)


@pytest.mark.parametrize(
    ("source", "room"),
    [
        ("downloads = switch_downloads_off(device)", "advice"),
        ("from urllib.parse import quote", "report"),
        ("system = device.system_version", "model"),
        ("asyncio.start_server(f, '127.0.0.1', 0)", "practice"),
        ("from telethon.tl import types", "practice"),
        ("from telethon import TelegramClient", "telegram"),
        ("page.say('It never downloads a file.')", "cli"),
    ],
)
def test_the_check_lets_ordinary_code_be(source: str, room: str) -> None:
    assert problems(ast.parse(source), room) == []


def test_p1_the_names_that_are_looked_for_are_those_of_this_telethon() -> None:
    """A method that Telethon renamed would otherwise slip through."""
    from telethon.client import downloads, uploads
    from telethon.tl.functions import upload

    ways = {
        name
        for module in (downloads.DownloadMethods, uploads.UploadMethods)
        for name in vars(module)
        if "download" in name or "upload_file" in name or name == "send_file"
    }
    assert ways - FETCHING <= {"_download_cached_photo_size", "_download_contact"}, "these fetch nothing"
    requests = {name for name in vars(upload) if name.endswith("Request") and name != "TLRequest"}
    assert requests <= FETCHING
