"""Exposure: what one chat holds, and what will land on each device from now on. Counts, never content."""

from collections.abc import Iterable
from typing import Literal, get_args

import msgspec

from safecheck.model.downloads import DeviceState, Lands, Medium
from safecheck.model.facts import MediaCounts

# The kinds of media that Telegram counts in a chat; it has no counter of stickers.
CountedMedium = Literal["photo", "video", "gif", "round", "voice", "music", "file"]
COUNTED: tuple[CountedMedium, ...] = get_args(CountedMedium)


class DeviceExposure(msgspec.Struct, frozen=True, kw_only=True):
    """What the download model answers for one chat on one device: `media` has one answer for each kind of
    medium, on the network that lets most through. `unopened` is True if something lands although the chat
    is never opened, in whatever chat of its kind; False also where the app does so in some chats only, and
    nobody knows in which. `state` is how well the device's switches are known."""

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

    @property
    def landing_count(self) -> int | None:
        """A number to sort by: how many media the chat holds of the kinds that land without a tap on at least
        one device. 0 where it is known that no kind does; None where that, or the number, is unknown.

        Never "so many will land": the chat's past stands for its future, sizes are not looked at, and how
        much of it reached this account is known to nobody. Kinds that Telegram did not count are left out.
        """
        landing = {medium for device in self.devices for medium in device.lands}
        if not landing.isdisjoint(COUNTED):
            return self._count(medium for medium in COUNTED if medium in landing)
        answers = {device.media[medium] for device in self.devices for medium in COUNTED}
        return None if "unknown" in answers or not answers else 0

    def landing_share(self, device: DeviceExposure) -> float | None:
        """How much of what the chat holds is of kinds that land without a tap on one of its devices: from
        0.0 to 1.0, None where it is unknown what it holds or whether anything lands there."""
        held = self._count(COUNTED)
        lands = [medium for medium in COUNTED if medium in device.lands]
        if not held or (not lands and "unknown" in device.media.values()):
            return None
        return (self._count(lands) or 0) / held

    def _count(self, media: Iterable[CountedMedium]) -> int | None:
        """Add up what the chat holds of these kinds, as far as it is known; None if it is of none."""
        counts = [getattr(self.holds, medium, None) for medium in media]
        known = [count for count in counts if count is not None]
        return sum(known) if known else None
