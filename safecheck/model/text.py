"""Texts in both languages, and strangers' text that must never be shown raw."""

import unicodedata
from typing import Literal

import msgspec

Lang = Literal["en", "nl"]
LANGUAGES: tuple[Lang, ...] = ("en", "nl")


def N_(message: str) -> str:  # noqa: N802 - the field's own name for "extract this message, translate it later"
    """Mark a literal as a message id of the catalogue; the face that shows it translates it."""
    return message


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One text in every language of the product, as packs and guides carry it inline."""

    en: str
    nl: str

    def of(self, lang: Lang) -> str:
        """Return the text in `lang`."""
        return self.nl if lang == "nl" else self.en


class UntrustedText(msgspec.Struct, frozen=True):
    """A string that a stranger wrote: a title, a public name, the reason of a restriction.

    Rules look at `raw`; whatever is shown or written goes through `clean`. Turning it into a string by
    accident (f-string, print, log) raises TypeError, so a forgotten `clean` fails loudly in tests (P8).
    """

    raw: str

    def __str__(self) -> str:
        raise TypeError("strangers' text must go through safecheck.model.text.clean")

    def __format__(self, format_spec: str) -> str:
        raise TypeError("strangers' text must go through safecheck.model.text.clean")


MAX_COMBINING = 3
_ELLIPSIS = "…"
_REPLACEMENT = "\ufffd"
# Letters and symbols that draw nothing: they make a title look empty or like another one.
_INVISIBLE = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f")


def clean(text: UntrustedText | str, limit: int = 120) -> str:
    """Return `text` as one harmless visible line of at most `limit` characters, "" if nothing is left.

    Line breaks and tabs become spaces; format characters (bidi, zero-width, tags) go, but for a joiner
    between two visible characters, which emoji and some scripts need; control characters, surrogates,
    private-use and unassigned code points become U+FFFD; stacks of combining marks are cut; blanks are
    folded. The result never holds a byte that a terminal, HTML page or log would act upon by itself (P8);
    markup of the output format still has to be escaped by the writer of that format.
    """
    line = text.raw if isinstance(text, UntrustedText) else text
    # Nearly every string of a report is plain ASCII, of which the long way round would keep every character.
    if not (line.isascii() and line.isprintable()):
        line = _harmless(line)
    line = " ".join(line.split()).strip("\u200d ")
    if len(line) > limit:
        line = line[: limit - 1].rstrip("\u200d ") + _ELLIPSIS
    return line


def _harmless(raw: str) -> str:
    kept: list[str] = []
    marks = 0
    for char in raw:
        category = unicodedata.category(char)
        if char in "\t\n\r\v\f\u0085" or category in ("Zs", "Zl", "Zp"):
            marks = 0
            kept.append(" ")
        elif category == "Cf" or char in _INVISIBLE:
            if char == "\u200d" and kept and not kept[-1].isspace():
                kept.append(char)
        elif category in ("Cc", "Cs", "Co", "Cn"):
            marks = 0
            kept.append(_REPLACEMENT)
        elif category.startswith("M"):
            marks += 1
            if marks <= MAX_COMBINING:
                kept.append(char)
        else:
            marks = 0
            kept.append(char)
    return "".join(kept)
