"""No memory with secrets in it is written to the disk when a process breaks."""

import sys
from pathlib import Path

import pytest

from tests.cli.process import run

if sys.platform == "win32":
    pytest.skip("Windows writes no such files", allow_module_level=True)

import resource

HARD = resource.getrlimit(resource.RLIMIT_CORE)[1]
# The program where core files are allowed; at its end it says what is allowed then.
ALLOWED_AT_FIRST = (
    "-c",
    "import atexit, resource, sys\n"
    f"resource.setrlimit(resource.RLIMIT_CORE, ({HARD}, {HARD}))\n"
    "atexit.register(lambda: sys.stderr.write(f'allowed: {resource.getrlimit(resource.RLIMIT_CORE)}'))\n"
    "from safecheck.__main__ import main; main()",
)


@pytest.mark.skipif(HARD == 0, reason="no process may write core files here")
def test_p3_no_core_file_can_hold_what_was_typed(tmp_path: Path) -> None:
    ended = run(tmp_path, "requests", command=ALLOWED_AT_FIRST)
    assert ended.code == 0
    assert ended.err == "allowed: (0, 0)"
