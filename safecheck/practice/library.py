"""The practice accounts: those that are shipped, by name, and files of one's own, by path.

A file may start from another one with `base:`, a shipped name or a path beside the file. Its keys replace
those of the base; `account`, `settings` and `faults` are merged key by key (one level deep), and its `chats`
come after those of the base. The chats that `generate:` asks for are made here, so that whoever uses a
scenario sees one list of chats.
"""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from safecheck.model.errors import BadInputError
from safecheck.model.text import N_, Words, clean
from safecheck.packs.yaml_file import DataFileError, convert, line_of, parse, read_text
from safecheck.practice.consistency import problems
from safecheck.practice.days import day_problems, on_day
from safecheck.practice.generate import generated_chats
from safecheck.practice.problem import Problem
from safecheck.practice.scenario import Scenario

DEFAULT = "individual"
SUFFIXES = (".yaml", ".yml")
_SHIPPED = files("safecheck") / "data" / "practice"
_MERGED = ("account", "settings", "faults")


class _Layer(NamedTuple):
    """One file of a chain of bases: its name for messages, its text, and its value as written."""

    file: str
    text: str
    value: dict[str, Any]


def names() -> tuple[str, ...]:
    """Return the names of the shipped practice accounts, the default first, the others by alphabet."""
    found = (entry.name.removesuffix(".yaml") for entry in _SHIPPED.iterdir() if entry.name.endswith(".yaml"))
    return tuple(sorted(found, key=lambda name: (name != DEFAULT, name)))


def abouts() -> tuple[tuple[str, Words, Words], ...]:
    """Return name, title and `about` of each shipped practice account, as `names` orders them."""
    return tuple((name, *_words(name)) for name in names())


def _words(name: str) -> tuple[Words, Words]:
    value = _read(_SHIPPED / f"{name}.yaml").value
    return msgspec.convert(value["title"], Words), msgspec.convert(value["about"], Words)


def load_scenario(name_or_path: str) -> Scenario:
    """Return a shipped practice account, or the one in a YAML file.

    A value with a path separator, or that ends in .yaml or .yml, is a path. In the result the base has been
    followed (`base` is None) and `chats` holds the generated chats too (`generate` is None); an account of
    many days is as on the last of them (`days` is None). Raises BadInputError for an unknown name, and
    DataFileError with file, line and key for a wrong file.
    """
    scenario = load_days(name_or_path)
    return scenario if scenario.days is None else on_day(scenario, scenario.days.count)


def load_days(name_or_path: str) -> Scenario:
    """Return a practice account as `load_scenario` does, but with all its `days` if it has any: see
    `safecheck.practice.days`."""
    layers = _layers(name_or_path)
    scenario = convert(_merged(layers), Scenario, layers[0].text, layers[0].file)
    for problem in problems(scenario):
        raise _refused(layers, problem)
    if scenario.generate is not None:
        taken = {scenario.account.id, *(chat.id for chat in scenario.chats)}
        generated = generated_chats(scenario.generate, taken)
        scenario = msgspec.structs.replace(scenario, chats=scenario.chats + generated, generate=None)
    for problem in day_problems(scenario):
        raise _refused(layers, problem)
    return scenario


def _is_path(name_or_path: str) -> bool:
    separated = "/" in name_or_path or "\\" in name_or_path
    return "\0" not in name_or_path and (separated or name_or_path.endswith(SUFFIXES))


def _layers(name_or_path: str) -> list[_Layer]:
    """Return the file and its bases. Each is checked by itself first, so that errors name its own lines."""
    if _is_path(name_or_path):
        where: Path | Traversable = Path(name_or_path)
    elif name_or_path in names():
        where = _SHIPPED / f"{name_or_path}.yaml"
    else:
        raise BadInputError(
            N_("There is no practice account named %(name)s. Choose one of these: %(names)s."),
            name=clean(name_or_path, 40) or "-",
            names=", ".join(names()),
        )
    layers: list[_Layer] = []
    seen: set[str] = set()
    while True:
        layer = _read(where)
        layers.append(layer)
        seen.add(_identity(where))
        base = layer.value.get("base")
        if base is None:
            return layers
        if _is_path(base):
            where = Path(str(where)).parent / base
        elif base in names():
            where = _SHIPPED / f"{base}.yaml"
        else:
            message = N_(
                "%(file)s, line %(line)d, key %(key)s: there is no practice account named %(name)s. "
                "Choose one of these: %(names)s."
            )
            raise _refused([layer], Problem("base", message, {"name": base, "names": ", ".join(names())}))
        if _identity(where) in seen:
            message = N_(
                "%(file)s, line %(line)d, key %(key)s: %(name)s leads back to a file that starts from this "
                "one. Choose another base."
            )
            raise _refused([layer], Problem("base", message, {"name": base}))


def _identity(where: Path | Traversable) -> str:
    return str(where.resolve() if isinstance(where, Path) else where)


def _read(where: Path | Traversable) -> _Layer:
    file = str(where) if isinstance(where, Path) else where.name
    text = read_text(where, file)
    value = parse(text, file)
    convert(value, Scenario, text, file)
    return _Layer(file, text, value)


def _merged(layers: list[_Layer]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for layer in reversed(layers):
        for key, value in layer.value.items():
            if key in _MERGED:
                merged[key] = {**merged.get(key, {}), **value}
            elif key == "chats":
                merged[key] = [*merged.get(key, []), *value]
            else:
                merged[key] = value
    merged.pop("base", None)
    return merged


def _refused(layers: list[_Layer], problem: Problem) -> DataFileError:
    """Return the error for a key of the merged value, placed in the file that wrote it."""
    key = problem.key
    top, *below = key.replace("[", ".[").split(".")
    if top == "chats":
        number = int(below[0].strip("[]"))
        for layer in reversed(layers):
            count = len(layer.value.get("chats", []))
            if number < count:
                return _at(layer, ".".join([f"chats[{number}]", *below[1:]]), problem)
            number -= count
    written_by = next(
        layer
        for layer in layers
        if top in layer.value and (top not in _MERGED or below[0] in layer.value[top])
    )
    return _at(written_by, key, problem)


def _at(layer: _Layer, key: str, problem: Problem) -> DataFileError:
    line = line_of(layer.text, key)
    return DataFileError(problem.message, file=layer.file, line=line, key=key, **problem.values)
