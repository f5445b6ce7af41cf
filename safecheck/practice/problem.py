"""What does not fit in a scenario, before it is known in which file and line it stands."""

from typing import NamedTuple


class Problem(NamedTuple):
    """What does not fit: the key it stands at, and a message id with its values.

    The sentence names the place itself, with `file`, `line` and `key`; whoever knows the file fills those in.
    """

    key: str
    message: str
    values: dict[str, str | int] = {}  # noqa: RUF012 - a NamedTuple's default, never changed
