"""The entries of `chats[].exposure` in the published JSON form of an audit."""

from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from safecheck.model.downloads import DeviceState, Lands, Medium
from safecheck.model.exposure import ChatExposure, DeviceExposure
from safecheck.model.facts import MediaCounts

Number = Annotated[int, Meta(ge=0)]


class HoldsEntry(msgspec.Struct, frozen=True):
    """How many messages of each kind a chat holds over its lifetime, as Telegram counts them; a kind that it
    did not count is left out. How many of them reached this account is known to nobody. `rounded`: about."""

    rounded: bool
    photo: Number | UnsetType = UNSET
    video: Number | UnsetType = UNSET
    gif: Number | UnsetType = UNSET
    round: Number | UnsetType = UNSET
    voice: Number | UnsetType = UNSET
    music: Number | UnsetType = UNSET
    file: Number | UnsetType = UNSET
    link: Number | UnsetType = UNSET


class DeviceExposureEntry(msgspec.Struct, frozen=True):
    """What lands from one chat on one of `devices[]` from now on: the strongest answer for each kind of media
    over every network and size. `unopened`: something does, in whatever chat of this kind, also if it is
    never opened."""

    id: str
    state: DeviceState
    media: dict[Medium, Lands]
    unopened: bool


class ExposureEntry(msgspec.Struct, frozen=True):
    """What one chat means for the devices. `holds` is left out where nobody asked. `unread_but_fed`: it is
    muted, archived or was never read, and an app fetches what is new in it all the same."""

    devices: tuple[DeviceExposureEntry, ...]
    unread_but_fed: bool
    holds: HoldsEntry | UnsetType = UNSET


def exposure_entry(exposure: ChatExposure) -> ExposureEntry:
    """Return the published form of what one chat means for the devices."""
    return ExposureEntry(
        devices=tuple(_device(device) for device in exposure.devices),
        unread_but_fed=exposure.unread_but_fed,
        holds=UNSET if exposure.holds is None else _holds(exposure.holds),
    )


def _device(exposure: DeviceExposure) -> DeviceExposureEntry:
    return DeviceExposureEntry(exposure.device, exposure.state, exposure.media, exposure.unopened)


def _holds(counts: MediaCounts) -> HoldsEntry:
    return HoldsEntry(
        **{key: value for key, value in msgspec.structs.asdict(counts).items() if value is not None}
    )
