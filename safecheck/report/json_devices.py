"""The entries of `devices[]` in the published JSON form of an audit."""

import msgspec
from msgspec import UNSET, UnsetType

from safecheck.model.findings import DeviceJudgement, DeviceState, Landing


class SwitchEntry(msgspec.Struct, frozen=True):
    """How one switch stands: up to how many bytes it lets media through (0: off, null: no limit, or unknown
    as `known` says), and how that is known."""

    limit: int | None
    known: DeviceState


class DeviceEntry(msgspec.Struct, frozen=True):
    """One device. `lands` holds the strongest answers over every network and size.

    `profiles` are the apps whose tables answer for it: two where a session does not tell which one it is,
    none for an app that safecheck does not know. `switches` are theirs, by the ids of those tables.
    `last_active` is null for what was read on this computer; `official` and `unconfirmed` are null where
    an export named the device, which says neither.
    """

    id: str
    client: str
    name: str
    official: bool | None
    last_active: str | None
    unconfirmed: bool | None
    state: DeviceState
    lands: tuple[Landing, ...]
    profiles: tuple[str, ...]
    switches: dict[str, dict[str, SwitchEntry]]
    app_language: str | UnsetType = UNSET


def device_entry(device: DeviceJudgement, *, as_told: bool = True) -> DeviceEntry:
    """Return the published form of one device. `as_told` is False where nobody told whether the app is
    official and the sign-in confirmed."""
    return DeviceEntry(
        id=device.id,
        client=device.client,
        name=device.name,
        official=device.official if as_told else None,
        last_active=device.last_active,
        unconfirmed=device.unconfirmed if as_told else None,
        state=device.state,
        lands=device.lands,
        profiles=device.profiles,
        switches={
            profile: {id: SwitchEntry(switch.limit, switch.known) for id, switch in switches.items()}
            for profile, switches in zip(device.profiles, device.switches, strict=True)
        },
        app_language=device.app_language or UNSET,
    )
