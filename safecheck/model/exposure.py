"""Exposure: what one chat holds, and what will land on each device from now on. Counts, never content."""

import msgspec

from safecheck.model.downloads import DeviceState, Lands, Medium
from safecheck.model.facts import MediaCounts


class DeviceExposure(msgspec.Struct, frozen=True, kw_only=True):
    """What the download model answers for one chat on one device: `media` has one answer for each kind of
    medium, on the network that lets most through. `unopened` is True if something lands although the chat
    is never opened. `state` is how well the device's switches are known."""

    device: str
    state: DeviceState
    media: dict[Medium, Lands]
    unopened: bool = False

    @property
    def lands(self) -> tuple[Medium, ...]:
        """The kinds that land without a tap (the model's *yes* only)."""
        return tuple(medium for medium, answer in self.media.items() if answer == "yes")


class ChatExposure(msgspec.Struct, frozen=True, kw_only=True):
    """One chat: `holds` is what it holds over its lifetime (None where nobody asked), `devices` what lands
    from now on. `unread_but_fed` points out a chat that is never opened, muted or archived, and still sends
    something to a device by itself."""

    chat_id: str
    holds: MediaCounts | None
    devices: tuple[DeviceExposure, ...]
    unread_but_fed: bool = False
