"""Read one YAML data file into a typed value, or say in one sentence what is wrong, where.

Stricter than YAML itself: duplicate keys are refused, only `true` and `false` are booleans (YAML's `no` would
become False), and dates stay text. The types refuse unknown keys and wrong values.
"""

import os
import re
import stat
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from safecheck.model.errors import BadInputError
from safecheck.model.text import N_, clean

T = TypeVar("T")

MAX_BYTES = 4 * 1024 * 1024  # no data file of ours, and no sensible pack, is near this


class DataFileError(BadInputError):
    """A data file cannot be used. `file`, `line` (from 1, 0 = the file as a whole) and `key` say where.

    The sentence may use these three and whatever else `values` gives; strings are cleaned here.
    """

    def __init__(self, message: str, *, file: str, line: int = 0, key: str = "", **values: str | int) -> None:
        shown = {
            name: clean(value, 300) if isinstance(value, str) else value for name, value in values.items()
        }
        super().__init__(message, file=clean(file), line=line, key=clean(key or "-"), **shown)
        self.file = file
        self.line = line
        self.key = key or "-"


class UnreadableFileError(DataFileError):
    """The system does not let safecheck read a file; what is in it is not known."""


def problem_at(file: str, line: int, key: str, problem: str) -> DataFileError:
    """Return the error for what a check says of one place. `problem` is English and is shown in quotes."""
    if not line:
        message = N_("%(file)s holds nothing. Fill it and try again.")
    elif key:
        message = N_(
            "%(file)s, line %(line)d, key %(key)s: this does not fit. The check says: “%(problem)s”. "
            "Correct it and try again."
        )
    else:
        message = N_(
            "%(file)s, line %(line)d: this does not fit. The check says: “%(problem)s”. "
            "Correct it and try again."
        )
    return DataFileError(message, file=file, line=line, key=key, problem=problem.rstrip("."))


MAX_DEPTH = 40  # the deepest file of ours has 8 levels
_BRACKETS = re.compile(r"[\[\]{}]")
_DEEP_LINE = re.compile(rf"^(?: {{{2 * MAX_DEPTH},}}|(?:[-?]\s+){{{MAX_DEPTH},}})", re.MULTILINE)

_BaseLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_BaseLoader):  # type: ignore[misc] # the base is chosen at run time: C where it exists
    """SafeLoader without YAML 1.1's surprises."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own class attribute


for _tag, _pattern, _first in (
    ("tag:yaml.org,2002:bool", r"^(?:true|false)$", "tf"),
    ("tag:yaml.org,2002:null", r"^(?:~|null|)$", ["~", "n", ""]),
    ("tag:yaml.org,2002:int", r"^-?(?:0|[1-9][0-9_]*)$", "-0123456789"),
    ("tag:yaml.org,2002:float", r"^-?[0-9][0-9_]*\.[0-9]+(?:e[+-]?[0-9]+)?$", "-0123456789"),
):
    _Loader.add_implicit_resolver(_tag, re.compile(_pattern), list(_first))


class _MappingError(yaml.MarkedYAMLError):
    """A mapping that YAML allows and we do not; `message` and `key` make the sentence about it."""

    def __init__(self, message: str, node: yaml.Node, key: str = "") -> None:
        super().__init__(problem_mark=node.start_mark)
        self.message = message
        self.key = key


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    result: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, str | int | float | bool):
            raise _MappingError(
                N_("%(file)s, line %(line)d: a key must be plain text. Correct it and try again."), key_node
            )
        if key in result:  # the later one would win silently
            raise _MappingError(
                N_("%(file)s, line %(line)d: the key “%(name)s” stands here twice. Remove one of the two."),
                key_node,
                str(key),
            )
        result[key] = loader.construct_object(value_node, deep=True)
    return result


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def _nesting(text: str, file: str) -> None:
    """Refuse a text that nests too deeply: YAML's own parser would exhaust the stack of the process.

    Counting events is exact but slow, so it is done only where the text could nest that deep at all.
    """
    open_brackets = deepest = 0
    for bracket in _BRACKETS.findall(text):
        open_brackets += 1 if bracket in "[{" else -1
        deepest = max(deepest, open_brackets)
    if deepest <= MAX_DEPTH and not _DEEP_LINE.search(text):
        return
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    raise _too_deep(event.start_mark, file)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.MarkedYAMLError as error:
        # The parser reads ahead, and since PyYAML 6.0.4 has a bound of its own.
        if "maximum nesting depth" not in str(error.problem):
            raise
        raise _too_deep(error.problem_mark or error.context_mark, file) from None


def _too_deep(mark: Any, file: str) -> DataFileError:
    message = N_("%(file)s, line %(line)d: this nests too deeply. Correct it and try again.")
    return DataFileError(message, file=file, line=mark.line + 1 if mark else 0)


def parse(text: str, file: str) -> Any:
    """Return the plain value of a YAML text. Raises DataFileError with file and line."""
    try:
        _nesting(text, file)
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader subclass
    except _MappingError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise DataFileError(error.message, file=file, line=line, name=error.key) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise DataFileError(
            N_(
                "%(file)s, line %(line)d: this is not YAML. The parser says: “%(problem)s”. "
                "Correct it and try again."
            ),
            file=file,
            line=mark.line + 1 if mark else 1,
            problem=str(error.problem or "?"),
        ) from None
    except yaml.YAMLError as error:
        raise DataFileError(
            N_("%(file)s is not YAML. The parser says: “%(problem)s”. Correct it and try again."),
            file=file,
            problem=str(error),
        ) from None


def convert(value: Any, kind: type[T], text: str, file: str) -> T:
    """Return `value` (parsed from `text`) as `kind`. Raises DataFileError with file, line and key."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        problem, _, path = str(error).partition(" - at `")
        path = path.removeprefix("key` in `")  # it is the name of a key that does not fit
        key = path.rstrip("`").removeprefix("$").removeprefix(".")
        unknown = re.search(r"unknown field `([^`]+)`", problem)
        if unknown:
            key = f"{key}.{unknown[1]}".removeprefix(".")
        raise problem_at(file, line_of(text, key), key, problem) from None


def line_of(text: str, key: str) -> int:
    """Return the line (from 1) where `key`, a path such as `rules[2].level`, stands in a YAML text."""
    node: Any = yaml.compose(text, Loader=_Loader)
    line: int = node.start_mark.line + 1 if node is not None else 0
    whole = isinstance(node, yaml.MappingNode) and any(each.value == key for each, _ in node.value)
    for part in [key] if whole else re.findall(r"[^.\[\]]+", key):
        if isinstance(node, yaml.SequenceNode) and part.isdigit() and int(part) < len(node.value):
            node = node.value[int(part)]
        elif isinstance(node, yaml.MappingNode):
            for key_node, value_node in node.value:
                if key_node.value == part:
                    line = key_node.start_mark.line + 1
                    node = value_node
                    break
            else:
                break
            continue
        else:
            break
        line = node.start_mark.line + 1
    return line


def read_text(path: Path | Traversable, file: str | None = None) -> str:
    """Return the text of a data file. Raises DataFileError if it cannot be read as UTF-8 text.

    Only an ordinary file is opened: a pipe could keep the program waiting for ever.
    """
    name = file or str(path)
    try:
        if isinstance(path, Path) and not stat.S_ISREG(mode := os.stat(path).st_mode):
            if stat.S_ISDIR(mode):
                raise IsADirectoryError
            raise UnreadableFileError(N_("%(file)s cannot be read: it is not an ordinary file."), file=name)
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise _unread(name, error) from None
    if len(data) > MAX_BYTES:
        raise DataFileError(N_("%(file)s is too large: safecheck reads files of at most 4 MiB."), file=name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise DataFileError(
            N_("%(file)s is not UTF-8 text. Save it as UTF-8 and try again."), file=name
        ) from None


def _unread(file: str, error: OSError) -> UnreadableFileError:
    match error:
        case FileNotFoundError():
            return UnreadableFileError(N_("%(file)s cannot be read: there is no such file."), file=file)
        case IsADirectoryError():
            return UnreadableFileError(N_("%(file)s cannot be read: it is a folder."), file=file)
        case PermissionError():
            return UnreadableFileError(
                N_("%(file)s cannot be read: you have no right to read it."), file=file
            )
    return UnreadableFileError(
        N_("%(file)s cannot be read. The system says: “%(reason)s”."),
        file=file,
        reason=error.strerror or str(error),
    )


def load(path: Path | Traversable, kind: type[T], file: str | None = None) -> T:
    """Return the file at `path` as a value of `kind`. Raises DataFileError with file, line and key."""
    name = file or str(path)
    text = read_text(path, name)
    return convert(parse(text, name), kind, text, name)
