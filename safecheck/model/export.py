"""What is to be known of an export of Telegram Desktop, beside the chats and devices that it names."""

from datetime import datetime
from typing import Literal, get_args

import msgspec

# The groups and channels of an export, by the words that Telegram Desktop uses for them there.
ChatType = Literal[
    "private_group", "private_supergroup", "public_supergroup", "private_channel", "public_channel"
]
CHAT_TYPES: tuple[ChatType, ...] = get_args(ChatType)


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """One export. `scope`: of a whole account, or of one chat.

    `types` are those of the groups and channels in it. Of a type that is missing nobody knows whether there
    is none, or whether it was not ticked. `newest` is the latest moment that it names: it was made then or
    later. `passed_over` counts entries that could not be understood. `media_beside` is True if folders lie
    beside it in which Telegram Desktop puts pictures and other files; they are never looked into."""

    scope: Literal["account", "chat"]
    types: tuple[ChatType, ...] = ()
    newest: datetime | None = None
    passed_over: int = 0
    media_beside: bool = False
