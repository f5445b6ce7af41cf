"""Is this computer ready? Each check is one sentence that says what is so and, where needed, what to do.

`examine` judges values only, so that every answer can be tested; `look_around` collects them from the real
machine. Nothing is written, no network is used, and no file of Telegram Desktop is opened.
"""

import os
import platform
import shlex
import shutil
import sys
from collections.abc import Iterator, Mapping
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import msgspec

import safecheck
from safecheck.desktop.locate import Found, locate
from safecheck.i18n.catalog import Catalog
from safecheck.model.result import PackInfo
from safecheck.model.text import clean
from safecheck.store.config import Origin, Preferences
from safecheck.store.paths import Places

Status = Literal["ok", "note", "problem"]
Aes = Literal["cryptg", "libssl", "python"]
FolderState = Literal["writable", "read_only", "absent", "not_a_folder"]

LEAST_COLUMNS, LEAST_LINES = 80, 24


class Check(msgspec.Struct, frozen=True):
    """One answer. `note`: it works, and this is worth knowing; `problem`: something to repair first."""

    id: str
    status: Status
    text: str


class Machine(msgspec.Struct, frozen=True, kw_only=True):
    """What is so on this computer. `versions` maps a program's name to its version."""

    input_is_terminal: bool
    output_is_terminal: bool
    columns: int
    lines: int
    output_encoding: str
    environment: Mapping[str, str]
    platform: str
    aes: Aes
    desktop: tuple[Found, ...]
    config: tuple[Path, FolderState]
    state: tuple[Path, FolderState]
    versions: Mapping[str, str]
    packs: tuple[PackInfo, ...]
    language_from: Origin
    settings: Preferences
    python_socks: bool = True
    exposed: Path | None = None  # the config file, if it holds a secret and others may read it


def look_around(
    places: Places,
    *,
    aes: Aes,
    packs: tuple[PackInfo, ...],
    language_from: Origin,
    output_encoding: str,
    settings: Preferences | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Machine:
    """Return what is so on this computer now, with the settings in force (default: none).

    `aes` comes from the room that knows the Telegram client, `output_encoding` from the one that set stdout
    to UTF-8: it is what the system had chosen before.
    """
    size = shutil.get_terminal_size((0, 0))
    settings = settings or Preferences()
    return Machine(
        input_is_terminal=sys.stdin is not None and sys.stdin.isatty(),
        output_is_terminal=sys.stdout is not None and sys.stdout.isatty(),
        columns=size.columns,
        lines=size.lines,
        output_encoding=output_encoding,
        environment=dict(environment),
        platform=sys.platform,
        aes=aes,
        desktop=locate(sys.platform, Path.home(), environment),
        config=(places.config, folder_state(places.config)),
        state=(places.state, folder_state(places.state)),
        versions={
            "safecheck": safecheck.__version__,
            "Python": platform.python_version(),
            "Telethon": metadata.version("telethon"),
            "Textual": metadata.version("textual"),
        },
        packs=packs,
        language_from=language_from,
        settings=settings,
        python_socks=find_spec("python_socks") is not None,
        exposed=places.config_file if settings.holds_a_secret and _others_read(places.config_file) else None,
    )


def _others_read(path: Path) -> bool:
    """Whether others on this computer may read a file; False where that is not said by its mode."""
    try:
        return os.name == "posix" and bool(path.stat().st_mode & 0o077)
    except OSError:
        return False


def folder_state(path: Path) -> FolderState:
    """Return whether a folder exists and may be written; an absent one is judged by its nearest parent."""
    if os.path.isdir(path):
        return "writable" if os.access(path, os.W_OK | os.X_OK) else "read_only"
    if os.path.lexists(path):
        return "not_a_folder"
    for parent in path.parents:
        if os.path.isdir(parent):
            return "absent" if os.access(parent, os.W_OK | os.X_OK) else "read_only"
        if os.path.lexists(parent):
            return "not_a_folder"
    return "read_only"


def examine(machine: Machine, catalog: Catalog) -> tuple[Check, ...]:
    """Return every check, in a fixed order, in the language of `catalog`."""
    return (
        _terminal(machine, catalog),
        _colour(machine, catalog),
        _theme(machine, catalog),
        _utf8(machine, catalog),
        _language(machine, catalog),
        _aes(machine, catalog),
        _desktop(machine, catalog),
        _folder("config", machine.config, catalog),
        _folder("state", machine.state, catalog),
        _api_id(machine, catalog),
        _proxy(machine, catalog),
        *_exposed(machine, catalog),
        *_versions(machine, catalog),
    )


def _terminal(machine: Machine, catalog: Catalog) -> Check:
    if not (machine.input_is_terminal and machine.output_is_terminal):
        text = catalog.gettext(
            "This is not an ordinary terminal window: results can be written, questions cannot be asked."
        )
        return Check("terminal", "note", text)
    size = {"columns": machine.columns, "lines": machine.lines}
    if machine.columns < LEAST_COLUMNS or machine.lines < LEAST_LINES:
        text = catalog.gettext(
            "The terminal is small: %(columns)d by %(lines)d characters. It works; 80 by 24 reads better."
        )
        return Check("terminal", "note", text % size)
    text = catalog.gettext("The terminal is %(columns)d by %(lines)d characters. That is enough.")
    return Check("terminal", "ok", text % size)


def _colour(machine: Machine, catalog: Catalog) -> Check:
    environment = machine.environment
    if environment.get("NO_COLOR"):
        text = catalog.gettext("Colours are off, because NO_COLOR is set. Everything is said in words too.")
        return Check("colours", "ok", text)
    if environment.get("TERM") in ("dumb", "unknown") or (
        machine.platform != "win32" and not environment.get("TERM")
    ):
        text = catalog.gettext("This terminal shows no colours. Everything is said in words too.")
        return Check("colours", "ok", text)
    if environment.get("COLORTERM") in ("truecolor", "24bit") or environment.get("WT_SESSION"):
        text = catalog.gettext("This terminal shows all colours.")
    elif "256" in environment.get("TERM", ""):
        text = catalog.gettext("This terminal shows 256 colours. That is enough.")
    else:
        text = catalog.gettext("This terminal shows a few colours. That is enough.")
    return Check("colours", "ok", text)


def _theme(machine: Machine, catalog: Catalog) -> Check:
    text = {
        "dark": catalog.gettext(
            "The screens begin light on dark. Others: theme: light, or theme: contrast, in the config file."
        ),
        "light": catalog.gettext(
            "The screens begin dark on light. Others: theme: dark, or theme: contrast, in the config file."
        ),
        "contrast": catalog.gettext(
            "The screens begin with high contrast. Others: theme: dark, or theme: light, in the config file."
        ),
    }[machine.settings.theme]
    return Check("theme", "ok", text)


def _utf8(machine: Machine, catalog: Catalog) -> Check:
    encoding = machine.output_encoding.lower().replace("-", "").replace("_", "")
    if encoding == "utf8":
        return Check("utf8", "ok", catalog.gettext("Text is written as UTF-8: every name can be shown."))
    text = catalog.gettext(
        "safecheck writes text as UTF-8, but this system asks for %(encoding)s: some names may look odd. "
        "Set the terminal to UTF-8."
    )
    shown = clean(machine.output_encoding) or "?"
    return Check("utf8", "note", text % {"encoding": shown})


def _language(machine: Machine, catalog: Catalog) -> Check:
    text = {
        "flag": catalog.gettext("Everything is said in English, because --lang asks for it."),
        "environment": catalog.gettext(
            "Everything is said in English, because SAFECHECK_LANGUAGE asks for it."
        ),
        "file": catalog.gettext("Everything is said in English, because the config file asks for it."),
        "default": catalog.gettext(
            "Everything is said in English, because of the language of this system. Another one: --lang nl"
        ),
    }[machine.language_from]
    return Check("language", "ok", text)


def _aes(machine: Machine, catalog: Catalog) -> Check:
    if machine.aes == "cryptg":
        text = catalog.gettext("Encryption is done by cryptg. That is fast.")
        return Check("aes", "ok", text)
    if machine.aes == "libssl":
        text = catalog.gettext("Encryption is done by the system's libssl. That is fast.")
        return Check("aes", "ok", text)
    text = catalog.gettext(
        "Encryption is done in Python. That works, but it is slow. Faster: pip install safecheck[fast]"
    )
    return Check("aes", "note", text)


def _desktop(machine: Machine, catalog: Catalog) -> Check:
    if not machine.desktop:
        text = catalog.gettext("Telegram Desktop was not found on this computer.")
        return Check("telegram_desktop", "ok", text)
    folders = ", ".join(clean(str(found.path), 300) for found in machine.desktop)
    text = catalog.gettext(
        "Telegram Desktop keeps its data here: %(folders)s. safecheck has opened no file in it."
    )
    return Check("telegram_desktop", "ok", text % {"folders": folders})


def _folder(name: Literal["config", "state"], folder: tuple[Path, FolderState], catalog: Catalog) -> Check:
    path, state = folder
    config = name == "config"
    status: Status = "ok" if state in ("writable", "absent") else "problem"
    if state == "writable":
        text = (
            catalog.gettext("Settings are kept in %(path)s.")
            if config
            else catalog.gettext("What you ask to keep is kept in %(path)s.")
        )
    elif state == "absent":
        text = (
            catalog.gettext(
                "Settings would be kept in %(path)s. That folder does not exist: nothing was set."
            )
            if config
            else catalog.gettext(
                "What you ask to keep would go to %(path)s. That folder does not exist: nothing was kept."
            )
        )
    elif state == "read_only":
        text = catalog.gettext(
            "The folder %(path)s cannot be written. Give yourself the right to write there, or keep nothing."
        )
    else:
        text = catalog.gettext(
            "A file stands in the way of the folder %(path)s. Move that file, or keep nothing."
        )
    return Check(name, status, text % {"path": clean(str(path), 300)})


def _api_id(machine: Machine, catalog: Catalog) -> Check:
    settings = machine.settings
    if settings.identity is not None:
        text = catalog.gettext("The settings hold an api_id and an api_hash.")
    elif settings.api_id is None and settings.api_hash is None:
        text = catalog.gettext(
            "The settings hold no api_id. It is asked for when you sign in to your own account."
        )
    else:
        text = catalog.gettext(
            "The settings hold only one of api_id and api_hash. The other is asked for when you sign in."
        )
    return Check("api_id", "ok", text)


def _proxy(machine: Machine, catalog: Catalog) -> Check:
    proxy = machine.settings.proxy
    if proxy is None:
        text = catalog.gettext("No proxy is set: safecheck connects to Telegram directly.")
        return Check("proxy", "ok", text)
    if proxy.kind == "mtproto":
        text = catalog.gettext(
            "An MTProxy is set: safecheck reaches Telegram through it and in no other way."
        )
        return Check("proxy", "ok", text)
    if not machine.python_socks:
        text = catalog.gettext(
            "A SOCKS5 proxy is set, but python-socks is missing: safecheck will not connect. "
            "Install it: pip install python-socks"
        )
        return Check("proxy", "problem", text)
    text = catalog.gettext(
        "A SOCKS5 proxy is set: safecheck reaches Telegram through it and in no other way."
    )
    return Check("proxy", "ok", text)


def _exposed(machine: Machine, catalog: Catalog) -> Iterator[Check]:
    if machine.exposed is None:
        return
    text = (
        catalog.gettext(
            "Others on this computer can read the file with your api_hash. Close it with: %(command)s"
        )
        if machine.settings.api_hash is not None
        else catalog.gettext(
            "Others on this computer can read the file with the password of your proxy. "
            "Close it with: %(command)s"
        )
    )
    command = f"chmod 600 {shlex.quote(str(machine.exposed))}"
    yield Check("config_rights", "problem", text % {"command": clean(command, 300)})


def _versions(machine: Machine, catalog: Catalog) -> Iterator[Check]:
    for name, version in machine.versions.items():
        text = catalog.gettext("%(name)s, version %(version)s.") % {"name": name, "version": version}
        yield Check(f"version_{name.lower()}", "ok", text)
    for pack in machine.packs:
        text = catalog.gettext("Data %(id)s, version %(version)s of %(date)s.")
        values = {"id": pack.id, "version": pack.version, "date": pack.date}
        yield Check(f"pack_{pack.id}", "ok", text % values)
