"""Damages profiles at random, at any layer with the layers around it whole, and reads them under watch."""

import re
from pathlib import Path
from random import Random
from typing import get_args

import msgspec

from safecheck.i18n.catalog import load
from safecheck.model.fact import Fact, Unknown
from safecheck.model.local import Installation
from safecheck.model.text import LANGUAGES
from tests.desktop import tdata
from tests.desktop.reading import read
from tests.desktop.watched import Seen, watched

LAYERS: tuple[tdata.Layer, ...] = get_args(tdata.Layer)
FAMILIES = (*tdata.READ_EXACTLY, *tdata.LEGACY, tdata.TOO_OLD)
PASSCODE = "appel-42"
_MAY_BE_OPENED = re.compile(r"(settings|key_data)[s01]|[0-9A-F]{16}/(map|[0-9A-F]{16})[s01]")
_MAY_BE_LISTED = re.compile(r"user_data(#\d)?/(media_)?cache(/.*)?|temp_data(#\d)?(/.*)?")
_NUMBERS = (
    b"\0\0\0\0",
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff",
    b"\x80\0\0\0",
    b"\0\0\0\x4b",
    b"\0\0\0\x01",
)


def damaged(data: bytes, random: Random) -> bytes:
    """Return bytes that are not quite these."""
    made = bytearray(data)
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(made) + 1)
        some = random.randrange(1, 40)
        way = random.randrange(8)
        if way == 0:
            del made[at:]
        elif way == 1:
            del made[at : at + some]
        elif way == 2:
            made[at:at] = random.randbytes(some)
        elif way == 3:
            made[at : at + 4] = random.choice(_NUMBERS)
        elif way == 4:
            made[at:at] = made[at : at + some]
        elif way == 5 and at < len(made):
            made[at] ^= 1 << random.randrange(8)
        elif way == 6:
            made[at & ~3 : (at & ~3) + 4] = tdata.i32(random.randrange(-3, 0x70))
        else:
            made[at : at + some] = random.randbytes(some)
    return bytes(made)


def damaged_profile(root: Path, random: Random) -> tdata.Layer:
    """Write a profile of any family with one layer damaged, and name the layer."""
    layer = random.choice(LAYERS)
    family = random.choice(FAMILIES)
    passcode = PASSCODE if random.randrange(50) == 17 else ""  # each takes a while
    family.write(
        root, passcode=passcode, change=lambda each, data: damaged(data, random) if each == layer else data
    )
    return layer


def read_under_watch(root: Path) -> Installation:
    """Read a profile, and see that nothing happened that may not, and that all of it can be said."""
    with watched() as seen:
        installation = read(root, PASSCODE)
    _check_steps(root, seen, installation)
    parts = (installation, *installation.accounts)
    facts = [value for part in parts for value in msgspec.structs.astuple(part) if isinstance(value, Fact)]
    unknown = [fact.value for fact in facts if isinstance(fact.value, Unknown)]
    notes = (*installation.notes, *(note for account in installation.accounts for note in account.notes))
    for lang in LANGUAGES:
        said = [*map(load(lang).reason, unknown), *map(load(lang).note, notes)]
        assert all("%(" not in sentence and sentence.isprintable() for sentence in said), said
    return installation


def _check_steps(root: Path, seen: Seen, installation: Installation) -> None:
    assert seen.else_done == []
    opened = [str(path.relative_to(root)) for path in seen.opened]
    assert [name for name in opened if not _MAY_BE_OPENED.fullmatch(name)] == []
    folder = installation.download_folder.value
    chosen = None if isinstance(folder, Unknown) else Path(folder.path.raw)
    for path in seen.listed:
        inside = path.is_relative_to(root) and _MAY_BE_LISTED.fullmatch(str(path.relative_to(root)))
        assert inside or (chosen is not None and path.is_relative_to(chosen)), path
