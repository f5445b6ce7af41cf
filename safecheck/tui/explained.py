"""What `?` says: paragraphs, some of which hold only where something is possible."""

from typing import Literal, NamedTuple

from safecheck.model.text import N_


class Only(NamedTuple):
    """A paragraph for where this is so of the app: `notes` (something can be told, marked or kept),
    `can_change` (something can be changed) or `shows_chats` (what is shown has chats in it). Of keys that do
    nothing, nothing is said."""

    when: Literal["notes", "can_change", "shows_chats"]
    text: str


CLOSER_LOOK = Only(
    "notes",
    N_(
        "With n, where it is offered, safecheck asks Telegram more about single chats: what they say they"
        " are, who added you, and how many photos and videos they hold. Nothing is opened for that."
    ),
)
