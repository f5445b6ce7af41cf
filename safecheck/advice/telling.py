"""What a person told about devices, as it is added to, and until when it counts."""

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from safecheck.model.findings import DeviceJudgement
from safecheck.model.told import Position, Told

ASK_AGAIN_AFTER = timedelta(days=90)
# A clock that was set right since, or a journey around the world, is no reason to ask again.
_AHEAD = timedelta(days=1)


def told_anew(told: Sequence[Told], entry: Told) -> tuple[Told, ...]:
    """Return what was told, with `entry` in place of what was told about that device before. What the owner
    of a practice account said of it by its name gives way where devices are judged."""
    return (*(each for each in told if each.device_id != entry.device_id), entry)


def is_old(entry: Told, day: date) -> bool:
    """Return whether an answer is so old on `day` that it is asked again; one without a date never is."""
    if not entry.told_on:
        return False
    age = day - date.fromisoformat(entry.told_on)
    return not -_AHEAD <= age <= ASK_AGAIN_AFTER


def still_told(told: Sequence[Told], day: date) -> tuple[Told, ...]:
    """Return what counts on `day`. Of what is old, only which app it is and which language it speaks."""
    return tuple(
        replace(entry, auto_download="dont_know", switches={}) if is_old(entry, day) else entry
        for entry in told
    )


def entry_of(device: DeviceJudgement, told: Sequence[Told], today: date) -> Told:
    """Return everything that counts of what was told about one device, as one entry of `today` to be changed
    and told again; `device` is judged by `told`."""
    before = next((entry for entry in told if entry.device_id == device.id), Told())
    switches: dict[str, Position] = {} if is_old(before, today) else dict(before.switches)
    for of_profile in device.switches:
        for id, switch in of_profile.items():
            if switch.known == "told":
                switches[id] = "off" if switch.is_off else "on"
    return Told(
        device_id=device.id,
        switches={id: position for id, position in switches.items() if position != "dont_know"},
        app_language=device.app_language,
        told_on=today.isoformat(),
        app=before.app,
    )
