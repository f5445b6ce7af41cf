"""The packs that come with the program, read once per process."""

from functools import cache
from importlib import resources

import msgspec

from safecheck.model.result import PackInfo
from safecheck.packs.devices_pack import DevicesPack, load_devices_pack
from safecheck.packs.rule_pack import RulePack, load_rule_pack
from safecheck.packs.settings_pack import SettingsPack, load_settings_pack

CHAT_PACKS = ("chats.yaml", "words.yaml")


class ShippedPacks(msgspec.Struct, frozen=True):
    """All rule packs of the program, and which files they were."""

    chats: tuple[RulePack, ...]
    settings: SettingsPack
    devices: DevicesPack
    info: tuple[PackInfo, ...]


@cache
def shipped_rule_packs() -> ShippedPacks:
    """Return the packs under data/rules. Raises DataFileError if the installation is damaged."""
    folder = resources.files("safecheck").joinpath("data/rules")
    chats = [load_rule_pack(folder.joinpath(name), name) for name in CHAT_PACKS]
    settings = load_settings_pack(folder.joinpath("settings.yaml"), "settings.yaml")
    devices = load_devices_pack(folder.joinpath("devices.yaml"), "devices.yaml")
    return ShippedPacks(
        chats=tuple(loaded.pack for loaded in chats),
        settings=settings.pack,
        devices=devices.pack,
        info=(*(loaded.info for loaded in chats), settings.info, devices.info),
    )


def pack_info() -> tuple[PackInfo, ...]:
    """Return id, version, date and SHA-256 of every shipped rule pack."""
    return shipped_rule_packs().info
