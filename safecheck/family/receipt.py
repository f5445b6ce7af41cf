"""The owner's receipt: that there was a yes, for what, and how it ended. A closed list of fields (G19).

No name, no chat, no device, no age, nobody's number and no digest of anything: nothing in it depends on what
was found, and whoever finds the file learns no more than that safecheck was used on that day.
"""

from datetime import date
from typing import Literal

import msgspec
import yaml

from safecheck import __version__
from safecheck.family.scope import Scope
from safecheck.model.errors import BadInputError
from safecheck.model.text import N_, Lang, clean
from safecheck.packs import yaml_file
from safecheck.packs.family_pack import FamilyPack
from safecheck.packs.header import Day, Part, Version

Kept = Literal["nothing", "a file that the owner saved"]


class LookedAt(Part, frozen=True, kw_only=True):
    """The scope. Private chats are counted where groups and channels are looked at, and never named."""

    groups_and_channels: bool
    devices: bool
    who_added: bool


class Receipt(Part, frozen=True, kw_only=True):
    """Everything a receipt can say. `kept` is what stays on the computer beside this file: nothing, unless
    the owner had what is shown saved. Where that lies is not said: who made a receipt up could have another
    file removed."""

    receipt: Literal["safecheck, together"]
    schema: Literal[1]
    version: Version
    day: Day
    looked_at: LookedAt
    the_owner_chose_what_is_shown: Literal[True]
    signed_out: bool
    kept: Kept


def receipt(scope: Scope, day: date, *, signed_out: bool, saved: bool = False) -> Receipt:
    """Return the receipt of one check together. `signed_out`: Telegram confirmed it; `saved`: the owner had
    what is shown written to a file."""
    return Receipt(
        receipt="safecheck, together",
        schema=1,
        version=__version__,
        day=day.isoformat(),
        looked_at=LookedAt(
            groups_and_channels=scope.groups_and_channels, devices=scope.devices, who_added=scope.who_added
        ),
        the_owner_chose_what_is_shown=True,
        signed_out=signed_out,
        kept="a file that the owner saved" if saved else "nothing",
    )


def receipt_text(made: Receipt, pack: FamilyPack, lang: Lang) -> str:
    """Return the receipt as the text of its file: YAML, with plain words before it."""
    lines = [f"# {line.of(lang)}" for line in pack.receipt]
    values = yaml.safe_dump(msgspec.to_builtins(made), sort_keys=False, allow_unicode=True)
    return "\n".join([*lines, values])


def parse_receipt(text: str, file: str) -> Receipt:
    """Return the receipt in a file's text. Raises BadInputError for anything that is not one."""
    try:
        return yaml_file.convert(yaml_file.parse(text, file), Receipt, text, file)
    except yaml_file.DataFileError:
        raise BadInputError(
            N_("%(file)s is not a receipt that safecheck made, or it was changed. Nothing was removed."),
            file=clean(file, 300),
        ) from None
