"""What a person told about devices, kept if they want that: one file of their own, dated, without names.

A device is known by its id alone, a digest of Telegram's number for the session.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from safecheck.model.downloads import ProfileId
from safecheck.model.text import clean
from safecheck.model.told import Position, Told
from safecheck.store.kept_file import KeptFile

MOST = 500  # devices; no account has as many

_DeviceId = Annotated[str, Meta(pattern=r"^[0-9a-f]{12}$")]
_Day = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\d$")]
_Language = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{1,40}$")]
_SWITCH_ID = re.compile(r"[a-z][a-z_]{0,30}(\.[a-z][a-z_]{0,30}){0,2}")


class _Kept(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    device: _DeviceId
    told_on: _Day
    app: ProfileId | None = None
    app_language: _Language | None = None
    switches: Annotated[dict[str, Literal["on", "off"]], Meta(max_length=200)] = {}


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    schema: Literal[1]
    answers: Annotated[tuple[_Kept, ...], Meta(max_length=MOST)]


class AnswerFile(KeptFile):
    """The file at `path`. Nothing is written before `keep`."""

    def read(self) -> tuple[Told, ...]:
        """Return what is kept, nothing without a file. Raises like `parsed`."""
        kept = self.parsed(_File, _problems)
        if kept is None:
            return ()
        return tuple(
            Told(
                device_id=one.device,
                switches=dict[str, Position](one.switches),
                app_language=one.app_language or "",
                told_on=one.told_on,
                app=one.app or "",
            )
            for one in kept.answers
        )

    def keep(self, entries: Sequence[Told]) -> None:
        """Keep these, each in place of what was kept about its device; an entry that says nothing is kept no
        longer. Raises BadInputError with one sentence; what was in the file is there still."""
        told = {entry.device_id: entry for entry in (*self.read(), *entries) if entry.device_id}
        self._write([entry for entry in told.values() if entry.switches or entry.app_language or entry.app])

    def forget(self, devices: Collection[str]) -> None:
        """Keep nothing more about these devices. Raises like `keep`."""
        self._write([entry for entry in self.read() if entry.device_id not in devices])

    def _write(self, entries: Sequence[Told]) -> None:
        if not entries:
            self.remove()
            return
        self.write(_HEAD, msgspec.to_builtins(_File(1, tuple(map(_kept, entries[-MOST:])))))


_HEAD = (
    "# What you told safecheck about your devices. It asks again after 90 days.\n"
    "# To throw this away: safecheck answers forget\n"
)


def _kept(entry: Told) -> _Kept:
    return msgspec.convert(
        {
            "device": entry.device_id,
            "told_on": entry.told_on,
            "app": entry.app or None,
            "app_language": entry.app_language or None,
            "switches": {id: at for id, at in entry.switches.items() if at != "dont_know"},
        },
        _Kept,
    )


def _problems(file: _File) -> Iterator[tuple[str, str]]:
    """Yield each problem as the key where it stands and a sentence."""
    seen: set[str] = set()
    for number, one in enumerate(file.answers):
        if one.device in seen:
            yield f"answers[{number}].device", f"the device {one.device} stands here twice"
        seen.add(one.device)
        if strange := [id for id in one.switches if not _SWITCH_ID.fullmatch(id)]:
            yield f"answers[{number}].switches", f"no switch is named {clean(strange[0], 40)}"
        try:
            date.fromisoformat(one.told_on)
        except ValueError:
            yield f"answers[{number}].told_on", f"there is no day {one.told_on}"
