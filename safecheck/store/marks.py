"""How a person marked chats, kept if they want that: each chat's number, the mark and the day, no name."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from safecheck.model.marks import ChatMark, Mark
from safecheck.store.kept_file import KeptFile

MOST = 20_000  # chats; no account has as many

_ChatId = Annotated[str, Meta(pattern=r"^-?[0-9]{1,20}$")]
_Day = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\d$")]

_HEAD = (
    "# How you marked groups and channels in safecheck. It changes no result.\n"
    "# To throw this away: safecheck answers forget\n"
)


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    chat: _ChatId
    mark: Mark
    marked_on: _Day


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    schema: Literal[1]
    marks: Annotated[tuple[_Kept, ...], Meta(max_length=MOST)]


class MarkFile(KeptFile):
    """The file at `path`. Nothing is written before `keep`."""

    def read(self) -> tuple[ChatMark, ...]:
        """Return what is kept, nothing without a file. Raises like `parsed`."""
        kept = self.parsed(_File, _problems)
        if kept is None:
            return ()
        return tuple(ChatMark(one.chat, one.mark, one.marked_on) for one in kept.marks)

    def keep(self, marks: Sequence[ChatMark], of: Collection[str]) -> None:
        """Keep these, and nothing else about the chats with the ids `of`; without a mark there is no file.
        Raises BadInputError with one sentence; what was in the file is there still."""
        kept = {mark.chat_id: mark for mark in self.read() if mark.chat_id not in of}
        kept.update({mark.chat_id: mark for mark in marks})
        if not kept:
            self.remove()
            return
        entries = [
            msgspec.convert({"chat": one.chat_id, "mark": one.mark, "marked_on": one.marked_on}, _Kept)
            for one in kept.values()
        ]
        self.write(_HEAD, msgspec.to_builtins(_File(1, tuple(entries[-MOST:]))))


def _problems(file: _File) -> Iterator[tuple[str, str]]:
    """Yield each problem as the key where it stands and a sentence."""
    seen: set[str] = set()
    for number, one in enumerate(file.marks):
        if one.chat in seen:
            yield f"marks[{number}].chat", f"the chat {one.chat} stands here twice"
        seen.add(one.chat)
        try:
            date.fromisoformat(one.marked_on)
        except ValueError:
            yield f"marks[{number}].marked_on", f"there is no day {one.marked_on}"
