"""Progress as events: what is being read, how far, how many requests, waiting until when."""

from collections.abc import Callable
from datetime import datetime
from typing import Literal

import msgspec

Stage = Literal[
    "connect", "sign_in", "settings", "devices", "chats", "probes", "changes", "sign_out", "export"
]


class Progress(msgspec.Struct, frozen=True):
    """`done` of `total` (None until known) for `stage`; `requests` sent so far in this run. Of an `export`
    they are megabytes.

    `waiting_until` is set while Telegram asks to wait; `finished` when the stage is over.
    """

    stage: Stage
    done: int = 0
    total: int | None = None
    requests: int = 0
    waiting_until: datetime | None = None
    finished: bool = False


ProgressListener = Callable[[Progress], None]


def ignore_progress(event: Progress) -> None:
    """Listen to nothing."""
