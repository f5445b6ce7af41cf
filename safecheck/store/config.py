"""The user's settings: flags win over SAFECHECK_… environment variables, and those over config.yaml."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, cast, get_args

import msgspec

from safecheck.model.connection import Identity, Proxy
from safecheck.model.errors import BadInputError
from safecheck.model.identity import api_hash_problem, api_id_problem, as_pasted
from safecheck.model.proxy import proxy_from
from safecheck.model.text import LANGUAGES, N_, Lang, clean

FailOn = Literal["high", "medium", "low", "never"]
ThemeName = Literal["dark", "light", "contrast"]
Origin = Literal["flag", "environment", "file", "default"]

KNOWN: dict[str, tuple[str, ...]] = {
    "language": LANGUAGES,
    "fail_on": get_args(FailOn),
    "theme": get_args(ThemeName),
}
KEYS = (*KNOWN, "country", "api_id", "api_hash", "proxy")

# Every other program of this user, and every process list kept of it, can read the environment.
_FILE_ONLY = ("api_id", "api_hash")


class Preferences(msgspec.Struct, frozen=True):
    """The settings in force. `language` is None when nobody chose one; `language_from` says who did.

    `theme` is the colours that the screens begin with. `country` is two capital letters. `unread` says why
    the config file could not be read, if it is there: nothing in it counts then. repr never shows the
    api_hash or what is in the proxy (P3).
    """

    language: Lang | None = None
    language_from: Origin = "default"
    fail_on: FailOn = "never"
    theme: ThemeName = "dark"
    unread: BadInputError | None = None
    country: str | None = None
    api_id: int | None = None
    api_hash: str | None = None
    proxy: Proxy | None = None

    @property
    def identity(self) -> Identity | None:
        """The api_id and api_hash of the config file, None if one of them is not in it."""
        if self.api_id is None or self.api_hash is None:
            return None
        return Identity(self.api_id, self.api_hash)

    @property
    def holds_a_secret(self) -> bool:
        """Whether there is an api_hash, or a password or secret of a proxy: those stand in the file only."""
        proxy = self.proxy
        return self.api_hash is not None or (proxy is not None and bool(proxy.password or proxy.secret))

    def __repr__(self) -> str:
        return f"Preferences(language={self.language!r}, fail_on={self.fail_on!r}, …)"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return [("language", self.language), ("fail_on", self.fail_on)]


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
    does not know, and for a secret in the environment; it never quotes a secret.
    """
    flags = {"language": language, "fail_on": fail_on}
    flag_names = {"language": "--lang", "fail_on": "--fail-on"}
    from_file, unread = _read(config_file)
    chosen: dict[str, Any] = {}
    origins: dict[str, Origin] = {}
    for key in KEYS:
        variable = f"SAFECHECK_{key.upper()}"
        if flags.get(key):
            chosen[key], origins[key] = _value(key, flags[key], flag_names[key]), "flag"
        elif environment.get(variable):
            chosen[key] = _from_environment(key, environment[variable], variable)
            origins[key] = "environment"
        elif key in from_file:
            chosen[key], origins[key] = from_file[key], "file"
    return Preferences(**chosen, language_from=origins.get("language", "default"), unread=unread)


def _from_environment(key: str, value: str, variable: str) -> object:
    if key in _FILE_ONLY:
        raise BadInputError(
            N_(
                "%(variable)s is set, and safecheck takes no secrets from the environment: other programs "
                "can read it. Unset it, and put %(key)s in the config file, or type it when asked."
            ),
            variable=variable,
            key=key,
        )
    found = _value(key, value, variable)
    if isinstance(found, Proxy) and (found.password or found.secret):
        raise BadInputError(
            N_(
                "%(variable)s holds a password or a secret, and other programs can read it there. "
                "Unset it, and put the proxy in the config file."
            ),
            variable=variable,
        )
    return found


def _value(key: str, value: object, where: str) -> object:
    """Return one setting as its type; `where` names the flag, the variable, or the file, line and key."""
    if key in KNOWN:
        return _known(key, value, where)
    # YAML reads an api_hash of digits only as a number.
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if key == "country":
        return _country(text, where)
    if key == "proxy":
        try:
            return proxy_from(text)
        except BadInputError as error:
            raise _refused(where, error) from None
    check = api_id_problem if key == "api_id" else api_hash_problem
    problem = check(text, complete=True)
    if problem is not None:
        raise _refused(where, BadInputError(problem))
    return int(as_pasted(text)) if key == "api_id" else as_pasted(text).lower()


def _refused(where: str, problem: BadInputError) -> BadInputError:
    return BadInputError(N_("%(where)s cannot be used. %(problem)s"), where=where, problem=problem)


def _country(text: str, where: str) -> str:
    if re.fullmatch(r"[A-Za-z]{2}", text):
        return text.upper()
    raise BadInputError(
        N_("%(where)s is not a country. Write its two letters, such as NL."),
        where=where,
    )


def _known(key: str, value: object, where: str) -> str:
    if isinstance(value, str) and value.strip().lower() in KNOWN[key]:
        return value.strip().lower()
    raise BadInputError(
        N_("%(where)s is set to %(value)s, which safecheck does not know. Choose one of: %(known)s."),
        where=where,
        value=clean(str(value), 40),
        known=", ".join(KNOWN[key]),
    )


def _read(path: Path) -> tuple[dict[str, Any], BadInputError | None]:
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


def _settings(text: str, name: str) -> dict[str, Any]:
    from safecheck.packs import yaml_file

    try:
        values = yaml_file.parse(text, name)
    except yaml_file.DataFileError as error:
        # What the parser says can quote the line, and a secret may stand in it.
        raise BadInputError(
            N_(
                "%(file)s, line %(line)d: safecheck cannot read this. Write one setting a line, each of them "
                "once, such as: language: nl"
            ),
            file=name,
            line=error.line or 1,
        ) from None
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise BadInputError(N_("%(file)s must hold one setting a line, such as: language: nl"), file=name)
    settings: dict[str, Any] = {}
    for key, value in cast("dict[object, object]", values).items():
        line = yaml_file.line_of(text, str(key))
        if key not in KEYS:
            raise BadInputError(
                N_("%(file)s, line %(line)d: safecheck has no setting %(key)s. It knows: %(known)s."),
                file=name,
                line=line,
                key=_shown(str(key)),
                known=", ".join(KEYS),
            )
        settings[str(key)] = _value(str(key), value, f"{name}:{line}: {key}")
    return settings


def _shown(key: str) -> str:
    """Return an unknown key if it can only be a name: a secret in the wrong place is not shown."""
    return key if re.fullmatch(r"[A-Za-z][A-Za-z_-]{0,19}", key) else "…"
