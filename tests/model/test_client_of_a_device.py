"""Each row of the table by which Telegram Desktop recognises a session's app."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safecheck.model.clients import client_of
from safecheck.model.facts import CLIENTS, Client


def _client(
    api_id: int = 999_999,
    device_model: str = "",
    platform: str = "",
    system_version: str = "",
    app_name: str = "",
    official: bool = True,
) -> Client:
    return client_of(
        api_id=api_id,
        device_model=device_model,
        platform=platform,
        system_version=system_version,
        app_name=app_name,
        official=official,
    )


@pytest.mark.parametrize("api_id", [5, 6, 24, 1026, 1083, 2458, 2521, 21724])
def test_the_android_ids_are_android(api_id: int) -> None:
    assert _client(api_id, "Pixel 8", "Android", "SDK 35", "Telegram Android") == "android"


@pytest.mark.parametrize("api_id", [2040, 17349, 611335])
@pytest.mark.parametrize("system", ["Windows 11", "macOS 14.2", "Ubuntu 24.04", "Linux", ""])
def test_the_desktop_ids_are_telegram_desktop_on_every_system(api_id: int, system: str) -> None:
    assert _client(api_id, "PC 64bit", "", system, "Telegram Desktop") == "desktop"


def test_the_native_mac_app_has_an_id_of_its_own() -> None:
    assert _client(2834, "MacBook Air", "macOS", "14.2", "Telegram macOS") == "macos"


@pytest.mark.parametrize("api_id", [2496, 739222, 1025907])
def test_the_web_ids_are_web(api_id: int) -> None:
    assert _client(api_id, "Firefox 140", "Linux", "", "Telegram Web") == "web"


@pytest.mark.parametrize("api_id", [1, 7, 10840, 16352])
def test_the_ios_ids_are_ios(api_id: int) -> None:
    assert _client(api_id, "a tablet", "iOS", "18.1", "Telegram iOS") == "ios"


@pytest.mark.parametrize("model", ["iPhone 15", "iPad Pro"])
def test_an_apple_device_name_is_ios(model: str) -> None:
    assert _client(device_model=model) == "ios"


@pytest.mark.parametrize("model", ["Edg/120", "Chrome 130", "Safari 18", "Firefox 140"])
def test_a_browser_name_is_web(model: str) -> None:
    assert _client(device_model=model, platform="Linux") == "web"


def test_a_browser_name_goes_before_the_ios_ids_and_the_apple_names() -> None:
    assert _client(1, "Safari 18 on iPhone", "iOS") == "web"


def test_a_chromebook_stays_unknown() -> None:
    assert _client(device_model="Acer Chromebook, Chrome 130", platform="Android") == "unknown"


@pytest.mark.parametrize(
    ("platform", "system", "client"),
    [
        ("Windows", "11", "desktop"),
        ("", "Windows 10", "desktop"),
        ("macOS", "15", "macos"),
        ("", "Ubuntu 24.04", "desktop"),
        ("Linux", "6.12", "desktop"),
        ("Android", "SDK 35", "android"),
        ("iOS", "18.1", "ios"),
        ("Windows for android", "", "desktop"),
    ],
)
def test_an_official_app_with_an_unlisted_id_is_told_by_its_system(
    platform: str, system: str, client: Client
) -> None:
    assert _client(platform=platform, system_version=system) == client


@pytest.mark.parametrize("name", ["Telegram X", "Telegram Android X", "Unigram", "UNIGRAM 11"])
def test_an_app_that_says_it_is_built_on_tdlib_is_tdlib(name: str) -> None:
    assert _client(21724, "Pixel 8", "Android", "SDK 35", name) == "tdlib"


@pytest.mark.parametrize("name", ["Telegram", "Telegram XL", "Unigramophone", ""])
def test_a_name_that_does_not_clearly_say_so_is_no_tdlib(name: str) -> None:
    assert _client(21724, "Pixel 8", "Android", "SDK 35", name) == "android"


@pytest.mark.parametrize("model", ["iPhone 15", "Chrome 130", "PC", "Chromebook"])
def test_an_unlisted_id_that_telegram_does_not_call_official_is_unofficial(model: str) -> None:
    assert _client(2_000_001, model, "Windows", official=False) == "unofficial"


def test_a_listed_id_stays_what_it_is_without_the_official_mark() -> None:
    assert _client(17349, "PC", "Linux", official=False) == "desktop"
    assert _client(10840, "a tablet", "", official=False) == "ios"


def test_nothing_known_is_unknown() -> None:
    assert _client() == "unknown"


@given(st.integers(), st.text(), st.text(), st.text(), st.text(), st.booleans())
def test_whatever_telegram_says_there_is_an_answer(
    api_id: int, model: str, platform: str, system: str, name: str, official: bool
) -> None:
    assert _client(api_id, model, platform, system, name, official) in CLIENTS
