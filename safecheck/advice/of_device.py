"""The plan of some devices only."""

from collections.abc import Sequence, Set

from safecheck.model.findings import DeviceJudgement
from safecheck.model.plan import Plan


def named_devices(devices: Sequence[DeviceJudgement], wanted: str) -> tuple[DeviceJudgement, ...]:
    """Return the devices that a person means, in whatever case: by id, by app (`android`, `web-k`), or by a
    part of the name that Telegram shows. The more exact reading counts."""
    word = wanted.casefold().strip()
    if not word:
        return ()
    for means in (
        lambda device: word == device.id.casefold(),
        lambda device: word in (device.client, *device.profiles),
        lambda device: word in device.name.casefold(),
    ):
        if found := tuple(device for device in devices if means(device)):
            return found
    return ()


def plan_of(plan: Plan, devices: Set[str]) -> Plan:
    """Return the steps about these devices, by their ids."""
    return Plan(tuple(step for step in plan.steps if step.device in devices))
