"""The house's one direction: by import-linter for the source, and by what a process really loads."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contracts.source import PACKAGE, ROOT

ROOMS = sorted(path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists())
WITH_TELETHON = ("telegram", "practice", "cli")
FACES = ("tui", "plain")  # they walk through a visit, which goes on while they ask
LINT = (
    "import sys; from importlinter.cli import lint_imports\n"
    "sys.exit(lint_imports(config_filename='pyproject.toml', no_cache=True))"
)
LOAD = """
import importlib, json, pkgutil, sys
room = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(room.__path__, room.__name__ + "."):
    importlib.import_module(module.name)
print(json.dumps(sorted(sys.modules)))
"""


def python(code: str, *arguments: str, where: Path, path: Path) -> "subprocess.CompletedProcess[str]":
    # Whatever measures coverage loads modules of its own.
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=where,
        env={**plain, "PYTHONPATH": str(path)},
        timeout=100,
    )


def loaded_by(room: str, tmp_path: Path) -> set[str]:
    run = python(LOAD, f"safecheck.{room}", where=tmp_path, path=ROOT)
    assert run.returncode == 0, run.stderr
    return set(json.loads(run.stdout))


@pytest.mark.parametrize("room", ROOMS)
def test_what_each_room_really_loads(tmp_path: Path, room: str) -> None:
    loaded = loaded_by(room, tmp_path)
    tops = {name.split(".")[0] for name in loaded}
    assert bool(tops & {"textual", "rich"}) == (room == "tui"), "the screens are a room of their own"
    assert ("telethon" in tops) <= (room in WITH_TELETHON)
    assert "cryptography" not in tops, "whoever needs it loads it then"
    if room not in (*FACES, "cli", "audit", "telegram", "practice"):
        assert not tops & {"asyncio", "socket", "http", "ssl"}, "this room does no network I/O"


def test_there_are_rooms_to_look_at() -> None:
    assert {"cli", "audit", "telegram", "practice", "report", "rules", "packs", "model"} <= set(ROOMS)
    assert len(ROOMS) >= 12


def test_the_closed_list_can_be_read_without_the_client(tmp_path: Path) -> None:
    code = "import sys, safecheck.telegram.allowlist; print('telethon' in sys.modules)"
    assert python(code, where=tmp_path, path=ROOT).stdout == "False\n"


def test_the_rooms_depend_downwards_only() -> None:
    run = python(LINT, where=ROOT, path=ROOT)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "0 broken" in run.stdout


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("model/text.py", "import safecheck.cli.terminal"),
        ("report/layout.py", "import safecheck.store.paths"),
        ("rules/order.py", "import telethon"),
        ("cli/terminal.py", "import rich"),
        ("spare/__init__.py", "import safecheck.model"),
    ],
    ids=["upwards", "sideways", "telethon", "rich", "a room without a place"],
)
def test_a_broken_contract_is_seen(tmp_path: Path, module: str, line: str) -> None:
    """Without this, contracts that name nothing would be kept by anything."""
    shutil.copytree(PACKAGE, tmp_path / "safecheck", ignore=shutil.ignore_patterns("__pycache__", "data"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    file = tmp_path / "safecheck" / module
    file.parent.mkdir(exist_ok=True)
    with file.open("a", encoding="utf-8") as stream:
        stream.write(f"\n{line}\n")
    run = python(LINT, where=tmp_path, path=tmp_path)
    assert run.returncode == 1, run.stdout + run.stderr
    assert "BROKEN" in run.stdout or "spare" in run.stdout
