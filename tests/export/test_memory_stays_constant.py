"""An export of any size is read in the same memory."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.export_file import MB, write_export
from tests.cli.process import environment_of

pytestmark = [
    pytest.mark.uncounted,
    pytest.mark.skipif(sys.platform != "linux", reason="the most memory of a process as Linux tells it"),
]

# Of this process alone: what is measured from outside begins with the memory of the tests.
AUDIT = """
import sys
from safecheck.cli.main import main
code = main(["audit", "--format", "json", "--export", sys.argv[1]])
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(peak.split()[1], file=sys.stderr)
sys.exit(code)
"""


def test_an_export_six_times_as_large_takes_no_more_memory(tmp_path: Path) -> None:
    peaks = []
    for size in (1, 6):
        path = tmp_path / f"{size}.json"
        groups = write_export(path, size * MB)
        assert path.stat().st_size >= size * MB
        done = subprocess.run(
            [sys.executable, "-c", AUDIT, str(path)],
            capture_output=True,
            check=True,
            encoding="utf-8",
            env=environment_of(tmp_path),
            timeout=100,
        )
        assert f'"groups_and_channels": {groups}' in done.stdout
        peaks.append(int(done.stderr.split()[-1]) * 1024 / MB)
    small, large = peaks
    assert large < 100
    assert large - small < 2.5, "half of what the file has grown"
