"""What can land on each device without a tap, as far as that can be known.

No Telegram API says what a device does: a device has its app's defaults (assumed), what its user told, or
nothing that can be said.
"""

from collections.abc import Sequence
from typing import Literal

from safecheck.model.facts import Device, DeviceList, Fact, Told, Unknown
from safecheck.model.findings import DeviceJudgement, DeviceState, Landing
from safecheck.model.text import clean
from safecheck.packs.guides import LANDING_CHAT_KINDS, LANDING_MEDIA, Guide, guides_for

Answer = Literal["on", "off", "dont_know"]

_NOTHING_KNOWN = tuple(
    Landing(chat_kind, media, "unknown") for chat_kind in LANDING_CHAT_KINDS for media in LANDING_MEDIA
)


def judge_devices(
    devices: Fact[DeviceList], told: Sequence[Told], guides: Sequence[Guide]
) -> tuple[DeviceJudgement, ...]:
    """Return every device with what lands on it; nothing if the list could not be read.

    What a user told counts by the device's own name. Someone who says that downloads are on has said nothing
    about sizes and kinds, so the defaults stand for them too.
    """
    if isinstance(devices.value, Unknown):
        return ()
    known = devices.value.devices
    return tuple(_judge(device, _answer(device, known, told), guides) for device in known)


def _judge(device: Device, answer: Answer, guides: Sequence[Guide]) -> DeviceJudgement:
    of_client = guides_for(guides, device.client)
    state: DeviceState
    if not of_client:
        state, lands = "unknown", _NOTHING_KNOWN
    elif answer == "off":
        state, lands = "told", _agreed([guide.switched_off() for guide in of_client])
    else:
        lands = _agreed([guide.untouched() for guide in of_client])
        if answer == "on":
            state = "told"
        elif all(landing.lands == "unknown" for landing in lands):
            state = "unknown"
        else:
            state = "default_assumed"
    return DeviceJudgement(
        id=device.id,
        client=device.client,
        name=clean(device.name),
        official=device.official,
        last_active=device.last_active.isoformat(),
        unconfirmed=device.unconfirmed,
        state=state,
        lands=lands,
    )


def _answer(device: Device, devices: Sequence[Device], told: Sequence[Told]) -> Answer:
    """Return what the user told about this device; where names or answers clash, the most careful reading."""
    name = clean(device.name)
    answers = {entry.auto_download for entry in told if clean(entry.device_name) == name}
    if "on" in answers:
        return "on"
    # Two devices of one name: "off" may have been said about the other one.
    if answers == {"off"} and sum(clean(other.name) == name for other in devices) == 1:
        return "off"
    return "dont_know"


def _agreed(tables: Sequence[tuple[Landing, ...]]) -> tuple[Landing, ...]:
    """Merge the tables of apps that cannot be told apart: where they differ, the answer is unknown."""
    return tuple(
        cells[0]
        if len({cell.lands for cell in cells}) == 1
        else Landing(cells[0].chat_kind, cells[0].media, "unknown")
        for cells in zip(*tables, strict=True)
    )


def downloads_are_off(device: DeviceJudgement) -> bool:
    """True only if somebody said or saw that automatic download is off: no photo and no file lands at all."""
    return device.state in ("told", "read") and all(
        landing.lands == "no" for landing in device.lands if landing.media in ("photo", "file")
    )
