"""What the owner lets safecheck look at, chosen before anything is read (G14, issue 7)."""

from typing import Literal

import msgspec

ScopePart = Literal["groups_and_channels", "devices", "who_added"]
SCOPE_PARTS: tuple[ScopePart, ...] = ("groups_and_channels", "devices", "who_added")

# The settings of the account without which there would be no step for it; facts of AccountSettings. What only
# tells something of a person (folders, calls, websites, bots, notifications) is not among them.
NEEDED_SETTINGS = frozenset(
    {
        "auto_download",
        "save_to_gallery",
        "sensitive_content",
        "who_can_add_me",
        "who_finds_me",
        "phone_number",
        "newcomers",
        "two_step",
        "app_config",
    }
)


class Scope(msgspec.Struct, frozen=True):
    """The owner's choice. Groups and channels stand for their names and numbers; `who_added` for whether the
    owner, a contact or somebody else brought the account into each (never who that was), which needs them.

    Private chats cannot be chosen: with groups and channels they are counted, and never named.
    """

    groups_and_channels: bool = True
    devices: bool = True
    who_added: bool = False

    def switched(self, part: ScopePart) -> "Scope":
        """Return the scope with one part the other way round. Who added someone has no meaning without the
        chats: the one brings the other, or takes it away."""
        changed = msgspec.structs.replace(self, **{part: not getattr(self, part)})
        if part == "who_added" and changed.who_added:
            return msgspec.structs.replace(changed, groups_and_channels=True)
        if not changed.groups_and_channels:
            return msgspec.structs.replace(changed, who_added=False)
        return changed
