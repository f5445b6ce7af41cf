"""The user's settings: flags win over SAFECHECK_… environment variables, and those over config.yaml."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, cast, get_args

import msgspec

from safecheck.model.errors import BadInputError
from safecheck.model.text import LANGUAGES, N_, Lang, clean

FailOn = Literal["high", "medium", "low", "never"]
Origin = Literal["flag", "environment", "file", "default"]

KNOWN: dict[str, tuple[str, ...]] = {"language": LANGUAGES, "fail_on": get_args(FailOn)}


class Preferences(msgspec.Struct, frozen=True):
    """The settings in force. `language` is None when nobody chose one; `language_from` says who did.

    `unread` says why the config file could not be read, if it is there: nothing in it counts then.
    """

    language: Lang | None = None
    language_from: Origin = "default"
    fail_on: FailOn = "never"
    unread: BadInputError | None = None


def preferences(
    config_file: Path,
    environment: Mapping[str, str],
    *,
    language: str | None = None,
    fail_on: str | None = None,
) -> Preferences:
    """Return the settings in force; `language` and `fail_on` are what the flags said, None where not given.

    A config file that does not exist or cannot be read sets nothing; an empty variable counts as not set.
    Raises BadInputError naming the flag, the variable, or the file, line and key of a value that safecheck
    does not know.
    """
    flags = {"language": language, "fail_on": fail_on}
    flag_names = {"language": "--lang", "fail_on": "--fail-on"}
    from_file, unread = _read(config_file)
    chosen: dict[str, Any] = {}
    origins: dict[str, Origin] = {}
    for key in KNOWN:
        variable = f"SAFECHECK_{key.upper()}"
        if flags[key]:
            chosen[key], origins[key] = _known(key, flags[key], flag_names[key]), "flag"
        elif environment.get(variable):
            chosen[key], origins[key] = _known(key, environment[variable], variable), "environment"
        elif key in from_file:
            chosen[key], origins[key] = from_file[key], "file"
    return Preferences(**chosen, language_from=origins.get("language", "default"), unread=unread)


def _known(key: str, value: object, where: str) -> str:
    if isinstance(value, str) and value.strip().lower() in KNOWN[key]:
        return value.strip().lower()
    raise BadInputError(
        N_("%(where)s is set to %(value)s, which safecheck does not know. Choose one of: %(known)s."),
        where=where,
        value=clean(str(value), 40),
        known=", ".join(KNOWN[key]),
    )


def _read(path: Path) -> tuple[dict[str, str], BadInputError | None]:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return {}, None
    except OSError:
        pass  # the reading below says it in a sentence
    from safecheck.packs import yaml_file  # most people have no such file, and loading YAML takes a while

    name = clean(str(path), 300)
    try:
        text = yaml_file.read_text(path, name)
    except yaml_file.UnreadableFileError as error:
        return {}, error
    return _settings(text, name), None


def _settings(text: str, name: str) -> dict[str, str]:
    from safecheck.packs import yaml_file

    values = yaml_file.parse(text, name)
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise BadInputError(N_("%(file)s must hold one setting a line, such as: language: nl"), file=name)
    settings: dict[str, str] = {}
    for key, value in cast("dict[object, object]", values).items():
        line = yaml_file.line_of(text, str(key))
        if key not in KNOWN:
            raise BadInputError(
                N_("%(file)s, line %(line)d: safecheck has no setting %(key)s. It knows: %(known)s."),
                file=name,
                line=line,
                key=clean(str(key), 40),
                known=", ".join(KNOWN),
            )
        settings[str(key)] = _known(str(key), value, f"{name}:{line}: {key}")
    return settings
