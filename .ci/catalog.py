"""Keep the message catalogues true to the source: `python .ci/catalog.py update` or `check`.

A developer tool; it needs Babel (in the [test] extra). The program itself reads only the committed .mo files.
`update` brings each .po up to date with the messages in the source, keeps every translation that still fits
and writes the .mo. `check` fails, naming the message, when anything is missing, fuzzy, left over or stale.
"""

import ast
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "safecheck"
LOCALES = PACKAGE / "data" / "locales"
DOMAIN = "safecheck"
TRANSLATED = ("nl",)  # English is the language of the message ids
# What marks a message: a method of the catalogue, whatever that is called, or one of these functions. `say`
# is the usual short name for a catalogue's gettext; a method of that name is something else.
METHODS = {"gettext": 1, "ngettext": 2}
FUNCTIONS = {"gettext": 1, "say": 1, "N_": 1, "ngettext": 2, "NN_": 2}

_PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?[-#0 +]*\d*(?:\.\d+)?([a-zA-Z])|%%")
_EDGES = re.compile(r"^(\s*).*?(\s*)$", re.DOTALL)

Id = tuple[str, ...]  # (singular,) or (singular, plural)


class Messages(Catalog):
    """A catalogue whose header holds nothing that changes by itself: no dates, no Babel version."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header that gettext needs, and no more."""
        return [
            ("Project-Id-Version", "safecheck"),
            ("Language", str(self.locale_identifier)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", f"nplurals={self.num_plurals}; plural={self.plural_expr};"),
        ]


def _id(message: Message) -> Id:
    return tuple(message.id) if isinstance(message.id, tuple | list) else (message.id,)


def _forms(message: Message) -> Id:
    text = message.string
    return tuple(text) if isinstance(text, tuple | list) else (text or "",)


def placeholders(text: str) -> tuple[str, ...]:
    """Return the placeholders of a message: named ones by name and type, unnamed ones in their order."""
    found = [match for match in _PLACEHOLDER.finditer(text) if match[2]]
    named = sorted({f"%({match[1]}){match[2]}" for match in found if match[1]})
    return (*named, *(f"%{match[2]}" for match in found if not match[1]))


def _edges(text: str) -> tuple[str, ...]:
    match = _EDGES.match(text)
    return match.groups() if match else ()


def extracted(package: Path = PACKAGE) -> dict[Id, list[str]]:
    """Return every message of the package's source with the files it stands in, both sorted.

    Raises ValueError when one singular is used with two plurals, which no catalogue can hold.
    """
    found: dict[Id, set[str]] = {}
    plural_of: dict[str, Id] = {}
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package.parent).as_posix()
        for ident in _marked(ast.parse(path.read_bytes(), str(path))):
            if len(ident) > 1 and plural_of.setdefault(ident[0], ident) != ident:
                raise ValueError(f"{name}: the message {ident[0]!r} has two different plurals")
            found.setdefault(ident, set()).add(name)
    for ident in [one for one in found if len(one) == 1 and one[0] in plural_of]:
        found[plural_of[ident[0]]] |= found.pop(ident)  # a plural message also answers for its singular alone
    return {ident: sorted(found[ident]) for ident in sorted(found)}


def _marked(tree: ast.AST) -> Iterator[Id]:
    """Yield the messages of one module: calls of a marking function whose arguments are literals."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute):
            count = METHODS.get(node.func.attr, 0)
        else:
            count = FUNCTIONS.get(node.func.id, 0) if isinstance(node.func, ast.Name) else 0
        texts = [
            one.value
            for one in node.args[:count]
            if isinstance(one, ast.Constant) and isinstance(one.value, str)
        ]
        if count and len(texts) == count and texts[0]:
            yield tuple(texts)


def _po(lang: str, locales: Path) -> Path:
    return locales / lang / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(lang: str, locales: Path = LOCALES) -> Catalog:
    """Return the committed .po of a language; an empty catalogue if there is none yet."""
    path = _po(lang, locales)
    if not path.exists():
        return Catalog(locale=lang)
    with path.open("rb") as stream:
        return read_po(stream, locale=lang, abort_invalid=True)


def compiled(catalog: Catalog, lang: str) -> bytes:
    """Return the .mo of a catalogue: the same bytes for the same messages, whatever the version of Babel."""
    fixed = Messages(locale=lang, charset="utf-8", fuzzy=False)
    for message in sorted((one for one in catalog if one.id), key=_id):
        fixed.add(message.id, message.string)
    stream = io.BytesIO()
    write_mo(stream, fixed)
    return stream.getvalue()


def update(package: Path = PACKAGE, locales: Path = LOCALES) -> None:
    """Write every language's .po and .mo anew from the source, keeping translations that still fit."""
    messages = extracted(package)
    for lang in TRANSLATED:
        known = {_id(one): one for one in read(lang, locales) if one.id}
        fresh = Messages(locale=lang, charset="utf-8", fuzzy=False)
        fresh.header_comment = (
            "# What safecheck says, in this language. Write with: python .ci/catalog.py update"
        )
        for ident, files in messages.items():
            old = known.get(ident)
            fresh.add(
                ident if len(ident) > 1 else ident[0],
                old.string if old else None,
                locations=[(name, 1) for name in files],
                flags=old.flags if old else (),
                user_comments=old.user_comments if old else (),
            )
        path = _po(lang, locales)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as stream:
            write_po(stream, fresh, width=100, sort_output=True, include_lineno=False, ignore_obsolete=True)
        path.with_suffix(".mo").write_bytes(compiled(fresh, lang))


def problems(package: Path = PACKAGE, locales: Path = LOCALES) -> Iterator[str]:
    """Yield one sentence for everything that is wrong with the committed catalogues."""
    messages = extracted(package)
    for lang in TRANSLATED:
        catalog = read(lang, locales)
        known = {_id(one): one for one in catalog if one.id}
        for ident, files in messages.items():
            if ident not in known:
                yield f"{lang}: missing (from {', '.join(files)}): {ident[0]!r}"
        for ident, message in known.items():
            if ident not in messages:
                yield f"{lang}: not in the source any more: {ident[0]!r}"
                continue
            yield from (f"{lang}: {problem}: {ident[0]!r}" for problem in _wrong(ident, message))
        yield from (f"{lang}: obsolete entry: {_id(one)[0]!r}" for one in catalog.obsolete.values())
        mo = _po(lang, locales).with_suffix(".mo")
        if not mo.exists() or mo.read_bytes() != compiled(catalog, lang):
            yield f"{lang}: {mo.name} is not what the .po compiles to; run: python .ci/catalog.py update"


def _wrong(ident: Id, message: Message) -> Iterator[str]:
    forms = _forms(message)
    if message.fuzzy:
        yield "fuzzy"
    if not all(forms) or len(forms) != len(ident):
        yield "not translated"
        return
    # The form for one may leave the number out ("one chat"), in either language.
    allowed = {0: {placeholders(one) for one in ident}, 1: {placeholders(ident[-1])}}
    for number, form in enumerate(forms):
        if placeholders(form) not in allowed[number]:
            yield f"different placeholders in the translation {form!r}"
        if _edges(form) != _edges(ident[number]):
            yield f"different blanks at the edges of the translation {form!r}"


def main(arguments: list[str]) -> int:
    """Run one of the two commands; 1 means that `check` found something."""
    if arguments == ["update"]:
        update()
        return 0
    if arguments == ["check"]:
        found = list(problems())
        sys.stderr.writelines(f"{line}\n" for line in found)
        return 1 if found else 0
    sys.stderr.write("usage: python .ci/catalog.py update|check\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
