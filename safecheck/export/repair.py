"""What Telegram Desktop writes is not always JSON: this makes it so, piece by piece, before it is parsed.

A control character in a text comes out as `\x0b`, which no JSON parser takes (tdesktop 6.1.2,
export_output_json.cpp, SerializeString); it becomes `\u000b`. A file that went through another program may
hold bytes that are no UTF-8, or half of a surrogate pair. A parser stops at the one and hides the other, so
both become `Repair.mark`: whoever reads a text with it knows that the text is damaged, and the rest is read.
"""

import codecs
import re
import secrets
from collections.abc import Iterable, Iterator

_BOM = codecs.BOM_UTF8
_PAIR = 12  # bytes of a surrogate pair as JSON writes it
_ESCAPE = re.compile(
    rb"\\(?:"
    rb"(?P<control>x[0-9A-Fa-f]{2})"
    rb"|(?P<pair>u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    rb"|(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})"
    rb"|.)",
    re.DOTALL,
)
_NO_UTF8 = re.compile("[\udc80-\udcff]")
_HIGH_HALF = re.compile(rb"\\u[dD][89abAB][0-9a-fA-F]{2}")


class Repair:
    """Repairs one file. `mark` cannot be guessed, so that nobody can write a name that looks damaged and is
    passed over for it."""

    def __init__(self) -> None:
        self.mark = f"<{secrets.token_hex(8)}>"
        self._mark = self.mark.encode()

    def pieces(self, raw: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the bytes of `raw` as UTF-8 in which every escape is one that JSON knows, or none at all.
        What is held back for the next piece is no longer than an escape, however many backslashes precede
        it."""
        decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        held = b""
        for piece in _without_bom(raw):
            whole, held = _cut(held + self._utf8(decoder, piece, final=False))
            yield self._escapes(whole)
        yield self._escapes(held + self._utf8(decoder, b"", final=True))

    def _utf8(self, decoder: codecs.IncrementalDecoder, piece: bytes, *, final: bool) -> bytes:
        if piece.isascii() and not decoder.getstate()[0]:
            return piece
        text = decoder.decode(piece, final)
        try:
            return text.encode()
        except UnicodeEncodeError:  # what stands for a byte that is no UTF-8
            return _NO_UTF8.sub(self.mark, text).encode()

    def _escapes(self, piece: bytes) -> bytes:
        if b"\\x" in piece or b"\\ud" in piece or b"\\uD" in piece:
            return _ESCAPE.sub(self._escape, piece)
        return piece

    def _escape(self, found: re.Match[bytes]) -> bytes:
        if found["control"]:
            return b"\\u00" + found["control"][1:]
        return self._mark if found["half"] else found[0]


def _without_bom(raw: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the bytes of `raw` but for a mark of the byte order, with which other programs begin a file."""
    pieces, head = iter(raw), b""
    for piece in pieces:
        head += piece
        if len(head) >= len(_BOM):
            break
    yield head.removeprefix(_BOM)
    yield from pieces


def _cut(data: bytes) -> tuple[bytes, bytes]:
    """Split off the end, from the first backslash on with which an escape may begin that is not whole."""
    at = data.find(b"\\", max(0, len(data) - _PAIR + 1))
    if at < 0:
        return data, b""
    at = _run_start(data, at)
    if at >= _PAIR // 2 and _HIGH_HALF.fullmatch(data, at - _PAIR // 2, at):  # the middle of a pair
        at = _run_start(data, at - _PAIR // 2)
    return data[:at], data[at:]


def _run_start(data: bytes, at: int) -> int:
    """Return where the backslashes begin that end at `at`: nowhere else is it known which of them escapes."""
    return len(data[:at].rstrip(b"\\"))
