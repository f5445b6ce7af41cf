"""Which app a signed-in device runs, from what Telegram says about the session. Pure and table-driven.

The tables are Telegram Desktop 6.1.2's own (settings/settings_active_sessions.cpp), in its order. They tell
official apps apart by their registered id; a name that an app gives itself is trusted in one case only: when
it says that the app is built on TDLib, which shares an id range with the Android app and about whose
downloads nothing is known.
"""

import re

from safecheck.model.facts import Client

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
_TDLIB_NAME = re.compile(r"\btelegram (?:android )?x\b|\bunigram\b")


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
