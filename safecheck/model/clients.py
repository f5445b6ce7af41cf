"""Which app a signed-in device runs, from what Telegram says about the session. Pure and table-driven.

The tables are Telegram Desktop 6.1.2's own (settings/settings_active_sessions.cpp), in its order. They tell
official apps apart by their registered id; a name that an app gives itself is trusted in one case only: when
it says that the app is built on TDLib, which shares an id range with the Android app and about whose
downloads nothing is known.
"""

import re

from safecheck.model.facts import Client, System

# What safecheck calls itself in the list of devices, the same in every mode, and not configurable (G11).
SAFECHECK_NAME = "safecheck, reads chat names"

_BY_ID: tuple[tuple[frozenset[int], Client], ...] = (
    (frozenset({5, 6, 24, 1026, 1083, 2458, 2521, 21724}), "android"),
    (frozenset({2040, 17349, 611335}), "desktop"),
    (frozenset({2834}), "macos"),
    (frozenset({2496, 739222, 1025907}), "web"),
)
_IOS_IDS = frozenset({1, 7, 10840, 16352})
# Every api_id that the tables know as one of Telegram's own apps.
OFFICIAL_IDS = frozenset[int]().union(_IOS_IDS, *(ids for ids, _ in _BY_ID))

_BY_MODEL: tuple[tuple[tuple[str, ...], Client], ...] = (
    (("chromebook",), "unknown"),  # a Chromebook may run the Android app, the web app or Desktop
    (("edg/", "chrome", "safari", "firefox"), "web"),
)
_IOS_MODELS = ("iphone", "ipad")
_BY_SYSTEM: tuple[tuple[str, Client], ...] = (
    ("windows", "desktop"),
    ("macos", "macos"),
    ("ubuntu", "desktop"),
    ("linux", "desktop"),
    ("android", "android"),
    ("ios", "ios"),
)
_TDLIB_NAME = re.compile(r"\btelegram (?:android )?x\b|\bunigram\b|\btdlib\b")

_SNAP_ID = 611335
_BROWSERS: tuple[tuple[str, System], ...] = (
    ("edg/", "edge"),
    ("edge", "edge"),
    ("chrome", "chrome"),
    ("safari", "safari"),
    ("firefox", "firefox"),
)
_SYSTEMS: tuple[tuple[str, System], ...] = (
    ("windows", "windows"),
    ("macos", "macos"),
    ("ubuntu", "linux"),
    ("linux", "linux"),
    ("android", "android"),
    ("ipados", "ipad"),
    ("ios", "ios"),
)


def client_of(
    *, api_id: int, device_model: str, platform: str, system_version: str, app_name: str, official: bool
) -> Client:
    """Return the app of one session, from the fields of Telegram's `authorization`.

    "unofficial" is an app that Telegram does not call official and whose id is in no table; "unknown" is one
    that the tables leave open. What either of them downloads is unknown.
    """
    if _TDLIB_NAME.search(app_name.lower()):
        return "tdlib"
    for ids, client in _BY_ID:
        if api_id in ids:
            return client
    if not official and api_id not in OFFICIAL_IDS:
        return "unofficial"
    model = device_model.lower()
    for words, client in _BY_MODEL:
        if any(word in model for word in words):
            return client
    if api_id in _IOS_IDS or any(word in model for word in _IOS_MODELS):
        return "ios"
    system = f"{platform} {system_version}".lower()
    for word, client in _BY_SYSTEM:
        if word in system:
            return client
    return "unknown"


def system_of(
    client: Client, *, api_id: int, device_model: str, platform: str, system_version: str
) -> System:
    """Return what a device runs, from the fields of Telegram's `authorization`; "" if that cannot be told.

    A browser is what the device's name says; Telegram Desktop is on Linux where nothing else is said.
    """
    model, system = device_model.lower(), f"{platform} {system_version}".lower()
    if client == "web":
        return next((browser for word, browser in _BROWSERS if word in model), "")
    if client == "macos":
        return "macos"
    if client == "android":
        return "android"
    if api_id == _SNAP_ID:
        return "snap"
    if client == "ios" or "ipad" in model or "iphone" in model:
        return "ipad" if "ipad" in model or "ipados" in system else "ios"
    said: System = next((name for word, name in _SYSTEMS if word in system), "")
    if client == "desktop":
        return said if said in ("windows", "macos") else "linux"
    return said


def is_safecheck(device_model: str) -> bool:
    """True if a session calls itself safecheck."""
    return device_model.strip() == SAFECHECK_NAME
