"""What lands once the steps about devices are taken: every switch that is advised, pressed."""

from collections.abc import Sequence

from safecheck.downloads.model import table
from safecheck.downloads.switches import all_off
from safecheck.model.downloads import LANDING_CHAT_KINDS, LandingChatKind
from safecheck.model.findings import DeviceJudgement
from safecheck.packs.download_profile import DownloadProfile


def photo_kinds_after(
    device: DeviceJudgement, profiles: Sequence[DownloadProfile]
) -> frozenset[LandingChatKind] | None:
    """Return from which kinds of chat photos still land without a tap (the model's *yes*) once every switch
    is off; None where no app is known that could answer. Of apps that cannot be told apart, any may."""
    apps: dict[str, DownloadProfile] = {profile.id: profile for profile in profiles}
    if not device.profiles or any(id not in apps for id in device.profiles):
        return None
    tables = (
        table(apps[id], all_off(apps[id], switches), ("photo",))
        for id, switches in zip(device.profiles, device.switches, strict=True)
    )
    return frozenset(kind for each in tables for kind in LANDING_CHAT_KINDS if each[kind, "photo"] == "yes")
