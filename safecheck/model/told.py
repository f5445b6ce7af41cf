"""What a person said about a device: how its switches stand, and which language its app speaks."""

from typing import Literal

import msgspec

Position = Literal["on", "off", "dont_know"]


class Told(msgspec.Struct, frozen=True):
    """What the user told about one device.

    `device_id` names it where it was told to safecheck itself; the owner of a practice account speaks of
    devices by `device_name`. `auto_download` is the one-word answer; `switches` are answers about single
    switches, by the ids of the app's download profile, and count before it. `app_language` is the code of the
    language that the app's menus are in, as Telegram's language packs name it ("" if nothing was said). `app`
    is the download profile of the app, where a session does not tell which of two apps it runs ("" if nothing
    was said). `told_on` is the day (ISO date), "" for a practice account.
    """

    device_name: str = ""
    auto_download: Position = "dont_know"
    device_id: str = ""
    switches: dict[str, Position] = {}
    app_language: str = ""
    told_on: str = ""
    app: str = ""
