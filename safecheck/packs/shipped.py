"""The rule packs that come with the program, each read once per process, when it is needed.

All raise DataFileError if the installation is damaged.
"""

from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import get_args

from safecheck.model.result import PackInfo
from safecheck.packs.computer_pack import ComputerPack, load_computer_pack
from safecheck.packs.devices_pack import DevicesPack, load_devices_pack
from safecheck.packs.loaded import Loaded
from safecheck.packs.rule_pack import Category, RulePack, load_shipped_rule_pack
from safecheck.packs.rule_set import RuleSet, combine
from safecheck.packs.settings_pack import SettingsPack, load_settings_pack

# What the chat list tells, and the lists of words that go with no one category; then a pack for each
# category.
CHAT_PACKS = ("chats.yaml", "words/contexts.yaml", *(f"words/{name}.yaml" for name in get_args(Category)))


@cache
def chat_packs() -> tuple[Loaded[RulePack], ...]:
    """Return the packs by which chats are rated."""
    return tuple(load_shipped_rule_pack(_file(name), name) for name in CHAT_PACKS)


@cache
def chat_rules() -> RuleSet:
    """Return the shipped packs together."""
    return combine(chat_packs())


@cache
def settings_pack() -> Loaded[SettingsPack]:
    """Return the pack about the account's settings."""
    return load_settings_pack(_file("settings.yaml"), "settings.yaml")


@cache
def devices_pack() -> Loaded[DevicesPack]:
    """Return the pack about devices."""
    return load_devices_pack(_file("devices.yaml"), "devices.yaml")


@cache
def computer_pack() -> Loaded[ComputerPack]:
    """Return the pack about Telegram Desktop on this computer."""
    return load_computer_pack(_file("computer.yaml"), "computer.yaml")


def pack_info() -> tuple[PackInfo, ...]:
    """Return id, version, date and SHA-256 of every shipped rule pack."""
    others = (settings_pack().info, devices_pack().info, computer_pack().info)
    return (*(loaded.info for loaded in chat_packs()), *others)


def _file(name: str) -> Traversable:
    return resources.files("safecheck").joinpath("data/rules", name)
