"""The base of every part of a scenario file, and the numbers in it: ages are days, sizes bytes."""

from typing import Annotated

import msgspec
from msgspec import Meta

Id = Annotated[int, Meta(gt=0)]
Count = Annotated[int, Meta(ge=0)]
Days = Annotated[float, Meta(ge=0)]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """Base of every part of a scenario file: immutable, unknown keys refused."""
