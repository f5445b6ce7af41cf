"""The entries of `sessions` as devices. Addresses, countries and regions pass by and are never kept (G14)."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

from safecheck.export.events import Event, members, skip
from safecheck.export.history import moment
from safecheck.model.clients import client_of, is_safecheck, system_of
from safecheck.model.facts import Client, Device, Leftover
from safecheck.model.text import UntrustedText

_NAMED = ("application_name", "device_model", "platform", "system_version")
_KEPT = frozenset((*_NAMED, "last_active", "last_active_unixtime"))
_LONGEST = 1000
# An export has no api_id. So an app is known by what it calls itself: each name stands for the id of that app
# in `safecheck.model.clients`. The names are those of Telegram's own apps as people's lists of devices show
# them (unverified); whatever calls itself something else is an app that safecheck does not know.
_IDS: tuple[tuple[str, int], ...] = (
    ("telegram desktop", 2040),
    ("telegram android", 6),
    ("telegram for android", 6),
    ("telegram ios", 1),
    ("telegram macos", 2834),
    ("telegram for macos", 2834),
    ("telegram swift", 2834),
    ("telegram web", 2496),
    ("telegram", 0),  # by its device and system
)


class SessionList:
    """The sessions of an export. `devices` and `leftovers` as in `DeviceList`; `passed_over` counts entries
    that could not be understood."""

    def __init__(self, mark: str) -> None:
        self._mark = mark
        self._alike: Counter[str] = Counter()
        self.devices: list[Device] = []
        self.leftovers: list[Leftover] = []
        self.passed_over = 0

    def read(self, stream: Iterator[Event], event: str) -> None:
        """Read one entry, which begins with `event`. Raises DamagedError."""
        if event != "start_map":
            skip(stream, event)
            self.passed_over += 1
            return
        kept: dict[str, Any] = {}
        for key, inner, value in members(stream):
            if key in _KEPT and not inner.startswith("start_"):
                kept[key] = value
            else:
                skip(stream, inner)
        self._take(kept)

    def _take(self, kept: dict[str, Any]) -> None:
        active = moment(kept, "last_active")
        said = {name: "" if kept.get(name) is None else kept[name] for name in _NAMED}
        if active is None or not all(isinstance(text, str) for text in said.values()):
            self.passed_over += 1
            return
        name, model, platform, version = (text[:_LONGEST] for text in said.values())
        if self._mark in name + model + platform + version:
            self.passed_over += 1
        elif is_safecheck(model):
            self.leftovers.append(Leftover(active))
        else:
            client, api_id = _client(name, model, platform, version)
            self.devices.append(
                Device(
                    id=self._id(f"{name}\n{model}\n{platform}\n{version}"),
                    client=client,
                    name=UntrustedText(model),
                    app=UntrustedText(name),
                    official=True,  # nothing says that it is not
                    last_active=active,
                    unconfirmed=False,
                    system=system_of(
                        client, api_id=api_id, device_model=model, platform=platform, system_version=version
                    ),
                )
            )

    def _id(self, said: str) -> str:
        """Return the same id for the same device in a later export: there is no number of it."""
        self._alike[said] += 1
        digest = hashlib.blake2b(f"{self._alike[said]}\n{said}".encode("utf-8", "replace"), digest_size=6)
        return digest.hexdigest()


def _client(name: str, model: str, platform: str, version: str) -> tuple[Client, int]:
    """Return the app of one session, and the api_id that its name stands for."""
    api_id = next((id for start, id in _IDS if name.casefold().startswith(start)), None)
    client = client_of(
        api_id=api_id or 0,
        device_model=model,
        platform=platform,
        system_version=version,
        app_name=name,
        official=True,
    )
    return (client if client == "tdlib" or api_id is not None else "unknown"), api_id or 0
